"""The case's register of documents: what came in, went out and was drawn up."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fundflow.models.base import Base
from fundflow.models.types import text_enum


class Direction(StrEnum):
    """Whether a document came in, went out or was drawn up here."""

    IN = "in"
    OUT = "out"
    DRAWN_UP = "drawn_up"


class Document(Base):
    """One entry of the register (L15): day, number, counterpart, matter; and the file when it is typeset here.

    ``template`` and ``facts`` are what the file is made from; ``storage_key`` null with a template: not typeset yet.
    An entry for what the applicant sent has no file of its own: the attachments and the frozen copy are it.
    """

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("case_id", "sequence"),
        CheckConstraint("storage_key IS NULL OR sha256 IS NOT NULL", name="file_has_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    sequence: Mapped[int]
    number: Mapped[str] = mapped_column(unique=True)
    direction: Mapped[Direction] = mapped_column(text_enum(Direction))
    registered_on: Mapped[date]
    registered_at: Mapped[datetime]
    counterpart: Mapped[str | None]
    matter: Mapped[str]
    secrecy_provision: Mapped[str | None]
    for_applicant: Mapped[bool] = mapped_column(default=False)
    template: Mapped[str | None]
    facts: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    storage_key: Mapped[str | None] = mapped_column(unique=True)
    sha256: Mapped[str | None]
    size: Mapped[int | None]
