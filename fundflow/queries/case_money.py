"""The money of one case: as the office knows it, or as its applicant has been told it (D5)."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, cast, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.ledger import Entry, EntryKind
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import PaymentState
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.ledger import LedgerEntry
from fundflow.models.payment import Payment

_SENT = (DecisionStatus.DISPATCHED,)
_TAKEN = (DecisionStatus.DECIDED, *_SENT)


def counted(*, sent_only: bool) -> tuple[DecisionStatus, ...]:
    """Return which decisions count: all that are taken, or those that have been sent, as the applicant is told."""
    return _SENT if sent_only else _TAKEN


@dataclass(frozen=True, slots=True)
class CaseMoney:
    """The sums of a case: what is promised, what costs are approved, what is paid, and what is decided to be paid."""

    commitment: Money
    approved: Money
    disbursed: Money
    ordered: Money

    @property
    def outstanding(self) -> Money:
        """What is promised and not paid."""
        return self.commitment - self.disbursed

    @property
    def left(self) -> Money:
        """What is promised and neither paid nor decided to be paid; never below zero."""
        return max(ZERO, self.outstanding - self.ordered)


def money_of(session: Session, case: Case, *, sent_only: bool) -> CaseMoney:
    """Return the sums of a case. ``sent_only``: nothing of a decision counts before it has been sent."""
    balance = case.balance.after(_unsent(session, case.id)) if sent_only else case.balance
    ordered = _ordered(session, case.id, counted(sent_only=sent_only))
    return CaseMoney(balance.commitment, balance.of(EntryKind.COST_APPROVED), balance.disbursed, ordered)


def _unsent(session: Session, case_id: int) -> list[Entry]:
    """Return what takes back all that decisions which have not been sent have booked."""
    rows = session.execute(
        select(LedgerEntry.kind, LedgerEntry.amount)
        .join(Decision, Decision.id == LedgerEntry.decision_id)
        .where(Decision.case_id == case_id, Decision.status == DecisionStatus.DECIDED)
    )
    return [Entry(kind, -amount) for kind, amount in rows]


def _ordered(session: Session, case_id: int, statuses: tuple[DecisionStatus, ...]) -> Money:
    """Return what payout decisions have promised and no payment has confirmed yet."""
    ore = session.scalar(
        select(cast(func.sum(type_coerce(Decision.amount, BigInteger)), BigInteger))
        .outerjoin(Payment, Payment.decision_id == Decision.id)
        .where(
            Decision.case_id == case_id,
            Decision.kind == DecisionKind.PAYOUT,
            Decision.status.in_(statuses),
            or_(Payment.id.is_(None), Payment.state != PaymentState.CONFIRMED),
        )
    )
    return Money(ore or 0)
