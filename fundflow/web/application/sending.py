"""The check of everything, sending in, the receipt; completing what was asked for."""

import json
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.completeness import missing
from fundflow.domain.deadlines import last_ordinary_day
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.guards import budget_balances, call_is_open
from fundflow.domain.periods import swedish_day
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.queries.cases import attachments_of, documents_of, versions_of
from fundflow.queries.people import colleagues
from fundflow.services.submission import frozen_content, send_completion, submit_application
from fundflow.web.access import requires, writing
from fundflow.web.application import bp as bp
from fundflow.web.application.budget import budget_of
from fundflow.web.application.checking import left_by_part, rules_beside
from fundflow.web.application.expected import expected_of
from fundflow.web.application.own import Own, own, without_repeats
from fundflow.web.application.progress import anchor, url_of
from fundflow.web.application.views import save_sheet, sheet_of
from fundflow.web.case.changes import changes_between, file_changes
from fundflow.web.case.plans import plans_of
from fundflow.web.filters import clock_time, tr
from fundflow.web.forms.sheet import is_only_shown_again
from fundflow.web.locale import _


@bp.route("/ansokan/<int:case_id>/kontrollera", methods=["GET", "POST"])
@requires(Permission.APPLICATION_SUBMIT)
def check(case_id: int) -> ResponseReturnValue:
    """Show everything that is written and everything the rules say; send it in, once."""
    found = own(case_id)
    refused: list[Finding] = []
    if request.method == "POST":
        try:
            with writing() as uow:
                submit_application(uow, case_id, truthful=request.form.get("truthful") == "yes")
            return redirect(url_for(".sent", case_id=case_id), 303)
        except Refused as error:
            refused, found = error.findings, own(case_id)
    if found.case.state is not State.DRAFT:
        return redirect(url_for(".sent" if found.case.received_at else ".show", case_id=case_id), 303)
    actor = found.uow.actor
    in_time = call_is_open(found.facts, actor)
    stopping = without_repeats([*in_time, *missing(found.facts), *budget_balances(found.facts, actor)])
    stopping = [*(one for one in refused if one not in stopping), *stopping]
    left, rules = left_by_part(found, stopping), rules_beside(found, stopping)
    return render_template(
        "application/check.html",
        own=found,
        left=left,
        count=sum(len(part.items) for part in left),
        rules=rules,
        urls={one.field: url_of(found, one) for one in rules if one.field},
        shows_all=request.args.get("visa") == "allt",
        refused=bool(refused),
        unsigned=next((one for one in refused if one.field == "truthful"), None),
        truthful=request.form.get("truthful") == "yes",
        pages=found.teller.pages(found.facts.answers),
        plans=plans_of(found.facts),
        files=attachments_of(found.uow.session, case_id),
        signers=[
            one.person.name
            for one in colleagues(found.uow.session, found.uow.actor, found.case.organisation_id)
            if one.right.value == "sign"
        ],
    ), 409 if refused else 200


@bp.get("/ansokan/<int:case_id>/kvitto")
@requires(Permission.CASE_FOLLOW)
def sent(case_id: int) -> ResponseReturnValue:
    """Show the receipt: what happens next and by when, what was sent, and last the check sum.

    Once it is withdrawn, decided or to be completed, what happens now is told as on the page of the case.
    """
    found = own(case_id)
    versions = versions_of(found.uow.session, case_id)
    if not versions:
        raise NotFound
    documents = documents_of(found.uow.session, case_id, for_applicant=True)
    receipt = next((one for one in documents if one.template == "receipt"), None)
    return render_template(
        "application/sent.html",
        own=found,
        version=versions[0],
        receipt=receipt,
        expected=expected_of(found.uow.session, [found.case])[0],
        decision_by=last_ordinary_day(found.case.received_on or swedish_day(versions[0].sent_at)),
    )


# ----- completing


def _asked(case_id: int) -> Own | None:
    """Return a case that is to be completed; None when nothing is asked for."""
    found = own(case_id)
    return found if found.completion is not None else None


