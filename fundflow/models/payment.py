"""Claims with their cost rows, and payments that two persons make."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.domain.money import Money
from fundflow.domain.payments import ClaimedRow, ClaimState, PaymentState, RowVerdict
from fundflow.models.bank import BankDetails
from fundflow.models.base import Base
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.person import Person
from fundflow.models.types import text_enum


class Claim(Base):
    """What a grantee asks to be paid: a period, cost rows, vouchers and a text. Several may be open at once.

    ``answers`` is what is typed, by question (domain/claims.py); empty: nothing has been written since it was begun, or
    it is older than this column, and the columns and rows say all there is. ``changed_by`` tells of each answer who
    last wrote it, and when (domain/authors.py). ``figures`` is what the answers count, by concept, and ``corrections``
    what the region has put in its place, with reason and person (domain/claim_figures.py).
    """

    __tablename__ = "claim"
    __table_args__ = (
        UniqueConstraint("case_id", "sequence"),
        UniqueConstraint("form_token"),
        CheckConstraint("state IN ('draft', 'withdrawn') OR sent_at IS NOT NULL", name="sent_has_moment"),
        CheckConstraint("period_to IS NULL OR period_from <= period_to", name="period_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    row_version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    sequence: Mapped[int]
    form_token: Mapped[str | None]
    state: Mapped[ClaimState] = mapped_column(text_enum(ClaimState), index=True)
    is_final: Mapped[bool] = mapped_column(default=False)
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    progress: Mapped[str] = mapped_column(default="")
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    changed_by: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    figures: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    corrections: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSON, default=dict)
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    review_note: Mapped[str | None]

    case: Mapped[Case] = relationship(lazy="raise")
    rows: Mapped[list["ClaimRow"]] = relationship(lazy="raise", order_by="ClaimRow.place", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 - SQLAlchemy reads it so


class ClaimRow(Base):
    """A declared cost; a deduction is never an edit of what was declared. ``verdict`` null: not judged yet, and
    ``approved`` and ``reason`` are what the reviewer has begun to write.

    ``kind`` empty and ``declared`` zero: not written yet, which no claim is sent with. ``computed``: a flat rate, which
    the service reckons from the rows of staff. ``parked_from_id`` is the row of an earlier claim that is taken up anew.
    """

    __tablename__ = "claim_row"
    __table_args__ = (
        CheckConstraint("declared >= 0", name="declared_not_negative"),
        CheckConstraint(
            "approved IS NULL OR (approved >= 0 AND approved <= declared)", name="approved_within_declared"
        ),
        CheckConstraint(
            "verdict IS NULL OR verdict = 'approved' OR (reason IS NOT NULL AND reason <> '')", name="cut_has_reason"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    place: Mapped[int]
    kind: Mapped[str]
    what: Mapped[str]
    supplier: Mapped[str] = mapped_column(default="")
    paid_on: Mapped[date | None]
    declared: Mapped[Money]
    in_kind: Mapped[bool] = mapped_column(default=False)
    computed: Mapped[bool] = mapped_column(default=False)
    parked_from_id: Mapped[int | None] = mapped_column(ForeignKey("claim_row.id"))
    verdict: Mapped[RowVerdict | None] = mapped_column(text_enum(RowVerdict))
    approved: Mapped[Money | None]
    reason: Mapped[str | None]
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    @property
    def claimed(self) -> ClaimedRow:
        """The row as the domain reads it."""
        return ClaimedRow(self.declared, self.verdict, self.approved, self.in_kind)


class Payment(Base):
    """Money to send after a payout decision: one person authorises, another confirms (D13).

    ``account`` and ``bank_details_id`` are those it was authorised with; null: not authorised.
    """

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount_above_zero"),
        CheckConstraint("state = 'waiting' OR authorised_by_id IS NOT NULL", name="authorised_has_person"),
        CheckConstraint("state <> 'confirmed' OR confirmed_by_id IS NOT NULL", name="confirmed_has_person"),
        CheckConstraint("confirmed_by_id IS NULL OR confirmed_by_id <> authorised_by_id", name="two_persons"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    row_version: Mapped[int] = mapped_column()
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    state: Mapped[PaymentState] = mapped_column(text_enum(PaymentState), index=True)
    amount: Mapped[Money]
    account: Mapped[str | None]
    bank_details_id: Mapped[int | None] = mapped_column(ForeignKey("bank_details.id"))
    authorised_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    authorised_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]
    paid_on: Mapped[date | None]

    case: Mapped[Case] = relationship(lazy="raise")
    decision: Mapped[Decision] = relationship(lazy="raise")
    authorised_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[authorised_by_id])
    confirmed_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[confirmed_by_id])
    bank_details: Mapped[BankDetails | None] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 - SQLAlchemy reads it so
