"""Money is whole öre; shares round down; amounts are read as people write them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundflow.domain.money import Money, NotAnAmount, is_below_zero, parse_kronor, percent_of, total
from fundflow.labels.amounts import kronor_text

AMOUNTS = st.builds(Money, st.integers(0, 10**14))
PERCENTS = st.decimals("0", "100", places=4)


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("1 234,50", 123_450),
        ("1234.5", 123_450),
        ("1 234 kr", 123_400),
        ("1\u00a0234\u00a0567,50", 123_456_750),
        ("1\u202f234", 123_400),
        ("12 000:-", 1_200_000),
        ("0", 0),
        ("  500 kronor ", 50_000),
        ("3,5 SEK", 350),
    ],
)
def test_amounts_are_read_as_people_write_them(written: str, ore: int) -> None:
    assert parse_kronor(written) == Money(ore)


@pytest.mark.parametrize(
    "written", ["", "kr", "-5", "1.234", "1,234", "1 23 456", "12 34", "tolv", "1e5", "1 234,567", "9" * 14, "١٢"]
)
def test_what_is_not_surely_an_amount_is_refused(written: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_kronor(written)


@given(AMOUNTS)
def test_an_amount_as_we_write_it_is_read_back(amount: Money) -> None:
    assert parse_kronor(kronor_text(amount)) == amount


@given(AMOUNTS, PERCENTS)
def test_a_share_is_whole_kronor_and_less_than_a_krona_below_the_exact_one(amount: Money, percent: Decimal) -> None:
    share = amount.share(percent)

    exact = Fraction(amount.ore) * Fraction(percent) / 100
    assert share.ore % 100 == 0
    assert 0 <= exact - share.ore < 100


@given(AMOUNTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_parts_of_an_amount_never_add_up_to_more_than_it(amount: Money, weights: list[int]) -> None:
    whole = Money(sum(weights) or 1)

    parts = [amount.part(Money(weight), whole) for weight in weights]

    assert total(parts) <= amount


def test_a_share_of_a_grant_by_hand() -> None:
    # 42.5 % of 1 000 003 kr is 425 001.275 kr, rounded down to whole kronor
    assert Money.kronor(1_000_003).share(Decimal("42.5")) == Money.kronor(425_001)


def test_the_percentage_of_nothing_is_not_a_number() -> None:
    assert percent_of(Money(5), Money(0)) is None
    assert percent_of(Money.kronor(1), Money.kronor(3)) == Decimal(100) / 3


@pytest.mark.parametrize(
    ("text", "is_below"),
    [
        ("-500", True),
        ("\u2212 1 500,50 kr", True),
        ("–20", True),
        ("500", False),
        ("-0", False),
        ("-", False),
        ("-x", False),
    ],
)
def test_an_amount_below_zero_is_known_as_one(text: str, is_below: bool) -> None:
    assert is_below_zero(text) is is_below
