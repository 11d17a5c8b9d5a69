"""The kinds of money entry, what they add up to, and the invariants on accumulated amounts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from fundflow.domain.findings import Finding, LegalSource, Verdict
from fundflow.domain.money import ZERO, Money


class EntryKind(StrEnum):
    """What an entry changes (D18). ``reserved`` is shown, never counted against a frame."""

    RESERVED = "reserved"
    GRANTED = "granted"
    CHANGED = "changed"
    RELEASED = "released"
    COST_APPROVED = "cost_approved"
    ADVANCED = "advanced"
    SETTLED = "settled"
    PAID = "paid"
    RECOVERY_DEMANDED = "recovery_demanded"
    REPAID = "repaid"


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount to book; negative where it takes back."""

    kind: EntryKind
    amount: Money


@dataclass(frozen=True, slots=True)
class Balance:
    """The accumulated amounts of a case; ``entitled`` is what approved costs give right to."""

    sums: dict[EntryKind, Money] = field(default_factory=dict)
    entitled: Money = ZERO

    def of(self, kind: EntryKind) -> Money:
        """Return the accumulated amount of one kind."""
        return self.sums.get(kind, ZERO)

    @property
    def commitment(self) -> Money:
        """Granted, as changed, less released."""
        return self.of(EntryKind.GRANTED) + self.of(EntryKind.CHANGED) - self.of(EntryKind.RELEASED)

    @property
    def disbursed(self) -> Money:
        """Utbetalt: advances and payments; what is repaid is shown apart (D18)."""
        return self.of(EntryKind.ADVANCED) + self.of(EntryKind.PAID)

    @property
    def outstanding(self) -> Money:
        """What is promised and not paid."""
        return self.commitment - self.disbursed

    @property
    def left_to_claim(self) -> Money:
        """What approved costs give right to and is not paid, within what remains of the grant; never below zero.

        It is what ``payments.Payable.highest`` comes to when nothing waits or is ordered.
        """
        by_costs = self.entitled - self.of(EntryKind.PAID) - self.of(EntryKind.SETTLED)
        return max(ZERO, min(by_costs, self.outstanding))

    def after(self, entries: Iterable[Entry], *, entitled: Money | None = None) -> "Balance":
        """Return the balance once the entries are booked."""
        sums = dict(self.sums)
        for entry in entries:
            sums[entry.kind] = sums.get(entry.kind, ZERO) + entry.amount
        return Balance(sums, self.entitled if entitled is None else entitled)


_BOOKKEEPING = LegalSource("Y4", None, "reskontrans villkor")


def broken_invariants(balance: Balance, *, imported: bool = False) -> list[Finding]:
    """Return what the balance of a case may not be; all amounts are accumulated (D18).

    Historic cases have no approved costs to hold payments against (D25).
    """
    broken = []
    net = balance.disbursed - balance.of(EntryKind.REPAID)
    if net > balance.commitment:
        broken.append(_over("paid_over_grant", highest=balance.commitment, proposed=net))
    if balance.of(EntryKind.SETTLED) > balance.of(EntryKind.ADVANCED):
        broken.append(
            _over(
                "settled_over_advanced", highest=balance.of(EntryKind.ADVANCED), proposed=balance.of(EntryKind.SETTLED)
            )
        )
    claimed = balance.of(EntryKind.PAID) + balance.of(EntryKind.SETTLED)
    if not imported and claimed > balance.entitled:
        broken.append(_over("paid_over_entitled", highest=balance.entitled, proposed=claimed))
    if balance.of(EntryKind.RESERVED) < ZERO or balance.of(EntryKind.PAID) < ZERO:
        broken.append(Finding("ledger_below_zero", Verdict.STOPS, _BOOKKEEPING))
    return broken


def _over(code: str, *, highest: Money, proposed: Money) -> Finding:
    figures = {"highest": highest, "proposed": proposed, "over": proposed - highest}
    return Finding(code, Verdict.STOPS, _BOOKKEEPING, figures)
