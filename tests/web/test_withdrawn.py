"""A withdrawn application as pages: it says so everywhere until it is written off, and the office presents it (D4)."""

import pytest
from flask import Flask

from fundflow.domain.decisions import DecisionKind
from fundflow.domain.states import State
from fundflow.queries.decisions import get_decision
from fundflow.services.application import withdraw_application
from fundflow.services.decision import decide, dispatch, send_back
from fundflow.services.letter_facts import decision_facts
from tests.journey_parts import Journey, prepared_case, submitted_case
from tests.web.office_parts import browser_as, database_url, journey  # noqa: F401 - fixtures


@pytest.fixture
def withdrawn(journey: Journey) -> int:  # noqa: F811
    """A case that its officer prepares and its applicant has taken back."""
    case_id = prepared_case(journey)
    with journey.acting("applicant") as uow:
        withdraw_application(uow, case_id)
    return case_id


def test_the_decisions_that_wait_name_the_officer_and_never_the_applicant(
    app: Flask,
    journey: Journey,  # noqa: F811
    withdrawn: int,
) -> None:
    officer = browser_as(app, journey, "officer")

    rows, decision = officer.open("/beslut").table(), officer.open(f"/beslut/{journey.decision_of(withdrawn).id}")

    assert "Återkallad" in rows[1][1]
    assert rows[1][3].startswith("Ylva Sandmo")
    assert "Föredras av Ylva Sandmo" in decision.text
    assert "Har berett" not in decision.text


def test_nobody_presents_a_withdrawn_case_that_nobody_has_taken(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = submitted_case(journey)
    with journey.acting("applicant") as uow:
        withdraw_application(uow, case_id)

    page = browser_as(app, journey, "officer").open("/beslut")

    assert page.table()[1][3].startswith("Ingen än")


def test_the_office_finds_withdrawn_cases_by_their_mark(app: Flask, journey: Journey, withdrawn: int) -> None:  # noqa: F811
    submitted_case(journey)
    officer = browser_as(app, journey, "officer")

    listed, head = officer.open("/arenden?lage=withdrawn"), officer.open(f"/arenden/{withdrawn}")

    assert len(listed.table()) == 2
    assert "Återkallad" in listed.table()[1][2]
    assert "Återkallades av sökanden" in head.text
    assert "Under beredning" not in head.text
    assert "Inga ärenden här" in officer.open("/arenden?lage=in_preparation").text


def test_the_applicant_reads_that_it_is_taken_back_and_what_comes(app: Flask, journey: Journey, withdrawn: int) -> None:  # noqa: F811
    applicant = browser_as(app, journey, "applicant")

    listed, shown = applicant.open("/mina-arenden"), applicant.open(f"/ansokan/{withdrawn}")

    assert "Återkallad" in listed.text
    assert "Handläggs" not in listed.text
    assert "Återkallad av er" in shown.text
    assert "Genomför och begär utbetalning" not in shown.text
    assert "inte beslutat" not in shown.text


def test_a_case_that_is_written_off_says_so_when_it_is_sent(app: Flask, journey: Journey, withdrawn: int) -> None:  # noqa: F811
    decision = journey.decision_of(withdrawn)
    with journey.acting("officer") as uow:
        decide(uow, decision.id)
    applicant = browser_as(app, journey, "applicant")

    before = applicant.open("/mina-arenden").text
    with journey.acting("officer") as uow:
        dispatch(uow, decision.id)
    after = applicant.open("/mina-arenden").text

    assert "Återkallad" in before
    assert "Avskriven" in after
    assert journey.case(withdrawn).state is State.WRITTEN_OFF


def test_the_letter_names_no_presenter_when_the_officer_decides_alone(journey: Journey, withdrawn: int) -> None:  # noqa: F811
    decision = journey.decision_of(withdrawn)
    assert decision.kind is DecisionKind.WRITE_OFF

    with journey.acting("officer") as uow:
        found = get_decision(uow.session, uow.actor, decision.id)
        case = found.case
        waiting = decision_facts(uow, case, found)
        decided = decision_facts(uow, case, decide(uow, decision.id))

    assert waiting["decided"]["presented_by"] == "Ylva Sandmo"  # type: ignore[index]
    assert decided["decided"]["presented_by"] is None  # type: ignore[index]


def test_a_withdrawn_application_is_told_apart_where_it_is_copied_from(
    app: Flask,
    journey: Journey,  # noqa: F811
    withdrawn: int,
) -> None:
    applicant = browser_as(app, journey, "applicant")

    page = applicant.open(
        f"/ansokan/ny?program=project_funding&stodform=implementation&utlysning={journey.case(withdrawn).call_id}"
    )

    assert "återkallad" in page.text


def test_nothing_more_is_proposed_while_a_proposal_waits(app: Flask, journey: Journey, withdrawn: int) -> None:  # noqa: F811
    officer = browser_as(app, journey, "officer")
    words = ("avskrivning", "avslag", "bifall", "avvisning")

    page = officer.open(f"/arenden/{withdrawn}")
    answers = [officer.open(f"/arenden/{withdrawn}/forslag/{word}") for word in words]

    assert not [href for href in page.links.values() if "/forslag/" in href]
    for answer in answers:
        assert answer.path == f"/arenden/{withdrawn}"
        assert "Det finns redan ett förslag som väntar på beslut." in answer.messages[0]


def test_a_withdrawn_case_without_a_proposal_may_be_proposed_to_be_written_off(
    app: Flask,
    journey: Journey,  # noqa: F811
    withdrawn: int,
) -> None:
    decision = journey.decision_of(withdrawn)
    with journey.acting("officer") as uow:
        send_back(uow, decision.id, reason="Skriv skälen tydligare.")

    page = browser_as(app, journey, "officer").open(f"/arenden/{withdrawn}")

    assert [href for href in page.links.values() if href.endswith("/forslag/avskrivning")]


def test_the_receipt_of_a_withdrawn_application_promises_no_decision(
    app: Flask,
    journey: Journey,  # noqa: F811
    withdrawn: int,
) -> None:
    before = browser_as(app, journey, "applicant").open(f"/ansokan/{submitted_case(journey)}/kvitto")

    page = browser_as(app, journey, "applicant").open(f"/ansokan/{withdrawn}/kvitto")

    promised = ("Vad händer nu?", "En handläggare går igenom ansökan", "Sedan beslutar vi")
    assert all(words in before.text for words in promised)
    assert not any(words in page.text for words in promised)
    assert page.heading == "Ansökan är återkallad"
    assert "Vi prövar den inte." in page.text
    assert "Ansökan, som den skickades" in page.text
