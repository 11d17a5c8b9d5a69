"""Closing as pages: what is left, the proposal, the decision of another person, its letter, and what is released."""

from flask import Flask

from fundflow.domain.decisions import DecisionStatus
from fundflow.domain.money import ZERO, Money
from fundflow.domain.states import State
from tests.claim_parts import sent_claim
from tests.journey_parts import Journey
from tests.pages import Page
from tests.web.office_parts import browser_as
from tests.web.report_parts import journey, running_case, settled_case  # noqa: F401 - fixture

GROUNDS = "Projektet är genomfört. Inget har betalats ut, så hela bidraget återförs."
GRANTED = Money.kronor(600_000)


def proposed(app: Flask, journey: Journey, case_id: int) -> Page:  # noqa: F811
    """Propose to close, as the officer; return the page of the proposal."""
    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}").follow("Föreslå avslut")
    return page.form("Skicka förslaget").fill({"Skäl för beslutet": GROUNDS}).press("Skicka förslaget")


def chosen(app: Flask, journey: Journey, case_id: int, **choice: str) -> Page:  # noqa: F811
    """Choose as the head of unit, on the page of the proposal."""
    page = browser_as(app, journey, "head").open(f"/beslut/{journey.decision_of(case_id).id}")
    return page.form("Gå vidare").fill(choice).press("Gå vidare")


def test_the_page_says_all_that_is_left_and_refuses_with_it(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    with journey.acting("applicant") as uow:
        sent_claim(uow, case_id, 10_000)
    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/avsluta")
    assert "Slutrapporten är inte godkänd." in page.text
    assert "Återförs till ramen 600 000 kr" in page.text

    refused = page.form("Skicka förslaget").press("Skicka förslaget", status=409)

    assert refused.errors == [
        "Slutrapporten är inte godkänd.",
        "Ansökningar om utbetalning som inte är klara: 1.",
        "Skriv skälen för beslutet.",
    ]
    assert journey.case(case_id).state is State.ONGOING


def test_what_was_written_stays_when_it_is_refused(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/avsluta")

    form = page.form("Skicka förslaget").fill({"Skäl för beslutet": GROUNDS})
    refused = form.press("Skicka förslaget", status=409)

    assert refused.form("Skicka förslaget").value("Skäl för beslutet") == GROUNDS


def test_a_case_goes_from_settled_to_closed_with_its_letter(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = settled_case(journey)
    proposal = proposed(app, journey, case_id)
    assert "Region Nordanland avslutar ärendet." in proposal.text
    assert "Återförs till regionens ram 600 000 kr" in proposal.text
    assert "Enhetschef" in proposal.text

    confirm = chosen(app, journey, case_id, choice="approve")
    made = confirm.form("Fatta beslutet").press("Fatta beslutet")
    assert "Beslutet är fattat: Anders Holmvik" in made.text
    waits = browser_as(app, journey, "applicant").open(f"/ansokan/{case_id}").text
    assert ("Ärendet är avslutat" in waits, "Beviljat 600 000 kr" in waits.replace("\u00a0", " ")) == (False, True)
    officer = browser_as(app, journey, "officer")
    sent = officer.open(f"/beslut/{journey.decision_of(case_id).id}").form("Expediera").press("Expediera")

    assert "Sökanden ser det nu" in sent.text
    case = journey.case(case_id)
    assert (case.state, case.released, case.balance.outstanding) == (State.CLOSED, GRANTED, ZERO)
    maja = browser_as(app, journey, "applicant").open(f"/ansokan/{case_id}")
    assert any("avslut" in words.lower() for words in maja.links)
    assert maja.follow("Rapporter").heading == "Rapporter"
    assert officer.open(f"/arenden/{case_id}/avsluta").path == f"/arenden/{case_id}"


def test_whoever_proposed_does_not_decide(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = settled_case(journey)

    proposal = proposed(app, journey, case_id)

    assert "Du har berett ärendet. Någon annan ska fatta beslutet." in proposal.text


def test_an_open_proposal_is_shown_instead_of_a_second_form(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = settled_case(journey)
    proposed(app, journey, case_id)
    officer = browser_as(app, journey, "officer")

    assert officer.open(f"/arenden/{case_id}/avsluta").path == f"/beslut/{journey.decision_of(case_id).id}"
    assert "Ett förslag om avslut väntar på beslut." in officer.open(f"/arenden/{case_id}/uppfoljning").text


def test_a_returned_proposal_comes_back_with_its_reason_and_grounds(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = settled_case(journey)
    proposed(app, journey, case_id)
    chosen(app, journey, case_id, choice="send_back", reason="Skriv varför inget betalades ut.")
    assert journey.decision_of(case_id).status is DecisionStatus.RETURNED

    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/avsluta")

    assert "Skriv varför inget betalades ut." in page.text
    assert page.form("Skicka förslaget").value("Skäl för beslutet") == GROUNDS
    assert journey.case(case_id).released == ZERO
