"""Begin an application, see what is left, write its parts."""

import secrets
from collections.abc import Mapping, Sequence

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.catalogue import Catalogue
from fundflow.domain.errors import Conflict, NotFound, Theirs
from fundflow.domain.facts import CaseFacts
from fundflow.domain.periods import swedish_day
from fundflow.domain.programme import GrantType, Page, Programme, Question
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.queries.cases import answers_of, cases_followed, open_completion
from fundflow.queries.people import colleagues, organisations_of
from fundflow.services.application import Start, Written, discard_draft, save_answers, start_application
from fundflow.services.offers import Offers, offers_of
from fundflow.web.access import current_actor, looking, now, reading, requires, writing
from fundflow.web.application import bp as bp
from fundflow.web.application.answers import Shown, shown
from fundflow.web.application.expected import expected_of
from fundflow.web.application.own import own_case, own_facts
from fundflow.web.application.progress import files_left, parts_of, rules_on
from fundflow.web.forms.base import BaseForm
from fundflow.web.forms.questions import PREFIX, answers_in, as_posted, question_form, versions_in
from fundflow.web.locale import _


@bp.get("/mina-arenden")
@requires(Permission.CASE_FOLLOW)
def mine() -> str:
    """Show the applicant's cases, what is expected first."""
    cases = cases_followed(reading(), current_actor())
    expected = [expected_of(case) for case in cases]
    waiting = [one for one in expected if one.is_ours]
    rest = [one for one in expected if not one.is_ours]
    return render_template("application/mine.html", waiting=waiting, rest=rest)


def _grant_type(programme_key: str, grant_type_key: str) -> tuple[Programme, GrantType]:
    catalogue: Catalogue = current_app.extensions["catalogue"]
    programme = catalogue.programme_in_force(programme_key, swedish_day(now()))
    if programme is None:
        raise NotFound
    try:
        return programme, programme.grant_type(grant_type_key)
    except KeyError as error:
        raise NotFound from error


@bp.route("/ansokan/ny/<programme>/<grant_type>", methods=["GET", "POST"])
@requires(Permission.APPLICATION_WRITE)
def start(programme: str, grant_type: str) -> ResponseReturnValue:
    """Choose for whom, and begin. The page's token makes a double click begin one application."""
    form_of, kind = _grant_type(programme, grant_type)
    memberships = organisations_of(reading(), current_actor())
    error = None
    if request.method == "POST":
        chosen = request.form.get("organisation", "")
        if chosen.isdigit() and int(chosen) in current_actor().organisations:
            token = f"{current_actor().person_id}-{request.form.get('token', '')}"
            with writing() as uow:
                case = start_application(uow, Start(form_of.key, kind.key, int(chosen), token))
            return redirect(url_for(".tasks", case_id=case.id), 303)
        error = _("Välj vem ni söker för.")
    return render_template(
        "application/start.html",
        programme=form_of,
        grant_type=kind,
        memberships=memberships,
        pages=form_of.pages_for(kind.key),
        attachments=form_of.attachments_for(kind.key),
        token=request.form.get("token") or secrets.token_urlsafe(12),
        error=error,
    ), 422 if error else 200


@bp.get("/ansokan/<int:case_id>/delar")
@requires(Permission.APPLICATION_WRITE)
def tasks(case_id: int) -> ResponseReturnValue:
    """Show the parts of the application and what is left in each."""
    uow = looking()
    case = own_case(uow, case_id)
    if case.state is not State.DRAFT:
        return redirect(url_for(".show", case_id=case.id), 303)
    facts = own_facts(uow, case)
    return render_template(
        "application/tasks.html",
        case=case,
        facts=facts,
        parts=parts_of(facts, uow.actor),
        files_left=files_left(facts),
        colleagues=colleagues(uow.session, uow.actor, case.organisation_id),
    )


