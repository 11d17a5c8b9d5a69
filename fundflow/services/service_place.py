"""The register of service places: add one, note what has changed, and say which place a case is about."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

from fundflow.domain.errors import Conflict, Refused
from fundflow.domain.events import EventKind
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.money import Money
from fundflow.domain.roles import Permission
from fundflow.domain.service_places import (
    Goods,
    PlaceFacts,
    PlacePlan,
    RunningAid,
    against_facts,
    against_place,
)
from fundflow.models.case import Case
from fundflow.models.engine import folded
from fundflow.models.service_place import (
    ServicePlace,
    ServicePlaceAid,
    ServicePlaceChange,
    ServicePlaceRecord,
    ServicePlaceTurnover,
)
from fundflow.queries.cases import lock_case
from fundflow.queries.service_places import aid_in_force, get_aid, lock_place, record_on, records_of
from fundflow.services.place_facts import is_about_a_place
from fundflow.services.unit_of_work import UnitOfWork


def add_place(uow: UnitOfWork, plan: PlacePlan, facts: PlaceFacts, *, from_on: date, source: str) -> ServicePlace:
    """Add a place to the register with what is known of it from a day. Raises Refused with every reason."""
    _require(uow, [*against_place(plan), *_against_record(uow, facts, from_on, source)])
    place = ServicePlace(created_at=uow.now, created_by_id=uow.actor.person_id or None)
    _write(uow, place, plan)
    uow.session.add(place)
    uow.session.flush()
    _note(uow, place, facts, from_on, source)
    return place


def change_place(uow: UnitOfWork, place_id: int, plan: PlacePlan, *, version: int) -> ServicePlace:
    """Change what is written of a place itself; what it was before is kept.

    Raises Refused with every reason, and Conflict when a colleague has changed it since the page was opened.
    """
    _require(uow, list(against_place(plan)))
    place = lock_place(uow.session, place_id)
    if place.row_version != version:
        raise Conflict
    before = {name: getattr(place, name) for name in asdict(plan)}
    _write(uow, place, plan)
    after = {name: getattr(place, name) for name in asdict(plan)}
    if what := {name: [_plain(before[name]), _plain(after[name])] for name in after if before[name] != after[name]}:
        change = ServicePlaceChange(place_id=place.id, at=uow.now, person_id=uow.actor.person_id or None, what=what)
        uow.session.add(change)
    uow.session.flush()
    return place


def _write(uow: UnitOfWork, place: ServicePlace, plan: PlacePlan) -> None:
    if uow.catalogue.municipality(plan.municipality_code) is None:
        raise Refused([Finding("place_municipality_unknown", Verdict.STOPS, field="municipality")])
    place.name, place.name_folded = plan.name.strip(), folded(plan.name)
    place.municipality_code, place.address = plan.municipality_code, plan.address.strip()
    place.point_of_sale = plan.point_of_sale
    place.latitude, place.longitude = plan.latitude, plan.longitude
    place.opened_on, place.closed_on = plan.opened_on, plan.closed_on


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


# ----- facts over time


def note_facts(uow: UnitOfWork, place_id: int, facts: PlaceFacts, *, from_on: date, source: str) -> ServicePlaceRecord:
    """Note what holds of a place from a day; what was noted before stays. Raises Refused with every reason."""
    _require(uow, list(_against_record(uow, facts, from_on, source)))
    return _note(uow, lock_place(uow.session, place_id), facts, from_on, source)


def _note(uow: UnitOfWork, place: ServicePlace, facts: PlaceFacts, from_on: date, source: str) -> ServicePlaceRecord:
    written = {name: value for name, value in asdict(facts).items() if name != "goods"}
    record = ServicePlaceRecord(
        place_id=place.id,
        from_on=from_on,
        sells_groceries=Goods.GROCERIES in facts.goods,
        sells_fuel=Goods.FUEL in facts.goods,
        source=source.strip(),
        noted_at=uow.now,
        noted_by_id=uow.actor.person_id or None,
        **{name: value.strip() or None if isinstance(value, str) else value for name, value in written.items()},
    )
    if record.owner_id is not None:
        record.owner_name = None
    uow.session.add(record)
    uow.session.flush()
    return record


def _against_record(uow: UnitOfWork, facts: PlaceFacts, from_on: date, source: str) -> list[Finding]:
    found = list(against_facts(facts))
    if from_on > uow.today:
        found.append(Finding("place_day_ahead", Verdict.STOPS, field="from_on"))
    if not source.strip():
        found.append(Finding("place_source_missing", Verdict.STOPS, field="source"))
    return found


def note_turnover(uow: UnitOfWork, place_id: int, year: int, amount: Money, *, source: str) -> ServicePlaceTurnover:
    """Note the turnover of groceries in a whole year; one noted before stays and does not count any more."""
    found = []
    if not 1990 <= year < uow.today.year:
        figures: dict[str, int | str] = {"year": year, "last": str(uow.today.year - 1)}
        found.append(Finding("place_turnover_year_odd", Verdict.STOPS, None, figures, "year"))
    if not source.strip():
        found.append(Finding("place_source_missing", Verdict.STOPS, field="source"))
    _require(uow, found)
    place = lock_place(uow.session, place_id)
    turnover = ServicePlaceTurnover(
        place_id=place.id,
        year=year,
        amount=amount,
        source=source.strip(),
        noted_at=uow.now,
        noted_by_id=uow.actor.person_id or None,
    )
    uow.session.add(turnover)
    uow.session.flush()
    return turnover


# ----- aid given before the service


def note_earlier_aid(
    uow: UnitOfWork, place_id: int, aid: RunningAid, *, decided_on: date, support_year: int, amount: Money, reason: str
) -> ServicePlaceAid:
    """Note aid that was decided before the service, to whoever owned the place then, with how it is known."""
    found = []
    if decided_on > uow.today:
        found.append(Finding("place_day_ahead", Verdict.STOPS, field="decided_on"))
    if abs(support_year - decided_on.year) > 1:
        figures: dict[str, int | str] = {"year": support_year}
        found.append(Finding("place_aid_year_odd", Verdict.STOPS, None, figures, "support_year"))
    if amount <= Money(0):
        found.append(Finding("place_aid_amount_missing", Verdict.STOPS, field="amount"))
    if not reason.strip():
        found.append(Finding("place_source_missing", Verdict.STOPS, field="reason"))
    _require(uow, found)
    place = lock_place(uow.session, place_id)
    noted = ServicePlaceAid(
        place_id=place.id,
        organisation_id=_owner_on(uow, place.id, decided_on),
        aid=aid,
        decided_on=decided_on,
        support_year=support_year,
        amount=amount,
        reason=reason.strip(),
        noted_at=uow.now,
        noted_by_id=uow.actor.person_id or None,
    )
    uow.session.add(noted)
    uow.session.flush()
    return noted


def _owner_on(uow: UnitOfWork, place_id: int, day: date) -> int | None:
    """Return who owned the place on the day; where nothing is known that far back, the first owner that is."""
    record = record_on(uow.session, place_id, day) or next(reversed(records_of(uow.session, place_id)), None)
    return record.owner_id if record is not None else None


def correct_earlier_aid(uow: UnitOfWork, place_id: int, aid_id: int, *, reason: str) -> ServicePlaceAid:
    """Say that an aid that was noted is wrong; it stays in the register and does not count. Raises Refused."""
    _require(uow, [] if reason.strip() else [Finding("place_reason_missing", Verdict.STOPS, field="reason")])
    lock_place(uow.session, place_id)
    wrong = get_aid(uow.session, place_id, aid_id)
    in_force = aid_in_force(uow.session, place_id=place_id)
    if wrong.id not in {one.id for one in in_force}:
        raise Refused([Finding("place_aid_corrected", Verdict.STOPS)])
    correction = ServicePlaceAid(
        place_id=place_id,
        organisation_id=wrong.organisation_id,
        aid=wrong.aid,
        decided_on=wrong.decided_on,
        support_year=wrong.support_year,
        amount=wrong.amount,
        reason=reason.strip(),
        corrects_id=wrong.id,
        noted_at=uow.now,
        noted_by_id=uow.actor.person_id or None,
    )
    uow.session.add(correction)
    uow.session.flush()
    return correction


# ----- the place of a case


def link_case(uow: UnitOfWork, case_id: int, place_id: int | None) -> Case:
    """Say which place a case is about, None: none; its history tells. Raises Refused where it cannot have one."""
    case = lock_case(uow.session, uow.actor, case_id)
    refusals = []
    if case.organisation_id in uow.actor.organisations:
        refusals.append(Finding("own_case", Verdict.STOPS))
    if place_id is not None and not is_about_a_place(uow, case):
        refusals.append(Finding("case_without_place", Verdict.STOPS))
    _require(uow, refusals)
    if case.service_place_id == place_id:
        return case
    was = case.service_place_id
    if place_id is not None:
        lock_place(uow.session, place_id)
    case.service_place_id = place_id
    kind = EventKind.PLACE_UNLINKED if place_id is None else EventKind.PLACE_LINKED
    uow.record(case, kind, place=place_id if place_id is not None else was)
    return case


def _require(uow: UnitOfWork, refusals: list[Finding]) -> None:
    permitted = uow.actor.may(Permission.CASE_PREPARE)
    found = refusals if permitted else [Finding("not_permitted", Verdict.STOPS), *refusals]
    if found:
        raise Refused(found)
