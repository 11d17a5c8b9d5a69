"""Rows out of a workbook or a text file that someone sends: numbers as numbers, days as days, nothing guessed."""

import csv
import hashlib
import re
import warnings
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from fundflow.i18n import msgid
from fundflow.services.importing.deed import Listed
from fundflow.services.importing.rows import Row
from fundflow.services.importing.values import Problem, is_blank, one_line

_HEAD_WITHIN: Final = 20
_DELIMITERS: Final = (";", ",", "\t")
_FORMULA: Final = re.compile(rb"<f[ >/]")
_WORKBOOKS: Final = (".xlsx", ".xlsm")
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
_NO_TEXT: Final = msgid("Filen är inte UTF-8. Spara den som CSV UTF-8 eller som .xlsx.")
_MOST_UNPACKED: Final = 64 * 1024 * 1024
_MOST_CELLS: Final = 2_000_000
_BROKEN: Final = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError, LookupError, ValueError, OSError),
    *(TypeError, AttributeError, EOFError),
)
"""What openpyxl and what it stands on raise of files that are no workbooks, or damaged ones."""


class UnreadableFile(ValueError):
    """The file cannot be read at all; the text is the reason, in Swedish."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that has no value that can be read: what stands there, and why."""

    written: str
    reason: str


_Line = tuple[int, Sequence[object]]
"""A row's number as the spreadsheet shows it, and its cells from the first column."""


def read_list(content: bytes, name: str, known: Collection[str], *, as_excel_saves: bool = False) -> Listed:
    """Return the rows of the first sheet of a workbook, or of a text file with ``;`` or ``,`` between columns.

    ``known`` are the headings to look for: the row with most of them is the head, whatever stands above it. Blank rows
    are left out. ``as_excel_saves``: a text need not be UTF-8, and the list says how it was read then. Raises
    UnreadableFile when the file is neither, or holds nothing.
    """
    notice = ""
    if name.lower().endswith(_WORKBOOKS):
        lines = _of_workbook(content)
    else:
        text, notice = _decoded(content, as_excel_saves=as_excel_saves)
        lines = _of_text(text, known)
    place = _place_of_head(lines, known)
    headings = _headings(lines[place][1], lines[place + 1 :])
    unreadable: list[Problem] = []
    rows = [_row(line, headings, unreadable) for line in lines[place + 1 :] if not all(map(is_blank, line[1]))]
    unreadable += _without_heading(lines[place + 1 :], headings)
    sha256 = hashlib.sha256(content).hexdigest()
    return Listed(tuple(headings.values()), tuple(rows), tuple(unreadable), sha256, notice)


def _heading(cell: object) -> str:
    written = cell.written if isinstance(cell, Unreadable) else cell
    return "" if written is None else one_line(str(written)).lower().rstrip("* ")


def _headings(head: Sequence[object], below: Sequence[_Line]) -> dict[int, str]:
    """Return the heading of each column; one that is merged over several is that of those in which something stands."""
    found: dict[int, str] = {}
    for column, cell in enumerate(head):
        is_continued = column > 0 and isinstance(cell, Unreadable) and cell is head[column - 1]
        if is_continued and all(column >= len(cells) or is_blank(cells[column]) for _, cells in below):
            continue
        if heading := _heading(cell):
            found[column] = heading
    return found


def _place_of_head(lines: Sequence[_Line], known: Collection[str]) -> int:
    if not lines:
        raise UnreadableFile(msgid("Filen är tom."))
    found = [sum(1 for cell in set(map(_heading, cells)) if cell in known) for _, cells in lines[:_HEAD_WITHIN]]
    if max(found):
        return found.index(max(found))
    return next((place for place, (_, cells) in enumerate(lines) if not all(map(is_blank, cells))), 0)


def _row(line: _Line, headings: Mapping[int, str], unreadable: list[Problem]) -> Row:
    number, cells = line
    values: dict[str, object] = {}
    for column, heading in headings.items():
        cell = cells[column] if column < len(cells) else None
        if isinstance(cell, Unreadable):
            unreadable.append(Problem(number, heading, cell.written, cell.reason))
        elif not is_blank(cell):
            values[heading] = cell
    return number, values


def _without_heading(lines: Iterable[_Line], headings: Mapping[int, str]) -> list[Problem]:
    """Return a problem for each column that has values and no heading."""
    used: dict[int, int] = {}
    for number, cells in lines:
        for column, cell in enumerate(cells):
            if column not in headings and not is_blank(cell):
                used.setdefault(column, number)
    reason = msgid("Kolumnen saknar rubrik men har ett värde.")
    return [Problem(number, get_column_letter(column + 1), "", reason) for column, number in sorted(used.items())]


# ----- text


_WINDOWS: Final = msgid(
    "Filen är läst som Windows-1252, så som Excel brukar spara CSV. Kontrollera att å, ä och ö har blivit rätt."
)


