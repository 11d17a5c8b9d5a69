"""Per priority: demand, grants, rejections, payments and what runs, each in its own column."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.gender import GenderCategory
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import Money
from fundflow.domain.states import State
from fundflow.models.case import CasePriority
from fundflow.statistics.priorities import FURTHER, PRIORITIES, PRIORITIES_BY_GENDER
from tests.factories import make_case
from tests.statistics.asked import figure, table, totals
from tests.statistics.rows import applied, book, close, decide, grant, historic, kr, reject

P1, P2 = "p1_nytankande_smart", "p2_platsbaserat_naringsliv"
COUNTS = ("Nr", "Sökta antal", "Beviljade antal", "Avslag antal", "Pågående antal")
MONEY = ("Nr", "Sökt kr", "Beviljat kr", "Andel av beviljat %", "Utbetalt kr")


@pytest.fixture
def year_2026(session: Session) -> None:
    """Two priorities: grants of 300 and 100 out of 1 000 applied for, a rejection, a withdrawal, one that waits."""
    first = grant(session, applied(session, date(2026, 1, 10), 400), date(2026, 2, 1), 300)
    book(session, first, EntryKind.ADVANCED, date(2026, 3, 1), 100)
    book(session, first, EntryKind.PAID, date(2026, 6, 1), 50)
    grant(session, applied(session, date(2026, 4, 1), 200, priority=P2), date(2026, 5, 1), 100)
    reject(session, applied(session, date(2026, 2, 2), 250, priority=P2), date(2026, 9, 1))
    withdrawn = applied(session, date(2026, 2, 3), 70, priority=P2, state=State.WRITTEN_OFF)
    decide(session, withdrawn, DecisionKind.WRITE_OFF, date(2026, 2, 20))
    applied(session, date(2026, 12, 30), 80, priority=P2)


@pytest.mark.usefixtures("year_2026")
def test_cases_are_counted_on_their_main_priority(session: Session, catalogue: Catalogue) -> None:
    shown = figure(session, catalogue, PRIORITIES, 2026)

    assert table(shown, *COUNTS)[:2] == [(1, 1, 1, 0, 1), (2, 4, 1, 1, 1)]
    assert totals(shown, *COUNTS[1:]) == (5, 2, 1, 2)


@pytest.mark.usefixtures("year_2026")
def test_money_is_counted_on_its_own_day(session: Session, catalogue: Catalogue) -> None:
    shown = figure(session, catalogue, PRIORITIES, 2026)

    second = 200 + 250 + 70 + 80
    assert table(shown, *MONEY)[:2] == [
        (1, kr(400), kr(300), Decimal("75.0"), kr(100 + 50)),
        (2, kr(second), kr(100), Decimal("25.0"), Money(0)),
    ]
    assert totals(shown, *MONEY[1:]) == (kr(400 + second), kr(400), Decimal("100.0"), kr(150))


@pytest.mark.usefixtures("year_2026")
def test_every_priority_of_the_strategy_is_shown_also_those_without_cases(
    session: Session, catalogue: Catalogue
) -> None:
    shown = figure(session, catalogue, PRIORITIES, 2026)

    assert shown.column("Nr") == [1, 2, 3, 4, 5, 6]
    assert set(shown.column("Strategi")) == {"RUS 2020–2030"}
    assert table(shown, *COUNTS)[2] == (3, 0, 0, 0, 0)


@pytest.mark.usefixtures("year_2026")
def test_what_happens_after_the_day_is_not_counted(session: Session, catalogue: Catalogue) -> None:
    shown = figure(session, catalogue, PRIORITIES, 2026, as_of=date(2026, 4, 30))

    assert totals(shown, *COUNTS[1:]) == (4, 1, 0, 1)
    assert totals(shown, "Beviljat kr", "Utbetalt kr") == (kr(300), kr(100))


def test_a_change_is_granted_in_the_year_that_it_is_booked(session: Session, catalogue: Catalogue) -> None:
    case = grant(session, applied(session, date(2025, 1, 10), 400), date(2025, 2, 1), 300)
    book(session, case, EntryKind.CHANGED, date(2026, 2, 1), -40)

    before, after = (figure(session, catalogue, PRIORITIES, year) for year in (2025, 2026))

    assert totals(before, "Beviljade antal", "Beviljat kr") == (1, kr(300))
    assert totals(after, "Sökta antal", "Beviljade antal", "Beviljat kr") == (0, 0, kr(-40))


def test_a_case_runs_from_its_grant_until_it_is_closed_whatever_its_state_is_today(
    session: Session, catalogue: Catalogue
) -> None:
    case = grant(session, applied(session, date(2024, 1, 10), 400), date(2024, 2, 1), 300)
    book(session, case, EntryKind.RELEASED, date(2025, 6, 30), 300)
    close(session, case, date(2025, 6, 30))

    running = {
        day: figure(session, catalogue, PRIORITIES, day.year, as_of=day).total("Pågående antal")
        for day in (date(2024, 12, 31), date(2025, 6, 29), date(2025, 6, 30))
    }

    assert list(running.values()) == [1, 1, 0]


def test_a_draft_is_never_counted(session: Session, catalogue: Catalogue) -> None:
    make_case(session, state=State.DRAFT, registry_number=None, requested_amount=kr(100))

    assert figure(session, catalogue, PRIORITIES, 2026).rows == ()


def test_demand_that_nobody_knows_is_empty_and_not_zero(session: Session, catalogue: Catalogue) -> None:
    case = historic(session, decided_year=2018, priority=P1)
    book(session, case, EntryKind.GRANTED, date(2018, 12, 31), 90)

    shown = figure(session, catalogue, PRIORITIES, 2018)

    assert table(shown, "Sökta antal", "Sökt kr", "Beviljade antal", "Beviljat kr")[0] == (None, None, 1, kr(90))
    assert totals(shown, "Sökta antal", "Sökt kr") == (None, None)
    assert "inte kända" in shown.notes[0]


def test_where_some_demand_is_known_the_rest_is_told(session: Session, catalogue: Catalogue) -> None:
    historic(session, decided_year=2026, state=State.REJECTED)
    applied(session, date(2026, 3, 1), 50)

    shown = figure(session, catalogue, PRIORITIES, 2026)

    assert totals(shown, "Sökta antal", "Avslag antal") == (1, 1)
    assert shown.notes[0].startswith("1 ärenden")


def test_the_priorities_of_two_strategies_stand_one_after_the_other(session: Session, catalogue: Catalogue) -> None:
    applied(session, date(2020, 3, 1), 50)
    applied(
        session,
        date(2020, 3, 1),
        60,
        strategy="vasterbotten_regionplan_2014_2020",
        priority="g2_strukturer_innovation",
    )

    shown = figure(session, catalogue, PRIORITIES, 2020)

    assert shown.column("Nr") == [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]
    assert shown.rows[1][:3] == ("RUP/Regionplan 2014–2020", 2, "Strukturer för innovation")


def test_one_programme_can_be_shown_alone(session: Session, catalogue: Catalogue) -> None:
    applied(session, date(2026, 3, 1), 50)
    applied(session, date(2026, 3, 1), 60, programme="business_support", grant_type="mikrostod")

    shown = figure(session, catalogue, PRIORITIES, 2026, programme="business_support")

    assert totals(shown, "Sökta antal", "Sökt kr") == (1, kr(60))


def test_the_headline_names_the_largest_part(session: Session, catalogue: Catalogue) -> None:
    grant(session, applied(session, date(2026, 1, 10), 400), date(2026, 2, 1), 300)
    grant(session, applied(session, date(2026, 1, 10), 400, priority=P2), date(2026, 2, 1), 600)

    headline = PRIORITIES.headline(figure(session, catalogue, PRIORITIES, 2026))

    label = catalogue.strategies()[-1].priority(P2)
    assert headline is not None
    assert headline.startswith("67 procent av det beviljade gick till ”")
    assert label is not None
    assert label.label.sv in headline


def test_further_priorities_are_counted_apart_and_carry_no_money(session: Session, catalogue: Catalogue) -> None:
    granted = grant(session, applied(session, date(2026, 1, 10), 400), date(2026, 2, 1), 300)
    waiting = applied(session, date(2026, 1, 10), 400)
    session.add_all(CasePriority(case_id=case.id, priority=P2) for case in (granted, waiting))
    session.flush()

    shown = figure(session, catalogue, FURTHER, 2026)

    assert table(shown, "Nr", "Projekt som även bidrar antal") == [(1, 0), (2, 1), (3, 0), (4, 0), (5, 0), (6, 0)]
    assert shown.totals is None


def test_grants_are_split_by_priority_and_category_with_every_category(session: Session, catalogue: Catalogue) -> None:
    grant(
        session,
        applied(session, date(2026, 1, 10), 400, gender_category=GenderCategory.WOMEN),
        date(2026, 2, 1),
        300,
    )

    shown = figure(session, catalogue, PRIORITIES_BY_GENDER, 2026)

    assert table(shown, "Nr", "Kategori", "Beviljade antal", "Beviljat kr")[:5] == [
        (1, "Kvinnor", 1, kr(300)),
        (1, "Män", 0, Money(0)),
        (1, "Jämnt", 0, Money(0)),
        (1, "Uppgift saknas", 0, Money(0)),
        (1, "Ej tillämpligt", 0, Money(0)),
    ]
    assert len(shown.rows) == 6 * 5
    assert totals(shown, "Beviljade antal", "Beviljat kr") == (1, kr(300))
