"""The applicant's report: written and saved unfinished, checked, sent once, with a receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from fundflow.domain.concepts import REPORTED
from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.reports import TO_SEND, count_questions
from fundflow.domain.roles import Permission
from fundflow.queries.reports import reports_of
from fundflow.services.followup import ReportContent, counted_in, get_report, save_report, send_report
from fundflow.services.report_checks import Outcome, participants_in
from fundflow.web.access import requires, writing
from fundflow.web.filters import clock_time
from fundflow.web.followup import bp as bp
from fundflow.web.followup.looks import listed
from fundflow.web.followup.own import OwnReport, anchors_of, own_case, own_report, stored_in
from fundflow.web.followup.reading import Result, participants, result_of, sent_versions
from fundflow.web.forms.sheet import Item, Sheet, is_only_shown_again, posted_sheet, stored_sheet, with_conflict
from fundflow.web.locale import _

PARTICIPANTS_SUM: Final = "participants"


@bp.get("/ansokan/<int:case_id>/rapporter")
@requires(Permission.CASE_FOLLOW)
def reports(case_id: int) -> str:
    """Show the schedule of a case: which reports, by when, where each stands and what is expected next."""
    uow, case = own_case(case_id)
    rows = [listed(report, uow.today) for report in reports_of(uow.session, uow.actor, case_id)]
    return render_template("followup/reports.html", case=case, title=case.title or case.registry_number, rows=rows)


# ----- write


@dataclass(frozen=True)
class Counting:
    """The fields of something counted, with target and earlier value; ``name`` is that of their sum."""

    outcome: Outcome
    items: Sequence[Item]

    @property
    def name(self) -> str:
        """The name of the sum of its parts."""
        return f"count-{self.outcome.kind.key}"

    @property
    def is_in_use(self) -> bool:
        """Whether it is promised, written or wrong, so that it is to be seen at once."""
        return self.outcome.target is not None or any(one.field.data or one.field.errors for one in self.items)


@bp.route("/ansokan/<int:case_id>/rapporter/<int:report_id>", methods=["GET", "POST"])
@requires(Permission.REPORT_WRITE)
def write_report(case_id: int, report_id: int) -> ResponseReturnValue:
    """Write a report: always saved, whole or not, and never over a colleague's words."""
    found = own_report(case_id, report_id)
    if request.method == "GET":
        if not found.is_open:
            return redirect(url_for(".read", case_id=case_id, report_id=report_id), 303)
        return _page(found, stored_sheet(found.questions, found.offers, found.stored))
    sheet = posted_sheet(found.questions, found.offers, MultiDict(request.form), found.stored)
    if is_only_shown_again(request.form):
        return _page(found, sheet, not_saved=True)
    if not found.is_open:
        return _page(found, sheet, refusals=[Finding("report_not_open", Verdict.STOPS)]), 409
    try:
        conflicting = _save(found, sheet)
    except Refused as error:
        return _page(own_report(case_id, report_id), sheet, refusals=error.findings), 409
    if conflicting is not None:
        return _page(own_report(case_id, report_id), conflicting), 409
    return redirect(_onwards(found, sheet), 303)


def _save(found: OwnReport, sheet: Sheet) -> Sheet | None:
    """Save what was changed on the page; when a colleague has changed the same, return both texts instead."""
    try:
        save_changed(found, sheet)
    except Conflict as conflict:
        return with_conflict(sheet, conflict.theirs)
    return None


def save_changed(found: OwnReport, sheet: Sheet) -> dict[str, int]:
    """Save what was changed on the sheet and leave the rest of the report as it is; return the answers' versions.

    Raises Conflict with the other texts when a colleague has changed the same; then nothing is saved.
    """
    changed = {key: one.value for key, one in sheet.changed().items()}
    with writing() as uow:
        _case, report = get_report(uow, found.report.id)
        stored = stored_in(uow.session, report, found.kinds)
        if theirs := sheet.overtaken(stored):
            raise Conflict(theirs)
        answers = {key: one.value for key, one in stored.items()} | changed
        counted = counted_in(found.kinds, answers)
        saved = save_report(uow, report.id, ReportContent(answers, report.row_version, counted))
    return dict.fromkeys(changed, saved.row_version)


