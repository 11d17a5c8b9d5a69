"""Applicants."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.domain.concepts import ApplicantKind
from fundflow.models.base import Base
from fundflow.models.types import text_enum

if TYPE_CHECKING:
    from fundflow.models.person import Membership


class Organisation(Base):
    """An applicant. ``number`` null: foreign, or only known by name from a historic list.

    ``kind`` null: not known, in historic lists. ``name_folded`` is what search and matching compare.
    ``is_own`` marks the region itself, whose projects are counted apart (X15).
    """

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(index=True)
    kind: Mapped[ApplicantKind | None] = mapped_column(text_enum(ApplicantKind))
    municipality_code: Mapped[str | None]
    address: Mapped[str | None]
    is_own: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    memberships: Mapped[list["Membership"]] = relationship(lazy="raise", back_populates="organisation")
