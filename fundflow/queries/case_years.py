"""What one case contributes to one year, as of one day: what every figure and every register is added up from."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    type_coerce,
)

from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.ledger import EntryKind
from fundflow.domain.periods import STOCKHOLM
from fundflow.domain.states import Origin, State
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.ledger import LedgerEntry

GRANTED: Final = (EntryKind.GRANTED, EntryKind.CHANGED)
DISBURSED: Final = (EntryKind.ADVANCED, EntryKind.PAID)
TAKEN: Final = (DecisionStatus.DECIDED, DecisionStatus.DISPATCHED)


@dataclass(frozen=True, slots=True)
class Cut:
    """Which figures are asked for: a year as it is known on a day, of one programme or of all."""

    year: int
    as_of: date
    programme: str | None = None

    def __post_init__(self) -> None:
        if self.as_of < self.first:
            raise ValueError(f"{self.as_of} lies before {self.year}")

    @classmethod
    def of(cls, year: int, today: date, *, as_of: date | None = None, programme: str | None = None) -> "Cut":
        """Return the cut of a year; its day is 31 December, or today in a running year (D22).

        Raises ValueError when the day lies before the year.
        """
        return cls(year, as_of or min(date(year, 12, 31), max(today, date(year, 1, 1))), programme)

    @property
    def first(self) -> date:
        """The first day that counts."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The last day that counts: the end of the year, or the as-of day before it."""
        return min(date(self.year, 12, 31), self.as_of)

    @property
    def is_whole(self) -> bool:
        """Whether the whole year counts."""
        return self.as_of >= date(self.year, 12, 31)


class Dimension(StrEnum):
    """What cells can be grouped by; the values are columns of the case."""

    PROGRAMME = "programme"
    GRANT_TYPE = "grant_type"
    STRATEGY = "strategy"
    STRATEGY_VERSION = "strategy_version"
    PRIORITY = "priority"
    CATEGORY = "gender_category"
    MUNICIPALITY = "municipality_code"
    EU_PROGRAMME = "eu_programme"


def case_years(cut: Cut) -> CTE:
    """Return what each case contributes to the year: dimensions, counts 0 or 1, amounts in öre.

    ``touched``: received, decided or booked in the year (D22). ``undated``: decided in the year and received on a day
    that nobody knows. Historic cases carry their decision themselves; one that knows only its year counts from
    31 December (D26).
    """
    booked, decided = _booked(cut), _decided(cut)
    received = Case.received_on.between(cut.first, cut.last)
    granted = func.coalesce(booked.c.granted, 0)
    historic = _decided_before_us(cut)
    rejected = or_(func.coalesce(decided.c.rejected, 0) == 1, and_(historic, Case.state == State.REJECTED))
    settled = or_(func.coalesce(decided.c.in_year, 0) == 1, historic)
    touched = or_(received, func.coalesce(booked.c.in_year, 0) == 1, settled)
    requested, budget = ore(Case.requested_amount), ore(Case.total_cost)
    statement = (
        select(
            Case.id,
            *(getattr(Case, dimension.value) for dimension in Dimension),
            Case.programme_version,
            _one(received).label("applied"),
            case((received, func.coalesce(requested, 0)), else_=0).label("requested_ore"),
            _one(and_(received, Case.requested_amount.is_not(None))).label("requested_known"),
            granted.label("granted"),
            func.coalesce(booked.c.granted_ore, 0).label("granted_ore"),
            _one(rejected).label("rejected"),
            func.coalesce(booked.c.disbursed_ore, 0).label("disbursed_ore"),
            _one(and_(func.coalesce(booked.c.granted_ever, 0) == 1, _runs_on(cut.as_of))).label("ongoing"),
            _one(and_(settled, Case.received_on.is_(None))).label("undated"),
            case((granted == 1, func.coalesce(budget, 0)), else_=0).label("budget_ore"),
            _one(and_(granted == 1, Case.total_cost.is_not(None))).label("budget_known"),
            _one(touched).label("touched"),
        )
        .outerjoin(booked, booked.c.case_id == Case.id)
        .outerjoin(decided, decided.c.case_id == Case.id)
        .where(Case.state != State.DRAFT, Case.discarded_at.is_(None))
    )
    if cut.programme is not None:
        statement = statement.where(Case.programme == cut.programme)
    return statement.cte("case_year")


def day_after(day: date) -> datetime:
    """Return the moment when the Swedish day is over."""
    return datetime.combine(day + timedelta(days=1), time(), STOCKHOLM)


def ore(column: Any) -> ColumnElement[int]:
    """Return a column of money as whole öre, to be added up."""
    return type_coerce(column, BigInteger)


def whole(total: ColumnElement[Any]) -> ColumnElement[int]:
    """Return a sum as a whole number; PostgreSQL sums BIGINT as NUMERIC."""
    return cast(total, BigInteger)


def _one(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _booked(cut: Cut) -> Subquery:
    """Return what the ledger holds of each case up to the day."""
    in_year = LedgerEntry.booked_on.between(cut.first, cut.last)
    amount = ore(LedgerEntry.amount)
    is_grant = LedgerEntry.kind == EntryKind.GRANTED
    return (
        select(
            LedgerEntry.case_id,
            func.max(_one(in_year)).label("in_year"),
            func.max(_one(and_(in_year, is_grant))).label("granted"),
            func.max(_one(is_grant)).label("granted_ever"),
            whole(func.sum(case((and_(in_year, LedgerEntry.kind.in_(GRANTED)), amount), else_=0))).label("granted_ore"),
            whole(func.sum(case((and_(in_year, LedgerEntry.kind.in_(DISBURSED)), amount), else_=0))).label(
                "disbursed_ore"
            ),
        )
        .where(LedgerEntry.booked_on <= cut.as_of)
        .group_by(LedgerEntry.case_id)
        .subquery("booked")
    )


def _decided(cut: Cut) -> Subquery:
    """Return which cases were decided in the year, in any way, and which were rejected."""
    return (
        select(
            Decision.case_id,
            literal(1).label("in_year"),
            func.max(_one(Decision.kind == DecisionKind.REJECTION)).label("rejected"),
        )
        .where(Decision.status.in_(TAKEN), Decision.decided_on.between(cut.first, cut.last))
        .group_by(Decision.case_id)
        .subquery("decided")
    )


def _decided_before_us(cut: Cut) -> ColumnElement[bool]:
    by_day = Case.decided_on.between(cut.first, cut.last)
    by_year = and_(Case.decided_on.is_(None), Case.decided_year == cut.year)
    return and_(Case.origin == Origin.IMPORTED, or_(by_day, by_year) if cut.is_whole else by_day)


def _runs_on(day: date) -> ColumnElement[bool]:
    """Return whether a granted case is not yet closed on the day; a historic one runs until its project's last day."""
    not_closed = or_(Case.closed_at.is_(None), Case.closed_at >= day_after(day))
    historic_runs = or_(Case.origin != Origin.IMPORTED, Case.project_ends_on > day)
    return and_(not_closed, historic_runs, Case.state != State.REVOKED)
