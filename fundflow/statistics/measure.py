"""What a measure is: its table, columns, definition and function; what a figure is: columns and rows, finished."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from fundflow.domain.money import Money
from fundflow.i18n import msgid
from fundflow.statistics.frames import Frames
from fundflow.statistics.names import Names

Cell = str | int | Decimal | Money | date | None
"""A finished cell; money is exact, percentages are 0-100 with one decimal, None is empty."""

Row = tuple[Cell, ...]
_ONE_DECIMAL: Final = Decimal("0.1")


class Unit(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    KRONOR = "kronor"
    PERCENT = "percent"
    DAYS = "days"
    DAY = "day"
    YEAR = "year"

    @property
    def is_counted(self) -> bool:
        """Whether the cells are numbers that mean an amount, and stand to the right."""
        return self in (Unit.NUMBER, Unit.KRONOR, Unit.PERCENT, Unit.DAYS)


UNIT_LABEL: Final[dict[Unit, str]] = {
    Unit.TEXT: msgid("text"),
    Unit.CODE: msgid("kod"),
    Unit.NUMBER: msgid("antal"),
    Unit.KRONOR: msgid("kronor"),
    Unit.PERCENT: msgid("procent"),
    Unit.DAYS: msgid("dagar"),
    Unit.DAY: msgid("dag"),
    Unit.YEAR: msgid("år"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its exact heading; the same heading means the same wherever it stands."""

    heading: str
    unit: Unit
    definition: str
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A finished table; ``behind`` names, a row each, the codes that the cases behind it have in common.

    ``totals`` None: nothing to add up. An empty figure has no rows, and its notes say why.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row | None = None
    notes: tuple[str, ...] = ()
    behind: tuple[Mapping[str, str], ...] = ()

    def place(self, heading: str) -> int:
        """Return the place of a column, from 0; ValueError when there is none of that heading."""
        return [column.heading for column in self.columns].index(heading)

    def column(self, heading: str) -> list[Cell]:
        """Return the cells of a column."""
        place = self.place(heading)
        return [row[place] for row in self.rows]

    def total(self, heading: str) -> Cell:
        """Return the total of a column; None without totals."""
        return self.totals[self.place(heading)] if self.totals else None


class ChartKind(StrEnum):
    """How a figure is drawn: bars from zero, parts of a hundred side by side, or lines over time."""

    BARS = "bars"
    SHARES = "shares"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers in the order of the drawing's labels; None is not known."""

    key: str
    label: str
    numbers: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page draws of a figure: a label a bar, row or year, and one or several series.

    ``caption`` says what is drawn and in which unit. Money is in kronor, in lines in million kronor.
    """

    kind: ChartKind
    caption: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    units: tuple[Unit, ...] = ()
    behind: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SheetChart:
    """The native chart of a sheet: the columns of its labels and of its numbers, by heading."""

    labels: tuple[str, ...]
    numbers: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that the service can show: one key, one sheet, one label, one definition, one function.

    ``key`` is the name of the Excel table. ``headline`` states the finding of a figure in a sentence, or nothing.
    """

    key: str
    sheet: str
    label: str
    definition: str
    source: str
    columns: tuple[Column, ...]
    compute: Callable[[Frames, Names], Figure]
    headline: Callable[[Figure], str | None] = field(default=lambda _: None)
    drawing: Callable[[Figure], Drawing | None] = field(default=lambda _: None)
    sheet_chart: SheetChart | None = None
    on_page: bool = False


def percent(part: int, whole: int) -> Decimal | None:
    """Return one whole number in percent (0-100) of another with one decimal; None when the other is zero."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_ONE_DECIMAL, ROUND_HALF_UP) if whole else None


def percent_words(share: Decimal) -> str:
    """Return a percentage as a headline says it: whole, and a half is rounded up as everywhere else."""
    return str(share.quantize(Decimal(1), ROUND_HALF_UP))


def number_of(cell: Cell) -> Decimal | None:
    """Return a cell as a number to draw, money in kronor; None where it is empty or no number."""
    match cell:
        case Money():
            return cell.as_kronor
        case int() | Decimal():
            return Decimal(cell)
        case _:
            return None
