"""Keep what an applicant is called and has been called, and say who continues one that has ceased."""

from datetime import date

from sqlalchemy import select

from fundflow.domain.applicants import NameKind, against_merging, against_name
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.roles import Permission
from fundflow.models.case import Case
from fundflow.models.engine import folded
from fundflow.models.organisation import Organisation, OrganisationName
from fundflow.queries.organisations import names_of, organisation_of_number, predecessors_of, with_successors
from fundflow.services.bank import lock_organisation
from fundflow.services.concepts import keep_search_text
from fundflow.services.unit_of_work import UnitOfWork


def rename_organisation(uow: UnitOfWork, organisation_id: int, *, name: str, from_on: date) -> Organisation:
    """Note that an applicant is called something else from a day; its earlier names stay and are found by search."""
    organisation = _kept(uow, organisation_id, name, from_on)
    if not any(one.kind is NameKind.REGISTERED for one in names_of(uow.session, organisation_id)):
        first = _named(organisation, organisation.name, NameKind.REGISTERED, None)
        first.noted_at, first.noted_by_id = organisation.created_at, organisation.created_by_id
        uow.session.add(first)
    _note(uow, organisation, name, NameKind.REGISTERED, from_on)
    registered = [one for one in names_of(uow.session, organisation_id) if one.kind is NameKind.REGISTERED]
    latest = max(registered, key=lambda one: (one.from_on or date.min, one.id))
    organisation.name, organisation.name_folded = latest.name, folded(latest.name)
    _keep_searchable(uow, organisation)
    return organisation


def add_alias(uow: UnitOfWork, organisation_id: int, *, name: str) -> Organisation:
    """Note another name that people use for an applicant, so that search finds it."""
    organisation = _kept(uow, organisation_id, name, None)
    if folded(name) not in {folded(one.name) for one in names_of(uow.session, organisation_id)}:
        _note(uow, organisation, name, NameKind.ALIAS, None)
        _keep_searchable(uow, organisation)
    return organisation


def _kept(uow: UnitOfWork, organisation_id: int, name: str, from_on: date | None) -> Organisation:
    if organisation_id not in uow.actor.may_sign_for and not uow.actor.may(Permission.CASE_PREPARE):
        raise NotFound
    organisation = lock_organisation(uow, organisation_id)
    if refusals := list(against_name(name, from_on, uow.today)):
        raise Refused(refusals)
    return organisation


def _named(organisation: Organisation, name: str, kind: NameKind, from_on: date | None) -> OrganisationName:
    return OrganisationName(organisation_id=organisation.id, name=name, kind=kind, from_on=from_on)


def _note(uow: UnitOfWork, organisation: Organisation, name: str, kind: NameKind, from_on: date | None) -> None:
    row = _named(organisation, " ".join(name.split()), kind, from_on)
    row.noted_at, row.noted_by_id = uow.now, uow.actor.person_id
    uow.session.add(row)
    uow.session.flush()


def merge_organisation(uow: UnitOfWork, organisation_id: int, *, into_number: str, on: date) -> Organisation:
    """Note that an applicant is continued by another from a day.

    Its cases stay its own; those who act for the successor may act in them, and what is paid goes to the successor.
    Only the region does this.
    """
    if not uow.actor.may(Permission.CASE_PREPARE):
        raise NotFound
    organisation = lock_organisation(uow, organisation_id)
    successor = organisation_of_number(uow.session, into_number)
    if successor is None:
        raise Refused([Finding("successor_unknown", Verdict.STOPS, figures={"what": into_number}, field="number")])
    refusals = list(
        against_merging(
            organisation_id,
            successor.id,
            continued_by=with_successors(uow.session, successor.id),
            is_merged=organisation.merged_into_id is not None,
            on=on,
            today=uow.today,
        )
    )
    if refusals:
        raise Refused(refusals)
    organisation.merged_into_id, organisation.merged_on = successor.id, on
    organisation.merged_by_id, organisation.merged_noted_at = uow.actor.person_id, uow.now
    uow.session.flush()
    _keep_searchable(uow, successor)
    _keep_searchable(uow, organisation)
    return organisation


def _keep_searchable(uow: UnitOfWork, organisation: Organisation) -> None:
    """Keep every name in one folded text, of the organisation and of those that it continues, and in its cases."""
    names = {one.name for one in names_of(uow.session, organisation.id)} - {organisation.name}
    names |= {one.name for one in predecessors_of(uow.session, organisation.id)}
    if organisation.merged_into_id is not None:
        names.add(uow.session.get_one(Organisation, organisation.merged_into_id).name)
    organisation.other_names = folded(" ".join(sorted(names)))
    for case in uow.session.scalars(select(Case).where(Case.organisation_id == organisation.id)):
        keep_search_text(case, organisation)
    uow.session.flush()
