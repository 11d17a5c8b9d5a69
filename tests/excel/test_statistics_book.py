"""The yearly workbook, reopened: its sheets, its tables, its definitions and its hash."""

import hashlib
from datetime import date

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.gender import GenderCategory
from fundflow.domain.ledger import EntryKind
from fundflow.excel.plain import csv_of
from fundflow.excel.statistics_book import write_statistics_book
from fundflow.queries.case_years import Cut
from fundflow.statistics.yearbook import Publisher, Yearbook, compose
from tests.excel.reopened import above, below, reopen, table_rows
from tests.statistics.rows import applied, book, grant, reject

TABLES = {
    "Per prioritering": (
        "per_prioritering",
        "Strategi, Nr, Prioritering, Sökta antal, Sökt kr, Beviljade antal, Beviljat kr, Andel av beviljat %, "
        "Avslag antal, Utbetalt kr, Pågående antal",
    ),
    "Fler prioriteringar": (
        "fler_prioriteringar",
        "Strategi, Nr, Prioritering, Projekt som även bidrar antal",
    ),
    "Per kön": (
        "per_kon",
        "Program, Kategori, Sökta antal, Sökt kr, Beviljade antal, Beviljat kr, Andel av antal %, "
        "Andel av beviljat %, Beviljandegrad %, Utbetalt kr",
    ),
    "Prioritering och kön": (
        "prioritering_kon",
        "Strategi, Nr, Prioritering, Kategori, Beviljade antal, Beviljat kr",
    ),
    "Deltagare": ("deltagare", "Strategi, Nr, Prioritering, Kvinnor, Män, Okänt, Andel kvinnor %"),
    "Jämställdhet och hållbarhet": ("bedomningar", "Program, Kriterium, Bedömning, Antal, Beviljat kr"),
    "Per stödform": (
        "per_stodform",
        "Program, Stödform, Sökta antal, Sökt kr, Beviljade antal, Beviljat kr, Utbetalt kr",
    ),
    "Per kommun": ("per_kommun", "Kommunkod, Kommun, Grupp, Beviljade antal, Beviljat kr, Utbetalt kr"),
    "EU och medfinansiering": (
        "eu_medfinansiering",
        "EU-program, Beviljade antal, Vårt belopp kr, Andel av våra medel %, Total budget kr",
    ),
    "Ram och utfall": (
        "ram_utfall",
        "Medelskälla, Beslutsram kr, Beviljat kr, Kvar att besluta kr, Utbetalningsmål kr, Utbetalt kr, Utestående kr",
    ),
    "Handläggningstid": ("handlaggningstid", "Program, Antal beslut, Median dagar, 90-percentil dagar"),
    "Tio år": ("utveckling", "År, Program, Beviljade antal, Beviljat kr, Andel kvinnor av beviljat %"),
    "Ärenden": (
        "arenden",
        "Diarienummer, Program, Stödform, Sökande, Organisationsnummer, Titel, Strategi, Nr, Prioritering, "
        "Kommunkod, Kategori, EU-program, Eget projekt, Inkom, Beslutsdag, Beslut, Sökt kr, Beviljat kr, Utbetalt kr",
    ),
    "Definitioner": ("definitioner", "Mått, Definition, Enhet, Källa"),
}


def yearbook(session: Session, catalogue: Catalogue, year: int = 2026) -> Yearbook:
    cut = Cut(year, date(year, 12, 31))
    return compose(session, catalogue, cut, Publisher("vasterbotten", "Region Exempel", "0.1.0"))


def workbook(session: Session, catalogue: Catalogue, year: int = 2026) -> Workbook:
    return reopen(write_statistics_book(yearbook(session, catalogue, year)))


@pytest.fixture
def some_cases(session: Session) -> None:
    """A company of women's granted 300 of 400 and paid 50; a rejected one; a formula for a title."""
    first = applied(
        session, date(2026, 1, 10), 400, title="=1+1", gender_category=GenderCategory.WOMEN, municipality_code="2482"
    )
    book(session, grant(session, first, date(2026, 2, 1), 300), EntryKind.PAID, date(2026, 6, 1), 50)
    reject(session, applied(session, date(2026, 1, 12), 90), date(2026, 3, 1))


