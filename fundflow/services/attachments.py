"""Files from people: typed by content, limited in size, replaced and never lost."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from sqlalchemy import func, select

from fundflow.adapters.storage import LARGEST_CASE, LARGEST_FILE, MEGABYTE, FolderStore, fits_name, sniff
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Figure, Finding, Verdict
from fundflow.domain.payments import ClaimState
from fundflow.domain.programme import AttachmentKind, Text
from fundflow.domain.reports import ReportState
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.models.application import Attachment
from fundflow.models.case import Case
from fundflow.models.payment import Claim
from fundflow.models.person import Membership
from fundflow.models.report import Report
from fundflow.queries.cases import lock_case, open_completion
from fundflow.services.facts import programme_of
from fundflow.services.unit_of_work import UnitOfWork

VOUCHER: Final = "voucher"
REPORT_FILE: Final = "report_file"
_LONGEST_NAME: Final = 150
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


_APPLICATION: Final = Belongs()


def attach(
    uow: UnitOfWork, store: FolderStore, case_id: int, kind: str, upload: Upload, belongs: Belongs = _APPLICATION
) -> Attachment:
    """Keep a file in the case. Raises Refused with everything that is wrong with it; then nothing is kept."""
    case = lock_case(uow.session, uow.actor, case_id)
    described = _kind(uow, case, kind, belongs)
    _require_open(uow, case, kind, belongs)
    media_type = sniff(upload.content)
    refusals = list(_unsound(uow, case, upload, media_type))
    if not described.several and _in_force(uow, case, kind, belongs):
        refusals.append(_wrong("too_many_files", what=described.label))
    if refusals or media_type is None:
        raise Refused(refusals)
    new = Attachment(kind=kind, claim_id=belongs.claim_id, report_id=belongs.report_id, media_type=media_type)
    return _keep(uow, store, case, upload, new)


def replace(uow: UnitOfWork, store: FolderStore, attachment_id: int, upload: Upload) -> Attachment:
    """Put a new file in place of one; the old one is kept behind it. Raises Refused; then the old one stays."""
    case, old = _own_attachment(uow, attachment_id)
    media_type = sniff(upload.content)
    refusals = list(_unsound(uow, case, upload, media_type, instead_of=old))
    if refusals or media_type is None:
        raise Refused(refusals)
    new = Attachment(kind=old.kind, claim_id=old.claim_id, report_id=old.report_id, media_type=media_type)
    old.replaced_at = uow.now
    return _keep(uow, store, case, upload, new)


def remove(uow: UnitOfWork, attachment_id: int) -> None:
    """Take a file out of the application, claim or report; its content is kept."""
    _, attachment = _own_attachment(uow, attachment_id)
    attachment.replaced_at = uow.now


def shown_name(written: str) -> str:
    """Return a file's name as it is shown: without folders and control characters, å, ä and ö whole."""
    name = PureWindowsPath(PurePosixPath(written).name).name
    seen = "".join(sign if sign.isprintable() else " " * sign.isspace() for sign in unicodedata.normalize("NFC", name))
    return " ".join(seen.split())[-_LONGEST_NAME:].strip() or "fil"


# ----- where a file may go, and from whom


def _own_attachment(uow: UnitOfWork, attachment_id: int) -> tuple[Case, Attachment]:
    """Return a file in force that the person's side sent and may still change, with its case locked.

    The region takes nothing away that the applicant has sent, nor the other way.
    """
    attachment = uow.session.get(Attachment, attachment_id)
    if attachment is None:
        raise NotFound
    case = lock_case(uow.session, uow.actor, attachment.case_id)
    uow.session.refresh(attachment)
    if attachment.replaced_at is not None:
        raise NotFound
    _require_open(uow, case, attachment.kind, Belongs(attachment.claim_id, attachment.report_id))
    if _is_from_applicant(uow, case, attachment) != _is_applicant(uow, case):
        raise Refused([Finding("attachment_closed", Verdict.STOPS)])
    return case, attachment


def _is_applicant(uow: UnitOfWork, case: Case) -> bool:
    return case.organisation_id in uow.actor.organisations


def _is_from_applicant(uow: UnitOfWork, case: Case, attachment: Attachment) -> bool:
    if attachment.uploaded_by_id is None:
        return True
    acted_for = select(Membership.id).where(
        Membership.person_id == attachment.uploaded_by_id, Membership.organisation_id == case.organisation_id
    )
    return uow.session.scalar(acted_for) is not None


def _kind(uow: UnitOfWork, case: Case, key: str, belongs: Belongs) -> AttachmentKind:
    if belongs != _APPLICATION:
        expected = VOUCHER if belongs.claim_id is not None else REPORT_FILE
        if key != expected:
            raise NotFound
        return _ANY_NUMBER[key]
    for kind in programme_of(uow, case).attachments_for(case.grant_type or ""):
        if kind.key == key:
            return kind
    raise NotFound


def _require_open(uow: UnitOfWork, case: Case, kind: str, belongs: Belongs) -> None:
    if _is_applicant(uow, case):
        if not _is_open(uow, case, kind, belongs):
            raise Refused([Finding("attachment_closed", Verdict.STOPS)])
    elif not uow.actor.may(Permission.CASE_PREPARE):
        raise Refused([Finding("may_not_edit", Verdict.STOPS)])
    elif belongs != _APPLICATION or case.state is State.DRAFT:
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


# ----- what a file may be


def _unsound(
    uow: UnitOfWork, case: Case, upload: Upload, media_type: str | None, *, instead_of: Attachment | None = None
) -> Iterator[Finding]:
    name, size = shown_name(upload.file_name), len(upload.content)
    if not size:
        yield _wrong("file_empty", file=name)
        return
    if size > LARGEST_FILE:
        yield _wrong("file_too_large", file=name, limit=LARGEST_FILE // MEGABYTE, size=size)
    held = _held(uow, case) - (instead_of.size if instead_of else 0)
    if held + size > LARGEST_CASE:
        yield _wrong("case_too_large", file=name, limit=LARGEST_CASE // MEGABYTE, size=held + size)
    if media_type is None:
        yield _wrong("file_type_refused", file=name)
    elif not fits_name(media_type, name):
        yield _wrong("file_name_misleads", file=name)


def _held(uow: UnitOfWork, case: Case) -> int:
    statement = select(func.sum(Attachment.size)).where(Attachment.case_id == case.id, Attachment.replaced_at.is_(None))
    return int(uow.session.scalar(statement) or 0)


def _in_force(uow: UnitOfWork, case: Case, kind: str, belongs: Belongs) -> bool:
    statement = select(Attachment.id).where(
        Attachment.case_id == case.id,
        Attachment.kind == kind,
        Attachment.replaced_at.is_(None),
        Attachment.claim_id == belongs.claim_id,
        Attachment.report_id == belongs.report_id,
    )
    return uow.session.scalar(statement.limit(1)) is not None


def _wrong(code: str, **figures: Figure) -> Finding:
    return Finding(code, Verdict.NOT_YET, None, figures, "file")


def _keep(uow: UnitOfWork, store: FolderStore, case: Case, upload: Upload, attachment: Attachment) -> Attachment:
    stored = store.put(upload.content)
    attachment.case_id, attachment.file_name = case.id, shown_name(upload.file_name)
    attachment.size, attachment.sha256, attachment.storage_key = stored.size, stored.sha256, stored.key
    attachment.uploaded_at, attachment.uploaded_by_id = uow.now, uow.actor.person_id or None
    uow.session.add(attachment)
    case.changed_at = uow.now
    uow.session.flush()
    return attachment
