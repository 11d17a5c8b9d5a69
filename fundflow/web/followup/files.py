"""Files of a report: added, taken away."""

from hashlib import sha256

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.adapters.storage import LARGEST_FILE, MEGABYTE
from fundflow.domain.errors import Refused
from fundflow.domain.roles import Permission
from fundflow.services.attachments import REPORT_FILE, Belongs, Upload, attach, remove
from fundflow.web.access import requires, writing
from fundflow.web.filters import finding_text
from fundflow.web.followup import bp as bp
from fundflow.web.followup.own import OwnReport, own_report
from fundflow.web.locale import _, _n

_FIELD = "filer"


@bp.route("/ansokan/<int:case_id>/rapporter/<int:report_id>/bilagor", methods=["GET", "POST"])
@requires(Permission.REPORT_WRITE)
def files(case_id: int, report_id: int) -> ResponseReturnValue:
    """Add files to a report; each is kept on its own, so that a refused one costs nothing of the rest."""
    found = own_report(case_id, report_id)
    if not found.is_open:
        return redirect(url_for(".read", case_id=case_id, report_id=report_id), 303)
    wrong: list[str] = []
    if request.method == "POST":
        kept, wrong = _take_in(found)
        if kept:
            flash(_n("%(names)s är sparad.", "%(names)s är sparade.", len(kept), names=", ".join(kept)))
        _take_out(found, request.form.get("ta-bort", ""))
        if not wrong:
            return redirect(url_for(".files", case_id=case_id, report_id=report_id), 303)
        found = own_report(case_id, report_id)
    page = render_template("followup/files.html", own=found, wrong=wrong, most_mb=LARGEST_FILE // MEGABYTE)
    return page, 422 if wrong else 200


def _take_in(found: OwnReport) -> tuple[list[str], list[str]]:
    """Keep each file that was sent; return the names of those kept, and what was wrong with the others."""
    kept: list[str] = []
    wrong: list[str] = []
    known = {file.sha256 for file in found.files}
    for sent in request.files.getlist(_FIELD):
        upload = Upload(sent.filename or "", sent.stream.read(LARGEST_FILE + 1))
        if not sent.filename or sha256(upload.content).hexdigest() in known:
            continue  # nothing chosen, or the same file sent twice by a double click
        try:
            with writing() as uow:
                belongs = Belongs(report_id=found.report.id)
                attach(uow, current_app.extensions["store"], found.case.id, REPORT_FILE, upload, belongs)
            kept.append(sent.filename)
        except Refused as refused:
            wrong.extend(finding_text(one) for one in refused.findings)
    return kept, wrong


def _take_out(found: OwnReport, wanted: str) -> None:
    """Take out the file whose button was pressed; one that is out already stays so."""
    attachment = next((file for file in found.files if str(file.id) == wanted), None)
    if attachment is None:
        return
    with writing() as uow:
        remove(uow, attachment.id)
    flash(_("”%(name)s” är borttagen.", name=attachment.file_name))
