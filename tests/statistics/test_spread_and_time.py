"""Municipalities, days to decision, and ten years."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import WHOLE_COUNTY
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.gender import GenderCategory
from fundflow.domain.ledger import EntryKind
from fundflow.statistics.development import DEVELOPMENT
from fundflow.statistics.geography import MUNICIPALITIES
from fundflow.statistics.lead_times import LEAD_TIMES
from tests.statistics.asked import figure, table
from tests.statistics.rows import applied, book, decide, grant, historic, kr

JANUARY = date(2026, 1, 10)


def test_every_municipality_of_the_county_is_shown(session: Session, catalogue: Catalogue) -> None:
    grant(session, applied(session, JANUARY, 400, municipality_code="2482"), date(2026, 2, 1), 300)

    shown = figure(session, catalogue, MUNICIPALITIES, 2026)

    assert [code for code in shown.column("Kommunkod") if code] == [
        one.code for one in catalogue.municipalities("vasterbotten")
    ]
    [row] = [row for row in shown.rows if row[0] == "2482"]
    assert row == ("2482", "Skellefteå", "Ej angiven", 1, kr(300), kr(0))


def test_the_whole_county_and_places_outside_it_have_rows_without_a_code(
    session: Session, catalogue: Catalogue
) -> None:
    for code, kronor in ((WHOLE_COUNTY, 10), ("2284", 20), ("utanfor_lanet", 30), (None, 40)):
        grant(session, applied(session, JANUARY, 400, municipality_code=code), date(2026, 2, 1), kronor)

    shown = figure(session, catalogue, MUNICIPALITIES, 2026)

    assert table(shown, "Kommunkod", "Kommun", "Beviljade antal", "Beviljat kr")[-3:] == [
        (None, "Hela länet", 1, kr(10)),
        (None, "Utanför länet", 2, kr(20 + 30)),
        (None, "Uppgift saknas", 1, kr(40)),
    ]
    assert shown.total("Beviljat kr") == kr(10 + 20 + 30 + 40)


def test_nothing_granted_gives_no_rows(session: Session, catalogue: Catalogue) -> None:
    applied(session, JANUARY, 400, municipality_code="2482")

    assert figure(session, catalogue, MUNICIPALITIES, 2026).rows == ()


@pytest.mark.parametrize(
    ("days", "median", "ninetieth"),
    [
        pytest.param([7], 7, 7, id="a single case is both"),
        pytest.param([10, 20], 10, 10, id="of two values the lower"),
        pytest.param([30, 10, 20], 20, 20, id="the one in the middle; nine tenths of two steps is one whole step"),
        pytest.param(list(range(1, 12)), 6, 10, id="eleven cases: the sixth, and the tenth"),
    ],
)
def test_median_and_percentile_are_days_that_happened(
    session: Session, catalogue: Catalogue, days: list[int], median: int, ninetieth: int
) -> None:
    for count in days:
        decide(session, applied(session, JANUARY, 100), DecisionKind.REJECTION, JANUARY + timedelta(days=count))

    shown = figure(session, catalogue, LEAD_TIMES, 2026)

    assert shown.rows == (("Projektmedel", len(days), median, ninetieth),)
    assert shown.totals == ("Alla program", len(days), median, ninetieth)


def test_days_are_counted_for_decisions_that_try_the_case_and_have_both_days(
    session: Session, catalogue: Catalogue
) -> None:
    decide(session, applied(session, JANUARY, 100), DecisionKind.WRITE_OFF, date(2026, 1, 11))
    historic(session, decided_year=2026)
    historic(session, received_on=date(2026, 3, 1), decided_on=date(2026, 3, 31), decided_year=2026)

    shown = figure(session, catalogue, LEAD_TIMES, 2026)

    assert shown.rows == (("Projektmedel", 1, 30, 30),)


def test_ten_years_show_the_years_that_have_grants(session: Session, catalogue: Catalogue) -> None:
    company = {"programme": "business_support", "grant_type": "mikrostod"}
    for year, category, kronor in (
        (2016, GenderCategory.WOMEN, 1),
        (2017, GenderCategory.WOMEN, 30),
        (2017, GenderCategory.MEN, 90),
        (2026, GenderCategory.NOT_APPLICABLE, 500),
    ):
        case = applied(session, date(year, 1, 1), 900, gender_category=category, **company)
        grant(session, case, date(year, 2, 1), kronor)

    shown = figure(session, catalogue, DEVELOPMENT, 2026)

    thirty_of_a_hundred_and_twenty = Decimal("25.0")
    assert shown.rows == (
        (2017, "Företagsstöd", 2, kr(30 + 90), thirty_of_a_hundred_and_twenty),
        (2026, "Företagsstöd", 1, kr(500), None),
    )


def test_a_change_in_a_later_year_is_no_new_case(session: Session, catalogue: Catalogue) -> None:
    case = grant(session, applied(session, date(2024, 1, 1), 900), date(2024, 2, 1), 300)
    book(session, case, EntryKind.CHANGED, date(2025, 2, 1), 50)

    shown = figure(session, catalogue, DEVELOPMENT, 2026)

    assert table(shown, "År", "Beviljade antal", "Beviljat kr") == [(2024, 1, kr(300)), (2025, 0, kr(50))]
