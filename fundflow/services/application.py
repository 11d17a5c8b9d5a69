"""Start an application, save its answers, discard it, withdraw it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.errors import Conflict, NotFound, Refused, Theirs
from fundflow.domain.events import EventKind
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.gender import GenderCategory
from fundflow.domain.ledger import Entry, EntryKind
from fundflow.domain.states import Action, Origin, State
from fundflow.domain.workflow import take
from fundflow.models.application import Answer
from fundflow.models.call import FundingCall
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.organisation import Organisation
from fundflow.queries.calls import published_call
from fundflow.queries.cases import answers_of, case_of_token, get_case, lock_case, open_completion
from fundflow.services.concepts import bind_answers
from fundflow.services.decision import Proposal, file_proposal
from fundflow.services.facts import facts_of, open_decision, programme_of, questions_of
from fundflow.services.ledger import Voucher, post
from fundflow.services.proposing import propose_known
from fundflow.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Start:
    """What an application is started with; ``token`` is the form's, so that a double click starts one."""

    programme: str
    grant_type: str
    organisation_id: int
    token: str
    call_id: int | None = None


def start_application(uow: UnitOfWork, start: Start) -> Case:
    """Start a draft under the programme and strategy in force today; the same form again gives the same draft."""
    started = case_of_token(uow.session, uow.actor, start.token)
    if started is not None:
        return started
    if start.organisation_id not in uow.actor.organisations:
        raise NotFound
    _require_in_being(uow, start.organisation_id)
    call = _open_call(uow, start)
    programme = (
        uow.catalogue.programme(call.programme, call.programme_version)
        if call
        else uow.catalogue.programme_in_force(start.programme, uow.today)
    )
    strategy = uow.catalogue.strategy_in_force(uow.region.key, uow.today)
    if programme is None or strategy is None:
        raise NotFound
    try:
        grant_type = programme.grant_type(start.grant_type)
    except KeyError as error:
        raise NotFound from error
    if not grant_type.is_open:
        raise Refused([Finding("grant_type_closed", Verdict.STOPS, None, {"what": grant_type.label.sv})])
    if grant_type.in_calls_only and call is None:
        raise Refused([Finding("call_needed", Verdict.STOPS, None, {"what": grant_type.label.sv})])
    case = Case(
        state=State.DRAFT,
        origin=Origin.FORM,
        form_token=start.token,
        programme=programme.key,
        programme_version=programme.version,
        grant_type=grant_type.key,
        strategy=strategy.key,
        strategy_version=strategy.version,
        call_id=call.id if call else None,
        source_of_money=grant_type.source_of_money,
        legal_act=grant_type.act,
        organisation_id=start.organisation_id,
        started_by_id=uow.actor.person_id,
        gender_category=GenderCategory.NOT_APPLICABLE,
        created_at=uow.now,
        changed_at=uow.now,
    )
    twin = _add_once(uow, case, start.token)
    if twin is not None:
        return twin
    propose_known(uow, case)
    bind_answers(uow, case, programme)
    uow.record(case, EventKind.CASE_STARTED, programme=programme.key, grant_type=grant_type.key)
    return case


def _require_in_being(uow: UnitOfWork, organisation_id: int) -> None:
    if uow.session.get_one(Organisation, organisation_id).merged_into_id is not None:
        raise Refused([Finding("organisation_merged", Verdict.STOPS)])


def _open_call(uow: UnitOfWork, start: Start) -> FundingCall | None:
    """Return the call that is asked for; NotFound when it is for something else, Refused when it is not open."""
    if start.call_id is None:
        return None
    call = published_call(uow.session, start.call_id)
    if (call.programme, call.grant_type) != (start.programme, start.grant_type):
        raise NotFound
    if refusals := list(call.window.closed_to(uow.now)):
        raise Refused(refusals)
    return call


