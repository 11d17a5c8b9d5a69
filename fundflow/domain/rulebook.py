"""The numbers of the acts and of regional policy as dated values; a rule asks for them by id and day."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from fundflow.domain.findings import LegalSource, SourceStatus
from fundflow.domain.money import Money
from fundflow.domain.programme import Text
from fundflow.domain.published import PublishedFigures
from fundflow.domain.rates import EuroRate, PriceBase

EURO_RATE: Final = "E11"
PRICE_BASE: Final = "S20"
_YEAR_OF_BASE: Final = re.compile(r"prisbasbelopp_(\d{4})_kronor", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in one wording: its source, its days, and its figures by name.

    Percentages are 0-100 and end in ``_percent``; amounts are whole kronor and end in ``_kronor``.
    """

    id: str
    label: Text
    act: str | None
    provision: str
    status: SourceStatus
    valid_from: date | None = None
    valid_to: date | None = None
    region: str | None = None
    figures: Mapping[str, Decimal | int | str] = field(default_factory=dict)

    @property
    def source(self) -> LegalSource:
        """The rule as a finding cites it."""
        return LegalSource(self.id, self.act, self.provision, self.status)

    def applies_on(self, day: date) -> bool:
        """Say whether this wording is in force on the day; an open end is open."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def percent(self, name: str) -> Decimal:
        """Return a figure that is a percentage (0-100)."""
        return Decimal(self.figures[name])

    def kronor(self, name: str) -> Money:
        """Return a figure that is an amount in whole kronor."""
        return Money.kronor(int(self.figures[name]))

    def decimal(self, name: str) -> Decimal:
        """Return a figure that is an exact number, such as euro or kilometres."""
        return Decimal(self.figures[name])

    def text(self, name: str) -> str:
        """Return a figure that is a text; empty where the rule has none of that name."""
        return str(self.figures.get(name, ""))

    def number(self, name: str) -> int:
        """Return a figure that is a whole number."""
        return int(self.figures[name])


class Rulebook:
    """The rules in force on one day, with the published figures that the region keeps, which go before theirs."""

    def __init__(self, rules: Iterable[Rule], day: date, published: PublishedFigures | None = None) -> None:
        self.day = day
        self.published = published or PublishedFigures()
        wordings = list(rules)
        self._rules = {rule.id: rule for rule in wordings if rule.applies_on(day)}
        self._of_other_days = {rule.id: rule for rule in wordings if rule.id not in self._rules}

    def with_published(self, published: PublishedFigures) -> "Rulebook":
        """Return the same rules with these figures of the region."""
        return Rulebook((*self._rules.values(), *self._of_other_days.values()), self.day, published)

    def find(self, rule_id: str) -> Rule | None:
        """Return the rule of that id in the wording of the day; None when there is none."""
        return self._rules.get(rule_id)

    def of_another_day(self, rule_id: str) -> Rule | None:
        """Return a wording of a rule that has none on the day; None when it has one, or none at all."""
        return self._of_other_days.get(rule_id)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())


def rate_in(rulebook: Rulebook, day: date | None = None) -> EuroRate | None:
    """Return what a euro costs: the region's newest rate on the day, else the figure of the rules; None: neither.

    ``day``: another one than the rulebook's own.

    Source: E11 (partly verified).
    """
    rate = rulebook.published.rate_on(day or rulebook.day)
    return rate if rate is not None else shipped_rate(rulebook)


def shipped_rate(rulebook: Rulebook) -> EuroRate | None:
    """Return the undated figure of the rules; None where they have none."""
    rule = rulebook.find(EURO_RATE)
    return None if rule is None or "sek_per_eur" not in rule.figures else EuroRate(rule.decimal("sek_per_eur"))


def price_base(rulebook: Rulebook, year: int) -> PriceBase | None:
    """Return the price base amount of a year: as the region keeps it, else as the rules say; None: it is not known.

    Source: S20.
    """
    return price_bases(rulebook).get(year)


def price_bases(rulebook: Rulebook) -> dict[int, PriceBase]:
    """Return the price base amount of every year that is known."""
    return {**shipped_price_bases(rulebook), **rulebook.published.price_bases}


def shipped_price_bases(rulebook: Rulebook) -> dict[int, PriceBase]:
    """Return the price base amounts of the rules, by year."""
    rule = rulebook.find(PRICE_BASE)
    named = ((name, _YEAR_OF_BASE.fullmatch(name)) for name in (rule.figures if rule is not None else ()))
    years = {int(found[1]): name for name, found in named if found}
    return {year: PriceBase(year, rule.kronor(name)) for year, name in years.items() if rule is not None}
