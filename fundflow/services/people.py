"""Accounts: sign up, invite, confirm, set a password, change roles, deactivate."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, select

from fundflow.adapters import passwords
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.models.person import Membership, OneTimeToken, Person, PersonPosition, PersonRole
from fundflow.services.notices import queue_letter
from fundflow.services.unit_of_work import UnitOfWork

SHORTEST_PASSWORD: Final = 12
_LIVES: Final = {"confirm": timedelta(days=3), "reset": timedelta(hours=2), "invitation": timedelta(days=14)}


def token_hash(token: str) -> str:
    """Return what is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_up(uow: UnitOfWork, email: str, name: str, password: str) -> None:
    """Open an applicant's account and send a link to confirm the address.

    An address that already has an account gets a letter that says so; the page answers the same in both cases.
    """
    _require_long(password)
    person = _find(uow, email)
    if person is not None and person.email_confirmed_at is not None:
        queue_letter(uow.session, person.id, "account_exists", at=uow.now, about={})
        return
    if person is None:
        person = _add_person(uow, email, name)
        uow.session.add(PersonRole(person_id=person.id, role=Role.APPLICANT))
    person.name, person.password_hash = name, passwords.hash_password(password)
    _send_token(uow, person, "confirm", "confirm_email")


def confirm_email(uow: UnitOfWork, token: str) -> int:
    """Confirm an address; return the person's id."""
    row = _use_token(uow, token, "confirm")
    row.person.email_confirmed_at = uow.now
    return row.person_id


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom to invite and as what."""

    email: str
    name: str
    roles: frozenset[Role] = frozenset()
    positions: frozenset[str] = frozenset()


def invite_staff(uow: UnitOfWork, invited: Invited) -> Person:
    """Give a person roles and send an invitation; an account that exists gets the roles added."""
    person = _find(uow, invited.email) or _add_person(uow, invited.email, invited.name)
    set_roles(uow, person.id, roles=_roles_of(uow, person.id) | invited.roles, positions=invited.positions)
    if person.password_hash is None:
        _send_token(uow, person, "invitation", "invitation")
    return person


def invite_colleague(uow: UnitOfWork, organisation_id: int, email: str, right: OrganisationRight) -> None:
    """Invite someone to act for an organisation; only a confirmed person who may sign invites (D12)."""
    inviter = uow.session.scalars(
        select(Membership).where(
            Membership.organisation_id == organisation_id,
            Membership.person_id == uow.actor.person_id,
            Membership.ended_at.is_(None),
        )
    ).first()
    if inviter is None:
        raise NotFound
    if inviter.right is not OrganisationRight.SIGN or inviter.confirmed_at is None:
        raise Refused([Finding("may_not_invite", Verdict.STOPS)])
    person = _find(uow, email) or _add_person(uow, email, email.partition("@")[0])
    _send_token(uow, person, "invitation", "invitation", organisation_id=organisation_id, right=right)


def accept_invitation(uow: UnitOfWork, token: str, name: str, password: str) -> int:
    """Accept an invitation: the address is confirmed, and the right to act for the organisation is given.

    An account that has a password keeps it and its name. Returns the person's id.
    """
    row = _use_token(uow, token, "invitation")
    person = row.person
    if person.password_hash is None:
        _require_long(password)
        person.name, person.password_hash = name, passwords.hash_password(password)
    person.email_confirmed_at = person.email_confirmed_at or uow.now
    if row.organisation_id is not None and row.right is not None:
        _give_membership(uow, person, row, row.right)
    return person.id


def _give_membership(uow: UnitOfWork, person: Person, row: OneTimeToken, right: OrganisationRight) -> None:
    if Role.APPLICANT not in _roles_of(uow, person.id):
        uow.session.add(PersonRole(person_id=person.id, role=Role.APPLICANT))
    membership = uow.session.scalars(
        select(Membership).where(Membership.person_id == person.id, Membership.organisation_id == row.organisation_id)
    ).first()
    if membership is None:
        membership = Membership(person_id=person.id, organisation_id=row.organisation_id, created_at=uow.now)
        uow.session.add(membership)
    membership.right, membership.ended_at = right, None
    membership.invited_by_id, membership.confirmed_at = row.invited_by_id, uow.now


def ask_for_reset(uow: UnitOfWork, email: str) -> None:
    """Send a link to set the password anew, if the address has an active account."""
    person = _find(uow, email)
    if person is not None and person.deactivated_at is None:
        _send_token(uow, person, "reset", "reset_password")


def reset_password(uow: UnitOfWork, token: str, password: str) -> int:
    """Set a password by a link; every session is signed out, and the address is proved. Returns the person's id."""
    _require_long(password)
    row = _use_token(uow, token, "reset")
    row.person.password_hash = passwords.hash_password(password)
    row.person.email_confirmed_at = row.person.email_confirmed_at or uow.now
    row.person.session_version += 1
    return row.person_id


