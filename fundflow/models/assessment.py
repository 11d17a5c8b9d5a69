"""What officers judge, and notes they write."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.models.base import Base
from fundflow.models.person import Person


class Assessment(Base):
    """A judgement of one criterion, or of one goal of it (``part``), with its reason; ``version`` rises each time."""

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("case_id", "criterion", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    criterion: Mapped[str]
    part: Mapped[str] = mapped_column(default="")
    value: Mapped[str]
    reason: Mapped[str]
    version: Mapped[int]
    assessed_at: Mapped[datetime]
    assessed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    assessed_by: Mapped[Person] = relationship(lazy="raise")


class Note(Base):
    """Something an officer writes down in the case: what was said, when and by whom (L6), or support offered (X31)."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    written_by: Mapped[Person] = relationship(lazy="raise")
