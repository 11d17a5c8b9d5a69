"""The claims, payments, conditions and ledger of one case, and how its budget is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, Select, cast, func, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.errors import NotFound
from fundflow.domain.events import digest
from fundflow.domain.ledger import Balance, Entry
from fundflow.domain.money import ZERO, Money, total
from fundflow.domain.payments import ClaimState
from fundflow.domain.roles import Actor
from fundflow.models.application import Attachment, CostLine
from fundflow.models.case import Case
from fundflow.models.decision import Condition, Decision
from fundflow.models.document import Direction, Document
from fundflow.models.ledger import LedgerEntry
from fundflow.models.payment import Claim, ClaimRow, Payment
from fundflow.models.person import Person
from fundflow.queries.cases import get_case
from fundflow.queries.scope import visible_to

_OPEN = (ClaimState.SENT, ClaimState.PROPOSED)
_ENDED = (ClaimState.DECIDED, ClaimState.PAID)


def claims_of(session: Session, viewer: Actor, case_id: int) -> Sequence[Claim]:
    """Return the claims of a case with their rows, latest first; drafts only to the applicant, whose own they are."""
    case = get_case(session, viewer, case_id)
    statement = select(Claim).where(Claim.case_id == case.id).options(selectinload(Claim.rows))
    if case.organisation_id not in viewer.organisations:
        statement = statement.where(Claim.sent_at.is_not(None))
    statement = statement.where(or_(Claim.state != ClaimState.WITHDRAWN, Claim.sent_at.is_not(None)))
    return session.scalars(statement.order_by(Claim.sequence.desc())).all()


def claim_of(session: Session, viewer: Actor, case_id: int, claim_id: int) -> Claim:
    """Return a claim of a case with its rows; NotFound when it is not there or not the viewer's to see."""
    claim = next((one for one in claims_of(session, viewer, case_id) if one.id == claim_id), None)
    if claim is None:
        raise NotFound
    return claim


