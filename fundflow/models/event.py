"""The history of cases; rows are added, never changed or removed (triggers refuse it on both databases)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fundflow.domain.events import EventKind
from fundflow.models.base import Base
from fundflow.models.types import text_enum


class CaseEvent(Base):
    """What happened to a case: ids, codes and amounts only (D8). Null actor: the service itself."""

    __tablename__ = "case_event"
    __table_args__ = (UniqueConstraint("case_id", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    sequence: Mapped[int]
    kind: Mapped[EventKind] = mapped_column(text_enum(EventKind, grows=True))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous_hash: Mapped[str]
    hash: Mapped[str]