@bp.route("/ansokan/<int:case_id>/del/<page_key>", methods=["GET", "POST"])
@requires(Permission.APPLICATION_WRITE)
def part(case_id: int, page_key: str) -> ResponseReturnValue:
    """Write a part of the application: always saved, whole or not, and never over someone else's words."""
    uow = looking()
    case = own_case(uow, case_id)
    facts = own_facts(uow, case)
    page = next((one for one in facts.programme.pages_for(facts.grant_type.key) if one.key == page_key), None)
    if page is None:
        raise NotFound
    questions = _open_questions(case_id, case.state, page)
    if not questions:
        return redirect(url_for(".show", case_id=case.id), 303)
    form_class = question_form(questions, offers_of(uow, case))
    if request.method == "POST":
        form = form_class(formdata=request.form)
        if form.row_button_pressed():
            return _show_part(facts, page, questions, form, case_id, versions_in(request.form, questions))
        return _save_part(case_id, facts, page, questions, form)
    stored = {key: row.value for key, row in answers_of(uow.session, case.id).items()}
    form = form_class(formdata=as_posted(questions, stored))
    form.validate()
    versions = {key: row.version for key, row in answers_of(uow.session, case.id).items()}
    return _show_part(facts, page, questions, form, case_id, versions)


def _open_questions(case_id: int, state: State, page: Page) -> list[Question]:
    """Return the questions of the page that may be written now: all of a draft, or what a completion opened."""
    if state is State.DRAFT:
        return list(page.questions)
    completion = open_completion(reading(), case_id) if state is State.COMPLETION_REQUESTED else None
    opened = {item.question for item in completion.items} if completion else set()
    return [question for question in page.questions if question.key in opened]


def _save_part(
    case_id: int, facts: CaseFacts, page: Page, questions: Sequence[Question], form: BaseForm
) -> ResponseReturnValue:
    versions = versions_in(request.form, questions)
    written = answers_in(questions, form)
    try:
        with writing() as uow:
            save_answers(uow, case_id, {key: Written(value, versions[key]) for key, value in written.items()})
    except Conflict as conflict:
        theirs = {key: one.version for key, one in conflict.theirs.items()}
        answer = _show_part(facts, page, questions, form, case_id, {**versions, **theirs}, theirs=conflict.theirs)
        return answer, 409
    if not form.validate() or request.form.get("go") == "stay":
        flash(_("Sparat %(time)s.", time=_clock()))
        return redirect(url_for(".part", case_id=case_id, page_key=page.key), 303)
    return redirect(_next_url(case_id, facts, page), 303)


def _clock() -> str:
    return str(current_app.jinja_env.filters["clock_time"](now()))


def _next_url(case_id: int, facts: CaseFacts, page: Page) -> str:
    if facts.state is not State.DRAFT:
        return url_for(".show", case_id=case_id)
    pages = facts.programme.pages_for(facts.grant_type.key)
    place = next(place for place, one in enumerate(pages) if one.key == page.key)
    following = pages[place + 1 : place + 2]
    return (
        url_for(".part", case_id=case_id, page_key=following[0].key)
        if following
        else url_for(".files", case_id=case_id)
    )


def _show_part(
    facts: CaseFacts,
    page: Page,
    questions: Sequence[Question],
    form: BaseForm,
    case_id: int,
    versions: Mapping[str, int],
    *,
    theirs: Mapping[str, Theirs] | None = None,
) -> str:
    uow = looking()
    case = own_case(uow, case_id)
    fresh = own_facts(uow, case)
    pages = fresh.programme.pages_for(fresh.grant_type.key)
    completion, offers = open_completion(uow.session, case_id), offers_of(uow, case)
    return render_template(
        "application/part.html",
        case=case,
        facts=fresh,
        page=page,
        number=next(place for place, one in enumerate(pages, start=1) if one.key == page.key),
        count=len(pages),
        fields=[(question, form[PREFIX + question.key]) for question in questions],
        form=form,
        versions=versions,
        rules=rules_on(page, fresh, uow.actor),
        theirs={key: (one, _as_read(questions, offers, key, one)) for key, one in (theirs or {}).items()},
        asked={item.question: item.reason for item in completion.items} if completion else {},
    )


def _as_read(questions: Sequence[Question], offers: Offers, key: str, theirs: Theirs) -> Shown:
    return shown(next(one for one in questions if one.key == key), theirs.value, offers)


@bp.route("/ansokan/<int:case_id>/ta-bort", methods=["GET", "POST"])
@requires(Permission.APPLICATION_WRITE)
def discard(case_id: int) -> ResponseReturnValue:
    """Put a draft away, once it has been confirmed."""
    case = own_case(looking(), case_id)
    if case.state is not State.DRAFT:
        abort(404)
    if request.method == "POST":
        with writing() as uow:
            discard_draft(uow, case_id)
        flash(_("Utkastet är borttaget."))
        return redirect(url_for(".mine"), 303)
    return render_template("application/discard.html", case=case)
