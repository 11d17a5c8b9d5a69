"""What is noted of a place, in words: its facts now, what changed from one note to the next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import Concept
from fundflow.domain.service_places import PointOfSale
from fundflow.labels.service_places import FACT, FIELD, POINT_OF_SALE
from fundflow.web.case.place import fact_told
from fundflow.web.case.told import municipality_name
from fundflow.web.filters import NOTHING, plain_day
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.service_place import ServicePlaceChange, ServicePlaceRecord, ServicePlaceTurnover


def facts_told(record: "ServicePlaceRecord") -> list[tuple[str, str]]:
    """Return label and words of each fact of a place that does not stand in its head."""
    facts = record.facts
    distance = fact_told(Concept.DISTANCE_KM, facts.distance_km)
    if facts.nearest:
        distance = _("%(distance)s, till %(place)s", distance=distance, place=facts.nearest)
    told = {
        Concept.SERVICE_GOODS: fact_told(Concept.SERVICE_GOODS, sorted(facts.goods)),
        Concept.DISTANCE_KM: distance,
        Concept.ISLAND_WITHOUT_FIXED_LINK: fact_told(
            Concept.ISLAND_WITHOUT_FIXED_LINK, facts.island_without_fixed_link
        ),
        Concept.OPEN_ALL_YEAR: fact_told(Concept.OPEN_ALL_YEAR, facts.open_all_year),
        Concept.SGEI_OPENING_HOURS: facts.hours or NOTHING,
        Concept.WIDE_GROCERY_RANGE: fact_told(Concept.WIDE_GROCERY_RANGE, facts.wide_grocery_range),
        Concept.SGEI_ASSORTMENT: facts.assortment or NOTHING,
    }
    return [(_("Ägare"), owner_told(record)), *((_(FACT[concept]), words) for concept, words in told.items())]


def owner_told(record: "ServicePlaceRecord") -> str:
    """Return who owns a place; a dash where it is not known."""
    return record.owner.name if record.owner else record.owner_name or NOTHING


@dataclass(frozen=True, slots=True)
class Noted:
    """One note of a place: from when it holds, what it changed (all of it for the first), and who noted it."""

    from_on: date
    changes: tuple[tuple[str, str, str], ...]
    source: str
    who: str
    noted_on: str
    is_first: bool


def notes_told(records: "Sequence[ServicePlaceRecord]") -> list[Noted]:
    """Return the notes, newest first, each with what it changed of the one that held before it."""
    before = [*records[1:], None]
    return [
        Noted(
            one.from_on,
            tuple(_changes(one, earlier)),
            one.source,
            one.noted_by.name if one.noted_by else _("Tjänsten"),
            plain_day(one.noted_at),
            earlier is None,
        )
        for one, earlier in zip(records, before, strict=True)
    ]


def _changes(record: "ServicePlaceRecord", before: "ServicePlaceRecord | None") -> Iterator[tuple[str, str, str]]:
    earlier = dict(facts_told(before)) if before else {}
    for label, words in facts_told(record):
        was = earlier.get(label, NOTHING)
        if words != was:
            yield label, was, words


def change_told(change: "ServicePlaceChange", catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """Return what was changed of a place itself, as (field, before, after)."""
    return [
        (_(FIELD[name]), _field(name, before, catalogue), _field(name, after, catalogue))
        for name, (before, after) in change.what.items()
    ]


def _field(name: str, value: object, catalogue: Catalogue) -> str:
    if value in (None, ""):
        return NOTHING
    if name == "municipality_code":
        return municipality_name(catalogue, str(value))
    if name == "point_of_sale":
        return _(POINT_OF_SALE[PointOfSale(str(value))])
    return plain_day(date.fromisoformat(str(value))) if name.endswith("_on") else str(value)


def counting(rows: "Sequence[ServicePlaceTurnover]") -> Mapping[int, int]:
    """Return, by year, the id of the turnover that counts: the one noted last."""
    found: dict[int, int] = {}
    for row in rows:
        found.setdefault(row.year, row.id)
    return found
