"""The same tables as plain text: semicolons, UTF-8 with a byte order mark, decimal commas; opens right in Excel."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Final

from fundflow.domain.money import Money
from fundflow.excel.sheets import clean, number_or_day
from fundflow.statistics.measure import Cell, Figure

_RUN_BY_SPREADSHEETS: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_of(figure: Figure) -> bytes:
    """Return the table of a figure, headings first; totals and notes are left out."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.heading for column in figure.columns])
    writer.writerows([_written(cell) for cell in row] for row in figure.rows)
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            text = clean(cell)
            return f"'{text}" if text.startswith(_RUN_BY_SPREADSHEETS) else text
        case date():
            return cell.isoformat()
        case Money() | Decimal():
            return str(number_or_day(cell)).replace(".", ",")
        case _:
            return str(cell)
