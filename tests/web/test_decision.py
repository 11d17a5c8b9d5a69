"""Deciding as pages: whose a decision is, what it says, what refuses it, and what the applicant then sees."""

import json
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from flask import Flask

from fundflow.domain.decisions import DecisionKind
from fundflow.domain.states import State
from fundflow.models.appropriation import Appropriation
from tests.claim_parts import deducted, judge, proposed_payout
from tests.journey_answers import APPLICANT
from tests.journey_parts import Journey, decided_case, proposed_case
from tests.pages import Page
from tests.web.claim_stages import claimed
from tests.web.office_parts import browser_as, database_url, journey  # noqa: F401 - fixtures


def choose(page: Page, choice: str, *, status: int = 200, **more: str) -> Page:
    """Choose on the decision page and go on."""
    return page.form("Gå vidare").fill({"choice": choice, **more}).press("Gå vidare", status=status)


def test_the_list_puts_ones_own_decisions_first(app: Flask, journey: Journey) -> None:  # noqa: F811
    proposed_case(journey)
    proposed_case(journey, kronor=1_300_000)

    page = browser_as(app, journey, "director").open("/beslut")

    assert "Väntar på dig 1" in page.text
    assert "Väntar på andra 1" in page.text
    assert "Regionala utvecklingsnämnden, punkt 1.4" in page.text


