"""Every kind of decision: where it stands, who may take it, what it books and which document it gives."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fundflow.domain.ledger import Entry, EntryKind
from fundflow.domain.money import ZERO, Money
from fundflow.domain.states import Action


class DecisionKind(StrEnum):
    """What a decision is; set at the proposal. There is no outcome beside it (D3)."""

    GRANT = "grant"
    REJECTION = "rejection"
    DISMISSAL = "dismissal"
    WRITE_OFF = "write_off"
    PAYOUT = "payout"
    CLOSING = "closing"


REFUSALS: Final = frozenset({DecisionKind.REJECTION, DecisionKind.DISMISSAL, DecisionKind.WRITE_OFF})
"""Decisions that end a case without a grant."""


class DecisionStatus(StrEnum):
    """Where a decision stands."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"
    DISPATCHED = "dispatched"


@dataclass(frozen=True, slots=True)
class Amounts:
    """The money that a decision is about: its own amount, what was reserved at the proposal, costs approved with it,
    and what is left of the promise.
    """

    amount: Money = ZERO
    reserved: Money = ZERO
    approved_costs: Money = ZERO
    outstanding: Money = ZERO


EntriesOf = Callable[[Amounts], list[Entry]]


def grant_entries(amounts: Amounts) -> list[Entry]:
    """A grant takes back the reservation and promises the amount."""
    return [Entry(EntryKind.RESERVED, -amounts.reserved), Entry(EntryKind.GRANTED, amounts.amount)]


def refusal_entries(amounts: Amounts) -> list[Entry]:
    """A refusal takes back what was reserved, if anything was."""
    return [Entry(EntryKind.RESERVED, -amounts.reserved)]


def payout_entries(amounts: Amounts) -> list[Entry]:
    """A payout decision approves costs; the payment itself is booked when it is confirmed."""
    return [Entry(EntryKind.COST_APPROVED, amounts.approved_costs)]


def closing_entries(amounts: Amounts) -> list[Entry]:
    """Closing releases what is promised and will not be paid."""
    return [Entry(EntryKind.RELEASED, amounts.outstanding)]


@dataclass(frozen=True, slots=True)
class Kind:
    """What differs between kinds: the step with the case when proposed and decided, the entries, the document.

    ``proposes`` and ``decides`` None: the case itself stays in its state. ``reserves``: the amount is reserved at the
    proposal.
    """

    document: str
    entries: EntriesOf
    proposes: Action | None
    decides: Action | None
    dispatches: Action | None = None
    reserves: bool = False


KINDS: Final[dict[DecisionKind, Kind]] = {
    DecisionKind.GRANT: Kind(
        "decision_grant", grant_entries, Action.PROPOSE_GRANT, Action.GRANT, Action.DISPATCH_GRANT, reserves=True
    ),
    DecisionKind.REJECTION: Kind("decision_rejection", refusal_entries, Action.PROPOSE_REJECTION, Action.REJECT),
    DecisionKind.DISMISSAL: Kind("decision_dismissal", refusal_entries, Action.PROPOSE_DISMISSAL, Action.DISMISS),
    DecisionKind.WRITE_OFF: Kind("decision_write_off", refusal_entries, Action.PROPOSE_WRITE_OFF, Action.WRITE_OFF),
    DecisionKind.PAYOUT: Kind("decision_payout", payout_entries, None, None),
    DecisionKind.CLOSING: Kind("decision_closing", closing_entries, None, Action.CLOSE),
}
