"""One sheet, one named table: title, unit, source and day above it, totals below it, numbers as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, cast

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.chart import BarChart, Reference
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from fundflow.domain.money import Money
from fundflow.excel import styles
from fundflow.i18n import msgid
from fundflow.statistics.measure import Cell as Written
from fundflow.statistics.measure import Column, Figure, SheetChart, Unit

NO_DATA: Final = msgid("Tabellen har inga uppgifter för urvalet.")
_LONGEST_TEXT: Final = 32_767
_LONGEST_MEASURED: Final = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands on a sheet: the table's name, the lines above it, the figure, and its chart if it has one."""

    table: str
    title: str
    lines: tuple[str, ...]
    figure: Figure
    chart: SheetChart | None = None


def write_figure(sheet: Worksheet, layout: Layout) -> None:
    """Fill a sheet with a figure. A figure without rows gets one blank row, and a note that says so (D24)."""
    write_above(sheet, layout.title, lines_above(layout))
    head = sheet.max_row + 2
    columns, rows = layout.figure.columns, layout.figure.rows or (blank_row(layout.figure),)
    for place, column in enumerate(columns, start=1):
        write_head(cell_at(sheet, head, place), column.heading)
    for number, row in enumerate(rows, start=head + 1):
        for place, (column, written) in enumerate(zip(columns, row, strict=True), start=1):
            put(cell_at(sheet, number, place), written, column.unit)
    sheet.add_table(named_table(layout.table, [column.heading for column in columns], first_row=head, rows=len(rows)))
    sheet.freeze_panes = cell_at(sheet, head + 1, 1)
    last = head + len(rows)
    if layout.figure.totals:
        _write_totals(sheet, layout.figure, last + 2)
    for letter, width in widths(columns, rows).items():
        sheet.column_dimensions[letter].width = width
    if layout.chart and layout.figure.rows:
        _draw(sheet, layout.figure, layout.chart, head)


def lines_above(layout: Layout) -> tuple[str, ...]:
    """Return the lines between title and table, with the figure's own notes last."""
    return (*layout.lines, *layout.figure.notes, *(() if layout.figure.rows else (NO_DATA,)))


def blank_row(figure: Figure) -> tuple[Written, ...]:
    """Return the one row of a table without data."""
    return (None,) * len(figure.columns)


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell; our sheets have no merged ones."""
    return cast("Cell", sheet.cell(row, column))


def write_above(sheet: Worksheet, title: str, lines: Sequence[str]) -> None:
    """Write the title and the lines under it."""
    put_text(cell_at(sheet, 1, 1), title)
    cell_at(sheet, 1, 1).font = styles.TITLE
    for number, line in enumerate(lines, start=2):
        put_text(cell_at(sheet, number, 1), line)
        cell_at(sheet, number, 1).font = styles.NOTE if line == NO_DATA else styles.QUIET


def write_head(cell: Cell, heading: str) -> None:
    """Write a heading of a table."""
    put_text(cell, heading)
    cell.font, cell.fill, cell.alignment = styles.HEAD, styles.HEAD_FILL, styles.HEAD_ALIGNMENT


def put(cell: Cell, written: Written, unit: Unit) -> None:
    """Write a finished cell: money as kronor, numbers as numbers, days as days, texts as texts."""
    if written is None:
        return
    if isinstance(written, str):
        put_text(cell, written)
        return
    cell.value = number_or_day(written)
    cell.number_format = styles.NUMBER_FORMATS[unit]


def number_or_day(written: int | Decimal | Money | date) -> int | float | date:
    """Return what Excel keeps: kronor as a whole number where they are, days as days."""
    match written:
        case Money():
            return float(written.as_kronor) if written.ore % 100 else written.whole_kronor
        case Decimal():
            return float(written)
        case _:
            return written


def put_text(cell: Cell, written_by_someone: str) -> None:
    """Write a text as a text, even when it begins with an equals sign."""
    cell.value = clean(written_by_someone)
    cell.data_type = "s"


def clean(text: str) -> str:
    """Return the text without control characters, and no longer than a cell holds."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_TEXT]


def named_table(name: str, headings: Sequence[str], *, first_row: int, rows: int) -> Table:
    """Return the table of a sheet; in write-only mode openpyxl must be told the headings again."""
    last_column = get_column_letter(len(headings))
    table = Table(displayName=name, ref=f"A{first_row}:{last_column}{first_row + rows}")
    table.tableStyleInfo = styles.BANDED
    table._initialise_columns()  # type: ignore[attr-defined]  # the stubs leave it out
    for column, heading in zip(table.tableColumns, headings, strict=True):
        column.name = heading
    return table


def widths(columns: Sequence[Column], rows: Sequence[Sequence[Written]]) -> dict[str, int]:
    """Return a width for each column, by its letter: what its first rows need, within bounds."""
    found = {}
    for place, column in enumerate(columns):
        longest = max((len(str(row[place])) for row in rows[:_LONGEST_MEASURED] if row[place] is not None), default=0)
        needed = longest + 2 if column.unit in (Unit.TEXT, Unit.CODE) else 0
        found[get_column_letter(place + 1)] = min(max(styles.WIDTHS[column.unit], needed), styles.WIDEST)
    return found


def _write_totals(sheet: Worksheet, figure: Figure, row: int) -> None:
    for place, (column, written) in enumerate(zip(figure.columns, figure.totals or (), strict=True), start=1):
        cell = cell_at(sheet, row, place)
        put(cell, written, column.unit)
        cell.font, cell.border = styles.BOLD, styles.ABOVE_TOTALS


def _draw(sheet: Worksheet, figure: Figure, chart: SheetChart, head: int) -> None:
    """Place a native bar chart to the right of the table."""
    last = head + len(figure.rows)
    drawn = BarChart()
    drawn.type, drawn.style = "bar", 10
    drawn.title = chart.title
    drawn.height, drawn.width = max(8.0, 1.2 * len(figure.rows) + 3), 22
    for number, heading in enumerate(chart.numbers):
        place = figure.place(heading) + 1
        drawn.add_data(Reference(sheet, min_col=place, min_row=head, max_row=last), titles_from_data=True)
        drawn.series[number].graphicalProperties.solidFill = styles.CHART_COLOURS[number]
    places = [figure.place(heading) + 1 for heading in chart.labels]
    drawn.set_categories(Reference(sheet, min_col=min(places), max_col=max(places), min_row=head + 1, max_row=last))
    # the first row on top, and axes that newer versions of Excel would otherwise hide
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.legend = drawn.legend if len(chart.numbers) > 1 else None
    sheet.add_chart(drawn, f"{get_column_letter(len(figure.columns) + 2)}{head}")
