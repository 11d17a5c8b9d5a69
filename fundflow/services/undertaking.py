"""State an applicant's size and group, confirm or correct it for the region, and tell who owns and leads it."""

from datetime import date

from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.roles import Permission
from fundflow.domain.undertaking import OwnersAndLeader, Undertaking, against_owners, against_stating
from fundflow.models.undertaking import GroupLink, GroupStatement, OwnershipRecord
from fundflow.queries.undertaking import group_of, owners_of
from fundflow.services.bank import lock_organisation
from fundflow.services.unit_of_work import UnitOfWork


def state_group(uow: UnitOfWork, organisation_id: int, stated: Undertaking) -> GroupStatement:
    """State size and group anew, for one who acts for the organisation; what was stated before is kept."""
    if organisation_id not in uow.actor.organisations:
        raise NotFound
    lock_organisation(uow, organisation_id)
    before = group_of(uow.session, organisation_id)
    if before is not None and before.stated == stated:
        return before
    return _add(uow, organisation_id, stated, before)


def correct_group(uow: UnitOfWork, organisation_id: int, stated: Undertaking, *, note: str) -> GroupStatement:
    """Correct what is stated, for the region, with the reason; the corrected one is confirmed at once."""
    _require_region(uow, organisation_id)
    before = group_of(uow.session, organisation_id)
    if not note.strip():
        raise Refused([Finding("group_note_missing", Verdict.NOT_YET, field="note")])
    statement = _add(uow, organisation_id, stated, before)
    statement.note = note.strip()
    statement.confirmed_at, statement.confirmed_by_id = uow.now, uow.actor.person_id
    return statement


def confirm_group(uow: UnitOfWork, organisation_id: int, *, version: int) -> GroupStatement:
    """Confirm, for the region, what is stated; Refused when it has been stated anew since it was read."""
    _require_region(uow, organisation_id)
    statement = group_of(uow.session, organisation_id)
    if statement is None:
        raise NotFound
    if statement.version != version:
        raise Refused([Finding("group_stated_anew", Verdict.STOPS)])
    if statement.confirmed_at is None:
        statement.confirmed_at, statement.confirmed_by_id = uow.now, uow.actor.person_id
    return statement


def _require_region(uow: UnitOfWork, organisation_id: int) -> None:
    lock_organisation(uow, organisation_id)
    refusals = []
    if not uow.actor.may(Permission.CASE_PREPARE):
        refusals.append(Finding("not_permitted", Verdict.STOPS))
    if organisation_id in uow.actor.organisations:
        refusals.append(Finding("own_case", Verdict.STOPS))
    if refusals:
        raise Refused(refusals)


def _add(uow: UnitOfWork, organisation_id: int, stated: Undertaking, before: GroupStatement | None) -> GroupStatement:
    if refusals := list(against_stating(stated, uow.today.year)):
        raise Refused(refusals)
    statement = GroupStatement(
        organisation_id=organisation_id,
        version=(before.version if before else 0) + 1,
        year=stated.year,
        currency=stated.currency,
        sek_per_eur=stated.sek_per_eur,
        employees=stated.size.employees,
        turnover=stated.size.turnover,
        balance=stated.size.balance,
        public_ownership_percent=stated.public_ownership_percent,
        stated_at=uow.now,
        stated_by_id=uow.actor.person_id,
        links=[
            GroupLink(
                place=place,
                name=link.name,
                number=link.number,
                relation=link.relation,
                percent=link.percent,
                employees=link.size.employees,
                turnover=link.size.turnover,
                balance=link.size.balance,
            )
            for place, link in enumerate(stated.links, start=1)
        ],
    )
    uow.session.add(statement)
    uow.session.flush()
    return statement


def tell_owners(uow: UnitOfWork, organisation_id: int, told: OwnersAndLeader, *, as_of: date) -> OwnershipRecord:
    """Tell who owns and leads an organisation as of a day; what was told before is kept, and cases keep their own."""
    if organisation_id not in uow.actor.organisations:
        raise NotFound
    lock_organisation(uow, organisation_id)
    refusals = list(against_owners(told))
    if as_of > uow.today:
        refusals.append(Finding("name_day_ahead", Verdict.NOT_YET, figures={"day": uow.today}, field="as_of"))
    if refusals:
        raise Refused(refusals)
    before = owners_of(uow.session, organisation_id)
    if before is not None and (before.told, before.as_of) == (told, as_of):
        return before
    record = OwnershipRecord(
        organisation_id=organisation_id,
        version=(before.version if before else 0) + 1,
        as_of=as_of,
        told_on=uow.today,
        women_percent=told.women_percent,
        men_percent=told.men_percent,
        leader_gender=told.leader,
        told_at=uow.now,
        told_by_id=uow.actor.person_id,
    )
    uow.session.add(record)
    uow.session.flush()
    return record
