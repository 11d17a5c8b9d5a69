"""The office's reading of reports: the schedule with what is late, a report beside targets, returned or approved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import Length

from fundflow.domain.errors import Refused
from fundflow.domain.findings import Finding
from fundflow.domain.reports import ReportKind, ReportState
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.queries.reports import report_of, reports_of
from fundflow.services.followup import approve_report, return_report
from fundflow.web.access import requires, writing
from fundflow.web.case.head import head_of
from fundflow.web.case.look import look_at
from fundflow.web.filters import finding_text
from fundflow.web.followup import bp as bp
from fundflow.web.followup.looks import kind_name, listed
from fundflow.web.followup.reading import sent_versions
from fundflow.web.forms.base import BaseForm, text_of
from fundflow.web.locale import _, _l

if TYPE_CHECKING:
    from fundflow.models.report import Report

SECTION = "followup.case_reports"


class ReturnForm(BaseForm):
    """Why a report is returned."""

    reason = TextAreaField(
        _l("Vad behöver ändras?"),
        [Length(max=4000, message=_l("Texten är för lång. Den får ha högst 4 000 tecken."))],
        description=_l("Sökanden läser det överst i rapporten."),
        render_kw={"rows": 5},
    )


@bp.get("/arenden/<int:case_id>/uppfoljning")
@requires(Permission.CASE_READ)
def case_reports(case_id: int) -> str:
    """Show the schedule of a case: where each report stands, how late it is, and what to do."""
    looked = look_at(case_id)
    reports = reports_of(looked.uow.session, looked.uow.actor, case_id)
    may_close = looked.case.state is State.FINAL_SETTLEMENT and looked.uow.actor.may(Permission.CASE_PREPARE)
    return render_template(
        "followup/case_reports.html",
        head=head_of(looked, SECTION),
        rows=[listed(report, looked.uow.today) for report in reports],
        proposal=looked.proposal,
        may_close=may_close,
        may_review=looked.uow.actor.may(Permission.REPORT_REVIEW),
    )


@bp.get("/arenden/<int:case_id>/uppfoljning/<int:report_id>")
@requires(Permission.CASE_READ)
def read_report(case_id: int, report_id: int) -> ResponseReturnValue:
    """Show a report as it was sent, with targets and earlier values beside; return or approve it."""
    return _page(case_id, report_id, ReturnForm())


def _page(case_id: int, report_id: int, form: ReturnForm, refusals: Sequence[Finding] = ()) -> ResponseReturnValue:
    looked = look_at(case_id)
    report = report_of(looked.uow.session, looked.uow.actor, case_id, report_id)
    versions = sent_versions(looked.uow, looked.case, report) if looked.facts is not None else []
    number = request.args.get("nummer", "")
    shown = next((one for one in versions if str(one.number) == number), next(iter(versions), None))
    page = render_template(
        "followup/read_report.html",
        head=head_of(looked, SECTION, page=_named(report)),
        report=report,
        row=listed(report, looked.uow.today),
        versions=versions,
        shown=shown,
        is_latest=bool(versions) and shown is versions[0],
        may_review=report.state is ReportState.SENT and looked.uow.actor.may(Permission.REPORT_REVIEW),
        ends_project=report.kind is ReportKind.FINAL,
        form=form,
        refusals=list(refusals),
        refusal_links=[(f"#{one.field}" if one.field else "#refusals", finding_text(one)) for one in refusals],
    )
    return page, 409 if refusals else form.http_status


def _named(report: "Report") -> str:
    return kind_name(report)


@bp.post("/arenden/<int:case_id>/uppfoljning/<int:report_id>/aterlamna")
@requires(Permission.REPORT_REVIEW)
def return_for_changes(case_id: int, report_id: int) -> ResponseReturnValue:
    """Return a report to the applicant with the reason."""
    form = ReturnForm()
    report = _own_report(case_id, report_id)
    if not form.validate_on_submit():
        return _page(case_id, report_id, form)
    try:
        with writing() as uow:
            return_report(uow, report_id, reason=text_of(form.reason))
    except Refused as error:
        return _page(case_id, report_id, form, error.findings)
    flash(_("%(report)s är återlämnad. Sökanden får ett brev och ser vad som behöver ändras.", report=_named(report)))
    return redirect(url_for(SECTION, case_id=case_id), 303)


@bp.post("/arenden/<int:case_id>/uppfoljning/<int:report_id>/godkann")
@requires(Permission.REPORT_REVIEW)
def approve(case_id: int, report_id: int) -> ResponseReturnValue:
    """Approve a report; an approved final report takes the case into its final settlement."""
    report = _own_report(case_id, report_id)
    try:
        with writing() as uow:
            approve_report(uow, report_id)
    except Refused as error:
        return _page(case_id, report_id, ReturnForm(formdata=None), error.findings)
    if report.kind is ReportKind.FINAL:
        flash(_("Slutrapporten är godkänd. Ärendet är nu i slutavräkning."))
    else:
        flash(_("%(report)s är godkänd.", report=_named(report)))
    return redirect(url_for(SECTION, case_id=case_id), 303)


def _own_report(case_id: int, report_id: int) -> "Report":
    """Return a report of that very case; NotFound when it belongs to another."""
    looked = look_at(case_id)
    return report_of(looked.uow.session, looked.uow.actor, case_id, report_id)
