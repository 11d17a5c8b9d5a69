"""Rows out of files that people send: headings found, numbers and days kept, what cannot be read told by its place."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from fundflow.excel.reading import UnreadableFile, read_list
from fundflow.services.importing.rows import COLUMNS
from fundflow.services.importing.values import Problem

HEAD = ("programme", "title", "granted_sek", "decided_on")


def workbook(*rows: tuple[object, ...], merge: tuple[str, ...] = ()) -> bytes:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(row)
    for area in merge:
        sheet.merge_cells(area)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def repacked(sheet: bytes) -> bytes:
    """A workbook whose sheet is something else."""
    content = BytesIO()
    with ZipFile(BytesIO(workbook(HEAD))) as old, ZipFile(content, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return content.getvalue()


def far_away() -> bytes:
    """A workbook of two cells, as far from each other as they can be."""
    made = Workbook()
    made.worksheets[0]["A1"] = "title"
    made.worksheets[0]["XFD1048576"] = "x"
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def test_numbers_stay_numbers_and_days_stay_days() -> None:
    content = workbook(HEAD, ("project_funding", "Kafé", 1234.5, date(2018, 5, 3)), ("p", "x", 655000.0, "2018"))

    listed = read_list(content, "lista.xlsx", COLUMNS)

    assert listed.headings == HEAD
    assert listed.rows == (
        (
            2,
            {
                "programme": "project_funding",
                "title": "Kafé",
                "granted_sek": Decimal("1234.5"),
                "decided_on": date(2018, 5, 3),
            },
        ),
        (3, {"programme": "p", "title": "x", "granted_sek": 655000, "decided_on": "2018"}),
    )


def test_only_the_first_sheet_is_read_and_blank_rows_keep_the_numbers_of_the_others() -> None:
    content = workbook(HEAD, ("a",), (None, "  "), ("b",))

    assert [number for number, _ in read_list(content, "lista.xlsx", COLUMNS).rows] == [2, 4]


def test_a_title_above_and_headings_that_are_merged_or_starred_do_not_hide_the_head() -> None:
    content = workbook(
        ("Beviljade projekt 2018", None, None, None),
        ("Programme *", "Vad", None, "decided_on"),
        (None, "title", "granted_sek", None),
        ("project_funding", "Kafé", 10, None),
        merge=("A1:D1", "A2:A3", "B2:C2", "D2:D3"),
    )

    listed = read_list(content, "lista.xlsx", COLUMNS)

    assert listed.headings == HEAD
    assert listed.rows == ((4, {"programme": "project_funding", "title": "Kafé", "granted_sek": 10}),)
    assert listed.unreadable == ()


def test_merged_cells_among_the_rows_are_told_and_never_guessed() -> None:
    content = workbook(HEAD, ("a", "x", 10), (None, "y", None), merge=("C2:C3",))

    listed = read_list(content, "lista.xlsx", COLUMNS)

    reason = "Cellen är sammanslagen med andra. Dela upp den."
    assert listed.unreadable == (Problem(2, "granted_sek", "10", reason), Problem(3, "granted_sek", "10", reason))


def test_errors_and_formulas_without_a_value_are_told_by_row_and_column() -> None:
    content = workbook(HEAD, ("a", "x", "#REF!"), ("b", "y", "=1+1"))

    listed = read_list(content, "lista.xlsx", COLUMNS)

    assert [(one.row, one.column, one.value) for one in listed.unreadable] == [
        (2, "granted_sek", "#REF!"),
        (3, "granted_sek", "=1+1"),
    ]


def test_a_percentage_of_the_spreadsheet_is_read_as_it_is_shown() -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.append(("owners_women_percent",))
    sheet.append((0.455,))
    sheet["A2"].number_format = "0.0%"
    content = BytesIO()
    made.save(content)

    [(_, cells)] = read_list(content.getvalue(), "lista.xlsx", COLUMNS).rows

    assert cells["owners_women_percent"] == Decimal("45.5")


def test_values_under_no_heading_are_told() -> None:
    listed = read_list(workbook(HEAD, ("a", "x", 10, None, "vad är detta")), "lista.xlsx", COLUMNS)

    assert [(one.row, one.column) for one in listed.unreadable] == [(2, "E")]


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["without a byte order mark", "with one"])
@pytest.mark.parametrize("delimiter", [";", ","], ids=["semicolons", "commas"])
def test_text_is_read_with_either_delimiter(delimiter: str, mark: str) -> None:
    text = delimiter.join(HEAD) + "\n" + delimiter.join(("a", '"Kaf\u00e9"', "10", "2018-05-03")) + "\n\n"

    listed = read_list((mark + text).encode(), "lista.csv", COLUMNS)

    assert listed.headings == HEAD
    assert listed.rows == ((2, {"programme": "a", "title": "Kafé", "granted_sek": "10", "decided_on": "2018-05-03"}),)


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        pytest.param(b"", "lista.csv", "Filen är tom.", id="an empty file"),
        pytest.param("title\nKafé".encode("latin-1"), "lista.csv", "Filen är inte UTF-8.", id="another encoding"),
        pytest.param(b"title", "lista.xlsx", "Filen går inte att läsa som en arbetsbok.", id="no workbook"),
        pytest.param(workbook(HEAD), "lista.csv", "Filen är en arbetsbok.", id="a workbook under a wrong name"),
        pytest.param(b'title\n"' + b"x" * 140_000, "lista.csv", "Ett citattecken kan sakna", id="a quote without end"),
        pytest.param(repacked(b"<worksheet><"), "lista.xlsx", "Filen går inte att läsa", id="broken within"),
        pytest.param(repacked(b" " * 70_000_000), "lista.xlsx", "Arbetsboken är för stor.", id="unpacks to too much"),
        pytest.param(far_away(), "lista.xlsx", "Arbetsboken är för stor.", id="a value in the last corner"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_list(content, name, COLUMNS)