def vouchers_of(session: Session, claim_id: int) -> Sequence[Attachment]:
    """Return the files of a claim in force, oldest first."""
    return session.scalars(
        select(Attachment)
        .where(Attachment.claim_id == claim_id, Attachment.replaced_at.is_(None))
        .order_by(Attachment.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a claim has come in: when, the number it has in the register, and the SHA-256 of what was sent."""

    sent_at: datetime
    number: str
    sha256: str


def receipt_of(session: Session, claim: Claim) -> Receipt:
    """Return the receipt of a claim that has been sent; NotFound for one that never was."""
    sent = select(Document).where(
        Document.case_id == claim.case_id, Document.direction == Direction.IN, Document.registered_at == claim.sent_at
    )
    for document in session.scalars(sent.order_by(Document.id)):
        if document.facts is not None and document.facts.get("claim") == claim.sequence:
            return Receipt(document.registered_at, document.number, digest(document.facts))
    raise NotFound


def payouts_of(session: Session, case_id: int) -> dict[int, Decision]:
    """Return the latest payout decision of each claim that is not returned or withdrawn, with people, by claim."""
    statement = (
        select(Decision)
        .where(
            Decision.case_id == case_id,
            Decision.kind == DecisionKind.PAYOUT,
            Decision.status.not_in((DecisionStatus.RETURNED, DecisionStatus.WITHDRAWN)),
        )
        .options(joinedload(Decision.proposed_by), joinedload(Decision.decided_by), joinedload(Decision.document))
        .order_by(Decision.id)
    )
    return {one.claim_id: one for one in session.scalars(statement) if one.claim_id is not None}


def returned_payout(session: Session, claim_id: int) -> Decision | None:
    """Return the latest payout proposal of a claim that was sent back, with who did it."""
    return session.scalars(
        select(Decision)
        .where(Decision.claim_id == claim_id, Decision.status == DecisionStatus.RETURNED)
        .options(joinedload(Decision.returned_by))
        .order_by(Decision.id.desc())
    ).first()


def payments_of(session: Session, case_id: int) -> Sequence[Payment]:
    """Return the payments of a case with decision and people, oldest first."""
    return session.scalars(
        select(Payment)
        .where(Payment.case_id == case_id)
        .options(joinedload(Payment.decision), joinedload(Payment.authorised_by), joinedload(Payment.confirmed_by))
        .order_by(Payment.id)
    ).all()


def get_payment(session: Session, viewer: Actor, payment_id: int) -> Payment:
    """Return a payment with case, applicant, decision, preparers and people; NotFound otherwise."""
    payment = session.scalars(
        select(Payment)
        .join(Payment.case)
        .where(Payment.id == payment_id, visible_to(viewer))
        .options(
            joinedload(Payment.case).joinedload(Case.organisation),
            joinedload(Payment.case).joinedload(Case.officer),
            joinedload(Payment.decision).options(
                joinedload(Decision.proposed_by), joinedload(Decision.decided_by), selectinload(Decision.preparers)
            ),
            joinedload(Payment.authorised_by),
            joinedload(Payment.confirmed_by),
            joinedload(Payment.bank_details),
        )
    ).first()
    if payment is None:
        raise NotFound
    return payment


def conditions_of(session: Session, case_id: int) -> Sequence[Condition]:
    """Return the conditions of the decisions of a case that have been sent, in order."""
    return session.scalars(
        select(Condition)
        .join(Decision, Decision.id == Condition.decision_id)
        .where(Decision.case_id == case_id, Decision.status == DecisionStatus.DISPATCHED)
        .order_by(Decision.id, Condition.place)
    ).all()


# ----- how the budget is used


@dataclass(frozen=True, slots=True)
class Used:
    """A kind of cost: what is budgeted, what is approved so far, and what open claims declare."""

    kind: str
    budget: Money
    approved: Money
    claimed: Money

    @property
    def left(self) -> Money:
        """What is left of the budget when what is open is counted too; below zero when there is more."""
        return self.budget - self.approved - self.claimed


def budget_use(session: Session, case_id: int, *, but_claim: int | None = None) -> list[Used]:
    """Return each kind of cost of the budget or of a claim, the budget's order first; without one claim's rows."""
    of_case = [Claim.case_id == case_id, *([] if but_claim is None else [Claim.id != but_claim])]
    budget = _by_kind(
        session,
        select(CostLine.kind, _summed(CostLine.amount))
        .where(CostLine.case_id == case_id)
        .group_by(CostLine.kind)
        .order_by(func.min(CostLine.place)),
    )
    approved = _by_kind(session, _of_claims(ClaimRow.approved, _ENDED).where(*of_case))
    claimed = _by_kind(session, _of_claims(ClaimRow.declared, _OPEN).where(*of_case))
    kinds = [kind for kind in dict.fromkeys([*budget, *approved, *claimed]) if kind]
    return [Used(kind, *(sums.get(kind, ZERO) for sums in (budget, approved, claimed))) for kind in kinds]


def used_in_all(used: Sequence[Used]) -> Used:
    """Return the sums of all kinds of cost."""
    return Used(
        "",
        total(one.budget for one in used),
        total(one.approved for one in used),
        total(one.claimed for one in used),
    )


def _summed(column: object) -> ColumnElement[int]:
    # PostgreSQL sums BIGINT as NUMERIC; cast back, both databases answer with whole numbers
    return cast(func.coalesce(func.sum(type_coerce(column, BigInteger)), 0), BigInteger)


def _of_claims(column: object, states: tuple[ClaimState, ...]) -> Select[str, int]:
    return (
        select(ClaimRow.kind, _summed(column))
        .join(Claim, Claim.id == ClaimRow.claim_id)
        .where(Claim.state.in_(states))
        .group_by(ClaimRow.kind)
        .order_by(ClaimRow.kind)
    )


def _by_kind(session: Session, statement: Select[str, int]) -> dict[str, Money]:
    return {kind: Money(ore) for kind, ore in session.execute(statement)}


# ----- the ledger


@dataclass(frozen=True, slots=True)
class Booked:
    """An entry of the ledger with who booked and confirmed it, and the balance of the case after it."""

    entry: LedgerEntry
    booked_by: str | None
    confirmed_by: str | None
    decision: str | None
    balance: Balance


def ledger_of(session: Session, case_id: int) -> list[Booked]:
    """Return the entries of a case, first one first, each with the accumulated sums after it."""
    booked, confirmed = aliased(Person), aliased(Person)
    rows = session.execute(
        select(LedgerEntry, booked.name, confirmed.name, Decision.number)
        .outerjoin(booked, booked.id == LedgerEntry.booked_by_id)
        .outerjoin(confirmed, confirmed.id == LedgerEntry.confirmed_by_id)
        .outerjoin(Decision, Decision.id == LedgerEntry.decision_id)
        .where(LedgerEntry.case_id == case_id)
        .order_by(LedgerEntry.id)
    )
    found, balance = [], Balance()
    for entry, booked_by, confirmed_by, decision in rows:
        balance = balance.after([Entry(entry.kind, entry.amount)])
        found.append(Booked(entry, booked_by, confirmed_by, decision, balance))
    return found
