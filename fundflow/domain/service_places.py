"""Places of commercial service: what is known of one over time, and the aid that counts under its yearly ceiling."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from fundflow.domain.concepts import CONCEPTS, Concept, Shape
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.money import Money, total


class Goods(StrEnum):
    """What a place sells of basic service."""

    GROCERIES = "groceries"
    FUEL = "fuel"


class PointOfSale(StrEnum):
    """How a place sells."""

    FIXED = "fixed"
    MOBILE = "mobile"


class RunningAid(StrEnum):
    """The supports of running a place that count together under one ceiling (S10)."""

    SERVICE_GRANT = "service_grant"
    OPERATING = "operating"


JOINT_CEILING: Final = "S10"
RULE_OF: Final[Mapping[RunningAid, str]] = {RunningAid.SERVICE_GRANT: "S8", RunningAid.OPERATING: "S9"}
"""The rule that a support of the kind is held against; a grant type that names it is of the kind."""

SAME_YEAR: Final[Mapping[RunningAid, Concept]] = {
    RunningAid.SERVICE_GRANT: Concept.SERVICEBIDRAG_SAME_YEAR,
    RunningAid.OPERATING: Concept.DRIFTSTOD_SAME_YEAR,
}
RECKONED: Final = (*SAME_YEAR.values(), Concept.SERVICEBIDRAG_YEARS_BEFORE)
"""Concepts that the region's own decisions tell."""


