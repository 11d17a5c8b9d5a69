"""Working days and holidays; when an answer is due."""

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=32)
def _free_days(year: int) -> frozenset[date]:
    # "public" alone misses Midsummer's Eve, Christmas Eve and New Year's Eve.
    return frozenset(holidays.country_holidays("SE", years=year, categories=("public", "de_facto"), language="sv"))


def is_working_day(day: date) -> bool:
    """Say whether offices are open: no Saturday, Sunday, red day, nor one of the three eves.

    Which days count is for the region's lawyer to confirm.
    """
    return day.weekday() < 5 and day not in _free_days(day.year)


def next_working_day(day: date) -> date:
    """Return the day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_after(day: date, count: int) -> date:
    """Return the day that lies ``count`` working days after ``day``."""
    for _ in range(count):
        day = next_working_day(day + timedelta(days=1))
    return day
