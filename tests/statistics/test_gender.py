"""Per gender: by number and by kronor, with demand and grant rate, so that one can see why."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.gender import GenderCategory
from fundflow.domain.ledger import EntryKind
from fundflow.models.case import Case
from fundflow.statistics.gender import GENDER
from tests.statistics.asked import figure, table, totals
from tests.statistics.rows import applied, book, grant, kr, reject

COMPANY = {"programme": "business_support", "grant_type": "mikrostod"}


def of_category(session: Session, category: GenderCategory, kronor: int) -> Case:
    return applied(session, date(2026, 1, 10), kronor, gender_category=category, **COMPANY)


@pytest.fixture
def companies(session: Session) -> None:
    """Women: two of three granted, 60 of 200. Men: one of one, 140. Even: none of one."""
    grant(session, of_category(session, GenderCategory.WOMEN, 50), date(2026, 2, 1), 40)
    paid = grant(session, of_category(session, GenderCategory.WOMEN, 50), date(2026, 2, 1), 20)
    book(session, paid, EntryKind.PAID, date(2026, 8, 1), 15)
    reject(session, of_category(session, GenderCategory.WOMEN, 30), date(2026, 2, 1))
    grant(session, of_category(session, GenderCategory.MEN, 150), date(2026, 2, 1), 140)
    reject(session, of_category(session, GenderCategory.EVEN, 60), date(2026, 2, 1))


@pytest.mark.usefixtures("companies")
def test_each_category_is_shown_by_number_and_by_kronor(session: Session, catalogue: Catalogue) -> None:
    shown = figure(session, catalogue, GENDER, 2026)

    rows = table(shown, "Kategori", "Sökta antal", "Sökt kr", "Beviljade antal", "Beviljat kr", "Utbetalt kr")
    assert rows == [
        ("Kvinnor", 3, kr(50 + 50 + 30), 2, kr(40 + 20), kr(15)),
        ("Män", 1, kr(150), 1, kr(140), kr(0)),
        ("Jämnt", 1, kr(60), 0, kr(0), kr(0)),
        ("Uppgift saknas", 0, kr(0), 0, kr(0), kr(0)),
        ("Ej tillämpligt", 0, kr(0), 0, kr(0), kr(0)),
    ]
    assert set(shown.column("Program")) == {"Företagsstöd"}


@pytest.mark.usefixtures("companies")
def test_shares_are_of_the_programme_and_the_rate_is_of_decided_cases(session: Session, catalogue: Catalogue) -> None:
    shown = figure(session, catalogue, GENDER, 2026)

    shares = table(shown, "Andel av antal %", "Andel av beviljat %", "Beviljandegrad %")
    two_of_three, sixty_of_two_hundred = Decimal("66.7"), Decimal("30.0")
    assert shares[0] == (two_of_three, sixty_of_two_hundred, two_of_three)
    assert shares[1] == (Decimal("33.3"), Decimal("70.0"), Decimal("100.0"))
    assert totals(shown, "Beviljandegrad %") == (Decimal("60.0"),)


@pytest.mark.usefixtures("companies")
def test_a_rate_of_nothing_is_empty(session: Session, catalogue: Catalogue) -> None:
    shown = figure(session, catalogue, GENDER, 2026)

    assert shown.column("Beviljandegrad %")[2:] == [Decimal("0.0"), None, None]


def test_shares_of_two_programmes_are_not_mixed(session: Session, catalogue: Catalogue) -> None:
    grant(session, of_category(session, GenderCategory.WOMEN, 50), date(2026, 2, 1), 40)
    grant(session, applied(session, date(2026, 1, 10), 900), date(2026, 2, 1), 900)

    shown = figure(session, catalogue, GENDER, 2026)

    granted = {(row[0], row[1]): row for row in shown.rows}
    share = shown.place("Andel av beviljat %")
    assert granted["Företagsstöd", "Kvinnor"][share] == Decimal("100.0")
    assert granted["Projektmedel", "Ej tillämpligt"][share] == Decimal("100.0")
    assert shown.rows[0][0] == "Projektmedel"


@pytest.mark.usefixtures("companies")
def test_the_headline_says_demand_and_kronor(session: Session, catalogue: Catalogue) -> None:
    headline = GENDER.headline(figure(session, catalogue, GENDER, 2026))

    three_of_five, sixty_of_two_hundred = 60, 30
    expected = f"Kvinnors företag: {three_of_five} procent av ansökningarna, {sixty_of_two_hundred} procent av kronorna"
    assert headline == expected


def test_the_headline_rounds_a_half_up_as_the_picture_does(session: Session, catalogue: Catalogue) -> None:
    for place in range(8):
        category = GenderCategory.MEN if place else GenderCategory.WOMEN
        grant(session, of_category(session, category, 1000), date(2026, 2, 1), 1000)

    headline = GENDER.headline(figure(session, catalogue, GENDER, 2026))

    one_of_eight = 13
    expected = f"Kvinnors företag: {one_of_eight} procent av ansökningarna, {one_of_eight} procent av kronorna"
    assert headline == expected


def test_without_a_known_category_there_is_no_headline_and_no_picture(session: Session, catalogue: Catalogue) -> None:
    grant(session, applied(session, date(2026, 1, 10), 900), date(2026, 2, 1), 900)

    shown = figure(session, catalogue, GENDER, 2026)

    assert (GENDER.headline(shown), GENDER.drawing(shown)) == (None, None)


@pytest.mark.usefixtures("companies")
def test_the_rule_and_its_version_stand_with_the_figure(session: Session, catalogue: Catalogue) -> None:
    [note] = figure(session, catalogue, GENDER, 2026).notes

    assert note == "Regel för indelning: version 1. Jämnt är 40–60 procent kvinnor bland ägarna."
