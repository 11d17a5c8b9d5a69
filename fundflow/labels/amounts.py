"""How amounts and days are written, in Swedish or English, wherever they stand.

English keeps the blanks between thousands and kr after the amount, so that a figure is found again in the decision and
can be typed as it is read; its decimals stand after a point.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from fundflow.domain.money import Money
from fundflow.domain.periods import STOCKHOLM

NO_BREAK: Final = "\u00a0"
MINUS: Final = "\u2212"
SWEDISH: Final = "sv"
_MONTHS: Final[Mapping[str, Sequence[str]]] = {
    SWEDISH: (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_WEEKDAYS: Final[Mapping[str, Sequence[str]]] = {
    SWEDISH: ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MARKS: Final[Mapping[str, str]] = {SWEDISH: ",", "en": "."}
_AT: Final = {SWEDISH: f" kl.{NO_BREAK}", "en": f" at{NO_BREAK}"}


def grouped(number: int) -> str:
    """Return a whole number with no-break spaces between thousands and a true minus sign."""
    digits = f"{abs(number):,}".replace(",", NO_BREAK)
    return f"{MINUS}{digits}" if number < 0 else digits


def decimal_mark(language: str) -> str:
    """Return what stands before decimals."""
    return _MARKS[language]


def decimal_text(number: Decimal, language: str = SWEDISH) -> str:
    """Return a number as ``1 234,5``, with the decimals that it has and no empty ones."""
    whole, _, decimals = f"{abs(number):f}".partition(".")
    decimals = decimals.rstrip("0")
    text = grouped(int(whole)) + (f"{_MARKS[language]}{decimals}" if decimals else "")
    return f"{MINUS}{text}" if number < 0 else text


def figure_written(figure: Decimal | int, language: str = SWEDISH) -> str:
    """Return a figure of a rule without its unit, which the text around it tells."""
    return grouped(figure) if isinstance(figure, int) else decimal_text(figure, language)


def kronor_text(amount: Money, language: str = SWEDISH) -> str:
    """Return the amount as ``1 200 000 kr``; with öre only where there are any."""
    sign = -1 if amount.ore < 0 else 1
    whole, ore = divmod(abs(amount.ore), 100)
    text = grouped(sign * whole) if whole or sign > 0 else f"{MINUS}0"
    return f"{text}{_MARKS[language]}{ore:02d}{NO_BREAK}kr" if ore else f"{text}{NO_BREAK}kr"


def long_day(day: date, *, weekday: bool = True, year: bool = True, language: str = SWEDISH) -> str:
    """Return the day as ``torsdag 19 februari 2026``, with no-break spaces between day and month."""
    text = f"{day.day}{NO_BREAK}{_MONTHS[language][day.month - 1]}"
    if year:
        text = f"{text}{NO_BREAK}{day.year}"
    return f"{_WEEKDAYS[language][day.weekday()]} {text}" if weekday else text


def long_moment(moment: datetime, language: str = SWEDISH) -> str:
    """Return an aware moment as it is told in Sweden: ``torsdag 19 mars 2026 kl. 16.00``."""
    there = moment.astimezone(STOCKHOLM)
    return f"{long_day(there.date(), language=language)}{_AT[language]}{there:%H.%M}"


def near_day(day: date, language: str = SWEDISH) -> str:
    """Return the day as ``mån 23 feb``."""
    weekday, month = _WEEKDAYS[language][day.weekday()], _MONTHS[language][day.month - 1]
    return f"{weekday[:3]} {day.day}{NO_BREAK}{month[:3]}"
