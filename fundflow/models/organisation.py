"""Applicants."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.domain.applicants import NameKind
from fundflow.domain.concepts import ApplicantKind
from fundflow.models.base import Base
from fundflow.models.types import text_enum

if TYPE_CHECKING:
    from fundflow.models.person import Membership, Person


class Organisation(Base):
    """An applicant. ``number`` null: foreign, or only known by name from a historic list.

    ``kind`` null: not known, in historic lists. ``name_folded`` is what search and matching compare.
    ``country`` null: Sweden; else two letters, and ``foreign_id`` is its number in that country's register, null when
    it has none or has not told. ``other_names`` are its earlier names, aliases and those it continues, folded.
    ``merged_into_id`` null: it has not been taken over. ``is_own`` marks the region itself, whose projects are counted
    apart (X15).
    """

    __tablename__ = "organisation"
    __table_args__ = (Index("uq_organisation_foreign_id", "country", "foreign_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(index=True)
    other_names: Mapped[str] = mapped_column(default="", server_default="")
    country: Mapped[str | None]
    foreign_id: Mapped[str | None]
    kind: Mapped[ApplicantKind | None] = mapped_column(text_enum(ApplicantKind))
    municipality_code: Mapped[str | None]
    address: Mapped[str | None]
    is_own: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    merged_on: Mapped[date | None]
    merged_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    merged_noted_at: Mapped[datetime | None]

    memberships: Mapped[list["Membership"]] = relationship(lazy="raise", back_populates="organisation")


class OrganisationName(Base):
    """A name that an organisation has or has had. ``from_on`` null: an alias, or since before it was registered here.

    One that has never changed its name has no row of the kind ``registered``.
    """

    __tablename__ = "organisation_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str]
    kind: Mapped[NameKind] = mapped_column(text_enum(NameKind))
    from_on: Mapped[date | None]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    noted_by: Mapped["Person | None"] = relationship(lazy="raise")
