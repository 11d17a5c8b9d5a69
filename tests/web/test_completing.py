"""Completing as pages: figures of the whole application, what the rules say of it as it would be sent, what is left."""

from datetime import date

import pytest

from fundflow.services.application import Written, save_answers
from fundflow.services.intake import Asked, request_completion
from tests.journey_parts import Journey, draft_case, prepared_case
from tests.pages import Browser
from tests.web.applying import database_url, journey, maja

__all__ = ["database_url", "journey", "maja"]


@pytest.fixture
def asked(journey: Journey) -> int:
    """A case that applies for 600 000 kronor; the officer has asked about its costs and a file, not the amount."""
    case_id = prepared_case(journey)
    with journey.acting("officer") as uow:
        wanted = [
            Asked("Dela upp dem.", question="costs"),
            Asked("Skicka dem.", attachment_kind="financing_certificates"),
        ]
        request_completion(uow, case_id, asked=wanted, due_on=date(2026, 3, 11), message="Tack.")
    return case_id


def test_the_sums_are_of_the_whole_application_also_while_one_types(maja: Browser, asked: int) -> None:
    page = maja.open(f"/ansokan/{asked}/komplettera")

    assert "Sökt av Region Nordanland 600 000 kr" in page.text
    kept = {
        field.attrs["data-sum"]: field.attrs["value"]
        for field in page.root.all("input")
        if field.attrs.get("type") == "hidden" and "name" not in field.attrs and "data-sum" in field.attrs
    }
    assert kept["requested"].replace("\u00a0", " ") == "600 000"
    assert kept["financing"].replace("\u00a0", " ") == "600 000"


def test_what_the_officer_asks_for_is_not_optional(maja: Browser, asked: int) -> None:
    complete, files = maja.open(f"/ansokan/{asked}/komplettera"), maja.open(f"/ansokan/{asked}/bilagor")

    assert "om du vill" not in complete.text
    assert "om ni vill" not in complete.text
    assert "Intyg om medfinansiering (" not in files.text


def test_what_is_not_changed_is_named(maja: Browser, asked: int) -> None:
    page = maja.open(f"/ansokan/{asked}/komplettera/skicka")

    assert "Två saker är inte ändrade" in page.text
    assert "Bilaga: " in page.text


def test_a_change_that_breaks_a_rule_on_what_is_locked_is_told_before_sending(
    journey: Journey, maja: Browser, asked: int
) -> None:
    with journey.acting("applicant") as uow:
        row = {"kind": "staff", "what": "Projektledare", "year": "2026", "amount": "700 000"}
        save_answers(uow, asked, {"costs": Written([row], 1)})

    page = maja.open(f"/ansokan/{asked}/komplettera/skicka")

    assert "Vad reglerna säger" in page.text
    assert "Behöver något annat ändras?" in page.text
    page.follow("Skriv till handläggaren")


def test_days_are_told_in_one_form_however_they_were_written(journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey, changed={"project_starts_on": "2026-09-01", "project_ends_on": "31 augusti 2027"})

    page = maja.open(f"/ansokan/{case_id}/kontrollera?visa=allt")

    assert "1 september 2026" in page.text
    assert "31 augusti 2027" in page.text
    assert "2026-09-01" not in page.text


def test_the_support_is_named_beside_each_case(journey: Journey, maja: Browser) -> None:
    draft_case(journey)

    assert "Genomförandeprojekt" in maja.open("/mina-arenden").text


def test_municipalities_stand_in_swedish_order(journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)

    page = maja.open(f"/ansokan/{case_id}/del/cohesion")

    names = ("Bjurholm", "Lycksele", "Umeå", "Vilhelmina", "Vindeln", "Vännäs", "Åsele")
    places = [page.text.index(f" {name} ") for name in names]
    assert places == sorted(places)
