"""How the states of claims and payments look as tags: the icon and the tag's kind."""

from typing import Final

from fundflow.domain.payments import ClaimState, PaymentState

CLAIM_LOOKS: Final = {
    ClaimState.DRAFT: ("pencil", "closed"),
    ClaimState.SENT: ("inbox", "received"),
    ClaimState.PROPOSED: ("diamond-half", "ready_for_decision"),
    ClaimState.DECIDED: ("circle-half", "todo"),
    ClaimState.PAID: ("check-lg", "done"),
    ClaimState.WITHDRAWN: ("arrow-return-left", "closed"),
}

PAYMENT_LOOKS: Final = {
    PaymentState.WAITING: ("circle", "received"),
    PaymentState.AUTHORISED: ("circle-half", "todo"),
    PaymentState.CONFIRMED: ("check-lg", "done"),
}
