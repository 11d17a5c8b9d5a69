"""Money that is granted, claimed and paid in any order never breaks the invariants of the ledger."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundflow.domain.ledger import Balance, Entry, EntryKind, broken_invariants
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import Payable, entitled, over_payable

KRONOR = st.integers(min_value=1, max_value=5_000_000)
ORE = st.integers(min_value=0, max_value=300_000_000)


def kr(kronor: int) -> Money:
    return Money.kronor(kronor)


@dataclass
class File:
    """A case's money: what is granted of which budget, and the payouts that are decided and not paid yet."""

    granted: Money
    budgeted: Money
    balance: Balance = field(default_factory=Balance)
    ordered: list[Money] = field(default_factory=list)

    def payable(self, approved: Money) -> Payable:
        """What the case may be paid if so much more cost is approved, as the queries reckon it."""
        waiting = sum(self.ordered, ZERO)
        return Payable(
            declared=approved,
            approved_now=approved,
            approved_before=self.balance.of(EntryKind.COST_APPROVED),
            granted=self.granted,
            budgeted=self.budgeted,
            paid_before=self.balance.of(EntryKind.PAID),
            ordered_before=waiting,
            left_of_grant=self.balance.outstanding - waiting,
        )

    def decide(self, approved: Money, amount: Money) -> None:
        """Approve costs and decide a payout."""
        right = entitled(
            self.balance.of(EntryKind.COST_APPROVED) + approved, granted=self.granted, budgeted=self.budgeted
        )
        self.balance = self.balance.after([Entry(EntryKind.COST_APPROVED, approved)], entitled=right)
        self.ordered.append(amount)

    def pay_first(self) -> None:
        """Confirm the oldest payment."""
        self.balance = self.balance.after([Entry(EntryKind.PAID, self.ordered.pop(0))])


def granted_file(granted: Money, budgeted: Money) -> File:
    file = File(granted, budgeted)
    file.balance = file.balance.after([Entry(EntryKind.GRANTED, granted)])
    return file


@given(
    granted=KRONOR, more=st.integers(0, 5_000_000), steps=st.lists(st.tuples(ORE, st.integers(0, 100), st.booleans()))
)
def test_no_order_of_claims_and_payments_breaks_the_ledger(
    granted: int, more: int, steps: list[tuple[int, int, bool]]
) -> None:
    file = granted_file(kr(granted), kr(granted + more))

    for approved, percent, pays_now in steps:
        payable = file.payable(Money(approved))
        amount = Money(payable.highest.ore * percent // 100)
        assert list(over_payable(payable, amount)) == []
        file.decide(Money(approved), amount)
        if pays_now and file.ordered:
            file.pay_first()
        assert broken_invariants(file.balance) == []
    while file.ordered:
        file.pay_first()

    assert broken_invariants(file.balance) == []
    assert ZERO <= file.balance.disbursed <= kr(granted)


@given(granted=KRONOR, more=st.integers(0, 5_000_000), approved=ORE, over=st.integers(1, 10_000_000))
def test_one_ore_more_than_the_highest_is_always_refused(granted: int, more: int, approved: int, over: int) -> None:
    payable = granted_file(kr(granted), kr(granted + more)).payable(Money(approved))

    refusals = list(over_payable(payable, payable.highest + Money(over)))

    assert len(refusals) == 1
    assert refusals[0].refuses
    assert refusals[0].figures["over"] == Money(over)


@given(granted=KRONOR, more=st.integers(0, 5_000_000), first=ORE, second=ORE)
def test_what_costs_entitle_to_grows_with_them_is_whole_kronor_and_never_more_than_the_grant(
    granted: int, more: int, first: int, second: int
) -> None:
    def right(ore: int) -> Money:
        return entitled(Money(ore), granted=kr(granted), budgeted=kr(granted + more))

    assert right(first) <= right(first + second) <= kr(granted)
    assert right(first).ore % 100 == 0


@pytest.mark.parametrize(
    ("approved", "share"),
    [
        pytest.param(kr(400_000), kr(200_000), id="half of 400 000 is 200 000"),
        pytest.param(Money(100_01), kr(50), id="half of 100,01 is 50 whole kronor"),
        pytest.param(kr(1_500_000), kr(600_000), id="never more than the grant"),
        pytest.param(ZERO, ZERO, id="nothing approved gives nothing"),
    ],
)
def test_the_share_is_that_of_the_decision(approved: Money, share: Money) -> None:
    assert entitled(approved, granted=kr(600_000), budgeted=kr(1_200_000)) == share


def test_a_case_without_budgeted_costs_entitles_to_nothing() -> None:
    assert entitled(kr(100), granted=kr(50), budgeted=ZERO) == ZERO


@pytest.mark.parametrize(
    ("entries", "broken"),
    [
        pytest.param({EntryKind.PAID: 101}, {"paid_over_grant", "paid_over_entitled"}, id="paid over the grant"),
        pytest.param({EntryKind.ADVANCED: 101}, {"paid_over_grant"}, id="advanced over the grant"),
        pytest.param({EntryKind.SETTLED: 10}, {"settled_over_advanced"}, id="settled without an advance"),
        pytest.param({EntryKind.RESERVED: -1}, {"ledger_below_zero"}, id="reserved below zero"),
        pytest.param({EntryKind.RELEASED: 20, EntryKind.PAID: 90}, {"paid_over_grant"}, id="paid what was released"),
    ],
)
def test_each_broken_invariant_is_named(entries: dict[EntryKind, int], broken: set[str]) -> None:
    balance = Balance({EntryKind.GRANTED: kr(100)}, entitled=kr(100)).after(
        Entry(kind, kr(amount)) for kind, amount in entries.items()
    )

    assert {finding.code for finding in broken_invariants(balance)} == broken
