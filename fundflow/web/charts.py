"""Figures as pictures, always beside their table: places and widths for the SVG macros of ``macros/figure.html``.

Widths are percentages in SVG attributes, so that the strict content policy holds; amounts are drawn from zero, true to
scale however thin a part gets. What a macro gets is finished: no template reckons.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Final

from fundflow.domain.money import ZERO, Money, total

_NEAR_LIMIT: Final = 60
_OVER_LIMIT: Final = 85
_FULL: Final = Decimal(98)  # the longest bar leaves room for its end
_Place = Callable[[int], Decimal]
_Height = Callable[[Decimal], Decimal]
_STEPS: Final = tuple(Decimal(step) for step in ("1", "2", "2.5", "5", "10"))


def _width(value: Decimal, whole: Decimal, of: Decimal = Decimal(100)) -> str:
    share = value * of / whole if whole else Decimal(0)
    return f"{max(Decimal(0), min(share, of)):.2f}"


# ----- the money bar


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: start and width in percent of the whole, the class of its colour, and its words."""

    label: str
    words: str
    look: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class MoneyBar:
    """A whole in parts, and the same said in words for those who do not see it."""

    parts: tuple[Part, ...]
    words: str


def money_bar(parts: Sequence[tuple[str, str, Money]], whole: Money | None = None) -> MoneyBar:
    """Return a bar of parts (label, class, amount) of a whole, which is their sum when not given.

    Classes are ``ff-c1``, ``ff-c2``, ``ff-c3`` and ``ff-c0`` (context). Parts below zero are drawn as nothing.
    """
    shown = [(label, look, max(amount, ZERO)) for label, look, amount in parts]
    filled = total(amount for _, _, amount in shown)
    scale = Decimal(max(whole or filled, filled).ore)
    drawn: list[Part] = []
    before = Decimal(0)
    for label, look, amount in shown:
        percent = Decimal(amount.ore) * 100 / scale if scale else Decimal(0)
        words = f"{percent:.0f}\u00a0%"
        drawn.append(Part(label, words, look, f"{before:.2f}", f"{percent:.2f}"))
        before += percent
    return MoneyBar(tuple(drawn), ", ".join(f"{part.label} {part.words}" for part in drawn))


# ----- how much of a limit is used


@dataclass(frozen=True, slots=True)
class Meter:
    """How much of a limit is used: a thin bar, amber from 60 percent and red from 85."""

    width: str
    look: str
    words: str


def meter(used: int, limit: int, words: str) -> Meter:
    """Return the bar of so many of a limit (days, kronor); ``words`` say the same."""
    percent = Decimal(used) * 100 / Decimal(limit) if limit else Decimal(100)
    look = "ff-cstop" if percent >= _OVER_LIMIT else "ff-cwarn" if percent >= _NEAR_LIMIT else "ff-c2"
    return Meter(_width(percent, Decimal(100)), look, words)


# ----- bars in a table


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a bar chart: label and value as shown, the bar's width, a tick to compare with, where it leads."""

    label: str
    value: str
    width: str
    tick: str | None = None
    note: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class BarRow:
    """What a bar is made of: label, number, the number as shown, and what it is compared with."""

    label: str
    number: Decimal
    shown: str
    before: Decimal | None = None
    note: str = ""
    url: str | None = None


def bars(rows: Sequence[BarRow]) -> list[Bar]:
    """Return bars from zero to the largest number of the rows and of what they are compared with."""
    largest = max((max(row.number, row.before or Decimal(0)) for row in rows), default=Decimal(0))
    return [
        Bar(
            row.label,
            row.shown,
            _width(row.number, largest, _FULL),
            None if row.before is None else _width(row.before, largest, _FULL),
            row.note,
            row.url,
        )
        for row in rows
    ]


# ----- shares side by side


@dataclass(frozen=True, slots=True)
class Shares:
    """A row of parts of a hundred: its label, a note under it, its parts, and the figure at the end."""

    label: str
    note: str
    parts: tuple[Part, ...]
    value: str


