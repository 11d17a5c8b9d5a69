"""The applicant's answers saved one by one as they are left, and who else is on the page."""

from collections.abc import Mapping
from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from fundflow.domain.errors import NotFound
from fundflow.domain.programme import Question
from fundflow.domain.roles import Permission
from fundflow.domain.states import State
from fundflow.services.application import Written, save_answers
from fundflow.web.access import requires, unattended, writing
from fundflow.web.application import bp as bp
from fundflow.web.application.own import Own, own
from fundflow.web.application.progress import at_fields, beside
from fundflow.web.autosave import AtFields, save_one, who_is_here
from fundflow.web.forms.sheet import posted_sheet

COMPLETING: Final = "komplettera"
"""The page of what is to be completed, beside the pages of the form."""


@bp.post("/ansokan/<int:case_id>/svar/<question_key>")
@requires(Permission.APPLICATION_WRITE)
def save_answer(case_id: int, question_key: str) -> ResponseReturnValue:
    """Save one answer as it is left, whole or not, and never over someone else's words."""
    found = own(case_id)
    question = next((one for one in found.facts.questions if one.key == question_key), None)
    if question is None:
        raise NotFound
    sheet = posted_sheet([question], found.offers, MultiDict(request.form), found.stored)

    def save(written: Mapping[str, Written]) -> Mapping[str, int]:
        with writing() as uow:
            return save_answers(uow, case_id, written)

    return save_one(sheet, save, found.teller.tell, lambda: _at_fields(case_id, question))


def _at_fields(case_id: int, left: Question) -> AtFields:
    """Return what the rules say now at each question's field and beside the page of the one that was left."""
    found = own(case_id)
    told = at_fields(found, found.facts.questions, is_writing=True)
    shown = {key: render_template("application/_at_field.html", told=findings) for key, findings in told.items()}
    return AtFields(found.case.row_version, shown, _beside(found, left))


def _beside(found: Own, left: Question) -> dict[str, str]:
    """Return what stands beside the page of the question; nothing while completing, which has no such page."""
    page = next((one for one in found.pages if left in one.questions), None)
    if page is None or found.case.state is not State.DRAFT:
        return {}
    rules = beside(found, page.questions)
    return {
        "rules": render_template("application/_beside.html", rules=rules),
        "tally": render_template("application/_tally.html", rules=rules),
    }


@bp.post("/ansokan/<int:case_id>/narvaro/<page_key>")
@requires(Permission.APPLICATION_WRITE)
@unattended
def be_present(case_id: int, page_key: str) -> ResponseReturnValue:
    """Note that the page is open, or is left, and tell which colleagues have it open too."""
    _require_page(own(case_id), page_key)
    return who_is_here(case_id, page_key)


def _require_page(found: Own, page_key: str) -> None:
    """Raise NotFound unless the page is one that may be written now."""
    if found.case.state is State.COMPLETION_REQUESTED and page_key == COMPLETING:
        return
    if found.case.state is not State.DRAFT:
        raise NotFound
    found.page(page_key)
