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


def test_a_column_of_other_things_is_left_out_and_named(page: Page) -> None:
    odd = (*HEAD[:4], "Belopp", "Verifikat")

    write = page.form(TAKE_IN).fill({"file": ("a.xlsx", workbook(odd, (*TRAIN, "A 118")))}).press(TAKE_IN)

    assert "En kostnad är tillagd." in write.messages[0]
    assert "Kolumner som inte är med, eftersom de inte hör till en kostnad här: ”verifikat”." in write.messages[1]


def test_merged_cells_and_odd_heads_are_answered_in_words(page: Page) -> None:
    odd = (*HEAD[:4], "Pengar")
    merged = workbook(("Huvudbok",), HEAD, TRAIN, TRAIN, merge="E3:E4")

    first = page.form(TAKE_IN).fill({"file": ("a.xlsx", workbook(odd, TRAIN))}).press(TAKE_IN, status=422)
    second = page.form(TAKE_IN).fill({"file": ("b.xlsx", merged)}).press(TAKE_IN, status=422)

    assert sorted(row[1] for row in first.table()[1:]) == ["Belopp, kr", "Pengar"]
    assert "Kolumnen känns inte igen" in first.text
    assert "Cellen är sammanslagen med andra. Dela upp den." in second.text


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        pytest.param(("", b""), "Välj en fil.", id="no file"),
        pytest.param(("a.xlsx", b"PK\x03\x04"), "Filen går inte att läsa som en arbetsbok.", id="no workbook"),
        pytest.param(("a.csv", b"Kostnadsslag;L\x81ner"), "Filen är inte UTF-8.", id="no text that Excel saves"),
        pytest.param(("a.csv", b"Kostnadsslag;\x00\xff"), "Filen är inte UTF-8.", id="no text at all"),
        pytest.param(("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1"), "äldre arbetsbok (.xls)", id="an old workbook"),
        pytest.param(("a.csv", workbook(HEAD, TRAIN)), "Ge den ett namn som slutar på .xlsx.", id="named wrongly"),
        pytest.param(("a.csv", b"a;b\n1;2\n"), "Ingen rubrik känns igen.", id="no known heading"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    journey: Journey, case_id: int, page: Page, file: tuple[str, bytes], reason: str
) -> None:
    page = page.form(TAKE_IN).fill({"file": file}).press(TAKE_IN, status=422)

    assert reason in page.text
    assert kept(journey, case_id) == [BEFORE]


WINDOWS = (
    "Kostnadsslag;Vad kostnaden gäller;Leverantör;Betald den;Belopp, kr\r\n"
    "Resor och logi;Tåg till Åsele;Östra Järnvägen;2026-02-20;1 234,50 kr\r\n"
)


def test_a_text_as_swedish_excel_saves_it_is_read_and_how_is_told(journey: Journey, case_id: int, page: Page) -> None:
    page = page.form(TAKE_IN).fill({"file": ("kostnader.csv", WINDOWS.encode("cp1252"))}).press(TAKE_IN)

    assert "Filen är läst som Windows-1252" in page.messages[1]
    assert "Kontrollera att å, ä och ö har blivit rätt." in page.messages[1]
    assert page.form("Spara").value("q_costs-1-what") == "Tåg till Åsele"
    assert page.form("Spara").value("q_costs-1-supplier") == "Östra Järnvägen"
    assert kept(journey, case_id)[1] == ("Tåg till Åsele", Money(123_450))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_in_unicode_is_read_without_a_word_about_it(
    journey: Journey, case_id: int, page: Page, encoding: str
) -> None:
    page = page.form(TAKE_IN).fill({"file": ("kostnader.csv", WINDOWS.encode(encoding))}).press(TAKE_IN)

    assert not [one for one in page.messages if "Windows" in one]
    assert kept(journey, case_id)[1] == ("Tåg till Åsele", Money(123_450))


def test_how_a_text_was_read_is_told_also_when_a_row_is_bad(journey: Journey, case_id: int, page: Page) -> None:
    content = WINDOWS.replace("Resor och logi", "Fika").encode("cp1252")

    page = page.form(TAKE_IN).fill({"file": ("kostnader.csv", content)}).press(TAKE_IN, status=422)

    assert "Filen är läst som Windows-1252" in page.text
    assert kept(journey, case_id) == [BEFORE]


@pytest.mark.parametrize(
    ("rows", "merge"),
    [
        pytest.param([("Kostnader 2026",), HEAD, TRAIN], "A1:E1", id="a title over the head"),
        pytest.param([("Kostnad", "", "", "Betalning"), HEAD, TRAIN], "A1:C1", id="groups over the head"),
        pytest.param([HEAD, ("",) * 5, TRAIN], "B1:B2", id="a heading of two rows"),
        pytest.param([(*HEAD[:2], None, *HEAD[2:]), (*TRAIN[:2], None, *TRAIN[2:])], "B1:C1", id="over two columns"),
    ],
)
def test_merged_headings_are_no_hindrance(
    journey: Journey, case_id: int, page: Page, rows: list[tuple[object, ...]], merge: str
) -> None:
    content = workbook(*rows, merge=merge)

    page.form(TAKE_IN).fill({"file": ("kostnader.xlsx", content)}).press(TAKE_IN)

    assert kept(journey, case_id)[1] == ("Tåg", Money(123_450))


