"""Which cases a view, the words and the filters of the desk choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import CTE, ColumnElement, String, and_, case, cast, exists, func, or_, select, true
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from fundflow.domain.decisions import DecisionStatus
from fundflow.domain.money import Money
from fundflow.domain.payments import ClaimState
from fundflow.domain.periods import add_months
from fundflow.domain.reports import ReportState
from fundflow.domain.roles import Actor, Permission
from fundflow.domain.states import OPEN, Origin, State
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.engine import folded
from fundflow.models.payment import Claim
from fundflow.models.report import Report
from fundflow.queries.paging import ListRequest
from fundflow.queries.scope import visible_to

VIEW: Final = "vy"
VIEWS: Final = ("mina", "frister", "granska", "otilldelade", "nya", "oppna", "klara", "expediera")
"""The saved views, in the order of their tabs; without one, every case that has been received."""

FACETS: Final = (
    *("lage", "program", "stodform", "utlysning", "handlaggare", "prioritering", "kommun"),
    *("kategori", "alder", "belopp", "beslutsar"),
)
MINE: Final = "jag"
NOBODY: Final = "ingen"

UNDECIDED: Final = (State.RECEIVED, State.COMPLETION_REQUESTED, State.IN_PREPARATION, State.READY_FOR_DECISION)
WITHDRAWN: Final = "withdrawn"
"""The value of the filter on state for cases that the applicant has taken back and nobody has written off yet."""

AGES: Final = ("under-1", "1-4", "4-6", "over-6")
"""Months since the application came in, of cases that are not decided."""

AMOUNTS: Final = (("under-200", 200_000), ("200-500", 500_000), ("500-1200", 1_200_000), ("over-1200", None))
"""Amounts applied for, each up to and including so many kronor; None is no limit."""

SOON: Final = timedelta(days=7)
_WEEK: Final = timedelta(days=7)
_SEES_NOTHING: Final = Actor(person_id=0, name="")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for what of the desk, and on which day."""

    viewer: Actor
    request: ListRequest
    today: date


def received(viewer: Actor) -> ColumnElement[bool]:
    """Return the condition of every case that the viewer reads as staff; drafts are never among them."""
    seen_by = viewer if viewer.may(Permission.CASE_READ) else _SEES_NOTHING
    return and_(visible_to(seen_by), Case.state != State.DRAFT)


def view_condition(view: str | None, asked: Asked) -> ColumnElement[bool]:
    """Return the condition of a saved view; every case for none or one that is not known."""
    mine = and_(Case.officer_id == asked.viewer.person_id, Case.state.in_(OPEN))
    conditions: dict[str, ColumnElement[bool]] = {
        "mina": mine,
        "frister": and_(mine, Case.deadline_on <= asked.today + SOON),
        "granska": and_(mine, or_(report_waits(), claim_waits())),
        "otilldelade": and_(Case.officer_id.is_(None), Case.state.in_(UNDECIDED)),
        "nya": and_(Case.received_on > asked.today - _WEEK, Case.origin != Origin.IMPORTED),
        "oppna": Case.state.in_(OPEN),
        "klara": Case.state == State.READY_FOR_DECISION,
        "expediera": Case.id.in_(select(Decision.case_id).where(Decision.status == DecisionStatus.DECIDED)),
    }
    return conditions.get(view or "", true())


def report_waits() -> ColumnElement[bool]:
    """Return the condition of a case with a report that has been sent and that nobody has judged."""
    return exists().where(Report.case_id == Case.id, Report.state == ReportState.SENT)


def claim_waits() -> ColumnElement[bool]:
    """Return the condition of a case with a claim that has been sent and that nobody has reviewed."""
    return exists().where(Claim.case_id == Case.id, Claim.state == ClaimState.SENT)


def values_of(today: date) -> dict[str, ColumnElement[str]]:
    """Return what each filter looks at, as a text; empty where a case has no value."""
    return {
        "lage": case((_is_withdrawn(), WITHDRAWN), else_=cast(Case.state, String)),
        "program": Case.programme.expression,
        "stodform": func.coalesce(Case.grant_type, ""),
        "utlysning": func.coalesce(cast(Case.call_id, String), ""),
        "handlaggare": func.coalesce(cast(Case.officer_id, String), NOBODY),
        "prioritering": func.coalesce(Case.priority, ""),
        "kommun": func.coalesce(Case.municipality_code, ""),
        "kategori": cast(Case.gender_category, String),
        "alder": _age(today),
        "belopp": _amount(),
        "beslutsar": func.coalesce(cast(Case.decided_year, String), ""),
    }


def within_view_and_words(asked: Asked) -> ColumnElement[bool]:
    """Return the condition of the chosen view and of every word searched for."""
    words = folded(asked.request.words).split()
    found = (Case.search_text.contains(word, autoescape=True) for word in words)
    return and_(view_condition(asked.request.one(VIEW), asked), *found)


def base_of(asked: Asked) -> CTE:
    """Return the value of each filter for the cases of view and words; the filters choose among them."""
    values = (value.label(name) for name, value in values_of(asked.today).items())
    return select(*values).where(received(asked.viewer), within_view_and_words(asked)).cte("base")


def _is_withdrawn() -> ColumnElement[bool]:
    """Return what ``domain.states.is_withdrawn`` says, of a row."""
    return and_(Case.state == State.IN_PREPARATION, Case.withdrawn_at.is_not(None))


def _age(today: date) -> ColumnElement[str]:
    youngest, young, old = (add_months(today, -months) for months in (1, 4, 6))
    return case(
        (or_(Case.state.not_in(UNDECIDED), Case.received_on.is_(None)), ""),
        (Case.received_on > youngest, AGES[0]),
        (Case.received_on > young, AGES[1]),
        (Case.received_on > old, AGES[2]),
        else_=AGES[3],
    )


def _amount() -> ColumnElement[str]:
    limits = [(Case.requested_amount <= Money.kronor(most), key) for key, most in AMOUNTS if most is not None]
    return case((Case.requested_amount.is_(None), ""), *limits, else_=AMOUNTS[-1][0])


def chosen(
    values: Mapping[str, ColumnElement[str]] | ReadOnlyColumnCollection[str, Any], asked: Asked, *, but: str = ""
) -> list[ColumnElement[bool]]:
    """Return the conditions of the chosen values of every filter but one; ``jag`` is the viewer."""
    conditions: list[ColumnElement[bool]] = []
    for name in FACETS:
        meant = asked.request.chosen(name) if name != but else ()
        if meant:
            me = str(asked.viewer.person_id)
            conditions.append(values[name].in_([me if value == MINE else value for value in meant]))
    return conditions
