"""What a claim entitles to on accumulated costs, how its rows are judged, and where a payment stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fundflow.domain.findings import Figure, Finding, LegalSource, Verdict
from fundflow.domain.home_delivery import DeliveryYear
from fundflow.domain.money import ZERO, Money, total
from fundflow.domain.programme import CostMethod, GrantType, Programme
from fundflow.domain.rulebook import Rulebook


class ClaimState(StrEnum):
    """Where a claim stands; several may be open at once."""

    DRAFT = "draft"
    SENT = "sent"
    PROPOSED = "proposed"
    DECIDED = "decided"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


class PaymentState(StrEnum):
    """Where a payment stands."""

    WAITING = "waiting"
    AUTHORISED = "authorised"
    CONFIRMED = "confirmed"


class RowVerdict(StrEnum):
    """How a cost row is judged; parked ones wait for a later claim."""

    APPROVED = "approved"
    DEDUCTED = "deducted"
    PARKED = "parked"


_APPROVING = (RowVerdict.APPROVED, RowVerdict.DEDUCTED)


@dataclass(frozen=True, slots=True)
class ClaimedRow:
    """A declared cost and what came of it. Without a verdict ``approved`` is only what somebody has begun to write."""

    declared: Money
    verdict: RowVerdict | None = None
    approved: Money | None = None
    in_kind: bool = False


def approved_of(rows: Iterable[ClaimedRow]) -> Money:
    """Return what is approved of the rows; parked ones and those not judged yet give nothing now."""
    return total(row.approved or ZERO for row in rows if row.verdict in _APPROVING)


_PAID_BY: Final = ("A9", "S15", "B15", "I1", "V16")
"""The rules that say how support is paid; a kind of support has the one of its own act, or else the region's."""


def paid_by(grant_type: GrantType, rulebook: Rulebook) -> LegalSource | None:
    """Return what says how a kind of support is paid: the provision of its own act; None when no rule of it does.

    Source: A9; S15; B15; I1; V16.
    """
    rules = (rulebook.find(one) for one in _PAID_BY if one in grant_type.rules)
    return next((rule.source for rule in rules if rule is not None), None)


def entitled(approved: Money, *, granted: Money, budgeted: Money) -> Money:
    """Return what accumulated approved costs give right to, rounded down to whole kronor, at most the grant.

    approved x granted / budgeted, in whole-number arithmetic; both sides include costs in kind (D19). A case without
    budgeted costs entitles to nothing.

    Source: P8; Y4; A9, 2003:596 § 11.
    """
    if not budgeted:
        return ZERO
    return min(granted, approved.part(granted, budgeted))


def entitled_by_delivery(year: DeliveryYear, *, granted: Money, budgeted: Money) -> Money:
    """Return what a year's approved home delivery gives right to: its part of the net cost, within what the act allows.

    Source: S5, 2024:1243 §§ 10-14; P8.
    """
    return min(entitled(max(ZERO, year.net), granted=granted, budgeted=budgeted), year.highest)


@dataclass(frozen=True, slots=True)
class Payable:
    """The calculation behind a payout, on accumulated amounts: what a reader can follow line by line.

    ``paid_before`` is paid and settled, ``ordered_before`` is decided and still to be paid; both lessen what is left.
    ``delivery``: the year's home delivery, whose actual figures set a limit of their own; None for every other support.
    """

    declared: Money
    approved_now: Money
    approved_before: Money
    granted: Money
    budgeted: Money
    paid_before: Money
    ordered_before: Money
    left_of_grant: Money
    delivery: DeliveryYear | None = None

    @property
    def approved(self) -> Money:
        """Approved costs with this claim, accumulated."""
        return self.approved_before + self.approved_now

    @property
    def counted(self) -> Money:
        """What the grant is a part of: the accumulated approved costs; of home delivery the net cost, as budgeted."""
        return self.approved if self.delivery is None else max(ZERO, self.delivery.net)

    @property
    def entitled(self) -> Money:
        """What the accumulated approved costs give right to."""
        return entitled(self.counted, granted=self.granted, budgeted=self.budgeted)

    @property
    def gives_right_to(self) -> Money:
        """What the case is entitled to as accounted for: by its costs and, of home delivery, by the act."""
        if self.delivery is None:
            return self.entitled
        return entitled_by_delivery(self.delivery, granted=self.granted, budgeted=self.budgeted)

    @property
    def by_costs(self) -> Money:
        """What the costs give right to and is neither paid nor decided; below zero when more is decided than that."""
        return self.entitled - self.paid_before - self.ordered_before

    @property
    def highest(self) -> Money:
        """The most that can be paid now; never below zero."""
        by_right = self.gives_right_to - self.paid_before - self.ordered_before
        return max(ZERO, min(by_right, self.left_of_grant))

    @property
    def by_act(self) -> Money | None:
        """What the act allows on actual figures and is neither paid nor decided; None where it sets no such limit."""
        return None if self.delivery is None else self.delivery.highest - self.paid_before - self.ordered_before

    def about_delivery(self) -> Iterator[Finding]:
        """Yield what the act says of the year's figures, and that more is paid or decided than they give right to.

        Source: S5, 2024:1243 §§ 10-14.
        """
        if self.delivery is None:
            return
        yield from self.delivery.told()
        before = self.paid_before + self.ordered_before
        if before > self.gives_right_to:
            figures: dict[str, Figure] = {
                "year": self.delivery.terms.year,
                "paid": before,
                "right": self.gives_right_to,
                "over": before - self.gives_right_to,
            }
            yield Finding("delivery_paid_over", Verdict.WARNS, self.delivery.terms.source, figures)

    @property
    def is_cut_by_grant(self) -> bool:
        """Whether what remains of the grant, and not the costs, sets the limit."""
        return self.left_of_grant <= self.by_costs

    @property
    def is_cut_by_act(self) -> bool:
        """Whether the act sets the limit, on the actual figures of the year."""
        return self.by_act is not None and self.by_act <= min(self.by_costs, self.left_of_grant)


_ACCUMULATED = LegalSource("P8", None, "regionens villkor för utbetalning")


def over_payable(payable: Payable, amount: Money) -> Iterator[Finding]:
    """Yield what a payout is too large for: the costs, what remains of the grant, or the act.

    Source: P8; Y4; S5, 2024:1243 §§ 10-14.
    """
    if amount <= payable.highest:
        return
    if payable.delivery is not None and payable.is_cut_by_act:
        yield payable.delivery.over(amount, payable.highest)
        return
    figures: dict[str, Figure] = {
        "highest": payable.highest,
        "asked": amount,
        "over": amount - payable.highest,
        "left": max(ZERO, payable.left_of_grant),
        "entitled": payable.entitled,
    }
    code = "payout_over_grant" if payable.is_cut_by_grant else "payout_over"
    yield Finding(code, Verdict.STOPS, _ACCUMULATED, figures, "amount")


def flat_cost(rows: Iterable[tuple[str, Money]], method: CostMethod | None, programme: Programme) -> Money:
    """Return what the flat rate gives on rows of (kind of cost, amount): a part of direct staff, in whole kronor.

    Source: P11 and D19.
    """
    if method is None or method.percent_of_staff is None:
        return ZERO
    staff_kinds = {cost_type.key for cost_type in programme.cost_types if cost_type.staff}
    return total(amount for kind, amount in rows if kind in staff_kinds).share(method.percent_of_staff)
