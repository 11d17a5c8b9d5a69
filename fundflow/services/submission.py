"""Send in an application and a completion; freeze what was sent."""

from datetime import datetime

from sqlalchemy import func, select

from fundflow.domain.errors import Refused
from fundflow.domain.events import EventKind, canonical, digest
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.states import Action, State
from fundflow.domain.workflow import take
from fundflow.models.application import ApplicationVersion
from fundflow.models.case import Case
from fundflow.models.document import Direction
from fundflow.models.organisation import Organisation
from fundflow.models.person import Membership
from fundflow.queries import cases
from fundflow.queries.undertaking import owners_of
from fundflow.services.concepts import keep_ownership, keep_search_text
from fundflow.services.diary import Entered, next_registry_number, register_document
from fundflow.services.documents import receipt_for
from fundflow.services.facts import facts_of, programme_of
from fundflow.services.unit_of_work import UnitOfWork


def submit_application(uow: UnitOfWork, case_id: int, *, truthful: bool) -> Case:
    """Hand the application to the region; from here the applicant cannot change it. Twice gives the same case.

    Raises Refused with everything that is missing (D2). Source: A8, 2003:596 § 8; L5, FL § 22.
    """
    case = cases.lock_case(uow.session, uow.actor, case_id)
    if case.state is not State.DRAFT:
        return case
    if not truthful:
        raise Refused([Finding("not_truthful", Verdict.NOT_YET, field="truthful")])
    step = take(Action.SUBMIT, facts_of(uow, case), uow.actor)
    case.registry_number = next_registry_number(uow)
    case.signatory_confirmed_at = _confirmed_at(uow, case)
    case.received_at, case.received_on = uow.now, uow.today
    case.submitted_by_id = uow.actor.person_id
    case.state = step.target
    owners = owners_of(uow.session, case.organisation_id)
    keep_ownership(uow, case, programme_of(uow, case), owners.id if owners else None)
    keep_search_text(case, uow.session.get_one(Organisation, case.organisation_id))
    uow.session.flush()
    version = freeze(uow, case)
    register_document(
        uow, case, Entered(Direction.IN, "Ansökan", counterpart=case.organisation.name, for_applicant=True)
    )
    receipt_for(uow, case, version)
    uow.record(
        case, EventKind.CASE_SUBMITTED, applied_for=case.requested_amount, version=version.id, sha256=version.sha256
    )
    return case


def _confirmed_at(uow: UnitOfWork, case: Case) -> datetime | None:
    return uow.session.scalar(
        select(Membership.confirmed_at).where(
            Membership.person_id == uow.actor.person_id, Membership.organisation_id == case.organisation_id
        )
    )


def send_completion(uow: UnitOfWork, case_id: int) -> Case:
    """Send what was asked for; preparation goes on."""
    case = cases.lock_case(uow.session, uow.actor, case_id)
    step = take(Action.SEND_COMPLETION, facts_of(uow, case), uow.actor)
    completion = cases.open_completion(uow.session, case.id)
    if completion is not None:
        completion.answered_at = uow.now
    case.state, case.completion_due_on = step.target, None
    case.deadline_on = case.deadline_kind = None
    version = freeze(uow, case)
    register_document(
        uow, case, Entered(Direction.IN, "Komplettering", counterpart=case.organisation.name, for_applicant=True)
    )
    uow.record(case, EventKind.COMPLETION_SENT, version=version.id, sha256=version.sha256)
    return case


def freeze(uow: UnitOfWork, case: Case) -> ApplicationVersion:
    """Keep an exact copy of what is sent, with its SHA-256 (D8)."""
    content = frozen_content(uow, case)
    last = uow.session.scalar(select(func.max(ApplicationVersion.number)).where(ApplicationVersion.case_id == case.id))
    version = ApplicationVersion(
        case_id=case.id,
        number=(last or 0) + 1,
        content=canonical(content).decode(),
        sha256=digest(content),
        sent_at=uow.now,
        sent_by_id=uow.actor.person_id,
    )
    uow.session.add(version)
    uow.session.flush()
    return version


def frozen_content(uow: UnitOfWork, case: Case) -> dict[str, object]:
    """Return what is frozen: versions, answers as written, and the files by hash."""
    answers = cases.answers_of(uow.session, case.id)
    return {
        "registry_number": case.registry_number,
        "programme": {"key": case.programme, "version": case.programme_version, "grant_type": case.grant_type},
        "strategy": {"key": case.strategy, "version": case.strategy_version},
        "applicant": {"name": case.organisation.name, "number": case.organisation.number},
        "received_at": case.received_at.isoformat() if case.received_at else None,
        "answers": {key: answer.value for key, answer in answers.items()},
        "attachments": [
            {"kind": file.kind, "name": file.file_name, "size": file.size, "sha256": file.sha256}
            for file in cases.attachments_of(uow.session, case.id)
        ],
    }
