"""Cells of statistics: GROUP BY in SQL, one row a cell and never one a case; nothing later than the day counts."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import RowMapping, Select, case, extract, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from fundflow.domain.decisions import DecisionKind
from fundflow.domain.ledger import EntryKind
from fundflow.domain.reports import ReportState
from fundflow.domain.states import Origin, State
from fundflow.models.assessment import Assessment
from fundflow.models.case import Case, CasePriority
from fundflow.models.decision import Decision
from fundflow.models.ledger import LedgerEntry
from fundflow.models.report import Report
from fundflow.queries.case_years import GRANTED, TAKEN, Cut, Dimension, case_years, day_after, ore, whole

_DECADE: Final = 10

MEASURES: Final = (
    "applied",
    "requested_ore",
    "requested_known",
    "granted",
    "granted_ore",
    "rejected",
    "disbursed_ore",
    "ongoing",
    "undated",
    "budget_ore",
    "budget_known",
)
"""The columns of a cell: numbers of cases, and amounts in öre."""


def cells(session: Session, cut: Cut, by: Sequence[Dimension]) -> Sequence[RowMapping]:
    """Return one row a cell: the dimensions asked for, and every measure."""
    years = case_years(cut)
    groups = [years.c[dimension.value] for dimension in by]
    sums = [whole(func.sum(years.c[measure])).label(measure) for measure in MEASURES]
    statement = select(*groups, *sums).where(or_(years.c.touched == 1, years.c.ongoing == 1)).group_by(*groups)
    return session.execute(statement).mappings().all()


def further_priorities(session: Session, cut: Cut) -> Sequence[RowMapping]:
    """Return how many cases granted in the year also contribute to each priority that is not their main one."""
    years = case_years(cut)
    groups = (years.c.strategy, years.c.strategy_version, CasePriority.priority)
    statement = (
        select(*groups, func.count().label("cases"))
        .join_from(years, CasePriority, CasePriority.case_id == years.c.id)
        .where(years.c.granted == 1)
        .group_by(*groups)
    )
    return session.execute(statement).mappings().all()


def assessments(session: Session, cut: Cut) -> Sequence[RowMapping]:
    """Return how many cases granted or rejected in the year got each judgement, and what they were granted."""
    years = case_years(cut)
    groups = (years.c.programme, years.c.programme_version, Assessment.criterion, Assessment.part, Assessment.value)
    statement = (
        select(*groups, func.count().label("cases"), whole(func.sum(years.c.granted_ore)).label("granted_ore"))
        .join_from(years, Assessment, Assessment.case_id == years.c.id)
        .where(or_(years.c.granted == 1, years.c.rejected == 1), Assessment.value != "")
        .group_by(*groups)
    )
    return session.execute(statement).mappings().all()


def participants(session: Session, cut: Cut) -> Sequence[RowMapping]:
    """Return participants that were added in the year, by priority: women, men and unknown.

    Reports count since the start of a project, so the latest approved report of the year adds what the latest one
    before the year did not hold; ``sign`` is 1 for the former and -1 for the latter.
    """
    latest = union_all(_latest_reports(cut.last, 1), _latest_reports(cut.first - timedelta(days=1), -1)).subquery()
    groups = (Case.strategy, Case.strategy_version, Case.priority)
    counts = (Report.participants_women, Report.participants_men, Report.participants_unknown)
    sums = (whole(func.sum(func.coalesce(count, 0) * latest.c.sign)).label(count.key) for count in counts)
    statement = (
        select(*groups, *sums)
        .join_from(latest, Report, Report.id == latest.c.report_id)
        .join(Case, Case.id == Report.case_id)
        .group_by(*groups)
    )
    if cut.programme is not None:
        statement = statement.where(Case.programme == cut.programme)
    return session.execute(statement).mappings().all()


def _latest_reports(day: date, sign: int) -> Select[int, int]:
    return (
        select(func.max(Report.id).label("report_id"), literal(sign).label("sign"))
        .where(Report.state == ReportState.APPROVED, Report.approved_at < day_after(day))
        .group_by(Report.case_id)
    )


def lead_times(session: Session, cut: Cut) -> Sequence[RowMapping]:
    """Return how many cases of each programme were received on one day and decided on another of the year.

    Grants, rejections and dismissals; a write-off ends a case without trying it. Days are subtracted above, since the
    two databases do it each in its own way.
    """
    ours = (
        select(Case.programme, Case.received_on, Decision.decided_on)
        .join(Decision, Decision.case_id == Case.id)
        .where(
            Decision.kind.in_((DecisionKind.GRANT, DecisionKind.REJECTION, DecisionKind.DISMISSAL)),
            Decision.status.in_(TAKEN),
            Decision.decided_on.between(cut.first, cut.last),
            Case.received_on.is_not(None),
        )
    )
    before_us = select(Case.programme, Case.received_on, Case.decided_on).where(
        Case.origin == Origin.IMPORTED,
        Case.state != State.WRITTEN_OFF,
        Case.received_on.is_not(None),
        Case.decided_on.between(cut.first, cut.last),
    )
    if cut.programme is not None:
        ours, before_us = (one.where(Case.programme == cut.programme) for one in (ours, before_us))
    both = union_all(ours, before_us).subquery()
    statement = select(*both.c, func.count().label("cases")).group_by(*both.c)
    return session.execute(statement).mappings().all()


def decade(session: Session, cut: Cut) -> Sequence[RowMapping]:
    """Return cases and öre granted in each of the ten years up to the cut's, by programme and gender category."""
    year = extract("year", LedgerEntry.booked_on).label("year")
    first_time = case((LedgerEntry.kind == EntryKind.GRANTED, LedgerEntry.case_id))
    groups = (year, Case.programme, Case.gender_category)
    statement = (
        select(
            *groups,
            func.count(first_time.distinct()).label("granted"),
            whole(func.sum(ore(LedgerEntry.amount))).label("granted_ore"),
        )
        .join(Case, Case.id == LedgerEntry.case_id)
        .where(
            LedgerEntry.kind.in_(GRANTED),
            LedgerEntry.booked_on.between(date(cut.year - _DECADE + 1, 1, 1), cut.last),
        )
        .group_by(*groups)
    )
    if cut.programme is not None:
        statement = statement.where(Case.programme == cut.programme)
    return session.execute(statement).mappings().all()


def first_year(session: Session) -> int | None:
    """Return the first year that a case was received or decided in; None when there is no case."""
    received, decided = session.execute(
        select(func.min(Case.received_on), func.min(Case.decided_year)).where(Case.state != State.DRAFT)
    ).one()
    years = [year for year in (received.year if received else None, decided) if year is not None]
    return min(years, default=None)
