"""Which event tells whom, with which letter."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fundflow.domain.events import EventKind


class Audience(StrEnum):
    """Who gets a letter: everyone who acts for the applicant, or the officer who has the case."""

    APPLICANT = "applicant"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to an audience; its text is ``templates/letters/<name>.txt``."""

    audience: Audience
    name: str


_TO_APPLICANT: Final = Audience.APPLICANT
_TO_OFFICER: Final = Audience.OFFICER

LETTERS: Final[dict[EventKind, tuple[Letter, ...]]] = {
    EventKind.CASE_STARTED: (),
    EventKind.CASE_DISCARDED: (),
    EventKind.CASE_SUBMITTED: (Letter(_TO_APPLICANT, "case_submitted"),),
    EventKind.CASE_IMPORTED: (),
    EventKind.CASE_WITHDRAWN: (Letter(_TO_APPLICANT, "case_withdrawn"), Letter(_TO_OFFICER, "officer_case_withdrawn")),
    EventKind.CASE_ASSIGNED: (),
    EventKind.PREPARATION_STARTED: (Letter(_TO_APPLICANT, "preparation_started"),),
    EventKind.RECEIVED_DAY_CHANGED: (),
    EventKind.COMPLETION_REQUESTED: (Letter(_TO_APPLICANT, "completion_requested"),),
    EventKind.COMPLETION_SENT: (Letter(_TO_OFFICER, "officer_completion_sent"),),
    EventKind.COMPLETION_ENDED: (),
    EventKind.SIGNATORY_CONFIRMED: (),
    EventKind.PLACE_LINKED: (),
    EventKind.PLACE_UNLINKED: (),
    EventKind.CRITERION_ASSESSED: (),
    EventKind.SUPPORT_OFFERED: (),
    EventKind.NOTE_WRITTEN: (),
    EventKind.MESSAGE_RECEIVED: (Letter(_TO_OFFICER, "officer_message_received"),),
    EventKind.MESSAGE_SENT: (Letter(_TO_APPLICANT, "message_sent"),),
    EventKind.DECISION_PROPOSED: (),
    EventKind.DECISION_RETURNED: (Letter(_TO_OFFICER, "officer_decision_returned"),),
    EventKind.DECISION_WITHDRAWN: (),
    EventKind.DECISION_MADE: (Letter(_TO_OFFICER, "officer_decision_made"),),
    EventKind.DECISION_DISPATCHED: (Letter(_TO_APPLICANT, "decision_dispatched"),),
    EventKind.CONDITION_MET: (),
    EventKind.CLAIM_SENT: (Letter(_TO_APPLICANT, "claim_received"), Letter(_TO_OFFICER, "officer_claim_sent")),
    EventKind.CLAIM_WITHDRAWN: (),
    EventKind.CLAIM_REVIEWED: (),
    EventKind.PAYMENT_AUTHORISED: (),
    EventKind.PAYMENT_WITHDRAWN: (),
    EventKind.PAYMENT_CONFIRMED: (Letter(_TO_APPLICANT, "payment_confirmed"),),
    EventKind.REPORT_SENT: (Letter(_TO_OFFICER, "officer_report_sent"),),
    EventKind.REPORT_RETURNED: (Letter(_TO_APPLICANT, "report_returned"),),
    EventKind.REPORT_APPROVED: (Letter(_TO_APPLICANT, "report_approved"),),
}
"""Every kind of event has its row, also when nobody is told."""

ACCOUNT_LETTERS: Final = (
    *("confirm_email", "invitation", "reset_password", "account_exists"),
    *("bank_details_changed", "bank_details_refused"),
)
"""Letters about the account itself, and about where an organisation is paid: outside any case."""
