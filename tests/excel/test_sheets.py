"""A sheet: one named table, numbers as numbers, texts as texts, totals outside."""

from datetime import date
from decimal import Decimal

from openpyxl import Workbook

from fundflow.domain.money import Money
from fundflow.excel.case_register import write_case_register
from fundflow.excel.plain import csv_of
from fundflow.excel.sheets import NO_DATA, Layout, write_figure
from fundflow.statistics.measure import Column, Figure, SheetChart, Unit
from tests.excel.reopened import above, below, reopen, table_rows

COLUMNS = (
    Column("Titel", Unit.TEXT, "", ""),
    Column("Inkom", Unit.DAY, "", ""),
    Column("Antal", Unit.NUMBER, "", ""),
    Column("Beviljat kr", Unit.KRONOR, "", ""),
    Column("Andel %", Unit.PERCENT, "", ""),
)
ROWS = (
    ("Verkstad", date(2026, 1, 10), 3, Money.kronor(1_234_567), Decimal("38.7")),
    ("Kafé", None, None, Money(123_450), None),
)
FIGURE = Figure(COLUMNS, ROWS, totals=("Summa", None, 3, Money.kronor(1_235_801), None), notes=("En anmärkning.",))
LAYOUT = Layout("exempel", "Ett exempel", ("Enhet: kronor",), FIGURE)


def written(layout: Layout = LAYOUT) -> Workbook:
    workbook = Workbook()
    write_figure(workbook.worksheets[0], layout)
    return workbook


def test_a_table_holds_headings_and_rows_and_nothing_else() -> None:
    sheet = written().worksheets[0]

    assert list(sheet.tables) == ["exempel"]
    assert table_rows(sheet, "exempel") == [
        ("Titel", "Inkom", "Antal", "Beviljat kr", "Andel %"),
        ("Verkstad", date(2026, 1, 10), 3, 1_234_567, 38.7),
        ("Kafé", None, None, 1234.5, None),
    ]
    assert [column.name for column in sheet.tables["exempel"].tableColumns] == [one.heading for one in COLUMNS]


def test_totals_stand_one_row_below_the_table() -> None:
    sheet = written().worksheets[0]

    assert below(sheet, "exempel") == [(None,) * 5, ("Summa", None, 3, 1_235_801, None)]
    assert sheet.tables["exempel"].totalsRowCount is None


def test_title_lines_and_notes_stand_above_and_the_head_is_frozen() -> None:
    sheet = written().worksheets[0]

    assert above(sheet) == ["Ett exempel", "Enhet: kronor", "En anmärkning."]
    first_row = sheet.tables["exempel"].ref.partition(":")[0]
    assert (first_row, sheet.freeze_panes) == ("A5", "A6")


def test_numbers_have_formats_that_a_swedish_excel_shows_with_blanks() -> None:
    sheet = written().worksheets[0]

    assert [sheet.cell(6, column).number_format for column in (2, 4, 5)] == ["yyyy-mm-dd", "#,##0", "0.0"]


def test_a_text_that_begins_with_an_equals_sign_stays_a_text() -> None:
    figure = Figure(COLUMNS[:1], (('=HYPERLINK("x")',), ("rad\x0bbruten",)))

    [sheet] = written(Layout("exempel", "=Titel", (), figure)).worksheets

    assert [(cell.value, cell.data_type) for (cell,) in sheet["A3:A5"]] == [
        ("Titel", "s"),
        ('=HYPERLINK("x")', "s"),
        ("radbruten", "s"),
    ]
    assert sheet["A1"].data_type == "s"


def test_a_table_without_data_has_one_blank_row_and_a_note_above_it() -> None:
    [sheet] = written(Layout("exempel", "Ett exempel", (), Figure(COLUMNS, ()))).worksheets

    assert table_rows(sheet, "exempel")[1:] == [(None,) * 5]
    assert above(sheet) == ["Ett exempel", NO_DATA]
    assert below(sheet, "exempel") == []


def test_a_chart_draws_the_cells_of_the_table() -> None:
    chart = SheetChart(("Titel",), ("Beviljat kr",), "Beviljat")

    [sheet] = written(Layout("exempel", "Ett exempel", ("Enhet: kronor",), FIGURE, chart)).worksheets

    [drawn] = sheet._charts
    assert drawn.series[0].val.numRef.f == "'Sheet'!$D$6:$D$7"
    assert drawn.series[0].cat.numRef.f == "'Sheet'!$A$6:$A$7"


def test_the_register_is_the_same_table_written_row_by_row() -> None:
    workbook = reopen(write_case_register(LAYOUT))

    [sheet] = workbook.worksheets
    assert (sheet.title, sheet.freeze_panes) == ("Ärenden", "A6")
    assert [column.name for column in sheet.tables["exempel"].tableColumns] == [one.heading for one in COLUMNS]
    rows = table_rows(sheet, "exempel")
    assert [row[0] for row in rows] == ["Titel", "Verkstad", "Kafé"]
    assert [row[3] for row in rows[1:]] == [1_234_567, 1234.5]
    assert below(sheet, "exempel")[1][:4] == ("Summa", None, 3, 1_235_801)
    assert above(sheet) == ["Ett exempel", "Enhet: kronor", "En anmärkning."]


def test_plain_text_opens_right_in_a_swedish_spreadsheet() -> None:
    content = csv_of(FIGURE)

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == [
        "Titel;Inkom;Antal;Beviljat kr;Andel %",
        "Verkstad;2026-01-10;3;1234567;38,7",
        "Kafé;;;1234,5;",
    ]


def test_plain_text_is_never_run_by_a_spreadsheet() -> None:
    figure = Figure(COLUMNS[:1], (("=1+1",), ("+46",), ("-3 till",), ("@namn",), ("a=b",)))

    assert csv_of(figure).decode("utf-8-sig").splitlines()[1:] == ["'=1+1", "'+46", "'-3 till", "'@namn", "a=b"]
