"""The only reader of the clock; UTC inside, Europe/Stockholm for the eye."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """Return this moment, aware and in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day it is in Sweden."""
    return now().astimezone(STOCKHOLM).date()
