"""The statistics page: the year at a glance, each picture with its table, and the way to the cases and the workbook."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from fundflow.domain.gender import GenderCategory
from fundflow.domain.ledger import EntryKind
from fundflow.domain.roles import Role
from fundflow.extensions import db
from fundflow.web.downloads import EXCEL
from tests.databases import statements_to
from tests.excel.reopened import reopen, table_rows
from tests.pages import Browser
from tests.statistics.rows import applied, book, grant, reject
from tests.web.conftest import PASSWORD, engine_of

COMPANY = {"programme": "business_support", "grant_type": "mikrostod"}


@pytest.fixture
def analyst(browser: Browser, account: Callable[..., str]) -> Browser:
    """An analyst who is signed in; the day is 19 February 2026."""
    browser.sign_in(account("analys@nordanland.example", Role.ANALYST), PASSWORD)
    return browser


@pytest.fixture
def year_2025(app: Flask) -> None:
    """Two million granted of three applied for, half a million paid, a women's company among them, and a rejection."""
    with app.app_context(), Session(db.engine) as session:
        first = applied(session, date(2025, 3, 1), 2_000_000, municipality_code="2482")
        book(session, grant(session, first, date(2025, 5, 1), 1_500_000), EntryKind.PAID, date(2025, 9, 1), 500_000)
        second = applied(session, date(2025, 3, 1), 500_000, gender_category=GenderCategory.WOMEN, **COMPANY)
        grant(session, second, date(2025, 4, 1), 500_000)
        reject(session, applied(session, date(2025, 6, 1), 500_000, **COMPANY), date(2025, 7, 1))
        session.commit()


@pytest.mark.usefixtures("year_2025")
def test_the_year_is_told_in_a_few_numbers(analyst: Browser) -> None:
    page = analyst.open("/statistik?ar=2025")

    assert page.heading == "Regionens stöd 2025"
    for words in ("3,0 mnkr", "3 ansökningar", "2,0 mnkr", "2 ärenden, 1 avslag", "0,5 mnkr", "1,5 mnkr"):
        assert words in page.text.replace("\u00a0", " ")


@pytest.mark.usefixtures("year_2025")
def test_each_picture_has_its_headline_and_its_table(analyst: Browser) -> None:
    text = analyst.open("/statistik?ar=2025").text.replace("\u00a0", " ")

    assert "100 procent av det beviljade gick till" in text
    assert "Kvinnors företag: 100 procent av ansökningarna, 100 procent av kronorna" in text
    for heading in ("Andel av beviljat %", "Beviljandegrad %", "Kvar att besluta kr", "Andel kvinnor av beviljat %"):
        assert heading in text


@pytest.mark.usefixtures("year_2025")
def test_a_figure_leads_to_the_cases_behind_it(analyst: Browser) -> None:
    page = analyst.open("/statistik?ar=2025&program=business_support")

    cases = analyst.open("/arenden?beslutsar=2025&program=business_support&kategori=women")

    assert 'href="/arenden?beslutsar=2025&amp;program=business_support&amp;kategori=women"' in page.html
    assert "RUN 2025/" in cases.text


@pytest.mark.usefixtures("year_2025")
def test_the_address_chooses_year_programme_and_day(analyst: Browser) -> None:
    text = analyst.open("/statistik?ar=2025&program=project_funding&per=2025-04-30").text.replace("\u00a0", " ")

    assert "per den 30 april 2025" in text
    assert "1 ansökan" in text
    assert "Mikrostöd" not in text


@pytest.mark.parametrize("query", ["ar=abc", "ar=3000", "program=saknas", "ar=2025&per=i-dag", "per=2027-01-01"])
def test_what_is_wrong_in_an_address_is_left_out(analyst: Browser, query: str) -> None:
    assert analyst.open(f"/statistik?{query}").heading.startswith("Regionens stöd 20")


def test_a_year_without_cases_says_so(analyst: Browser) -> None:
    assert "Inga uppgifter för urvalet." in analyst.open("/statistik").text


@pytest.mark.usefixtures("year_2025")
def test_the_workbook_is_that_of_the_page(analyst: Browser) -> None:
    answer = analyst.client.get("/statistik/arbetsbok?ar=2025&program=business_support")

    assert (answer.status_code, answer.mimetype) == (200, EXCEL)
    assert "statistik-2025.xlsx" in answer.headers["Content-Disposition"]
    book_ = reopen(answer.data)
    assert len(table_rows(book_["Ärenden"], "arenden")) == 1 + 2


def test_whoever_reads_statistics_may_not_always_export(browser: Browser, account: Callable[..., str]) -> None:
    browser.sign_in(account("handlaggare@nordanland.example", Role.CASE_OFFICER), PASSWORD)

    page = browser.open("/statistik")

    assert "Hämta årets arbetsbok" not in page.text
    browser.open("/statistik/arbetsbok", status=403)


@pytest.mark.parametrize("cases", [2, 60])
def test_the_page_takes_the_same_few_statements_however_many_cases_there_are(
    app: Flask, analyst: Browser, cases: int
) -> None:
    with Session(engine_of(app)) as session:
        for number in range(cases):
            priority = ("p1_nytankande_smart", "p2_platsbaserat_naringsliv")[number % 2]
            grant(session, applied(session, date(2026, 1, 10), 400, priority=priority), date(2026, 2, 1), 300)
        session.commit()
    analyst.open("/statistik")

    with statements_to(engine_of(app)) as sent:
        analyst.open("/statistik")

    counted = [statement for statement in sent if statement.lstrip().upper().startswith(("SELECT", "WITH"))]
    signing_in = [statement for statement in counted if "person" in statement]
    assert len(counted) - len(signing_in) <= 8
