"""Old cases from a list, as a region brings them along: projects, business support and commercial service."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from fundflow.cli.demo_region.content import Idea, Names
from fundflow.cli.demo_region.days import at_hour
from fundflow.cli.demo_region.order import Order
from fundflow.cli.demo_region.world import Story, World
from fundflow.services.importing.deed import Listed, import_cases
from fundflow.services.importing.rows import COLUMNS

Row = dict[str, object]

_OLD_STRATEGY: Final = ("vasterbotten_regionplan_2014_2020", 2019)
_STRATEGY: Final = "vasterbotten_rus_2020_2030"
_COMPANIES: Final = (
    *(
        "{place} Bageri",
        "Älvglimt Trädgård",
        "{surname}s Snickeri AB",
        "{surname} Mekaniska AB",
        "Norrsken Stuguthyrning",
    ),
    *(
        "{surname} Åkeri AB",
        "{place} Vilt och Bär AB",
        "Fjällhälsan {place} AB",
        "{surname} Design",
        "Digitala Lavar AB",
    ),
)
_SUPPORT: Final = (
    ("mikrostod", "Start av {what}", 20, 80),
    ("tillvaxtcheck", "Utveckling av {what}", 80, 250),
    ("affarsutvecklingscheck_digitalisering", "Digital försäljning av {what}", 60, 250),
    ("affarsutvecklingscheck_internationalisering", "Export av {what}", 60, 250),
    ("sis", "Investering i {what}", 200, 1800),
)
_WHAT: Final = ("bageri", "trävaror", "guidade turer", "verkstad", "vilt och bär", "hälsa och vård", "film och spel")
_SHOPS: Final = ("Lanthandeln i {place}", "Drivmedel {place} ekonomisk förening")


@dataclass(frozen=True, slots=True)
class Lists:
    """The two lists: what is older than the service, and last year's other support."""

    older: list[Row]
    last_years: list[Row]

    def __len__(self) -> int:
        return len(self.older) + len(self.last_years)


