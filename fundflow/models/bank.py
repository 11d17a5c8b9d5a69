"""Accounts that applicants are paid to; one that is changed stays as it was."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.domain.bank import Account, AccountKind, BankState
from fundflow.models.base import Base
from fundflow.models.organisation import Organisation
from fundflow.models.person import Person
from fundflow.models.types import text_enum


class BankDetails(Base):
    """An account of an organisation, as it was entered; the one in force is that of the highest version.

    ``holder`` null: the organisation itself owns the account. ``judged_at`` null: the region has not looked at it yet;
    ``evidence`` is what showed that it is right, or why it was refused. ``entered_by_id`` null: carried over from an
    older form of the table. ``replaced_at`` null: no later version.
    """

    __tablename__ = "bank_details"
    __table_args__ = (
        UniqueConstraint("organisation_id", "version"),
        CheckConstraint("state = 'waiting' OR (judged_at IS NOT NULL AND evidence <> '')", name="judged_has_evidence"),
        CheckConstraint("(kind = 'bank_account') = (clearing IS NOT NULL)", name="clearing_with_bank_account"),
        CheckConstraint("(kind = 'iban') = (bic IS NOT NULL)", name="bic_with_iban"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    version: Mapped[int]
    kind: Mapped[AccountKind] = mapped_column(text_enum(AccountKind))
    number: Mapped[str]
    clearing: Mapped[str | None]
    bic: Mapped[str | None]
    holder: Mapped[str | None]
    state: Mapped[BankState] = mapped_column(text_enum(BankState), index=True)
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    judged_at: Mapped[datetime | None]
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    evidence: Mapped[str | None]
    replaced_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship(lazy="raise")
    entered_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[entered_by_id])
    judged_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[judged_by_id])

    @property
    def account(self) -> Account:
        """The account as the domain reads it."""
        return Account(self.kind, self.number, self.clearing, self.bic)
