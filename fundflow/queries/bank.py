"""The account that an applicant is paid to, its earlier ones, and those that the region is to confirm."""

from collections.abc import Iterable, Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from fundflow.domain.bank import BankState
from fundflow.domain.payments import PaymentState
from fundflow.models.bank import BankDetails
from fundflow.models.case import Case
from fundflow.models.payment import Payment
from fundflow.queries.organisations import with_predecessors, with_successors


def bank_details_of(session: Session, organisation_id: int) -> BankDetails | None:
    """Return the account that an organisation is paid to, confirmed or not; None when none is registered.

    One that has been taken over is paid to the account of the successor.
    """
    payee = with_successors(session, organisation_id)[-1]
    return session.scalars(
        select(BankDetails).where(BankDetails.organisation_id == payee, BankDetails.replaced_at.is_(None))
    ).first()


def bank_details_in_force(session: Session, organisation_ids: Iterable[int]) -> dict[int, BankDetails]:
    """Return the accounts that these organisations are paid to, by organisation; one without an account is left out."""
    rows = session.scalars(
        select(BankDetails).where(
            BankDetails.organisation_id.in_(set(organisation_ids)), BankDetails.replaced_at.is_(None)
        )
    )
    return {row.organisation_id: row for row in rows}


def bank_history(session: Session, organisation_id: int) -> Sequence[BankDetails]:
    """Return every account that an organisation has had, latest first, with who entered and who judged it."""
    return session.scalars(
        select(BankDetails)
        .where(BankDetails.organisation_id == organisation_id)
        .options(joinedload(BankDetails.entered_by), joinedload(BankDetails.judged_by))
        .order_by(BankDetails.version.desc())
    ).all()


def bank_details_to_confirm(session: Session) -> Sequence[BankDetails]:
    """Return the accounts that wait for the region, oldest first."""
    return session.scalars(
        select(BankDetails)
        .where(BankDetails.state == BankState.WAITING, BankDetails.replaced_at.is_(None))
        .options(joinedload(BankDetails.organisation), joinedload(BankDetails.entered_by))
        .order_by(BankDetails.entered_at, BankDetails.id)
        .limit(200)
    ).all()


def has_authorised_payment(session: Session, organisation_id: int) -> bool:
    """Say whether a payment to the organisation, or to one that it continues, is authorised and has not gone yet."""
    paid_for = with_predecessors(session, {organisation_id})
    waiting = (
        select(Payment.id)
        .join(Case, Case.id == Payment.case_id)
        .where(Case.organisation_id.in_(paid_for), Payment.state == PaymentState.AUTHORISED)
    )
    return bool(session.scalar(select(exists(waiting))))
