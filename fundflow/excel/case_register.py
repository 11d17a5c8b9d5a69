"""The register of cases, written row by row so that a long one takes little memory."""

import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from fundflow.excel import styles
from fundflow.excel.sheets import Layout, blank_row, lines_above, named_table, put, put_text, widths, write_head
from fundflow.i18n import msgid
from fundflow.statistics.measure import Cell as Written
from fundflow.statistics.measure import Unit

SHEET: Final = msgid("Ärenden")


def write_case_register(layout: Layout) -> bytes:
    """Return the register as a workbook with one sheet and one named table."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(SHEET)
    figure = layout.figure
    rows = figure.rows or (blank_row(figure),)
    lines = lines_above(layout)
    head = len(lines) + 3
    sheet.freeze_panes = f"A{head + 1}"
    for letter, width in widths(figure.columns, rows).items():
        sheet.column_dimensions[letter].width = width
    for place, line in enumerate((layout.title, *lines)):
        cell = WriteOnlyCell(sheet)
        put_text(cell, line)
        cell.font = styles.QUIET if place else styles.TITLE
        sheet.append([cell])
    sheet.append([])
    sheet.append([_head(sheet, column.heading) for column in figure.columns])
    units = [column.unit for column in figure.columns]
    for row in rows:
        sheet.append(_cells(sheet, row, units))
    if figure.totals:
        sheet.append([])
        sheet.append(_totals(sheet, figure.totals, units))
    headings = [column.heading for column in figure.columns]
    with warnings.catch_warnings():
        # openpyxl 3.1 warns in write-only mode whether the columns are named, as ours are, or not
        warnings.filterwarnings("ignore", message="In write-only mode you must add table columns manually")
        sheet.add_table(named_table(layout.table, headings, first_row=head, rows=len(rows)))
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _head(sheet: WriteOnlyWorksheet, heading: str) -> Cell:
    cell = WriteOnlyCell(sheet)
    write_head(cell, heading)
    return cell


def _cells(sheet: WriteOnlyWorksheet, row: Sequence[Written], units: Sequence[Unit]) -> list[Cell | None]:
    return [None if written is None else _cell(sheet, written, unit) for written, unit in zip(row, units, strict=True)]


def _cell(sheet: WriteOnlyWorksheet, written: Written, unit: Unit) -> Cell:
    cell = WriteOnlyCell(sheet)
    put(cell, written, unit)
    return cell


def _totals(sheet: WriteOnlyWorksheet, totals: Sequence[Written], units: Sequence[Unit]) -> list[Cell | None]:
    cells = _cells(sheet, totals, units)
    for cell in cells:
        if cell is not None:
            cell.font, cell.border = styles.BOLD, styles.ABOVE_TOTALS
    return cells
