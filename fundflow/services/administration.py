"""What administrators do: invite staff, give and take rights, close and open accounts, mark own applicants.

Each deed leaves a row in the trace, and none leaves the service without an administrator.
"""

from sqlalchemy import select, update

from fundflow.domain.administration import (
    OrganisationChangeKind,
    PersonChangeKind,
    Standing,
    change_refused,
    decides_nothing,
)
from fundflow.domain.delegation import BY_ROLE
from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.roles import STAFF, Permission, Role
from fundflow.domain.states import Origin
from fundflow.models.case import Case
from fundflow.models.organisation import Organisation
from fundflow.models.person import OrganisationChange, Person, PersonRole
from fundflow.services.accounts import (
    Invited,
    add_person,
    end_invitations,
    find_person,
    give_rights,
    note_change,
    person_of,
    send_token,
    standing_of,
)
from fundflow.services.unit_of_work import UnitOfWork


def invite_staff(uow: UnitOfWork, invited: Invited) -> Person:
    """Give a person roles and send an invitation; an account that exists gets the roles and positions added."""
    _require_administrator(uow)
    if not invited.roles & STAFF:
        raise Refused([Finding("roles_missing", Verdict.NOT_YET, field="roles")])
    _require_known(uow, invited.positions)
    person = find_person(uow, invited.email) or add_person(uow, invited.email, invited.name)
    _lock(uow, person)
    if person.deactivated_at is not None:
        raise Refused([Finding("account_closed", Verdict.STOPS, figures={"what": person.email}, field="email")])
    before = standing_of(uow, person)
    wanted = Standing(before.roles | (invited.roles & STAFF), before.positions | invited.positions)
    if refusals := list(decides_nothing(before, wanted)):
        raise Refused(refusals)
    note_change(uow, person, PersonChangeKind.INVITED, give_rights(uow, person, wanted))
    if person.password_hash is None:
        end_invitations(uow, person, None)
        send_token(uow, person, "invitation", "invitation")
    return person


def resend_invitation(uow: UnitOfWork, person_id: int) -> Person:
    """Send the invitation once more; the link of the earlier one stops working."""
    person = _invited(uow, person_id)
    end_invitations(uow, person, None)
    send_token(uow, person, "invitation", "invitation")
    note_change(uow, person, PersonChangeKind.INVITATION_SENT)
    return person


def withdraw_invitation(uow: UnitOfWork, person_id: int) -> Person:
    """Take back an invitation that nobody has accepted: its link, and the roles and positions it gave."""
    person = _invited(uow, person_id)
    end_invitations(uow, person, None)
    before = standing_of(uow, person)
    taken = give_rights(uow, person, before.with_staff_roles(frozenset(), frozenset()))
    note_change(uow, person, PersonChangeKind.INVITATION_WITHDRAWN, taken)
    return person


def _invited(uow: UnitOfWork, person_id: int) -> Person:
    """Return someone with roles in the office who has not accepted yet."""
    _require_administrator(uow)
    person = _lock(uow, person_of(uow, person_id))
    if person.password_hash is not None or person.deactivated_at is not None or not _is_staff(uow, person):
        raise Refused([Finding("no_open_invitation", Verdict.STOPS)])
    return person


def _is_staff(uow: UnitOfWork, person: Person) -> bool:
    return bool(standing_of(uow, person).roles & STAFF)


def change_rights(
    uow: UnitOfWork, person_id: int, *, seen: Standing, roles: frozenset[Role], positions: frozenset[str]
) -> Person:
    """Give a person exactly these roles in the office and these positions; the role of applicant stays as it is.

    ``seen``: what the page showed. Raises Conflict when someone has changed it since, and Refused where the change
    would take away the own administration or the last administrator.
    """
    _require_administrator(uow)
    others = _other_administrators(uow, person_id)
    person = _lock(uow, person_of(uow, person_id))
    before = standing_of(uow, person)
    if (before.roles, before.positions) != (seen.roles, seen.positions):
        raise Conflict
    after = before.with_staff_roles(roles, positions)
    _require_known(uow, positions - before.positions)
    _require_allowed(uow, person, before, after, others)
    changes = give_rights(uow, person, after)
    if changes:
        note_change(uow, person, PersonChangeKind.RIGHTS_CHANGED, changes)
    return person


def deactivate(uow: UnitOfWork, person_id: int) -> Person:
    """Close an account and end its sessions; what the person has done stays. Twice is as once."""
    _require_administrator(uow)
    others = _other_administrators(uow, person_id)
    person = _lock(uow, person_of(uow, person_id))
    before = standing_of(uow, person)
    _require_allowed(uow, person, before, Standing(before.roles, before.positions, is_active=False), others)
    if before.is_active:
        person.deactivated_at = uow.now
        person.session_version += 1
        end_invitations(uow, person, None)
        note_change(uow, person, PersonChangeKind.DEACTIVATED)
    return person


def reactivate(uow: UnitOfWork, person_id: int) -> Person:
    """Open a closed account again, with the roles it had. Twice is as once."""
    _require_administrator(uow)
    person = _lock(uow, person_of(uow, person_id))
    if person.deactivated_at is not None:
        person.deactivated_at = None
        note_change(uow, person, PersonChangeKind.REACTIVATED)
    return person


def mark_own(uow: UnitOfWork, organisation_id: int, *, is_own: bool) -> Organisation:
    """Note whether an applicant is the region itself; the figures then count its projects as the region's own (X15).

    Cases that came from a list keep what the list says.
    """
    _require_administrator(uow)
    organisation = uow.session.get(Organisation, organisation_id, with_for_update=True)
    if organisation is None:
        raise NotFound
    if organisation.is_own is is_own:
        return organisation
    organisation.is_own = is_own
    uow.session.execute(
        update(Case)
        .where(Case.organisation_id == organisation.id, Case.origin != Origin.IMPORTED)
        .values(own_project=is_own)
    )
    kind = OrganisationChangeKind.MARKED_OWN if is_own else OrganisationChangeKind.UNMARKED_OWN
    uow.session.add(
        OrganisationChange(organisation_id=organisation.id, kind=kind, at=uow.now, by_id=uow.actor.person_id or None)
    )
    uow.session.flush()
    return organisation


def _require_administrator(uow: UnitOfWork) -> None:
    if not uow.actor.may(Permission.PERSON_MANAGE):
        raise Refused([Finding("not_permitted", Verdict.STOPS)])


def _require_known(uow: UnitOfWork, positions: frozenset[str]) -> None:
    """Refuse positions that the order in force does not have, or that come with a role."""
    known = {key for key, _label in uow.catalogue.delegation_order(uow.today).positions} - BY_ROLE
    if not positions <= known:
        raise NotFound


def _require_allowed(uow: UnitOfWork, person: Person, before: Standing, after: Standing, others: int) -> None:
    is_self = person.id == uow.actor.person_id
    findings = list(change_refused(before, after, is_self=is_self, others=others))
    if findings:
        raise Refused(findings)


def _other_administrators(uow: UnitOfWork, person_id: int) -> int:
    """Return how many others administer the service, locked: two who take each other's role at once take turns."""
    found = uow.session.execute(
        select(Person.id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(PersonRole.role == Role.ADMINISTRATOR, Person.deactivated_at.is_(None))
        .order_by(Person.id)
        .with_for_update()
    ).all()
    return sum(found_id != person_id for (found_id,) in found)


def _lock(uow: UnitOfWork, person: Person) -> Person:
    uow.session.refresh(person, with_for_update=True)
    return person
