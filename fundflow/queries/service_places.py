"""The register of service places: the list, one place over time, and the aid that has been given to it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, extract, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from fundflow.domain.errors import NotFound
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import Money
from fundflow.domain.roles import Actor
from fundflow.domain.service_places import Goods
from fundflow.domain.states import State
from fundflow.models.case import Case
from fundflow.models.engine import folded
from fundflow.models.ledger import LedgerEntry
from fundflow.models.organisation import Organisation
from fundflow.models.service_place import (
    ServicePlace,
    ServicePlaceAid,
    ServicePlaceChange,
    ServicePlaceRecord,
    ServicePlaceTurnover,
)
from fundflow.queries.paging import ListRequest, Page
from fundflow.queries.scope import visible_to

FILTERS: Final = ("kommun", "varor", "lage")
SORTS: Final = ("namn", "kommun")
OPEN, CLOSED = "oppet", "stangt"


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A place with its facts on the day, None where nothing is noted yet, and how many cases are about it."""

    place: ServicePlace
    record: ServicePlaceRecord | None
    cases: int


def get_place(session: Session, place_id: int) -> ServicePlace:
    """Return a place; NotFound when it is not there."""
    place = session.get(ServicePlace, place_id)
    if place is None:
        raise NotFound
    return place


def lock_place(session: Session, place_id: int) -> ServicePlace:
    """Return a place as it is now, locked for the deed: decisions under one ceiling take turns."""
    statement = select(ServicePlace).where(ServicePlace.id == place_id)
    place = session.scalars(statement.with_for_update().execution_options(populate_existing=True)).first()
    if place is None:
        raise NotFound
    return place


def _current(day: date) -> ScalarSelect[int]:
    """Return the id of the record that holds for a place on the day; of two from one day the later noted."""
    earlier = aliased(ServicePlaceRecord)
    return (
        select(earlier.id)
        .where(earlier.place_id == ServicePlace.id, earlier.from_on <= day)
        .order_by(earlier.from_on.desc(), earlier.id.desc())
        .limit(1)
        .correlate(ServicePlace)
        .scalar_subquery()
    )


def _listed(viewer: Actor, day: date) -> Select[Any]:
    cases = (
        select(func.count(Case.id))
        .where(Case.service_place_id == ServicePlace.id, visible_to(viewer))
        .correlate(ServicePlace)
        .scalar_subquery()
    )
    statement = select(ServicePlace, ServicePlaceRecord, cases)
    return _with_facts(statement, day).options(contains_eager(ServicePlaceRecord.owner))


def _with_facts(statement: Select[Any], day: date) -> Select[Any]:
    """Return a statement about places with the facts and the owner of the day beside them."""
    return (
        statement.select_from(ServicePlace)
        .outerjoin(ServicePlaceRecord, ServicePlaceRecord.id == _current(day))
        .outerjoin(ServicePlaceRecord.owner)
    )


def places(session: Session, viewer: Actor, request: ListRequest, *, day: date) -> Page[ListedPlace]:
    """Return a page of the register as it is on the day: all places, or those of the words and filters."""
    within = and_(true(), *_conditions(request, day))
    total = session.scalar(_with_facts(select(func.count(ServicePlace.id)), day).where(within)) or 0
    order = {"namn": ServicePlace.name.collate("sv"), "kommun": ServicePlace.municipality_code}[request.sort]
    rows = session.execute(
        _listed(viewer, day)
        .where(within)
        .order_by(order.desc() if request.descending else order, ServicePlace.name.collate("sv"), ServicePlace.id)
        .offset(request.offset)
        .limit(request.per_page)
    )
    return Page([ListedPlace(*row) for row in rows], total, request)


def _conditions(request: ListRequest, day: date) -> Iterable[ColumnElement[bool]]:
    for word in folded(request.words).split():
        yield or_(
            ServicePlace.name_folded.contains(word, autoescape=True),
            Organisation.name_folded.contains(word, autoescape=True),
            func.lower(ServicePlaceRecord.owner_name.collate("sv")).contains(word, autoescape=True),
            func.lower(ServicePlace.address.collate("sv")).contains(word, autoescape=True),
        )
    if codes := request.chosen("kommun"):
        yield ServicePlace.municipality_code.in_(codes)
    sold = {Goods.GROCERIES: ServicePlaceRecord.sells_groceries, Goods.FUEL: ServicePlaceRecord.sells_fuel}
    if goods := [column.is_(True) for one, column in sold.items() if one in request.chosen("varor")]:
        yield or_(*goods)
    states = {OPEN: is_open(day), CLOSED: ~is_open(day)}
    if chosen := [states[one] for one in request.chosen("lage") if one in states]:
        yield or_(*chosen)