def _decoded(content: bytes, *, as_excel_saves: bool) -> tuple[str, str]:
    """Return the text of a file, and how it was read where that is no matter of course."""
    if zipfile.is_zipfile(BytesIO(content)):
        raise UnreadableFile(msgid("Filen är en arbetsbok. Ge den ett namn som slutar på .xlsx."))
    if content.startswith(_OLD_WORKBOOK):
        raise UnreadableFile(msgid("Filen är en äldre arbetsbok (.xls). Öppna den i Excel och spara den som .xlsx."))
    if as_excel_saves and content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _read_as(content, "utf-16"), ""
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        if not as_excel_saves or b"\0" in content:
            raise UnreadableFile(_NO_TEXT) from None
        return _read_as(content, "cp1252"), _WINDOWS


def _read_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile(_NO_TEXT) from None


def _of_text(text: str, known: Collection[str]) -> list[_Line]:
    def parted(delimiter: str) -> list[_Line]:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        try:
            return [(number, cells) for number, cells in enumerate(reader, start=1)]
        except csv.Error as error:
            raise UnreadableFile(msgid("Filen går inte att läsa. Ett citattecken kan sakna sitt slut.")) from error

    def heads(lines: list[_Line]) -> int:
        return max((sum(_heading(cell) in known for cell in cells) for _, cells in lines[:_HEAD_WITHIN]), default=0)

    return max((parted(delimiter) for delimiter in _DELIMITERS), key=heads)


# ----- workbooks

_NO_WORKBOOK: Final = msgid("Filen går inte att läsa som en arbetsbok. Spara den som .xlsx.")
_TOO_LARGE: Final = msgid("Arbetsboken är för stor. Ta bort tomma rader och kolumner, eller spara som CSV UTF-8.")


def _of_workbook(content: bytes) -> list[_Line]:
    _require_reasonable(content)
    try:
        sheet = _first_sheet(content, data_only=True)
        formulas = _first_sheet(content, data_only=False) if _has_formulas(content) else None
    except _BROKEN as error:
        raise UnreadableFile(_NO_WORKBOOK) from error
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        raise UnreadableFile(_TOO_LARGE)
    merged: dict[tuple[int, int], object] = {}
    for area in sheet.merged_cells.ranges:
        merged |= dict.fromkeys(area.cells, _merged(sheet.cell(area.min_row, area.min_col).value))

    def value(cell: Cell | MergedCell, place: tuple[int, int]) -> object:
        if place in merged:
            return merged[place]
        formula = formulas.cell(*place).value if formulas is not None else None
        return _value(cell, formula)

    return [
        (row, [value(cell, (row, column)) for column, cell in enumerate(cells, start=1)])
        for row, cells in enumerate(sheet.iter_rows(), start=1)
        if not _is_continued(cells)
    ]


def _require_reasonable(content: bytes) -> None:
    """Raise UnreadableFile for what is no packed file, or unpacks to more than a list ever is."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except _BROKEN as error:
        raise UnreadableFile(_NO_WORKBOOK) from error
    if unpacked > _MOST_UNPACKED:
        raise UnreadableFile(_TOO_LARGE)


def _first_sheet(content: bytes, *, data_only: bool) -> Worksheet:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl tells of every part of Excel that it leaves out
        return load_workbook(BytesIO(content), data_only=data_only).worksheets[0]


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        sheets = (name for name in parts.namelist() if name.startswith("xl/worksheets/"))
        return any(_FORMULA.search(parts.read(name)) for name in sheets)


def _is_continued(cells: Sequence[Cell | MergedCell]) -> bool:
    """Say whether a row holds nothing of its own but the lower parts of cells that are merged with those above."""
    return all(isinstance(cell, MergedCell) or cell.value is None for cell in cells) and any(
        isinstance(cell, MergedCell) for cell in cells
    )


def _merged(value: object) -> object:
    """Return a merged cell: its value may be a heading, but never tells which row or column it belongs to."""
    if value is None:
        return None
    return Unreadable(str(value), msgid("Cellen är sammanslagen med andra. Dela upp den."))


def _value(cell: Cell | MergedCell, formula: object) -> object:
    if isinstance(cell, Cell) and cell.data_type == "e":
        return Unreadable(str(cell.value), msgid("är ett felvärde i arbetsboken."))
    if cell.value is None and formula is not None:
        reason = msgid("är en formel utan beräknat värde. Öppna arbetsboken i Excel och spara den.")
        return Unreadable(str(formula), reason)
    return _plain(cell.value, getattr(cell, "number_format", ""))


def _plain(value: object, number_format: str) -> object:
    """Return a number exactly as it was written, a percentage as 0-100, and a moment at midnight as its day."""
    if isinstance(value, float):
        number = Decimal(repr(value)) * (100 if "%" in number_format else 1)
        return int(number) if number == number.to_integral_value() else number.normalize()
    if isinstance(value, int) and not isinstance(value, bool) and "%" in number_format:
        return value * 100
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value
