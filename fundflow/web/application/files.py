"""Files of an application: added by kind, taken away, sent back to whoever sent them."""

from hashlib import sha256

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from fundflow.adapters.storage import LARGEST_FILE
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.queries.cases import attachments_of, get_attachment
from fundflow.services.attachments import Upload, attach, remove
from fundflow.web.access import requires, writing
from fundflow.web.application import bp as bp
from fundflow.web.application.own import Own, own
from fundflow.web.downloads import send_download
from fundflow.web.filters import finding_text
from fundflow.web.locale import _, _n

_FIELD = "bilaga-"


@bp.route("/ansokan/<int:case_id>/bilagor", methods=["GET", "POST"])
@requires(Permission.APPLICATION_WRITE)
def files(case_id: int) -> ResponseReturnValue:
    """Add files by kind; each is kept on its own, so that a refused one costs nothing of the rest."""
    found = own(case_id)
    if not found.open_kinds and found.case.state is not State.DRAFT:
        return redirect(url_for(".show", case_id=case_id), 303)
    kept: list[str] = []
    wrong: dict[str, list[str]] = {}
    if request.method == "POST":
        kept, wrong = _take_in(found)
        if kept:
            flash(_n("%(names)s är sparad.", "%(names)s är sparade.", len(kept), names=", ".join(kept)))
        _take_out(found, request.form.get("ta-bort", ""))
        if not wrong:
            return redirect(_onwards(found), 303)
        found = own(case_id)
    held = attachments_of(found.uow.session, case_id)
    open_keys = {kind.key for kind in found.open_kinds}
    return render_template(
        "application/files.html",
        own=found,
        kinds=[(kind, [file for file in held if file.kind == kind.key], kind.key in open_keys) for kind in found.kinds],
        wrong=wrong,
        kept=kept,
        most_mb=LARGEST_FILE // (1024 * 1024),
    ), 422 if wrong else 200


def _onwards(found: Own) -> str:
    """Return where to go when all is kept: here again, or on to the check or to what is to be completed."""
    goes_on = request.form.get("then") == "on"
    page = (".complete" if found.completion else ".check") if goes_on else ".files"
    return url_for(page, case_id=found.case.id)


def _take_in(found: Own) -> tuple[list[str], dict[str, list[str]]]:
    """Keep each file that was sent; return the names of those kept, and what was wrong by the name of the field."""
    kept: list[str] = []
    wrong: dict[str, list[str]] = {}
    known = {(file.kind, file.sha256) for file in attachments_of(found.uow.session, found.case.id)}
    for name, sent in request.files.items(multi=True):
        kind = name.removeprefix(_FIELD)
        upload = _upload(sent)
        if not sent.filename or (kind, sha256(upload.content).hexdigest()) in known:
            continue  # nothing chosen, or the same file sent twice by a double click
        try:
            with writing() as uow:
                attach(uow, current_app.extensions["store"], found.case.id, kind, upload)
            kept.append(sent.filename)
        except Refused as refused:
            wrong.setdefault(name, []).extend(finding_text(one) for one in refused.findings)
    return kept, wrong


def _upload(sent: FileStorage) -> Upload:
    """Return a file with at most one byte more than may be kept: enough to know that it is too large."""
    return Upload(sent.filename or "", sent.stream.read(LARGEST_FILE + 1))


def _take_out(found: Own, wanted: str) -> None:
    """Take out the file whose button was pressed; one that is out already stays so."""
    held = attachments_of(found.uow.session, found.case.id)
    attachment = next((file for file in held if str(file.id) == wanted), None)
    if attachment is None:
        return
    with writing() as uow:
        remove(uow, attachment.id)
    flash(_("”%(name)s” är borttagen.", name=attachment.file_name))


@bp.get("/ansokan/<int:case_id>/bilagor/<int:attachment_id>")
@requires(Permission.CASE_FOLLOW)
def download(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """Send a file back to whoever sent it."""
    found = own(case_id)
    attachment = get_attachment(found.uow.session, found.uow.actor, case_id, attachment_id)
    try:
        content = current_app.extensions["store"].read(attachment.storage_key)
    except KeyError as error:
        raise NotFound from error
    return send_download(content, attachment.file_name, attachment.media_type)
