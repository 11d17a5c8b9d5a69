"""The desk: saved views, filters with counts, words, order and pages, all of it in SQL.

A page of the desk takes three statements, whatever the number of cases: its rows, the counts beside the filters, and
the sums at the top with the counts of the views.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from fundflow.domain.money import ZERO, Money
from fundflow.domain.roles import Actor
from fundflow.domain.states import FINAL, State
from fundflow.models.call import FundingCall
from fundflow.models.case import Case
from fundflow.models.engine import swedish_key
from fundflow.models.organisation import Organisation
from fundflow.models.person import Person
from fundflow.queries.paging import ListRequest, Page
from fundflow.queries.worklist_base import (
    FACETS,
    SOON,
    UNDECIDED,
    VIEWS,
    Asked,
    base_of,
    chosen,
    claim_waits,
    received,
    report_waits,
    values_of,
    view_condition,
    within_view_and_words,
)

_STATES: Final = {state: place for place, state in enumerate(State)}
_ORDERS: Final[Mapping[str, ColumnElement[Any]]] = {
    "arende": Case.title.collate("sv"),
    "sokande": Organisation.name.collate("sv"),
    "nummer": Case.registry_number.expression,
    "lage": case(*((Case.state == state, place) for state, place in _STATES.items())),
    "frist": Case.deadline_on.expression,
    "inkommen": Case.received_on.expression,
    "sokt": Case.requested_amount.expression,
    "handlaggare": Person.name.collate("sv"),
    "andrad": Case.changed_at.expression,
}
SORTS: Final = tuple(_ORDERS)


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A case as a list shows it; ``programme`` and the other keys are the catalogue's."""

    id: int
    number: str
    title: str
    applicant: str
    municipality: str | None
    state: State
    withdrawn_at: datetime | None
    programme: str
    grant_type: str | None
    officer_id: int | None
    officer: str | None
    deadline_on: date | None
    received_on: date | None
    requested: Money | None
    granted: Money
    report_waits: bool
    claim_waits: bool

    @property
    def is_undecided(self) -> bool:
        """Whether the case waits for a decision, so that its age counts."""
        return self.state in UNDECIDED

    @property
    def can_be_assigned(self) -> bool:
        """Whether there is still work to be responsible for."""
        return self.state not in FINAL


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a filter and how many cases it gives.

    ``name`` is an officer's name, a call's title, or the programme that a kind of support belongs to.
    """

    value: str
    cases: int
    name: str


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole list in figures: its cases, what they apply for and are granted, and what of it presses."""

    cases: int
    requested: Money
    granted: Money
    overdue: int
    soon: int
    with_applicant: int


@dataclass(frozen=True, slots=True)
class Desk:
    """A page of the desk with the counts of its views and filters; empty values are not counted."""

    page: Page[WorkRow]
    totals: Totals
    views: Mapping[str, int]
    facets: Mapping[str, Sequence[Count]]


def desk(session: Session, viewer: Actor, request: ListRequest, *, today: date) -> Desk:
    """Return what the viewer's desk shows today for the request."""
    asked = Asked(viewer, request, today)
    within = and_(within_view_and_words(asked), *chosen(values_of(today), asked))
    totals, views = _totals_and_views(session, asked, within)
    rows = [WorkRow(*row) for row in session.execute(_page_of(asked, within))]
    return Desk(Page(rows, totals.cases, request), totals, views, _facets(session, asked))


def rows_of(session: Session, viewer: Actor, case_ids: Sequence[int]) -> list[WorkRow]:
    """Return the cases of those ids that the viewer may see, by number; ids of others are left out."""
    statement = _rows().where(received(viewer), Case.id.in_(case_ids)).order_by(Case.registry_number, Case.id)
    return [WorkRow(*row) for row in session.execute(statement)]


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Case.id,
            func.coalesce(Case.registry_number, Case.external_id, ""),
            func.coalesce(Case.title, ""),
            Organisation.name,
            Case.municipality_code,
            Case.state,
            Case.withdrawn_at,
            Case.programme,
            Case.grant_type,
            Case.officer_id,
            Person.name,
            Case.deadline_on,
            Case.received_on,
            Case.requested_amount,
            Case.granted,
            report_waits(),
            claim_waits(),
        )
        .join(Organisation, Organisation.id == Case.organisation_id)
        .outerjoin(Person, Person.id == Case.officer_id)
    )


def _page_of(asked: Asked, within: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    request = asked.request
    order = _ORDERS.get(request.sort, _ORDERS["frist"])
    directed = order.desc() if request.descending else order.asc()
    return (
        _rows()
        .where(received(asked.viewer), within)
        .order_by(directed.nulls_last(), Case.received_on.asc().nulls_last(), Case.id)
        .limit(request.per_page)
        .offset(request.offset)
    )


def _totals_and_views(session: Session, asked: Asked, within: ColumnElement[bool]) -> tuple[Totals, dict[str, int]]:
    """Return both from one walk through the table."""
    today = asked.today
    statement = select(
        _count(within),
        func.sum(case((within, Case.requested_amount))),
        func.sum(case((within, Case.granted))),
        _count(and_(within, Case.deadline_on < today)),
        _count(and_(within, Case.deadline_on.between(today, today + SOON))),
        _count(and_(within, Case.state == State.COMPLETION_REQUESTED)),
        *(_count(view_condition(view, asked)) for view in VIEWS),
    ).where(received(asked.viewer))
    cases, requested, granted, overdue, soon, with_applicant, *views = session.execute(statement).one()
    totals = Totals(cases, requested or ZERO, granted or ZERO, overdue, soon, with_applicant)
    return totals, dict(zip(VIEWS, views, strict=True))


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _facets(session: Session, asked: Asked) -> dict[str, Sequence[Count]]:
    """Return the counts of each filter's values, given what is chosen of the others."""
    base = base_of(asked)
    found: dict[str, list[Count]] = {name: [] for name in FACETS}
    for name, value, cases, said in session.execute(union_all(*(_facet(name, asked, base) for name in FACETS))):
        found[name].append(Count(value, cases, said or ""))
    return {name: sorted(counts, key=_in_order) for name, counts in found.items()}


def _in_order(count: Count) -> tuple[str, str]:
    return swedish_key(count.name), count.value


def _facet(name: str, asked: Asked, base: CTE) -> Select[*tuple[Any, ...]]:
    value = base.c[name]
    said: ColumnElement[Any] = null()
    if name == "handlaggare":
        said = func.max(Person.name)
    elif name == "stodform":
        said = func.max(base.c.program)
    elif name == "utlysning":
        said = func.max(FundingCall.title)
    statement = select(literal(name), value, func.count(), cast(said, String)).select_from(base)
    if name == "handlaggare":
        statement = statement.outerjoin(Person, Person.id == cast(func.nullif(value, "ingen"), Integer))
    elif name == "utlysning":
        statement = statement.outerjoin(FundingCall, FundingCall.id == cast(func.nullif(value, ""), Integer))
    return statement.where(value != "", *chosen(base.c, asked, but=name)).group_by(value)
