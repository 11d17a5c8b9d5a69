"""Moments of the made-up year: deeds are done on working days, in office hours, Swedish time."""

from datetime import date, datetime, time, timedelta
from random import Random

from fundflow.clock import STOCKHOLM
from fundflow.domain.deadlines import next_working_day, working_days_after


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the moment of a Swedish day and hour."""
    return datetime.combine(day, time(hour, minute), STOCKHOLM)


def in_office_hours(chance: Random, day: date) -> datetime:
    """Return a moment between eight and half past four of the day, or of the first working day after it."""
    minutes = chance.randrange(8 * 60, 16 * 60 + 30)
    return at_hour(next_working_day(day), *divmod(minutes, 60))


def some_days_after(chance: Random, moment: datetime, least: int, most: int) -> datetime:
    """Return a moment in office hours between so many working days later; on the same day it is an hour later."""
    count = chance.randint(least, most)
    if count == 0:
        return moment + timedelta(minutes=chance.randint(15, 50))
    return in_office_hours(chance, working_days_after(moment.astimezone(STOCKHOLM).date(), count))


def of_an_evening(chance: Random, day: date) -> datetime:
    """Return a moment between seven in the morning and nine in the evening, also on a Sunday: applicants' hours."""
    return at_hour(day, *divmod(chance.randrange(7 * 60, 21 * 60), 60))


def board_meetings(first: date, last: date) -> list[date]:
    """Return the meetings of the board: the third Wednesday of each month but July."""
    meetings = []
    month = date(first.year, first.month, 1)
    while month <= last:
        wednesday = month + timedelta(days=(2 - month.weekday()) % 7 + 14)
        if month.month != 7:
            meetings.append(wednesday)
        month = (month + timedelta(days=32)).replace(day=1)
    return meetings
