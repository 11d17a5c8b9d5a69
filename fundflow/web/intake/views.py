"""Pages of intake: assign, start, ask for completion, confirm who signed, write notes, mend the received day."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.deadlines import working_days_after
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding
from fundflow.domain.roles import Permission
from fundflow.domain.states import Action
from fundflow.queries.cases import completions_of
from fundflow.queries.people import staff_with
from fundflow.services import intake
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.access import current_actor, reading, requires, writing
from fundflow.web.case.about import teller_of
from fundflow.web.case.assigning import AssignForm, officer_choices
from fundflow.web.case.head import head_of
from fundflow.web.case.look import Looked, look_at
from fundflow.web.case.steps import steps_of
from fundflow.web.filters import finding_text, long_day, tr
from fundflow.web.forms.base import text_of
from fundflow.web.intake.forms import (
    ATTACHMENT,
    QUESTION,
    CompletionForm,
    NoteForm,
    ReceivedDayForm,
    asked_in,
    completion_form,
)
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.application import Completion

bp = Blueprint("intake", __name__, url_prefix="/arenden/<int:case_id>")
_PROPOSED_WORKING_DAYS: Final = (5, 10, 15)


def _to_case(case_id: int) -> ResponseReturnValue:
    return redirect(url_for("case.overview", case_id=case_id), 303)


def _do(deed: Callable[[UnitOfWork], object]) -> list[Finding]:
    """Do one deed; return what refuses it, nothing when it is done."""
    try:
        with writing() as uow:
            deed(uow)
    except Refused as error:
        return error.findings
    return []


# ----- who has the case


@bp.route("/handlaggare", methods=["GET", "POST"])
@requires(Permission.CASE_ASSIGN)
def assign(case_id: int) -> ResponseReturnValue:
    """Give the case to an officer."""
    looked = look_at(case_id)
    people = [(one.id, one.name) for one in staff_with(reading(), Permission.CASE_PREPARE)]
    form = AssignForm()
    form.officer.choices = officer_choices(people, current_actor().person_id)
    if form.validate_on_submit():
        try:
            with writing() as uow:
                intake.assign_case(uow, case_id, int(form.officer.data))
        except Refused as refused:
            form.officer.errors = [finding_text(one) for one in refused.findings]
        else:
            flash(_("%(name)s har ärendet.", name=dict(people)[int(form.officer.data)]))
            return _to_case(case_id)
    head = head_of(looked, "case.overview", page=_("Handläggare"))
    return render_template("intake/assign.html", head=head, form=form), form.http_status


@bp.post("/borja-bereda")
@requires(Permission.CASE_PREPARE)
def start(case_id: int) -> ResponseReturnValue:
    """Take a received case into preparation; a case without an officer gets the one who starts."""
    with writing() as uow:
        intake.start_preparation(uow, case_id)
    flash(_("Beredningen har börjat. Sökanden får ett brev om det."))
    return _to_case(case_id)


# ----- completion


@bp.get("/komplettering")
@requires(Permission.CASE_READ)
def completions(case_id: int) -> ResponseReturnValue:
    """Show what has been asked for, and the form to ask when the case can be completed."""
    looked = look_at(case_id)
    if looked.facts is None:
        return _to_case(case_id)
    form = completion_form(looked.facts)
    if form.due_on.data is None:
        form.due_on.data = working_days_after(looked.uow.today, _PROPOSED_WORKING_DAYS[1])
    return _completions_page(looked, form)


@bp.post("/komplettering")
@requires(Permission.CASE_PREPARE)
def request_completion(case_id: int) -> ResponseReturnValue:
    """Ask the applicant to complete what is ticked, each with its reason, by one day.

    Source: L4, FL §§ 19-20.
    """
    looked = look_at(case_id)
    if looked.facts is None:
        raise NotFound
    form = completion_form(looked.facts)
    if not form.validate_on_submit():
        return _completions_page(looked, form)
    asked, due_on = asked_in(form), form.due_on.data
    refusals = _do(
        lambda uow: intake.request_completion(uow, case_id, asked=asked, due_on=due_on, message=text_of(form.message))
    )
    if refusals:
        return _completions_page(look_at(case_id), form, refusals)
    flash(_("Begäran är skickad. Sökanden har till och med %(day)s på sig.", day=long_day(due_on)))
    return redirect(url_for("intake.completions", case_id=case_id), 303)


def _completions_page(
    looked: Looked, form: CompletionForm, refusals: list[Finding] | None = None
) -> ResponseReturnValue:
    may = {step.action: step for step in steps_of(looked)}
    page = render_template(
        "intake/completions.html",
        head=head_of(looked, "intake.completions"),
        case=looked.case,
        form=form,
        step=may.get(Action.REQUEST_COMPLETION),
        end=may.get(Action.END_COMPLETION),
        groups=_groups(looked, form),
        days=[working_days_after(looked.uow.today, days) for days in _PROPOSED_WORKING_DAYS],
        completions=[_told(looked, one) for one in completions_of(looked.uow.session, looked.case.id)],
        refusals=[(_place(finding), finding_text(finding)) for finding in refusals or []],
    )
    return page, 409 if refusals else form.http_status


def _place(finding: Finding) -> str:
    return {"due_on": "#due_on", "asked": "#asked"}.get(finding.field or "", "#request")


def _groups(looked: Looked, form: CompletionForm) -> list[tuple[str, str, list[tuple[str, str, Any]]]]:
    """Return the rows under the page that they belong to: key, label, and (question, answer now, row) of each."""
    teller, facts = teller_of(looked), looked.facts
    if teller is None or facts is None:
        return []
    rows = {row.name: row for row in form}
    groups = []
    for page in teller.pages(facts.answers):
        asked = [
            (told.question, " · ".join(told.lines), rows[QUESTION + told.key])
            for told in page.answers
            if QUESTION + told.key in rows
        ]
        groups.append((page.key, page.label, asked))
    kinds = facts.programme.attachments_for(facts.grant_type.key)
    files = [
        (tr(kind.label), _("Finns") if kind.key in facts.attachments else "", rows[ATTACHMENT + kind.key])
        for kind in kinds
    ]
    return [*groups, ("files", _("Bilagor"), files)]


def _told(looked: Looked, completion: "Completion") -> dict[str, Any]:
    """Return a request in words: its items with their labels, and how it ended."""
    facts = looked.facts
    labels: dict[str, str] = {}
    if facts is not None:
        labels |= {one.key: tr(one.label) for one in facts.questions}
        labels |= {f"file {one.key}": tr(one.label) for one in facts.programme.attachments_for(facts.grant_type.key)}
    items = [
        (labels.get(item.question or f"file {item.attachment_kind}", ""), item.reason) for item in completion.items
    ]
    return {"completion": completion, "items": items}


@bp.post("/komplettering/avsluta")
@requires(Permission.CASE_PREPARE)
def end_completion(case_id: int) -> ResponseReturnValue:
    """Go on with what there is when the day has passed."""
    with writing() as uow:
        intake.end_completion(uow, case_id)
    flash(_("Beredningen går vidare med det som finns."))
    return _to_case(case_id)


# ----- who signed, notes, the received day


@bp.post("/ratt-att-teckna")
@requires(Permission.CASE_PREPARE)
def confirm_signatory(case_id: int) -> ResponseReturnValue:
    """Confirm that whoever sent in has the right to sign (D12)."""
    with writing() as uow:
        intake.confirm_signatory(uow, case_id)
    flash(_("Rätten att teckna är bekräftad."))
    return _to_case(case_id)


@bp.route("/anteckning", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def write_note(case_id: int) -> ResponseReturnValue:
    """Write down what was said or done, or that support was offered (L6, X31)."""
    looked = look_at(case_id)
    form = NoteForm()
    if form.validate_on_submit():
        with writing() as uow:
            intake.write_note(uow, case_id, kind=form.kind.data, text=text_of(form.text))
        flash(_("Anteckningen är sparad."))
        return _to_case(case_id)
    head = head_of(looked, "case.overview", page=_("Anteckning"))
    return render_template("intake/note.html", head=head, form=form), form.http_status


@bp.route("/ankomstdag", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def received_day(case_id: int) -> ResponseReturnValue:
    """Set the received day to the day on which the application truly reached the region, with the reason.

    Source: L5, FL § 22.
    """
    looked = look_at(case_id)
    form = ReceivedDayForm(day=looked.case.received_on)
    refusals: list[Finding] = []
    if form.validate_on_submit():
        day: date = form.day.data
        refusals = _do(lambda uow: intake.change_received_day(uow, case_id, day=day, reason=text_of(form.reason)))
        if not refusals:
            flash(_("Ankomstdagen är nu %(day)s.", day=long_day(day)))
            return _to_case(case_id)
    head = head_of(look_at(case_id), "case.overview", page=_("Ankomstdag"))
    told = [("#day", finding_text(finding)) for finding in refusals]
    page = render_template("intake/received_day.html", head=head, form=form, refusals=told)
    return page, 409 if refusals else form.http_status
