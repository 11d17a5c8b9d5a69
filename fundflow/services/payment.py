"""The payout that a claim is proposed for, the conditions before it, and the payment that two persons make."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fundflow.domain.bank import BankState, against_paying_to
from fundflow.domain.claim_figures import unsettled
from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.events import EventKind
from fundflow.domain.findings import Finding, LegalSource, Verdict
from fundflow.domain.ledger import Entry, EntryKind
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import ClaimState, PaymentState, approved_of, over_payable
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.labels.accounts import account_text
from fundflow.models.case import Case
from fundflow.models.decision import Condition, Decision
from fundflow.models.payment import Claim, Payment
from fundflow.queries.bank import bank_details_of
from fundflow.queries.cases import lock_case
from fundflow.queries.organisations import with_successors
from fundflow.queries.payments import conditions_of
from fundflow.services.bank import lock_organisation
from fundflow.services.claim import get_claim
from fundflow.services.decision import Proposal, propose
from fundflow.services.ledger import Voucher, post
from fundflow.services.payable import figures_of, is_home_delivery, payable_in
from fundflow.services.rights import TWO_PERSONS, against_acting, require_acting
from fundflow.services.unit_of_work import UnitOfWork

_CONDITIONS = LegalSource("P8", None, "regionens villkor för utbetalning")
_REASONS = LegalSource("L8", "2017:900", "32 §")


def propose_payout(
    uow: UnitOfWork, claim_id: int, *, amount: Money, grounds: str, version: int | None = None
) -> Decision:
    """Propose to approve the costs and pay an amount; less than the highest is free, more is refused.

    ``version`` is the claim's when its review was read; None: not asked.

    Raises Refused with every reason: rows not judged, too much, unmet conditions; Conflict when the review has been
    changed since it was read. Source: P8, Y4, X13.
    """
    case, claim = get_claim(uow, claim_id)
    require_acting(uow, case, Permission.CLAIM_REVIEW)
    if claim.state is not ClaimState.SENT:
        raise Refused([Finding("claim_not_open", Verdict.STOPS)])
    if version is not None and claim.row_version != version:
        raise Conflict
    findings = [*before_payout(uow, case, claim), *over_payable(payable_in(uow, case, claim), amount)]
    refusals = [finding for finding in findings if finding.refuses]
    if amount < ZERO:
        refusals.append(Finding("amount_missing", Verdict.NOT_YET, field="amount"))
    if not grounds.strip():
        refusals.append(Finding("grounds_missing", Verdict.NOT_YET, _REASONS, field="grounds"))
    if refusals:
        raise Refused(refusals)
    claim.state = ClaimState.PROPOSED
    claim.reviewed_by_id = claim.reviewed_by_id or uow.actor.person_id
    uow.session.flush()
    approved = approved_of(row.claimed for row in claim.rows)
    return propose(
        uow, case, Proposal(DecisionKind.PAYOUT, grounds, amount, claim_id=claim.id, approved_costs=approved)
    )


def before_payout(uow: UnitOfWork, case: Case, claim: Claim) -> Iterator[Finding]:
    """Yield what must hold before the costs of a claim are decided on and paid, fulfilled or not.

    Source: P8, X13; S5, 2024:1243 §§ 10-14.
    """
    waiting = sum(1 for row in claim.rows if row.verdict is None)
    if waiting:
        yield Finding("claim_row_not_judged", Verdict.NOT_YET, _CONDITIONS, {"count": waiting})
    else:
        yield Finding("claim_rows_judged", Verdict.FULFILLED, _CONDITIONS)
    if is_home_delivery(uow, case):
        yield from unsettled(figures_of(claim))
        yield from () if waiting else payable_in(uow, case, claim).about_delivery()
    for condition in conditions_of(uow.session, case.id):
        if condition.gates_payment:
            code, verdict = ("condition_met", Verdict.FULFILLED) if condition.met_at else _UNMET
            yield Finding(code, verdict, _CONDITIONS, {"what": condition.text}, f"condition-{condition.id}")
    if claim.is_final and case.state is not State.FINAL_SETTLEMENT:
        yield Finding("final_report_not_approved", Verdict.NOT_YET, _CONDITIONS)
    elif claim.is_final:
        yield Finding("final_report_approved", Verdict.FULFILLED, _CONDITIONS)
    details = bank_details_of(uow.session, case.organisation_id)
    for finding in against_paying_to(details.state if details else None):
        yield replace(finding, verdict=Verdict.WARNS)


_UNMET = ("payment_conditions", Verdict.NOT_YET)


def meet_condition(uow: UnitOfWork, case_id: int, *, condition_id: int, evidence: str) -> Condition:
    """Note that a condition of a decision that has been sent is met, and what shows it; noted once."""
    case = lock_case(uow.session, uow.actor, case_id)
    require_acting(uow, case, Permission.CLAIM_REVIEW)
    condition = uow.session.scalars(
        select(Condition)
        .join(Decision, Decision.id == Condition.decision_id)
        .where(Condition.id == condition_id, Decision.case_id == case.id, Decision.status == DecisionStatus.DISPATCHED)
    ).first()
    if condition is None:
        raise NotFound
    if condition.met_at is not None:
        return condition
    if not evidence.strip():
        raise Refused([Finding("evidence_missing", Verdict.NOT_YET, field="evidence")])
    condition.met_at, condition.met_by_id, condition.evidence = uow.now, uow.actor.person_id, evidence.strip()
    uow.record(case, EventKind.CONDITION_MET, condition=condition.id)
    return condition


# ----- two persons pay


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


def against_authorising(uow: UnitOfWork, case: Case, payment: Payment, bank: BankState | None) -> Iterator[Finding]:
    """Yield why the person may not authorise a payment now; its decision and preparers are loaded (D13).

    ``bank`` is where the control of the applicant's account stands; None: no account is registered.
    """
    yield from against_acting(uow, case, Permission.PAYMENT_AUTHORISE)
    yield from _involved(uow, payment.decision)
    if payment.state is not PaymentState.WAITING:
        yield Finding("payment_wrong_state", Verdict.STOPS)
    yield from against_paying_to(bank)


def against_confirming(uow: UnitOfWork, case: Case, payment: Payment) -> Iterator[Finding]:
    """Yield why the person may not confirm a payment now; its decision and preparers are loaded (D13)."""
    yield from against_acting(uow, case, Permission.PAYMENT_CONFIRM)
    yield from _involved(uow, payment.decision)
    if payment.state is not PaymentState.AUTHORISED:
        yield Finding("payment_wrong_state", Verdict.STOPS)
    if payment.authorised_by_id == uow.actor.person_id:
        yield Finding("payment_same_person", Verdict.STOPS, TWO_PERSONS)


def against_withdrawing(uow: UnitOfWork, case: Case, payment: Payment) -> Iterator[Finding]:
    """Yield why the person may not take back the authorisation of a payment now; its decision is loaded."""
    yield from against_acting(uow, case, Permission.PAYMENT_AUTHORISE)
    yield from _involved(uow, payment.decision)
    if payment.state is not PaymentState.AUTHORISED:
        yield Finding("payment_wrong_state", Verdict.STOPS)


def _involved(uow: UnitOfWork, decision: Decision) -> Iterator[Finding]:
    involved = {preparer.person_id for preparer in decision.preparers} | {decision.decided_by_id}
    if uow.actor.person_id in involved:
        yield Finding("payment_involved", Verdict.STOPS, TWO_PERSONS)


def authorise_payment(uow: UnitOfWork, payment_id: int) -> Payment:
    """Authorise a payment (anordna), once; reviewer and decider are neither of the two who pay (D13)."""
    case, payment, _ = _get_payment(uow, payment_id)
    if payment.state is PaymentState.AUTHORISED and payment.authorised_by_id == uow.actor.person_id:
        return payment
    lock_organisation(uow, with_successors(uow.session, case.organisation_id)[-1])
    details = bank_details_of(uow.session, case.organisation_id)
    refusals = list(against_authorising(uow, case, payment, details.state if details else None))
    if refusals or details is None:
        raise Refused(refusals)
    payment.state = PaymentState.AUTHORISED
    payment.account, payment.bank_details_id = account_text(details.account), details.id
    payment.authorised_by_id, payment.authorised_at = uow.actor.person_id, uow.now
    uow.record(case, EventKind.PAYMENT_AUTHORISED, payment=payment.id, amount=payment.amount)
    return payment


def withdraw_authorisation(uow: UnitOfWork, payment_id: int) -> Payment:
    """Take back an authorisation before it is confirmed; nothing else of it can be changed."""
    case, payment, _ = _get_payment(uow, payment_id)
    if refusals := list(against_withdrawing(uow, case, payment)):
        raise Refused(refusals)
    payment.state = PaymentState.WAITING
    payment.account = payment.bank_details_id = None
    payment.authorised_by_id, payment.authorised_at = None, None
    uow.record(case, EventKind.PAYMENT_WITHDRAWN, payment=payment.id)
    return payment


def confirm_payment(uow: UnitOfWork, payment_id: int, *, paid_on: date) -> Payment:
    """Confirm that the money has gone; it is booked as paid on that day, once, by another than who authorised it."""
    case, payment, decision = _get_payment(uow, payment_id)
    if payment.confirmed_by_id == uow.actor.person_id and payment.paid_on == paid_on:
        return payment
    refusals = list(against_confirming(uow, case, payment))
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
