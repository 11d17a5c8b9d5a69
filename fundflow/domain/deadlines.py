"""Working days and holidays; when an answer is due."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import holidays

from fundflow.domain.periods import add_months

ANSWER_WITHIN_MONTHS: Final = 6
"""After six months the applicant may ask for a decision, which is to come within four weeks (L3, FL § 12)."""


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


def last_ordinary_day(received_on: date) -> date:
    """Return the day from which the applicant may ask for a decision.

    Source: L3, FL § 12.
    """
    return add_months(received_on, ANSWER_WITHIN_MONTHS)
