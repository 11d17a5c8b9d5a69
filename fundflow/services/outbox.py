"""Promise work inside the transaction; lease what is due, mark it done or failed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fundflow.models.outbox import OutboxItem, Work

_LEASE: Final = timedelta(minutes=5)
_LONGEST_WAIT: Final = timedelta(hours=6)


def promise(session: Session, work: Work, *, subject_id: int, at: datetime, key: str | None = None) -> None:
    """Write down work to be done after the commit; the same key is promised once only."""
    key = key or f"{work}-{subject_id}"
    if session.scalar(select(OutboxItem.id).where(OutboxItem.key == key)) is None:
        session.add(OutboxItem(work=work, key=key, subject_id=subject_id, due_at=at, tries=0))


def lease_due(session: Session, *, at: datetime, most: int = 20) -> Sequence[OutboxItem]:
    """Take what is due and nobody has taken, oldest first; a lease that ran out is taken anew."""
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
        item.leased_until = at + _LEASE
        item.tries += 1
    return items


def mark_done(item: OutboxItem, *, at: datetime) -> None:
    """Note that the work is done."""
    item.done_at, item.leased_until, item.last_error = at, None, None


def mark_failed(item: OutboxItem, error: str, *, at: datetime) -> None:
    """Note why it failed and try again later: after one, two, four minutes and so on, at most six hours."""
    item.last_error, item.leased_until = error[:2000], None
    item.due_at = at + min(timedelta(minutes=2 ** min(item.tries, 10) / 2), _LONGEST_WAIT)
