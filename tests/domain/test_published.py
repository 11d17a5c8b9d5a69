"""Published figures: which rate counts on a day, which price base amount in a year, and what keeps one out."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.money import Money
from fundflow.domain.published import FigureKind, Published, against_correction, against_figure, counting
from fundflow.domain.rates import EuroRate, PriceBase
from fundflow.domain.rulebook import Rulebook, price_base, price_bases, rate_in
from fundflow.labels.published import price_base_text, rate_text

NOVEMBER, TODAY = date(2026, 11, 3), date(2026, 11, 28)


def rate(kronor: str, day: date = NOVEMBER, source: str = "Påhittad kurs") -> Published:
    return Published(FigureKind.EURO_RATE, Decimal(kronor), source, day=day)


def base(kronor: str, year: int = 2027, source: str = "Påhittat belopp") -> Published:
    return Published(FigureKind.PRICE_BASE, Decimal(kronor), source, year=year)


@pytest.fixture
def rules(catalogue: Catalogue) -> Callable[..., Rulebook]:
    """The rules of a day with these figures of the region."""

    def on(day: date, *figures: Published) -> Rulebook:
        return catalogue.rulebook(day, "vasterbotten").with_published(counting(figures))

    return on


# ----- which one counts


@pytest.mark.parametrize(
    ("day", "kronor", "of"),
    [
        pytest.param(date(2026, 10, 31), "10.5", None, id="before the first one, the rules' own without a day"),
        pytest.param(date(2026, 11, 3), "11.15", NOVEMBER, id="on its day"),
        pytest.param(date(2026, 11, 19), "11.15", NOVEMBER, id="until there is a newer"),
        pytest.param(date(2026, 11, 20), "11.3", date(2026, 11, 20), id="the newest"),
    ],
)
def test_the_newest_rate_of_the_day_or_before_counts(
    rules: Callable[..., Rulebook], day: date, kronor: str, of: date | None
) -> None:
    found = rate_in(rules(day, rate("11.3", date(2026, 11, 20)), rate("11.15")))

    assert found is not None
    assert (found.sek_per_eur, found.day) == (Decimal(kronor), of)


def test_of_two_rates_for_a_day_the_later_counts(rules: Callable[..., Rulebook]) -> None:
    assert rate_in(rules(TODAY, rate("11.15"), rate("11.16", source="Rättad"))) == EuroRate(
        Decimal("11.16"), NOVEMBER, "Rättad"
    )


def test_the_regions_price_base_amount_goes_before_that_of_the_rules(rules: Callable[..., Rulebook]) -> None:
    book = rules(TODAY, base("60000"), base("59300", 2026))

    assert price_base(book, 2027) == PriceBase(2027, Money.kronor(60_000), "Påhittat belopp")
    assert price_base(book, 2026) == PriceBase(2026, Money.kronor(59_300), "Påhittat belopp")
    assert price_base(book, 2025) == PriceBase(2025, Money.kronor(58_800))
    assert price_base(book, 2028) is None
    assert sorted(price_bases(book)) == [2025, 2026, 2027]


# ----- in words


def test_a_figure_tells_its_day_and_its_source() -> None:
    assert rate_text(EuroRate(Decimal("11.15"), NOVEMBER, "Riksbanken.")) == (
        "En euro räknas som 11,15 kronor, kursen den 3\u00a0november\u00a02026. Källa: Riksbanken."
    )
    assert rate_text(EuroRate(Decimal("11.15"), NOVEMBER)).endswith("som handläggaren har angett.")
    assert "ingen dag" in rate_text(EuroRate(Decimal("10.5")))
    assert price_base_text(PriceBase(2027, Money.kronor(60_000), "SCB")) == (
        "Prisbasbeloppet för 2027 är 60\u00a0000\u00a0kr. Källa: SCB."
    )
    assert "inte kontrollerat" in price_base_text(PriceBase(2026, Money.kronor(59_200)))


# ----- what keeps one out


@pytest.mark.parametrize(
    ("figure", "codes"),
    [
        pytest.param(rate("11.1534"), [], id="a rate with four decimals"),
        pytest.param(rate("111.5"), ["published_rate_odd"], id="the comma one place off"),
        pytest.param(rate("1.115"), ["published_rate_odd"], id="the comma one place off, the other way"),
        pytest.param(rate("11.15341"), ["published_rate_odd"], id="five decimals"),
        pytest.param(rate("11.15", date(2026, 11, 29)), ["rate_day_ahead"], id="a day that has not been"),
        pytest.param(rate("11.15", date(206, 11, 29)), ["published_day_odd"], id="a year that is no year"),
        pytest.param(rate("11.15", source=" "), ["published_source_missing"], id="no source"),
        pytest.param(rate("11.15", date(2026, 11, 20)), ["published_day_known"], id="a day that is known"),
        pytest.param(base("60000"), [], id="next year's price base amount"),
        pytest.param(base("60000", 2028), ["published_year_odd"], id="a year too far ahead"),
        pytest.param(base("6000"), ["published_base_odd"], id="a figure too few"),
        pytest.param(base("60000.5"), ["published_base_odd"], id="not whole kronor"),
        pytest.param(base("59200", 2026), ["published_year_known"], id="a year that is known"),
        pytest.param(
            base("1", 1999, ""), ["published_year_odd", "published_base_odd", "published_source_missing"], id="all"
        ),
    ],
)
def test_every_reason_against_a_figure_is_told(figure: Published, codes: list[str]) -> None:
    others = [rate("11.3", date(2026, 11, 20)), base("59300", 2026)]

    assert [one.code for one in against_figure(figure, others, TODAY)] == codes


def test_a_correction_changes_something_and_says_why() -> None:
    wrong = rate("11.51")

    assert [one.code for one in against_correction(wrong, wrong, " ")] == [
        "published_reason_missing",
        "published_unchanged",
    ]
    assert not list(against_correction(rate("11.15"), wrong, "Siffrorna var omkastade."))
