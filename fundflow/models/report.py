"""The report schedule with the reports themselves, and what they count."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.domain.reports import ReportKind, ReportState
from fundflow.models.base import Base
from fundflow.models.case import Case
from fundflow.models.types import text_enum


class Report(Base):
    """A report of the schedule: due, sent, returned or approved. Participants are counts, never names.

    ``changed_by`` tells of each answer who last wrote it, and when (domain/authors.py).
    """

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("state IN ('due', 'returned') OR sent_at IS NOT NULL", name="sent_has_moment"),
        CheckConstraint("state <> 'approved' OR approved_at IS NOT NULL", name="approved_has_moment"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    row_version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    kind: Mapped[ReportKind] = mapped_column(text_enum(ReportKind))
    state: Mapped[ReportState] = mapped_column(text_enum(ReportState), index=True)
    due_on: Mapped[date]
    changed_at: Mapped[datetime]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    changed_by: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    participants_women: Mapped[int | None]
    participants_men: Mapped[int | None]
    participants_unknown: Mapped[int | None]
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    return_reason: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    case: Mapped[Case] = relationship(lazy="raise")
    indicators: Mapped[list["IndicatorValue"]] = relationship(lazy="raise", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 - SQLAlchemy reads it so


class IndicatorValue(Base):
    """What a report says has been reached so far of an indicator; persons also as women, men and unknown."""

    __tablename__ = "indicator_value"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]
    women: Mapped[int | None]
    men: Mapped[int | None]
    unknown: Mapped[int | None]
