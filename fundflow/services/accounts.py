"""What every deed with accounts stands on: people by address, rights with their trace, and links sent by mail."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, select, update

from fundflow.adapters import passwords
from fundflow.domain.administration import PersonChangeKind, Standing
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.models.organisation import Organisation
from fundflow.models.person import OneTimeToken, Person, PersonChange, PersonPosition, PersonRole
from fundflow.services.notices import queue_letter
from fundflow.services.unit_of_work import UnitOfWork

SHORTEST_PASSWORD: Final = 12
_LIVES: Final = {"confirm": timedelta(days=3), "reset": timedelta(hours=2), "invitation": timedelta(days=14)}


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom to invite and as what."""

    email: str
    name: str
    roles: frozenset[Role] = frozenset()
    positions: frozenset[str] = frozenset()


# ----- people


def person_of(uow: UnitOfWork, person_id: int) -> Person:
    """Return the person of that id; NotFound otherwise."""
    person = uow.session.get(Person, person_id)
    if person is None:
        raise NotFound
    return person


def find_person(uow: UnitOfWork, email: str) -> Person | None:
    """Return whose address it is, whatever its case."""
    return uow.session.scalars(select(Person).where(Person.email == email.strip().lower())).first()


def add_person(uow: UnitOfWork, email: str, name: str, language: str = "sv") -> Person:
    """Add an account without password, that reads and gets letters in the language."""
    person = Person(
        email=email.strip().lower(),
        name=name,
        created_at=uow.now,
        language=language,
        session_version=1,
        roles=[],
        positions=[],
    )
    uow.session.add(person)
    uow.session.flush()
    return person


def open_account(uow: UnitOfWork, invited: Invited, password: str) -> Person:
    """Open a confirmed account with roles, from the command line or for the demo."""
    require_long(password)
    if find_person(uow, invited.email) is not None:
        raise Refused([Finding("address_taken", Verdict.STOPS, figures={"what": invited.email})])
    person = add_person(uow, invited.email, invited.name)
    person.password_hash, person.email_confirmed_at = passwords.hash_password(password), uow.now
    given = give_rights(uow, person, Standing(invited.roles, invited.positions))
    note_change(uow, person, PersonChangeKind.OPENED, given)
    return person


def require_long(password: str) -> None:
    """Refuse a password that is too short."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(
            [Finding("password_short", Verdict.STOPS, figures={"least": SHORTEST_PASSWORD}, field="password")]
        )


# ----- rights


def roles_of(uow: UnitOfWork, person_id: int) -> frozenset[Role]:
    """Return the roles that a person has."""
    return frozenset(uow.session.scalars(select(PersonRole.role).where(PersonRole.person_id == person_id)))


def standing_of(uow: UnitOfWork, person: Person) -> Standing:
    """Return what a person may do now."""
    held = select(PersonPosition.position).where(PersonPosition.person_id == person.id)
    return Standing(
        roles_of(uow, person.id), frozenset(uow.session.scalars(held)), is_active=person.deactivated_at is None
    )


def give_rights(uow: UnitOfWork, person: Person, after: Standing) -> dict[str, list[str]]:
    """Give a person exactly these roles and positions; return what was given and taken, for the trace.

    Whose rights become fewer is signed out everywhere.
    """
    before = standing_of(uow, person)
    roles_taken, positions_taken = before.roles - after.roles, before.positions - after.positions
    uow.session.execute(delete(PersonRole).where(PersonRole.person_id == person.id, PersonRole.role.in_(roles_taken)))
    uow.session.execute(
        delete(PersonPosition).where(
            PersonPosition.person_id == person.id, PersonPosition.position.in_(positions_taken)
        )
    )
    roles_given, positions_given = after.roles - before.roles, after.positions - before.positions
    uow.session.add_all(PersonRole(person_id=person.id, role=role) for role in sorted(roles_given))
    uow.session.add_all(PersonPosition(person_id=person.id, position=key) for key in sorted(positions_given))
    if after.has_less_than(before):
        person.session_version += 1
    uow.session.flush()
    changes = {
        "roles_given": roles_given,
        "roles_taken": roles_taken,
        "positions_given": positions_given,
        "positions_taken": positions_taken,
    }
    return {name: sorted(map(str, keys)) for name, keys in changes.items() if keys}


def note_change(
    uow: UnitOfWork, person: Person, kind: PersonChangeKind, payload: Mapping[str, list[str]] | None = None
) -> None:
    """Add to the trace what was done to an account, by whom and when."""
    uow.session.add(
        PersonChange(
            person_id=person.id, kind=kind, at=uow.now, by_id=uow.actor.person_id or None, payload=dict(payload or {})
        )
    )
    uow.session.flush()


# ----- links by mail


def token_hash(token: str) -> str:
    """Return what is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def send_token(
    uow: UnitOfWork,
    person: Person,
    purpose: str,
    letter: str,
    *,
    organisation_id: int | None = None,
    right: OrganisationRight | None = None,
) -> None:
    """Send a link that can be used once, for some time."""
    token = secrets.token_urlsafe(32)
    uow.session.add(
        OneTimeToken(
            purpose=purpose,
            token_hash=token_hash(token),
            person_id=person.id,
            organisation_id=organisation_id,
            right=right,
            invited_by_id=uow.actor.person_id or None,
            expires_at=uow.now + _LIVES[purpose],
        )
    )
    organisation = uow.session.get(Organisation, organisation_id) if organisation_id is not None else None
    about = {"token": token, "inviter": uow.actor.name, "acts_for": organisation.name if organisation else ""}
    queue_letter(uow.session, person.id, letter, at=uow.now, about=about)


def end_invitations(uow: UnitOfWork, person: Person, organisation_id: int | None) -> None:
    """End the person's open invitations to act for an organisation; None: those to the office."""
    uow.session.execute(
        update(OneTimeToken)
        .where(
            OneTimeToken.person_id == person.id,
            OneTimeToken.purpose == "invitation",
            OneTimeToken.organisation_id == organisation_id,
            OneTimeToken.used_at.is_(None),
        )
        .values(used_at=uow.now)
    )


def use_token(uow: UnitOfWork, token: str, purpose: str) -> OneTimeToken:
    """Use up a link and return what it was for; Refused when it is used, too old or unknown."""
    row = uow.session.scalars(
        select(OneTimeToken)
        .where(
            OneTimeToken.token_hash == token_hash(token),
            OneTimeToken.purpose == purpose,
            OneTimeToken.used_at.is_(None),
            OneTimeToken.expires_at > uow.now,
        )
        .with_for_update()
    ).first()
    if row is None:
        raise Refused([Finding("link_used_or_old", Verdict.STOPS)])
    row.used_at = uow.now
    row.person = person_of(uow, row.person_id)
    return row
