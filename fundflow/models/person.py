"""People, their roles and positions, and the organisations they act for."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.domain.administration import OrganisationChangeKind, PersonChangeKind
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.models.base import Base
from fundflow.models.organisation import Organisation
from fundflow.models.types import text_enum


class Person(Base):
    """Someone with an account; ``email`` is kept in lower case. Null password: invited and not yet accepted."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    email_confirmed_at: Mapped[datetime | None]
    session_version: Mapped[int] = mapped_column(default=1)
    language: Mapped[str] = mapped_column(default="sv")
    created_at: Mapped[datetime]
    deactivated_at: Mapped[datetime | None]

    roles: Mapped[list["PersonRole"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    positions: Mapped[list["PersonPosition"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    memberships: Mapped[list["Membership"]] = relationship(
        lazy="raise", back_populates="person", foreign_keys="Membership.person_id"
    )


class PersonRole(Base):
    """A role that a person has."""

    __tablename__ = "person_role"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(text_enum(Role), primary_key=True)


class PersonPosition(Base):
    """A position in the delegation order that a person holds; the key is the order's."""

    __tablename__ = "person_position"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    position: Mapped[str] = mapped_column(primary_key=True)


class Membership(Base):
    """A person's right to act for an organisation.

    ``confirmed_at`` null: the first person signed up alone, and the officer has not yet confirmed the right to sign
    (D12).
    ``ended_at`` null: still in force.
    """

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    right: Mapped[OrganisationRight] = mapped_column(text_enum(OrganisationRight))
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="raise", back_populates="memberships", foreign_keys=[person_id])
    organisation: Mapped[Organisation] = relationship(lazy="raise", back_populates="memberships")


class OneTimeToken(Base):
    """A link sent by mail, kept as a hash: confirming an address, setting a password anew, accepting an invitation.

    An invitation to an organisation carries it and the right it gives; to staff it carries neither.
    """

    __tablename__ = "one_time_token"
    __table_args__ = (CheckConstraint("purpose IN ('confirm', 'reset', 'invitation')", name="purpose_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    right: Mapped[OrganisationRight | None] = mapped_column(text_enum(OrganisationRight))
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])


class PersonChange(Base):
    """What was done to an account, by whom; rows are added, never changed or removed (triggers refuse it).

    ``payload`` holds the roles and positions that were given and taken. Null ``by_id``: from the command line.
    """

    __tablename__ = "person_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[PersonChangeKind] = mapped_column(text_enum(PersonChangeKind, grows=True))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)

    by: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[by_id])


class OrganisationChange(Base):
    """What an administrator noted of an applicant; rows are added, never changed or removed (triggers refuse it)."""

    __tablename__ = "organisation_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[OrganisationChangeKind] = mapped_column(text_enum(OrganisationChangeKind, grows=True))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    by: Mapped[Person | None] = relationship(lazy="raise")
