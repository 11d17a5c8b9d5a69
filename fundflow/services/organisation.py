"""Applicants: register one, keep its facts, confirm who may sign."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.roles import OrganisationRight
from fundflow.models.engine import folded
from fundflow.models.organisation import Organisation
from fundflow.models.person import Membership, OneTimeToken
from fundflow.queries.organisations import with_successors
from fundflow.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What is written of an applicant; ``number`` None: foreign, without a Swedish one (X16).

    ``country`` is two letters, None for Sweden; ``foreign_id`` its number in that country's register.
    """

    name: str
    number: str | None
    kind: ApplicantKind
    municipality_code: str | None = None
    address: str | None = None
    country: str | None = None
    foreign_id: str | None = None


def register_organisation(uow: UnitOfWork, facts: OrganisationFacts) -> Organisation:
    """Register an applicant with the person who acts as its first, unconfirmed signatory (D12).

    One that is only known from a historic list is taken over; one that anybody has acted for is not: later persons come
    by invitation only, so that nobody reads another's cases by typing its number.

    Raises Refused when the number is taken.
    """
    organisation = _known(uow, facts.number)
    if organisation is None:
        organisation = Organisation(created_at=uow.now, created_by_id=uow.actor.person_id, is_own=False)
    _write(organisation, facts)
    _flush_once(uow, facts, organisation)
    uow.session.add(
        Membership(
            person_id=uow.actor.person_id,
            organisation_id=organisation.id,
            right=OrganisationRight.SIGN,
            created_at=uow.now,
        )
    )
    uow.session.flush()
    return organisation


def _flush_once(uow: UnitOfWork, facts: OrganisationFacts, *added: Organisation) -> None:
    """Write to the database; Refused when another has the same number, here or in its country's register."""
    try:
        with uow.session.begin_nested():
            uow.session.add_all(added)
    except IntegrityError as error:  # or two first persons at once: the other one made it
        raise Refused([_taken(facts.number or facts.foreign_id)]) from error


def _known(uow: UnitOfWork, number: str | None) -> Organisation | None:
    """Return the organisation of that number that nobody has acted for; Refused when somebody has."""
    if number is None:
        return None
    organisation = uow.session.scalars(select(Organisation).where(Organisation.number == number)).first()
    if organisation is None:
        return None
    acted_for = select(Membership.id).where(Membership.organisation_id == organisation.id).limit(1)
    if uow.session.scalar(acted_for) or organisation.is_own:
        raise Refused([_taken(number)])
    return organisation


def _taken(number: str | None) -> Finding:
    return Finding("organisation_taken", Verdict.STOPS, None, {"what": number or ""}, "number")


def update_organisation(uow: UnitOfWork, organisation_id: int, facts: OrganisationFacts) -> Organisation:
    """Change what is written of an applicant; its number stays as it was registered.

    Its name is changed by ``rename_organisation``, so that the earlier one is kept.
    """
    if organisation_id not in uow.actor.may_sign_for:
        raise NotFound
    organisation = uow.session.get(Organisation, organisation_id)
    if organisation is None:
        raise NotFound
    kept = replace(facts, number=organisation.number, name=organisation.name)
    _write(organisation, kept)
    _flush_once(uow, kept)
    return organisation


def _write(organisation: Organisation, facts: OrganisationFacts) -> None:
    organisation.name, organisation.name_folded = facts.name, folded(facts.name)
    organisation.number, organisation.kind = facts.number, facts.kind
    organisation.municipality_code = facts.municipality_code
    organisation.address = facts.address
    organisation.country, organisation.foreign_id = facts.country, facts.foreign_id


def end_membership(uow: UnitOfWork, organisation_id: int, person_id: int) -> None:
    """Take back a colleague's right to act; a person does not remove the own one."""
    _colleague(uow, organisation_id, person_id).ended_at = uow.now


def change_right(uow: UnitOfWork, organisation_id: int, person_id: int, right: OrganisationRight) -> None:
    """Give a colleague another right; only a confirmed person who may sign gives the right to sign (D12)."""
    membership = _colleague(uow, organisation_id, person_id)
    if right is OrganisationRight.SIGN and not _is_confirmed(uow, organisation_id):
        raise Refused([Finding("may_not_invite", Verdict.STOPS)])
    membership.right = right


def _is_confirmed(uow: UnitOfWork, organisation_id: int) -> bool:
    """Say whether the person's own right to sign for the organisation, or for one that continues it, is confirmed."""
    own = select(Membership.id).where(
        Membership.organisation_id.in_(with_successors(uow.session, organisation_id)),
        Membership.person_id == uow.actor.person_id,
        Membership.right == OrganisationRight.SIGN,
        Membership.ended_at.is_(None),
        Membership.confirmed_at.is_not(None),
    )
    return uow.session.scalar(own.limit(1)) is not None


def _colleague(uow: UnitOfWork, organisation_id: int, person_id: int) -> Membership:
    """Return a colleague's right to act, which one who may sign changes; nobody changes the own one."""
    if organisation_id not in uow.actor.may_sign_for:
        raise NotFound
    if person_id == uow.actor.person_id:
        raise Refused([Finding("own_membership", Verdict.STOPS)])
    membership = uow.session.scalars(
        select(Membership).where(
            Membership.organisation_id == organisation_id,
            Membership.person_id == person_id,
            Membership.ended_at.is_(None),
        )
    ).first()
    if membership is None:
        raise NotFound
    return membership


def cancel_invitation(uow: UnitOfWork, organisation_id: int, invitation_id: int) -> None:
    """Take back an invitation that has not been accepted; its link stops working."""
    invitation = uow.session.get(OneTimeToken, invitation_id, with_for_update=True)
    if organisation_id not in uow.actor.may_sign_for or invitation is None or invitation.used_at is not None:
        raise NotFound
    if (invitation.purpose, invitation.organisation_id) != ("invitation", organisation_id):
        raise NotFound
    invitation.used_at = uow.now
