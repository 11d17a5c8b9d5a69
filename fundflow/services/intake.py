"""Assign, take into preparation, ask for completion, confirm who signed, write notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from sqlalchemy import select

from fundflow.domain.deadlines import is_working_day
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.events import EventKind
from fundflow.domain.findings import Finding, LegalSource, Verdict
from fundflow.domain.periods import STOCKHOLM
from fundflow.domain.roles import Permission
from fundflow.domain.states import Action, State
from fundflow.domain.workflow import take
from fundflow.models.application import Completion, CompletionItem
from fundflow.models.assessment import Note
from fundflow.models.case import Case
from fundflow.models.document import Direction
from fundflow.models.person import Membership
from fundflow.queries.cases import lock_case, open_completion, versions_of
from fundflow.queries.people import actor_of, staff_with
from fundflow.services.diary import Entered, register_document
from fundflow.services.facts import facts_of, programme_of, questions_of
from fundflow.services.rights import PARTY
from fundflow.services.unit_of_work import UnitOfWork

_COMPLETION: Final = LegalSource("L4", "2017:900", "19–20 §§")
COMPLETION_DEADLINE: Final = "completion"


def assign_case(uow: UnitOfWork, case_id: int, officer_id: int) -> Case:
    """Give a case to an officer, who may not act for its applicant (jäv); the one who had it is replaced.

    Source: 2017:900 §§ 16-18.
    """
    case = lock_case(uow.session, uow.actor, case_id)
    officer = next((one for one in staff_with(uow.session, Permission.CASE_PREPARE) if one.id == officer_id), None)
    if officer is None:
        raise NotFound
    if _acts_for(uow, officer_id, case.organisation_id):
        figures = {"what": officer.name, "number": case.registry_number or ""}
        raise Refused([Finding("officer_is_party", Verdict.STOPS, PARTY, figures, field="officer")])
    if case.officer_id != officer_id:
        case.officer_id = officer_id
        uow.record(case, EventKind.CASE_ASSIGNED, officer=officer_id)
    return case


def _acts_for(uow: UnitOfWork, person_id: int, organisation_id: int) -> bool:
    acting = actor_of(uow.session, person_id)
    return acting is not None and acting.acts_for(organisation_id)


def start_preparation(uow: UnitOfWork, case_id: int) -> Case:
    """Take a received case into preparation; a case without an officer gets the one who starts (D6)."""
    case = lock_case(uow.session, uow.actor, case_id)
    if case.officer_id is None:
        case = assign_case(uow, case_id, uow.actor.person_id)
    step = take(Action.START_PREPARATION, facts_of(uow, case), uow.actor)
    case.state = step.target
    uow.record(case, EventKind.PREPARATION_STARTED)
    return case


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to complete: a question or a kind of attachment, and why."""

    reason: str
    question: str | None = None
    attachment_kind: str | None = None


def request_completion(
    uow: UnitOfWork, case_id: int, *, asked: Sequence[Asked], due_on: date, message: str
) -> Completion:
    """Ask the applicant to complete some things by a working day; only those open to be changed.

    Source: L4, FL §§ 19-20.
    """
    case = lock_case(uow.session, uow.actor, case_id)
    step = take(Action.REQUEST_COMPLETION, facts_of(uow, case), uow.actor)
    _require_sound(uow, case, asked, due_on)
    completion = Completion(
        case_id=case.id,
        message=message,
        requested_at=uow.now,
        requested_by_id=uow.actor.person_id,
        due_on=due_on,
        from_version=max(version.number for version in versions_of(uow.session, case.id)),
        items=[CompletionItem(question=a.question, attachment_kind=a.attachment_kind, reason=a.reason) for a in asked],
    )
    uow.session.add(completion)
    case.state, case.completion_due_on = step.target, due_on
    case.deadline_on, case.deadline_kind = due_on, COMPLETION_DEADLINE
    register_document(
        uow,
        case,
        Entered(Direction.OUT, "Begäran om komplettering", counterpart=case.organisation.name, for_applicant=True),
    )
    uow.session.flush()
    uow.record(case, EventKind.COMPLETION_REQUESTED, completion=completion.id, due_on=due_on)
    return completion


def _require_sound(uow: UnitOfWork, case: Case, asked: Sequence[Asked], due_on: date) -> None:
    programme, grant_type = programme_of(uow, case), case.grant_type or ""
    questions = {question.key for question in questions_of(uow, case)}
    kinds = {kind.key for kind in programme.attachments_for(grant_type)}
    refusals = []
    if not asked or any(not one.reason.strip() for one in asked):
        refusals.append(Finding("completion_empty", Verdict.NOT_YET, _COMPLETION, field="asked"))
    if due_on <= uow.today or not is_working_day(due_on):
        refusals.append(Finding("completion_day_passed", Verdict.NOT_YET, _COMPLETION, field="due_on"))
    if any(
        (a.question and a.question not in questions) or (a.attachment_kind and a.attachment_kind not in kinds)
        for a in asked
    ):
        raise NotFound
    if refusals:
        raise Refused(refusals)


def end_completion(uow: UnitOfWork, case_id: int) -> Case:
    """Go on with what there is when the day has passed without an answer."""
    case = lock_case(uow.session, uow.actor, case_id)
    step = take(Action.END_COMPLETION, facts_of(uow, case), uow.actor)
    completion = open_completion(uow.session, case.id)
    if completion is not None:
        completion.ended_at = uow.now
    case.state, case.completion_due_on = step.target, None
    case.deadline_on = case.deadline_kind = None
    uow.record(case, EventKind.COMPLETION_ENDED)
    return case


def confirm_signatory(uow: UnitOfWork, case_id: int) -> Case:
    """Confirm that whoever sent in has the right to sign, for this case and the organisation (D12)."""
    case = lock_case(uow.session, uow.actor, case_id)
    if case.signatory_confirmed_at is not None:
        return case
    case.signatory_confirmed_at = uow.now
    membership = uow.session.scalars(
        select(Membership).where(
            Membership.person_id == case.submitted_by_id, Membership.organisation_id == case.organisation_id
        )
    ).first()
    if membership is not None and membership.confirmed_at is None:
        membership.confirmed_at, membership.confirmed_by_id = uow.now, uow.actor.person_id
    uow.record(case, EventKind.SIGNATORY_CONFIRMED, person=case.submitted_by_id)
    return case


def change_received_day(uow: UnitOfWork, case_id: int, *, day: date, reason: str) -> Case:
    """Set the received day back to the day the application truly reached the region, with the reason (V15, L5)."""
    case = lock_case(uow.session, uow.actor, case_id)
    if case.state is State.DRAFT or case.received_on is None or day > uow.today:
        raise Refused([Finding("wrong_state", Verdict.STOPS, figures={"state": case.state.value})])
    before = case.received_on
    case.received_on = day
    case.received_at = datetime.combine(day, time(12), STOCKHOLM)
    write_note(uow, case_id, kind="received_day", text=reason)
    uow.record(case, EventKind.RECEIVED_DAY_CHANGED, before=before, after=day)
    return case


def write_note(uow: UnitOfWork, case_id: int, *, kind: str, text: str) -> Note:
    """Write down something in the case: what was said, or that support was offered (L6, X31)."""
    case = lock_case(uow.session, uow.actor, case_id)
    note = Note(case_id=case.id, kind=kind, text=text, written_at=uow.now, written_by_id=uow.actor.person_id)
    uow.session.add(note)
    uow.session.flush()
    uow.record(case, EventKind.SUPPORT_OFFERED if kind == "support" else EventKind.NOTE_WRITTEN, note=note.id)
    return note
