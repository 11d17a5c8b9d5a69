"""Calls for applications (utlysningar), and every change of one that has been published."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.domain.calls import CallWindow
from fundflow.domain.money import Money
from fundflow.domain.texts import Text
from fundflow.models.base import Base
from fundflow.models.person import Person


class FundingCall(Base):
    """A call: the support it is for, in which version of its programme, and when it is open.

    ``published_at`` null: only staff see it. ``frame`` null: how much there is to share is not said.
    """

    __tablename__ = "funding_call"
    __table_args__ = (CheckConstraint("closes_at > opens_at", name="closes_after_it_opens"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    row_version: Mapped[int] = mapped_column()
    programme: Mapped[str]
    programme_version: Mapped[int]
    grant_type: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    text_en: Mapped[str] = mapped_column(default="")
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime] = mapped_column(index=True)
    frame: Mapped[Money | None]
    published_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 - SQLAlchemy reads it so

    @property
    def window(self) -> CallWindow:
        """When the call is open."""
        return CallWindow(Text(self.title, self.title_en or None), self.opens_at, self.closes_at)


class CallChange(Base):
    """What was changed in a call, by whom and when; rows are only added. ``what``: field to [before, after]."""

    __tablename__ = "call_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("funding_call.id"), index=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    what: Mapped[dict[str, Any]] = mapped_column(JSON)

    person: Mapped[Person | None] = relationship(lazy="raise")
