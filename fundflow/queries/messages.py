"""The messages of a case."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from fundflow.domain.roles import Actor
from fundflow.models.message import Message
from fundflow.queries.cases import get_case


def messages_of(session: Session, viewer: Actor, case_id: int) -> Sequence[Message]:
    """Return the messages of a case, the oldest first, with who wrote and handled each; NotFound otherwise."""
    case = get_case(session, viewer, case_id)
    return session.scalars(
        select(Message)
        .where(Message.case_id == case.id)
        .options(joinedload(Message.document), joinedload(Message.written_by), joinedload(Message.handled_by))
        .order_by(Message.id)
    ).all()
