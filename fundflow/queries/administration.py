"""What administrators look at: people with their rights, who holds each position, applicants, and the trace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from fundflow.domain.administration import Account
from fundflow.domain.errors import NotFound
from fundflow.domain.roles import STAFF, Actor, Role
from fundflow.models.case import Case
from fundflow.models.engine import folded
from fundflow.models.organisation import Organisation
from fundflow.models.person import (
    Membership,
    OneTimeToken,
    OrganisationChange,
    Person,
    PersonChange,
    PersonRole,
)
from fundflow.queries.paging import ListRequest, Page

PEOPLE_FILTERS: Final = ("roll", "lage")
NO_ROLE: Final = "ingen"
NO_KIND: Final = "okand"
ORGANISATION_FILTERS: Final = ("sort", "egen")
_LONGEST_TRACE: Final = 50


_INVITED: Final = and_(OneTimeToken.person_id == Person.id, OneTimeToken.purpose == "invitation")


def _invitation(at: datetime) -> ColumnElement[bool]:
    return exists().where(_INVITED, OneTimeToken.used_at.is_(None), OneTimeToken.expires_at > at)


def _standing(at: datetime) -> Mapping[Account, ColumnElement[bool]]:
    """Return the condition of each way an account stands; every account meets exactly one."""
    is_open, waits = Person.deactivated_at.is_(None), Person.password_hash.is_(None)
    invited = exists().where(_INVITED)
    return {
        Account.CLOSED: Person.deactivated_at.is_not(None),
        Account.INVITED: and_(is_open, waits, _invitation(at)),
        Account.EXPIRED: and_(is_open, waits, invited, ~_invitation(at)),
        Account.UNCONFIRMED: and_(is_open, waits, ~invited),
        Account.ACTIVE: and_(is_open, ~waits),
    }


@dataclass(frozen=True, slots=True)
class Listed:
    """A person with how the account stands."""

    person: Person
    account: Account


def people(session: Session, request: ListRequest, *, at: datetime) -> Page[Listed]:
    """Return a page of people with roles and positions: all, or those of the words, roles and ways to stand."""
    conditions = [*_words(request.words), _with_roles(request.chosen("roll")), _standing_as(request.chosen("lage"), at)]
    within = and_(true(), *(one for one in conditions if one is not None))
    total = session.scalar(select(func.count(Person.id)).where(within)) or 0
    order = {"namn": Person.name.collate("sv"), "epost": Person.email, "skapad": Person.created_at}[request.sort]
    statement = (
        _with_account(at)
        .where(within)
        .order_by(order.desc() if request.descending else order, Person.id)
        .offset(request.offset)
        .limit(request.per_page)
    )
    return Page([_listed(row) for row in session.execute(statement)], total, request)


PEOPLE_SORTS: Final = ("namn", "epost", "skapad")


def _with_account(at: datetime) -> Any:
    return select(Person, *(condition.label(name) for name, condition in _standing(at).items())).options(
        selectinload(Person.roles), selectinload(Person.positions)
    )


def _listed(row: Any) -> Listed:
    return Listed(row[0], next(account for account in _ORDER if getattr(row, account)))


_ORDER: Final = (Account.CLOSED, Account.INVITED, Account.EXPIRED, Account.UNCONFIRMED, Account.ACTIVE)


def _words(words: str) -> list[ColumnElement[bool]]:
    return [
        or_(
            func.lower(Person.name.collate("sv")).contains(word, autoescape=True),
            Person.email.contains(word, autoescape=True),
        )
        for word in folded(words).split()
    ]


def _with_roles(chosen: Sequence[str]) -> ColumnElement[bool] | None:
    if not chosen:
        return None
    roles = [role for role in Role if role in chosen]
    ways: list[ColumnElement[bool]] = [
        exists().where(PersonRole.person_id == Person.id, PersonRole.role.in_(roles)) if roles else false()
    ]
    if NO_ROLE in chosen:
        ways.append(~exists().where(PersonRole.person_id == Person.id))
    return or_(*ways)


def _standing_as(chosen: Sequence[str], at: datetime) -> ColumnElement[bool] | None:
    conditions = [condition for account, condition in _standing(at).items() if account in chosen]
    return or_(*conditions) if conditions else (false() if chosen else None)


def person_as_listed(session: Session, person_id: int, *, at: datetime) -> Listed:
    """Return a person with roles, positions and how the account stands; NotFound otherwise."""
    row = session.execute(_with_account(at).where(Person.id == person_id)).first()
    if row is None:
        raise NotFound
    return _listed(row)


def memberships_of(session: Session, person_id: int) -> Sequence[Membership]:
    """Return the organisations that a person acts for or has acted for, in Swedish order; those in force first."""
    return session.scalars(
        select(Membership)
        .join(Membership.organisation)
        .where(Membership.person_id == person_id)
        .order_by(Membership.ended_at.is_not(None), Organisation.name.collate("sv"), Membership.id)
        .options(joinedload(Membership.organisation))
    ).all()


def changes_of_person(session: Session, person_id: int) -> Sequence[PersonChange]:
    """Return the latest of what was done to an account, newest first, each with who did it."""
    return session.scalars(
        select(PersonChange)
        .where(PersonChange.person_id == person_id)
        .order_by(PersonChange.id.desc())
        .limit(_LONGEST_TRACE)
        .options(joinedload(PersonChange.by))
    ).all()


def office(session: Session) -> list[Actor]:
    """Return everyone with an open account and a role in the office as those who act, in Swedish order."""
    found = session.scalars(
        select(Person)
        .where(
            Person.deactivated_at.is_(None),
            exists().where(PersonRole.person_id == Person.id, PersonRole.role.in_(STAFF)),
        )
        .order_by(Person.name.collate("sv"), Person.id)
        .options(selectinload(Person.roles), selectinload(Person.positions))
    )
    return [
        Actor(
            person.id,
            person.name,
            frozenset(row.role for row in person.roles),
            frozenset(row.position for row in person.positions),
        )
        for person in found
    ]


# ----- applicants


@dataclass(frozen=True, slots=True)
class ListedOrganisation:
    """An applicant with how many people act for it and how many cases it has, drafts left out."""

    organisation: Organisation
    people: int
    cases: int


def organisations(session: Session, request: ListRequest) -> Page[ListedOrganisation]:
    """Return a page of applicants: all, or those of the words, kinds and whether they are the region's own."""
    conditions: list[ColumnElement[bool]] = [
        or_(
            Organisation.name_folded.contains(word, autoescape=True),
            Organisation.number.contains(word, autoescape=True),
        )
        for word in folded(request.words).split()
    ]
    if kinds := request.chosen("sort"):
        conditions.append(
            or_(Organisation.kind.in_(kinds), Organisation.kind.is_(None) if NO_KIND in kinds else false())
        )
    if request.chosen("egen"):
        conditions.append(Organisation.is_own.is_(True))
    within = and_(true(), *conditions)
    total = session.scalar(select(func.count(Organisation.id)).where(within)) or 0
    order = {"namn": Organisation.name.collate("sv"), "nummer": Organisation.number}[request.sort]
    statement = (
        _with_counts()
        .where(within)
        .order_by(order.desc() if request.descending else order, Organisation.id)
        .offset(request.offset)
        .limit(request.per_page)
    )
    return Page([ListedOrganisation(*row) for row in session.execute(statement)], total, request)


