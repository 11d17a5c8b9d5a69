"""What a claim of home delivery lacks, and what the act will allow on what it accounts for.

A claim above what the act allows is told so and is not refused: costs are told as they are, and the payout is held.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from fundflow.domain.claims import COSTS, PERIOD_FROM, PERIOD_TO
from fundflow.domain.concepts import COUNTED_IN_PAYOUT, Concept
from fundflow.domain.findings import Figure, Finding, Verdict
from fundflow.domain.home_delivery import IN_ARREARS
from fundflow.domain.money import ZERO, Money, total
from fundflow.domain.payments import Payable
from fundflow.domain.periods import Period
from fundflow.models.case import Case
from fundflow.models.payment import Claim
from fundflow.services.payable import is_home_delivery, payable_if_approved, support_year
from fundflow.services.unit_of_work import UnitOfWork

LIMITED_BY_ACT: Final = frozenset({"claim_over_delivery", "delivery_too_small"})
"""Findings by which the act, and not what remains of the grant, is the ceiling that binds."""


def calendar_year(uow: UnitOfWork, case: Case) -> Period | None:
    """Return the year that a claim of home delivery is about; None for every other support, or when nobody told."""
    year = support_year(uow, case) if is_home_delivery(uow, case) else None
    return Period(date(year, 1, 1), date(year, 12, 31)) if year else None


def about_delivery(uow: UnitOfWork, case: Case, claim: Claim) -> Iterator[Finding]:
    """Yield what keeps a claim of home delivery from being sent, and a warning where the act allows less than it gives.

    Source: S15, 2024:1243 § 32: paid yearly in arrears; S5, 2024:1243 §§ 10-14.
    """
    if not is_home_delivery(uow, case):
        return
    yield from _about_year(uow, case, claim)
    declared = total(row.declared for row in claim.rows)
    if declared and all(concept.value in claim.figures for concept in COUNTED_IN_PAYOUT):
        yield from _allowed(payable_if_approved(uow, case, claim, declared, claim.figures))


def _about_year(uow: UnitOfWork, case: Case, claim: Claim) -> Iterator[Finding]:
    year = calendar_year(uow, case)
    if year is None or claim.period_from is None or claim.period_to is None:
        return
    figures: dict[str, Figure] = {"year": year.first.year}
    if claim.period_from not in year or claim.period_to not in year:
        at = PERIOD_FROM if claim.period_from not in year else PERIOD_TO
        yield Finding("claim_outside_year", Verdict.NOT_YET, IN_ARREARS, figures, at)
    elif uow.today <= year.last:
        yield Finding("claim_year_not_over", Verdict.NOT_YET, IN_ARREARS, figures, PERIOD_TO)


def _allowed(payable: Payable) -> Iterator[Finding]:
    delivery, by_act = payable.delivery, payable.by_act
    if delivery is None or by_act is None:
        return
    if delivery.terms.least_net is None or delivery.is_too_small:
        yield from delivery.told()
        return
    gives = max(ZERO, min(payable.by_costs, payable.left_of_grant))
    if by_act < gives:
        figures: dict[str, Figure] = {**delivery.figures, "gives": gives, "now": max(ZERO, by_act)}
        yield Finding("claim_over_delivery", Verdict.WARNS, delivery.terms.source, figures, COSTS)


def less_fees(uow: UnitOfWork, case: Case, declared: Money, fees: Money) -> Money:
    """Return what the grant is a part of: of home delivery the net cost, else all costs."""
    return max(ZERO, declared - fees) if is_home_delivery(uow, case) else declared


def fees_in(claim: Claim) -> Money:
    """Return what a claim says that households have paid."""
    return Money(claim.figures.get(Concept.DELIVERY_FEES.value, 0))
