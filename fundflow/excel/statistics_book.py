"""The yearly workbook: what it is, one sheet a measure, and what every column means."""

import hashlib
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from fundflow.excel import styles
from fundflow.excel.plain import csv_of
from fundflow.excel.sheets import Layout, cell_at, put_text, write_above, write_figure
from fundflow.i18n import msgid
from fundflow.statistics.cases import CASES
from fundflow.statistics.measure import UNIT_LABEL, Column, Figure, Measure, Unit
from fundflow.statistics.yearbook import Yearbook, as_of_words, unit_words

READ_ME: Final = msgid("Läs mig")
DEFINITIONS: Final = msgid("Definitioner")
_DEFINITION_HEADINGS: Final = (msgid("Mått"), msgid("Definition"), msgid("Enhet"), msgid("Källa"))
_DEFINITION_COLUMNS: Final = tuple(Column(heading, Unit.TEXT, "", "") for heading in _DEFINITION_HEADINGS)
_HASH: Final = msgid("Kontrollsumma för tabellen arenden")
_HOW_TO_CHECK: Final = (
    msgid("SHA-256 av tabellen arenden som CSV: semikolon mellan kolumner, UTF-8 med inledande BOM, radslut CR LF."),
    msgid("Kommandot export-register med samma år, dag och program ger just den filen."),
    msgid("Samma uppgifter ger samma kontrollsumma, vem som än tar fram arbetsboken."),
)


def write_statistics_book(book: Yearbook) -> bytes:
    """Return the workbook as bytes; the same figures give the same cells."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _write_read_me(workbook.create_sheet(READ_ME), book)
    for measure, figure in book.figures:
        write_figure(workbook.create_sheet(measure.sheet), layout_of(measure, figure, book))
    write_figure(workbook.create_sheet(DEFINITIONS), _definitions(book))
    for sheet in workbook.worksheets:
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def layout_of(measure: Measure, figure: Figure, book: Yearbook) -> Layout:
    """Return what stands on the sheet of a measure."""
    lines = (
        measure.definition,
        msgid("Enhet: {units}").format(units=unit_words(measure)),
        msgid("Källa: {source}, {region}").format(source=measure.source, region=book.publisher.region_name),
        msgid("Uppgifterna gäller {day}.").format(day=as_of_words(book.cut)),
    )
    return Layout(measure.key, f"{measure.label}, {book.cut.year}", lines, figure, measure.sheet_chart)


def fingerprint(book: Yearbook) -> str:
    """Return the SHA-256 of the table of cases as CSV (D24)."""
    return hashlib.sha256(csv_of(book.figure(CASES.key))).hexdigest()


def _write_read_me(sheet: Worksheet, book: Yearbook) -> None:
    title = msgid("Statistik {year}, {region}").format(year=book.cut.year, region=book.publisher.region_name)
    write_above(sheet, title, ())
    row = 3
    for label, value in (*book.facts, (_HASH, fingerprint(book))):
        _write_pair(sheet, row, label, value)
        row += 1
    for line in _HOW_TO_CHECK:
        put_text(cell_at(sheet, row, 2), line)
        cell_at(sheet, row, 2).font = styles.QUIET
        row += 1
    put_text(cell_at(sheet, row + 1, 1), msgid("Blad och tabeller"))
    cell_at(sheet, row + 1, 1).font = styles.BOLD
    for number, (measure, _) in enumerate(book.figures, start=row + 2):
        _write_pair(sheet, number, measure.sheet, f"{measure.key}: {measure.label}")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 40, 100


def _write_pair(sheet: Worksheet, row: int, label: str, value: str) -> None:
    put_text(cell_at(sheet, row, 1), label)
    put_text(cell_at(sheet, row, 2), value)
    for place in (1, 2):
        cell_at(sheet, row, place).alignment = styles.WRAPPED


def _definitions(book: Yearbook) -> Layout:
    rows = tuple((one.heading, one.definition, UNIT_LABEL[one.unit], one.source) for one in book.definitions)
    lines = (
        msgid("Samma rubrik betyder samma sak i alla tabeller."),
        msgid("Enhet: text"),
        msgid("Källa: {source}").format(source=msgid("tjänstens register över mått")),
        msgid("Uppgifterna gäller {day}.").format(day=as_of_words(book.cut)),
    )
    return Layout("definitioner", msgid("Vad måtten betyder"), lines, Figure(_DEFINITION_COLUMNS, rows))