def lists(names: Names, ideas: tuple[Idea, ...], order: Order) -> Lists:
    """Return old cases: about a quarter of what is ordered."""
    chance = Random(f"{order.seed}/history")  # noqa: S311 - made-up cases, to be the same each time
    first = order.first.year
    older = [row for year in range(2019, first) for row in _year(chance, names, ideas, year)]
    later = [row for year in range(first, order.today.year) for row in _support(chance, names, year, 30)]
    wanted = order.cases * 23 // 100
    return Lists(_some(chance, older, wanted * 2 // 3), _some(chance, later, wanted - wanted * 2 // 3))


def _some(chance: Random, rows: list[Row], wanted: int) -> list[Row]:
    return [rows[place] for place in sorted(chance.sample(range(len(rows)), min(wanted, len(rows))))]


def imports(world: World, found: Lists, order: Order) -> list[Story]:
    """Return the two imports: when the service was taken into use, and after last new year."""
    begun, new_year = at_hour(order.first - timedelta(days=20), 13), at_hour(date(order.today.year, 1, 15), 14)
    return [_import(world, _listed(found.older), begun), _import(world, _listed(found.last_years), new_year)]


def _import(world: World, listed: Listed, moment: datetime) -> Story:
    yield moment
    with world.deed("system") as uow:
        imported = import_cases(uow, listed)
    if imported.problems:
        raise LookupError("; ".join(str(problem) for problem in imported.problems))


def _listed(rows: list[Row]) -> Listed:
    return Listed(tuple(COLUMNS), tuple((number, row) for number, row in enumerate(rows, start=2)))


def _count(chance: Random, about: int) -> int:
    return about + chance.randint(-4, 4)


def _year(chance: Random, names: Names, ideas: tuple[Idea, ...], year: int) -> list[Row]:
    projects = [_project(chance, names, ideas, year, number) for number in range(1, _count(chance, 8))]
    return [*projects, *_support(chance, names, year, _count(chance, 9))]


def _project(chance: Random, names: Names, ideas: tuple[Idea, ...], year: int, number: int) -> Row:
    idea, place = chance.choice(ideas), chance.choice(names.places)
    old = year <= _OLD_STRATEGY[1]
    applied = chance.randint(15, 180) * 10_000
    outcome = chance.choices(("granted", "rejected", "withdrawn"), (75, 20, 5))[0]
    granted = applied if outcome == "granted" else 0
    decided = date(year, chance.randint(2, 12), chance.randint(1, 28))
    return {
        "external_id": f"RUV {year}/{100 + number * 3}",
        "programme": "project_funding",
        "grant_type": "implementation",
        "strategy": _OLD_STRATEGY[0] if old else _STRATEGY,
        "priority": str(chance.randint(1, 6)) if old else idea.priority,
        "applicant_name": f"{place.name} kommun" if chance.random() < 0.4 else f"Föreningen Framtid {place.name}",
        "applicant_kind": "association",
        "municipality_code": place.code,
        "title": chance.choice(idea.titles).format(place=place.name),
        "applied_sek": applied,
        "granted_sek": granted,
        "paid_sek": granted * chance.choice((90, 96, 100)) // 100,
        "outcome": outcome,
        "received_on": decided - timedelta(days=chance.randint(50, 120)),
        "decided_on": decided,
        "started_on": decided if granted else None,
        "ended_on": date(year + 1, 12, 31) if granted else None,
        "source_of_money": "anslag_1_1" if granted else None,
        "own_project": "ja" if chance.random() < 0.1 else "nej",
    }


def _support(chance: Random, names: Names, year: int, count: int) -> list[Row]:
    return [
        _shop(chance, names, year, number) if chance.random() < 0.2 else _company(chance, names, year, number)
        for number in range(1, count + 1)
    ]


def _company(chance: Random, names: Names, year: int, number: int) -> Row:
    place, (support, title, least, most) = chance.choice(names.places), chance.choice(_SUPPORT)
    name = chance.choice(_COMPANIES).format(place=place.name, surname=chance.choice(names.surnames))
    women = chance.choice((0, 0, 0, 50, 50, 100, 100, 33, 67, None))
    leader = "woman" if women is not None and women > 50 else chance.choice(("man", "man", "woman"))
    return {
        **_about(chance, year, f"FST {year}/{200 + number * 2}", chance.randint(least, most) * 1000),
        "programme": "business_support",
        "grant_type": support,
        "applicant_name": f"{name}, {place.name}" if place.name not in name else name,
        "applicant_kind": "company" if name.endswith("AB") else "sole_trader",
        "municipality_code": place.code,
        "title": title.format(what=chance.choice(_WHAT)),
        "owners_women_percent": women,
        "leader_gender": leader,
    }


def _shop(chance: Random, names: Names, year: int, number: int) -> Row:
    place = chance.choice(names.places)
    support = chance.choice(("servicebidrag", "investeringsstod", "driftstod"))
    return {
        **_about(chance, year, f"KSV {year}/{300 + number * 2}", chance.randint(40, 300) * 1000),
        "programme": "commercial_service",
        "grant_type": support,
        "applicant_name": chance.choice(_SHOPS).format(place=place.name),
        "applicant_kind": "company",
        "municipality_code": place.code,
        "title": "Service på orten, " + place.name,
        "owners_women_percent": chance.choice((0, 50, 50, 100)),
        "leader_gender": chance.choice(("woman", "man")),
    }


def _about(chance: Random, year: int, number: str, applied: int) -> Row:
    outcome = chance.choices(("granted", "rejected", "dismissed", "withdrawn"), (78, 15, 3, 4))[0]
    granted = applied * chance.choice((80, 100, 100)) // 100 if outcome == "granted" else 0
    decided, old = date(year, chance.randint(1, 12), chance.randint(2, 27)), year <= _OLD_STRATEGY[1]
    return {
        "external_id": number,
        "strategy": _OLD_STRATEGY[0] if old else _STRATEGY,
        "priority": "5" if old else "2",
        "applied_sek": applied,
        "granted_sek": granted,
        "paid_sek": granted,
        "outcome": outcome,
        "received_on": decided - timedelta(days=chance.randint(20, 80)),
        "decided_on": decided,
        "started_on": decided if granted else None,
        "ended_on": decided + timedelta(days=20) if granted else None,
    }
