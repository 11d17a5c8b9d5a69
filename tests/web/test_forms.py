"""Forms read as people write, give back as typed, and say what to change."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from fundflow.domain.money import Money
from fundflow.web.forms.base import BaseForm
from tests.pages import Browser, Page
from tests.web.made_up_pages import EveryField

RIGHT: dict[str, Any] = {
    "Projektets namn": "Digitala verkstäder",
    "Sökt belopp": "1 000",
    "Har ni börjat?": "Nej",
    "Uppgifterna stämmer": True,
}


def form_with(app: Flask, **typed: str) -> EveryField:
    """The form as sent with these fields."""
    with app.test_request_context("/", method="POST", data=typed):
        return EveryField(meta={"csrf": False})


@pytest.mark.parametrize("typed", ["1 234,50", "1234.5", "1\u00a0234,50 kr", " 1234,5 ", "1 234,50:-"])
def test_amounts_are_read_as_people_write_them(app: Flask, typed: str) -> None:
    assert form_with(app, sought=typed).sought.data == Money(123_450)


@pytest.mark.parametrize("typed", ["tolv", "1.234", "1,234,567", "12 34"])
def test_an_amount_that_cannot_be_read_stays_as_it_was_typed(app: Flask, typed: str) -> None:
    form = form_with(app, sought=typed)

    with app.test_request_context("/"):
        assert form.sought.data is None
        assert [str(error) for error in form.sought.process_errors] == [
            "Skriv beloppet i kronor med siffror, till exempel 12 500 eller 12 500,50."
        ]
        assert form.sought._value() == typed


def test_an_amount_below_zero_is_told_as_what_it_is(app: Flask) -> None:
    form = form_with(app, sought="-5")

    with app.test_request_context("/"):
        assert [str(error) for error in form.sought.process_errors] == [
            "Ett belopp kan inte vara mindre än noll. Skriv det utan minustecken."
        ]
        assert form.sought._value() == "-5"


@pytest.mark.parametrize(
    "typed",
    [
        "2026-02-19",
        "20260219",
        "19/2 2026",
        "19.2.2026",
        "19 februari 2026",
        "den 19 feb 2026",
        "torsdag 19 februari 2026",
    ],
)
def test_days_are_read_as_people_write_them(app: Flask, typed: str) -> None:
    assert form_with(app, starts_on=typed).starts_on.data == date(2026, 2, 19)


@pytest.mark.parametrize("typed", ["2026-02-30", "19/2", "i morgon", "19 fenruari 2026", "2026-2"])
def test_a_day_that_is_none_is_told_with_an_example(app: Flask, typed: str) -> None:
    form = form_with(app, starts_on=typed)

    assert form.starts_on.data is None
    assert "till exempel 2026-02-19" in str(form.starts_on.process_errors[0])


def test_organisation_numbers_get_their_hyphen_and_are_checked(app: Flask) -> None:
    assert form_with(app, number="5560360793").number.data == "556036-0793"
    assert form_with(app, number="5560360794").number.process_errors


def test_percentages_keep_to_a_hundred(app: Flask) -> None:
    assert form_with(app, share="45,5 %").share.data == Decimal("45.5")
    assert form_with(app, share="101").share.process_errors


def test_values_are_shown_as_they_are_typed(app: Flask) -> None:
    with app.test_request_context("/"):
        form = EveryField(data={"sought": Money(123_450), "starts_on": date(2026, 2, 19), "share": Decimal("45.5")})

        assert form.sought._value().replace("\u00a0", " ") == "1 234,50"
        assert form.starts_on._value() == "2026-02-19"
        assert form.share._value() == "45,5"


def test_blanks_around_a_text_are_taken_away(app: Flask) -> None:
    assert form_with(app, title="  Verkstäder \n").title.data == "Verkstäder"


def test_a_form_that_is_wrong_says_all_that_is_to_change_and_keeps_what_was_typed(browser: Browser) -> None:
    form = browser.open("/prov/delar").form("Spara och fortsätt")

    page = form.fill({"Projektet börjar": "i våras", "Sökt belopp": "5", "Behov": "Ett <b>behov</b>"}).press(
        "Spara och fortsätt", status=422
    )

    assert page.errors == [
        "Skriv projektets namn.",
        "Skriv dagen som år, månad och dag, till exempel 2026-02-19.",
        "Skriv minst 10 kr.",
        "Svara på om ni har börjat.",
        "Intyga att uppgifterna stämmer.",
    ]
    assert "Fem saker behöver ändras" in page.text
    assert page.form("Spara").value("Projektet börjar") == "i våras"
    assert page.form("Spara").value("Behov") == "Ett <b>behov</b>"


def test_a_form_that_is_right_is_thanked_for(browser: Browser) -> None:
    page = browser.open("/prov/delar").form("Spara och fortsätt").fill(RIGHT).press("Spara och fortsätt")

    assert page.messages[0] == "Allt är sparat."


def cost_names(page: Page) -> list[str]:
    """What stands in the rows' second column."""
    fields = page.form("Spara och fortsätt").fields
    return [value for name, value in fields.items(multi=True) if name.endswith("-what")]


