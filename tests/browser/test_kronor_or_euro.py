"""An amount and its currency are one answer in the browser too: saved, kept, brought back and pasted together."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from fundflow.domain.concepts import ApplicantKind
from fundflow.models.organisation import Organisation
from tests.browser.conftest import Served, violations
from tests.browser.unsaved import SAVED, STATUS, kept, someone_else
from tests.web.test_bad_input import draft

AMOUNT, CURRENCY, COUNTED = "#q_turnover_eur", "#q_turnover_eur-currency", "#q_turnover_eur-counted"


@pytest.fixture
def size(served: Served) -> str:
    """The page that asks a company how large it is, in a draft."""
    with Session(served.journey.engine) as session:
        session.get_one(Organisation, served.journey.organisation_id).kind = ApplicantKind.COMPANY
        session.commit()
    case_id = draft(served.journey, "sis", turnover_eur="", in_a_group="yes", group=[])
    return f"{served.address}/ansokan/{case_id}/del/size"


def counts(page: Page, words: str) -> None:
    expect(page.locator(COUNTED)).to_have_text(words)


def test_an_amount_is_saved_with_its_currency_and_counted(maja: Page, size: str) -> None:
    maja.goto(size)
    assert maja.input_value(CURRENCY) == "sek"

    maja.fill(AMOUNT, "10500000")
    maja.focus("#q_balance_eur")
    # 10 500 000 / 10.50
    counts(maja, "motsvarar 1\u00a0000\u00a0000 euro med kursen 10,5")
    maja.fill(AMOUNT, "420 000 euro")
    expect(maja.locator(COUNTED)).to_be_hidden()
    maja.focus("#q_balance_eur")
    expect(maja.locator(STATUS)).to_have_text(SAVED)
    assert (maja.input_value(AMOUNT), maja.input_value(CURRENCY)) == ("420\u00a0000", "eur")
    maja.select_option(CURRENCY, "sek")
    counts(maja, "motsvarar 40\u00a0000 euro med kursen 10,5")
    maja.reload()

    assert (maja.input_value(AMOUNT), maja.input_value(CURRENCY)) == ("420\u00a0000", "sek")
    assert kept(maja) == []
    assert violations(maja) == []


def test_what_cannot_be_read_stands_whole_with_what_is_wrong(maja: Page, size: str) -> None:
    maja.goto(size)

    for typed in ("12,5 mkr", "420.000", "500 tkr"):
        maja.fill(AMOUNT, typed)
        with maja.expect_response("**/svar/turnover_eur"):
            maja.focus("#q_balance_eur")
        expect(maja.locator(f"{AMOUNT}-error")).to_contain_text("Skriv hela beloppet med siffror och utan punkt")
        assert (maja.input_value(AMOUNT), maja.input_value(CURRENCY)) == (typed, "sek")
        maja.reload()
        assert (maja.input_value(AMOUNT), maja.input_value(CURRENCY)) == (typed, "sek")


def test_the_text_of_a_colleague_brings_its_currency(maja: Page, served: Served, size: str) -> None:
    maja.goto(size)
    with someone_else(maja, served, "colleague") as isak:
        isak.goto(size)
        isak.fill(AMOUNT, "310 000 euro")
        isak.focus("#q_balance_eur")
        expect(isak.locator(STATUS)).to_have_text(SAVED)

    maja.fill(AMOUNT, "4 000 000")
    maja.focus("#q_balance_eur")
    maja.locator("dialog [data-choose=theirs]").click()

    expect(maja.locator(AMOUNT)).to_have_value("310\u00a0000")
    assert maja.input_value(CURRENCY) == "eur"


def test_pasted_cells_fill_amounts_and_leave_their_currencies_beside(maja: Page, size: str) -> None:
    maja.goto(size)
    cells = "Fjällmat AB\tI samma koncern\t100\t4\t2 100 000 kr\t300 euro"

    maja.locator('[name="q_group-0-name"]').focus()
    maja.evaluate(
        """(text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          const pasted = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
          document.activeElement.dispatchEvent(pasted);
        }""",
        cells,
    )

    values = {name: maja.input_value(f'[name="q_group-0-{name}"]') for name in ("turnover_eur", "balance_eur")}
    assert values == {"turnover_eur": "2 100 000", "balance_eur": "300"}
    assert maja.input_value('[name="q_group-0-turnover_eur-currency"]') == "sek"
    assert maja.input_value('[name="q_group-0-balance_eur-currency"]') == "eur"
