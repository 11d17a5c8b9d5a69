"""What is stored held against what it is derived from: ledger, history, decisions and answers; and mended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fundflow.domain.decisions import KINDS, DecisionKind, DecisionStatus
from fundflow.domain.events import EventKind
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import ZERO, Money
from fundflow.domain.periods import swedish_day
from fundflow.domain.reports import ReportKind
from fundflow.domain.states import Origin, State
from fundflow.domain.workflow import transition_of
from fundflow.models.application import Answer
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.event import CaseEvent
from fundflow.models.ledger import LedgerEntry
from fundflow.models.report import Report
from fundflow.services.concepts import bind_answers
from fundflow.services.facts import programme_of
from fundflow.services.payable import entitled_of
from fundflow.services.unit_of_work import UnitOfWork

_AT_ONCE: Final = 200
_TAKEN: Final = (DecisionStatus.DECIDED, DecisionStatus.DISPATCHED)
_BOUND: Final = (
    *("title", "requested_amount", "total_cost", "municipality_code", "priority", "strategic_area", "eu_programme"),
    *("project_starts_on", "project_ends_on", "expected_result", "theme"),
)
"""The columns that figures and lists read and that come from answers."""

_AFTER: Final[Mapping[EventKind, State]] = {
    EventKind.CASE_STARTED: State.DRAFT,
    EventKind.CASE_SUBMITTED: State.RECEIVED,
    EventKind.PREPARATION_STARTED: State.IN_PREPARATION,
    EventKind.COMPLETION_REQUESTED: State.COMPLETION_REQUESTED,
    EventKind.COMPLETION_SENT: State.IN_PREPARATION,
    EventKind.COMPLETION_ENDED: State.IN_PREPARATION,
    EventKind.CASE_WITHDRAWN: State.IN_PREPARATION,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored value that is not what it is derived from."""

    case_id: int
    registry_number: str | None
    column: str
    stored: object
    derived: object


def count_cases(session: Session) -> int:
    """Return how many cases there are to hold against their sources."""
    return session.scalar(select(func.count(Case.id))) or 0


def differences(uow: UnitOfWork) -> Iterator[tuple[int, list[Difference]]]:
    """Yield, some hundred cases at a time, how many were looked at and what differs in them; nothing is changed."""
    last = 0
    while cases := _next(uow.session, last):
        last = cases[-1].id
        yield len(cases), [difference for case, derived in _derive(uow, cases) for difference in _of(case, derived)]


def mend(uow: UnitOfWork, found: Iterable[Difference]) -> None:
    """Store what is derived. History and ledger are never touched: they are what the rest is derived from."""
    for difference in found:
        case = uow.session.get_one(Case, difference.case_id)
        setattr(case, difference.column, difference.derived)
    uow.session.flush()


def _next(session: Session, after: int) -> Sequence[Case]:
    return session.scalars(select(Case).where(Case.id > after).order_by(Case.id).limit(_AT_ONCE)).all()


def _of(case: Case, derived: Mapping[str, object]) -> Iterator[Difference]:
    for column, value in derived.items():
        stored = getattr(case, column)
        if stored != value:
            yield Difference(case.id, case.registry_number, column, stored, value)


def _derive(uow: UnitOfWork, cases: Sequence[Case]) -> Iterator[tuple[Case, dict[str, object]]]:
    """Return what each case should hold."""
    ids = [case.id for case in cases]
    sums, decided = _sums(uow.session, ids), _decided(uow.session, ids)
    states = _states(uow.session, cases)
    answered = set(uow.session.scalars(select(Answer.case_id).where(Answer.case_id.in_(ids)).distinct()))
    for case in cases:
        derived: dict[str, object] = {kind.value: sums.get((case.id, kind), ZERO) for kind in EntryKind}
        derived["entitled"] = _entitled(uow, case, sums)
        if case.id in states:
            derived["state"] = states[case.id]
        if case.origin is not Origin.IMPORTED:
            derived["decided_on"] = decided.get(case.id)
        if case.id in answered and case.programme_version is not None:
            derived |= _bound(uow, case)
        yield case, derived


def _entitled(uow: UnitOfWork, case: Case, sums: Mapping[tuple[int, EntryKind], Money]) -> Money:
    def booked(kind: EntryKind) -> Money:
        return sums.get((case.id, kind), ZERO)

    promised = booked(EntryKind.GRANTED) + booked(EntryKind.CHANGED)
    return entitled_of(uow, case, approved=booked(EntryKind.COST_APPROVED), granted=promised)


