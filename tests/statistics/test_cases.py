"""The cases behind the figures: one row each, with the year's amounts, adding up to the tables."""

import random
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.gender import GenderCategory
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import Money
from fundflow.domain.states import State
from fundflow.statistics.cases import CASES
from fundflow.statistics.funding import GRANT_TYPES
from fundflow.statistics.gender import GENDER
from fundflow.statistics.priorities import PRIORITIES
from tests.factories import make_organisation
from tests.statistics.asked import figure, table
from tests.statistics.rows import applied, at, book, decide, grant, historic, kr, reject

AMOUNTS = ("Sökt kr", "Beviljat kr", "Utbetalt kr")


def test_a_case_is_one_row_with_labels_and_days(session: Session, catalogue: Catalogue) -> None:
    case = applied(
        session,
        date(2026, 1, 10),
        400,
        organisation=make_organisation(session, "Älgsjö utveckling", number="556000-4615"),
        registry_number="RUN 2026/00007",
        title="Ny verkstad",
        municipality_code="2482",
        gender_category=GenderCategory.EVEN,
        eu_programme="eruf",
        own_project=True,
    )
    grant(session, case, date(2026, 2, 1), 300)

    shown = figure(session, catalogue, CASES, 2026)

    strategy = catalogue.strategy_by_key("vasterbotten_rus_2020_2030")
    assert strategy is not None
    assert shown.rows == (
        (
            *("RUN 2026/00007", "Projektmedel", "Genomförandeprojekt", "Älgsjö utveckling", "556000-4615"),
            *("Ny verkstad", "RUS 2020–2030", 1, strategy.priorities[0].label.sv, "2482", "Jämnt"),
            *("Europeiska regionala utvecklingsfonden (Eruf)", "Ja", date(2026, 1, 10), date(2026, 2, 1), "Bifall"),
            *(kr(400), kr(300), None),
        ),
    )


def test_a_case_shows_the_amounts_of_the_year_only(session: Session, catalogue: Catalogue) -> None:
    case = grant(session, applied(session, date(2024, 1, 10), 400), date(2025, 2, 1), 300)
    book(session, case, EntryKind.PAID, date(2026, 6, 1), 100)

    by_year = {year: table(figure(session, catalogue, CASES, year), *AMOUNTS) for year in (2024, 2025, 2026, 2027)}

    assert by_year == {
        2024: [(kr(400), None, None)],
        2025: [(None, kr(300), None)],
        2026: [(None, None, kr(100))],
        2027: [],
    }


def test_a_decision_after_the_day_is_not_shown(session: Session, catalogue: Catalogue) -> None:
    reject(session, applied(session, date(2026, 1, 10), 400), date(2026, 9, 1))

    shown = figure(session, catalogue, CASES, 2026, as_of=date(2026, 6, 30))

    assert table(shown, "Beslutsdag", "Beslut") == [(None, None)]


def test_a_withdrawn_application_says_so(session: Session, catalogue: Catalogue) -> None:
    case = applied(session, date(2026, 1, 10), 400, state=State.WRITTEN_OFF, withdrawn_at=at(date(2026, 1, 20)))
    decide(session, case, DecisionKind.WRITE_OFF, date(2026, 1, 25))

    assert figure(session, catalogue, CASES, 2026).column("Beslut") == ["Återkallad"]


def test_a_historic_case_known_by_its_year_has_no_day(session: Session, catalogue: Catalogue) -> None:
    case = historic(session, decided_year=2018, registry_number="X 1")
    book(session, case, EntryKind.GRANTED, date(2018, 12, 31), 90)

    shown = figure(session, catalogue, CASES, 2018)

    assert table(shown, "Diarienummer", "Inkom", "Beslutsdag", "Beslut", *AMOUNTS) == [
        ("X 1", None, None, "Bifall", None, kr(90), None)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_the_cases_add_up_to_every_table(session: Session, catalogue: Catalogue, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        something_happens(session, chance)
    as_of = date(2026, 12, 31) if seed % 2 else date(2026, 7, 15)

    cases, *tables = (
        figure(session, catalogue, measure, 2026, as_of=as_of) for measure in (CASES, PRIORITIES, GENDER, GRANT_TYPES)
    )

    in_cases = {heading: cases.total(heading) for heading in AMOUNTS}
    assert [{heading: one.total(heading) for heading in AMOUNTS} for one in tables] == [in_cases] * 3
    for one in tables:
        for heading in AMOUNTS:
            assert sum(cell.ore for cell in one.column(heading) if isinstance(cell, Money)) == in_cases[heading].ore


def something_happens(session: Session, chance: random.Random) -> None:
    """Add a case with a life of its own: received, perhaps granted, changed and paid, over three years."""
    day = date(2025, 1, 1) + timedelta(days=chance.randrange(700))
    kronor = chance.randrange(1, 1000)
    case = applied(
        session,
        day,
        kronor,
        priority=chance.choice(["p1_nytankande_smart", "p4_hallbara_livsmiljoer"]),
        gender_category=chance.choice(list(GenderCategory)),
        grant_type=chance.choice(["pre_study", "implementation"]),
    )
    later = [day + timedelta(days=chance.randrange(1, 200)) for _ in range(4)]
    later.sort()
    if chance.random() < 0.3:
        reject(session, case, later[0])
    elif chance.random() < 0.7:
        grant(session, case, later[0], kronor)
        book(session, case, EntryKind.CHANGED, later[1], chance.randrange(1, 50))
        if chance.random() < 0.5:
            book(session, case, EntryKind.ADVANCED, later[1], kronor // 2 + 1)
            book(session, case, EntryKind.RELEASED, later[3], chance.randrange(1, kronor // 2 + 2))