def running_aid_of(rules: Iterable[str]) -> RunningAid | None:
    """Return which support of running a place a grant type with these rules is; None: another."""
    asked = set(rules)
    return next((aid for aid, rule in RULE_OF.items() if rule in asked), None)


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What changes of a place over time, as it was from one day; None: not known."""

    owner_id: int | None = None
    owner_name: str | None = None
    goods: frozenset[Goods] = frozenset()
    distance_km: Decimal | None = None
    nearest: str | None = None
    island_without_fixed_link: bool | None = None
    open_all_year: bool | None = None
    hours: str | None = None
    wide_grocery_range: bool | None = None
    assortment: str | None = None


@dataclass(frozen=True, slots=True)
class AidGiven:
    """Aid of running a place by one decision; ``case_id`` None: given before the service, noted by hand."""

    aid: RunningAid
    decided_on: date
    amount: Money
    support_year: int
    organisation_id: int | None = None
    place_id: int | None = None
    case_id: int | None = None


def given_in_year(given: Iterable[AidGiven], year: int, aid: RunningAid | None = None) -> Money:
    """Return what was decided in a calendar year, of one kind or of both.

    Source: S10, 2024:1243 §§ 20 and 22.
    """
    return total(one.amount for one in given if one.decided_on.year == year and aid in (None, one.aid))


def service_grants_to(given: Iterable[AidGiven], recipients: Collection[int], year: int) -> Money:
    """Return the service grants decided in a calendar year to a recipient, at all its places.

    Source: S8, 2024:1243 §§ 19-20, counted for each recipient.
    """
    own = (one for one in given if one.organisation_id in recipients)
    return given_in_year(own, year, RunningAid.SERVICE_GRANT)


def years_of_service_grant(given: Iterable[AidGiven], recipients: Collection[int]) -> frozenset[int]:
    """Return the years for which a recipient, under any of its organisations, has had a service grant at any place.

    Source: S8, 2024:1243 §§ 19-20, counted for each recipient.
    """
    return frozenset(
        one.support_year for one in given if one.aid is RunningAid.SERVICE_GRANT and one.organisation_id in recipients
    )


def concepts_of_place(point_of_sale: PointOfSale, facts: PlaceFacts, turnover: Money | None) -> dict[Concept, object]:
    """Return what the register knows of a place, as the concepts that rules ask for; what is not known is left out."""
    known: dict[Concept, object | None] = {
        Concept.POINT_OF_SALE: point_of_sale.value,
        Concept.SERVICE_GOODS: sorted(facts.goods) or None,
        Concept.DISTANCE_KM: facts.distance_km,
        Concept.ISLAND_WITHOUT_FIXED_LINK: facts.island_without_fixed_link,
        Concept.OPEN_ALL_YEAR: facts.open_all_year,
        Concept.WIDE_GROCERY_RANGE: facts.wide_grocery_range,
        Concept.GROCERY_TURNOVER: turnover,
        Concept.SGEI_OPENING_HOURS: facts.hours or None,
        Concept.SGEI_ASSORTMENT: facts.assortment or None,
    }
    return {concept: value for concept, value in known.items() if value is not None}


def answers_of_place(known: Mapping[Concept, object]) -> dict[Concept, object]:
    """Return answers, as people write them, that what the register knows proposes to the questions of a form."""
    return {concept: _as_written(value) for concept, value in known.items()}


def _as_written(value: object) -> object:
    match value:
        case bool():
            return "yes" if value else "no"
        case Money():
            return f"{value.as_kronor:f}".removesuffix(".00").replace(".", ",")
        case Decimal():
            return f"{value:f}".replace(".", ",")
        case _:
            return value


def known_together(
    told: Mapping[Concept, object], registered: Mapping[Concept, object], reckoned: Mapping[Concept, object]
) -> dict[Concept, object]:
    """Return what rules may know: the application, the register where that is silent, and earlier aid.

    Of earlier aid the larger of what was told and what our own decisions say counts, so that nothing that one of them
    has left out lifts a ceiling.
    """
    return {**registered, **told} | {concept: larger(told.get(concept), value) for concept, value in reckoned.items()}


def larger(told: object, reckoned: object) -> object:
    """Return the larger of two amounts or numbers; the one that is known when the other is not."""
    if isinstance(told, Money) and isinstance(reckoned, Money):
        return max(told, reckoned)
    if isinstance(told, int | Decimal) and isinstance(reckoned, int | Decimal):
        return max(told, reckoned)
    return reckoned if told is None else told


def differs(concept: Concept, told: object, known: object) -> bool:
    """Say whether an answer and what is known otherwise are not the same; blanks and capitals of a text are nothing."""
    match CONCEPTS[concept][0]:
        case Shape.CODES:
            return set(_listed(told)) != set(_listed(known))
        case Shape.TEXT:
            return str(told).casefold().split() != str(known).casefold().split()
        case Shape.NUMBER | Shape.WHOLE_NUMBER:
            return Decimal(str(told)) != Decimal(str(known))
        case _:
            return told != known


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple | frozenset) else []


# ----- what may be written


@dataclass(frozen=True, slots=True)
class PlacePlan:
    """What is written of a place itself; its facts over time stand apart."""

    name: str
    municipality_code: str
    address: str
    point_of_sale: PointOfSale
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    opened_on: date | None = None
    closed_on: date | None = None


_NORTH: Final = (Decimal(55), Decimal(70))
_EAST: Final = (Decimal(10), Decimal(25))


def against_place(plan: PlacePlan) -> Iterable[Finding]:
    """Yield what is wrong in what is written of a place."""
    if not plan.name.strip():
        yield Finding("place_name_missing", Verdict.STOPS, field="name")
    if plan.opened_on and plan.closed_on and plan.closed_on < plan.opened_on:
        yield Finding("place_closes_before_opening", Verdict.STOPS, None, {"opened": plan.opened_on}, "closed_on")
    if (plan.latitude is None) != (plan.longitude is None):
        yield Finding(
            "place_half_a_position", Verdict.STOPS, field="latitude" if plan.latitude is None else "longitude"
        )
    for name, value, (lowest, highest) in (("latitude", plan.latitude, _NORTH), ("longitude", plan.longitude, _EAST)):
        if value is not None and not lowest <= value <= highest:
            yield Finding("place_outside_sweden", Verdict.STOPS, None, {"from": lowest, "to": highest}, name)


def against_facts(facts: PlaceFacts) -> Iterable[Finding]:
    """Yield what is wrong in facts of a place."""
    if not facts.goods:
        yield Finding("place_sells_nothing", Verdict.STOPS, field="goods")
    if facts.distance_km is not None and not 0 <= facts.distance_km <= 1000:
        yield Finding("place_distance_odd", Verdict.STOPS, field="distance_km")
