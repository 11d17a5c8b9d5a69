"""What may be done with a case now: the workflow's steps as links and buttons, and what refuses the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from flask import url_for

from fundflow.domain.decisions import KINDS
from fundflow.domain.findings import Finding
from fundflow.domain.roles import Permission
from fundflow.domain.states import Action, State
from fundflow.domain.workflow import open_steps
from fundflow.labels.states import ACTION
from fundflow.web.case.look import Looked
from fundflow.web.locale import _
from fundflow.web.navigation import has_page

PROPOSALS: Final[Mapping[Action, str]] = {
    Action.PROPOSE_GRANT: "bifall",
    Action.PROPOSE_REJECTION: "avslag",
    Action.PROPOSE_DISMISSAL: "avvisning",
    Action.PROPOSE_WRITE_OFF: "avskrivning",
}
"""The word in the address of the page where each is proposed."""

_PAGES: Final[Mapping[Action, str]] = {
    Action.REQUEST_COMPLETION: "intake.completions",
    Action.APPROVE_FINAL_REPORT: "followup.case_reports",
}
_CLOSE: Final = "followup.close"
_POSTS: Final[Mapping[Action, str]] = {
    Action.START_PREPARATION: "intake.start",
    Action.END_COMPLETION: "intake.end_completion",
}
_MENDED_BY: Final[Mapping[Action, tuple[str, ...]]] = {Action.START_PREPARATION: ("no_officer",)}
"""What the deed itself mends: a case without an officer gets the one who starts (D6)."""

_DECIDING: Final = frozenset({Action.SEND_BACK, *(kind.decides for kind in KINDS.values() if kind.decides)})
LEADING: Final = (
    Action.START_PREPARATION,
    Action.DISPATCH_GRANT,
    *(kind.decides for kind in KINDS.values()),
    Action.PROPOSE_GRANT,
    Action.END_COMPLETION,
    Action.APPROVE_FINAL_REPORT,
)
"""Which step leads on from where the case stands, the first that may be taken; the others are ways beside."""


@dataclass(frozen=True, slots=True)
class OfficeStep:
    """A step as it is shown: its words, where it is done, and what refuses it now."""

    action: Action
    label: str
    url: str
    is_post: bool
    refusals: tuple[Finding, ...]


def steps_of(looked: Looked) -> list[OfficeStep]:
    """Return the steps that the state and the person's roles allow, each with what refuses it now.

    Of the deciding steps only the proposal's own is shown, and while it waits nothing else is proposed. A step whose
    page is not there is left out.
    """
    if looked.facts is None:
        return []
    shown = list(_closing(looked))
    for step in open_steps(looked.facts, looked.uow.actor):
        url = _url(looked, step.action)
        if url is not None:
            label = _(ACTION[step.action])
            refusals = tuple(one for one in step.refusals if one.code not in _MENDED_BY.get(step.action, ()))
            shown.append(OfficeStep(step.action, label, url, step.action in _POSTS, refusals))
    return shown


def _closing(looked: Looked) -> Iterator[OfficeStep]:
    """Yield the proposal to close, of a settled case that nobody has proposed to close; its page says what is left."""
    case, may = looked.case, looked.uow.actor.may(Permission.CASE_PREPARE)
    if case.state is State.FINAL_SETTLEMENT and looked.proposal is None and may and has_page(_CLOSE):
        yield OfficeStep(Action.CLOSE, _("Föreslå avslut"), url_for(_CLOSE, case_id=case.id), False, ())


def ready(steps: list[OfficeStep]) -> list[OfficeStep]:
    """Return the steps that may be taken, the one to take first foremost."""
    free = [step for step in steps if not step.refusals]
    return sorted(free, key=lambda step: LEADING.index(step.action) if step.action in LEADING else len(LEADING))


def _url(looked: Looked, action: Action) -> str | None:
    case_id = looked.case.id
    if action in PROPOSALS and looked.proposal is not None:
        return None
    if action in PROPOSALS:
        return url_for("assessment.propose", case_id=case_id, word=PROPOSALS[action])
    if action in _DECIDING:
        return _of_the_proposal(looked, action)
    if action is Action.DISPATCH_GRANT:
        return url_for("decision.of_case", case_id=case_id)
    if action is Action.APPROVE_FINAL_REPORT and not looked.counts.final_report_to_read:
        return None
    endpoint = {**_PAGES, **_POSTS}.get(action)
    return url_for(endpoint, case_id=case_id) if endpoint and has_page(endpoint) else None


def _of_the_proposal(looked: Looked, action: Action) -> str | None:
    proposal = looked.proposal
    if proposal is None or action is not KINDS[proposal.kind].decides:
        return None
    return url_for("decision.show", decision_id=proposal.id)
