"""Days, periods and budget years; days are Swedish days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_YEAR_FIRST = re.compile(r"^(\d{4})[./ ](\d{2})[./ ](\d{2})$")
_NUMBERS = re.compile(r"^(\d{1,2})[-/.\s](\d{1,2})[-/.\s]+(\d{4})$")
_NAMED = re.compile(r"^(?:[a-zåäö]+dag(?:en)? )?(?:den )?(\d{1,2}) ([a-z]{3})[a-z]*\.? (\d{4})$")
_EARLIEST, _LATEST = 1900, 2200


class NotADay(ValueError):
    """The text cannot be read as a day."""


def parse_day(text: str) -> date:
    """Read a day as people write it: ``2026-02-19``, ``20260219``, ``19/2 2026``, ``torsdag den 19 februari 2026``.

    Raises NotADay otherwise, and for years that no application is about.
    """
    cleaned = " ".join(text.lower().split())
    try:
        if (numbers := _NUMBERS.match(cleaned)) is not None:
            day, month, year = (int(part) for part in numbers.groups())
            found = date(year, month, day)
        elif (named := _NAMED.match(cleaned)) is not None:
            found = date(int(named[3]), _MONTHS.index(named[2]) + 1, int(named[1]))
        elif (year_first := _YEAR_FIRST.match(cleaned)) is not None:
            year, month, day = (int(part) for part in year_first.groups())
            found = date(year, month, day)
        else:
            found = date.fromisoformat(cleaned)
    except ValueError as error:
        raise NotADay(text) from error
    if not _EARLIEST <= found.year <= _LATEST:
        raise NotADay(text)
    return found


def swedish_day(moment: datetime) -> date:
    """Return the day in Sweden at an aware moment."""
    return moment.astimezone(STOCKHOLM).date()


def add_months(day: date, months: int) -> date:
    """Return the same day of the month some months later; where that month has no such day, its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


@dataclass(frozen=True, slots=True)
class Period:
    """A closed period of days; both ends belong to it."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} lies before {self.first}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def years(self) -> Iterator[int]:
        """Yield each calendar year that the period touches, in order."""
        return iter(range(self.first.year, self.last.year + 1))


def budget_year(year: int) -> Period:
    """Return the calendar year, which is the state's budget year."""
    return Period(date(year, 1, 1), date(year, 12, 31))
