"""What a claim gives right to: as the case stands now, or as it stood when its payout was decided."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from fundflow.domain.claim_figures import delivered_in, figures_to_review
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.home_delivery import Delivered, DeliveryTerms, DeliveryYear
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import Money, total
from fundflow.domain.payments import ClaimState, Payable, approved_of
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.ledger import LedgerEntry
from fundflow.models.payment import Claim, ClaimRow
from fundflow.queries.case_money import counted, money_of

_TAKEN = counted(sent_only=False)


def payable_now(
    session: Session,
    case: Case,
    *,
    declared: Money,
    approved: Money,
    terms: DeliveryTerms | None = None,
    delivered: Delivered | None = None,
    sent_only: bool = False,
) -> Payable:
    """Return what a case may be paid if so much more cost were approved.

    ``terms``: what the act says of home delivery, where the case is about it, and ``delivered`` what would be approved
    of it too. ``sent_only``: as the applicant is told it, nothing of a decision counts before it has been sent (D5).

    Source: P8; Y4; A9, 2003:596 § 11; S5, 2024:1243 §§ 10-14.
    """
    money = money_of(session, case, sent_only=sent_only)
    delivery = None
    if terms is not None:
        before = decided_delivery(session, case.id, sent_only=sent_only)
        delivery = DeliveryYear(terms, money.approved + approved, before + (delivered or Delivered()))
    return Payable(
        declared=declared,
        approved_now=approved,
        approved_before=money.approved,
        granted=case.granted + case.changed,
        budgeted=case.budgeted_cost,
        paid_before=case.paid + case.settled,
        ordered_before=money.ordered,
        left_of_grant=money.outstanding - money.ordered,
        delivery=delivery,
    )


def payable_of(session: Session, case: Case, claim: Claim, terms: DeliveryTerms | None) -> Payable:
    """Return the calculation of a claim, whose rows are loaded: today's, or the one its decision rested on.

    ``terms``: what the act said of home delivery on that day, where the case is about it.
    """
    declared = total(row.declared for row in claim.rows)
    decision = session.scalars(
        select(Decision).where(Decision.claim_id == claim.id, Decision.status.in_(_TAKEN))
    ).first()
    if decision is None:
        approved = approved_of(row.claimed for row in claim.rows)
        delivered = delivered_in(figures_to_review(claim.figures, claim.corrections))
        return payable_now(session, case, declared=declared, approved=approved, terms=terms, delivered=delivered)
    return _when_decided(session, case, decision, declared, terms)


def _when_decided(
    session: Session, case: Case, decision: Decision, declared: Money, terms: DeliveryTerms | None
) -> Payable:
    earlier = _earlier_payouts(session, decision)
    entries = _entries_before(session, decision, {one.id for one in earlier})
    paid = _sum(entries, EntryKind.PAID)
    of_payouts = total(one.amount for one in entries if one.kind is EntryKind.PAID and one.decision_id is not None)
    ordered = total(one.amount for one in earlier) - of_payouts
    granted = _sum(entries, EntryKind.GRANTED, EntryKind.CHANGED)
    before = total(one.approved_costs for one in earlier)
    delivery = None
    if terms is not None:
        claims = [one.claim_id for one in (*earlier, decision) if one.claim_id is not None]
        delivered = _delivered(session, select(Claim.id).where(Claim.id.in_(claims)))
        delivery = DeliveryYear(terms, before + decision.approved_costs, delivered)
    released, advanced = _sum(entries, EntryKind.RELEASED), _sum(entries, EntryKind.ADVANCED)
    return Payable(
        declared=declared,
        approved_now=decision.approved_costs,
        approved_before=before,
        granted=granted,
        budgeted=case.budgeted_cost,
        paid_before=paid + _sum(entries, EntryKind.SETTLED),
        ordered_before=ordered,
        left_of_grant=granted - released - advanced - paid - ordered,
        delivery=delivery,
    )


def _decided_claims(case_id: int, *, sent_only: bool = False) -> Select[int]:
    decisions = select(Decision.claim_id).where(
        Decision.case_id == case_id, Decision.status.in_(counted(sent_only=sent_only))
    )
    return select(Claim.id).where(Claim.id.in_(decisions))


def waiting_of(
    session: Session, case_id: int, *, but_claim: int | None = None, sent_only: bool = False
) -> tuple[Money, Delivered]:
    """Return what the claims of a case declare that are sent and not decided on: costs, and home delivery.

    Both are told as declared: what an officer has judged or corrected counts when it is decided on, and to the
    applicant (``sent_only``) when the decision has been sent (D5).
    """
    waiting = _waiting_claims(case_id, sent_only=sent_only).where(Claim.id != (but_claim or 0))
    declared = total(session.scalars(select(ClaimRow.declared).where(ClaimRow.claim_id.in_(waiting))))
    figures = session.scalars(select(Claim.figures).where(Claim.id.in_(waiting)))
    return declared, sum((delivered_in(figures_to_review(told, {})) for told in figures), Delivered())


def last_told(session: Session, case_id: int, *, sent_only: bool = False) -> Claim | None:
    """Return the claim by whose day the act is read where all that is told counts: one that waits, else the last one.

    None: nothing has been accounted for.
    """
    for claims in (_waiting_claims(case_id, sent_only=sent_only), _decided_claims(case_id, sent_only=sent_only)):
        statement = select(Claim).where(Claim.id.in_(claims)).order_by(Claim.sequence.desc()).limit(1)
        if (found := session.scalars(statement).first()) is not None:
            return found
    return None


def last_decided(session: Session, case_id: int) -> tuple[Decision, Claim] | None:
    """Return the latest payout of a case that has been decided, and its claim; None when there is none."""
    statement = (
        select(Decision, Claim)
        .join(Claim, Claim.id == Decision.claim_id)
        .where(Decision.case_id == case_id, Decision.kind == DecisionKind.PAYOUT, Decision.status.in_(_TAKEN))
        .order_by(Decision.decided_at.desc(), Decision.id.desc())
        .limit(1)
    )
    row = session.execute(statement).first()
    return (row[0], row[1]) if row else None


def decided_payouts(session: Session, case_id: int) -> Money:
    """Return what the payout decisions of a case have come to, paid or not."""
    amounts = select(Decision.amount).where(
        Decision.case_id == case_id, Decision.kind == DecisionKind.PAYOUT, Decision.status.in_(_TAKEN)
    )
    return total(session.scalars(amounts))


def decided_delivery(session: Session, case_id: int, *, sent_only: bool = False) -> Delivered:
    """Return what the claims that have been decided on account for of home delivery, as corrected."""
    return _delivered(session, _decided_claims(case_id, sent_only=sent_only))


def _waiting_claims(case_id: int, *, sent_only: bool) -> Select[int]:
    return select(Claim.id).where(
        Claim.case_id == case_id,
        Claim.state.in_((ClaimState.SENT, ClaimState.PROPOSED)),
        Claim.id.not_in(_decided_claims(case_id, sent_only=sent_only)),
    )


def _delivered(session: Session, claims: Select[int]) -> Delivered:
    """Return what these claims account for of home delivery, together."""
    rows = session.execute(select(Claim.figures, Claim.corrections).where(Claim.id.in_(claims)))
    return sum((delivered_in(figures_to_review(figures, kept)) for figures, kept in rows), Delivered())


def _earlier_payouts(session: Session, decision: Decision) -> Sequence[Decision]:
    payouts = session.scalars(
        select(Decision).where(
            Decision.case_id == decision.case_id,
            Decision.kind == DecisionKind.PAYOUT,
            Decision.status.in_(_TAKEN),
            Decision.decided_at <= decision.decided_at,
        )
    )
    return [one for one in payouts if (one.decided_at, one.id) < (decision.decided_at, decision.id)]


def _entries_before(session: Session, decision: Decision, earlier: set[int]) -> Sequence[LedgerEntry]:
    """Return what was booked when the decision was taken; of payments those of earlier decisions."""
    entries = session.scalars(
        select(LedgerEntry).where(LedgerEntry.case_id == decision.case_id, LedgerEntry.booked_at <= decision.decided_at)
    )
    return [one for one in entries if one.kind is not EntryKind.PAID or one.decision_id in {None, *earlier}]


def _sum(entries: Iterable[LedgerEntry], *kinds: EntryKind) -> Money:
    return total(one.amount for one in entries if one.kind in kinds)
