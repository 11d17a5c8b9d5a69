"""Decisions of every kind: propose, send back, decide, dispatch. One path; what differs stands in ``KINDS``."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fundflow.domain.decisions import KINDS, Amounts, DecisionKind, DecisionStatus
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.events import EventKind
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.guards import four_eyes, payout_is_covered, within_delegation
from fundflow.domain.ledger import Entry, EntryKind
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import ClaimState, PaymentState
from fundflow.domain.periods import Period
from fundflow.domain.reports import ReportState, schedule
from fundflow.domain.roles import Permission
from fundflow.domain.states import Action, State
from fundflow.domain.workflow import take
from fundflow.models.assessment import Assessment
from fundflow.models.case import Case
from fundflow.models.decision import Condition, Decision, DecisionPreparer
from fundflow.models.document import Direction
from fundflow.models.payment import Claim, ClaimRow, Payment
from fundflow.models.report import Report
from fundflow.queries.aid import lock_undertaking
from fundflow.queries.cases import lock_case
from fundflow.queries.service_places import lock_place
from fundflow.services.deadlines import follow_reports
from fundflow.services.diary import Entered, register_document
from fundflow.services.documents import letter_for
from fundflow.services.facts import facts_of, grant_type_of, programme_of
from fundflow.services.ledger import Voucher, post
from fundflow.services.payable import figures_of
from fundflow.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ConditionWritten:
    """A condition as proposed; ``key`` names one of the library."""

    text: str
    gates_payment: bool = False
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed; the amount is the grant's or the payment's and zero for other kinds."""

    kind: DecisionKind
    grounds: str
    amount: Money = ZERO
    conditions: tuple[ConditionWritten, ...] = ()
    claim_id: int | None = None
    approved_costs: Money = ZERO


def propose(uow: UnitOfWork, case: Case, proposal: Proposal) -> Decision:
    """Propose a decision: the case takes its step, the amount is reserved, the guards are asked.

    Raises Refused with every reason; then nothing is kept.
    """
    kind = KINDS[proposal.kind]
    decision = file_proposal(uow, case, proposal)
    facts = facts_of(uow, case, decision)
    if kind.proposes is not None:
        case.state = take(kind.proposes, facts, uow.actor).target
    if kind.reserves:
        post(uow, case, [Entry(EntryKind.RESERVED, proposal.amount)], Voucher(decision_id=decision.id))
    return decision


def file_proposal(uow: UnitOfWork, case: Case, proposal: Proposal) -> Decision:
    """Write a proposal into the case with its number, conditions and preparers."""
    _require_none_open(uow, case, proposal)
    entry = register_document(uow, case, Entered(Direction.DRAWN_UP, f"Förslag till beslut: {_NAMES[proposal.kind]}"))
    decision = Decision(
        case_id=case.id,
        claim_id=proposal.claim_id,
        kind=proposal.kind,
        status=DecisionStatus.PROPOSED,
        number=entry.number,
        legal_basis=programme_of(uow, case).grant_type(case.grant_type or "").legal_basis.sv,
        amount=proposal.amount,
        approved_costs=proposal.approved_costs,
        grounds=proposal.grounds,
        proposed_by_id=uow.actor.person_id,
        proposed_at=uow.now,
    )
    decision.conditions = [
        Condition(place=place, key=one.key, text=one.text, gates_payment=one.gates_payment)
        for place, one in enumerate(proposal.conditions, start=1)
    ]
    decision.preparers = [DecisionPreparer(person_id=person) for person in sorted(_preparers(uow, case, proposal))]
    uow.session.add(decision)
    uow.session.flush()
    uow.record(
        case,
        EventKind.DECISION_PROPOSED,
        decision=decision.id,
        decision_kind=proposal.kind.value,
        amount=proposal.amount,
    )
    return decision


_NAMES = {
    DecisionKind.GRANT: "bifall",
    DecisionKind.REJECTION: "avslag",
    DecisionKind.DISMISSAL: "avvisning",
    DecisionKind.WRITE_OFF: "avskrivning",
    DecisionKind.PAYOUT: "utbetalning",
    DecisionKind.CLOSING: "avslut",
}


def _require_none_open(uow: UnitOfWork, case: Case, proposal: Proposal) -> None:
    same = Decision.claim_id == proposal.claim_id if proposal.claim_id else Decision.claim_id.is_(None)
    statement = select(Decision.id).where(Decision.case_id == case.id, Decision.status == DecisionStatus.PROPOSED, same)
    if uow.session.scalar(statement) is not None:
        raise Refused([Finding("proposal_open", Verdict.STOPS)])


