"""The table of transitions, and the one function that takes a step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fundflow.domain import guards
from fundflow.domain.errors import Refused
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.guards import Guard
from fundflow.domain.roles import Actor, Permission
from fundflow.domain.states import Action, State


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states an action leads where, who may, and what must hold."""

    action: Action
    sources: tuple[State, ...]
    target: State
    permissions: tuple[Permission, ...]
    guards: tuple[Guard, ...] = ()


_S: Final = State
_BEFORE_DECISION: Final = (_S.RECEIVED, _S.COMPLETION_REQUESTED, _S.IN_PREPARATION, _S.READY_FOR_DECISION)
_DECIDERS: Final = (Permission.CASE_DECIDE, Permission.BOARD_RECORD)
_PREPARER: Final = (Permission.CASE_PREPARE,)
_DECIDED_BY: Final = (guards.has_the_proposal, guards.four_eyes, guards.within_delegation)

TRANSITIONS: Final = (
    Transition(
        Action.SUBMIT,
        (_S.DRAFT,),
        _S.RECEIVED,
        (Permission.APPLICATION_SUBMIT,),
        (guards.may_sign, guards.is_complete, guards.budget_balances, guards.grant_type_is_open, guards.call_is_open),
    ),
    Transition(
        Action.WITHDRAW,
        _BEFORE_DECISION,
        _S.IN_PREPARATION,
        (Permission.APPLICATION_WITHDRAW,),
        (guards.may_sign, guards.not_withdrawn),
    ),
    Transition(Action.START_PREPARATION, (_S.RECEIVED,), _S.IN_PREPARATION, _PREPARER, (guards.has_an_officer,)),
    Transition(
        Action.REQUEST_COMPLETION, (_S.IN_PREPARATION,), _S.COMPLETION_REQUESTED, _PREPARER, (guards.not_withdrawn,)
    ),
    Transition(
        Action.SEND_COMPLETION,
        (_S.COMPLETION_REQUESTED,),
        _S.IN_PREPARATION,
        (Permission.APPLICATION_WRITE,),
        (guards.may_edit,),
    ),
    Transition(
        Action.END_COMPLETION,
        (_S.COMPLETION_REQUESTED,),
        _S.IN_PREPARATION,
        _PREPARER,
        (guards.completion_day_has_passed,),
    ),
    Transition(
        Action.PROPOSE_GRANT,
        (_S.IN_PREPARATION,),
        _S.READY_FOR_DECISION,
        _PREPARER,
        (
            guards.not_withdrawn,
            guards.has_grounds,
            guards.gates_are_passed,
            guards.is_fully_assessed,
            guards.signatory_is_confirmed,
            guards.grant_is_within_plan,
            guards.rules_allow,
        ),
    ),
    Transition(
        Action.PROPOSE_REJECTION,
        (_S.IN_PREPARATION,),
        _S.READY_FOR_DECISION,
        _PREPARER,
        (guards.not_withdrawn, guards.has_grounds),
    ),
    Transition(
        Action.PROPOSE_DISMISSAL,
        (_S.RECEIVED, _S.IN_PREPARATION),
        _S.READY_FOR_DECISION,
        _PREPARER,
        (guards.not_withdrawn, guards.has_grounds),
    ),
    Transition(Action.PROPOSE_WRITE_OFF, (_S.IN_PREPARATION,), _S.READY_FOR_DECISION, _PREPARER, (guards.has_grounds,)),
    Transition(Action.SEND_BACK, (_S.READY_FOR_DECISION,), _S.IN_PREPARATION, _DECIDERS, (guards.has_the_proposal,)),
    Transition(
        Action.GRANT,
        (_S.READY_FOR_DECISION,),
        _S.GRANTED,
        _DECIDERS,
        (*_DECIDED_BY, guards.within_decision_frame, guards.gates_are_passed, guards.rules_allow),
    ),
    Transition(Action.REJECT, (_S.READY_FOR_DECISION,), _S.REJECTED, _DECIDERS, _DECIDED_BY),
    Transition(Action.DISMISS, (_S.READY_FOR_DECISION,), _S.DISMISSED, _DECIDERS, _DECIDED_BY),
    Transition(Action.WRITE_OFF, (_S.READY_FOR_DECISION, _S.IN_PREPARATION), _S.WRITTEN_OFF, _DECIDERS, _DECIDED_BY),
    Transition(Action.DISPATCH_GRANT, (_S.GRANTED,), _S.ONGOING, (Permission.DECISION_DISPATCH,)),
    Transition(Action.APPROVE_FINAL_REPORT, (_S.ONGOING,), _S.FINAL_SETTLEMENT, (Permission.REPORT_REVIEW,)),
    Transition(
        Action.CLOSE,
        (_S.FINAL_SETTLEMENT,),
        _S.CLOSED,
        _DECIDERS,
        (*_DECIDED_BY, guards.nothing_is_open),
    ),
)


@dataclass(frozen=True, slots=True)
class Step:
    """An action that the state and the person's role allow, with what refuses it now; no refusals: it may be taken."""

    action: Action
    target: State
    refusals: tuple[Finding, ...]


def wrong_state(state: State, actor: Actor) -> Finding:
    """Return that something cannot be done in the state.

    An applicant is not told which: the decision that led to it may not be dispatched yet (D5).
    """
    if actor.is_staff:
        return Finding("wrong_state", Verdict.STOPS, figures={"state": state.value})
    return Finding("not_now", Verdict.STOPS)


def take(action: Action, facts: CaseFacts, actor: Actor) -> Transition:
    """Return the transition that the action takes from here.

    Raises Refused with every reason when the state, the person or a guard says no.
    """
    transition = transition_of(action)
    refusals = []
    if facts.state not in transition.sources:
        refusals.append(wrong_state(facts.state, actor))
    if not any(actor.may(permission) for permission in transition.permissions):
        refusals.append(Finding("not_permitted", Verdict.STOPS))
    if not refusals:
        refusals = list(refusals_of(transition, facts, actor))
    if refusals:
        raise Refused(refusals)
    return transition


def open_steps(facts: CaseFacts, actor: Actor) -> list[Step]:
    """Return the actions to show: those of the state and the person's roles, each with what refuses it now."""
    return [
        Step(transition.action, transition.target, tuple(refusals_of(transition, facts, actor)))
        for transition in TRANSITIONS
        if facts.state in transition.sources and any(actor.may(permission) for permission in transition.permissions)
    ]


def transition_of(action: Action) -> Transition:
    """Return the row of the action."""
    return next(transition for transition in TRANSITIONS if transition.action is action)


def refusals_of(transition: Transition, facts: CaseFacts, actor: Actor) -> Iterator[Finding]:
    """Yield every finding that refuses the transition."""
    for guard in transition.guards:
        yield from (finding for finding in guard(facts, actor) if finding.refuses)


def mermaid() -> str:
    """Return the table as a Mermaid state diagram, as the README shows it."""
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    for transition in TRANSITIONS:
        lines += [f"    {source} --> {transition.target}: {transition.action}" for source in transition.sources]
    sources = {source for transition in TRANSITIONS for source in transition.sources}
    targets = dict.fromkeys(transition.target for transition in TRANSITIONS)
    lines += [f"    {state} --> [*]" for state in targets if state not in sources]
    return "\n".join(lines)
