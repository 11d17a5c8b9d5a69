"""Messages of a case, as its applicant and as the office reads and writes them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.errors import NotFound
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.queries.cases import get_case
from fundflow.queries.messages import messages_of
from fundflow.services.message import need_no_answer, write_to_applicant, write_to_office
from fundflow.web.access import current_actor, reading, requires, writing
from fundflow.web.case.head import head_of
from fundflow.web.case.look import look_at
from fundflow.web.forms.base import text_of
from fundflow.web.locale import _
from fundflow.web.message import bp as bp
from fundflow.web.message import office as office
from fundflow.web.message.forms import MessageForm


def _token(form: MessageForm) -> str:
    return f"{current_actor().person_id}-{text_of(form.token)[:64]}"


@bp.route("/ansokan/<int:case_id>/meddelanden", methods=["GET", "POST"])
@requires(Permission.CASE_FOLLOW)
def own(case_id: int) -> ResponseReturnValue:
    """Read and write messages in a case of one's own that has been sent in."""
    case = get_case(reading(), current_actor(), case_id)
    if case.organisation_id not in current_actor().organisations or case.state is State.DRAFT:
        raise NotFound
    form = MessageForm()
    if form.validate_on_submit():
        with writing() as uow:
            write_to_office(uow, case_id, text_of(form.text), token=_token(form))
        flash(_("Meddelandet är skickat."))
        return redirect(url_for(".own", case_id=case_id), 303)
    messages = messages_of(reading(), current_actor(), case_id)
    return render_template("message/own.html", case=case, messages=messages, form=form), form.http_status


@office.route("/arenden/<int:case_id>/meddelanden", methods=["GET", "POST"])
@requires(Permission.CASE_READ)
def of_case(case_id: int) -> ResponseReturnValue:
    """Read the messages of a case; those who prepare it write."""
    looked = look_at(case_id)
    form = MessageForm()
    may_write = current_actor().may(Permission.CASE_PREPARE) and looked.facts is not None
    if may_write and form.validate_on_submit():
        with writing() as uow:
            write_to_applicant(uow, case_id, text_of(form.text), token=_token(form))
        flash(_("Meddelandet är skickat till sökanden."))
        return redirect(url_for(".of_case", case_id=case_id), 303)
    messages = messages_of(looked.uow.session, looked.uow.actor, case_id)
    return render_template(
        "message/of_case.html",
        head=head_of(looked, "case_message.of_case"),
        messages=messages,
        waits=any(not one.from_office and one.handled_at is None for one in messages),
        may_write=may_write,
        form=form,
    ), form.http_status


@office.post("/arenden/<int:case_id>/meddelanden/last")
@requires(Permission.CASE_PREPARE)
def handled(case_id: int) -> ResponseReturnValue:
    """Note that the applicant's messages need no answer."""
    with writing() as uow:
        need_no_answer(uow, case_id)
    flash(_("Noterat: meddelandet behöver inget svar."))
    return redirect(url_for(".of_case", case_id=case_id), 303)
