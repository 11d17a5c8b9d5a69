"""What the register of service places tells of a case: facts on the day it was received, and earlier aid."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from fundflow.domain.concepts import Concept
from fundflow.domain.money import Money, total
from fundflow.domain.programme import Programme
from fundflow.domain.service_places import (
    JOINT_CEILING,
    SAME_YEAR,
    AidGiven,
    RunningAid,
    answers_of_place,
    concepts_of_place,
    given_in_year,
    known_together,
    running_aid_of,
    service_grants_to,
    years_of_service_grant,
)
from fundflow.models.case import Case, CaseFact
from fundflow.models.service_place import ServicePlace
from fundflow.queries.organisations import one_recipient
from fundflow.queries.service_places import (
    aid_in_force,
    get_place,
    granted_cases,
    paid_by_year,
    place_owned_by,
    record_on,
    turnover_in,
)
from fundflow.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class KnownOfPlace:
    """What the register knows for a case: the place, the day asked about, its facts, and earlier aid with its source.

    ``year`` is the calendar year of the decision, under whose ceiling earlier aid counts; ``recipients`` the
    organisations that are one recipient, and ``to_recipient`` its service grants of that year, at all its places.
    """

    place: ServicePlace
    day: date
    year: int
    registered: Mapping[Concept, object]
    reckoned: Mapping[Concept, object]
    given: tuple[AidGiven, ...]
    recipients: frozenset[int]
    to_recipient: Money


@dataclass(frozen=True, slots=True)
class KnownToRules:
    """What rules may know of a case by concept; ``to_recipient`` None: nothing is reckoned for the recipient."""

    concepts: dict[Concept, object]
    to_recipient: Money | None = None


def is_about_a_place(uow: UnitOfWork, case: Case) -> bool:
    """Say whether the kind of support is given to a point of sale: its form asks how that sells."""
    programme = _programme_of(uow, case)
    if programme is None:
        return False
    asks = programme.question_of(Concept.POINT_OF_SALE, case.grant_type) if case.grant_type else None
    return asks is not None or (
        case.programme_version is None
        and any(programme.question_of(Concept.POINT_OF_SALE, one.key) for one in programme.grant_types)
    )


def _programme_of(uow: UnitOfWork, case: Case) -> Programme | None:
    """Return the programme as the case has pinned it; for a historic case as it is now, None where it has no form."""
    if case.programme_version is not None:
        return uow.catalogue.programme(case.programme, case.programme_version)
    return uow.catalogue.programme_in_force(case.programme, uow.today)


def known_of_place(uow: UnitOfWork, case: Case) -> KnownOfPlace | None:
    """Return what the register knows for a case; None when it is not linked to a place. A handful of statements."""
    if case.service_place_id is None:
        return None
    place = get_place(uow.session, case.service_place_id)
    day = case.received_on or uow.today
    recipients = one_recipient(uow.session, case.organisation_id)
    sent_only = uow.actor.acts_for(case.organisation_id)
    given = tuple(_before(case, aid_given(uow, place.id, recipients, sent_only=sent_only)))
    year = (case.decided_on or uow.today).year
    here = [one for one in given if one.place_id == place.id]
    reckoned: dict[Concept, object] = {concept: given_in_year(here, year, aid) for aid, concept in SAME_YEAR.items()}
    reckoned[Concept.SERVICEBIDRAG_YEARS_BEFORE] = _years_before(uow, case, given, recipients)
    registered, to_recipient = registered_of(uow, place, day), service_grants_to(given, recipients, year)
    return KnownOfPlace(place, day, year, registered, reckoned, given, recipients, to_recipient)


def _years_before(uow: UnitOfWork, case: Case, given: Iterable[AidGiven], recipients: Collection[int]) -> int:
    """Return for how many years the recipient has had a service grant, beside the year that the case is about."""
    about = _support_years(uow, [case.id]).get(case.id, (case.decided_on or uow.today).year)
    return len(years_of_service_grant(given, recipients) - {about})


def registered_of(uow: UnitOfWork, place: ServicePlace, day: date) -> dict[Concept, object]:
    """Return what the register knows of a place on a day, by concept; the turnover is that of the year before."""
    record = record_on(uow.session, place.id, day)
    if record is None:
        return {Concept.POINT_OF_SALE: place.point_of_sale.value}
    return concepts_of_place(place.point_of_sale, record.facts, turnover_in(uow.session, place.id, day.year - 1))


def with_place(uow: UnitOfWork, case: Case, concepts: Mapping[Concept, object]) -> KnownToRules:
    """Return what rules may know of a case, with what the register knows of its place and of its recipient.

    Service grants are the recipient's, whatever place they are given to: they count also where none is linked.
    """
    known = known_of_place(uow, case)
    if known is not None:
        return KnownToRules(known_together(concepts, known.registered, known.reckoned), known.to_recipient)
    if running_aid(uow, case) is not RunningAid.SERVICE_GRANT:
        return KnownToRules(dict(concepts))
    recipients = one_recipient(uow.session, case.organisation_id)
    sent_only = uow.actor.acts_for(case.organisation_id)
    given = list(_before(case, aid_given(uow, None, recipients, sent_only=sent_only)))
    years = {Concept.SERVICEBIDRAG_YEARS_BEFORE: _years_before(uow, case, given, recipients)}
    year = (case.decided_on or uow.today).year
    return KnownToRules(known_together(concepts, {}, years), service_grants_to(given, recipients, year))


def _before(case: Case, given: Iterable[AidGiven]) -> Iterable[AidGiven]:
    """Yield the aid that was given before the case is decided, or was; never its own."""
    mine = (case.decided_on, case.id) if case.decided_on is not None and case.granted else None
    for one in given:
        if one.case_id != case.id and (mine is None or (one.decided_on, one.case_id or 0) < mine):
            yield one


# ----- aid of running a place


def aid_given(
    uow: UnitOfWork, place_id: int | None, recipients: Collection[int] = (), *, sent_only: bool = False
) -> list[AidGiven]:
    """Return the aid of running a place, and the recipients' at other places: our own decisions and what is noted.

    What was granted counts as it was changed later, without what was released; ``sent_only``: once it is dispatched.
    """
    found = granted_cases(uow.session, place_id=place_id, recipients=recipients, sent_only=sent_only)
    years = _support_years(uow, [case.id for case in found])
    noted = aid_in_force(uow.session, place_id=place_id, recipients=recipients)
    return [
        *(given for case in found if (given := _given(uow, case, years)) is not None),
        *(
            AidGiven(one.aid, one.decided_on, one.amount, one.support_year, one.organisation_id, one.place_id)
            for one in noted
        ),
    ]


def _given(uow: UnitOfWork, case: Case, years: Mapping[int, int]) -> AidGiven | None:
    aid, amount = running_aid(uow, case), case.granted + case.changed - case.released
    if aid is None or amount <= Money(0) or case.decided_on is None:
        return None
    year = years.get(case.id, case.decided_on.year)
    return AidGiven(aid, case.decided_on, amount, year, case.organisation_id, case.service_place_id, case.id)


def running_aid(uow: UnitOfWork, case: Case) -> RunningAid | None:
    """Return which support of running a place a case is about, by the rules of its grant type; None: another."""
    programme = _programme_of(uow, case)
    types = programme.grant_types if programme else ()
    return next((running_aid_of(one.rules) for one in types if one.key == case.grant_type), None)


def _support_years(uow: UnitOfWork, case_ids: Sequence[int]) -> dict[int, int]:
    rows = uow.session.execute(
        select(CaseFact.case_id, CaseFact.value).where(
            CaseFact.case_id.in_(case_ids), CaseFact.concept == Concept.SUPPORT_YEAR.value
        )
    )
    return {case_id: int(json.loads(value)) for case_id, value in rows}


def ceiling_of(uow: UnitOfWork, day: date) -> Money | None:
    """Return the joint yearly ceiling of decisions of a day; None where no rule sets one."""
    rule = uow.catalogue.rulebook(day, uow.region.key).find(JOINT_CEILING)
    return rule.kronor("highest_yearly_kronor") if rule is not None else None


@dataclass(frozen=True, slots=True)
class YearOfPlace:
    """What was decided for a place and paid in its cases in a calendar year, against the joint ceiling of the year."""

    year: int
    given: Mapping[RunningAid, Money]
    other: Money
    paid: Money
    ceiling: Money | None

    @property
    def left(self) -> Money | None:
        """What is left under the joint ceiling; None where no rule sets one."""
        return None if self.ceiling is None else max(Money(0), self.ceiling - total(self.given.values()))


def years_of_place(uow: UnitOfWork, place_id: int) -> list[YearOfPlace]:
    """Return each year in which something was decided for a place or paid to it, this year first in any case."""
    given = [one for one in aid_given(uow, place_id) if one.place_id == place_id]
    paid = paid_by_year(uow.session, uow.actor, place_id)
    other: dict[int, Money] = {}
    for case in granted_cases(uow.session, place_id=place_id):
        if running_aid(uow, case) is None and case.decided_on is not None:
            year = case.decided_on.year
            other[year] = other.get(year, Money(0)) + case.granted + case.changed - case.released
    years = {uow.today.year, *(one.decided_on.year for one in given), *paid, *other}
    return [
        YearOfPlace(
            year,
            {aid: given_in_year(given, year, aid) for aid in RunningAid},
            other.get(year, Money(0)),
            paid.get(year, Money(0)),
            ceiling_of(uow, min(uow.today, date(year, 12, 31))),
        )
        for year in sorted(years, reverse=True)
    ]


# ----- what is proposed to an applicant


def proposed_of_place(uow: UnitOfWork, organisation_id: int) -> dict[Concept, object]:
    """Return what the register knows of the one place that an organisation owns, as answers to propose."""
    place = place_owned_by(uow.session, organisation_id, uow.today)
    if place is None:
        return {}
    known = answers_of_place(registered_of(uow, place, uow.today))
    return {Concept.MUNICIPALITIES: place.municipality_code, **known}
