"""What a claim entitles to on accumulated costs, and how its rows are judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from fundflow.domain.money import ZERO, Money, total


class ClaimState(StrEnum):
    """Where a claim stands; several may be open at once."""

    DRAFT = "draft"
    SENT = "sent"
    PROPOSED = "proposed"
    DECIDED = "decided"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


class RowVerdict(StrEnum):
    """How a cost row is judged; parked ones wait for a later claim."""

    APPROVED = "approved"
    DEDUCTED = "deducted"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class ClaimedRow:
    """A declared cost and what came of it; ``approved`` None: not judged yet."""

    declared: Money
    verdict: RowVerdict | None = None
    approved: Money | None = None
    in_kind: bool = False


def approved_of(rows: Iterable[ClaimedRow]) -> Money:
    """Return what is approved of the rows; parked ones give nothing now."""
    return total(row.approved or ZERO for row in rows if row.verdict is not RowVerdict.PARKED)


def entitled(approved: Money, *, granted: Money, budgeted: Money) -> Money:
    """Return what accumulated approved costs give right to, rounded down to whole kronor, at most the grant.

    approved x granted / budgeted, in whole-number arithmetic; both sides include costs in kind (D19). A case without
    budgeted costs entitles to nothing.

    Source: P8; Y4; A9, 2003:596 § 11.
    """
    if not budgeted:
        return ZERO
    return min(granted, approved.part(granted, budgeted))
