"""Costs of a claim out of a file: a template to fill in, every bad cell told, and nothing written when one is bad."""

from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook

from fundflow.domain.money import Money
from tests.journey_parts import Journey
from tests.pages import Browser, Page
from tests.web.applying import sent_by, signed_in
from tests.web.claiming import ROW, begun, only_claim

TAKE_IN = "Läs in kostnaderna"
HEAD = ("Kostnadsslag", "Vad kostnaden gäller", "Leverantör", "Betald den", "Belopp, kr")


@pytest.fixture
def page(app: Flask, journey: Journey, case_id: int) -> Page:
    """The page on which a file is chosen, of a claim with one cost that was saved on the way there."""
    return begun(signed_in(app, "applicant"), case_id).form("Spara").fill(ROW).press("Hämta kostnader")


@pytest.fixture
def maja(page: Page) -> Browser:
    """Who looks at that page."""
    return page.browser


def workbook(*rows: tuple[object, ...], merge: str = "") -> bytes:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    if merge:
        made.worksheets[0].merge_cells(merge)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def kept(journey: Journey, case_id: int) -> list[tuple[str, Money]]:
    return [(row.what, row.declared) for row in only_claim(journey, case_id).rows]


BEFORE = ("Löner, projektledare", Money.kronor(100_000))
TRAIN = ("Resor och logi", "Tåg", "SJ", date(2026, 2, 20), 1234.5)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("kostnader.xlsx", workbook(HEAD, TRAIN), id="a workbook"),
        pytest.param(
            "kostnader.csv",
            ";".join(HEAD).encode() + "\nResor och logi;Tåg;SJ;2026-02-20;1 234,50\n".encode(),
            id="text with semicolons",
        ),
        pytest.param(
            "kostnader.csv",
            b'\xef\xbb\xbfKostnadsslag,Vad,Belopp,Datum\nresor och logi,"T\xc3\xa5g",1234.50,20/2 2026\n',
            id="text with commas and a byte order mark",
        ),
    ],
)
def test_the_costs_of_a_file_are_added_after_those_that_are_there(
    journey: Journey, case_id: int, page: Page, name: str, content: bytes
) -> None:
    page = page.form(TAKE_IN).fill({"file": (name, content)}).press(TAKE_IN)

    assert page.messages[0].startswith("En kostnad är tillagd.")
    assert page.form("Spara").value("q_costs-1-what") == "Tåg"
    assert kept(journey, case_id) == [BEFORE, ("Tåg", Money(123_450))]


def test_they_may_take_the_place_of_those_that_are_there(journey: Journey, case_id: int, page: Page) -> None:
    answers = {"file": ("kostnader.xlsx", workbook(HEAD, TRAIN)), "place": "Byt ut alla"}

    page.form(TAKE_IN).fill(answers).press(TAKE_IN)

    assert kept(journey, case_id) == [("Tåg", Money(123_450))]


def test_a_bad_row_is_told_by_row_and_column_and_nothing_is_added(journey: Journey, case_id: int, page: Page) -> None:
    content = workbook(HEAD, TRAIN, ("Kaffe", "Fika", "", "i höst", -10))

    page = page.form(TAKE_IN).fill({"file": ("kostnader.xlsx", content)}).press(TAKE_IN, status=422)

    assert "Inga kostnader är tillagda" in page.text
    assert [row[:3] for row in page.table()[1:]] == [
        ["3", "Belopp, kr", "”-10”"],
        ["3", "Betald den", "”i höst”"],
        ["3", "Kostnadsslag", "”Kaffe”"],
    ]
    assert kept(journey, case_id) == [BEFORE]


def test_merged_cells_and_odd_heads_are_answered_in_words(page: Page) -> None:
    odd = (*HEAD[:4], "Belopp", "Verifikat")
    merged = workbook(("Huvudbok",), HEAD, TRAIN, TRAIN, merge="E3:E4")

    first = page.form(TAKE_IN).fill({"file": ("a.xlsx", workbook(odd, TRAIN))}).press(TAKE_IN, status=422)
    second = page.form(TAKE_IN).fill({"file": ("b.xlsx", merged)}).press(TAKE_IN, status=422)

    assert [row[1] for row in first.table()[1:]] == ["Verifikat"]
    assert "Kolumnen känns inte igen" in first.text
    assert "Cellen är sammanslagen med andra. Dela upp den." in second.text


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        pytest.param(("", b""), "Välj en fil.", id="no file"),
        pytest.param(("a.xlsx", b"PK\x03\x04"), "Filen går inte att läsa som en arbetsbok.", id="no workbook"),
        pytest.param(("a.csv", "Kostnadsslag;Löner å".encode("latin-1")), "Filen är inte UTF-8.", id="other encoding"),
        pytest.param(("a.csv", b"a;b\n1;2\n"), "Ingen rubrik känns igen.", id="no known heading"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    journey: Journey, case_id: int, page: Page, file: tuple[str, bytes], reason: str
) -> None:
    page = page.form(TAKE_IN).fill({"file": file}).press(TAKE_IN, status=422)

    assert reason in page.text
    assert kept(journey, case_id) == [BEFORE]


def test_a_double_click_adds_the_rows_once(journey: Journey, case_id: int, page: Page, maja: Browser) -> None:
    content = workbook(HEAD, TRAIN)

    maja.post(page.path, sent_by(page, TAKE_IN, {"file": ("kostnader.xlsx", content)}))
    second = maja.post(page.path, sent_by(page, TAKE_IN, {"file": ("kostnader.xlsx", content)}), status=409)

    assert "Se efter om kostnaderna redan är med" in second.text
    assert len(kept(journey, case_id)) == 2


def test_the_template_is_filled_in_and_read_back(journey: Journey, case_id: int, page: Page, maja: Browser) -> None:
    template = maja.client.get(page.links["Hämta mallen (Excel)"])
    assert template.headers["Content-Disposition"].startswith("attachment")
    filled = load_workbook(BytesIO(template.data))
    filled.worksheets[0].append(TRAIN)
    content = BytesIO()
    filled.save(content)

    page.form(TAKE_IN).fill({"file": ("mall.xlsx", content.getvalue())}).press(TAKE_IN)

    assert kept(journey, case_id) == [BEFORE, ("Tåg", Money(123_450))]
