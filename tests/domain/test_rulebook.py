"""The rulebook of a day holds each rule in the wording of that day."""

from datetime import date
from decimal import Decimal

import pytest

from fundflow.domain.findings import LegalSource, SourceStatus
from fundflow.domain.programme import Text
from fundflow.domain.rulebook import Rule, Rulebook

OLD = Rule(
    "S8",
    Text("Taket"),
    "2024:1243",
    "§ 20",
    SourceStatus.VERIFIED,
    valid_to=date(2025, 12, 31),
    figures={"highest_kronor": 350_000},
)
NEW = Rule(
    "S8",
    Text("Taket"),
    "2024:1243",
    "§ 20",
    SourceStatus.VERIFIED,
    valid_from=date(2026, 1, 1),
    figures={"highest_kronor": 370_000, "share_percent": Decimal("42.5")},
)


@pytest.mark.parametrize(
    ("day", "highest"),
    [
        pytest.param(date(2000, 1, 1), 350_000, id="an open beginning is open"),
        pytest.param(date(2025, 12, 31), 350_000, id="the last day counts"),
        pytest.param(date(2026, 1, 1), 370_000, id="the first day counts"),
        pytest.param(date(2099, 1, 1), 370_000, id="an open end is open"),
    ],
)
def test_the_day_picks_the_wording(day: date, highest: int) -> None:
    rule = Rulebook([OLD, NEW], day).find("S8")

    assert rule is not None
    assert rule.number("highest_kronor") == highest


def test_a_rule_outside_its_days_is_not_there() -> None:
    book = Rulebook([NEW], date(2025, 12, 31))

    assert book.find("S8") is None
    assert list(book) == []


def test_a_percentage_is_exact() -> None:
    assert NEW.percent("share_percent") == Decimal("42.5")


def test_a_figure_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        NEW.percent("lowest_percent")


def test_a_rule_cites_its_source() -> None:
    assert NEW.source == LegalSource("S8", "2024:1243", "§ 20", SourceStatus.VERIFIED)


def test_a_rule_without_a_wording_on_the_day_is_found_as_one_of_another_day() -> None:
    early = Rulebook([NEW], date(2025, 12, 31))

    assert early.of_another_day("S8") is NEW
    assert early.of_another_day("S9") is None
    assert Rulebook([OLD, NEW], date(2025, 12, 31)).of_another_day("S8") is None
