"""The states of a case and the actions between them; the values are what the database holds and never change."""

from datetime import datetime
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    RECEIVED = "received"
    COMPLETION_REQUESTED = "completion_requested"
    IN_PREPARATION = "in_preparation"
    READY_FOR_DECISION = "ready_for_decision"
    GRANTED = "granted"
    ONGOING = "ongoing"
    FINAL_SETTLEMENT = "final_settlement"
    CLOSED = "closed"
    REJECTED = "rejected"
    DISMISSED = "dismissed"
    WRITTEN_OFF = "written_off"
    REVOKED = "revoked"


OPEN: Final = (
    State.RECEIVED,
    State.COMPLETION_REQUESTED,
    State.IN_PREPARATION,
    State.READY_FOR_DECISION,
    State.GRANTED,
    State.ONGOING,
    State.FINAL_SETTLEMENT,
)
"""States in which the region still has something to do."""

FINAL: Final = (State.CLOSED, State.REJECTED, State.DISMISSED, State.WRITTEN_OFF, State.REVOKED)


def is_withdrawn(state: State, withdrawn_at: datetime | None) -> bool:
    """Say whether the applicant has taken the application back and the case only waits to be written off (D4)."""
    return state is State.IN_PREPARATION and withdrawn_at is not None


class Origin(StrEnum):
    """How a case came in: through the form, entered by an officer from paper, or from a historic list."""

    FORM = "form"
    PAPER = "paper"
    IMPORTED = "imported"


class Action(StrEnum):
    """A step that a person takes with a case."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    START_PREPARATION = "start_preparation"
    REQUEST_COMPLETION = "request_completion"
    SEND_COMPLETION = "send_completion"
    END_COMPLETION = "end_completion"
    PROPOSE_GRANT = "propose_grant"
    PROPOSE_REJECTION = "propose_rejection"
    PROPOSE_DISMISSAL = "propose_dismissal"
    PROPOSE_WRITE_OFF = "propose_write_off"
    SEND_BACK = "send_back"
    GRANT = "grant"
    REJECT = "reject"
    DISMISS = "dismiss"
    WRITE_OFF = "write_off"
    DISPATCH_GRANT = "dispatch_grant"
    APPROVE_FINAL_REPORT = "approve_final_report"
    CLOSE = "close"