def _add_once(uow: UnitOfWork, case: Case, token: str) -> Case | None:
    """Add the draft; return the one that the same form started at the same moment, when there is one.

    Raises Conflict when that one is not this person's to see any more.
    """
    try:
        with uow.session.begin_nested():
            uow.session.add(case)
    except IntegrityError as error:
        twin = case_of_token(uow.session, uow.actor, token)
        if twin is None:
            raise Conflict from error
        return twin
    return None


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as a person wrote it, and the version of what stood there when the page was opened (0: nothing)."""

    value: object
    version: int


def save_answers(uow: UnitOfWork, case_id: int, written: Mapping[str, Written]) -> dict[str, int]:
    """Save answers of a draft, or of what a completion opened; whole or not, right or wrong. Return their versions.

    Raises Conflict with the other texts when someone has changed an answer meanwhile; then nothing is saved.
    """
    case = lock_case(uow.session, uow.actor, case_id)
    require_open_to_write(uow, case, written)
    stored = answers_of(uow.session, case.id)
    changed = {key: answer for key, answer in written.items() if not _same(stored.get(key), answer.value)}
    theirs = {
        key: Theirs(stored[key].value, stored[key].version, _writer(stored[key]), stored[key].changed_at)
        for key, answer in changed.items()
        if key in stored and stored[key].version != answer.version
    }
    if theirs:
        raise Conflict(theirs)
    for key, answer in changed.items():
        _store(uow, case, stored.get(key), key, answer.value)
    if changed:
        uow.session.flush()
        bind_answers(uow, case, programme_of(uow, case))
        case.changed_at = uow.now
    return {key: (stored[key].version if key in stored else 1) for key in written}


def _same(stored: Answer | None, value: object) -> bool:
    return (stored.value if stored else None) == value or (stored is None and value in ("", [], None))


def _writer(answer: Answer) -> str:
    return answer.changed_by.name if answer.changed_by else ""


def _store(uow: UnitOfWork, case: Case, stored: Answer | None, key: str, value: object) -> None:
    if stored is None:
        stored = Answer(case_id=case.id, question=key, version=0)
        uow.session.add(stored)
    stored.value, stored.version = value, stored.version + 1
    stored.changed_at, stored.changed_by_id = uow.now, uow.actor.person_id


def require_open_to_write(uow: UnitOfWork, case: Case, questions: Mapping[str, object]) -> None:
    """Ask that the person may write these answers now: all of a draft, or what an open completion asks for."""
    if case.organisation_id not in uow.actor.organisations:
        raise Refused([Finding("may_not_edit", Verdict.STOPS)])
    known = {question.key for question in questions_of(uow, case)}
    if not set(questions) <= known:
        raise NotFound
    if case.state is State.DRAFT:
        return
    completion = open_completion(uow.session, case.id) if case.state is State.COMPLETION_REQUESTED else None
    opened = {item.question for item in completion.items} if completion else set()
    if not set(questions) <= opened:
        raise Refused([Finding("wrong_state", Verdict.STOPS, figures={"state": case.state.value})])


def discard_draft(uow: UnitOfWork, case_id: int) -> None:
    """Put a draft away for good; it is hidden from everyone (D4)."""
    case = lock_case(uow.session, uow.actor, case_id)
    if case.organisation_id not in uow.actor.organisations:
        raise Refused([Finding("may_not_edit", Verdict.STOPS)])
    if case.state is not State.DRAFT:
        raise Refused([Finding("wrong_state", Verdict.STOPS, figures={"state": case.state.value})])
    case.discarded_at = uow.now
    uow.record(case, EventKind.CASE_DISCARDED)


def withdraw_application(uow: UnitOfWork, case_id: int) -> Case:
    """Withdraw an application: an open proposal falls, and a write-off is proposed for the officer to decide (D4)."""
    case = lock_case(uow.session, uow.actor, case_id)
    step = take(Action.WITHDRAW, facts_of(uow, case), uow.actor)
    proposal = open_decision(uow, case)
    if proposal is not None:
        _drop(uow, case, proposal)
    completion = open_completion(uow.session, case.id)
    if completion is not None:
        completion.ended_at = uow.now
    case.state, case.withdrawn_at, case.completion_due_on = step.target, uow.now, None
    case.deadline_on = case.deadline_kind = None
    uow.record(case, EventKind.CASE_WITHDRAWN)
    file_proposal(uow, case, Proposal(DecisionKind.WRITE_OFF, grounds="Sökanden har återkallat ansökan."))
    return case


def _drop(uow: UnitOfWork, case: Case, proposal: Decision) -> None:
    proposal.status = DecisionStatus.WITHDRAWN
    post(uow, case, [Entry(EntryKind.RESERVED, -case.reserved)], Voucher(decision_id=proposal.id))
    uow.record(case, EventKind.DECISION_WITHDRAWN, decision=proposal.id)


def may_write(uow: UnitOfWork, case_id: int) -> bool:
    """Say whether the person who acts may write in the case now."""
    case = get_case(uow.session, uow.actor, case_id)
    return case.organisation_id in uow.actor.organisations and case.state in (State.DRAFT, State.COMPLETION_REQUESTED)