def change_password(uow: UnitOfWork, old: str, new: str) -> None:
    """Set a new password for the person who acts; other sessions are signed out."""
    person = _person(uow, uow.actor.person_id)
    if person.password_hash is None or not passwords.verify(person.password_hash, old):
        raise Refused([Finding("wrong_password", Verdict.STOPS, field="old")])
    _require_long(new)
    person.password_hash = passwords.hash_password(new)
    person.session_version += 1


def set_language(uow: UnitOfWork, language: str) -> None:
    """Show the person who acts the pages, and write letters, in that language from now on."""
    _person(uow, uow.actor.person_id).language = language


def sign_out_everywhere(uow: UnitOfWork) -> None:
    """End every session of the person who acts."""
    _person(uow, uow.actor.person_id).session_version += 1


def create_person(uow: UnitOfWork, invited: Invited, password: str) -> Person:
    """Open a confirmed account with roles, from the command line or for the demo."""
    _require_long(password)
    if _find(uow, invited.email) is not None:
        raise Refused([Finding("address_taken", Verdict.STOPS, figures={"what": invited.email})])
    person = _add_person(uow, invited.email, invited.name)
    person.password_hash, person.email_confirmed_at = passwords.hash_password(password), uow.now
    set_roles(uow, person.id, roles=invited.roles, positions=invited.positions)
    return person


def set_roles(uow: UnitOfWork, person_id: int, *, roles: Iterable[Role], positions: Iterable[str]) -> None:
    """Give a person exactly these roles and positions."""
    uow.session.execute(delete(PersonRole).where(PersonRole.person_id == person_id))
    uow.session.execute(delete(PersonPosition).where(PersonPosition.person_id == person_id))
    uow.session.add_all(PersonRole(person_id=person_id, role=role) for role in sorted(set(roles)))
    uow.session.add_all(PersonPosition(person_id=person_id, position=key) for key in sorted(set(positions)))
    uow.session.flush()


def deactivate(uow: UnitOfWork, person_id: int) -> None:
    """Close an account; what the person has done stays."""
    if person_id == uow.actor.person_id:
        raise Refused([Finding("own_account", Verdict.STOPS)])
    person = _person(uow, person_id)
    person.deactivated_at = uow.now
    person.session_version += 1


def reactivate(uow: UnitOfWork, person_id: int) -> None:
    """Open a closed account again."""
    _person(uow, person_id).deactivated_at = None


def _person(uow: UnitOfWork, person_id: int) -> Person:
    person = uow.session.get(Person, person_id)
    if person is None:
        raise NotFound
    return person


def _find(uow: UnitOfWork, email: str) -> Person | None:
    return uow.session.scalars(select(Person).where(Person.email == email.strip().lower())).first()


def _add_person(uow: UnitOfWork, email: str, name: str) -> Person:
    person = Person(
        email=email.strip().lower(),
        name=name,
        created_at=uow.now,
        language="sv",
        session_version=1,
        roles=[],
        positions=[],
    )
    uow.session.add(person)
    uow.session.flush()
    return person


def _roles_of(uow: UnitOfWork, person_id: int) -> frozenset[Role]:
    return frozenset(uow.session.scalars(select(PersonRole.role).where(PersonRole.person_id == person_id)))


def _send_token(
    uow: UnitOfWork,
    person: Person,
    purpose: str,
    letter: str,
    *,
    organisation_id: int | None = None,
    right: OrganisationRight | None = None,
) -> None:
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
    queue_letter(uow.session, person.id, letter, at=uow.now, about={"token": token, "inviter": uow.actor.name})


def _use_token(uow: UnitOfWork, token: str, purpose: str) -> OneTimeToken:
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
    row.person = _person(uow, row.person_id)
    return row


def _require_long(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(
            [Finding("password_short", Verdict.STOPS, figures={"least": SHORTEST_PASSWORD}, field="password")]
        )
