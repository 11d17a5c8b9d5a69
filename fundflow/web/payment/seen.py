"""A claim as its applicant reads it: where it stands in words, what is expected next, what was decided and paid.

What an officer has judged is not told before the decision has been sent (D5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from flask import url_for
from sqlalchemy.orm import Session

from fundflow.domain.money import ZERO, Money, total
from fundflow.domain.payments import ClaimState, RowVerdict
from fundflow.queries.payments import payments_of, payouts_of
from fundflow.web.filters import kronor, plain_day
from fundflow.web.locale import _, _l

if TYPE_CHECKING:
    from fundflow.models.decision import Decision
    from fundflow.models.payment import Claim, ClaimRow, Payment

_DECIDED: Final = (ClaimState.DECIDED, ClaimState.PAID)
_LOOKS: Final = {
    ClaimState.DRAFT: (_l("Utkast"), "pencil", "draft"),
    ClaimState.SENT: (_l("Inskickad"), "inbox", "received"),
    ClaimState.PROPOSED: (_l("Väntar på beslut"), "diamond-half", "in_preparation"),
    ClaimState.DECIDED: (_l("Beslutad"), "check-lg", "final_settlement"),
    ClaimState.PAID: (_l("Utbetald"), "check-circle-fill", "granted"),
    ClaimState.WITHDRAWN: (_l("Återkallad"), "arrow-return-left", "closed"),
}
_OUTCOMES: Final = {
    RowVerdict.APPROVED: (_l("Godkänd"), "check-lg"),
    RowVerdict.DEDUCTED: (_l("Avdrag"), "scissors"),
    RowVerdict.PARKED: (_l("Väntar till en senare ansökan"), "pause-circle"),
}


@dataclass(frozen=True, slots=True)
class SeenClaim:
    """A claim with what has come of it; ``payout`` and ``payment`` None: not decided, not ordered to be paid."""

    claim: "Claim"
    payout: "Decision | None"
    payment: "Payment | None"

    @property
    def url(self) -> str:
        """Where the claim is written, or read once it has been sent."""
        page = "payment.claim" if self.claim.sent_at else "payment.write_claim"
        return url_for(page, case_id=self.claim.case_id, claim_id=self.claim.id)

    @property
    def is_draft(self) -> bool:
        """Whether it is the applicant's turn."""
        return self.claim.state is ClaimState.DRAFT

    @property
    def leaves_nothing_to_begin(self) -> bool:
        """Whether another claim is hardly what comes next: this one is a draft, or the last."""
        return self.is_draft or (self.claim.is_final and self.claim.state is not ClaimState.WITHDRAWN)

    @property
    def is_decided(self) -> bool:
        """Whether the decision has been sent."""
        return self.claim.state in _DECIDED

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether it can still be taken back."""
        return self.claim.state is ClaimState.SENT

    @property
    def look(self) -> tuple[str, str, str]:
        """Word, shape and colour of its tag."""
        if self.claim.state is ClaimState.PAID and not self.decided:
            return (_("Beslutad, inget betalas ut"), "dash-circle", "closed")
        return _LOOKS[self.claim.state]

    @property
    def declared(self) -> Money:
        """What is claimed, flat rates included."""
        return total(row.declared for row in self.claim.rows)

    @property
    def approved(self) -> Money | None:
        """What was approved; None before the decision has been sent."""
        return total(row.approved or ZERO for row in self.claim.rows) if self.is_decided else None

    @property
    def decided(self) -> Money | None:
        """What is decided to be paid; None before the decision has been sent."""
        return (self.payout.amount if self.payout else ZERO) if self.is_decided else None

    @property
    def paid_on(self) -> date | None:
        """The day it was paid."""
        return self.payment.paid_on if self.payment else None

    @property
    def next(self) -> str:
        """What is expected next, and of whom."""
        match self.claim.state:
            case ClaimState.DRAFT:
                return _("Skriv klart, lägg till underlag och skicka. Vi ser inget förrän ni skickar.")
            case ClaimState.SENT:
                return _("Vi granskar kostnaderna rad för rad. Ni behöver inte göra något.")
            case ClaimState.PROPOSED:
                return _("Granskningen är klar och ett förslag väntar på beslut. Ni får ett brev.")
            case ClaimState.DECIDED:
                return _("Vi betalar ut %(amount)s till ert konto.", amount=kronor(self.decided or ZERO))
            case ClaimState.PAID:
                return self._paid()
            case ClaimState.WITHDRAWN:
                return _("Ni har tagit tillbaka ansökan. Kostnaderna kan tas upp i en ny.")

    def _paid(self) -> str:
        if not self.decided or self.paid_on is None:
            return _("Inget betalas ut. Skälen står vid varje kostnad.")
        return _("%(amount)s betalades ut den %(day)s.", amount=kronor(self.decided), day=plain_day(self.paid_on))

    def outcome(self, row: "ClaimRow") -> tuple[str, str] | None:
        """Return what came of a cost as word and shape; None before the decision has been sent."""
        return _OUTCOMES[row.verdict] if self.is_decided and row.verdict else None


def seen_claims(session: Session, case_id: int, claims: Sequence["Claim"]) -> list[SeenClaim]:
    """Return claims of one case as their applicant reads them, in two statements however many they are."""
    payouts = payouts_of(session, case_id)
    payments = {one.decision_id: one for one in payments_of(session, case_id)}
    found = [(claim, payouts.get(claim.id)) for claim in claims]
    return [SeenClaim(claim, payout, payments.get(payout.id) if payout else None) for claim, payout in found]
