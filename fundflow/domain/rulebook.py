"""The numbers of the acts and of regional policy as dated values; a rule asks for them by id and day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from fundflow.domain.aid import EuroRate
from fundflow.domain.findings import LegalSource, SourceStatus
from fundflow.domain.money import Money
from fundflow.domain.programme import Text

_RATE: Final = "E11"


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
    """The rules in force on one day."""

    def __init__(self, rules: Iterable[Rule], day: date) -> None:
        self.day = day
        wordings = list(rules)
        self._rules = {rule.id: rule for rule in wordings if rule.applies_on(day)}
        self._of_other_days = {rule.id: rule for rule in wordings if rule.id not in self._rules}

    def find(self, rule_id: str) -> Rule | None:
        """Return the rule of that id in the wording of the day; None when there is none."""
        return self._rules.get(rule_id)

    def of_another_day(self, rule_id: str) -> Rule | None:
        """Return a wording of a rule that has none on the day; None when it has one, or none at all."""
        return self._of_other_days.get(rule_id)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())


def rate_in(rulebook: Rulebook) -> EuroRate | None:
    """Return what a euro costs by the rules of the day; None where they do not say.

    Source: E11 (partly verified).
    """
    rule = rulebook.find(_RATE)
    return None if rule is None or "sek_per_eur" not in rule.figures else EuroRate(rule.decimal("sek_per_eur"))