def is_open(day: date) -> ColumnElement[bool]:
    """Return the condition that a place is open on the day: not closed for good before it."""
    return or_(ServicePlace.closed_on.is_(None), ServicePlace.closed_on > day)


def names_of_places(session: Session, *, but: int | None = None) -> list[str]:
    """Return the names of the register in Swedish order, to choose the next place from."""
    statement = select(ServicePlace.name).where(ServicePlace.id != (but or 0))
    return list(session.scalars(statement.order_by(ServicePlace.name.collate("sv"), ServicePlace.id)))


def places_to_link(session: Session, viewer: Actor, day: date, *, owner_id: int, words: str = "") -> list[ListedPlace]:
    """Return places that a case may be about: those the applicant owns, or those whose names hold the words."""
    asked = ListRequest(words=words, sort="namn", per_page=25)
    within = and_(true(), *_conditions(asked, day)) if words else ServicePlaceRecord.owner_id == owner_id
    statement = _listed(viewer, day).where(within).order_by(ServicePlace.name.collate("sv"), ServicePlace.id)
    return [ListedPlace(*row) for row in session.execute(statement.limit(asked.per_page))]


def places_in(session: Session, viewer: Actor, day: date, municipality: str) -> list[ListedPlace]:
    """Return the places of a municipality, in order of name."""
    statement = _listed(viewer, day).where(ServicePlace.municipality_code == municipality)
    rows = session.execute(statement.order_by(ServicePlace.name.collate("sv"), ServicePlace.id))
    return [ListedPlace(*row) for row in rows]


def as_listed(session: Session, viewer: Actor, place_id: int, *, day: date) -> ListedPlace:
    """Return one place with its facts on the day; NotFound when it is not there."""
    row = session.execute(_listed(viewer, day).where(ServicePlace.id == place_id)).first()
    if row is None:
        raise NotFound
    return ListedPlace(*row)


# ----- one place over time


def records_of(session: Session, place_id: int) -> Sequence[ServicePlaceRecord]:
    """Return everything noted of a place, the newest day first, each with its owner and who noted it."""
    return session.scalars(
        select(ServicePlaceRecord)
        .where(ServicePlaceRecord.place_id == place_id)
        .order_by(ServicePlaceRecord.from_on.desc(), ServicePlaceRecord.id.desc())
        .options(joinedload(ServicePlaceRecord.owner), joinedload(ServicePlaceRecord.noted_by))
    ).all()


def record_on(session: Session, place_id: int, day: date) -> ServicePlaceRecord | None:
    """Return the facts of a place as they were on the day; None where nothing is known of that day."""
    return session.scalars(
        select(ServicePlaceRecord)
        .where(ServicePlaceRecord.place_id == place_id, ServicePlaceRecord.from_on <= day)
        .order_by(ServicePlaceRecord.from_on.desc(), ServicePlaceRecord.id.desc())
        .limit(1)
    ).first()


def turnover_of(session: Session, place_id: int) -> Sequence[ServicePlaceTurnover]:
    """Return every turnover noted of a place, the latest year first and in it the latest noted."""
    return session.scalars(
        select(ServicePlaceTurnover)
        .where(ServicePlaceTurnover.place_id == place_id)
        .order_by(ServicePlaceTurnover.year.desc(), ServicePlaceTurnover.id.desc())
        .options(joinedload(ServicePlaceTurnover.noted_by))
    ).all()


def turnover_in(session: Session, place_id: int, year: int) -> Money | None:
    """Return the turnover of a year as it was noted last; None when it is not known."""
    return session.scalars(
        select(ServicePlaceTurnover.amount)
        .where(ServicePlaceTurnover.place_id == place_id, ServicePlaceTurnover.year == year)
        .order_by(ServicePlaceTurnover.id.desc())
        .limit(1)
    ).first()


def changes_of_place(session: Session, place_id: int) -> Sequence[ServicePlaceChange]:
    """Return what was changed of a place itself, the latest first."""
    return session.scalars(
        select(ServicePlaceChange)
        .where(ServicePlaceChange.place_id == place_id)
        .order_by(ServicePlaceChange.id.desc())
        .options(joinedload(ServicePlaceChange.person))
    ).all()


# ----- its cases, its money and its earlier aid


