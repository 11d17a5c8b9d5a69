"""Flat rows of cases: the register of a year, whose amounts add up to the year's figures, and the whole register."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    RowMapping,
    Select,
    String,
    Subquery,
    and_,
    case,
    func,
    null,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from fundflow.domain.decisions import DecisionKind
from fundflow.domain.money import ZERO
from fundflow.domain.states import Origin, State
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.ledger import LedgerEntry
from fundflow.models.organisation import Organisation
from fundflow.queries.case_years import DISBURSED, GRANTED, TAKEN, Cut, case_years, ore, whole

_ENDS_APPLICATION: Final = (
    DecisionKind.GRANT,
    DecisionKind.REJECTION,
    DecisionKind.DISMISSAL,
    DecisionKind.WRITE_OFF,
)
_OUTCOMES: Final = (
    (State.REJECTED, DecisionKind.REJECTION),
    (State.DISMISSED, DecisionKind.DISMISSAL),
    (State.WRITTEN_OFF, DecisionKind.WRITE_OFF),
)


def cases_of_year(session: Session, cut: Cut) -> Sequence[RowMapping]:
    """Return every case that was received, decided or booked in the year, with the year's amounts in öre (D22).

    Decisions after the as-of day are not shown. The order is that of the registry numbers.
    """
    years = case_years(cut)
    decided = _decided_by(cut)
    statement = _described(years, decided, cut).where(years.c.touched == 1)
    return _in_order(session.execute(statement).mappings().all())


def every_case(session: Session, cut: Cut) -> Sequence[RowMapping]:
    """Return every case but drafts, with all its amounts in öre up to the day, whatever their year."""
    booked = (
        select(
            LedgerEntry.case_id,
            whole(func.sum(case((LedgerEntry.kind.in_(GRANTED), ore(LedgerEntry.amount)), else_=0))).label(
                "granted_ore"
            ),
            whole(func.sum(case((LedgerEntry.kind.in_(DISBURSED), ore(LedgerEntry.amount)), else_=0))).label(
                "disbursed_ore"
            ),
        )
        .where(LedgerEntry.booked_on <= cut.as_of)
        .group_by(LedgerEntry.case_id)
        .subquery("booked")
    )
    totals = (
        select(
            Case.id,
            ore(Case.requested_amount).label("requested_ore"),
            case((Case.requested_amount.is_not(None), 1), else_=0).label("requested_known"),
            func.coalesce(booked.c.granted_ore, 0).label("granted_ore"),
            func.coalesce(booked.c.disbursed_ore, 0).label("disbursed_ore"),
        )
        .outerjoin(booked, booked.c.case_id == Case.id)
        .where(Case.state != State.DRAFT, Case.discarded_at.is_(None))
        .cte("case_total")
    )
    statement = _described(totals, _decided_by(cut), cut)
    return _in_order(session.execute(statement).mappings().all())


def _described(years: CTE, decided: Subquery, cut: Cut) -> Select[*tuple[object, ...]]:
    """Return a select of the columns of a register, whatever the amounts are those of."""
    historic = _decided_before_us(cut)
    outcome = case(
        (decided.c.kind.is_not(None), type_coerce(decided.c.kind, String)),
        (and_(historic, Case.granted > ZERO), DecisionKind.GRANT.value),
        *((and_(historic, Case.state == state), kind.value) for state, kind in _OUTCOMES),
        else_=null(),
    )
    return (
        select(
            Case.registry_number,
            Case.programme,
            Case.grant_type,
            Organisation.name.label("applicant"),
            Organisation.number.label("organisation_number"),
            Case.title,
            Case.strategy,
            Case.strategy_version,
            Case.priority,
            Case.municipality_code,
            Case.gender_category,
            Case.eu_programme,
            Case.own_project,
            Case.received_on,
            case((decided.c.kind.is_not(None), decided.c.decided_on), (historic, Case.decided_on)).label("decided_on"),
            outcome.label("decision"),
            case((Case.withdrawn_at.is_not(None), 1), else_=0).label("withdrawn"),
            years.c.requested_ore,
            years.c.requested_known,
            years.c.granted_ore,
            years.c.disbursed_ore,
        )
        .join_from(years, Case, Case.id == years.c.id)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .outerjoin(decided, decided.c.case_id == Case.id)
    )


def _decided_by(cut: Cut) -> Subquery:
    """Return the decision that ended each application, as it stands on the day."""
    latest = (
        select(func.max(Decision.id))
        .where(
            Decision.kind.in_(_ENDS_APPLICATION),
            Decision.status.in_(TAKEN),
            Decision.decided_on <= cut.as_of,
        )
        .group_by(Decision.case_id)
    )
    return (
        select(Decision.case_id, Decision.kind, Decision.decided_on).where(Decision.id.in_(latest)).subquery("outcome")
    )


def _decided_before_us(cut: Cut) -> ColumnElement[bool]:
    whole_years = cut.as_of.year if (cut.as_of.month, cut.as_of.day) == (12, 31) else cut.as_of.year - 1
    by_year = and_(Case.decided_on.is_(None), Case.decided_year <= whole_years)
    return and_(Case.origin == Origin.IMPORTED, or_(Case.decided_on <= cut.as_of, by_year))


def _in_order(rows: Sequence[RowMapping]) -> Sequence[RowMapping]:
    # registry numbers are unique; ordered here, so that both databases give the same file
    return sorted(rows, key=lambda row: row["registry_number"])
