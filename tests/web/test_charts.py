"""Figures as pictures: true to scale, from zero."""

from decimal import Decimal

import pytest

from fundflow.domain.money import Money
from fundflow.web import charts


def test_the_parts_of_a_money_bar_follow_each_other_true_to_scale() -> None:
    bar = charts.money_bar(
        [("Eget", "ff-c2", Money.kronor(40)), ("Sökt", "ff-c1", Money.kronor(55))], Money.kronor(100)
    )

    assert [(part.start, part.width) for part in bar.parts] == [("0.00", "40.00"), ("40.00", "55.00")]
    assert bar.words.replace("\u00a0", " ") == "Eget 40 %, Sökt 55 %"


def test_a_bar_of_more_than_the_whole_is_no_wider_than_the_page() -> None:
    bar = charts.money_bar([("Betalt", "ff-c1", Money.kronor(150))], Money.kronor(100))

    assert bar.parts[0].width == "100.00"


def test_a_bar_of_nothing_is_empty() -> None:
    assert charts.money_bar([("Betalt", "ff-c1", Money(0))]).parts[0].width == "0.00"


@pytest.mark.parametrize(("used", "look"), [(59, "ff-c2"), (60, "ff-cwarn"), (85, "ff-cstop"), (130, "ff-cstop")])
def test_a_meter_warns_from_sixty_percent_and_stops_from_eighty_five(used: int, look: str) -> None:
    assert charts.meter(used, 100, "").look == look
    assert Decimal(charts.meter(used, 100, "").width) == min(used, 100)


def test_bars_begin_at_zero_and_share_a_scale_with_what_they_are_compared_with() -> None:
    bars = charts.bars([charts.BarRow("A", Decimal(50), "50", Decimal(100)), charts.BarRow("B", Decimal(0), "0")])

    assert [(bar.width, bar.tick) for bar in bars] == [("49.00", "98.00"), ("0.00", None)]


def test_shares_fill_the_row() -> None:
    row = charts.shares("Sökta", [("Kvinnor", "ff-cw", Decimal(1)), ("Män", "ff-cm", Decimal(3))])

    assert [part.words.replace("\u00a0", " ") for part in row.parts] == ["25 %", "75 %"]
    assert row.parts[1].start == "25.20"


@pytest.mark.parametrize(
    ("largest", "top"), [("94.6", "100"), ("3", "3"), ("0.4", "0,4"), ("0", "1"), ("12000", "12500")]
)
def test_the_axis_ends_at_a_round_number_above_the_largest(largest: str, top: str) -> None:
    wide, _ = charts.line_charts(["2025", "2026"], [charts.Series("a", "s1", (Decimal(0), Decimal(largest)))])

    assert wide.up[-1].words == top


def test_lines_come_in_a_wide_and_a_narrow_drawing_and_leave_out_what_is_not_known() -> None:
    years = [str(year) for year in range(2016, 2026)]
    numbers = (None, None, *(Decimal(year) for year in range(8)))

    wide, narrow = charts.line_charts(
        years, [charts.Series("a", "s1", numbers), charts.Series("b", "s0", (None,) * 10)]
    )

    assert (wide.width, narrow.width) == (620, 350)
    assert (len(wide.across), len(narrow.across)) == (10, 5)
    assert len(wide.lines) == 1
    assert [len(run.split()) for run in wide.lines[0].runs] == [8]


def test_a_line_is_broken_where_nothing_is_known_and_a_lone_point_is_a_dot() -> None:
    numbers = (Decimal(1), Decimal(2), None, Decimal(20))

    wide, _ = charts.line_charts(["2022", "2023", "2024", "2025"], [charts.Series("a", "s1", numbers)])

    before, lone = (run.split() for run in wide.lines[0].runs)
    assert len(before) == 2
    assert len(lone) == 2
    assert lone[0] == lone[1]
