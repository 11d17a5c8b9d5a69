"""Figures that others publish and that change with time, as the region keeps them, and what is wrong with one.

A figure is never changed: a correction is a new one, which counts instead of the one that it corrects.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.money import Money
from fundflow.domain.rates import EuroRate, PriceBase


class FigureKind(StrEnum):
    """What is published: what a euro costs on a day, or the price base amount of a calendar year."""

    EURO_RATE = "euro_rate"
    PRICE_BASE = "price_base"


LONGEST_SOURCE: Final = 200
YEARS: Final = range(2000, 2101)
PLAUSIBLE: Final[Mapping[FigureKind, tuple[Decimal, Decimal]]] = {
    FigureKind.EURO_RATE: (Decimal(5), Decimal(25)),
    FigureKind.PRICE_BASE: (Decimal(20_000), Decimal(200_000)),
}
"""The least and the most that anyone would believe, in kronor; what lies outside is a slip of the pen."""

_STEP: Final = {FigureKind.EURO_RATE: Decimal("0.0001"), FigureKind.PRICE_BASE: Decimal(1)}


@dataclass(frozen=True, slots=True)
class Published:
    """A figure as it was published: kronor for one euro on ``day``, or the kronor of a price base amount for ``year``.

    ``source`` tells in words where it was published.
    """

    kind: FigureKind
    value: Decimal
    source: str
    day: date | None = None
    year: int | None = None

    @property
    def of(self) -> date | int | None:
        """The day or the year that it is of."""
        return self.day if self.kind is FigureKind.EURO_RATE else self.year


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """The figures that count: rates by day, price base amounts by year."""

    rates: tuple[EuroRate, ...] = ()
    price_bases: Mapping[int, PriceBase] = field(default_factory=dict)

    def rate_on(self, day: date) -> EuroRate | None:
        """Return the newest rate of the day or before; None when there is none."""
        known = (rate for rate in self.rates if rate.day is not None and rate.day <= day)
        return max(known, key=lambda rate: rate.day or date.min, default=None)


def counting(figures: Iterable[Published]) -> PublishedFigures:
    """Return the figures as rules ask for them; of two for the same day or year the later one counts."""
    rates: dict[date, EuroRate] = {}
    bases: dict[int, PriceBase] = {}
    for one in figures:
        if one.kind is FigureKind.EURO_RATE and one.day is not None:
            rates[one.day] = EuroRate(one.value, one.day, one.source)
        elif one.kind is FigureKind.PRICE_BASE and one.year is not None:
            bases[one.year] = PriceBase(one.year, Money.kronor(int(one.value)), one.source)
    return PublishedFigures(tuple(rates.values()), bases)


def against_figure(figure: Published, others: Iterable[Published], today: date) -> Iterator[Finding]:
    """Yield what is wrong with a figure that someone enters; ``others`` count now, without the one it corrects."""
    yield from _against_time(figure, today)
    least, most = PLAUSIBLE[figure.kind]
    if not least <= figure.value <= most or figure.value != figure.value.quantize(_STEP[figure.kind], ROUND_HALF_UP):
        code = "published_rate_odd" if figure.kind is FigureKind.EURO_RATE else "published_base_odd"
        yield Finding(code, Verdict.NOT_YET, figures={"from": least, "to": most}, field="value")
    if not figure.source.strip():
        yield Finding("published_source_missing", Verdict.NOT_YET, field="source")
    if any((one.kind, one.of) == (figure.kind, figure.of) for one in others):
        yield known_already(figure.kind)


def known_already(kind: FigureKind) -> Finding:
    """Return why another figure for the same day or year is refused."""
    if kind is FigureKind.EURO_RATE:
        return Finding("published_day_known", Verdict.STOPS, field="day")
    return Finding("published_year_known", Verdict.STOPS, field="year")


def _against_time(figure: Published, today: date) -> Iterator[Finding]:
    if figure.kind is FigureKind.EURO_RATE:
        if figure.day is not None and not YEARS.start <= figure.day.year:
            yield Finding("published_day_odd", Verdict.NOT_YET, figures={"first_year": YEARS.start}, field="day")
        if figure.day is not None and figure.day > today:
            yield Finding("rate_day_ahead", Verdict.NOT_YET, figures={"day": today}, field="day")
    elif figure.year is not None and not YEARS.start <= figure.year <= today.year + 1:
        figures = {"first_year": YEARS.start, "last_year": today.year + 1}
        yield Finding("published_year_odd", Verdict.NOT_YET, figures=figures, field="year")


def against_correction(figure: Published, corrected: Published, reason: str) -> Iterator[Finding]:
    """Yield what is wrong with a correction beside the figure itself: no reason, or nothing that is changed."""
    if not reason.strip():
        yield Finding("published_reason_missing", Verdict.NOT_YET, field="reason")
    if figure == corrected:
        yield Finding("published_unchanged", Verdict.NOT_YET, field="value")
