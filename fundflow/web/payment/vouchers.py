"""Vouchers of a claim: several at once, each kept on its own, replaced and taken away while the claim is a draft."""

from hashlib import sha256
from typing import Final

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.adapters.storage import LARGEST_FILE, MEGABYTE
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.payments import ClaimState
from fundflow.domain.roles import Permission
from fundflow.queries.cases import get_attachment
from fundflow.queries.payments import vouchers_of
from fundflow.services.attachments import VOUCHER, Belongs, Upload, attach, remove, replace
from fundflow.web.access import requires, writing
from fundflow.web.downloads import send_download
from fundflow.web.filters import finding_text
from fundflow.web.locale import _, _n
from fundflow.web.payment import bp as bp
from fundflow.web.payment.own import OwnCase, claim_title, own_case

_NEW: Final = "underlag"
_INSTEAD: Final = "byt-"


@bp.route("/ansokan/<int:case_id>/utbetalningar/<int:claim_id>/underlag", methods=["GET", "POST"])
@requires(Permission.CLAIM_WRITE)
def vouchers(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Add, replace and take away vouchers; a refused file costs nothing of the rest."""
    found = own_case(case_id)
    claim = found.claim(claim_id)
    if claim.state is not ClaimState.DRAFT:
        return redirect(url_for(".claim", case_id=case_id, claim_id=claim_id), 303)
    wrong: dict[str, list[str]] = {}
    if request.method == "POST":
        kept, wrong = _take_in(found, claim_id)
        if kept:
            names = ", ".join(kept)
            flash(_n("%(names)s är sparad.", "%(names)s är sparade.", len(kept), names=names))
        _take_out(found, claim_id, request.form.get("ta-bort", ""))
        if not wrong:
            page = ".check_claim" if request.form.get("then") == "check" else ".vouchers"
            return redirect(url_for(page, case_id=case_id, claim_id=claim_id), 303)
        found = own_case(case_id)
    return render_template(
        "payment/vouchers.html",
        own=found,
        claim=claim,
        title=claim_title(claim),
        files=vouchers_of(found.uow.session, claim_id),
        wrong=wrong,
        most_mb=LARGEST_FILE // MEGABYTE,
    ), 422 if wrong else 200


def _take_in(found: OwnCase, claim_id: int) -> tuple[list[str], dict[str, list[str]]]:
    """Keep each file that was sent; return the names of those kept, and what was wrong by the name of the field."""
    kept: list[str] = []
    wrong: dict[str, list[str]] = {}
    known = {file.sha256 for file in vouchers_of(found.uow.session, claim_id)}
    for name, sent in request.files.items(multi=True):
        upload = Upload(sent.filename or "", sent.stream.read(LARGEST_FILE + 1))
        mark = sha256(upload.content).hexdigest()
        if not sent.filename or mark in known:
            continue  # nothing chosen, or the same file sent twice by a double click
        try:
            _keep(found, claim_id, name, upload)
        except Refused as refused:
            wrong.setdefault(name, []).extend(finding_text(one) for one in refused.findings)
        else:
            known.add(mark)
            kept.append(sent.filename)
    return kept, wrong


def _keep(found: OwnCase, claim_id: int, field: str, upload: Upload) -> None:
    store = current_app.extensions["store"]
    with writing() as uow:
        if field == _NEW:
            attach(uow, store, found.case.id, VOUCHER, upload, Belongs(claim_id=claim_id))
        else:
            replace(uow, store, _voucher_id(found, claim_id, field.removeprefix(_INSTEAD)), upload)


def _voucher_id(found: OwnCase, claim_id: int, wanted: str) -> int:
    """Return the id of a voucher in force of this claim, so that no form reaches another's files."""
    for file in vouchers_of(found.uow.session, claim_id):
        if str(file.id) == wanted:
            return file.id
    raise NotFound


def _take_out(found: OwnCase, claim_id: int, wanted: str) -> None:
    """Take out the file whose button was pressed; one that is out already stays so."""
    held = vouchers_of(found.uow.session, claim_id)
    voucher = next((file for file in held if str(file.id) == wanted), None)
    if voucher is None:
        return
    with writing() as uow:
        remove(uow, voucher.id)
    flash(_("”%(name)s” är borttagen.", name=voucher.file_name))


@bp.get("/ansokan/<int:case_id>/utbetalningar/<int:claim_id>/underlag/<int:attachment_id>")
@requires(Permission.CASE_FOLLOW)
def download_voucher(case_id: int, claim_id: int, attachment_id: int) -> ResponseReturnValue:
    """Send a voucher back to whoever sent it."""
    found = own_case(case_id)
    attachment = get_attachment(found.uow.session, found.uow.actor, case_id, attachment_id)
    if attachment.claim_id != claim_id:
        raise NotFound
    try:
        content = current_app.extensions["store"].read(attachment.storage_key)
    except KeyError as error:
        raise NotFound from error
    return send_download(content, attachment.file_name, attachment.media_type)
