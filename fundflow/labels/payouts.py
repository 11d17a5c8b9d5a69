"""The calculation behind a payout as lines that anyone can follow; page, proposal and letter show the same."""

from dataclasses import dataclass

from fundflow.domain.money import Money
from fundflow.domain.payments import Payable
from fundflow.i18n import msgid
from fundflow.labels.amounts import kronor_text


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the calculation; ``key`` names it for the script that keeps it as one types."""

    key: str
    label: str
    amount: Money
    is_total: bool = False

    @property
    def words(self) -> str:
        """The amount as it is written."""
        return kronor_text(self.amount)


def payout_lines(payable: Payable, paying: Money | None = None) -> list[Line]:
    """Return the calculation line by line, ending in the most that can be paid and in what is paid, when that is known.

    What lessens is below zero. Decided and not yet paid is left out where there is none.
    """
    lines = [
        Line("declared", msgid("Redovisade kostnader"), payable.declared),
        Line("approved_now", msgid("Godkända kostnader den här gången"), payable.approved_now),
        Line("approved_before", msgid("Godkända kostnader tidigare"), payable.approved_before),
        Line("approved", msgid("Godkända kostnader hittills"), payable.approved, is_total=True),
        Line("entitled", msgid("Bidragets andel av dem"), payable.entitled),
        Line("paid_before", msgid("Utbetalt tidigare"), -payable.paid_before),
        Line("ordered_before", msgid("Beslutat tidigare, inte utbetalt än"), -payable.ordered_before),
        Line("left_of_grant", msgid("Kvar av bidraget"), payable.left_of_grant),
        Line("highest", msgid("Högst att betala ut nu"), payable.highest, is_total=True),
    ]
    paid = [] if paying is None else [Line("paying", msgid("Betalas ut nu"), paying, is_total=True)]
    return [line for line in lines if line.key != "ordered_before" or line.amount] + paid
