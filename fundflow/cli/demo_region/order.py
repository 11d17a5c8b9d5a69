"""What is ordered of the demo: how much, from which seed, and which day it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

EARLIEST: Final = date(2025, 8, 1)
"""The programmes of the catalogue are in force from 2024; before this day a year and a half does not fit."""

LATEST: Final = date(2030, 12, 31)
"""The last day of the strategy that the cases serve."""


@dataclass(frozen=True, slots=True)
class Order:
    """How many cases to make, from which seed, and the day that is today in the register."""

    cases: int
    seed: int
    today: date

    @property
    def first(self) -> date:
        """The first day of the made-up time: a year and a half ago, or the beginning of last year."""
        return min(self.today - timedelta(days=548), date(self.today.year - 1, 1, 7))