def _preparers(uow: UnitOfWork, case: Case, proposal: Proposal) -> set[int]:
    """Return whoever proposed, graded or reviewed for this decision (D13), of the office's people."""
    people = {uow.actor.person_id} if uow.actor.is_staff else set()
    if proposal.claim_id is not None:
        claim = uow.session.get_one(Claim, proposal.claim_id)
        judges = select(ClaimRow.judged_by_id).where(ClaimRow.claim_id == claim.id, ClaimRow.judged_by_id.is_not(None))
        people |= {judge for judge in uow.session.scalars(judges.distinct()) if judge is not None}
        people |= {figure.by for figure in figures_of(claim).values() if figure.by is not None}
        return people | ({claim.reviewed_by_id} if claim.reviewed_by_id else set())
    if proposal.kind in (DecisionKind.GRANT, DecisionKind.REJECTION):
        people |= set(
            uow.session.scalars(select(Assessment.assessed_by_id).where(Assessment.case_id == case.id).distinct())
        )
    return people


def get_open(uow: UnitOfWork, decision_id: int) -> tuple[Case, Decision]:
    """Return a decision with its case locked; NotFound when the person may not see it."""
    case_id = uow.session.scalar(select(Decision.case_id).where(Decision.id == decision_id))
    if case_id is None:
        raise NotFound
    case = lock_case(uow.session, uow.actor, case_id)
    decision = uow.session.scalars(
        select(Decision)
        .where(Decision.id == decision_id)
        .options(selectinload(Decision.conditions), selectinload(Decision.preparers))
        .execution_options(populate_existing=True)
    ).one()
    return case, decision


@dataclass(frozen=True, slots=True)
class AtMeeting:
    """The board's meeting: day and paragraph of the minutes, as the secretary records them."""

    on: date
    paragraph: str


def decide(uow: UnitOfWork, decision_id: int, *, meeting: AtMeeting | None = None) -> Decision:
    """Decide what has been proposed; ledger and case follow in the same transaction.

    A meeting without a paragraph, or on a day that has not come, is none.

    Raises Refused with every reason: prepared by the same person, outside the delegation, gates, rules, frame.
    """
    _take_turns(uow, decision_id)
    case, decision = get_open(uow, decision_id)
    if decision.status is not DecisionStatus.PROPOSED:
        raise Refused([Finding("nothing_proposed", Verdict.STOPS)])
    if meeting is not None and meeting.paragraph.strip() and meeting.on <= uow.today:
        decision.meeting_on, decision.meeting_paragraph = meeting.on, meeting.paragraph
    if case.service_place_id is not None:
        lock_place(uow.session, case.service_place_id)
    kind, facts = KINDS[decision.kind], facts_of(uow, case, decision)
    if kind.decides is not None:
        case.state = take(kind.decides, facts, uow.actor).target
    else:
        _require_decider(facts, uow)
    _write_decided(uow, case, decision, facts)
    post(uow, case, kind.entries(_amounts(case, decision)), Voucher(decision_id=decision.id))
    uow.record(
        case, EventKind.DECISION_MADE, decision=decision.id, decision_kind=decision.kind.value, amount=decision.amount
    )
    return decision


def _take_turns(uow: UnitOfWork, decision_id: int) -> None:
    """Lock the undertaking that a grant goes to, before its case: what is left of its room is read by one at a time."""
    statement = select(Case.organisation_id, Decision.kind).join(Decision, Decision.case_id == Case.id)
    found = uow.session.execute(statement.where(Decision.id == decision_id)).first()
    if found is not None and KINDS[found.kind].reserves:
        lock_undertaking(uow.session, found.organisation_id)


def _require_decider(facts: CaseFacts, uow: UnitOfWork) -> None:
    asked = (four_eyes, within_delegation, payout_is_covered)
    refusals = [finding for guard in asked for finding in guard(facts, uow.actor) if finding.refuses]
    if not (uow.actor.may(Permission.CASE_DECIDE) or uow.actor.may(Permission.BOARD_RECORD)):
        refusals.append(Finding("not_permitted", Verdict.STOPS))
    if refusals:
        raise Refused(refusals)


def _write_decided(uow: UnitOfWork, case: Case, decision: Decision, facts: CaseFacts) -> None:
    item = facts.decision.item if facts.decision else None
    decision.status = DecisionStatus.DECIDED
    decision.decided_by_id, decision.decided_at = uow.actor.person_id, uow.now
    decision.decided_on = decision.meeting_on or uow.today
    decision.delegation_item = item.number if item else None
    if decision.kind is DecisionKind.GRANT:
        case.budgeted_cost = case.total_cost or decision.amount
    if decision.kind is DecisionKind.CLOSING:
        case.closed_at = uow.now
    if decision.claim_id is None and decision.kind is not DecisionKind.CLOSING:
        case.decided_on, case.decided_year = decision.decided_on, decision.decided_on.year
        case.deadline_on = case.deadline_kind = None


