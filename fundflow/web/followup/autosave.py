"""A report's answers saved one by one as they are left, and who else is writing it."""

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.roles import Permission
from fundflow.web.access import requires, unattended
from fundflow.web.autosave import save_one, who_is_here
from fundflow.web.followup import bp as bp
from fundflow.web.followup.own import own_report
from fundflow.web.followup.writing import save_changed
from fundflow.web.forms.sheet import posted_sheet


@bp.post("/ansokan/<int:case_id>/rapporter/<int:report_id>/svar/<question_key>")
@requires(Permission.REPORT_WRITE)
def save_answer(case_id: int, report_id: int, question_key: str) -> ResponseReturnValue:
    """Save one answer or count as it is left, whole or not, and never over a colleague's words."""
    found = own_report(case_id, report_id)
    question = next((one for one in found.questions if one.key == question_key), None)
    if question is None:
        raise NotFound
    if not found.is_open:
        raise Refused([Finding("report_not_open", Verdict.STOPS)])
    sheet = posted_sheet([question], found.offers, MultiDict(request.form), found.stored)
    return save_one(sheet, lambda _written: save_changed(found, sheet), found.teller.tell)


@bp.post("/ansokan/<int:case_id>/rapporter/<int:report_id>/narvaro")
@requires(Permission.REPORT_WRITE)
@unattended
def be_present(case_id: int, report_id: int) -> ResponseReturnValue:
    """Note that the report is open, or is left, and tell which colleagues have it open too."""
    if not own_report(case_id, report_id).is_open:
        raise NotFound
    return who_is_here(case_id, f"rapport-{report_id}")