def _sums(session: Session, ids: Sequence[int]) -> dict[tuple[int, EntryKind], Money]:
    rows = session.execute(
        select(LedgerEntry.case_id, LedgerEntry.kind, func.sum(LedgerEntry.amount))
        .where(LedgerEntry.case_id.in_(ids))
        .group_by(LedgerEntry.case_id, LedgerEntry.kind)
    )
    return {(case_id, kind): amount for case_id, kind, amount in rows}


def _decided(session: Session, ids: Sequence[int]) -> dict[int, date | None]:
    """Return the day that each application was decided: the latest decision about the case but its closing."""
    rows = session.execute(
        select(Decision.case_id, func.max(Decision.decided_on))
        .where(
            Decision.case_id.in_(ids),
            Decision.status.in_(_TAKEN),
            Decision.claim_id.is_(None),
            Decision.kind != DecisionKind.CLOSING,
        )
        .group_by(Decision.case_id)
    )
    return dict(rows.all())


def _bound(uow: UnitOfWork, case: Case) -> dict[str, object]:
    """Return what the answers give the columns, by binding them anew and taking it back."""
    with uow.session.begin_nested() as attempt:
        bind_answers(uow, case, programme_of(uow, case))
        derived = {column: getattr(case, column) for column in _BOUND}
        attempt.rollback()
    uow.session.refresh(case)
    return derived


# ----- states out of the history


def _states(session: Session, cases: Sequence[Case]) -> dict[int, State]:
    """Return where each case stands by its history; cases without one are left out."""
    ids = [case.id for case in cases]
    ends = {case.id: case.project_ends_on for case in cases}
    kinds = dict(session.execute(select(Decision.id, Decision.kind).where(Decision.case_id.in_(ids))).all())
    final = set(session.scalars(select(Report.id).where(Report.case_id.in_(ids), Report.kind == ReportKind.FINAL)))
    events = session.scalars(
        select(CaseEvent).where(CaseEvent.case_id.in_(ids)).order_by(CaseEvent.case_id, CaseEvent.sequence)
    )
    states: dict[int, State] = {}
    before: CaseEvent | None = None
    for event in events:
        after = _state_after(event, before, kinds, final, ends.get(event.case_id))
        if after is not None:
            states[event.case_id] = after
        before = event
    return states


def _state_after(
    event: CaseEvent,
    before: CaseEvent | None,
    kinds: Mapping[int, DecisionKind],
    final: set[int],
    ends_on: date | None,
) -> State | None:
    """Return the state that an event leads to; None when it leaves the case where it stands."""
    payload: Mapping[str, Any] = event.payload
    if event.kind is EventKind.CASE_IMPORTED:
        return _imported(str(payload["outcome"]), swedish_day(event.at), ends_on)
    if event.kind is EventKind.REPORT_APPROVED:
        return State.FINAL_SETTLEMENT if payload.get("report") in final else None
    if event.kind is EventKind.DECISION_PROPOSED and before is not None and before.kind is EventKind.CASE_WITHDRAWN:
        return None  # a withdrawal files its write-off itself, and the case stays in preparation (D4)
    kind = kinds.get(payload.get("decision", 0))
    return _AFTER.get(event.kind) if kind is None else _after_decision(event.kind, kind)


def _after_decision(event: EventKind, kind: DecisionKind) -> State | None:
    row = KINDS[kind]
    action = {
        EventKind.DECISION_PROPOSED: row.proposes,
        EventKind.DECISION_MADE: row.decides,
        EventKind.DECISION_DISPATCHED: row.dispatches,
    }.get(event)
    if event in (EventKind.DECISION_RETURNED, EventKind.DECISION_WITHDRAWN) and row.proposes is not None:
        return State.IN_PREPARATION
    return transition_of(action).target if action is not None else None


def _imported(outcome: str, on: date, ends_on: date | None) -> State:
    by_outcome = {"rejected": State.REJECTED, "dismissed": State.DISMISSED, "withdrawn": State.WRITTEN_OFF}
    running = State.ONGOING if ends_on is not None and ends_on > on else State.CLOSED
    return by_outcome.get(outcome, running)