def shares(label: str, parts: Sequence[tuple[str, str, Decimal]], *, value: str = "", note: str = "") -> Shares:
    """Return the parts (label, class, number) of one row, with a gap of a fifth of a percent between them."""
    whole = sum((number for _, _, number in parts), Decimal(0))
    drawn: list[Part] = []
    before = Decimal(0)
    for name, look, number in parts:
        percent = number * 100 / whole if whole else Decimal(0)
        gap = Decimal("0.2") if percent > 1 else Decimal(0)
        drawn.append(Part(name, f"{percent:.0f}\u00a0%", look, f"{before + gap:.2f}", f"{percent - 2 * gap:.2f}"))
        before += percent
    return Shares(label, note, tuple(drawn), value)


# ----- lines over time


@dataclass(frozen=True, slots=True)
class Line:
    """A line to draw: its runs of points, broken where nothing is known, its class, and its label where it ends."""

    runs: tuple[str, ...]
    look: str
    label: str
    label_x: str
    label_y: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on an axis, with its words."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """One drawing of lines over time; there are two, so that text keeps its size on a narrow screen."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    lines: tuple[Line, ...]
    across: tuple[Mark, ...]
    up: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers over time, one a period (None: not known), with a label and the class ``s1``, ``sw`` or ``s0``."""

    label: str
    look: str
    numbers: tuple[Decimal | None, ...]


def line_charts(periods: Sequence[str], series: Sequence[Series], unit_words: str = "") -> tuple[LineChart, LineChart]:
    """Return the wide and the narrow drawing of the same lines, from zero to a round number above the largest."""
    return _line_chart(620, periods, series, unit_words), _line_chart(350, periods, series, unit_words)


def _line_chart(width: int, periods: Sequence[str], series: Sequence[Series], unit: str) -> LineChart:
    height, top, bottom, left = 290, 14, 262, 38
    right = width - (96 if width > 400 else 84)
    largest = max((number for one in series for number in one.numbers if number is not None), default=Decimal(0))
    step = _step(largest)
    count = max(1, int((largest / step).to_integral_value(ROUND_CEILING)))
    ceiling = step * count

    def x(place: int) -> Decimal:
        return Decimal(left) + Decimal(right - left) * place / max(1, len(periods) - 1)

    def y(number: Decimal) -> Decimal:
        return Decimal(bottom) - Decimal(bottom - top) * number / ceiling

    every = 1 if width > 400 else -(-len(periods) // 5)
    lines = [_line(one, x, y) for one in series if any(number is not None for number in one.numbers)]
    return LineChart(
        width,
        height,
        left,
        right,
        bottom,
        _apart(lines),
        tuple(Mark(f"{x(place):.1f}", words) for place, words in enumerate(periods) if place % every == 0),
        tuple(Mark(f"{y(step * place):.1f}", _plain(step * place) + unit) for place in range(count + 1)),
    )


def _line(one: Series, x: _Place, y: _Height) -> Line:
    runs: list[list[str]] = [[]]
    last_place, last_number = 0, Decimal(0)
    for place, number in enumerate(one.numbers):
        if number is None:
            runs.append([])
        else:
            runs[-1].append(f"{x(place):.1f},{y(number):.1f}")
            last_place, last_number = place, number
    drawn = tuple(" ".join(run if len(run) > 1 else run * 2) for run in runs if run)  # a lone point becomes a dot
    return Line(drawn, one.look, one.label, f"{x(last_place) + 8:.1f}", f"{y(last_number) + 4:.1f}")


def _apart(lines: Sequence[Line], least: Decimal = Decimal(16)) -> tuple[Line, ...]:
    """Return the lines with their labels moved down where two would stand on each other."""
    moved: list[Line] = []
    lowest = Decimal(-1000)
    for line in sorted(lines, key=lambda line: Decimal(line.label_y)):
        place = max(Decimal(line.label_y), lowest + least)
        moved.append(Line(line.runs, line.look, line.label, line.label_x, f"{place:.1f}"))
        lowest = place
    return tuple(moved)


def _step(largest: Decimal) -> Decimal:
    """Return a round step that needs at most five to reach the largest number."""
    if largest <= 0:
        return Decimal(1)
    size = Decimal(10) ** (largest / 5).adjusted()
    return next(step * size for step in (*_STEPS, Decimal(20)) if step * size * 5 >= largest)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")
