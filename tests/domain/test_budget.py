"""Costs and financing balance, in money and in kind; flat rates are computed, never typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundflow.catalogue import Catalogue
from fundflow.domain.budget import CostRow, FinancingRow, Plan, kinds_not_allowed, with_flat_rates
from fundflow.domain.money import Money, total
from fundflow.domain.programme import Programme

STAFF, TRAVEL = "staff", "travel"


@pytest.fixture
def programme(catalogue: Catalogue) -> Programme:
    return catalogue.programme("project_funding", 1)


def cost(kind: str, kronor: int, year: int = 2026, *, in_kind: bool = False) -> CostRow:
    return CostRow(kind, kind, year, Money.kronor(kronor), in_kind)


def test_a_plan_balances_when_costs_equal_financing_and_grant() -> None:
    plan = Plan(
        (cost(STAFF, 800_000), cost("in_kind", 200_000, in_kind=True)),
        (
            FinancingRow("Kommunen", "municipality", Money.kronor(300_000)),
            FinancingRow("Kommunen", "municipality", Money.kronor(200_000), in_kind=True),
        ),
        Money.kronor(500_000),
    )

    assert plan.gap == Money(0)
    assert plan.in_kind_gap == Money(0)


def test_the_gap_says_how_much_is_missing() -> None:
    plan = Plan((cost(STAFF, 480_000),), (FinancingRow("Egna", "own", Money.kronor(192_000)),), Money.kronor(264_000))

    assert plan.gap == Money.kronor(24_000)


def test_fifteen_percent_is_reckoned_on_staff_of_each_year(programme: Programme) -> None:
    rows = [cost(STAFF, 100_001, 2026), cost(STAFF, 50_000, 2027), cost(TRAVEL, 10_000, 2026)]

    planned = with_flat_rates(rows, programme.cost_method("indirect_15"), programme)

    # 15 % of 100 001 is 15 000.15 and of 50 000 is 7 500, each rounded down
    flat = [(row.year, row.amount) for row in planned[len(rows) :]]
    assert flat == [(2026, Money.kronor(15_000)), (2027, Money.kronor(7_500))]


def test_forty_percent_replaces_every_other_line(programme: Programme) -> None:
    method = programme.cost_method("staff_40")

    assert kinds_not_allowed([cost(STAFF, 1), cost(TRAVEL, 1), cost("in_kind", 1), cost(TRAVEL, 2)], method) == [
        TRAVEL,
        "in_kind",
    ]
    assert total(row.amount for row in with_flat_rates([cost(STAFF, 100_000)], method, programme)) == Money.kronor(
        140_000
    )


def test_actual_costs_have_no_flat_line(programme: Programme) -> None:
    rows = (cost(STAFF, 100_000), cost(TRAVEL, 5_000))

    assert with_flat_rates(rows, programme.cost_method("actual"), programme) == rows


@given(st.lists(st.tuples(st.integers(1, 10**7), st.integers(2024, 2030)), max_size=12))
def test_years_and_types_add_up_to_the_total(amounts: list[tuple[int, int]]) -> None:
    plan = Plan(tuple(cost(STAFF if kronor % 2 else TRAVEL, kronor, year) for kronor, year in amounts), ())

    assert total(plan.by_year().values()) == plan.total_cost == total(plan.by_type().values())
