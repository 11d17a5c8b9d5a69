"""Decisions to take, to send and taken; one decision with what its page shows."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from fundflow.domain.decisions import DecisionStatus
from fundflow.domain.errors import NotFound
from fundflow.domain.roles import Actor
from fundflow.models.case import Case
from fundflow.models.decision import Decision, DecisionPreparer
from fundflow.models.person import Person
from fundflow.queries.scope import visible_to

_TAKEN: Final = (DecisionStatus.DECIDED, DecisionStatus.DISPATCHED)
_LONGEST_LIST: Final = 300


def _seen_by(viewer: Actor) -> Select[Any]:
    return (
        select(Decision)
        .join(Decision.case)
        .join(Case.organisation)
        .where(visible_to(viewer))
        .options(
            contains_eager(Decision.case).contains_eager(Case.organisation),
            contains_eager(Decision.case).joinedload(Case.officer),
            joinedload(Decision.proposed_by),
            joinedload(Decision.decided_by),
            selectinload(Decision.preparers),
        )
    )


def waiting_decisions(session: Session, viewer: Actor) -> Sequence[Decision]:
    """Return the proposals that nobody has decided, oldest first, with case, applicant and preparers."""
    statement = _seen_by(viewer).where(Decision.status == DecisionStatus.PROPOSED)
    return session.scalars(statement.order_by(Decision.proposed_at, Decision.id).limit(_LONGEST_LIST)).all()


def decisions_to_dispatch(session: Session, viewer: Actor) -> Sequence[Decision]:
    """Return decisions that are taken and not sent, oldest first."""
    statement = _seen_by(viewer).where(Decision.status == DecisionStatus.DECIDED)
    return session.scalars(statement.order_by(Decision.decided_at, Decision.id).limit(_LONGEST_LIST)).all()


def decided_since(session: Session, viewer: Actor, day: date, *, most: int = 25) -> Sequence[Decision]:
    """Return the latest decisions taken on the day or later, latest first."""
    statement = _seen_by(viewer).where(Decision.status.in_(_TAKEN), Decision.decided_on >= day)
    return session.scalars(statement.order_by(Decision.decided_at.desc(), Decision.id.desc()).limit(most)).all()


def decisions_of(session: Session, case_id: int) -> Sequence[Decision]:
    """Return every decision and proposal of a case, latest first, with people, conditions and document."""
    return session.scalars(
        select(Decision)
        .where(Decision.case_id == case_id)
        .order_by(Decision.id.desc())
        .options(
            joinedload(Decision.proposed_by),
            joinedload(Decision.decided_by),
            joinedload(Decision.returned_by),
            joinedload(Decision.document),
            selectinload(Decision.conditions),
            selectinload(Decision.preparers),
        )
    ).all()


def get_decision(session: Session, viewer: Actor, decision_id: int) -> Decision:
    """Return a decision whose case the viewer reads as staff, with case, applicant, officer, people and conditions.

    Raises NotFound when it is not there or not the viewer's to see.
    """
    statement = (
        _seen_by(viewer)
        .where(Decision.id == decision_id)
        .options(
            contains_eager(Decision.case).joinedload(Case.submitted_by),
            joinedload(Decision.returned_by),
            joinedload(Decision.document),
            selectinload(Decision.conditions),
        )
    )
    decision: Decision | None = session.scalars(statement).first() if viewer.is_staff else None
    if decision is None:
        raise NotFound
    return decision


def came_of_withdrawal(decision: Decision, case: Case) -> bool:
    """Say whether the proposal was made by the applicant's withdrawal and not by anyone of the office (D4)."""
    return decision.proposed_at == case.withdrawn_at


def presenter_of(decision: Decision, case: Case) -> Person | None:
    """Return who presents a decision: who proposed it, or the officer where the applicant's withdrawal did (D4).

    None: the withdrawn case has no officer yet. The proposer and the case's officer are loaded.
    """
    return case.officer if came_of_withdrawal(decision, case) else decision.proposed_by


def open_proposal_of(session: Session, case_id: int) -> Decision | None:
    """Return the proposal about the case itself that waits to be decided, with conditions."""
    return session.scalars(
        select(Decision)
        .where(Decision.case_id == case_id, Decision.claim_id.is_(None), Decision.status == DecisionStatus.PROPOSED)
        .options(joinedload(Decision.proposed_by), selectinload(Decision.conditions))
    ).first()


def preparers_of(session: Session, decision_id: int) -> Sequence[str]:
    """Return the names of those who prepared a decision, in Swedish order."""
    return session.scalars(
        select(Person.name)
        .join(DecisionPreparer, DecisionPreparer.person_id == Person.id)
        .where(DecisionPreparer.decision_id == decision_id)
        .order_by(Person.name.collate("sv"), Person.id)
    ).all()
