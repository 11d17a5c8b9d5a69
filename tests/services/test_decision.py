"""Deciding: another person, within the order, with ledger, letter and history in the same transaction."""

from datetime import date

import pytest
from sqlalchemy import select

from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.errors import Conflict, Refused
from fundflow.domain.events import EventKind, event_hash
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import Money
from fundflow.domain.reports import ReportKind
from fundflow.domain.states import State
from fundflow.models.appropriation import Appropriation, FrameKind
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.document import Document
from fundflow.models.event import CaseEvent
from fundflow.models.ledger import LedgerEntry
from fundflow.models.report import Report
from fundflow.services.application import withdraw_application
from fundflow.services.assessment import Judged, judge, propose_decision
from fundflow.services.decision import AtMeeting, Proposal, decide, dispatch, send_back
from tests.whole_case import World, assess, assessed, granted, in_preparation, proposed, submitted


def codes(refused: Refused) -> set[str]:
    return {finding.code for finding in refused.findings}


def case_of(world: World, decision: Decision) -> Case:
    return world.session.get_one(Case, decision.case_id)


def test_a_proposal_reserves_its_amount_and_the_case_is_ready(world: World) -> None:
    case = case_of(world, proposed(world))

    assert case.state is State.READY_FOR_DECISION
    assert case.reserved == Money.kronor(500_000)


def test_a_grant_is_booked_and_the_reservation_taken_back(world: World) -> None:
    decision = proposed(world)

    decide(world.uow("director"), decision.id)

    case = case_of(world, decision)
    assert (case.state, case.granted, case.reserved) == (State.GRANTED, Money.kronor(500_000), Money(0))
    assert (decision.status, decision.delegation_item is not None) == (DecisionStatus.DECIDED, True)
    entries = world.session.execute(select(LedgerEntry.kind, LedgerEntry.amount).order_by(LedgerEntry.id)).all()
    assert [tuple(entry) for entry in entries] == [
        (EntryKind.RESERVED, Money.kronor(500_000)),
        (EntryKind.RESERVED, Money.kronor(-500_000)),
        (EntryKind.GRANTED, Money.kronor(500_000)),
    ]


def test_whoever_graded_the_case_does_not_decide_it(world: World) -> None:
    case = in_preparation(world)
    assess(world, case, who="colleague")
    decision = propose_decision(
        world.uow("officer"), case.id, Proposal(DecisionKind.GRANT, "Skäl.", Money.kronor(400_000))
    )

    preparers = {preparer.person_id for preparer in decision.preparers}

    assert preparers == {world.people["officer"], world.people["colleague"]}


def test_above_the_directors_limit_the_secretary_records_the_boards_decision(world: World) -> None:
    costs = [{"kind": "staff", "what": "Projektledare", "year": "2026", "amount": "2 400 002"}]
    rest = [
        {
            "payer": "Kommunen",
            "payer_kind": "municipality",
            "form": "cash",
            "standing": "decided",
            "amount": "1 200 001",
        }
    ]
    decision = proposed(world, kronor=1_200_001, costs=costs, financing=rest, requested_amount="1 200 001")

    with pytest.raises(Refused) as refused:
        decide(world.uow("director"), decision.id)
    assert codes(refused.value) == {"board_decides"}
    world.session.rollback()
    decide(world.uow("secretary"), decision.id, meeting=AtMeeting(date(2026, 3, 1), "§ 17"))

    assert (decision.meeting_paragraph, str(decision.decided_on)) == ("§ 17", "2026-03-01")
    assert case_of(world, decision).decided_year == 2026


def test_the_frame_of_the_year_holds_or_stops(world: World) -> None:
    world.session.add(
        Appropriation(
            kind=FrameKind.DECISION_FRAME,
            source_of_money="anslag_1_1",
            year=2026,
            amount=Money.kronor(499_999),
            decided_on=date(2026, 1, 15),
            reference="RUN § 3",
            entered_at=world.now,
        )
    )
    decision = proposed(world)

    with pytest.raises(Refused) as refused:
        decide(world.uow("director"), decision.id)

    over = next(finding for finding in refused.value.findings if finding.code == "frame_exceeded")
    assert over.figures["over"] == Money.kronor(1)


def test_a_proposal_sent_back_gives_its_reservation_back_and_can_be_made_again(world: World) -> None:
    decision = proposed(world)

    send_back(world.uow("director"), decision.id, reason="Förtydliga målgruppen.")

    case = case_of(world, decision)
    assert (case.state, case.reserved) == (State.IN_PREPARATION, Money(0))
    again = propose_decision(
        world.uow("officer"), case.id, Proposal(DecisionKind.GRANT, "Förtydligat.", Money.kronor(500_000))
    )
    assert again.number != decision.number


