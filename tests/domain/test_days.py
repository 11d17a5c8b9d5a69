"""Days are Swedish; months end where they end; working days know red days and the three eves."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundflow.domain.deadlines import is_working_day, next_working_day, working_days_after
from fundflow.domain.periods import NotADay, Period, add_months, parse_day, swedish_day
from fundflow.domain.programme import ReportPlan
from fundflow.domain.reports import ReportKind, schedule

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def test_a_moment_late_in_the_evening_belongs_to_the_next_day_in_sweden() -> None:
    assert swedish_day(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert swedish_day(datetime(2026, 12, 31, 22, 30, tzinfo=UTC)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    "written",
    [
        *("2026-02-19", "20260219", "2026.02.19", "2026/02/19", "19/2 2026", "19.2.2026", "19-2-2026"),
        *(
            "19 februari 2026",
            "19 feb 2026",
            "den 19 feb. 2026",
            "Torsdag 19 februari 2026",
            "torsdagen den 19 feb 2026",
        ),
    ],
)
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert parse_day(written) == date(2026, 2, 19)


@pytest.mark.parametrize("written", ["", "2026-02-30", "19/13 2026", "i morgon", "0026-02-19", "2026"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(NotADay):
        parse_day(written)


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)


@given(DAYS, st.integers(0, 240))
def test_months_forward_never_pass_the_month_they_reach(day: date, months: int) -> None:
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        pytest.param(date(2026, 6, 19), False, id="midsummer eve"),
        pytest.param(date(2026, 12, 24), False, id="christmas eve"),
        pytest.param(date(2026, 12, 31), False, id="new year's eve"),
        pytest.param(date(2026, 5, 14), False, id="ascension day"),
        pytest.param(date(2026, 3, 7), False, id="a saturday"),
        pytest.param(date(2026, 3, 9), True, id="a monday"),
    ],
)
def test_offices_are_closed_on_red_days_and_the_three_eves(day: date, open_: bool) -> None:
    assert is_working_day(day) is open_


@given(DAYS, st.integers(1, 30))
def test_a_due_day_is_always_a_working_day(day: date, count: int) -> None:
    assert is_working_day(next_working_day(day))
    assert is_working_day(working_days_after(day, count))


def test_a_two_year_project_reports_each_half_year_and_once_after_its_end() -> None:
    project = Period(date(2026, 4, 1), date(2028, 3, 31))

    reports = list(schedule(project, ReportPlan(progress_every_months=6, final_after_months=1)))

    # Three working days; a month after 31 March 2028 is Sunday 30 April, and 1 May is red: Tuesday 2 May
    assert [(one.kind, one.due_on) for one in reports] == [
        (ReportKind.PROGRESS, date(2026, 10, 1)),
        (ReportKind.PROGRESS, date(2027, 4, 1)),
        (ReportKind.PROGRESS, date(2027, 10, 1)),
        (ReportKind.FINAL, date(2028, 5, 2)),
    ]


def test_a_plan_without_progress_reports_has_the_final_one_alone() -> None:
    reports = list(schedule(Period(date(2026, 4, 1), date(2028, 3, 31)), ReportPlan(None, final_after_months=1)))

    assert [(one.kind, one.due_on) for one in reports] == [(ReportKind.FINAL, date(2028, 5, 2))]


@given(DAYS, st.integers(0, 2000), st.integers(1, 12) | st.none(), st.integers(0, 6))
def test_every_project_has_exactly_one_final_report_and_it_is_the_last(
    first: date, length: int, every: int | None, after: int
) -> None:
    last = date.fromordinal(first.toordinal() + length)

    reports = list(schedule(Period(first, last), ReportPlan(every, after)))

    assert [one.kind for one in reports].count(ReportKind.FINAL) == 1
    assert reports[-1].kind is ReportKind.FINAL
