"""Write to each other in a case: applicant to office and back, each message in the register."""

from sqlalchemy import select

from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.events import EventKind
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.domain.workflow import wrong_state
from fundflow.models.case import Case
from fundflow.models.document import Direction
from fundflow.models.message import Message
from fundflow.queries.cases import lock_case
from fundflow.services.diary import Entered, register_document
from fundflow.services.rights import require_acting
from fundflow.services.unit_of_work import UnitOfWork


def write_to_office(uow: UnitOfWork, case_id: int, text: str, *, token: str) -> Message:
    """Write to the office in a case that has been sent in; the same form again gives the same message.

    Raises Refused when nothing is written, or for someone who does not act for the applicant.
    """
    case = lock_case(uow.session, uow.actor, case_id)
    if case.organisation_id not in uow.actor.organisations:
        raise Refused([Finding("may_not_edit", Verdict.STOPS)])
    return _sent(uow, case, token) or _write(uow, case, text, token, from_office=False)


def write_to_applicant(uow: UnitOfWork, case_id: int, text: str, *, token: str) -> Message:
    """Answer, or write of one's own accord, to everyone who acts for the applicant; what waited is then handled."""
    case = lock_case(uow.session, uow.actor, case_id)
    require_acting(uow, case, Permission.CASE_PREPARE)
    if sent := _sent(uow, case, token):
        return sent
    message = _write(uow, case, text, token, from_office=True)
    _handle(uow, case)
    return message


def need_no_answer(uow: UnitOfWork, case_id: int) -> Case:
    """Note that what the applicant wrote is read and needs no answer."""
    case = lock_case(uow.session, uow.actor, case_id)
    require_acting(uow, case, Permission.CASE_PREPARE)
    _handle(uow, case)
    return case


def _sent(uow: UnitOfWork, case: Case, token: str) -> Message | None:
    sent = uow.session.scalars(select(Message).where(Message.form_token == token)).first()
    if sent is not None and sent.case_id != case.id:
        raise NotFound
    return sent


def _write(uow: UnitOfWork, case: Case, text: str, token: str, *, from_office: bool) -> Message:
    if case.state is State.DRAFT:
        raise Refused([wrong_state(case.state, uow.actor)])
    if not text.strip():
        raise Refused([Finding("message_empty", Verdict.NOT_YET, field="text")])
    direction = Direction.OUT if from_office else Direction.IN
    entered = Entered(direction, "Meddelande", counterpart=case.organisation.name, for_applicant=True)
    message = Message(
        case_id=case.id,
        document_id=register_document(uow, case, entered).id,
        form_token=token,
        from_office=from_office,
        text=text.strip(),
        written_at=uow.now,
        written_by_id=uow.actor.person_id,
    )
    uow.session.add(message)
    uow.session.flush()
    uow.record(case, EventKind.MESSAGE_SENT if from_office else EventKind.MESSAGE_RECEIVED, message=message.id)
    return message


def _handle(uow: UnitOfWork, case: Case) -> None:
    waiting = select(Message).where(
        Message.case_id == case.id, Message.from_office.is_(False), Message.handled_at.is_(None)
    )
    for message in uow.session.scalars(waiting):
        message.handled_at, message.handled_by_id = uow.now, uow.actor.person_id
