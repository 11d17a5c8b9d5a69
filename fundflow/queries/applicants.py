"""What the office reads of an applicant: its cases here, with what was applied for, granted and paid."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fundflow.domain.money import ZERO, Money
from fundflow.domain.roles import Actor
from fundflow.domain.states import State
from fundflow.models.case import Case
from fundflow.models.organisation import Organisation
from fundflow.queries.scope import followed_by, visible_to


class CaseOfApplicant(NamedTuple):
    """A case in the list of an applicant's."""

    id: int
    registry_number: str | None
    title: str | None
    programme: str
    grant_type: str | None
    state: State
    withdrawn_at: datetime | None
    received_on: date | None
    decided_on: date | None
    requested_amount: Money | None
    granted: Money
    paid: Money
    applicant: str


class Totals(NamedTuple):
    """How much an applicant has been granted and paid here, over all its cases."""

    cases: int
    granted: Money
    paid: Money


def cases_of(
    session: Session, viewer: Actor, organisations: Collection[int], *, most: int = 200
) -> list[CaseOfApplicant]:
    """Return the cases of an applicant and of those that it continues, latest first."""
    statement = (
        select(
            Case.id,
            Case.registry_number,
            Case.title,
            Case.programme,
            Case.grant_type,
            Case.state,
            Case.withdrawn_at,
            Case.received_on,
            Case.decided_on,
            Case.requested_amount,
            Case.granted,
            Case.paid,
            Organisation.name,
        )
        .join(Organisation, Organisation.id == Case.organisation_id)
        .where(Case.organisation_id.in_(organisations), visible_to(viewer), Case.state != State.DRAFT)
        .order_by(Case.received_on.desc().nulls_last(), Case.id.desc())
        .limit(most)
    )
    return [CaseOfApplicant._make(row) for row in session.execute(statement)]


def totals_of(session: Session, viewer: Actor, organisations: Collection[int]) -> Totals:
    """Return the sums over every case of an applicant and of those that it continues, as they stand in the ledger."""
    row = session.execute(
        select(func.count(Case.id), func.sum(Case.granted), func.sum(Case.paid)).where(
            Case.organisation_id.in_(organisations), visible_to(viewer), Case.state != State.DRAFT
        )
    ).one()
    return Totals(row[0], row[1] or ZERO, row[2] or ZERO)


def all_applicants(session: Session, *, most: int = 50) -> Sequence[Organisation]:
    """Return the applicants that were registered last."""
    return session.scalars(select(Organisation).order_by(Organisation.id.desc()).limit(most)).all()


class Earlier(NamedTuple):
    """An earlier application that answers can be copied from."""

    id: int
    organisation_id: int
    registry_number: str | None
    title: str | None
    programme: str
    grant_type: str | None
    received_on: date | None
    withdrawn_at: datetime | None


def earlier_applications(session: Session, viewer: Actor, *, most: int = 30) -> list[Earlier]:
    """Return the applications that the viewer's organisations have sent in through the form, latest first."""
    statement = (
        select(
            Case.id,
            Case.organisation_id,
            Case.registry_number,
            Case.title,
            Case.programme,
            Case.grant_type,
            Case.received_on,
            Case.withdrawn_at,
        )
        .where(followed_by(viewer), Case.state != State.DRAFT, Case.programme_version.is_not(None))
        .order_by(Case.received_on.desc(), Case.id.desc())
        .limit(most)
    )
    return [Earlier._make(row) for row in session.execute(statement)]
