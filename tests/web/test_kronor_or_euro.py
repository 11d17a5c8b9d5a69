"""Amounts that may be given in kronor or in euro: in the form, without scripts and with, and wherever they are read."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from fundflow.queries.cases import answers_of as stored_answers
from tests.journey_parts import Journey
from tests.pages import Browser, Page
from tests.web.leaving import leave_at, token_of
from tests.web.test_bad_input import draft, journey, maja, shown

__all__ = ["journey", "maja"]
TURNOVER, CURRENCY = "q_turnover_eur", "q_turnover_eur-currency"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def counted(page: Page, field: str) -> str:
    found = next(one for one in page.root.all("p") if one.attrs.get("id") == f"{field}-counted")
    return plain(found.text)


def value(journey: Journey, case_id: int, key: str) -> object:
    with journey.acting("applicant") as uow:
        return stored_answers(uow.session, case_id)[key].value


@pytest.fixture
def case_id(journey: Journey) -> int:
    """A draft of a support that asks for the size of the company, in euro as everything once was."""
    return draft(journey, "sis", turnover_eur="420 000")


def test_an_earlier_answer_stands_as_euro_and_an_empty_one_begins_with_kronor(
    maja: Browser, journey: Journey, case_id: int
) -> None:
    page = shown(maja, case_id, "turnover_eur")
    assert page.form("Spara").value(CURRENCY) == "eur"
    assert page.form("Spara").value(TURNOVER) == "420 000"

    empty = shown(maja, draft(journey, "sis", turnover_eur=""), "turnover_eur")
    assert empty.form("Spara").value(CURRENCY) == "sek"


def written(journey: Journey, case_id: int, key: str) -> tuple[object, int]:
    """The answer and its version."""
    with journey.acting("applicant") as uow:
        answer = stored_answers(uow.session, case_id)[key]
        return answer.value, answer.version


@pytest.mark.parametrize("stands", ["420 000", "420000 euro", "420 000 kronor", "420000:-", "12,5 mkr", "mycket"])
def test_a_page_that_is_saved_untouched_leaves_amounts_as_they_were_written(
    maja: Browser, journey: Journey, stands: str
) -> None:
    group = [{"name": "A", "turnover_eur": stands}]
    case_id = draft(journey, "sis", turnover_eur=stands, in_a_group="yes", group=group)
    before = [written(journey, case_id, key) for key in ("turnover_eur", "group")]

    shown(maja, case_id, "turnover_eur").form("Spara").press("Spara")

    assert [written(journey, case_id, key) for key in ("turnover_eur", "group")] == before


def test_an_amount_written_in_another_way_is_the_same_answer(maja: Browser, journey: Journey, case_id: int) -> None:
    page = shown(maja, case_id, "turnover_eur")
    before = written(journey, case_id, "turnover_eur")

    reply = leave_at(page, f"/ansokan/{case_id}", "turnover_eur", {TURNOVER: "420\u00a0000 euro"})

    assert reply.status_code == 200
    assert written(journey, case_id, "turnover_eur") == before


def test_who_only_opened_an_earlier_amount_is_in_nobodys_way(maja: Browser, journey: Journey, case_id: int) -> None:
    page, other = (shown(maja, case_id, "turnover_eur") for _ in range(2))
    other.form("Spara").press("Spara")

    reply = leave_at(page, f"/ansokan/{case_id}", "turnover_eur", {TURNOVER: "430 000 euro"})

    assert reply.status_code == 200
    assert value(journey, case_id, "turnover_eur") == "430 000 euro"


def test_kronor_are_saved_without_scripts_and_shown_again_with_what_they_are_in_euro(
    maja: Browser, journey: Journey, case_id: int
) -> None:
    page = shown(maja, case_id, "turnover_eur")

    page.form("Spara").fill({TURNOVER: "11 800 000", CURRENCY: "sek"}).press("Spara")

    assert value(journey, case_id, "turnover_eur") == "11 800 000 kr"
    page = shown(maja, case_id, "turnover_eur")
    assert (page.form("Spara").value(TURNOVER), page.form("Spara").value(CURRENCY)) == ("11 800 000", "sek")
    # 11 800 000 / 10.50 = 1 123 809.52
    assert counted(page, TURNOVER) == "motsvarar 1 123 810 euro med kursen 10,5"
    assert "11 800 000 kr" in plain(maja.open(f"/ansokan/{case_id}/kontrollera").text)


def test_a_changed_currency_alone_is_a_changed_answer(maja: Browser, journey: Journey, case_id: int) -> None:
    page = shown(maja, case_id, "turnover_eur")

    page.form("Spara").fill({CURRENCY: "sek"}).press("Spara")

    assert value(journey, case_id, "turnover_eur") == "420 000 kr"


def test_what_cannot_be_read_is_kept_with_its_currency_and_said(maja: Browser, journey: Journey, case_id: int) -> None:
    page = shown(maja, case_id, "turnover_eur")

    page.form("Spara").fill({TURNOVER: "elva miljoner", CURRENCY: "sek"}).press("Spara")

    page = shown(maja, case_id, "turnover_eur")
    assert (page.form("Spara").value(TURNOVER), page.form("Spara").value(CURRENCY)) == ("elva miljoner", "sek")
    assert any("Skriv hela beloppet med siffror" in error for error in page.errors)
    assert counted(page, TURNOVER) == ""


@pytest.mark.parametrize("typed", ["420.000", "420,000", "11.500.000", "12,5 mkr", "500 tkr", "kr"])
def test_what_may_be_another_amount_is_shown_whole_with_what_is_wrong(
    maja: Browser, journey: Journey, case_id: int, typed: str
) -> None:
    page = shown(maja, case_id, "turnover_eur")

    page.form("Spara").fill({TURNOVER: typed, CURRENCY: "sek"}).press("Spara")

    page = shown(maja, case_id, "turnover_eur")
    assert (page.form("Spara").value(TURNOVER), page.form("Spara").value(CURRENCY)) == (typed, "sek")
    assert any("Skriv hela beloppet" in error and "utan punkt" in error for error in page.errors)
    assert counted(page, TURNOVER) == ""


def test_an_answer_saved_as_it_is_left_tells_what_it_is_in_euro(maja: Browser, journey: Journey, case_id: int) -> None:
    page = shown(maja, case_id, "turnover_eur")

    reply = leave_at(page, f"/ansokan/{case_id}", "turnover_eur", {TURNOVER: "10 500 000 kr"}).json

    assert plain(reply["counted"][""]) == "motsvarar 1 000 000 euro med kursen 10,5"
    assert value(journey, case_id, "turnover_eur") == "10 500 000 kr"


def test_amounts_of_rows_tell_it_row_by_row(maja: Browser, journey: Journey) -> None:
    aid = {"giver": "Regionen", "granted_on": "2025-06-01", "regulation": "de_minimis", "amount_eur": "297620"}
    case_id = draft(journey, "mikrostod", has_earlier_aid="yes", earlier_aid=[aid])
    page = shown(maja, case_id, "earlier_aid")
    fields = {f"q_earlier_aid-0-{key}": cell for key, cell in aid.items()}
    more = {"q_earlier_aid-1-amount_eur": "21 000", "q_earlier_aid-1-amount_eur-currency": "sek"}

    reply = leave_at(page, f"/ansokan/{case_id}", "earlier_aid", {**fields, **more}).json

    assert {place: plain(text) for place, text in reply["counted"].items()} == {
        "0-amount_eur": "",
        "1-amount_eur": "motsvarar 2 000 euro med kursen 10,5",
    }
    rows = value(journey, case_id, "earlier_aid")
    assert [row["amount_eur"] for row in rows] == ["297620", "21 000 kr"]  # type: ignore[attr-defined]


def test_two_who_write_the_same_amount_see_both_with_their_currencies(
    app: Flask, maja: Browser, journey: Journey, case_id: int
) -> None:
    page, other = (shown(maja, case_id, "turnover_eur") for _ in range(2))
    other.form("Spara").fill({TURNOVER: "5 000 000", CURRENCY: "sek"}).press("Spara")

    reply = leave_at(page, f"/ansokan/{case_id}", "turnover_eur", {TURNOVER: "430 000 euro"})

    assert reply.status_code == 409
    assert reply.json["fields"] == [[TURNOVER, "5 000 000 kr"]]
    assert "430 000 euro" in plain(reply.json["dialog"])
    assert "5 000 000 kr" in plain(reply.json["dialog"])


def test_the_page_is_read_in_english_too(maja: Browser, journey: Journey, case_id: int) -> None:
    shown(maja, case_id, "turnover_eur").form("Spara").fill({TURNOVER: "10 500 000", CURRENCY: "sek"}).press("Spara")
    token = token_of(shown(maja, case_id, "turnover_eur"))
    maja.post("/konto/sprak", MultiDict({"language": "en", "csrf_token": token}))

    page = shown(maja, case_id, "turnover_eur")

    assert "What was the turnover of the last financial year?" in page.text
    assert counted(page, TURNOVER) == "equals 1 000 000 euros at the rate 10.5"