def cases_of_place(session: Session, viewer: Actor, place_id: int) -> Sequence[Case]:
    """Return the cases about a place that the viewer may see, the latest first, each with its applicant."""
    return session.scalars(
        select(Case)
        .where(Case.service_place_id == place_id, visible_to(viewer))
        .order_by(Case.received_on.desc(), Case.id.desc())
        .options(joinedload(Case.organisation))
    ).all()


def paid_by_year(session: Session, viewer: Actor, place_id: int) -> dict[int, Money]:
    """Return what was paid out in the place's cases, by calendar year."""
    year = extract("year", LedgerEntry.booked_on)
    rows = session.execute(
        select(year, LedgerEntry.amount)
        .join(Case, Case.id == LedgerEntry.case_id)
        .where(
            Case.service_place_id == place_id,
            visible_to(viewer),
            LedgerEntry.kind.in_((EntryKind.PAID, EntryKind.ADVANCED)),
        )
    )
    paid: dict[int, Money] = {}
    for booked, amount in rows:
        paid[int(booked)] = paid.get(int(booked), Money(0)) + amount
    return paid


def granted_cases(
    session: Session, *, place_id: int | None, recipients: Collection[int] = (), sent_only: bool = False
) -> Sequence[Case]:
    """Return the decided cases about a place, and all those of the recipients, by their decisions' days.

    ``place_id`` None: those of the recipients alone. ``sent_only``: without grants that are decided and not dispatched,
    which applicants are not to see (D5).
    """
    return session.scalars(
        select(Case)
        .where(
            or_(_is_place(Case.service_place_id, place_id), Case.organisation_id.in_(recipients)),
            Case.decided_on.is_not(None),
            Case.granted > Money(0),
            Case.state != State.GRANTED if sent_only else true(),
        )
        .order_by(Case.decided_on, Case.id)
    ).all()


def registry_numbers(session: Session, case_ids: Collection[int]) -> dict[int, str]:
    """Return what cases are called in the register, by id."""
    rows = session.execute(select(Case.id, Case.registry_number, Case.external_id).where(Case.id.in_(case_ids)))
    return {case_id: number or external or str(case_id) for case_id, number, external in rows}


def aid_noted(session: Session, place_id: int) -> Sequence[ServicePlaceAid]:
    """Return the aid given to a place before the service, and the corrections of it, the latest first."""
    return session.scalars(
        select(ServicePlaceAid)
        .where(ServicePlaceAid.place_id == place_id)
        .order_by(ServicePlaceAid.decided_on.desc(), ServicePlaceAid.id.desc())
        .options(joinedload(ServicePlaceAid.organisation), joinedload(ServicePlaceAid.noted_by))
    ).all()


def _is_place(column: Any, place_id: int | None) -> ColumnElement[bool]:
    return false() if place_id is None else column == place_id


def aid_in_force(
    session: Session, *, place_id: int | None, recipients: Collection[int] = ()
) -> Sequence[ServicePlaceAid]:
    """Return the aid given before the service to a place or to the recipients, without what was corrected."""
    correcting = aliased(ServicePlaceAid)
    corrected = select(correcting.id).where(correcting.corrects_id == ServicePlaceAid.id).exists()
    return session.scalars(
        select(ServicePlaceAid)
        .where(
            or_(_is_place(ServicePlaceAid.place_id, place_id), ServicePlaceAid.organisation_id.in_(recipients)),
            ServicePlaceAid.corrects_id.is_(None),
            ~corrected,
        )
        .order_by(ServicePlaceAid.decided_on, ServicePlaceAid.id)
    ).all()


def get_aid(session: Session, place_id: int, aid_id: int) -> ServicePlaceAid:
    """Return one noted aid of a place; NotFound when it is not there or corrects another."""
    aid = session.get(ServicePlaceAid, aid_id)
    if aid is None or aid.place_id != place_id or aid.corrects_id is not None:
        raise NotFound
    return aid


def organisation_of_number(session: Session, number: str) -> Organisation | None:
    """Return the applicant of a number; None when no one has it."""
    return session.scalars(select(Organisation).where(Organisation.number == number)).first()


def place_owned_by(session: Session, organisation_id: int, day: date) -> ServicePlace | None:
    """Return the one open place that an organisation owns on the day; None where it owns none, or several."""
    owned = session.scalars(
        select(ServicePlace)
        .join(ServicePlaceRecord, ServicePlaceRecord.id == _current(day))
        .where(ServicePlaceRecord.owner_id == organisation_id, is_open(day))
        .order_by(ServicePlace.id)
        .limit(2)
    ).all()
    return owned[0] if len(owned) == 1 else None
