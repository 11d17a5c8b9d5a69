"""The papers of a case: whatever its applicant may see opens, at its own place."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fundflow.domain.decisions import DecisionKind
from fundflow.models.case import Case
from fundflow.models.document import Document
from fundflow.services.decision import dispatch
from fundflow.services.intake import Asked, request_completion
from fundflow.services.message import write_to_applicant
from fundflow.services.submission import send_completion
from tests.journey_parts import Journey, decided_case, granted_case, prepared_case
from tests.pages import Browser, Page
from tests.web.claim_stages import claimed
from tests.web.conftest import Clock
from tests.web.office_parts import browser_as, database_url, journey
from tests.web.report_parts import given_report

__all__ = ["database_url", "journey"]


@pytest.fixture
def maja(app: Flask, journey: Journey) -> Browser:
    """Who may sign for the applicant."""
    return browser_as(app, journey, "applicant")


def papers(page: Page) -> list[tuple[str, str | None]]:
    """Return the words and addresses of the list of papers, latest first."""
    part = next(one for one in page.root.all("section") if one.attrs.get("aria-labelledby") == "papers")
    links = [(item, item.first("a")) for item in part.all("li")]
    return [(link.text, link.attrs["href"]) if link else (item.text, None) for item, link in links]


def completed_case(journey: Journey) -> int:
    """A case that has been completed once and asked to complete again, and that the office has written in."""
    case_id = prepared_case(journey)
    for what in ("Skriv vilka ni har talat med.", "Skriv också när."):
        with journey.acting("officer") as uow:
            asked = [Asked(what, question="need")]
            request_completion(
                uow, case_id, asked=asked, due_on=date(2026, 3, 11), message="Hör av er om det är oklart."
            )
        if what.startswith("Skriv vilka"):
            with journey.acting("applicant") as uow:
                send_completion(uow, case_id)
    with journey.acting("officer") as uow:
        write_to_applicant(uow, case_id, "Ring mig gärna.", token="en")
    return case_id


def test_every_paper_opens_at_its_own_place(journey: Journey, maja: Browser) -> None:
    case_id = completed_case(journey)

    listed = papers(maja.open(f"/ansokan/{case_id}"))

    assert [words for words, _url in listed][:6] == [
        "Meddelande",
        "Begäran om komplettering",
        "Ansökan efter komplettering 1",
        "Begäran om komplettering",
        "Kvitto på ansökan",
        "Ansökan, som den skickades",
    ]
    first, second = (maja.open(url or "") for words, url in listed[:4] if words.startswith("Begäran"))
    assert "Skriv också när." in first.text
    assert "Komplettera senast onsdag 11 mars 2026" in first.text.replace("\u00a0", " ")
    assert "Skriv vilka ni har talat med." in second.text
    assert "Ni svarade" in second.text
    message = listed[0][1] or ""
    assert f'id="{message.partition("#")[2]}"' in maja.open(message).html
    assert maja.open(listed[2][1] or "").heading == "Ansökan efter komplettering"
    assert maja.open(listed[4][1] or "", status=202).heading == "Handlingen görs i ordning"


def test_decisions_claims_and_reports_open_too(journey: Journey, maja: Browser) -> None:
    case_id, _claim_id = claimed(journey, 100_000)
    given_report(journey, case_id)

    listed = dict(papers(maja.open(f"/ansokan/{case_id}")))

    assert maja.open(listed["Lägesrapport"] or "").heading.startswith("Lägesrapport")
    assert maja.open(listed["Ansökan om utbetalning 1"] or "").heading == "Ansökan om utbetalning 1"
    maja.open(listed["Beslut: bifall"] or "", status=202)


def test_a_letter_from_before_letters_were_translated_is_read_as_it_was_sent(
    app: Flask, journey: Journey, maja: Browser
) -> None:
    case_id = granted_case(journey)
    decision_id = journey.decision_of(case_id).id
    with journey.acting("officer") as uow:
        [document] = uow.session.scalars(select(Document).where(Document.template == "decision_grant"))
        document.facts = as_it_was_kept_before(document.facts)
        number = document.id

    applicants = maja.open(f"/ansokan/{case_id}/handlingar/{number}/las")
    offices = browser_as(app, journey, "officer").open(f"/beslut/{decision_id}")

    assert "RUN 2026/00001" in applicants.text
    assert "RUN 2026/00001" in offices.text


def as_it_was_kept_before(facts: Any) -> Any:
    """Take away what letters have got since: their language, their translation, and what is quoted in them."""
    if isinstance(facts, dict):
        new = ("language", "quoted", "translated")
        return {name: as_it_was_kept_before(fact) for name, fact in facts.items() if name not in new}
    return [as_it_was_kept_before(one) for one in facts] if isinstance(facts, list) else facts


def test_a_rejection_is_read_from_where_the_case_stands(journey: Journey, maja: Browser) -> None:
    case_id = decided_case(journey, kind=DecisionKind.REJECTION)
    decision_id = journey.decision_of(case_id).id
    with journey.acting("officer") as uow:
        dispatch(uow, decision_id)

    page = maja.open(f"/ansokan/{case_id}").follow("Läs beslutet", status=202)

    assert page.heading == "Handlingen görs i ordning"


def test_the_last_day_is_told_to_have_passed_while_one_may_still_answer(
    app: Flask, journey: Journey, maja: Browser, clock: Clock
) -> None:
    case_id = completed_case(journey)
    in_time = maja.open(f"/ansokan/{case_id}")

    clock.goes(days=12)
    late = browser_as(app, journey, "applicant").open(f"/ansokan/{case_id}")

    assert "Ni kan svara ändå" not in in_time.text
    assert "Ni kan svara ändå, tills vi har gått vidare med ansökan." in late.text


def test_nobody_else_reads_a_request_to_complete(app: Flask, journey: Journey, maja: Browser) -> None:
    case_id = completed_case(journey)
    url = next(url for words, url in papers(maja.open(f"/ansokan/{case_id}")) if words.startswith("Begäran"))

    browser_as(app, journey, "stranger").open(url or "", status=404)
    maja.open(f"/ansokan/{case_id}/begaran/999", status=404)


def test_costs_are_left_out_where_a_support_has_none(journey: Journey, maja: Browser) -> None:
    case_id = granted_case(journey)
    with_costs = maja.open(f"/ansokan/{case_id}")
    with Session(journey.engine) as session:
        session.execute(update(Case).where(Case.id == case_id).values(total_cost=None))
        session.commit()

    assert "Godkända kostnader 0 kr" in with_costs.text.replace("\u00a0", " ")
    assert "Godkända kostnader" not in maja.open(f"/ansokan/{case_id}").text
