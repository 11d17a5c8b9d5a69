"""What a claim gives right to, with what the act says where it limits the payout on the year's actual figures."""

import json

from sqlalchemy import select

from fundflow.domain.claim_figures import ClaimedFigure, delivered_in, figures_to_review
from fundflow.domain.concepts import Concept
from fundflow.domain.decisions import DecisionStatus
from fundflow.domain.home_delivery import RULE, DeliveryTerms, DeliveryYear, terms_of
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import Payable, entitled, entitled_by_delivery
from fundflow.models.case import Case, CaseFact
from fundflow.models.decision import Decision
from fundflow.models.payment import Claim
from fundflow.queries.case_money import counted
from fundflow.queries.payable import (
    decided_delivery,
    decided_payouts,
    last_decided,
    last_told,
    payable_now,
    payable_of,
    waiting_of,
)
from fundflow.services.published import rulebook_on
from fundflow.services.unit_of_work import UnitOfWork


def payable_in(uow: UnitOfWork, case: Case, claim: Claim) -> Payable:
    """Return the calculation of a claim, whose rows are loaded: today's, or the one its decision rested on.

    Source: P8; Y4; A9, 2003:596 § 11; S5, 2024:1243 §§ 10-14.
    """
    terms = _terms_of_claim(uow, case, claim) if is_home_delivery(uow, case) else None
    return payable_of(uow.session, case, claim, terms)


def payable_when_decided(uow: UnitOfWork, case: Case, decision: Decision) -> Payable | None:
    """Return the calculation that a proposed payout is held against, as the case stands now; None: no such proposal."""
    if decision.claim_id is None or decision.status is not DecisionStatus.PROPOSED:
        return None
    approved, terms, delivered = decision.approved_costs, None, None
    if is_home_delivery(uow, case):
        claim = uow.session.get_one(Claim, decision.claim_id)
        terms, delivered = delivery_terms(uow, case, claim), delivered_in(figures_of(claim))
    return payable_now(uow.session, case, declared=approved, approved=approved, terms=terms, delivered=delivered)


def payable_if_approved(uow: UnitOfWork, case: Case, claim: Claim, declared: Money, figures: dict[str, int]) -> Payable:
    """Return what a year of home delivery would give if all that is declared were approved, in this claim and waiting.

    ``declared`` and ``figures`` are what this claim says. It is told to the applicant: see D5 of ``payable_as_told``.
    """
    waiting, delivered = waiting_of(uow.session, case.id, but_claim=claim.id, sent_only=True)
    terms = delivery_terms(uow, case, claim)
    together = delivered + delivered_in(figures_to_review(figures, {}))
    costs = waiting + declared
    return payable_now(
        uow.session, case, declared=costs, approved=costs, terms=terms, delivered=together, sent_only=True
    )


def payable_as_told(uow: UnitOfWork, case: Case, *, sent_only: bool) -> Payable | None:
    """Return what can still be paid of home delivery on all that is accounted for, decided on or waiting.

    None for every other support, and while nothing is accounted for: then the grant is all that is known.
    ``sent_only``: as the applicant is told it, a claim waits until its decision has been sent (D5).
    Source: S5, 2024:1243 §§ 10-14.
    """
    claim = last_told(uow.session, case.id, sent_only=sent_only) if is_home_delivery(uow, case) else None
    if claim is None:
        return None
    waiting, delivered = waiting_of(uow.session, case.id, sent_only=sent_only)
    terms = _terms_of_claim(uow, case, claim, sent_only=sent_only)
    return payable_now(
        uow.session,
        case,
        declared=waiting,
        approved=waiting,
        terms=terms,
        delivered=delivered,
        sent_only=sent_only,
    )


def entitled_of(uow: UnitOfWork, case: Case, *, approved: Money, granted: Money) -> Money:
    """Return what a case is entitled to on its approved costs, as it is stored beside the ledger's sums.

    Of home delivery it is what its decided figures give within the act, as worded when the latest of them was decided
    on. A later account that gives less takes back nothing that was decided: that is what a recovery is for.

    Source: P8; S5, 2024:1243 §§ 10-14; S16.
    """
    if not approved or not is_home_delivery(uow, case):
        return entitled(approved, granted=granted, budgeted=case.budgeted_cost)
    uow.session.flush()  # a decision of this deed counts
    last = last_decided(uow.session, case.id)
    terms = delivery_terms(uow, case, last[1], last[0]) if last else None
    if terms is None:
        return ZERO
    year = DeliveryYear(terms, approved, decided_delivery(uow.session, case.id))
    by_year = entitled_by_delivery(year, granted=granted, budgeted=case.budgeted_cost)
    return max(by_year, decided_payouts(uow.session, case.id))


def is_home_delivery(uow: UnitOfWork, case: Case) -> bool:
    """Say whether the act limits what the case is paid on the year's net cost and deliveries."""
    if case.programme_version is None:
        return False
    programme = uow.catalogue.programme(case.programme, case.programme_version)
    return RULE in programme.grant_type(case.grant_type or "").rules


def figures_of(claim: Claim) -> dict[Concept, ClaimedFigure]:
    """Return the figures of a claim that a payout is reckoned on, as claimed and as corrected."""
    return figures_to_review(claim.figures, claim.corrections)


def support_year(uow: UnitOfWork, case: Case) -> int | None:
    """Return the calendar year that the application is about, if it told."""
    told = uow.session.scalar(
        select(CaseFact.value).where(CaseFact.case_id == case.id, CaseFact.concept == Concept.SUPPORT_YEAR.value)
    )
    year = json.loads(told) if told else None
    return int(year) if isinstance(year, int | str) and str(year).isdigit() else None


def delivery_terms(uow: UnitOfWork, case: Case, claim: Claim, decision: Decision | None = None) -> DeliveryTerms | None:
    """Return what the act says, in its wording of the day, of the year of the case, or else of the claim's period.

    A payout that is decided keeps to the wording of its day and to the price base amounts that were known just then.
    """
    day = (decision.decided_on if decision else None) or uow.today
    rulebook = rulebook_on(uow, day, known_at=decision.decided_at if decision else None)
    rule = rulebook.find(RULE)
    year = support_year(uow, case) or (claim.period_from or day).year
    return terms_of(rule, rulebook, year) if rule is not None else None


def _terms_of_claim(uow: UnitOfWork, case: Case, claim: Claim, *, sent_only: bool = False) -> DeliveryTerms | None:
    taken = counted(sent_only=sent_only)
    decision = uow.session.scalars(
        select(Decision).where(Decision.claim_id == claim.id, Decision.status.in_(taken))
    ).first()
    return delivery_terms(uow, case, claim, decision)