def _onwards(found: OwnReport, sheet: Sheet) -> str:
    """Return where to go after saving: the files, or here again when asked to stay or something cannot be read."""
    case_id, report_id = found.case.id, found.report.id
    if not sheet.form.validate() or request.form.get("then") == "stay":
        flash(_("Sparat %(time)s. Ingenting är skickat än.", time=clock_time(found.uow.now)))
        return url_for(".write_report", case_id=case_id, report_id=report_id)
    return url_for(".files", case_id=case_id, report_id=report_id)


def _page(found: OwnReport, sheet: Sheet, *, not_saved: bool = False, refusals: Sequence[Finding] = ()) -> str:
    items = {item.question.key: item for item in sheet.items}
    counting = [
        Counting(one, [items[question.key] for question in count_questions(one.kind)]) for one in found.outcomes_asked
    ]
    asked = [items[question.key] for question in found.asked.questions]
    persons = [item for item in asked if item.question.concept in REPORTED]
    return render_template(
        "followup/write_report.html",
        own=found,
        sheet=sheet,
        form=sheet.form,
        asked=asked,
        persons=persons,
        first_of_persons=persons[0].question.key if persons else "",
        persons_sum=sum(participants_in(found.form, sheet.answers).values()),
        counting=[one for one in counting if one.is_in_use],
        further=[one for one in counting if not one.is_in_use],
        sums={one.name: _reached(one, sheet) for one in counting},
        not_saved=not_saved,
        refusals=refusals,
        is_begun=bool(found.report.answers),
    )


def _reached(counting: Counting, sheet: Sheet) -> int:
    counted = counted_in([counting.outcome.kind], sheet.answers).get(counting.outcome.kind.key)
    return (counted.reached or 0) if counted else 0


# ----- check, send, read


@bp.route("/ansokan/<int:case_id>/rapporter/<int:report_id>/kontrollera", methods=["GET", "POST"])
@requires(Permission.REPORT_WRITE)
def check(case_id: int, report_id: int) -> ResponseReturnValue:
    """Show everything that is written and everything that is missing; send it, once."""
    found, refused = own_report(case_id, report_id), False
    if request.method == "POST":
        try:
            with writing() as uow:
                send_report(uow, report_id)
            return redirect(url_for(".sent", case_id=case_id, report_id=report_id), 303)
        except Refused:
            found, refused = own_report(case_id, report_id), True
    if not found.is_open:
        return redirect(url_for(".read", case_id=case_id, report_id=report_id), 303)
    return render_template(
        "followup/check.html",
        own=found,
        stopping=[one for one in found.findings if one.refuses],
        warnings=[one for one in found.findings if not one.refuses],
        urls=anchors_of(found.findings, url_for(".write_report", case_id=case_id, report_id=report_id)),
        refused=refused,
        answers=found.teller.told([one for one in found.form.questions if one.concept not in REPORTED], found.answers),
        results=_results(found),
    ), 409 if refused else 200


def _results(found: OwnReport) -> list[Result]:
    counted = [result_of(one) for one in found.outcomes if one.target is not None or one.value is not None]
    return [participants(participants_in(found.form, found.report.answers), found.earlier), *counted]


@bp.get("/ansokan/<int:case_id>/rapporter/<int:report_id>/kvitto")
@requires(Permission.CASE_FOLLOW)
def sent(case_id: int, report_id: int) -> ResponseReturnValue:
    """Show the receipt: number, time, check sum and what happens next."""
    found = own_report(case_id, report_id)
    return render_template("followup/sent.html", own=found, version=_versions(found)[0])


@bp.get("/ansokan/<int:case_id>/rapporter/<int:report_id>/las")
@requires(Permission.CASE_FOLLOW)
def read(case_id: int, report_id: int) -> ResponseReturnValue:
    """Show the report as it was sent, from the frozen copy: the latest, or the one asked for."""
    found = own_report(case_id, report_id)
    versions = _versions(found)
    number = request.args.get("nummer", "")
    shown = next((one for one in versions if str(one.number) == number), versions[0])
    return render_template(
        "followup/read.html",
        own=found,
        shown=shown,
        versions=versions,
        row=listed(found.report, found.uow.today),
        is_returned=found.report.state in TO_SEND,
    )


def _versions(found: OwnReport) -> list[Any]:
    versions = sent_versions(found.uow, found.case, found.report)
    if not versions:
        raise NotFound
    return versions
