"""What an applicant has stated of its group and size, and of its owners and leader: versions, none ever changed."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.domain.currencies import Currency
from fundflow.domain.gender import LeaderGender
from fundflow.domain.undertaking import Link, OwnersAndLeader, Relation, Size, Undertaking
from fundflow.models.base import Base
from fundflow.models.person import Person
from fundflow.models.types import text_enum


class GroupStatement(Base):
    """Size and group at the end of a year; the one in force has the highest version.

    Turnover and balance are whole euro or kronor, as ``currency`` says. ``note``: why the region corrected it; null
    where the applicant stated it. ``confirmed_at`` null: the region has not gone through it.
    """

    __tablename__ = "group_statement"
    __table_args__ = (UniqueConstraint("organisation_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    version: Mapped[int]
    year: Mapped[int]
    currency: Mapped[Currency] = mapped_column(text_enum(Currency))
    sek_per_eur: Mapped[Decimal | None]
    employees: Mapped[Decimal | None]
    turnover: Mapped[int | None] = mapped_column(BigInteger)
    balance: Mapped[int | None] = mapped_column(BigInteger)
    public_ownership_percent: Mapped[Decimal | None]
    note: Mapped[str | None]
    stated_at: Mapped[datetime]
    stated_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    links: Mapped[list["GroupLink"]] = relationship(lazy="raise", order_by="GroupLink.place")
    stated_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[stated_by_id])
    confirmed_by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[confirmed_by_id])

    @property
    def stated(self) -> Undertaking:
        """The statement as the domain reads it; its links are loaded."""
        return Undertaking(
            self.year,
            self.currency,
            Size(self.employees, self.turnover, self.balance),
            tuple(link.stated for link in self.links),
            self.sek_per_eur,
            self.public_ownership_percent,
        )


class GroupLink(Base):
    """Another company of the group, as a row of a statement; its amounts are in the statement's currency."""

    __tablename__ = "group_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("group_statement.id"), index=True)
    place: Mapped[int]
    name: Mapped[str]
    number: Mapped[str | None]
    relation: Mapped[Relation] = mapped_column(text_enum(Relation))
    percent: Mapped[Decimal]
    employees: Mapped[Decimal | None]
    turnover: Mapped[int | None] = mapped_column(BigInteger)
    balance: Mapped[int | None] = mapped_column(BigInteger)

    @property
    def stated(self) -> Link:
        """The row as the domain reads it."""
        size = Size(self.employees, self.turnover, self.balance)
        return Link(self.name, self.relation, self.percent, size, self.number)


class OwnershipRecord(Base):
    """Who owned and led an organisation on a day, as told: raw, the category is derived from it elsewhere (X21).

    Null shares and leader: not known.
    """

    __tablename__ = "ownership_record"
    __table_args__ = (
        UniqueConstraint("organisation_id", "version"),
        CheckConstraint("as_of <= told_on", name="not_ahead"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    version: Mapped[int]
    as_of: Mapped[date]
    told_on: Mapped[date]
    women_percent: Mapped[Decimal | None]
    men_percent: Mapped[Decimal | None]
    leader_gender: Mapped[LeaderGender | None] = mapped_column(text_enum(LeaderGender))
    told_at: Mapped[datetime]
    told_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    told_by: Mapped[Person | None] = relationship(lazy="raise")

    @property
    def told(self) -> OwnersAndLeader:
        """What was told, as the domain reads it."""
        return OwnersAndLeader(self.women_percent, self.men_percent, self.leader_gender)