def test_rows_are_added_and_taken_away_without_scripts_and_nothing_typed_is_lost(browser: Browser) -> None:
    form = browser.open("/prov/delar").form("Spara och fortsätt").fill({"Projektets namn": "Verkstäder"})
    form.fields["costs-0-what"] = "Lön"
    two = form.press("Lägg till kostnad")
    second = two.form("Spara och fortsätt")
    second.fields["costs-1-what"] = "Resor"
    second.fields["costs-1-amount"] = "1 200"
    three = second.press("Lägg till kostnad")

    fewer = three.form("Spara och fortsätt").press("Ta bort kostnad 1")

    assert cost_names(two) == ["Lön", ""]
    assert cost_names(fewer) == ["Resor", ""]
    assert fewer.form("Spara").value("Projektets namn") == "Verkstäder"
    assert fewer.form("Spara").fields["costs-0-amount"] == "1 200"
    assert fewer.errors == []


def test_the_sum_of_the_rows_is_reckoned_by_the_server_too(browser: Browser) -> None:
    form = browser.open("/prov/delar").form("Spara och fortsätt")
    form.fields["costs-0-amount"] = "1 234,50"

    assert "Summa kostnader 1 234,50 kr" in form.press("Lägg till kostnad").text


def test_an_error_in_a_row_is_linked_from_the_summary(browser: Browser) -> None:
    form = browser.open("/prov/delar").form("Spara och fortsätt").fill(RIGHT)
    form.fields["costs-0-amount"] = "mycket"

    page = form.press("Spara och fortsätt", status=422)

    assert page.links[page.errors[0]] == "#costs-0-amount"


def test_rows_in_which_nothing_was_written_are_left_out(app: Flask) -> None:
    form = form_with(app, **{"costs-0-what": "", "costs-1-what": "Lön", "costs-1-amount": "5"})

    assert [row["what"] for row in form.costs.rows()] == ["Lön"]


def test_a_file_that_is_too_large_is_refused_by_name_and_the_rest_is_kept(browser: Browser) -> None:
    form = browser.open("/prov/delar").form("Spara och fortsätt").fill(RIGHT)
    form.fill({"Lägg till filer": [("liten.pdf", b"x"), ("stor.pdf", b"x" * 1001)]})

    page = form.press("Spara och fortsätt", status=422)

    assert page.errors == ["Filen ”stor.pdf” är för stor. En fil får vara högst 0 MB."]
    assert page.form("Spara").value("Projektets namn") == "Digitala verkstäder"


def test_messages_of_the_library_are_swedish(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"need": "x" * 201}):
        form = EveryField(meta={"csrf": False})
        form.validate()

    assert "200" in form.need.errors[0]
    assert "Field" not in form.need.errors[0]


def test_the_status_tells_a_form_that_was_sent_and_is_wrong(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={}):
        wrong = EveryField(meta={"csrf": False})
        wrong.validate()
    with app.test_request_context("/"):
        shown: BaseForm = EveryField(formdata=MultiDict())

    assert (wrong.http_status, shown.http_status) == (422, 200)
