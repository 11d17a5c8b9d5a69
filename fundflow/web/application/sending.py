"""Files, the check of everything, and sending in."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from fundflow.domain import completeness
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, in_order
from fundflow.domain.guards import budget_balances
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.labels.findings import finding_text
from fundflow.queries.cases import (
    attachments_of,
    documents_of,
    get_attachment,
    open_completion,
    versions_of,
)
from fundflow.services.attachments import Upload, attach, remove
from fundflow.services.offers import offers_of
from fundflow.services.submission import submit_application
from fundflow.web.access import current_actor, looking, reading, requires, writing
from fundflow.web.application import answers
from fundflow.web.application import bp as bp
from fundflow.web.application.own import own_case, own_facts, own_findings
from fundflow.web.application.progress import anchor, kinds_of, page_of, parts_of
from fundflow.web.downloads import send_download
from fundflow.web.locale import _


@bp.route("/ansokan/<int:case_id>/bilagor", methods=["GET", "POST"])
@requires(Permission.APPLICATION_WRITE)
def files(case_id: int) -> ResponseReturnValue:
    """Add files by kind; each is kept on its own, so that a refused one costs nothing of the rest."""
    wrong: dict[str, list[str]] = {}
    if request.method == "POST":
        wrong = _take_in(case_id)
        if not wrong:
            flash(_("Bilagorna är sparade."))
            return redirect(url_for(".files", case_id=case_id), 303)
    uow = looking()
    case = own_case(uow, case_id)
    facts = own_facts(uow, case)
    open_kinds = _open_kinds(case_id, case.state)
    held = attachments_of(uow.session, case_id)
    return render_template(
        "application/files.html",
        case=case,
        kinds=[
            (kind, [file for file in held if file.kind == kind.key], open_kinds is None or kind.key in open_kinds)
            for kind in kinds_of(facts)
        ],
        wrong=wrong,
    ), 422 if wrong else 200


def _open_kinds(case_id: int, state: State) -> set[str | None] | None:
    """Return the kinds of file that a completion opened; None: all, in a draft."""
    if state is State.DRAFT:
        return None
    completion = open_completion(reading(), case_id) if state is State.COMPLETION_REQUESTED else None
    return {item.attachment_kind for item in completion.items} if completion else set()


def _take_in(case_id: int) -> dict[str, list[str]]:
    """Keep each file that was sent; return what was wrong, by the name of the field."""
    wrong: dict[str, list[str]] = {}
    for name, sent in request.files.items(multi=True):
        if not sent.filename:
            continue
        try:
            with writing() as uow:
                attach(uow, current_app.extensions["store"], case_id, name.removeprefix("bilaga-"), _upload(sent))
        except Refused as refused:
            wrong.setdefault(name, []).extend(finding_text(one, _) for one in refused.findings)
    return wrong


def _upload(sent: FileStorage) -> Upload:
    return Upload(sent.filename or "", sent.stream.read())


@bp.post("/ansokan/<int:case_id>/bilagor/<int:attachment_id>/ta-bort")
@requires(Permission.APPLICATION_WRITE)
def remove_file(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """Take a file out of the application."""
    own_case(looking(), case_id)
    get_attachment(reading(), current_actor(), case_id, attachment_id)
    with writing() as uow:
        remove(uow, attachment_id)
    flash(_("Bilagan är borttagen."))
    return redirect(url_for(".files", case_id=case_id), 303)


@bp.get("/ansokan/<int:case_id>/bilagor/<int:attachment_id>")
@requires(Permission.CASE_FOLLOW)
def download(case_id: int, attachment_id: int) -> ResponseReturnValue:
    """Send a file back to whoever sent it."""
    own_case(looking(), case_id)
    attachment = get_attachment(reading(), current_actor(), case_id, attachment_id)
    content = current_app.extensions["store"].read(attachment.storage_key)
    return send_download(content, attachment.file_name, attachment.media_type)


@bp.route("/ansokan/<int:case_id>/kontrollera", methods=["GET", "POST"])
@requires(Permission.APPLICATION_SUBMIT)
def check(case_id: int) -> ResponseReturnValue:
    """Show everything that is written and everything the rules say; send it in."""
    refused = None
    if request.method == "POST":
        try:
            with writing() as uow:
                submit_application(uow, case_id, truthful=request.form.get("truthful") == "yes")
            return redirect(url_for(".sent", case_id=case_id), 303)
        except Refused as error:
            refused = error
    uow = looking()
    case = own_case(uow, case_id)
    if case.state is not State.DRAFT:
        return redirect(url_for(".sent", case_id=case.id), 303)
    facts = own_facts(uow, case)
    stopping = [*completeness.missing(facts), *budget_balances(facts, uow.actor)]
    return render_template(
        "application/check.html",
        case=case,
        facts=facts,
        may_sign=case.organisation_id in uow.actor.may_sign_for,
        stopping=[(one, _url(case_id, facts, one)) for one in stopping],
        refused=[(one, _url(case_id, facts, one)) for one in refused.findings] if refused else [],
        rules=in_order(own_findings(facts)),
        parts=parts_of(facts, uow.actor),
        read=answers.read(facts.programme.pages_for(facts.grant_type.key), facts.answers, offers_of(uow, case)),
        files=attachments_of(uow.session, case_id),
    ), 409 if refused else 200


def _url(case_id: int, facts: CaseFacts, finding: Finding) -> str | None:
    """Return where a finding is mended."""
    if finding.code == "not_truthful":
        return "#truthful"
    if (finding.field or "").startswith("bilaga-"):
        return url_for(".files", case_id=case_id) + anchor(finding)
    page = page_of(facts, finding)
    return url_for(".part", case_id=case_id, page_key=page.key) + anchor(finding) if page else None


@bp.get("/ansokan/<int:case_id>/inskickad")
@requires(Permission.CASE_FOLLOW)
def sent(case_id: int) -> ResponseReturnValue:
    """Show the receipt: number, check sum and what happens next."""
    uow = looking()
    case = own_case(uow, case_id)
    versions = versions_of(uow.session, case_id)
    if not versions:
        raise NotFound
    documents = documents_of(uow.session, case_id, for_applicant=True)
    receipt = next((one for one in documents if one.template == "receipt"), None)
    return render_template("application/sent.html", case=case, version=versions[0], receipt=receipt)
