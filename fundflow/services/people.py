"""What people do with their own accounts: sign up, confirm, accept, set a password, invite a colleague."""

from sqlalchemy import select

from fundflow.adapters import passwords
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.models.person import Membership, OneTimeToken, Person, PersonRole
from fundflow.services.accounts import (
    add_person,
    end_invitations,
    find_person,
    person_of,
    require_long,
    roles_of,
    send_token,
    use_token,
)
from fundflow.services.notices import queue_letter
from fundflow.services.unit_of_work import UnitOfWork


def sign_up(uow: UnitOfWork, email: str, name: str, language: str = "sv") -> None:
    """Open an applicant's account and send a link to confirm the address, in the language that is spoken.

    The name and the password are chosen by whoever opens the link, so that nobody holds a password to an address of
    another, or renames one who is invited. An address that already has an account gets a letter that says so; the page
    answers the same in both cases.
    """
    person = find_person(uow, email)
    if person is not None and person.password_hash is not None:
        queue_letter(uow.session, person.id, "account_exists", at=uow.now, about={})
        return
    send_token(uow, person or add_person(uow, email, name, language), "confirm", "confirm_email")


def confirm_email(uow: UnitOfWork, token: str, name: str, password: str) -> int:
    """Confirm an applicant's address and choose the password of the account; return the person's id."""
    row = use_token(uow, token, "confirm")
    _take_over(uow, row.person, name, password)
    _let_apply(uow, row.person)
    return row.person_id


def _let_apply(uow: UnitOfWork, person: Person) -> None:
    if Role.APPLICANT not in roles_of(uow, person.id):
        uow.session.add(PersonRole(person_id=person.id, role=Role.APPLICANT))


def _take_over(uow: UnitOfWork, person: Person, name: str, password: str) -> None:
    """Let whoever reads the letters of the address have its account; one that has a password keeps it and its name."""
    if person.password_hash is None:
        require_long(password)
        person.name, person.password_hash = name, passwords.hash_password(password)
    person.email_confirmed_at = person.email_confirmed_at or uow.now


def invite_colleague(uow: UnitOfWork, organisation_id: int, email: str, right: OrganisationRight) -> None:
    """Invite someone to act for an organisation; only a confirmed person who may sign invites (D12).

    Who has no account is written to in the inviter's language. Who acts for the organisation already is not invited:
    an invitation gives a right and never changes one.
    """
    inviter = _in_force(uow, uow.actor.person_id, organisation_id)
    if inviter is None:
        raise NotFound
    if inviter.right is not OrganisationRight.SIGN or inviter.confirmed_at is None:
        raise Refused([Finding("may_not_invite", Verdict.STOPS)])
    person = find_person(uow, email) or add_person(
        uow, email, email.partition("@")[0], person_of(uow, inviter.person_id).language
    )
    if _in_force(uow, person.id, organisation_id) is not None:
        raise Refused([Finding("member_already", Verdict.STOPS, figures={"what": person.email}, field="email")])
    end_invitations(uow, person, organisation_id)
    send_token(uow, person, "invitation", "invitation", organisation_id=organisation_id, right=right)


def accept_invitation(uow: UnitOfWork, token: str, name: str, password: str) -> int:
    """Accept an invitation: the address is confirmed, and the right to act for the organisation is given.

    An account that has a password keeps it and its name. Returns the person's id.
    """
    row = use_token(uow, token, "invitation")
    _take_over(uow, row.person, name, password)
    if row.organisation_id is not None and row.right is not None:
        _give_membership(uow, row.person, row, row.right)
    return row.person_id


def _in_force(uow: UnitOfWork, person_id: int, organisation_id: int) -> Membership | None:
    return uow.session.scalars(
        select(Membership).where(
            Membership.organisation_id == organisation_id,
            Membership.person_id == person_id,
            Membership.ended_at.is_(None),
        )
    ).first()


def _give_membership(uow: UnitOfWork, person: Person, row: OneTimeToken, right: OrganisationRight) -> None:
    _let_apply(uow, person)
    membership = uow.session.scalars(
        select(Membership).where(Membership.person_id == person.id, Membership.organisation_id == row.organisation_id)
    ).first()
    if membership is None:
        membership = Membership(person_id=person.id, organisation_id=row.organisation_id, created_at=uow.now)
        uow.session.add(membership)
    elif membership.ended_at is None and membership.right is OrganisationRight.SIGN:
        return  # given since the invitation was sent; nothing is taken away by accepting
    membership.right, membership.ended_at = right, None
    membership.invited_by_id, membership.confirmed_at = row.invited_by_id, uow.now


def ask_for_reset(uow: UnitOfWork, email: str) -> None:
    """Send a link to set the password anew, if the address has an active account."""
    person = find_person(uow, email)
    if person is not None and person.deactivated_at is None:
        send_token(uow, person, "reset", "reset_password")


def reset_password(uow: UnitOfWork, token: str, password: str) -> int:
    """Set a password by a link; every session is signed out, and the address is proved. Returns the person's id."""
    require_long(password)
    row = use_token(uow, token, "reset")
    row.person.password_hash = passwords.hash_password(password)
    row.person.email_confirmed_at = row.person.email_confirmed_at or uow.now
    row.person.session_version += 1
    return row.person_id


def change_password(uow: UnitOfWork, old: str, new: str) -> None:
    """Set a new password for the person who acts; other sessions are signed out."""
    person = person_of(uow, uow.actor.person_id)
    if person.password_hash is None or not passwords.verify(person.password_hash, old):
        raise Refused([Finding("wrong_password", Verdict.STOPS, field="old")])
    require_long(new)
    person.password_hash = passwords.hash_password(new)
    person.session_version += 1


def set_language(uow: UnitOfWork, language: str) -> None:
    """Show the person who acts the pages, and write letters, in that language from now on."""
    person_of(uow, uow.actor.person_id).language = language


def sign_out_everywhere(uow: UnitOfWork) -> None:
    """End every session of the person who acts."""
    person_of(uow, uow.actor.person_id).session_version += 1
