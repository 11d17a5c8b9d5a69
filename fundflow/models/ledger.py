"""Money entries; rows are added, never changed or removed (triggers refuse it on both databases)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import Money
from fundflow.models.base import Base
from fundflow.models.types import text_enum


class LedgerEntry(Base):
    """One amount booked on a day; a mistake is corrected by an entry that says so.

    Null persons: booked by an import. ``confirmed_by_id`` is set where two persons are asked for.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        CheckConstraint("amount <> 0", name="amount_not_zero"),
        CheckConstraint("confirmed_by_id IS NULL OR confirmed_by_id <> booked_by_id", name="two_persons"),
        Index("ix_ledger_entry_figures", "booked_on", "kind", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    kind: Mapped[EntryKind] = mapped_column(text_enum(EntryKind))
    amount: Mapped[Money]
    source_of_money: Mapped[str | None]
    booked_on: Mapped[date]
    booked_at: Mapped[datetime]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payment.id"), index=True)
    booked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
