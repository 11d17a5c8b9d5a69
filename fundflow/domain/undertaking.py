"""The companies that make up one undertaking with an applicant, and who owns and leads it, as stated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from fundflow.domain.concepts import Concept
from fundflow.domain.currencies import Currency, CurrencyAmount
from fundflow.domain.findings import Finding, LegalSource, Verdict
from fundflow.domain.gender import LeaderGender

_DEFINITION: Final = LegalSource("E12", "651/2014", "bilaga I artikel 3")
_EARLIEST: Final = 2000
_HALF: Final = Decimal(50)
_QUARTER: Final = Decimal(25)
_WHOLE: Final = Decimal(100)


class Relation(StrEnum):
    """How close another company is: one that controls or is controlled, or one that holds a quarter or more."""

    LINKED = "linked"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Size:
    """Employees in full-time years, and turnover and balance in whole euro or kronor; None: not stated."""

    employees: Decimal | None = None
    turnover: int | None = None
    balance: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Another company of the group; ``number`` is its organisation number where it is told."""

    name: str
    relation: Relation
    percent: Decimal
    size: Size = Size()
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Undertaking:
    """An applicant's size and its group at the end of a financial year, each company without the others' figures.

    ``sek_per_eur``: the rate that was stated with amounts in kronor; None: the region's rate counts.
    """

    year: int
    currency: Currency
    size: Size
    links: tuple[Link, ...] = ()
    sek_per_eur: Decimal | None = None
    public_ownership_percent: Decimal | None = None

    def written(self, amount: int | None) -> str:
        """Return an amount as an answer: as it was stated, or in whole euro by the rate stated with it, if any.

        Empty where nothing is stated.
        """
        if amount is None:
            return ""
        if self.currency is Currency.SEK and self.sek_per_eur:
            return str(int((Decimal(amount) / self.sek_per_eur).quantize(Decimal(1), ROUND_HALF_UP)))
        return CurrencyAmount(Decimal(amount), self.currency).written


def against_stating(stated: Undertaking, this_year: int) -> Iterator[Finding]:
    """Yield what is wrong with a statement: its year, or how close a company is said to be."""
    if not _EARLIEST <= stated.year <= this_year:
        yield Finding("group_year_odd", Verdict.NOT_YET, figures={"year": this_year}, field="year")
    for link in stated.links:
        if link.relation is Relation.LINKED and not _HALF <= link.percent <= _WHOLE:
            yield Finding("link_below_half", Verdict.NOT_YET, _DEFINITION, {"what": link.name}, "links")
        if link.relation is Relation.PARTNER and not _QUARTER <= link.percent <= _HALF:
            yield Finding("partner_outside", Verdict.NOT_YET, _DEFINITION, {"what": link.name}, "links")


@dataclass(frozen=True, slots=True)
class OwnersAndLeader:
    """Who owns and who leads, as told; what is neither women's nor men's is owned by others, as companies.

    ``leader`` None: not known. Where someone is born is never kept here: only types that need it ask, each time.
    """

    women_percent: Decimal | None
    men_percent: Decimal | None
    leader: LeaderGender | None


def against_owners(told: OwnersAndLeader) -> Iterator[Finding]:
    """Yield what is wrong with the shares: more than the whole."""
    if (told.women_percent or 0) + (told.men_percent or 0) > _WHOLE:
        yield Finding("owners_over_whole", Verdict.NOT_YET, field="men_percent")


def linked_with(organisation_id: int, pairs: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return all that are one undertaking with an organisation: linked with it, at whatever remove, in any direction.

    Source: E3, Regulation (EU) 2023/2831 art 2.2.
    """
    known, found = list(pairs), {organisation_id}
    while added := {end for pair in known for end in pair if found & set(pair)} - found:
        found |= added
    return frozenset(found)


# ----- proposed answers


def proposed_of_group(stated: Undertaking) -> dict[Concept, object]:
    """Return answers, as people write them, that a statement proposes to the questions of these concepts.

    No rows of the group: it is stated that there are none.
    """
    proposed: dict[Concept, object] = {
        Concept.EMPLOYEES: _number(stated.size.employees),
        Concept.TURNOVER_EUR: stated.written(stated.size.turnover),
        Concept.BALANCE_EUR: stated.written(stated.size.balance),
        Concept.PUBLIC_OWNERSHIP_PERCENT: _number(stated.public_ownership_percent),
    }
    told: dict[Concept, object] = {concept: value for concept, value in proposed.items() if value}
    return {**told, Concept.GROUP: [_row(stated, link) for link in stated.links]}


def _row(stated: Undertaking, link: Link) -> dict[str, str]:
    return {
        "name": link.name,
        "number": link.number or "",
        "relation": link.relation.value,
        "percent": _number(link.percent),
        "employees": _number(link.size.employees),
        "turnover_eur": stated.written(link.size.turnover),
        "balance_eur": stated.written(link.size.balance),
    }


def proposed_of_owners(told: OwnersAndLeader) -> dict[Concept, object]:
    """Return answers, as people write them, that what is told of owners and leader proposes."""
    proposed: dict[Concept, object] = {
        Concept.OWNERS_WOMEN_PERCENT: _number(told.women_percent),
        Concept.LEADER_GENDER: told.leader.value if told.leader else "",
    }
    return {concept: value for concept, value in proposed.items() if value}


def _number(value: Decimal | int | None) -> str:
    return "" if value is None else f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)
