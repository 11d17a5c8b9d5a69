"""What is expected of the applicant in each case, and by when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from flask import url_for
from sqlalchemy.orm import Session

from fundflow.domain.decisions import REFUSALS, DecisionKind
from fundflow.domain.reports import ReportState
from fundflow.domain.states import State, is_withdrawn
from fundflow.labels.states import REPORT_KIND
from fundflow.queries.following import reports_to_send, sent_decisions
from fundflow.web.application.own import support_of, title_of
from fundflow.web.filters import state_next
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.case import Case
    from fundflow.models.report import Report

_BEFORE_DISPATCH: Final = (State.GRANTED, State.REJECTED, State.DISMISSED, State.WRITTEN_OFF)
_ON_THE_APPLICANT: Final = (State.DRAFT, State.COMPLETION_REQUESTED)


def seen_state(case: "Case", sent: Collection[DecisionKind]) -> State:
    """Return the state as the applicant sees it: a decision shows when it is dispatched (D5)."""
    if case.state in _BEFORE_DISPATCH and not _has_outcome(sent):
        return State.IN_PREPARATION
    if case.state is State.CLOSED and DecisionKind.CLOSING not in sent:
        return State.FINAL_SETTLEMENT
    return case.state


def _has_outcome(sent: Collection[DecisionKind]) -> bool:
    return any(kind in sent for kind in (DecisionKind.GRANT, *REFUSALS))


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
    sent = sent_decisions(session, ids)
    next_report: dict[int, Report] = {}
    for report in reports_to_send(session, ids):
        next_report.setdefault(report.case_id, report)
    expected = [_one(case, sent.get(case.id, set()), next_report.get(case.id)) for case in cases]
    return sorted(expected, key=lambda one: (not one.is_theirs, one.due_on is None, one.due_on or date.max))


def _one(case: "Case", sent: Collection[DecisionKind], report: "Report | None") -> Expected:
    state, is_sent = seen_state(case, sent), _has_outcome(sent)
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
