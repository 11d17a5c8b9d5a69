"""Calls for applications: those that applicants see, and all of them for the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, cast, func, select, type_coerce
from sqlalchemy.orm import Session, joinedload

from fundflow.domain.errors import NotFound
from fundflow.domain.money import Money
from fundflow.domain.states import State
from fundflow.models.call import CallChange, FundingCall
from fundflow.models.case import Case


def published_calls(session: Session, now: datetime, *, grant_type: str | None = None) -> Sequence[FundingCall]:
    """Return the published calls that are open or to come, the one that closes first at the top."""
    statement = select(FundingCall).where(FundingCall.published_at.is_not(None), FundingCall.closes_at > now)
    if grant_type is not None:
        statement = statement.where(FundingCall.grant_type == grant_type)
    return session.scalars(statement.order_by(FundingCall.closes_at, FundingCall.id)).all()


def closed_calls(session: Session, now: datetime, *, most: int = 12) -> Sequence[FundingCall]:
    """Return the published calls that have closed, the latest first."""
    return session.scalars(
        select(FundingCall)
        .where(FundingCall.published_at.is_not(None), FundingCall.closes_at <= now)
        .order_by(FundingCall.closes_at.desc(), FundingCall.id.desc())
        .limit(most)
    ).all()


def published_call(session: Session, call_id: int) -> FundingCall:
    """Return a call that everybody may see; NotFound when it is not there or not published."""
    call = session.get(FundingCall, call_id)
    if call is None or call.published_at is None:
        raise NotFound
    return call


@dataclass(frozen=True, slots=True)
class CallTally:
    """A call with how much has come in under it: drafts are not counted, nobody but the applicant knows of them."""

    call: FundingCall
    cases: int
    requested: Money


def all_calls(session: Session) -> list[CallTally]:
    """Return every call, published or not, with what has come in; the latest closing first."""
    requested = cast(func.coalesce(func.sum(type_coerce(Case.requested_amount, BigInteger)), 0), BigInteger)
    statement = (
        select(FundingCall, func.count(Case.id), requested)
        .outerjoin(Case, (Case.call_id == FundingCall.id) & (Case.state != State.DRAFT))
        .group_by(FundingCall.id)
        .order_by(FundingCall.closes_at.desc(), FundingCall.id.desc())
    )
    return [CallTally(call, cases, Money(ore)) for call, cases, ore in session.execute(statement)]


def get_call(session: Session, call_id: int) -> FundingCall:
    """Return a call for the office; NotFound when it is not there."""
    call = session.get(FundingCall, call_id)
    if call is None:
        raise NotFound
    return call


def changes_of(session: Session, call_id: int) -> Sequence[CallChange]:
    """Return what has been changed in a call, the latest first, with who did it."""
    return session.scalars(
        select(CallChange)
        .where(CallChange.call_id == call_id)
        .options(joinedload(CallChange.person))
        .order_by(CallChange.id.desc())
    ).all()
