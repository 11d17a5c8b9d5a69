"""Per kind of support, per EU programme, and against frames and targets."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.appropriation import FrameKind
from fundflow.domain.ledger import EntryKind
from fundflow.statistics.funding import EU, FRAMES, GRANT_TYPES
from tests.statistics.asked import figure, table, totals
from tests.statistics.rows import applied, book, frame, grant, historic, kr


def test_kinds_of_support_are_those_that_have_cases(session: Session, catalogue: Catalogue) -> None:
    applied(session, date(2026, 1, 10), 30, programme="business_support", grant_type="mikrostod")
    grant(session, applied(session, date(2026, 1, 10), 400), date(2026, 2, 1), 300)
    applied(session, date(2026, 1, 11), 90, grant_type="pre_study")

    shown = figure(session, catalogue, GRANT_TYPES, 2026)

    assert table(shown, "Program", "Stödform", "Sökta antal", "Sökt kr", "Beviljade antal", "Beviljat kr") == [
        ("Projektmedel", "Förstudie", 1, kr(90), 0, kr(0)),
        ("Projektmedel", "Genomförandeprojekt", 1, kr(400), 1, kr(300)),
        ("Företagsstöd", "Mikrostöd", 1, kr(30), 0, kr(0)),
    ]
    assert totals(shown, "Sökta antal", "Sökt kr") == (3, kr(30 + 400 + 90))


def test_a_programme_whose_demand_is_not_known_is_empty_beside_one_that_is(
    session: Session, catalogue: Catalogue
) -> None:
    book(session, historic(session, decided_year=2019), EntryKind.GRANTED, date(2019, 12, 31), 10)
    applied(session, date(2019, 1, 10), 30, programme="business_support", grant_type="mikrostod")

    shown = figure(session, catalogue, GRANT_TYPES, 2019)

    assert table(shown, "Program", "Sökta antal") == [("Projektmedel", None), ("Företagsstöd", 1)]


def test_our_share_to_projects_with_eu_money_is_of_all_that_was_granted(session: Session, catalogue: Catalogue) -> None:
    eu = applied(session, date(2026, 1, 10), 400, eu_programme="eruf", total_cost=kr(2000))
    grant(session, eu, date(2026, 2, 1), 300)
    grant(session, applied(session, date(2026, 1, 10), 900, total_cost=kr(1000)), date(2026, 2, 1), 500)

    shown = figure(session, catalogue, EU, 2026)

    three_of_eight = Decimal("37.5")
    assert shown.rows == (("Europeiska regionala utvecklingsfonden (Eruf)", 1, kr(300), three_of_eight, kr(2000)),)
    assert shown.totals == ("Summa", 1, kr(300), three_of_eight, kr(2000))


def test_a_budget_that_nobody_knows_is_empty(session: Session, catalogue: Catalogue) -> None:
    case = historic(session, decided_year=2018, eu_programme="esf")
    book(session, case, EntryKind.GRANTED, date(2018, 12, 31), 10)

    assert figure(session, catalogue, EU, 2018).column("Total budget kr") == [None]


def test_frame_target_and_outcome_stand_side_by_side_and_apart(session: Session, catalogue: Catalogue) -> None:
    frame(session, FrameKind.DECISION_FRAME, 2026, date(2026, 1, 2), 1000)
    frame(session, FrameKind.DECISION_FRAME, 2026, date(2026, 9, 17), 200)
    frame(session, FrameKind.PAYMENT_TARGET, 2026, date(2026, 1, 2), 700)
    case = grant(session, applied(session, date(2026, 1, 10), 400), date(2026, 2, 1), 300)
    book(session, case, EntryKind.PAID, date(2026, 8, 1), 120)

    shown = figure(session, catalogue, FRAMES, 2026)

    frame_of_year = 1000 + 200
    assert shown.rows == (
        ("Anslag 1:1", kr(frame_of_year), kr(300), kr(frame_of_year - 300), kr(700), kr(120), kr(300 - 120)),
    )


def test_without_a_frame_there_is_nothing_left_to_tell(session: Session, catalogue: Catalogue) -> None:
    grant(session, applied(session, date(2026, 1, 10), 400), date(2026, 2, 1), 300)

    shown = figure(session, catalogue, FRAMES, 2026)

    assert totals(shown, "Beslutsram kr", "Kvar att besluta kr", "Beviljat kr") == (None, None, kr(300))
