"""The chain of hashes that each case's history is: walked from the first event to the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fundflow.domain.events import event_hash
from fundflow.domain.states import State
from fundflow.models.case import Case
from fundflow.models.event import CaseEvent

_AT_ONCE = 500


class Break(StrEnum):
    """Why a history is not whole."""

    MISSING = "missing"
    CHANGED = "changed"
    UNLINKED = "unlinked"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A place where a history is not what it was: an event is missing, was changed, or does not follow the one before.

    ``sequence`` 0: the case has no history at all.
    """

    case_id: int
    registry_number: str | None
    sequence: int
    why: Break


def count_events(session: Session) -> int:
    """Return how many events there are."""
    return session.scalar(select(func.count(CaseEvent.id))) or 0


def broken_links(session: Session) -> Iterator[BrokenLink | None]:
    """Yield None for each event that holds and a link for each that does not, case by case; then cases without any.

    Rows are streamed, so that a long history takes little memory.
    """
    statement = (
        select(CaseEvent, Case.registry_number)
        .join(Case, Case.id == CaseEvent.case_id)
        .order_by(CaseEvent.case_id, CaseEvent.sequence)
        .execution_options(yield_per=_AT_ONCE)
    )
    case_id, expected, previous = 0, 1, ""
    for event, number in session.execute(statement):
        if event.case_id != case_id:
            case_id, expected, previous = event.case_id, 1, ""
        why = _why_broken(event, expected, previous)
        yield BrokenLink(case_id, number, event.sequence, why) if why else None
        expected, previous = event.sequence + 1, event.hash
    yield from _without_history(session)


def _why_broken(event: CaseEvent, expected: int, previous: str) -> Break | None:
    if event.sequence != expected:
        return Break.MISSING
    if event.previous_hash != previous:
        return Break.UNLINKED
    computed = event_hash(
        event.previous_hash,
        sequence=event.sequence,
        kind=event.kind.value,
        actor_id=event.actor_id,
        at=event.at,
        payload=event.payload,
    )
    return None if computed == event.hash else Break.CHANGED


def _without_history(session: Session) -> Iterator[BrokenLink]:
    statement = (
        select(Case.id, Case.registry_number)
        .outerjoin(CaseEvent, CaseEvent.case_id == Case.id)
        .where(CaseEvent.id.is_(None), Case.state != State.DRAFT)
        .order_by(Case.id)
    )
    for case_id, number in session.execute(statement):
        yield BrokenLink(case_id, number, 0, Break.EMPTY)