def _amounts(case: Case, decision: Decision) -> Amounts:
    return Amounts(decision.amount, case.reserved, decision.approved_costs, case.balance.outstanding)


def send_back(uow: UnitOfWork, decision_id: int, *, reason: str) -> Decision:
    """Send a proposal back to preparation with the reason; what was reserved is taken back."""
    case, decision = get_open(uow, decision_id)
    if not reason.strip():
        raise Refused([Finding("return_reason_missing", Verdict.NOT_YET, field="reason")])
    if decision.status is not DecisionStatus.PROPOSED:
        raise Refused([Finding("nothing_proposed", Verdict.STOPS)])
    if KINDS[decision.kind].proposes is not None and case.state is State.READY_FOR_DECISION:
        case.state = take(Action.SEND_BACK, facts_of(uow, case, decision), uow.actor).target
    elif not (uow.actor.may(Permission.CASE_DECIDE) or uow.actor.may(Permission.BOARD_RECORD)):
        raise Refused([Finding("not_permitted", Verdict.STOPS)])
    decision.status, decision.return_reason = DecisionStatus.RETURNED, reason
    decision.returned_by_id, decision.returned_at = uow.actor.person_id, uow.now
    if case.reserved and decision.claim_id is None:
        post(uow, case, [Entry(EntryKind.RESERVED, -case.reserved)], Voucher(decision_id=decision.id))
    if decision.claim_id is not None:
        uow.session.get_one(Claim, decision.claim_id).state = ClaimState.SENT
    uow.record(case, EventKind.DECISION_RETURNED, decision=decision.id)
    return decision


def dispatch(uow: UnitOfWork, decision_id: int) -> Decision:
    """Send a decision: its letter is filed and typeset, the applicant sees it, and what follows from it begins (D5)."""
    case, decision = get_open(uow, decision_id)
    if decision.status is not DecisionStatus.DECIDED:
        raise Refused([Finding("not_dispatchable", Verdict.STOPS)])
    if not uow.actor.may(Permission.DECISION_DISPATCH):
        raise Refused([Finding("not_permitted", Verdict.STOPS)])
    kind = KINDS[decision.kind]
    if kind.dispatches is not None:
        case.state = take(kind.dispatches, facts_of(uow, case, decision), uow.actor).target
    decision.status = DecisionStatus.DISPATCHED
    decision.dispatched_by_id, decision.dispatched_at = uow.actor.person_id, uow.now
    reports = planned_reports(uow, case) if decision.kind is DecisionKind.GRANT else []
    uow.session.add_all(reports)
    if reports:
        follow_reports(uow, case)
    if decision.kind is DecisionKind.PAYOUT:
        _order_payment(uow, case, decision)
    elif decision.kind is DecisionKind.GRANT and grant_type_of(uow, case).paid_at_grant:
        _pay_at_grant(uow, case, decision)
    uow.session.flush()
    decision.document_id = letter_for(uow, case, decision, reports).id
    uow.record(case, EventKind.DECISION_DISPATCHED, decision=decision.id, decision_kind=decision.kind.value)
    return decision


def planned_reports(uow: UnitOfWork, case: Case) -> list[Report]:
    """Return the reports that a grant of the case plans; nothing is kept.

    A project without days gets its reports from today for a year. The final report of one that is over already, such
    as a year of home delivery, is due as long after today.
    """
    first = case.project_starts_on or uow.today
    last = max(case.project_ends_on or first, first, uow.today)
    return [
        Report(
            case_id=case.id,
            kind=due.kind,
            state=ReportState.DUE,
            due_on=due.due_on,
            changed_at=uow.now,
            answers={},
            indicators=[],
        )
        for due in schedule(Period(first, last), programme_of(uow, case).report_plan_for(case.grant_type or ""))
    ]


def _pay_at_grant(uow: UnitOfWork, case: Case, decision: Decision) -> None:
    """Order the payment of the whole grant: no costs are claimed, since the grant itself is what it is paid for.

    Source: S15, 2024:1243 § 32.
    """
    post(uow, case, [Entry(EntryKind.COST_APPROVED, case.budgeted_cost)], Voucher(decision_id=decision.id))
    uow.session.add(
        Payment(case_id=case.id, decision_id=decision.id, state=PaymentState.WAITING, amount=decision.amount)
    )


def _order_payment(uow: UnitOfWork, case: Case, decision: Decision) -> None:
    claim = uow.session.get_one(Claim, decision.claim_id)
    claim.state = ClaimState.DECIDED
    if decision.amount:
        uow.session.add(
            Payment(case_id=case.id, decision_id=decision.id, state=PaymentState.WAITING, amount=decision.amount)
        )
    else:
        claim.state = ClaimState.PAID