def test_the_director_decides_after_seeing_the_letter_twice(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = proposed_case(journey, kronor=1_200_000)
    director = browser_as(app, journey, "director")
    page = director.open(f"/beslut/{journey.decision_of(case_id).id}")
    assert f"Region Nordanland beviljar {APPLICANT} 1 200 000 kr." in page.text
    assert "Slutrapport senast måndag 1 november 2027" in page.text
    assert "Kvar efteråt 48 800 000 kr" in page.text

    confirm = choose(page, "approve")
    assert confirm.heading == "Bekräfta beslutet"
    assert journey.case(case_id).state is State.READY_FOR_DECISION
    made = confirm.form("Fatta beslutet").press("Fatta beslutet")

    assert "Beslutet är fattat: Kerstin Granvik, måndag 2 mars 2026." in made.text
    assert journey.case(case_id).state is State.GRANTED


def test_one_krona_more_is_the_boards(app: Flask, journey: Journey) -> None:  # noqa: F811
    decision_id = journey.decision_of(proposed_case(journey, kronor=1_200_001)).id

    page = browser_as(app, journey, "director").open(f"/beslut/{decision_id}")
    refused = choose(page, "approve", status=409)

    assert "Beslut om 1 200 001 kr fattas av nämnden enligt delegationsordningen, punkt 1.4." in page.text
    assert len(refused.errors) == 1


def test_the_secretary_records_the_boards_decision_with_day_and_paragraph(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = proposed_case(journey, kronor=1_200_001)
    secretary = browser_as(app, journey, "secretary")
    page = secretary.open(f"/beslut/{journey.decision_of(case_id).id}")

    without = choose(page, "approve", status=409, meeting_on="2026-02-26")
    to_come = choose(page, "approve", status=422, meeting_on="2026-03-05", paragraph="§ 14")
    confirm = choose(without, "approve", meeting_on="2026-02-26", paragraph="§ 14")
    made = confirm.form("Fatta beslutet").press("Fatta beslutet")

    assert without.errors == ["Nämnden beslutar. Skriv sammanträdesdag och paragraf."]
    assert without.form("Gå vidare").value("Sammanträdesdag") == "2026-02-26"
    assert to_come.errors == ["Sammanträdet har inte varit än."]
    assert "Nämnden torsdag 26 februari 2026, § 14" in made.text


def test_whoever_prepared_does_not_decide(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = proposed_case(journey, officer="officer_and_director")
    page = browser_as(app, journey, "officer_and_director").open(f"/beslut/{journey.decision_of(case_id).id}")

    refused = choose(page, "approve", status=409)

    assert "Du har berett ärendet. Någon annan ska fatta beslutet." in page.text
    assert refused.errors == ["Du har berett ärendet. Någon annan ska fatta beslutet."]
    assert journey.case(case_id).state is State.READY_FOR_DECISION


def test_a_grant_beyond_the_frame_is_refused(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = proposed_case(journey)
    with journey.acting("officer") as uow:
        frame = uow.session.query(Appropriation).one()
        frame.amount = frame.amount.share(1)  # type: ignore[arg-type]

    page = browser_as(app, journey, "director").open(f"/beslut/{journey.decision_of(case_id).id}")
    refused = choose(page, "approve", status=409)

    assert "Beslutsramen för 2026 räcker inte. Kvar finns 500 000 kr, beslutet gäller 600 000 kr." in refused.text


def test_a_proposal_goes_back_with_a_reason_only(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = proposed_case(journey)
    page = browser_as(app, journey, "director").open(f"/beslut/{journey.decision_of(case_id).id}")

    without = choose(page, "send_back", status=409)
    back = choose(without, "send_back", reason="Beskriv spridningen bättre.")

    assert without.errors == ["Skriv varför förslaget återlämnas."]
    assert "Förslaget är återlämnat" in back.text
    case = journey.case(case_id)
    assert (case.state, case.reserved.ore) == (State.IN_PREPARATION, 0)


def test_an_old_form_decides_nothing_twice(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = proposed_case(journey)
    address = f"/beslut/{journey.decision_of(case_id).id}"
    stale = choose(browser_as(app, journey, "director").open(address), "approve")
    choose(browser_as(app, journey, "officer_and_director").open(address), "send_back", reason="Vänta.")

    page = stale.form("Fatta beslutet").press("Fatta beslutet", status=409)

    assert page.errors == ["Det finns inget förslag att besluta om."]


def test_the_officer_sends_the_decision_and_the_auditor_does_not(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = decided_case(journey)
    address = f"/beslut/{journey.decision_of(case_id).id}"
    assert "Expediera beslutet" not in browser_as(app, journey, "auditor").open(address).text

    page = browser_as(app, journey, "officer").open(address).form("Expediera").press("Expediera")

    assert "Sökanden ser det nu" in page.text
    assert journey.case(case_id).state is State.ONGOING


@pytest.mark.parametrize("kind", [DecisionKind.REJECTION, DecisionKind.DISMISSAL, DecisionKind.WRITE_OFF])
def test_every_kind_has_its_letter(app: Flask, journey: Journey, kind: DecisionKind) -> None:  # noqa: F811
    case_id = proposed_case(journey, kind=kind)

    page = browser_as(app, journey, "head").open(f"/beslut/{journey.decision_of(case_id).id}")

    assert "Skälen för beslutet" in page.text
    assert "Om ni inte är nöjda med beslutet" in page.text


def words_of(letter: dict[str, Any]) -> list[str]:
    """Every sentence, label and amount of a letter."""
    words = [letter["heading"], letter["outcome"], letter["more"]]
    words += [text for line in letter["lines"] for text in line.values()]
    for part in letter["parts"]:
        rows = part["table"]["rows"] if part["table"] else []
        words += [part["heading"], *part["text"].split("\n"), part["lead"], part["note"]]
        words += [text for row in rows for text in row]
        words += [text for item in part["items"] for text in item.values()]
    return [" ".join(word.split()) for word in words if word.strip()]


@pytest.mark.parametrize("kind", [DecisionKind.GRANT, DecisionKind.REJECTION, DecisionKind.PAYOUT])
def test_the_page_says_what_the_pdf_says_word_for_word(app: Flask, journey: Journey, kind: DecisionKind) -> None:  # noqa: F811
    if kind is DecisionKind.PAYOUT:
        case_id, claim_id = claimed(journey, 100_000, 36_000)
        with journey.acting("officer") as uow:
            judge(uow, claim_id, {2: deducted(24_000)})
            proposed_payout(uow, claim_id)
    else:
        case_id = proposed_case(journey, kind=kind)
    head = browser_as(app, journey, "head")
    page = head.open(f"/beslut/{journey.decision_of(case_id).id}")

    made = head.client.get(page.links["Förhandsgranska brevet"])

    with pikepdf.open(BytesIO(made.data)) as pdf:
        facts = json.loads(pdf.attachments["beslut.json"].get_file().read_bytes())
    shown = " ".join(page.text.split())
    assert [word for word in words_of(facts["letter"]) if word not in shown] == []
