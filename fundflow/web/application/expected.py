"""What is expected of the applicant in a case, and by when, in one line."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flask import url_for

from fundflow.domain.states import State
from fundflow.web.filters import state_next
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.case import Case

_UNDISPATCHED = (State.GRANTED, State.REJECTED, State.DISMISSED, State.WRITTEN_OFF)


def seen_state(case: "Case", *, dispatched: bool) -> State:
    """Return the state as the applicant sees it: a decision shows when it is dispatched (D5)."""
    if case.state in _UNDISPATCHED and not dispatched:
        return State.IN_PREPARATION
    return case.state


@dataclass(frozen=True, slots=True)
class Expected:
    """A case in the applicant's list: where it leads and what is to be done; ``is_ours``: the applicant's turn."""

    case: "Case"
    state: State
    url: str
    words: str
    due_on: date | None
    is_ours: bool


def expected_of(case: "Case", *, dispatched: bool = True) -> Expected:
    """Return what is expected in a case."""
    state = seen_state(case, dispatched=dispatched)
    url = url_for("application.tasks" if state is State.DRAFT else "application.show", case_id=case.id)
    ours = state in (State.DRAFT, State.COMPLETION_REQUESTED, State.ONGOING)
    return Expected(case, state, url, state_next(state), case.completion_due_on, ours)


def title_of(case: "Case") -> str:
    """Return what the case is called, also before it has a title."""
    return case.title or _("Ansökan utan titel")
