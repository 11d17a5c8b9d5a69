"""What is expected of the applicant in each case, and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from flask import url_for
from sqlalchemy.orm import Session

from fundflow.domain.reports import ReportState
from fundflow.domain.states import State, is_withdrawn
from fundflow.labels.states import REPORT_KIND
from fundflow.queries.following import reports_to_send, with_sent_decision
from fundflow.web.application.own import support_of, title_of
from fundflow.web.filters import state_next
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.case import Case
    from fundflow.models.report import Report

_BEFORE_DISPATCH: Final = (State.GRANTED, State.REJECTED, State.DISMISSED, State.WRITTEN_OFF)
_ON_THE_APPLICANT: Final = (State.DRAFT, State.COMPLETION_REQUESTED)


def seen_state(case: "Case", *, is_sent: bool) -> State:
    """Return the state as the applicant sees it: a decision shows when it is dispatched (D5)."""
    return State.IN_PREPARATION if case.state in _BEFORE_DISPATCH and not is_sent else case.state


@dataclass(frozen=True, slots=True)
class Expected:
    """A case as its applicant reads it: its state, what is to be done and until when.

    ``is_theirs``: it is the applicant's turn. ``is_sent``: the outcome has been dispatched.
    """

    case: "Case"
    state: State
    words: str
    due_on: date | None
    is_theirs: bool
    is_sent: bool

    @property
    def is_withdrawn(self) -> bool:
        """Whether the applicant has taken the application back, and has not been sent that it is written off."""
        return is_withdrawn(self.state, self.case.withdrawn_at)

    @property
    def support(self) -> str:
        """Which support the case is about."""
        return support_of(self.case)

    @property
    def title(self) -> str:
        """What the case is called."""
        return title_of(self.case)

    @property
    def url(self) -> str:
        """Where the case lies."""
        return url_for("application.show", case_id=self.case.id)


def expected_of(session: Session, cases: Sequence["Case"]) -> list[Expected]:
    """Return what is expected in each case, in three statements however many they are; what has a day comes first."""
    ids = [case.id for case in cases]
    sent = with_sent_decision(session, ids)
    next_report: dict[int, Report] = {}
    for report in reports_to_send(session, ids):
        next_report.setdefault(report.case_id, report)
    expected = [_one(case, case.id in sent, next_report.get(case.id)) for case in cases]
    return sorted(expected, key=lambda one: (not one.is_theirs, one.due_on is None, one.due_on or date.max))


def _one(case: "Case", is_sent: bool, report: "Report | None") -> Expected:
    state = seen_state(case, is_sent=is_sent)
    if is_withdrawn(state, case.withdrawn_at):
        taken_back = _("Ni har återkallat ansökan. Vi prövar den inte. Ni får ett brev när vi har skrivit av ärendet.")
        return Expected(case, state, taken_back, None, False, is_sent)
    if report is not None and state is State.ONGOING:
        name = _(REPORT_KIND[report.kind]).lower()
        is_returned = report.state is ReportState.RETURNED
        words = _("Ändra %(report)s och skicka den igen.", report=name) if is_returned else None
        words = words or _("Lämna %(report)s.", report=name)
        return Expected(case, state, words, report.due_on, True, is_sent)
    return Expected(case, state, state_next(state), case.completion_due_on, state in _ON_THE_APPLICANT, is_sent)
