"""Work promised by a transaction and not yet done, and the letters it sends."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.models.base import Base
from fundflow.models.person import Person
from fundflow.models.types import text_enum


class Work(StrEnum):
    """What is done outside the transaction."""

    SEND_NOTICE = "send_notice"
    TYPESET = "typeset"


class OutboxItem(Base):
    """A promise: doing it twice is harmless, and ``key`` keeps it from being made twice. ``done_at`` null: to do."""

    __tablename__ = "outbox_item"
    __table_args__ = (Index("ix_outbox_item_due", "done_at", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    work: Mapped[Work] = mapped_column(text_enum(Work))
    key: Mapped[str] = mapped_column(unique=True)
    subject_id: Mapped[int]
    due_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
    done_at: Mapped[datetime | None]


class Notice(Base):
    """A letter to a person: which one, about what, and when it went. ``case_id`` null: about the account itself."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("funding_case.id"), index=True)
    letter: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="raise")
