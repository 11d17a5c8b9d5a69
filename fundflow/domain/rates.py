"""What a euro costs and what a price base amount is, each with where the figure comes from."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from fundflow.domain.money import Money

_CENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class EuroRate:
    """Kronor for one euro.

    ``day`` None: the undated figure of the rules. ``source``: where the region found it, in words; empty with a day: an
    officer gave it in the case.
    """

    sek_per_eur: Decimal
    day: date | None = None
    source: str = ""

    @property
    def is_of_case(self) -> bool:
        """Whether an officer gave it to one case."""
        return self.day is not None and not self.source

    def in_euro(self, kronor: Decimal) -> Decimal:
        """Return kronor in euro, to the cent."""
        return (kronor / self.sek_per_eur).quantize(_CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class PriceBase:
    """The price base amount of a calendar year; ``source`` empty: the figure of the rules, which is unverified."""

    year: int
    amount: Money
    source: str = ""
