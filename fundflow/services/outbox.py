"""Promise work inside the transaction; lease what is due, mark it done or failed."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fundflow.models.outbox import OutboxItem, Work

LEASE: Final = timedelta(minutes=10)
"""How long what is taken is left alone; a worker that crashed is taken over from after it."""

_LONGEST_WAIT: Final = timedelta(hours=6)


def promise(session: Session, work: Work, *, subject_id: int, at: datetime, key: str | None = None) -> None:
    """Write down work to be done after the commit; the same key is promised once only."""
    key = key or f"{work}-{subject_id}"
    if session.scalar(select(OutboxItem.id).where(OutboxItem.key == key)) is None:
        session.add(OutboxItem(work=work, key=key, subject_id=subject_id, due_at=at, tries=0))


def take_due(session: Session, *, at: datetime, most: int = 20) -> list[tuple[int, Work, int]]:
    """Lease what is due and nobody has taken, oldest first; a lease that ran out is taken anew.

    Return the id of each promise, its work and what the work is about.
    """
    statement = (
        select(OutboxItem)
        .where(
            OutboxItem.done_at.is_(None),
            OutboxItem.due_at <= at,
            or_(OutboxItem.leased_until.is_(None), OutboxItem.leased_until < at),
        )
        .order_by(OutboxItem.due_at, OutboxItem.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    items = session.scalars(statement).all()
    for item in items:
        item.leased_until = at + LEASE
        item.tries += 1
    return [(item.id, item.work, item.subject_id) for item in items]


def finished(session: Session, item_id: int, *, at: datetime) -> None:
    """Note that a promise is kept."""
    item = session.get_one(OutboxItem, item_id)
    item.done_at, item.leased_until, item.last_error = at, None, None


def failed(session: Session, item_id: int, error: str, *, at: datetime) -> None:
    """Note why a promise was not kept and try later: after one, two, four minutes and so on, at most six hours."""
    item = session.get_one(OutboxItem, item_id)
    item.last_error, item.leased_until = error[:2000], None
    item.due_at = at + min(timedelta(minutes=2 ** min(item.tries, 10) / 2), _LONGEST_WAIT)