@bp.route("/ansokan/<int:case_id>/komplettera", methods=["GET", "POST"])
@requires(Permission.APPLICATION_WRITE)
def complete(case_id: int) -> ResponseReturnValue:
    """Write what a completion opened, and nothing else."""
    found = _asked(case_id)
    if found is None:
        return redirect(url_for(".show", case_id=case_id), 303)
    sheet = sheet_of(found, found.open_questions)
    status = 200
    if request.method == "POST" and not is_only_shown_again(request.form):
        conflicting = save_sheet(case_id, sheet)
        if conflicting is None:
            flash(_("Sparat %(time)s. Ingenting är skickat än.", time=clock_time(found.uow.now)))
            stays = request.form.get("then") == "stay" or not sheet.is_sound()
            return redirect(url_for(".complete" if stays else ".send", case_id=case_id), 303)
        sheet, status = conflicting, 409
    return render_template(
        "application/complete.html",
        own=found,
        sheet=sheet,
        form=sheet.form,
        budget=budget_of(found.facts, found.open_questions),
        before=_sent_before(found)["answers"],
    ), status


@bp.route("/ansokan/<int:case_id>/komplettera/skicka", methods=["GET", "POST"])
@requires(Permission.APPLICATION_WRITE)
def send(case_id: int) -> ResponseReturnValue:
    """Show before and after, and send what was asked for."""
    found = _asked(case_id)
    if found is None:
        return redirect(url_for(".show", case_id=case_id), 303)
    if request.method == "POST":
        with writing() as uow:
            send_completion(uow, case_id)
        flash(_("Kompletteringen är inskickad. Handläggningen går vidare."))
        return redirect(url_for(".show", case_id=case_id), 303)
    before, after = _sent_before(found), frozen_content(found.uow, found.case)
    changes = changes_between(found.teller.pages(before["answers"]), found.teller.pages(found.facts.answers))
    said = _said_of_completed(found)
    return render_template(
        "application/send.html",
        own=found,
        changes=changes,
        files=file_changes(before, after),
        left=_names_of(found, left_of(found)),
        rules=said,
        urls=_urls_to_complete(found, said),
        has_locked=any(one.verdict in _WEIGHTY and not _is_open(found, one) for one in said),
    )


_WEIGHTY: Final = (Verdict.STOPS, Verdict.NOT_YET, Verdict.WARNS)


def _said_of_completed(found: Own) -> list[Finding]:
    """Return what is missing or does not hold together in the whole application as it would be sent, and every rule."""
    lacking = without_repeats([*missing(found.facts), *budget_balances(found.facts, found.uow.actor)])
    return [*lacking, *rules_beside(found, lacking)]


def _urls_to_complete(found: Own, said: list[Finding]) -> dict[str, str]:
    """Return where a finding is mended, by field, of those that the completion has opened."""
    url = url_for(".complete", case_id=found.case.id)
    return {one.field: f"{url}{anchor(one)}" for one in said if one.field and _is_open(found, one)}


def _is_open(found: Own, finding: Finding) -> bool:
    """Say whether the finding is about a question that the completion has opened."""
    return (finding.field or "").split("-")[0] in found.reasons


def _names_of(found: Own, keys: list[str]) -> list[str]:
    """Return what the questions and files of these keys are called."""
    names = {question.key: tr(question.label) for question in found.facts.questions}
    names |= {kind.key: _("Bilaga: %(what)s", what=tr(kind.label)) for kind in found.kinds}
    return [names.get(key, key) for key in keys]


def _sent_before(found: Own) -> dict[str, Any]:
    """Return the frozen content that the request to complete was about."""
    number = found.completion.from_version if found.completion else 0
    version = next(one for one in versions_of(found.uow.session, found.case.id) if one.number == number)
    content: dict[str, Any] = json.loads(version.content)
    return content


def left_of(found: Own) -> list[str]:
    """Return the keys of what a completion asked for and nobody has changed yet."""
    if found.completion is None:
        return []
    before = _sent_before(found)
    held = {file["sha256"] for file in before["attachments"]}
    new = {file.kind for file in attachments_of(found.uow.session, found.case.id) if file.sha256 not in held}
    return [
        key
        for item in found.completion.items
        for key in [item.question or item.attachment_kind or ""]
        if (item.question and found.facts.answers.get(key) == before["answers"].get(key))
        or (item.attachment_kind and key not in new)
    ]
