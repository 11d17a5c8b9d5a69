"""Letters of a history that is made up or taken over: nobody is to get them now."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from fundflow.models.outbox import Notice, OutboxItem, Work


def let_go(session: Session, *, before: datetime) -> None:
    """Note every letter queued before the moment as gone when it was written, without sending it."""
    session.execute(
        update(Notice).where(Notice.sent_at.is_(None), Notice.created_at < before).values(sent_at=Notice.created_at)
    )
    session.execute(
        update(OutboxItem)
        .where(OutboxItem.work == Work.SEND_NOTICE, OutboxItem.done_at.is_(None), OutboxItem.due_at < before)
        .values(done_at=OutboxItem.due_at)
    )
