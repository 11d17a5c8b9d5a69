"""Who has a page open right now."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from fundflow.models.base import Base


class Presence(Base):
    """A person has a page of a case open, as its script last said at ``seen_at``.

    It is no part of the case: rows are written over, and taken away when they are old.
    """

    __tablename__ = "presence"

    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), primary_key=True)
    page: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    seen_at: Mapped[datetime]
