"""The case as its applicant follows it: state, money, decisions, what was sent, completing, withdrawing."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.decisions import DecisionStatus
from fundflow.domain.roles import Permission
from fundflow.domain.states import Action, State
from fundflow.domain.workflow import open_steps
from fundflow.labels.events import SEEN_BY_APPLICANT
from fundflow.queries import cases
from fundflow.queries.decisions import decisions_of
from fundflow.services.application import withdraw_application
from fundflow.services.offers import offers_of
from fundflow.services.submission import send_completion
from fundflow.web.access import current_actor, looking, reading, requires, writing
from fundflow.web.application import answers
from fundflow.web.application import bp as bp
from fundflow.web.application.expected import expected_of
from fundflow.web.application.own import own_case, own_facts
from fundflow.web.downloads import PDF, send_download
from fundflow.web.locale import _


@bp.get("/ansokan/<int:case_id>")
@requires(Permission.CASE_FOLLOW)
def show(case_id: int) -> ResponseReturnValue:
    """Show a case to its applicant."""
    uow = looking()
    case = own_case(uow, case_id)
    if case.state is State.DRAFT:
        return redirect(url_for(".tasks", case_id=case.id), 303)
    facts = own_facts(uow, case)
    decisions = [one for one in decisions_of(uow.session, case_id) if one.status is DecisionStatus.DISPATCHED]
    dispatched = any(one.claim_id is None for one in decisions)
    completion = cases.open_completion(uow.session, case_id)
    return render_template(
        "application/show.html",
        case=case,
        facts=facts,
        expected=expected_of(case, dispatched=dispatched),
        decisions=decisions,
        dispatched=dispatched,
        completion=completion,
        questions={question.key: question for question in facts.programme.questions_for(facts.grant_type.key)},
        kinds={kind.key: kind for kind in facts.programme.attachments_for(facts.grant_type.key)},
        pages={
            question.key: page.key
            for page in facts.programme.pages_for(facts.grant_type.key)
            for question in page.questions
        },
        documents=cases.documents_of(uow.session, case_id, for_applicant=True),
        history=[
            (event, who) for event, who in cases.history_of(uow.session, case_id) if event.kind in SEEN_BY_APPLICANT
        ],
        may_withdraw=any(step.action is Action.WITHDRAW and not step.refusals for step in open_steps(facts, uow.actor)),
    )


@bp.get("/ansokan/<int:case_id>/lasa")
@requires(Permission.CASE_FOLLOW)
def read(case_id: int) -> ResponseReturnValue:
    """Show the application as it stands, to read and print."""
    uow = looking()
    case = own_case(uow, case_id)
    facts = own_facts(uow, case)
    return render_template(
        "application/read.html",
        case=case,
        facts=facts,
        read=answers.read(facts.programme.pages_for(facts.grant_type.key), facts.answers, offers_of(uow, case)),
        files=cases.attachments_of(uow.session, case_id),
        versions=cases.versions_of(uow.session, case_id),
    )


@bp.post("/ansokan/<int:case_id>/komplettera")
@requires(Permission.APPLICATION_WRITE)
def complete(case_id: int) -> ResponseReturnValue:
    """Send what was asked for."""
    with writing() as uow:
        send_completion(uow, case_id)
    flash(_("Kompletteringen är inskickad. Handläggningen går vidare."))
    return redirect(url_for(".show", case_id=case_id), 303)


@bp.route("/ansokan/<int:case_id>/aterkalla", methods=["GET", "POST"])
@requires(Permission.APPLICATION_WITHDRAW)
def withdraw(case_id: int) -> ResponseReturnValue:
    """Withdraw an application, once it has been confirmed."""
    case = own_case(looking(), case_id)
    if request.method == "POST":
        with writing() as uow:
            withdraw_application(uow, case_id)
        flash(_("Ansökan är återkallad. Vi skriver av ärendet."))
        return redirect(url_for(".show", case_id=case_id), 303)
    return render_template("application/withdraw.html", case=case)


@bp.get("/ansokan/<int:case_id>/handlingar/<int:document_id>")
@requires(Permission.CASE_FOLLOW)
def document(case_id: int, document_id: int) -> ResponseReturnValue:
    """Send a document of the case; one that is not typeset yet says so."""
    own_case(looking(), case_id)
    found = cases.get_document(reading(), current_actor(), case_id, document_id)
    if found.storage_key is None:
        return render_template("application/not_ready.html", case_id=case_id, document=found), 202
    content = current_app.extensions["store"].read(found.storage_key)
    return send_download(content, f"{found.number.replace('/', '-')}.pdf", PDF)
