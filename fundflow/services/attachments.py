"""Files from people: typed by content, limited in size, replaced and never lost."""

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from sqlalchemy import func, select

from fundflow.adapters.storage import LARGEST_CASE, LARGEST_FILE, MEGABYTE, FolderStore, sniff
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.payments import ClaimState
from fundflow.domain.programme import AttachmentKind, Text
from fundflow.domain.reports import ReportState
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.models.application import Attachment
from fundflow.models.case import Case
from fundflow.models.payment import Claim
from fundflow.models.report import Report
from fundflow.queries.cases import lock_case, open_completion
from fundflow.services.facts import programme_of
from fundflow.services.unit_of_work import UnitOfWork

VOUCHER: Final = "voucher"
REPORT_FILE: Final = "report_file"
_LONGEST_NAME: Final = 200
_ANY_NUMBER: Final = {
    VOUCHER: AttachmentKind(VOUCHER, Text("Underlag"), several=True),
    REPORT_FILE: AttachmentKind(REPORT_FILE, Text("Bilaga till rapporten"), several=True),
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; the name is text to show and never a key."""

    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Belongs:
    """What a file belongs to: the application, or one of its claims or reports."""

    claim_id: int | None = None
    report_id: int | None = None


def attach(
    uow: UnitOfWork, store: FolderStore, case_id: int, kind: str, upload: Upload, belongs: Belongs | None = None
) -> Attachment:
    """Keep a file in the case. Raises Refused with what is wrong with it; then nothing is kept."""
    belongs = belongs or Belongs()
    case = lock_case(uow.session, uow.actor, case_id)
    attachment_kind = _kind(uow, case, kind, belongs)
    _require_open(uow, case, kind, belongs)
    name = shown_name(upload.file_name)
    media_type = _require_sound(uow, case, upload, name)
    if not attachment_kind.several and _in_force(uow, case, kind, belongs):
        raise Refused([_wrong("too_many_files", what=attachment_kind.label.sv)])
    stored = store.put(upload.content)
    attachment = Attachment(
        case_id=case.id,
        claim_id=belongs.claim_id,
        report_id=belongs.report_id,
        kind=kind,
        file_name=name,
        media_type=media_type,
        size=stored.size,
        sha256=stored.sha256,
        storage_key=stored.key,
        uploaded_at=uow.now,
        uploaded_by_id=uow.actor.person_id,
    )
    uow.session.add(attachment)
    case.changed_at = uow.now
    uow.session.flush()
    return attachment


def replace(uow: UnitOfWork, store: FolderStore, attachment_id: int, upload: Upload) -> Attachment:
    """Put a new file in place of one; the old one is kept behind it."""
    case, old = _get(uow, attachment_id)
    old.replaced_at = uow.now
    uow.session.flush()
    return attach(uow, store, case.id, old.kind, upload, Belongs(old.claim_id, old.report_id))


def remove(uow: UnitOfWork, attachment_id: int) -> None:
    """Take a file out of the application, claim or report; its content is kept."""
    case, attachment = _get(uow, attachment_id)
    _require_open(uow, case, attachment.kind, Belongs(attachment.claim_id, attachment.report_id))
    attachment.replaced_at = uow.now


def shown_name(written: str) -> str:
    """Return a file's name as it is shown: without folders and control characters, å, ä and ö whole."""
    name = PureWindowsPath(PurePosixPath(written).name).name
    cleaned = "".join(letter for letter in unicodedata.normalize("NFC", name) if letter.isprintable())
    return cleaned.strip()[-_LONGEST_NAME:] or "fil"


def _get(uow: UnitOfWork, attachment_id: int) -> tuple[Case, Attachment]:
    attachment = uow.session.get(Attachment, attachment_id)
    if attachment is None or attachment.replaced_at is not None:
        raise NotFound
    return lock_case(uow.session, uow.actor, attachment.case_id), attachment


def _kind(uow: UnitOfWork, case: Case, key: str, belongs: Belongs) -> AttachmentKind:
    if belongs != Belongs():
        if key in _ANY_NUMBER:
            return _ANY_NUMBER[key]
        raise NotFound
    for kind in programme_of(uow, case).attachments_for(case.grant_type or ""):
        if kind.key == key:
            return kind
    raise NotFound


def _require_open(uow: UnitOfWork, case: Case, kind: str, belongs: Belongs) -> None:
    by_staff = uow.actor.may(Permission.CASE_PREPARE) and case.state is not State.DRAFT
    if by_staff and belongs == Belongs():
        return
    if case.organisation_id not in uow.actor.organisations:
        raise Refused([Finding("may_not_edit", Verdict.STOPS)])
    if not _is_open(uow, case, kind, belongs):
        raise Refused([Finding("attachment_closed", Verdict.STOPS)])


def _is_open(uow: UnitOfWork, case: Case, kind: str, belongs: Belongs) -> bool:
    if belongs.claim_id is not None:
        claim = uow.session.get(Claim, belongs.claim_id)
        return claim is not None and claim.case_id == case.id and claim.state is ClaimState.DRAFT
    if belongs.report_id is not None:
        report = uow.session.get(Report, belongs.report_id)
        open_states = (ReportState.DUE, ReportState.RETURNED)
        return report is not None and report.case_id == case.id and report.state in open_states
    if case.state is State.DRAFT:
        return True
    completion = open_completion(uow.session, case.id)
    return completion is not None and kind in {item.attachment_kind for item in completion.items}


def _require_sound(uow: UnitOfWork, case: Case, upload: Upload, name: str) -> str:
    if not upload.content:
        raise Refused([_wrong("file_empty", file=name)])
    if len(upload.content) > LARGEST_FILE:
        raise Refused([_wrong("file_too_large", file=name, limit=LARGEST_FILE // MEGABYTE)])
    media_type = sniff(upload.content)
    if media_type is None:
        raise Refused([_wrong("file_type_refused", file=name)])
    held = uow.session.scalar(
        select(func.sum(Attachment.size)).where(Attachment.case_id == case.id, Attachment.replaced_at.is_(None))
    )
    if (held or 0) + len(upload.content) > LARGEST_CASE:
        raise Refused([_wrong("case_too_large", file=name, limit=LARGEST_CASE // MEGABYTE)])
    return media_type


def _wrong(code: str, **figures: str | int) -> Finding:
    return Finding(code, Verdict.NOT_YET, None, figures, "file")


def _in_force(uow: UnitOfWork, case: Case, kind: str, belongs: Belongs) -> bool:
    statement = select(Attachment.id).where(
        Attachment.case_id == case.id,
        Attachment.kind == kind,
        Attachment.replaced_at.is_(None),
        Attachment.claim_id == belongs.claim_id,
        Attachment.report_id == belongs.report_id,
    )
    return uow.session.scalar(statement.limit(1)) is not None
