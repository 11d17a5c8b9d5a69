"""Who signs in, what a person may do, and lists of people to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, selectinload

from fundflow.domain.errors import NotFound
from fundflow.domain.roles import PERMISSIONS, STAFF, Actor, OrganisationRight, Permission
from fundflow.models.organisation import Organisation
from fundflow.models.person import Membership, OneTimeToken, Person, PersonRole
from fundflow.queries.organisations import with_predecessors


@dataclass(frozen=True, slots=True)
class SignIn:
    """What signing in needs to know of an account."""

    person_id: int
    name: str
    email: str
    password_hash: str | None
    session_version: int
    is_active: bool
    language: str


def person_for_sign_in(session: Session, email: str) -> SignIn | None:
    """Return the account of an address, whatever its case; None when there is none."""
    person = session.scalars(select(Person).where(Person.email == email.strip().lower())).first()
    return _sign_in(person)


def account_of(session: Session, person_id: int) -> SignIn | None:
    """Return the account of a person, for a session that says who it is."""
    return _sign_in(session.get(Person, person_id))


def _sign_in(person: Person | None) -> SignIn | None:
    if person is None:
        return None
    return SignIn(
        person.id,
        person.name,
        person.email,
        person.password_hash if person.email_confirmed_at is not None else None,
        person.session_version,
        person.deactivated_at is None,
        person.language,
    )


def actor_of(session: Session, person_id: int) -> Actor | None:
    """Return the person as the one who acts; None when the account is not there or not active.

    Whoever acts for an organisation also acts for those that it continues.
    """
    person = session.scalars(
        select(Person)
        .where(Person.id == person_id, Person.deactivated_at.is_(None))
        .options(selectinload(Person.roles), selectinload(Person.positions), selectinload(Person.memberships))
    ).first()
    if person is None:
        return None
    acting_for = [membership for membership in person.memberships if membership.ended_at is None]
    may_sign = {m.organisation_id for m in acting_for if m.right is OrganisationRight.SIGN}
    return Actor(
        person_id=person.id,
        name=person.name,
        roles=frozenset(row.role for row in person.roles),
        positions=frozenset(row.position for row in person.positions),
        organisations=with_predecessors(session, {membership.organisation_id for membership in acting_for}),
        may_sign_for=with_predecessors(session, may_sign),
    )


def staff_with(session: Session, permission: Permission) -> Sequence[Person]:
    """Return active people whose roles give a permission, in Swedish order of name."""
    roles = [role for role in STAFF if permission in PERMISSIONS[role]]
    return session.scalars(
        select(Person)
        .where(
            Person.deactivated_at.is_(None),
            Person.id.in_(select(PersonRole.person_id).where(PersonRole.role.in_(roles))),
        )
        .order_by(Person.name.collate("sv"), Person.id)
    ).all()


def all_people(session: Session, *, staff: bool | None = None) -> Sequence[Person]:
    """Return people with their roles and positions, in Swedish order of name; staff only, applicants only, or all."""
    statement = select(Person).options(selectinload(Person.roles), selectinload(Person.positions))
    if staff is not None:
        is_staff = Person.id.in_(select(PersonRole.person_id).where(PersonRole.role.in_(STAFF)))
        statement = statement.where(is_staff if staff else ~is_staff)
    return session.scalars(statement.order_by(Person.name.collate("sv"), Person.id).limit(500)).all()


def get_person(session: Session, person_id: int) -> Person:
    """Return a person with roles and positions; NotFound otherwise."""
    person = session.scalars(
        select(Person).where(Person.id == person_id).options(selectinload(Person.roles), selectinload(Person.positions))
    ).first()
    if person is None:
        raise NotFound
    return person


def organisations_of(session: Session, actor: Actor) -> Sequence[Membership]:
    """Return the memberships in force of the person, with the organisation, in Swedish order.

    Those of an organisation that has ceased are among them, since its cases are still acted in.
    """
    return session.scalars(
        select(Membership)
        .join(Membership.organisation)
        .where(Membership.person_id == actor.person_id, Membership.ended_at.is_(None))
        .order_by(Organisation.name.collate("sv"), Organisation.id)
        .options(selectinload(Membership.organisation))
    ).all()


def colleagues(session: Session, actor: Actor, organisation_id: int) -> Sequence[Membership]:
    """Return everyone who acts for an organisation, with the person; NotFound unless the actor does too."""
    if organisation_id not in actor.organisations:
        raise NotFound
    return members_of(session, organisation_id)


def members_of(session: Session, organisation_id: int) -> Sequence[Membership]:
    """Return everyone who acts for an organisation, with the person, in Swedish order."""
    return session.scalars(
        select(Membership)
        .join(Membership.person)
        .where(Membership.organisation_id == organisation_id, Membership.ended_at.is_(None))
        .order_by(Person.name.collate("sv"), Person.id)
        .options(selectinload(Membership.person))
    ).all()


def open_invitations(session: Session, organisation_id: int, *, at: datetime) -> Sequence[OneTimeToken]:
    """Return the invitations to act for an organisation that can still be accepted, oldest first."""
    return session.scalars(
        select(OneTimeToken)
        .where(
            OneTimeToken.organisation_id == organisation_id,
            OneTimeToken.purpose == "invitation",
            OneTimeToken.used_at.is_(None),
            OneTimeToken.expires_at > at,
        )
        .options(selectinload(OneTimeToken.person))
        .order_by(OneTimeToken.id)
    ).all()


def get_organisation(session: Session, actor: Actor, organisation_id: int) -> Organisation:
    """Return an organisation that the person acts for or may read as staff; NotFound otherwise."""
    organisation = session.get(Organisation, organisation_id)
    if organisation is None or not (organisation_id in actor.organisations or actor.may(Permission.CASE_READ)):
        raise NotFound
    return organisation


@dataclass(frozen=True, slots=True)
class OpenToken:
    """A link sent by mail that can still be used: what for, to whom and by whom it was sent."""

    purpose: str
    person_id: int
    email: str
    name: str
    has_password: bool
    organisation: str | None
    right: OrganisationRight | None
    invited_by: str | None


def open_token(session: Session, token_hash: str, *, at: datetime) -> OpenToken | None:
    """Return what an unused link of that hash is for; None when it is used, too old or unknown."""
    inviter = aliased(Person)
    row = session.execute(
        select(OneTimeToken, Person, Organisation.name, inviter.name)
        .join(Person, Person.id == OneTimeToken.person_id)
        .outerjoin(Organisation, Organisation.id == OneTimeToken.organisation_id)
        .outerjoin(inviter, inviter.id == OneTimeToken.invited_by_id)
        .where(OneTimeToken.token_hash == token_hash, OneTimeToken.used_at.is_(None), OneTimeToken.expires_at > at)
    ).first()
    if row is None:
        return None
    token, person, organisation, invited_by = row
    return OpenToken(
        token.purpose,
        person.id,
        person.email,
        person.name,
        person.password_hash is not None,
        organisation,
        token.right,
        invited_by,
    )
