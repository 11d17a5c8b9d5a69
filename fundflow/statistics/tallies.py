"""Cells added up: how many cases and how much money stand behind a row of a figure."""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from fundflow.domain.money import Money
from fundflow.i18n import msgid
from fundflow.statistics.measure import percent

if TYPE_CHECKING:
    import pandas as pd

Key = tuple[Any, ...]
"""The codes that a sum belongs to, in the order they were asked for; versions are whole numbers."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums of cells: numbers of cases, and amounts in öre (those that end in ``_ore``)."""

    applied: int = 0
    requested_ore: int = 0
    requested_known: int = 0
    granted: int = 0
    granted_ore: int = 0
    rejected: int = 0
    disbursed_ore: int = 0
    ongoing: int = 0
    undated: int = 0
    budget_ore: int = 0
    budget_known: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def demand_is_known(self) -> bool:
        """Whether anything is known of what came in: decided cases without a received day alone say nothing (D26)."""
        return self.applied > 0 or self.undated == 0

    @property
    def granted_kronor(self) -> Money:
        """What was granted."""
        return Money(self.granted_ore)

    @property
    def disbursed_kronor(self) -> Money:
        """What was paid out."""
        return Money(self.disbursed_ore)

    @property
    def budget(self) -> Money | None:
        """The whole budgets of what was granted; None when none of them is known."""
        return Money(self.budget_ore) if self.budget_known or not self.granted else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened and nothing runs."""
        return not any((self.applied, self.granted, self.granted_ore, self.rejected, self.disbursed_ore, self.ongoing))

    def demand(self, scope: "Tally") -> tuple[int | None, Money | None]:
        """Return how many came in and for how much; None where the scope that the row belongs to does not know."""
        if not scope.demand_is_known:
            return None, None
        amount = Money(self.requested_ore) if self.requested_known or not self.applied else None
        return self.applied, amount

    def grant_rate(self) -> Decimal | None:
        """Return granted cases in percent of granted and rejected ones."""
        return percent(self.granted, self.granted + self.rejected)


NOTHING: Final = Tally()


def tallies(cells: "pd.DataFrame", *keys: str) -> dict[Key, Tally]:
    """Return the sums of the cells by the keys; a key of one column is a tuple of one."""
    if cells.empty:
        return {}
    names = [one.name for one in fields(Tally)]
    sums = cells.groupby(list(keys), observed=True, sort=True)[names].sum()
    found: dict[Key, Tally] = {}
    for key, *numbers in sums.itertuples(name=None):
        found[key if isinstance(key, tuple) else (key,)] = Tally(*(int(number) for number in numbers))
    return found


def grand_total(cells: "pd.DataFrame") -> Tally:
    """Return the sum of all cells."""
    names = [one.name for one in fields(Tally)]
    return Tally(*(int(cells[name].sum()) for name in names))


def demand_note(total: Tally) -> tuple[str, ...]:
    """Return what to say of cases whose received day nobody knows."""
    if not total.undated:
        return ()
    if not total.demand_is_known:
        return (msgid("Ankomstdagar är inte kända för året. Kolumnerna för sökta är därför tomma."),)
    sentence = msgid("{count} ärenden som avgjordes under året saknar ankomstdag och räknas inte bland de sökta.")
    return (sentence.format(count=total.undated),)
