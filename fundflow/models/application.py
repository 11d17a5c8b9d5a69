"""What the applicant answers: answers as written, rows bound to concepts, and what was sent in."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.domain.assessment import GoalEffect
from fundflow.domain.money import Money
from fundflow.models.base import Base
from fundflow.models.person import Person
from fundflow.models.types import text_enum


class Answer(Base):
    """One answer as it was written, whole or not; ``version`` is raised each time it changes."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("case_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    question: Mapped[str]
    value: Mapped[Any] = mapped_column(JSON)
    version: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    changed_by: Mapped[Person | None] = relationship(lazy="raise")


class CostLine(Base):
    """A line of the cost plan, bound from the form's rows; flat-rate lines are computed and marked.

    Null in ``own_hours`` and ``hourly_rate``: not told, or not the applicant's own work.
    """

    __tablename__ = "cost_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    place: Mapped[int]
    kind: Mapped[str]
    what: Mapped[str]
    year: Mapped[int | None]
    amount: Mapped[Money]
    in_kind: Mapped[bool]
    own_hours: Mapped[Decimal | None]
    hourly_rate: Mapped[Money | None]
    computed: Mapped[bool] = mapped_column(default=False)


class FinancingLine(Base):
    """A line of the financing plan beside the grant applied for."""

    __tablename__ = "financing_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    place: Mapped[int]
    payer: Mapped[str]
    payer_kind: Mapped[str]
    amount: Mapped[Money]
    in_kind: Mapped[bool]
    decided: Mapped[bool]


class GoalContribution(Base):
    """How the applicant says that one goal of Agenda 2030 is touched."""

    __tablename__ = "goal_contribution"

    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), primary_key=True)
    goal: Mapped[str] = mapped_column(primary_key=True)
    effect: Mapped[GoalEffect] = mapped_column(text_enum(GoalEffect))
    how: Mapped[str]


class IndicatorTarget(Base):
    """What the case promises to reach of an indicator."""

    __tablename__ = "indicator_target"

    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[int]


class ApplicationVersion(Base):
    """A frozen copy of what was sent, as canonical JSON with its SHA-256; one a sending and completion."""

    __tablename__ = "application_version"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    number: Mapped[int]
    content: Mapped[str]
    sha256: Mapped[str]
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Attachment(Base):
    """A file from the applicant, kept by a key of ours; ``replaced_at`` null: in force.

    ``claim_id`` and ``report_id`` null: it belongs to the application.
    """

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)
    kind: Mapped[str]
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    storage_key: Mapped[str] = mapped_column(unique=True)
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    replaced_at: Mapped[datetime | None]


class Completion(Base):
    """A request to complete an application: one day, and the items it is about."""

    __tablename__ = "completion"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    message: Mapped[str]
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    from_version: Mapped[int]

    items: Mapped[list["CompletionItem"]] = relationship(lazy="raise", order_by="CompletionItem.id")


class CompletionItem(Base):
    """One question or kind of attachment to complete, and why; only these are open to the applicant."""

    __tablename__ = "completion_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    completion_id: Mapped[int] = mapped_column(ForeignKey("completion.id"), index=True)
    question: Mapped[str | None]
    attachment_kind: Mapped[str | None]
    reason: Mapped[str]
