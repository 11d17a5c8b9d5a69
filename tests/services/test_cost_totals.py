"""A list of costs may hold sums, its head again and empty rows: none is a cost, and no cost is taken for one."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundflow.domain.money import Money, total
from fundflow.services.claim import start_claim
from fundflow.services.importing.claim_costs import HEADINGS as KNOWN_HEADINGS
from fundflow.services.importing.claim_costs import import_costs
from fundflow.services.importing.cost_totals import LeftOut, remarks, without_sums
from fundflow.services.importing.deed import Listed
from fundflow.services.importing.values import Problem
from tests.services.test_claim_costs import GOOD, HEADINGS, kept, listed, take, told
from tests.whole_case import World, granted

COLUMNS = {name: column for column, names in KNOWN_HEADINGS.items() for name in names}
KIND, WHAT, SUPPLIER, PAID_ON, AMOUNT = HEADINGS
Cells = Mapping[str, object]


def parted(*rows: Cells, unreadable: Sequence[Problem] = ()) -> tuple[list[int], tuple[LeftOut, ...]]:
    """The numbers of the rows that are kept, the first one being 2, and what is left out."""
    content = Listed(HEADINGS, tuple(enumerate(rows, start=2)), tuple(unreadable))
    rest, left_out = without_sums(content, COLUMNS.get)
    return [number for number, _ in rest.rows], left_out


def cost(kronor: object) -> Cells:
    return {**GOOD, AMOUNT: kronor}


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({KIND: "Summa", AMOUNT: 300}, id="its word in the first column"),
        pytest.param({WHAT: "Summa kostnader", AMOUNT: "300 kr"}, id="in another column, as a text"),
        pytest.param({SUPPLIER: "TOTALT:", AMOUNT: 300}, id="in capitals"),
        pytest.param({PAID_ON: "S:a", AMOUNT: 300}, id="shortened, beside the amount"),
        pytest.param({WHAT: "Total", AMOUNT: 300}, id="in English"),
        pytest.param({AMOUNT: 300}, id="nothing but what the others come to"),
    ],
)
def test_a_sum_is_left_out(row: Cells) -> None:
    rows, [found] = parted(cost(100), cost(200), row)

    assert rows == [2, 3]
    assert (found.row, found.is_sum, found.amount) == (4, True, Money.kronor(300))


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({**GOOD, WHAT: "Summa summarum AB, konsult"}, id="a whole cost whose text begins so"),
        pytest.param({KIND: "Personal", WHAT: "Summa löner", AMOUNT: 300}, id="a kind and a text"),
        pytest.param({WHAT: "Summa", SUPPLIER: "Revisorn", AMOUNT: 300}, id="a supplier"),
        pytest.param({WHAT: "Summa", PAID_ON: date(2026, 2, 25), AMOUNT: 300}, id="a day"),
        pytest.param({WHAT: "Summatecken", AMOUNT: 300}, id="another word"),
        pytest.param({AMOUNT: 299}, id="another amount alone"),
    ],
)
def test_what_may_be_a_cost_is_kept(row: Cells) -> None:
    rows, left_out = parted(cost(100), cost(200), row)

    assert (rows, left_out) == ([2, 3, 4], ())


def test_an_amount_alone_is_a_sum_only_in_the_last_row_and_below_amounts_that_can_be_read() -> None:
    assert parted(cost(100), {AMOUNT: 100}, cost(200)) == ([2, 3, 4], ())
    assert parted(cost(100), cost("hundra"), {AMOUNT: 100}) == ([2, 3, 4], ())
    assert parted({AMOUNT: 100}) == ([2], ())


def test_the_word_of_a_sum_may_be_merged_over_columns_and_its_amount_a_formula() -> None:
    merged = [Problem(3, heading, "Summa", "Cellen är sammanslagen.") for heading in (KIND, WHAT, SUPPLIER, PAID_ON)]
    formula = Problem(3, AMOUNT, "=SUM(E2:E2)", "är en formel utan beräknat värde.")

    rows, left_out = parted(cost(100), {}, unreadable=[*merged, formula])

    assert (rows, left_out) == ([2], (LeftOut(3, "Summa", is_sum=True),))
    rest, _ = without_sums(Listed(HEADINGS, ((2, cost(100)), (3, {})), (*merged, formula)), COLUMNS.get)
    assert rest.unreadable == ()


def test_the_head_once_more_and_rows_of_nothing_but_zero_are_left_out() -> None:
    head = {KIND: "Kostnadsslag *", WHAT: "Beskrivning", AMOUNT: "Belopp"}

    rows, left_out = parted(cost(100), head, cost(200), {AMOUNT: 0})

    assert rows == [2, 4]
    assert [(one.row, one.is_sum) for one in left_out] == [(3, False)]


AMOUNTS = st.lists(st.integers(min_value=1, max_value=10**11), min_size=1, max_size=12)
WORDS = st.sampled_from(["Summa", "Totalt", "Summa kostnader", "DELSUMMA maj", "Total"])


@given(ore=AMOUNTS, word=WORDS, column=st.sampled_from(HEADINGS[:4]), at=st.integers(0, 12), amount=AMOUNTS)
def test_what_is_taken_in_is_the_same_with_a_sum_and_without(
    ore: list[int], word: str, column: str, at: int, amount: list[int]
) -> None:
    costs = [cost(Decimal(one) / 100) for one in ore]
    place = min(at, len(costs))
    a_sum: Cells = {column: word, AMOUNT: Decimal(amount[0]) / 100}

    with_it, _ = without_sums(listed(*costs[:place], a_sum, *costs[place:]), COLUMNS.get)
    alone, _ = without_sums(listed(*costs), COLUMNS.get)
    bare, _ = without_sums(listed(*costs, {AMOUNT: Decimal(sum(ore)) / 100}), COLUMNS.get)

    amounts = [cells[AMOUNT] for _, cells in alone.rows]
    assert [cells[AMOUNT] for _, cells in with_it.rows] == [cells[AMOUNT] for _, cells in bare.rows] == amounts
    assert total(Money(int(Decimal(str(one)) * 100)) for one in amounts) == Money(sum(ore))


# ----- what is told


def test_a_sum_that_is_not_that_of_the_costs_is_told_with_both_amounts() -> None:
    costs = [(2, Money.kronor(100)), (3, Money.kronor(200))]

    [right] = remarks([LeftOut(4, "Summa", is_sum=True, amount=Money.kronor(300))], costs)
    [wrong] = remarks([LeftOut(4, "Summa", is_sum=True, amount=Money.kronor(350))], costs)

    assert (right.text, right.is_warning) == ("Rad 4 är en summa och ingen kostnad. Den är inte med.", False)
    assert wrong.is_warning
    assert "Där står 350\u00a0kr, men kostnaderna ovanför är 300\u00a0kr." in wrong.text


def test_sums_of_parts_and_of_all_are_both_right() -> None:
    costs = [(2, Money.kronor(100)), (4, Money.kronor(200))]
    sums = [(3, 100), (5, 200), (6, 300)]

    told_of = remarks([LeftOut(row, "Summa", is_sum=True, amount=Money.kronor(one)) for row, one in sums], costs)

    assert [one.is_warning for one in told_of] == [False, False, False]


def test_costs_with_sums_are_taken_in_and_the_sums_told(world: World) -> None:
    claim = start_claim(world.uow("writer"), granted(world).id, token="one")

    imported = take(world, claim, listed(cost(100), cost(200), {KIND: "Summa", AMOUNT: 299}))

    assert (imported.added, imported.problems) == (2, ())
    assert [amount for _, amount in kept(world, claim)] == [Money.kronor(100), Money.kronor(200)]
    assert [one.is_warning for one in imported.remarks] == [True]


def test_a_bad_row_is_told_and_the_sum_is_not(world: World) -> None:
    claim = start_claim(world.uow("writer"), granted(world).id, token="one")

    imported = take(world, claim, listed(cost("hundra"), cost(200), {KIND: "Summa", AMOUNT: 300}))

    assert [row for row, _, _ in told(imported)] == [2]
    assert kept(world, claim) == []


def test_a_list_of_a_sum_alone_holds_no_costs(world: World) -> None:
    claim = start_claim(world.uow("writer"), granted(world).id, token="one")

    imported = import_costs(world.uow("writer"), claim.id, listed({KIND: "Summa", AMOUNT: 0}), onto="")

    assert [one.reason for one in imported.problems] == ["Filen har rubriker men inga rader."]