ORGANISATION_SORTS: Final = ("namn", "nummer")


def _with_counts() -> Select[Any]:
    acting = (
        select(func.count(Membership.id))
        .where(Membership.organisation_id == Organisation.id, Membership.ended_at.is_(None))
        .scalar_subquery()
    )
    cases = (
        select(func.count(Case.id))
        .where(Case.organisation_id == Organisation.id, Case.registry_number.is_not(None))
        .scalar_subquery()
    )
    return select(Organisation, acting, cases)


def organisation_as_listed(session: Session, organisation_id: int) -> ListedOrganisation:
    """Return an applicant with its counts; NotFound otherwise."""
    row = session.execute(_with_counts().where(Organisation.id == organisation_id)).first()
    if row is None:
        raise NotFound
    return ListedOrganisation(*row)


def people_of_organisation(session: Session, organisation_id: int) -> Sequence[Membership]:
    """Return those who act for an applicant, in Swedish order."""
    return session.scalars(
        select(Membership)
        .join(Membership.person)
        .where(Membership.organisation_id == organisation_id, Membership.ended_at.is_(None))
        .order_by(Person.name.collate("sv"), Membership.id)
        .options(joinedload(Membership.person))
    ).all()


def changes_of_organisation(session: Session, organisation_id: int) -> Sequence[OrganisationChange]:
    """Return what administrators noted of an applicant, newest first, each with who did it."""
    return session.scalars(
        select(OrganisationChange)
        .where(OrganisationChange.organisation_id == organisation_id)
        .order_by(OrganisationChange.id.desc())
        .limit(_LONGEST_TRACE)
        .options(joinedload(OrganisationChange.by))
    ).all()