def test_a_gate_that_is_not_passed_refuses_the_grant_and_keeps_nothing(world: World) -> None:
    case = in_preparation(world)
    gate = next(
        criterion
        for criterion in world.catalogue.programme("project_funding", 1).criteria
        if criterion.concept == "equality_gate"
    )
    assess(world, case, **{gate.key: "does_not"})

    with pytest.raises(Refused) as refused:
        propose_decision(world.uow("officer"), case.id, Proposal(DecisionKind.GRANT, "Skäl.", Money.kronor(1)))
    world.session.rollback()

    assert "gate_failed" in codes(refused.value)
    assert world.session.scalars(select(Decision)).all() == []
    rejection = propose_decision(
        world.uow("officer"), case.id, Proposal(DecisionKind.REJECTION, "Klarar inte grinden.")
    )
    decide(world.uow("director"), rejection.id)
    assert case_of(world, rejection).state is State.REJECTED


def test_a_dispatched_grant_runs_with_its_report_plan_and_its_letter(world: World) -> None:
    case = granted(world)

    assert case.state is State.ONGOING
    plan = world.session.execute(select(Report.kind, Report.due_on).order_by(Report.due_on)).all()
    # 1 Sep 2026 to 31 Aug 2027: half-way on 1 March 2027, and a month after the end
    assert [tuple(one) for one in plan] == [
        (ReportKind.PROGRESS, date(2027, 3, 1)),
        (ReportKind.FINAL, date(2027, 9, 30)),
    ]
    letters = world.session.scalars(select(Document).where(Document.for_applicant).order_by(Document.sequence)).all()
    assert letters[-1].number.startswith("RUN 2026/00001-")


def test_a_decision_is_dispatched_once(world: World) -> None:
    granted(world)
    decision = world.session.scalars(select(Decision)).one()

    with pytest.raises(Refused):
        dispatch(world.uow("officer"), decision.id)


def test_withdrawing_drops_the_proposal_and_the_officer_writes_the_case_off_alone(world: World) -> None:
    decision = proposed(world)

    withdraw_application(world.uow("applicant"), decision.case_id)

    case = case_of(world, decision)
    assert (decision.status, case.state, case.reserved) == (
        DecisionStatus.WITHDRAWN,
        State.IN_PREPARATION,
        Money(0),
    )
    write_off = world.session.scalars(select(Decision).where(Decision.kind == DecisionKind.WRITE_OFF)).one()
    decide(world.uow("officer"), write_off.id)
    assert case.state is State.WRITTEN_OFF


def test_a_received_case_can_be_dismissed_without_being_prepared(world: World) -> None:
    case = submitted(world)

    decision = propose_decision(world.uow("officer"), case.id, Proposal(DecisionKind.DISMISSAL, "Fel region."))
    decide(world.uow("director"), decision.id)

    assert case.state is State.DISMISSED


def test_two_officers_on_one_criterion_see_each_others_words(world: World) -> None:
    case = assessed(world)
    criterion = world.catalogue.programme("project_funding", 1).criteria_for("implementation")[0]
    judge(world.uow("colleague"), case.id, criterion.key, {"": Judged(criterion.levels[0].key, "Min bild.", 1)})

    with pytest.raises(Conflict) as conflict:
        judge(world.uow("officer"), case.id, criterion.key, {"": Judged(criterion.levels[0].key, "En annan.", 1)})

    assert conflict.value.theirs[""].value == (criterion.levels[0].key, "Min bild.")
    assert conflict.value.theirs[""].by == "Jonas Fjällborg"


def test_the_history_is_a_chain_that_each_hash_continues(world: World) -> None:
    granted(world)

    previous = ""
    for event in world.session.scalars(select(CaseEvent).order_by(CaseEvent.sequence)):
        assert event.previous_hash == previous
        assert event.hash == event_hash(
            previous,
            sequence=event.sequence,
            kind=event.kind.value,
            actor_id=event.actor_id,
            at=event.at,
            payload=event.payload,
        )
        previous = event.hash
    kinds = list(world.session.scalars(select(CaseEvent.kind).order_by(CaseEvent.sequence)))
    assert kinds[0] is EventKind.CASE_STARTED
    assert kinds[-1] is EventKind.DECISION_DISPATCHED