@pytest.mark.parametrize(
    ("rows", "merge"),
    [
        pytest.param([HEAD, TRAIN, ("Summa", "", "", "", 1234.5)], "", id="its word"),
        pytest.param([HEAD, TRAIN, ("Summa", "", "", "", 1234.5)], "A3:D3", id="its word merged over the columns"),
        pytest.param([HEAD, TRAIN, ("", "", "", "Totalt", "=SUM(E2:E2)")], "", id="a formula that nobody reckoned"),
        pytest.param([HEAD, TRAIN, (None,) * 5, (None, None, None, None, 1234.5)], "", id="its amount, after a gap"),
        pytest.param(
            [("Kostnader 2026",), HEAD, TRAIN, HEAD, (None, "Summa kostnader", None, None, 1234.5)],
            "A1:E1",
            id="under a title over the head, and the head again",
        ),
    ],
)
def test_a_sum_in_a_workbook_is_left_out_and_told(
    journey: Journey, case_id: int, page: Page, rows: list[tuple[object, ...]], merge: str
) -> None:
    content = workbook(*rows, merge=merge)

    taken = page.form(TAKE_IN).fill({"file": ("kostnader.xlsx", content)}).press(TAKE_IN)

    assert kept(journey, case_id) == [BEFORE, ("Tåg", Money(123_450))]
    told = " ".join(taken.messages)
    assert "En kostnad är tillagd." in told
    assert "är en summa och ingen kostnad. Den är inte med." in told
    assert "Se efter" not in told


def test_a_sum_that_differs_is_a_warning_with_both_amounts(journey: Journey, case_id: int, page: Page) -> None:
    content = workbook(HEAD, TRAIN, ("Summa", "", "", "", 2000))

    taken = page.form(TAKE_IN).fill({"file": ("kostnader.xlsx", content)}).press(TAKE_IN)

    assert kept(journey, case_id) == [BEFORE, ("Tåg", Money(123_450))]
    told = " ".join(taken.messages).replace("\u00a0", " ")
    assert "Där står 2 000 kr, men kostnaderna ovanför är 1 234,50 kr. Se efter att ingen kostnad saknas." in told


@pytest.mark.parametrize(
    "day",
    [date(2026, 2, 20), 46_073, "2026-02-20", "2026-02-20 00:00:00", "20/2 2026", "20 februari 2026", "20.2.2026"],
)
def test_days_are_read_as_spreadsheets_and_people_write_them(
    journey: Journey, case_id: int, page: Page, day: object
) -> None:
    content = workbook(HEAD, (*TRAIN[:3], day, "1 234,50 kr"))

    page.form(TAKE_IN).fill({"file": ("kostnader.xlsx", content)}).press(TAKE_IN)

    assert [row.paid_on for row in only_claim(journey, case_id).rows][1] == date(2026, 2, 20)


def test_costs_that_stand_twice_or_lie_outside_are_told_and_taken_in(
    journey: Journey, case_id: int, page: Page, maja: Browser
) -> None:
    write = page.path.replace("/kostnader-fran-fil", "/skriv")
    page = maja.open(write).form("Spara").fill({"Från och med": "2026-02-01", "Till och med": "2026-02-28"})
    page = page.press("Hämta kostnader")
    early = (*TRAIN[:3], date(2019, 5, 2), 80)

    page = page.form(TAKE_IN).fill({"file": ("a.xlsx", workbook(HEAD, TRAIN, early, TRAIN))}).press(TAKE_IN)

    assert len(kept(journey, case_id)) == 4
    assert "Rad 4: samma kostnad står på en rad ovanför. Är den med två gånger?" in page.text
    assert "Betalt utanför ansökans period, 1 februari 2026 till 28 februari 2026: rad 3." in page.text
    assert "Betalt utanför projektets tid" in page.text


def test_a_draft_with_an_amount_that_cannot_be_read_keeps_it_when_costs_are_added(
    journey: Journey, case_id: int, page: Page, maja: Browser
) -> None:
    write = page.path.replace("/kostnader-fran-fil", "/skriv")
    page = maja.open(write).form("Spara").fill({"q_costs-0-declared": "ungefär tusen"}).press("Hämta kostnader")

    page = page.form(TAKE_IN).fill({"file": ("a.xlsx", workbook(HEAD, TRAIN))}).press(TAKE_IN)

    assert page.form("Spara").value("q_costs-0-declared") == "ungefär tusen"
    assert len(kept(journey, case_id)) == 2


def test_a_colleague_who_writes_in_another_field_stands_in_nobodys_way(
    journey: Journey, case_id: int, page: Page, maja: Browser
) -> None:
    write = page.path.replace("/kostnader-fran-fil", "/skriv")
    maja.open(write).form("Spara").fill({"Vad har ni gjort under perioden?": "Nytt."}).press("Spara och fortsätt")

    page.form(TAKE_IN).fill({"file": ("a.xlsx", workbook(HEAD, TRAIN))}).press(TAKE_IN)

    assert len(kept(journey, case_id)) == 2


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
