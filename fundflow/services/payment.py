"""What a claim gives right to, the payout it is proposed for, and the payment that two persons make."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.events import EventKind
from fundflow.domain.findings import Finding, LegalSource, Verdict
from fundflow.domain.ledger import Entry, EntryKind
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import ClaimState, approved_of
from fundflow.models.case import Case
from fundflow.models.decision import Condition, Decision
from fundflow.models.payment import Claim, Payment, PaymentState
from fundflow.queries.cases import lock_case
from fundflow.services.claim import get_claim
from fundflow.services.decision import Proposal, propose
from fundflow.services.ledger import Voucher, entitled_after, post
from fundflow.services.unit_of_work import UnitOfWork

_ACCUMULATED = LegalSource("P8", None, "regionens villkor för utbetalning")
_TWO_PERSONS = LegalSource("D13", None, "regionens delegationsordning")


@dataclass(frozen=True, slots=True)
class Payable:
    """The calculation behind a payout, on accumulated amounts: what a reader can follow line by line."""

    declared: Money
    approved_now: Money
    approved_before: Money
    granted: Money
    budgeted: Money
    entitled: Money
    paid_before: Money
    left_of_grant: Money
    highest: Money


def payable(case: Case, claim: Claim) -> Payable:
    """Return what the claim gives right to, never more than what remains of the grant.

    Source: P8; Y4; A9, 2003:596 § 11.
    """
    approved = approved_of(row.claimed for row in claim.rows)
    entitled = entitled_after(case, approved)
    before, left = case.paid + case.settled, case.balance.outstanding
    return Payable(
        declared=Money(sum(row.declared.ore for row in claim.rows)),
        approved_now=approved,
        approved_before=case.cost_approved,
        granted=case.granted + case.changed,
        budgeted=case.budgeted_cost,
        entitled=entitled,
        paid_before=before,
        left_of_grant=left,
        highest=max(ZERO, min(entitled - before, left)),
    )


def propose_payout(uow: UnitOfWork, claim_id: int, *, amount: Money, grounds: str) -> Decision:
    """Propose to approve the costs and pay an amount; less than the highest is free, more is refused.

    Raises Refused with every reason: rows not judged, too much, unmet conditions. Source: P8, Y4, X13.
    """
    case, claim = get_claim(uow, claim_id)
    if claim.state is not ClaimState.SENT:
        raise Refused([Finding("claim_not_open", Verdict.STOPS)])
    refusals = [*_not_payable(case, claim, amount), *_unmet_conditions(uow, case)]
    if not grounds.strip():
        refusals.append(Finding("grounds_missing", Verdict.NOT_YET, field="grounds"))
    if refusals:
        raise Refused(refusals)
    claim.state = ClaimState.PROPOSED
    claim.reviewed_by_id = claim.reviewed_by_id or uow.actor.person_id
    uow.session.flush()
    approved = approved_of(row.claimed for row in claim.rows)
    return propose(
        uow, case, Proposal(DecisionKind.PAYOUT, grounds, amount, claim_id=claim.id, approved_costs=approved)
    )


def _not_payable(case: Case, claim: Claim, amount: Money) -> list[Finding]:
    refusals = []
    waiting = sum(1 for row in claim.rows if row.verdict is None)
    if waiting:
        refusals.append(Finding("claim_row_not_judged", Verdict.NOT_YET, None, {"count": waiting}))
    highest = payable(case, claim).highest
    if amount > highest:
        figures = {"highest": highest, "asked": amount, "over": amount - highest}
        refusals.append(Finding("payout_over", Verdict.STOPS, _ACCUMULATED, figures, "amount"))
    return refusals


def _unmet_conditions(uow: UnitOfWork, case: Case) -> list[Finding]:
    unmet = uow.session.scalars(
        select(Condition)
        .join(Decision, Decision.id == Condition.decision_id)
        .where(
            Decision.case_id == case.id,
            Decision.status == DecisionStatus.DISPATCHED,
            Condition.gates_payment,
            Condition.met_at.is_(None),
        )
        .order_by(Condition.place)
    )
    return [Finding("payment_conditions", Verdict.NOT_YET, _ACCUMULATED, {"what": one.text}) for one in unmet]


def meet_condition(uow: UnitOfWork, case_id: int, *, condition_id: int, evidence: str) -> Condition:
    """Note that a condition of a decision is met, and what shows it."""
    case = lock_case(uow.session, uow.actor, case_id)
    condition = uow.session.scalars(
        select(Condition)
        .join(Decision, Decision.id == Condition.decision_id)
        .where(Condition.id == condition_id, Decision.case_id == case.id)
    ).first()
    if condition is None:
        raise NotFound
    condition.met_at, condition.met_by_id, condition.evidence = uow.now, uow.actor.person_id, evidence
    uow.record(case, EventKind.CONDITION_MET, condition=condition.id)
    return condition


def _get_payment(uow: UnitOfWork, payment_id: int) -> tuple[Case, Payment, Decision]:
    case_id = uow.session.scalar(select(Payment.case_id).where(Payment.id == payment_id))
    if case_id is None:
        raise NotFound
    case = lock_case(uow.session, uow.actor, case_id)
    payment = uow.session.scalars(
        select(Payment)
        .where(Payment.id == payment_id)
        .options(selectinload(Payment.decision).selectinload(Decision.preparers))
        .execution_options(populate_existing=True)
    ).one()
    return case, payment, payment.decision


def authorise_payment(uow: UnitOfWork, payment_id: int) -> Payment:
    """Authorise a payment (anordna); reviewer and decider are neither of the two who pay (D13)."""
    case, payment, decision = _get_payment(uow, payment_id)
    refusals = list(_involved(uow, decision))
    if payment.state is not PaymentState.WAITING:
        refusals.append(Finding("payment_wrong_state", Verdict.STOPS))
    if not case.organisation.payment_account:
        refusals.append(Finding("account_missing", Verdict.NOT_YET))
    if refusals:
        raise Refused(refusals)
    payment.state, payment.account = PaymentState.AUTHORISED, case.organisation.payment_account
    payment.authorised_by_id, payment.authorised_at = uow.actor.person_id, uow.now
    uow.record(case, EventKind.PAYMENT_AUTHORISED, payment=payment.id, amount=payment.amount)
    return payment


def _involved(uow: UnitOfWork, decision: Decision) -> list[Finding]:
    involved = {preparer.person_id for preparer in decision.preparers} | {decision.decided_by_id}
    if uow.actor.person_id in involved:
        return [Finding("payment_involved", Verdict.STOPS, _TWO_PERSONS)]
    return []


def withdraw_authorisation(uow: UnitOfWork, payment_id: int) -> Payment:
    """Take back an authorisation before it is confirmed; nothing else of it can be changed."""
    case, payment, _ = _get_payment(uow, payment_id)
    if payment.state is not PaymentState.AUTHORISED:
        raise Refused([Finding("payment_wrong_state", Verdict.STOPS)])
    payment.state, payment.authorised_by_id, payment.authorised_at = PaymentState.WAITING, None, None
    uow.record(case, EventKind.PAYMENT_WITHDRAWN, payment=payment.id)
    return payment


def confirm_payment(uow: UnitOfWork, payment_id: int, *, paid_on: date) -> Payment:
    """Confirm that the money has gone; it is booked as paid on that day. Another person than the one who authorised."""
    case, payment, decision = _get_payment(uow, payment_id)
    refusals = list(_involved(uow, decision))
    if payment.state is not PaymentState.AUTHORISED:
        refusals.append(Finding("payment_wrong_state", Verdict.STOPS))
    if payment.authorised_by_id == uow.actor.person_id:
        refusals.append(Finding("payment_same_person", Verdict.STOPS, _TWO_PERSONS))
    if paid_on > uow.today or (decision.decided_on is not None and paid_on < decision.decided_on):
        refusals.append(Finding("payment_day_wrong", Verdict.NOT_YET, field="paid_on"))
    if refusals:
        raise Refused(refusals)
    payment.state, payment.paid_on = PaymentState.CONFIRMED, paid_on
    payment.confirmed_by_id, payment.confirmed_at = uow.actor.person_id, uow.now
    voucher = Voucher(decision.id, payment.id, paid_on, payment.authorised_by_id, uow.actor.person_id)
    post(uow, case, [Entry(EntryKind.PAID, payment.amount)], voucher)
    if decision.claim_id is not None:
        uow.session.get_one(Claim, decision.claim_id).state = ClaimState.PAID
    uow.record(case, EventKind.PAYMENT_CONFIRMED, payment=payment.id, amount=payment.amount, paid_on=paid_on)
    return payment
