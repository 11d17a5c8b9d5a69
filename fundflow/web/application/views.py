"""Begin an application, see what is left, write its parts, put a draft away."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from fundflow.catalogue import Catalogue
from fundflow.domain.calls import Standing
from fundflow.domain.errors import Conflict, NotFound
from fundflow.domain.periods import swedish_day
from fundflow.domain.programme import GrantType, Page, Programme, Question
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.queries.calls import published_call
from fundflow.services.application import Start, discard_draft, save_answers
from fundflow.web.access import current_actor, now, reading, requires, writing
from fundflow.web.application import bp as bp
from fundflow.web.application.budget import budget_of
from fundflow.web.application.own import Own, own, own_draft
from fundflow.web.application.progress import at_fields, beside
from fundflow.web.application.starting import begin, chosen, in_being, said_of, sources, token_sent
from fundflow.web.filters import clock_time
from fundflow.web.forms.sheet import Sheet, is_only_shown_again, posted_sheet, stored_sheet, with_conflict
from fundflow.web.locale import _
from fundflow.web.numbers import whole_number

if TYPE_CHECKING:
    from fundflow.models.call import FundingCall


def _call() -> "FundingCall | None":
    asked = whole_number(request.args.get("utlysning"), None)
    return published_call(reading(), asked) if asked is not None else None


def _grant_type(call: "FundingCall | None") -> tuple[Programme, GrantType]:
    """Return the support that is asked for: a call's is in the version that the call was written for."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    key = request.args.get("program", "")
    programme = (
        catalogue.programme(call.programme, call.programme_version)
        if call
        else catalogue.programme_in_force(key, swedish_day(now()))
    )
    if programme is None or programme.key != key:
        raise NotFound
    try:
        return programme, programme.grant_type(request.args.get("stodform", ""))
    except KeyError as error:
        raise NotFound from error


@bp.route("/ansokan/ny", methods=["GET", "POST"])
@requires(Permission.APPLICATION_WRITE)
def start() -> ResponseReturnValue:
    """Choose for whom, and begin. The page's token makes a double click begin one application."""
    call = _call()
    programme, grant_type = _grant_type(call)
    if call is not None and call.window.standing(now()) is not Standing.OPEN:
        return redirect(url_for("call.show", call_id=call.id), 303)
    if call is None and grant_type.in_calls_only:
        return redirect(url_for("call.listed"), 303)
    error = ""
    if request.method == "POST":
        asked, error = chosen(), _("Välj vem ni söker för.")
        if asked.organisation_id is not None:
            token = f"{current_actor().person_id}-{request.form.get('token', '')[:64]}"
            wanted = Start(programme.key, grant_type.key, asked.organisation_id, token, call.id if call else None)
            onwards, error = begin(wanted, asked.earlier_id)
            if onwards:
                return redirect(onwards, 303)
    memberships = in_being()
    return render_template(
        "application/start.html",
        grant_type=grant_type,
        call=call,
        memberships=memberships,
        said=said_of(memberships, programme, grant_type),
        sources=sources(memberships),
        asked=chosen(),
        pages=programme.pages_for(grant_type.key),
        kinds=programme.attachments_for(grant_type.key),
        token=token_sent(),
        error=error,
    ), 422 if error else 200


@bp.route("/ansokan/<int:case_id>/del/<page_key>", methods=["GET", "POST"])
@requires(Permission.APPLICATION_WRITE)
def part(case_id: int, page_key: str) -> ResponseReturnValue:
    """Write a part of the application: always saved, whole or not, and never over someone else's words."""
    found = own(case_id)
    page = found.page(page_key)
    if found.case.state is State.COMPLETION_REQUESTED:
        return redirect(url_for(".complete", case_id=case_id), 303)
    if found.case.state is not State.DRAFT:
        return redirect(url_for(".show", case_id=case_id), 303)
    if request.method == "GET":
        return _show_part(found, page, stored_sheet(page.questions, found.offers, found.stored))
    sheet = posted_sheet(page.questions, found.offers, _posted(), found.stored)
    if is_only_shown_again(request.form):
        return _show_part(found, page, sheet, not_saved=True)
    conflicting = save_sheet(case_id, sheet)
    if conflicting is not None:
        return _show_part(own(case_id), page, conflicting), 409
    return redirect(_onwards(found, page, sheet), 303)


def _posted() -> MultiDict[str, str]:
    return MultiDict(request.form)


def sheet_of(found: Own, questions: Sequence[Question]) -> Sheet:
    """Return the sheet of these questions: as stored, or as it was just posted; each with why it is asked for."""
    if request.method == "GET":
        return stored_sheet(questions, found.offers, found.stored, found.reasons)
    return posted_sheet(questions, found.offers, _posted(), found.stored, found.reasons)


def save_sheet(case_id: int, sheet: Sheet) -> Sheet | None:
    """Save what was changed; when someone else has changed the same, return the sheet with both texts instead."""
    try:
        with writing() as uow:
            save_answers(uow, case_id, sheet.changed())
    except Conflict as conflict:
        return with_conflict(sheet, conflict.theirs)
    return None


def _onwards(found: Own, page: Page, sheet: Sheet) -> str:
    """Return where to go after saving: the next part, or here again when asked to stay or something cannot be read."""
    has_errors = not sheet.is_sound()
    if has_errors or request.form.get("then") == "stay":
        flash(_("Sparat %(time)s.", time=clock_time(now())))
        return url_for(".part", case_id=found.case.id, page_key=page.key)
    place = [one.key for one in found.pages].index(page.key) + 1
    if place < len(found.pages):
        return url_for(".part", case_id=found.case.id, page_key=found.pages[place].key)
    return url_for(".files", case_id=found.case.id)


def _show_part(found: Own, page: Page, sheet: Sheet, *, not_saved: bool = False) -> str:
    sheet = replace(sheet, told=at_fields(found, page.questions))
    saved = [row.changed_at for key, row in found.rows.items() if key in {one.key for one in page.questions}]
    return render_template(
        "application/part.html",
        own=found,
        page=page,
        number=[one.key for one in found.pages].index(page.key) + 1,
        sheet=sheet,
        form=sheet.form,
        budget=budget_of(found.facts, page.questions),
        rules=beside(found, page.questions),
        saved_at=max(saved, default=None),
        not_saved=not_saved,
    )


@bp.route("/ansokan/<int:case_id>/ta-bort", methods=["GET", "POST"])
@requires(Permission.APPLICATION_WRITE)
def discard(case_id: int) -> ResponseReturnValue:
    """Put a draft away, once it has been confirmed."""
    found = own_draft(case_id)
    if request.method == "POST":
        with writing() as uow:
            discard_draft(uow, case_id)
        flash(_("Utkastet är borttaget."))
        return redirect(url_for(".mine"), 303)
    return render_template("application/discard.html", own=found)
