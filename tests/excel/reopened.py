"""How tests read a workbook that was written."""

from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet


def reopen(content: bytes) -> Workbook:
    """Return the workbook as a reader's program sees it."""
    return load_workbook(BytesIO(content))


def table_rows(sheet: Worksheet, name: str) -> list[tuple[object, ...]]:
    """Return the cells of a named table, its headings first."""
    return [tuple(cell.value for cell in row) for row in sheet[sheet.tables[name].ref]]


def below(sheet: Worksheet, name: str) -> list[tuple[object, ...]]:
    """Return the rows under a named table."""
    last = int(sheet.tables[name].ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return list(sheet.iter_rows(min_row=last + 1, values_only=True))


def above(sheet: Worksheet) -> list[str]:
    """Return what stands in the first column over the first table."""
    [name] = sheet.tables
    first = int(sheet.tables[name].ref.partition(":")[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return [str(cell.value) for (cell,) in sheet.iter_rows(max_row=first - 1, max_col=1) if cell.value is not None]
