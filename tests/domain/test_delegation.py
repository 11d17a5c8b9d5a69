"""Who may decide what, by the example order that ships (D14)."""

from datetime import date

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.delegation import BOARD, DelegationItem, DelegationOrder, Matter
from fundflow.domain.money import Money

LIMIT = Money.kronor(1_200_000)
ABOVE = Money(LIMIT.ore + 1)


@pytest.fixture
def order(catalogue: Catalogue) -> DelegationOrder:
    return catalogue.delegation_order(date(2026, 3, 2))


def decides(order: DelegationOrder, kind: str, amount: Money, grant_type: str = "implementation") -> str | None:
    item = order.item_for(Matter(kind, "project_funding", grant_type, amount))
    return item.position if item else None


@pytest.mark.parametrize("kind", ["grant", "rejection", "dismissal"])
@pytest.mark.parametrize("grant_type", ["pre_study", "small_project", "implementation"])
@pytest.mark.parametrize(
    ("amount", "position"),
    [
        pytest.param(Money.kronor(40_000), "director", id="a small amount"),
        pytest.param(LIMIT, "director", id="exactly the limit"),
        pytest.param(ABOVE, BOARD, id="one öre above it"),
    ],
)
def test_the_director_decides_up_to_and_including_the_limit(
    order: DelegationOrder, kind: str, grant_type: str, amount: Money, position: str
) -> None:
    assert decides(order, kind, amount, grant_type) == position


@pytest.mark.parametrize("kind", ["payout", "closing"])
def test_payouts_and_closing_are_the_head_of_units_whatever_the_amount(order: DelegationOrder, kind: str) -> None:
    assert decides(order, kind, Money.kronor(90_000_000)) == "head_of_unit"


@pytest.mark.parametrize(("withdrawn", "position"), [(True, "officer"), (False, "head_of_unit")])
def test_the_officer_writes_off_what_was_withdrawn(order: DelegationOrder, withdrawn: bool, position: str) -> None:
    item = order.item_for(Matter("write_off", "project_funding", "pre_study", LIMIT, after_withdrawal=withdrawn))

    assert item is not None
    assert item.position == position


def test_what_is_not_delegated_is_the_boards(order: DelegationOrder) -> None:
    item = order.item_for(Matter("grant", "village_fund", "village_grant", Money.kronor(10_000)))

    assert item is not None
    assert (item.number, item.position) == ("1.4", BOARD)


def test_nobody_decides_where_the_order_is_silent(order: DelegationOrder) -> None:
    assert decides(order, "recovery", LIMIT) is None


def test_every_position_has_a_name(order: DelegationOrder) -> None:
    assert str(order.label_of("director")) == "Regional utvecklingsdirektör"
    assert {item.position for item in order.items} <= {key for key, _ in order.positions}


def test_the_first_item_that_covers_the_matter_counts() -> None:
    narrow = DelegationItem("1", "grant", "officer", programmes=("project_funding",))
    wide = DelegationItem("2", "grant", "director")
    order = DelegationOrder("own", 1, date(2026, 1, 1), (), (narrow, wide))

    numbers = [order.item_for(Matter("grant", key, None, LIMIT)) for key in ("project_funding", "village_fund")]

    assert [item.number for item in numbers if item] == ["1", "2"]
