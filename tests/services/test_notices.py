"""Each event tells those it concerns, in a letter that leads to a page that is there."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from fundflow.app import create_app
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.models.outbox import Notice, OutboxItem, Work
from fundflow.models.person import Membership, Person
from fundflow.services.accounts import Invited
from fundflow.services.administration import invite_staff
from fundflow.services.decision import decide, dispatch, send_back
from fundflow.services.intake import Asked, request_completion
from fundflow.services.letters import WrittenLetter, letter_of, mark_sent
from fundflow.services.outbox import promise
from fundflow.services.people import ask_for_reset, invite_colleague, sign_up
from tests.whole_case import REGION, World, day, in_preparation, proposed, submitted

BASE = "https://stod.nordanland.example/"


def letters(world: World, name: str) -> list[WrittenLetter]:
    """The letters of that name, as they would go."""
    world.session.flush()
    notices = world.session.scalars(select(Notice).where(Notice.letter == name).order_by(Notice.id))
    written = (letter_of(world.session, notice.id, region=REGION, base_url=BASE) for notice in notices.all())
    return [letter for letter in written if letter is not None]


def test_everyone_who_acts_for_the_applicant_is_told(world: World) -> None:
    submitted(world)

    told = letters(world, "case_submitted")

    assert [letter.name for letter in told] == ["Maja Tallund", "Nils Holmlund"]
    assert told[0].subject == "Vi har tagit emot er ansökan RUN 2026/00001"
    assert "Digitala verkstäder i inlandet" in told[0].text


def test_those_who_no_longer_act_are_not_told(world: World) -> None:
    writer = world.session.scalars(select(Membership).where(Membership.right == OrganisationRight.EDIT)).one()
    writer.ended_at = world.now

    submitted(world)

    assert [letter.name for letter in letters(world, "case_submitted")] == ["Maja Tallund"]


def test_an_account_closed_meanwhile_gets_no_letter(world: World) -> None:
    submitted(world)
    world.session.get_one(Person, world.people["writer"]).deactivated_at = world.now

    assert [letter.name for letter in letters(world, "case_submitted")] == ["Maja Tallund"]


def test_a_request_says_how_much_is_asked_for_and_when(world: World) -> None:
    case = in_preparation(world)
    asked = [
        Asked("Intyget saknar underskrift.", attachment_kind="financing_certificates"),
        Asked("Skicka fullmakten.", attachment_kind="signing_right"),
    ]

    request_completion(world.uow("officer"), case.id, asked=asked, due_on=day("2026-03-11"), message="")

    letter = letters(world, "completion_requested")[0]
    assert letter.subject == "Vi behöver två saker till ansökan RUN 2026/00001"
    assert "senast onsdag 11\u00a0mars\u00a02026" in letter.text


def test_the_officer_is_told_of_a_proposal_sent_back(world: World) -> None:
    decision = proposed(world)

    send_back(world.uow("director"), decision.id, reason="Räkna om budgeten.")

    assert [letter.name for letter in letters(world, "officer_decision_returned")] == ["Ylva Sandmo"]


@pytest.mark.parametrize("kind", [DecisionKind.GRANT, DecisionKind.REJECTION])
def test_a_letter_of_a_decision_does_not_tell_the_outcome(world: World, kind: DecisionKind) -> None:
    decision = proposed(world, kind=kind)
    decide(world.uow("director"), decision.id)
    dispatch(world.uow("officer"), decision.id)

    letter = letters(world, "decision_dispatched")[0]

    assert "ett beslut om ansökan" in letter.text
    assert not [word for word in ("bevilj", "avsl", "500") if word in letter.text.lower()]


def test_what_has_gone_does_not_go_again_and_forgets_its_token(world: World) -> None:
    ask_for_reset(world.uow("officer"), "ylva.sandmo@nordanland.example")
    notice = world.session.scalars(select(Notice)).one()

    mark_sent(world.session, notice.id, at=world.now)

    assert letter_of(world.session, notice.id, region=REGION, base_url=BASE) is None
    assert "token" not in notice.facts


def test_the_same_work_is_promised_once(world: World) -> None:
    for _ in range(2):
        promise(world.session, Work.TYPESET, subject_id=7, at=world.now)
        world.session.flush()

    assert len(world.session.scalars(select(OutboxItem)).all()) == 1


def test_every_link_leads_to_a_page(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNDFLOW_INSTANCE", str(tmp_path))
    submitted(world)
    ask_for_reset(world.uow("officer"), "ylva.sandmo@nordanland.example")
    sign_up(world.uow("officer"), "ny@nordanland.example", "Ny Person")
    sign_up(world.uow("officer"), "ylva.sandmo@nordanland.example", "Ylva Sandmo")
    invite_staff(
        world.uow("administrator"), Invited("kollega@nordanland.example", "Ny Kollega", frozenset({Role.ANALYST}))
    )
    invite_colleague(world.uow("applicant"), world.organisation_id, "van@nordanland.example", OrganisationRight.EDIT)
    decision = proposed(world)
    send_back(world.uow("director"), decision.id, reason="Räkna om budgeten.")
    world.session.flush()
    written = [
        letter_of(world.session, notice, region=REGION, base_url=BASE)
        for notice in world.session.scalars(select(Notice.id))
    ]

    pages = create_app({"DATABASE_URL": "sqlite://"}).url_map.bind("stod.nordanland.example")

    links = {word for letter in written if letter for word in letter.text.split() if word.startswith(BASE)}
    assert len(links) >= 7
    for link in links:
        assert pages.match(urlsplit(link).path, method="GET")
