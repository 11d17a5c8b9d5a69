"""The history of a case proves itself: whatever is changed, taken away or slipped in is found."""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from fundflow.domain.events import EventKind, event_hash
from fundflow.models.case import Case
from fundflow.models.event import CaseEvent
from fundflow.queries.chain import Break, BrokenLink, broken_links, count_events
from tests.statistics.rows import applied

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def case_with_history(session: Session, count: int = 3) -> Case:
    case = applied(session, date(2026, 3, 1), 100)
    previous = ""
    for sequence in range(1, count + 1):
        payload = {"note": sequence}
        kind = EventKind.NOTE_WRITTEN
        found = event_hash(previous, sequence=sequence, kind=kind.value, actor_id=None, at=AT, payload=payload)
        event = CaseEvent(case_id=case.id, sequence=sequence, kind=kind, at=AT, payload=payload)
        event.previous_hash, event.hash = previous, found
        session.add(event)
        previous = found
    session.flush()
    return case


def tamper(session: Session, statement: str) -> None:
    """Do what the triggers refuse, as someone with the file in hand could."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sa.text("DROP TRIGGER case_event_no_update"))
        session.execute(sa.text("DROP TRIGGER case_event_no_delete"))
    else:
        session.execute(sa.text("ALTER TABLE case_event DISABLE TRIGGER ALL"))
    session.execute(sa.text(statement))
    session.expire_all()


def broken(session: Session) -> list[BrokenLink]:
    return [link for link in broken_links(session) if link is not None]


def test_an_untouched_history_holds_case_by_case(session: Session) -> None:
    case_with_history(session)
    case_with_history(session, 2)

    assert (count_events(session), broken(session)) == (5, [])


def test_a_changed_event_is_found(session: Session) -> None:
    case = case_with_history(session)

    tamper(session, "UPDATE case_event SET actor_id = NULL, kind = 'case.imported' WHERE sequence = 2")

    assert broken(session) == [BrokenLink(case.id, case.registry_number, 2, Break.CHANGED)]


def test_a_missing_event_is_found(session: Session) -> None:
    case = case_with_history(session)

    tamper(session, "DELETE FROM case_event WHERE sequence = 2")

    assert broken(session) == [BrokenLink(case.id, case.registry_number, 3, Break.MISSING)]


def test_an_event_that_was_made_anew_does_not_follow_the_one_before(session: Session) -> None:
    case = case_with_history(session)

    tamper(session, "UPDATE case_event SET previous_hash = 'x' WHERE sequence = 3")

    assert broken(session) == [BrokenLink(case.id, case.registry_number, 3, Break.UNLINKED)]


def test_a_case_without_any_history_is_found(session: Session) -> None:
    case = applied(session, date(2026, 3, 1), 100)

    assert broken(session) == [BrokenLink(case.id, case.registry_number, 0, Break.EMPTY)]
