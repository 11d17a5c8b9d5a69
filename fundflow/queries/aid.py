"""Aid that an undertaking has had before, as the region's own register knows it, for the rules and for the office."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, or_, select, true
from sqlalchemy.orm import Session

from fundflow.domain.rates import EuroRate
from fundflow.domain.states import State
from fundflow.domain.undertaking import Relation, linked_with
from fundflow.models.aid import CaseRate
from fundflow.models.case import Case
from fundflow.models.organisation import Organisation
from fundflow.models.undertaking import GroupLink, GroupStatement
from fundflow.queries.organisations import mergers


def single_undertaking(session: Session, organisation_id: int) -> frozenset[int]:
    """Return the organisations that are one undertaking with it: merged with it, or linked by more than half.

    What the organisation itself states of its group counts at once, what others state when the region has confirmed it.
    Partners do not count.

    Source: E3, Regulation (EU) 2023/2831 art 2.2.
    """
    return linked_with(organisation_id, [*mergers(session).items(), *_links(session, organisation_id)])


def lock_undertaking(session: Session, organisation_id: int) -> None:
    """Lock every organisation of the single undertaking, in order of id: grants under one room take turns.

    Whichever of its organisations two grants go to, at least one row is locked by both.
    """
    found = single_undertaking(session, organisation_id)
    statement = select(Organisation.id).where(Organisation.id.in_(found)).order_by(Organisation.id)
    session.execute(statement.with_for_update(key_share=True)).all()


def _links(session: Session, organisation_id: int) -> list[tuple[int, int]]:
    """Return the linked companies that are applicants too, as pairs, by the statement in force of each organisation."""
    counts = or_(GroupStatement.confirmed_at.is_not(None), GroupStatement.organisation_id == organisation_id)
    in_force = (
        select(GroupStatement.organisation_id, func.max(GroupStatement.version).label("version"))
        .where(counts)
        .group_by(GroupStatement.organisation_id)
        .subquery()
    )
    rows = session.execute(
        select(GroupStatement.organisation_id, Organisation.id.label("linked_id"))
        .join(
            in_force,
            (in_force.c.organisation_id == GroupStatement.organisation_id)
            & (in_force.c.version == GroupStatement.version),
        )
        .join(GroupLink, GroupLink.statement_id == GroupStatement.id)
        .join(Organisation, Organisation.number == GroupLink.number)
        .where(GroupLink.relation == Relation.LINKED)
    )
    return [(row.organisation_id, row.linked_id) for row in rows]


def grants_to(
    session: Session, organisations: Collection[int], *, until: date, but: int, sent_only: bool = False
) -> Sequence[Case]:
    """Return the cases of these organisations that were granted by the day and still are, but one; latest first.

    ``sent_only``: without grants that are decided and not dispatched, which applicants are not to see (D5).
    """
    return session.scalars(
        select(Case)
        .where(
            Case.organisation_id.in_(organisations),
            Case.decided_on <= until,
            Case.granted + Case.changed - Case.released > 0,
            Case.id != but,
            Case.state != State.GRANTED if sent_only else true(),
        )
        .order_by(Case.decided_on.desc(), Case.id.desc())
    ).all()


def rates_of(session: Session, cases: Collection[int]) -> dict[int, EuroRate]:
    """Return the rates that officers have given these cases, by case."""
    latest = select(func.max(CaseRate.id)).where(CaseRate.case_id.in_(cases)).group_by(CaseRate.case_id)
    rows = session.scalars(select(CaseRate).where(CaseRate.id.in_(latest)))
    return {row.case_id: EuroRate(row.sek_per_eur, row.rate_on) for row in rows}


def applicants_of(session: Session, organisations: Collection[int]) -> dict[int, str]:
    """Return what these organisations are called, by id."""
    rows = session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(organisations)))
    return {row.id: row.name for row in rows}
