"""Decisions of every kind and their conditions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.money import ZERO, Money
from fundflow.models.base import Base
from fundflow.models.case import Case
from fundflow.models.document import Document
from fundflow.models.person import Person
from fundflow.models.types import text_enum

_DECIDED = "status NOT IN ('decided', 'dispatched') OR "


class Decision(Base):
    """A decision: proposed, decided by another person, dispatched. Once decided it is changed only by a decision.

    ``amount`` is zero where the kind has none. ``meeting_on`` is set where the board decided; then ``decided_by`` is
    the secretary who recorded it.
    """

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint(_DECIDED + "(decided_by_id IS NOT NULL AND decided_at IS NOT NULL)", name="decided_has_person"),
        CheckConstraint(_DECIDED + "delegation_item IS NOT NULL", name="decided_has_item"),
        CheckConstraint("status <> 'dispatched' OR dispatched_at IS NOT NULL", name="dispatched_has_moment"),
        CheckConstraint("meeting_on IS NULL OR meeting_paragraph IS NOT NULL", name="meeting_has_paragraph"),
        CheckConstraint("(kind = 'payout') = (claim_id IS NOT NULL)", name="payout_has_claim"),
        Index(
            "uq_decision_open_of_case",
            "case_id",
            unique=True,
            sqlite_where=text("status = 'proposed' AND claim_id IS NULL"),
            postgresql_where=text("status = 'proposed' AND claim_id IS NULL"),
        ),
        Index(
            "uq_decision_open_of_claim",
            "claim_id",
            unique=True,
            sqlite_where=text("status = 'proposed'"),
            postgresql_where=text("status = 'proposed'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    row_version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    kind: Mapped[DecisionKind] = mapped_column(text_enum(DecisionKind))
    status: Mapped[DecisionStatus] = mapped_column(text_enum(DecisionStatus), index=True)
    number: Mapped[str]
    legal_basis: Mapped[str]
    amount: Mapped[Money] = mapped_column(default=ZERO)
    approved_costs: Mapped[Money] = mapped_column(default=ZERO)
    grounds: Mapped[str]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime]
    returned_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    returned_at: Mapped[datetime | None]
    return_reason: Mapped[str | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decided_on: Mapped[date | None] = mapped_column(index=True)
    delegation_item: Mapped[str | None]
    meeting_on: Mapped[date | None]
    meeting_paragraph: Mapped[str | None]
    dispatched_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    dispatched_at: Mapped[datetime | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))

    case: Mapped[Case] = relationship(lazy="raise")
    proposed_by: Mapped[Person] = relationship(lazy="raise", foreign_keys=[proposed_by_id])
    decided_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[decided_by_id])
    returned_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[returned_by_id])
    document: Mapped[Document | None] = relationship(lazy="raise")
    conditions: Mapped[list["Condition"]] = relationship(lazy="raise", order_by="Condition.place")
    preparers: Mapped[list["DecisionPreparer"]] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 - SQLAlchemy reads it so


class DecisionPreparer(Base):
    """Someone who proposed, graded or reviewed for a decision, and so does not take it (D13)."""

    __tablename__ = "decision_preparer"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class Condition(Base):
    """A condition of a decision; ``gates_payment``: nothing is paid before ``met_at``."""

    __tablename__ = "condition"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    place: Mapped[int]
    key: Mapped[str | None]
    text: Mapped[str]
    gates_payment: Mapped[bool] = mapped_column(default=False)
    met_at: Mapped[datetime | None]
    met_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    evidence: Mapped[str | None]
