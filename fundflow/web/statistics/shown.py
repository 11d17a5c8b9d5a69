"""Figures as the page shows them: a headline, a picture, and the table that it is drawn from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from flask import url_for

from fundflow.domain.money import Money
from fundflow.queries.case_years import Cut
from fundflow.statistics.measure import Cell, ChartKind, Drawing, Figure, Measure, Unit
from fundflow.statistics.yearbook import as_of_words
from fundflow.web import filters
from fundflow.web.charts import Bar, BarRow, LineChart, Shares, bars, line_charts, shares
from fundflow.web.charts import Series as Drawn
from fundflow.web.locale import _

_DESK: Final[Mapping[str, str]] = {
    "programme": "program",
    "grant_type": "stodform",
    "priority": "prioritering",
    "category": "kategori",
    "year": "beslutsar",
}
"""Which filter of the desk each code is; a row with another code cannot be opened there."""

_NOT_A_FILTER: Final = frozenset({"strategy"})
"""Codes that a row has beside others that say the same: a priority belongs to one strategy."""

_CATEGORY_LOOKS: Final = {"women": "ff-cw", "even": "ff-ce", "men": "ff-cm", "unknown": "ff-cn"}
_LINE_LOOKS: Final = ("s1", "s0")
_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a table; figures stand to the right."""

    heading: str
    look: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it is shown, and where its cases are listed."""

    cells: tuple[str, ...]
    url: str | None


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure, finished: ``chart`` names the macro that draws ``drawn``, and ``label_at`` the column of its labels."""

    key: str
    headline: str
    about: str
    heads: tuple[Head, ...]
    label_at: int
    rows: tuple[TableRow, ...]
    totals: tuple[str, ...]
    foot: tuple[tuple[str, str | None], ...]
    chart: str
    drawn: list[Bar] | list[Shares] | tuple[LineChart, LineChart] | None
    words: str


def show(measure: Measure, figure: Figure, cut: Cut, before: Figure | None = None) -> ShownFigure:
    """Return a figure as the page shows it; ``before`` is the same figure of the year before, to compare with."""
    drawing = measure.drawing(figure)
    headline, label = measure.headline(figure), _(measure.label)
    return ShownFigure(
        key=measure.key,
        headline=headline or label,
        about=_(drawing.caption) if drawing else label if headline else _(measure.definition),
        heads=tuple(Head(_(one.heading), "ff-r" if one.unit.is_counted else "") for one in figure.columns),
        label_at=_label_at(figure),
        rows=tuple(
            TableRow(_cells(figure, row), desk_url(behind, cut))
            for row, behind in zip(figure.rows, figure.behind or ({},) * len(figure.rows), strict=True)
        ),
        totals=_cells(figure, figure.totals) if figure.totals else (),
        foot=_foot(figure, cut, before),
        chart=drawing.kind.value if drawing else "",
        drawn=_DRAW[drawing.kind](drawing, cut, measure.drawing(before) if before else None) if drawing else None,
        words=label,
    )


def _foot(figure: Figure, cut: Cut, before: Figure | None) -> tuple[tuple[str, str | None], ...]:
    """Return what stands under a figure: the day, what the ticks are, and the figure's own notes."""
    ticks = [_("Strecket visar %(year)s.", year=cut.year - 1)] if before is not None and before.rows else []
    return tuple((words, None) for words in (as_of_words(cut), *ticks, *figure.notes))


def _label_at(figure: Figure) -> int:
    """Return the column that says what a row is about: the last one before the figures."""
    counted = [place for place, column in enumerate(figure.columns) if column.unit.is_counted]
    return max(0, min(counted, default=1) - 1)


def _cells(figure: Figure, row: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(cell_words(cell, column.unit) for cell, column in zip(row, figure.columns, strict=True))


def cell_words(cell: Cell, unit: Unit) -> str:
    """Return a cell as text; an empty one is a dash where a figure could stand, and nothing elsewhere."""
    match cell:
        case None:
            return filters.NOTHING if unit.is_counted else ""
        case Money():
            return filters.amount(cell)
        case Decimal():
            return filters.number(cell, 1)
        case int():
            return filters.number(cell) if unit.is_counted else str(cell)
        case _:
            return str(cell)


def desk_url(behind: Mapping[str, str], cut: Cut) -> str | None:
    """Return where the decided cases behind a row are listed; None where the desk has no such filter."""
    codes = {code: value for code, value in behind.items() if code not in _NOT_A_FILTER}
    if not codes or not all(code in _DESK and value for code, value in codes.items()):
        return None
    asked: dict[str, Any] = {_DESK["year"]: cut.year}
    if cut.programme:
        asked[_DESK["programme"]] = cut.programme
    asked |= {_DESK[code]: value for code, value in codes.items()}
    return url_for("desk.worklist", **asked)


# ----- pictures


def _bars(drawing: Drawing, cut: Cut, before: Drawing | None) -> list[Bar]:
    [series] = drawing.series
    earlier = dict(zip(before.labels, before.series[0].numbers, strict=True)) if before else {}
    urls = [desk_url(behind, cut) for behind in drawing.behind] or [None] * len(drawing.labels)
    return bars(
        [
            BarRow(label, number or Decimal(0), _millions(number), before=earlier.get(label), url=url)
            for label, number, url in zip(drawing.labels, series.numbers, urls, strict=True)
        ]
    )


def _millions(kronor: Decimal | None) -> str:
    return filters.NOTHING if kronor is None else filters.number(kronor / _MILLION, 1)


def _shares(drawing: Drawing, cut: Cut, before: Drawing | None) -> list[Shares]:
    """Draw a row a label, parted between the series; the figure at the end is the first one's share."""
    rows = []
    for place, label in enumerate(drawing.labels):
        numbers = [(one, one.numbers[place] or Decimal(0)) for one in drawing.series]
        whole = sum((number for _one, number in numbers), Decimal(0))
        first = numbers[0][1]
        rows.append(
            shares(
                _(label),
                [(_(one.label), _CATEGORY_LOOKS.get(one.key, "ff-c0"), number) for one, number in numbers],
                value=filters.percent(first * 100 / whole) if whole else filters.NOTHING,
                note=_whole_words(whole, drawing.units[place]),
            )
        )
    return rows


def _whole_words(whole: Decimal, unit: Unit) -> str:
    if unit is Unit.KRONOR:
        return filters.mnkr(Money(int(whole * 100)))
    return _("%(count)s st", count=filters.number(whole))


def _lines(drawing: Drawing, cut: Cut, before: Drawing | None) -> tuple[LineChart, LineChart]:
    looks = [*_LINE_LOOKS[: len(drawing.series)], *_LINE_LOOKS[-1:] * len(drawing.series)]
    series = [Drawn(_(one.label), look, one.numbers) for one, look in zip(drawing.series, looks, strict=False)]
    return line_charts(drawing.labels, series)


_Draw = Callable[[Drawing, Cut, Drawing | None], "list[Bar] | list[Shares] | tuple[LineChart, LineChart]"]
_DRAW: Final[Mapping[ChartKind, _Draw]] = {
    ChartKind.BARS: _bars,
    ChartKind.SHARES: _shares,
    ChartKind.LINES: _lines,
}
