"""Amounts in kronor or euro: how they are read, kept as one text, and counted in euro."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundflow.catalogue import Catalogue
from fundflow.domain.answers import meaning, tells_kronor
from fundflow.domain.currencies import Counting, Currency, CurrencyAmount, apart, parse_currency_amount, together
from fundflow.domain.money import NotAnAmount
from fundflow.domain.programme import Column, Question, QuestionKind
from fundflow.domain.published import PublishedFigures
from fundflow.domain.rates import EuroRate
from fundflow.domain.texts import Text
from fundflow.labels.published import counted_text, currency_amount_text

SEK, EUR = Currency.SEK, Currency.EUR
NOVEMBER = date(2026, 11, 3)
RATE = EuroRate(Decimal("11.15"), NOVEMBER, "Påhittad kurs")


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("11 500 000 kr", "11500000", SEK),
        ("11\u00a0500\u00a0000,50 kronor", "11500000.50", SEK),
        ("12000:-", "12000", SEK),
        ("310 000 euro", "310000", EUR),
        ("1000.5 EUR", "1000.5", EUR),
        ("€", None, None),
        pytest.param("420 000", "420000", EUR, id="a number alone is euro, as all once were"),
        ("12 500,5", "12500.5", EUR),
        pytest.param("420.000 kr", None, None, id="a point may part thousands or decimals, so it is not guessed"),
        pytest.param("420,000", None, None, id="so may a comma"),
        ("11.500 kr", None, None),
        ("11.500.000 kr", None, None),
        ("1 234,5678 euro", None, None),
        ("12 kr euro", None, None),
        ("12,5 mkr", None, None),
        ("500 tkr", None, None),
        ("minus 4 kr", None, None),
        ("-4 kr", None, None),
        ("4 dollar", None, None),
        ("kr", None, None),
    ],
)
def test_an_amount_is_read_with_its_currency(written: str, amount: str | None, currency: Currency | None) -> None:
    if amount is None or currency is None:
        with pytest.raises(NotAnAmount):
            parse_currency_amount(written)
    else:
        assert parse_currency_amount(written) == CurrencyAmount(Decimal(amount), currency)


@pytest.mark.parametrize("written", ["12,5 mkr", "500 tkr", "500tkr", "2 MEUR", "3 mneuro", "kr", "€", "elva"])
def test_a_text_that_names_no_currency_is_left_whole(written: str) -> None:
    assert apart(written) == (written, None)
    assert apart(together(written, "sek")) == (written, SEK)


@given(st.from_regex(r"[0-9]{1,6}([ .,\u00a0][0-9]{1,4}){0,3}( ?(kr|euro))?", fullmatch=True))
def test_what_is_read_is_the_digits_with_at_most_two_as_decimals(written: str) -> None:
    digits = int("".join(one for one in written if one.isdigit()))
    try:
        amount = parse_currency_amount(written).amount
    except NotAnAmount:
        return
    assert amount in {Decimal(digits).scaleb(-decimals) for decimals in range(3)}


@given(st.integers(1, 999), st.lists(st.integers(0, 999), min_size=1, max_size=3), st.sampled_from(".,"))
def test_a_sign_between_thousands_is_never_taken_for_a_decimal_sign(first: int, rest: list[int], sign: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_currency_amount(sign.join([str(first), *(f"{three:03d}" for three in rest)]))


@pytest.mark.parametrize(
    ("written", "chosen", "kept"),
    [
        ("11 500 000", "sek", "11 500 000 kr"),
        ("310 000", "eur", "310 000 euro"),
        pytest.param("310 000 euro", "sek", "310 000 euro", id="what is written wins over what is chosen"),
        pytest.param("", "sek", "", id="a choice without an amount is no answer"),
        pytest.param("elva", "sek", "elva kr", id="what cannot be read is kept too"),
        pytest.param("420 000", "", "420 000", id="nothing chosen"),
        pytest.param("420 000", "usd", "420 000", id="a currency that is not offered"),
    ],
)
def test_amount_and_currency_are_kept_as_one_text(written: str, chosen: str, kept: str) -> None:
    assert together(written, chosen) == kept
    assert apart(kept)[0] in (written, written.removesuffix(" euro"))


def test_kronor_are_counted_to_the_cent_and_euro_as_they_are() -> None:
    kronor = CurrencyAmount(Decimal(11_500_000), SEK)

    # 11 500 000 / 11.15 = 1 031 390.13
    assert kronor.in_euro(RATE) == Decimal("1031390.13")
    assert kronor.in_euro(None) is None
    assert CurrencyAmount(Decimal(310_000), EUR).in_euro(None) == Decimal(310_000)


def test_earlier_aid_is_counted_by_the_rate_of_its_day_else_by_that_of_the_rules(catalogue: Catalogue) -> None:
    january, given = EuroRate(Decimal(10), date(2025, 1, 2), "X"), EuroRate(Decimal("11.42"), date(2026, 11, 20))
    published = PublishedFigures((january, RATE))
    counting = Counting(given, catalogue.rulebook(date(2026, 11, 28), "vasterbotten").with_published(published))

    assert counting.on(date(2025, 6, 1)) == january
    assert counting.on(date(2024, 6, 1)) == EuroRate(Decimal("10.5")), "the rules', before the region's first one"
    assert counting.on(None) == given


def test_what_is_counted_tells_the_rate_and_its_day() -> None:
    kronor = CurrencyAmount(Decimal(12_525_910), SEK)

    # 12 525 910 / 11.15 = 1 123 400
    assert counted_text(kronor, RATE).replace("\u00a0", " ") == (
        "motsvarar 1 123 400 euro med kursen 11,15 den 3 november 2026"
    )
    assert counted_text(kronor, EuroRate(Decimal("10.5"))).endswith("euro med kursen 10,5")
    assert counted_text(CurrencyAmount(Decimal(1), EUR), RATE) == counted_text(kronor, None) == ""
    assert currency_amount_text(kronor).replace("\u00a0", " ") == "12 525 910 kr"
    assert currency_amount_text(CurrencyAmount(Decimal("2.5"), EUR), "en").replace("\u00a0", " ") == "2.5 euros"


def test_an_answer_in_kronor_is_known_also_in_a_row() -> None:
    single = Question("a", QuestionKind.CURRENCY_AMOUNT, Text("A"))
    rows = Question("b", QuestionKind.ROWS, Text("B"), columns=(Column("c", QuestionKind.CURRENCY_AMOUNT, Text("C")),))

    assert tells_kronor([single, rows], {"a": "1 kr"})
    assert tells_kronor([single, rows], {"a": "1", "b": [{"c": "2 euro"}, {"c": "3 kr"}]})
    assert not tells_kronor([single, rows], {"a": "1", "b": [{"c": "2"}]})


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("420 000", "420000,00 euro", True),
        ("420 000 kr", "420000:-", True),
        ("420 000", "420 000 kr", False),
        ("12,5 mkr", "12,5 mkr euro", True),
        ("12,5 mkr", "12,5 mkr kr", False),
        ("", "0", False),
    ],
)
def test_an_answer_means_the_same_however_its_amount_is_written(one: str, other: str, is_same: bool) -> None:
    single = Question("a", QuestionKind.CURRENCY_AMOUNT, Text("A"))
    rows = Question("b", QuestionKind.ROWS, Text("B"), columns=(Column("c", QuestionKind.CURRENCY_AMOUNT, Text("C")),))
    line = Question("d", QuestionKind.LINE, Text("D"))

    assert (meaning(single, one) == meaning(single, other)) is is_same
    assert (meaning(rows, [{"c": one}]) == meaning(rows, [{"c": other}])) is is_same
    assert meaning(line, one) != meaning(line, other)