@pytest.mark.usefixtures("some_cases")
def test_every_sheet_holds_its_named_table_with_the_exact_headings(session: Session, catalogue: Catalogue) -> None:
    book_ = workbook(session, catalogue)

    assert book_.sheetnames == ["Läs mig", *TABLES]
    found = {
        sheet.title: (name, ", ".join(str(heading) for heading in table_rows(sheet, name)[0]))
        for sheet in book_.worksheets[1:]
        for name in sheet.tables
    }
    assert found == TABLES


def test_a_year_without_anything_has_every_sheet_with_a_blank_row_and_a_note(
    session: Session, catalogue: Catalogue
) -> None:
    book_ = workbook(session, catalogue)

    for sheet in book_.worksheets[1:-1]:
        [name] = sheet.tables
        assert [set(row) for row in table_rows(sheet, name)[1:]] == [{None}], sheet.title
        assert above(sheet)[-1] == "Tabellen har inga uppgifter för urvalet."


@pytest.mark.usefixtures("some_cases")
def test_title_unit_source_and_day_stand_above_each_table(session: Session, catalogue: Catalogue) -> None:
    book_ = workbook(session, catalogue)

    for sheet in book_.worksheets[1:]:
        lines = above(sheet)
        assert any(line.startswith("Enhet: ") for line in lines), sheet.title
        assert any(line.startswith("Källa: ") for line in lines), sheet.title
        assert "Uppgifterna gäller per den 31\u00a0december\u00a02026." in lines, sheet.title
        assert sheet.freeze_panes is not None


@pytest.mark.usefixtures("some_cases")
def test_the_table_per_priority_carries_the_numbers_and_its_totals_stand_outside(
    session: Session, catalogue: Catalogue
) -> None:
    sheet = workbook(session, catalogue)["Per prioritering"]

    rows = table_rows(sheet, "per_prioritering")
    assert rows[1][3:] == (2, 400 + 90, 1, 300, 100, 1, 50, 1)
    assert rows[2][3:] == (0, 0, 0, 0, 0, 0, 0, 0)
    assert below(sheet, "per_prioritering")[1][3:11] == (2, 490, 1, 300, 100, 1, 50, 1)


@pytest.mark.usefixtures("some_cases")
def test_what_people_wrote_is_never_run(session: Session, catalogue: Catalogue) -> None:
    sheet = workbook(session, catalogue)["Ärenden"]

    [title] = [cell for row in sheet[sheet.tables["arenden"].ref] for cell in row if cell.value == "=1+1"]

    assert title.data_type == "s"


@pytest.mark.usefixtures("some_cases")
def test_charts_stand_where_they_help(session: Session, catalogue: Catalogue) -> None:
    book_ = workbook(session, catalogue)

    assert [sheet.title for sheet in book_.worksheets if sheet._charts] == ["Per prioritering", "Per kön"]


@pytest.mark.usefixtures("some_cases")
def test_the_first_sheet_says_what_it_is_and_proves_the_cases(session: Session, catalogue: Catalogue) -> None:
    composed = yearbook(session, catalogue)

    sheet = reopen(write_statistics_book(composed))["Läs mig"]

    facts = {label: value for label, value in sheet.iter_rows(min_row=3, max_col=2, values_only=True) if label}
    assert facts["År"] == "2026"
    assert facts["Region"] == "Region Exempel"
    assert facts["Urval"] == "Alla program"
    assert facts["Läge"] == "Preliminär: året är inte låst"
    assert facts["Tjänstens version"] == "0.1.0"
    proof = hashlib.sha256(csv_of(composed.figure("arenden"))).hexdigest()
    assert facts["Kontrollsumma för tabellen arenden"] == proof


@pytest.mark.usefixtures("some_cases")
def test_the_same_figures_give_the_same_cells(session: Session, catalogue: Catalogue) -> None:
    first, second = workbook(session, catalogue), workbook(session, catalogue)

    for one, other in zip(first.worksheets, second.worksheets, strict=True):
        assert list(one.values) == list(other.values)


@pytest.mark.usefixtures("some_cases")
def test_every_heading_has_one_definition(session: Session, catalogue: Catalogue) -> None:
    book_ = workbook(session, catalogue)

    defined = [row[0] for row in table_rows(book_["Definitioner"], "definitioner")[1:]]

    headings = {
        heading for sheet, (_, text) in TABLES.items() if sheet != "Definitioner" for heading in text.split(", ")
    }
    assert sorted(str(one) for one in defined) == sorted(headings)
