"""Participants out of reports, and what officers judged; never mixed with who owns and leads."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.reports import ReportState
from fundflow.statistics.assessments import ASSESSMENTS
from fundflow.statistics.participants import PARTICIPANTS
from tests.statistics.asked import figure, table
from tests.statistics.rows import applied, grant, judge, kr, reject, report


def test_participants_are_those_that_the_year_added(session: Session, catalogue: Catalogue) -> None:
    case = grant(session, applied(session, date(2025, 1, 10), 400), date(2025, 2, 1), 300)
    report(session, case, date(2025, 9, 1), (10, 20, 1))
    report(session, case, date(2026, 3, 1), (15, 22, 1))
    report(session, case, date(2026, 9, 1), (25, 30, 4))

    first, second = (figure(session, catalogue, PARTICIPANTS, year) for year in (2025, 2026))

    headings = ("Nr", "Kvinnor", "Män", "Okänt", "Andel kvinnor %")
    assert table(first, *headings)[0] == (1, 10, 20, 1, Decimal("33.3"))
    women, men, unknown = 25 - 10, 30 - 20, 4 - 1
    assert table(second, *headings)[0] == (1, women, men, unknown, Decimal("60.0"))
    assert second.totals == ("Summa", None, None, women, men, unknown, Decimal("60.0"))


def test_a_report_that_is_not_approved_does_not_count(session: Session, catalogue: Catalogue) -> None:
    case = grant(session, applied(session, date(2026, 1, 10), 400), date(2026, 2, 1), 300)
    report(session, case, date(2026, 9, 1), (10, 20, 1)).state = ReportState.SENT
    session.flush()

    assert figure(session, catalogue, PARTICIPANTS, 2026).rows == ()


def test_gates_show_every_level_and_how_many_decided_cases_got_it(session: Session, catalogue: Catalogue) -> None:
    granted = grant(session, applied(session, date(2026, 1, 10), 400), date(2026, 2, 1), 300)
    rejected = reject(session, applied(session, date(2026, 1, 10), 400), date(2026, 2, 1))
    waiting = applied(session, date(2026, 1, 10), 400)
    judge(session, granted, "equality_gate", "contributes")
    judge(session, rejected, "equality_gate", "does_not")
    judge(session, waiting, "equality_gate", "contributes")

    shown = figure(session, catalogue, ASSESSMENTS, 2026)

    assert shown.rows == (
        ("Projektmedel", "Jämlik och jämställd inkludering", "Bidrar", 1, kr(300)),
        ("Projektmedel", "Jämlik och jämställd inkludering", "Bidrar inte", 1, kr(0)),
    )


def test_goals_are_counted_one_by_one_and_grades_of_quality_are_left_out(
    session: Session, catalogue: Catalogue
) -> None:
    granted = grant(session, applied(session, date(2026, 1, 10), 400), date(2026, 2, 1), 300)
    goal = next(goal for one in catalogue.programme("project_funding", 1).criteria for goal in one.goals)
    judge(session, granted, "agenda_2030", "direct", part=goal.key)
    judge(session, granted, "relevance", "3")

    shown = figure(session, catalogue, ASSESSMENTS, 2026)

    assert shown.rows == (("Projektmedel", f"Agenda 2030: {goal.label.sv}", "Bidrar direkt", 1, kr(300)),)
