"""The pages of a case that only show: overview, application, register of documents, history, and their files."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.completeness import is_shown
from fundflow.domain.errors import NotFound
from fundflow.domain.payments import ClaimState
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.queries.case_page import names_of
from fundflow.queries.cases import (
    answers_of,
    attachments_of,
    documents_of,
    get_attachment,
    get_document,
    notes_of,
    versions_of,
)
from fundflow.queries.decisions import decisions_of
from fundflow.queries.payments import claims_of
from fundflow.web.access import current_actor, reading, requires
from fundflow.web.case.about import about, teller_of
from fundflow.web.case.aid import aid_panel
from fundflow.web.case.changes import Change, FileChange, changes_between, file_changes
from fundflow.web.case.happened import history_told
from fundflow.web.case.head import head_of
from fundflow.web.case.look import Looked, look_at
from fundflow.web.case.place import place_of_case
from fundflow.web.case.plans import plans_of
from fundflow.web.case.register import places_of
from fundflow.web.case.steps import steps_of
from fundflow.web.case.tasks import RUNNING, tasks_of
from fundflow.web.case.told import Teller, ToldPage
from fundflow.web.downloads import PDF, send_download
from fundflow.web.filters import tr
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.application import ApplicationVersion

bp = Blueprint("case", __name__, url_prefix="/arenden/<int:case_id>")
_LATEST: Final = 8


@dataclass(frozen=True, slots=True)
class Sent:
    """A version of the application as it was sent: who and when, its answers in words and what it changed."""

    number: int
    sha256: str
    sent_at: Any
    by: str
    content: dict[str, Any]
    pages: list[ToldPage]
    changes: list[Change]
    files: list[FileChange]


def sent_versions(looked: Looked, teller: Teller) -> list[Sent]:
    """Return every version that was sent, latest first."""
    session = looked.uow.session
    versions = versions_of(session, looked.case.id)
    names = names_of(session, [one.sent_by_id for one in versions if one.sent_by_id])
    sent: list[Sent] = []
    for version in versions:
        sent.append(_sent(version, teller, names.get(version.sent_by_id or 0, ""), sent[-1] if sent else None))
    return sent[::-1]


def _sent(version: "ApplicationVersion", teller: Teller, by: str, before: Sent | None) -> Sent:
    content = json.loads(version.content)
    pages = teller.pages(content["answers"])
    return Sent(
        number=version.number,
        sha256=version.sha256,
        sent_at=version.sent_at,
        by=by,
        content=content,
        pages=pages,
        changes=changes_between(before.pages, pages) if before else [],
        files=file_changes(before.content, content) if before else [],
    )


@bp.get("")
@requires(Permission.CASE_READ)
def overview(case_id: int) -> str:
    """Show where the case stands, what is left, what the rules say and what has happened."""
    looked = look_at(case_id)
    teller = teller_of(looked)
    return render_template(
        "case/overview.html",
        head=head_of(looked, "case.overview"),
        looked=looked,
        tasks=tasks_of(looked),
        is_running=looked.case.state in RUNNING,
        refused=[step for step in steps_of(looked) if step.refusals],
        about=about(looked),
        place=place_of_case(looked),
        aid=aid_panel(looked),
        latest_sent=next(iter(sent_versions(looked, teller)), None) if teller else None,
        happened=history_told(looked)[:_LATEST],
        notes=notes_of(looked.uow.session, case_id),
        waiting_dispatch=_waiting_dispatch(looked),
        waiting_review=_waiting_review(looked),
        may_write=looked.uow.actor.may(Permission.CASE_PREPARE),
    )


def _waiting_dispatch(looked: Looked) -> list[Any]:
    if not looked.uow.actor.may(Permission.DECISION_DISPATCH):
        return []
    return [one for one in decisions_of(looked.uow.session, looked.case.id) if one.status.value == "decided"]


def _waiting_review(looked: Looked) -> list[Any]:
    """Return the claims that wait to be reviewed, for those who review."""
    if not looked.counts.claims or not looked.uow.actor.may(Permission.CLAIM_REVIEW):
        return []
    found = claims_of(looked.uow.session, looked.uow.actor, looked.case.id)
    return [claim for claim in found if claim.state is ClaimState.SENT]


@bp.get("/ansokan")
@requires(Permission.CASE_READ)
def application(case_id: int) -> ResponseReturnValue:
    """Show the application as it was sent, in its latest version or the one asked for, and what each changed."""
    looked = look_at(case_id)
    teller = teller_of(looked)
    if teller is None or looked.facts is None:
        return redirect(url_for("case.overview", case_id=case_id), 303)
    versions = sent_versions(looked, teller)
    shown = next((one for one in versions if str(one.number) == request.args.get("version")), None)
    shown = shown or next(iter(versions), None)
    answers = {key: answer.value for key, answer in answers_of(looked.uow.session, case_id).items()}
    return render_template(
        "case/application.html",
        head=head_of(looked, "case.application"),
        pages=shown.pages if shown else teller.pages(answers),
        shown=shown,
        versions=versions,
        plans=plans_of(looked.facts) if shown is None or shown is versions[0] else None,
        files=_files(looked),
        is_being_completed=looked.case.state is State.COMPLETION_REQUESTED,
    )


def _files(looked: Looked) -> list[tuple[str, Sequence[Any]]]:
    """Return each kind of file that belongs to the application, with its files; a kind without files has none."""
    facts = looked.facts
    kinds = facts.programme.attachments_for(facts.grant_type.key) if facts else []
    attached = attachments_of(looked.uow.session, looked.case.id)
    shown = [(kind, [one for one in attached if one.kind == kind.key]) for kind in kinds]
    answers = facts.answers if facts else {}
    return [(tr(kind.label), files) for kind, files in shown if files or (kind.required and is_shown(kind, answers))]


@bp.get("/handlingar")
@requires(Permission.CASE_READ)
def documents(case_id: int) -> str:
    """Show the case's register of documents.

    Source: L15, OSL 5:1-2.
    """
    looked = look_at(case_id)
    registered = documents_of(looked.uow.session, case_id)
    return render_template(
        "case/documents.html",
        head=head_of(looked, "case.documents"),
        documents=registered,
        places=places_of(looked.uow.session, case_id, registered),
        files=attachments_of(looked.uow.session, case_id),
    )


@bp.get("/historik")
@requires(Permission.CASE_READ)
def history(case_id: int) -> str:
    """Show everything that has happened in the case, with the beginning of each event's hash."""
    looked = look_at(case_id)
    return render_template("case/history.html", head=head_of(looked, "case.history"), happened=history_told(looked))


@bp.get("/handlingar/<int:document_id>")
@requires(Permission.CASE_READ)
def document(case_id: int, document_id: int) -> ResponseReturnValue:
    """Send a document's file; one that is still being made is told to be on its way."""
    found = get_document(reading(), current_actor(), case_id, document_id)
    if found.storage_key is None:
        flash(_("Handlingen görs i ordning. Pröva igen om en liten stund."), "info")
        return redirect(url_for("case.documents", case_id=case_id), 303)
    return send_download(_read(found.storage_key), f"{found.number.replace('/', '-')}.pdf", PDF)


@bp.get("/bilagor/<int:attachment_id>")
@requires(Permission.CASE_READ)
def attachment(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """Send a file that the applicant has attached."""
    found = get_attachment(reading(), current_actor(), case_id, attachment_id)
    return send_download(_read(found.storage_key), found.file_name, found.media_type)


def _read(key: str) -> bytes:
    try:
        return cast("bytes", current_app.extensions["store"].read(key))
    except KeyError as error:
        raise NotFound from error
