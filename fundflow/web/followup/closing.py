"""Proposing to close a case: what is left to do, what will be released, and the grounds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import Length

from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.errors import Refused
from fundflow.domain.findings import Finding
from fundflow.domain.roles import Permission
from fundflow.domain.states import FINAL
from fundflow.queries.decisions import decisions_of
from fundflow.services.followup import before_closing, propose_closing
from fundflow.web.access import requires, writing
from fundflow.web.case.head import head_of
from fundflow.web.case.look import Looked, look_at
from fundflow.web.filters import finding_text
from fundflow.web.followup import bp as bp
from fundflow.web.followup.office import SECTION
from fundflow.web.forms.base import BaseForm, text_of
from fundflow.web.locale import _, _l

if TYPE_CHECKING:
    from fundflow.models.decision import Decision


class CloseForm(BaseForm):
    """The grounds for closing."""

    grounds = TextAreaField(
        _l("Skäl för beslutet"),
        [Length(max=8000, message=_l("Texten är för lång. Den får ha högst 8 000 tecken."))],
        description=_l("Skriv att projektet är genomfört, hur det gick och varför något återförs. Det står i brevet."),
        render_kw={"rows": 6},
    )


@bp.route("/arenden/<int:case_id>/avsluta", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def close(case_id: int) -> ResponseReturnValue:
    """Propose to close a case; another person decides."""
    looked = look_at(case_id)
    if looked.facts is None or looked.case.state in FINAL:
        return redirect(url_for("case.overview", case_id=case_id), 303)
    if looked.proposal is not None and looked.proposal.kind is DecisionKind.CLOSING:
        return redirect(url_for("decision.show", decision_id=looked.proposal.id), 303)
    returned = _returned(looked)
    form = CloseForm(data={"grounds": returned.grounds if returned else ""})
    if not form.validate_on_submit():
        return _page(looked, form)
    try:
        with writing() as uow:
            decision_id = propose_closing(uow, case_id, grounds=text_of(form.grounds)).id
    except Refused as error:
        return _page(look_at(case_id), form, error.findings)
    flash(_("Förslaget om avslut väntar nu på beslut av någon annan."))
    return redirect(url_for("decision.show", decision_id=decision_id), 303)


def _returned(looked: Looked) -> "Decision | None":
    """Return the latest proposal to close, when it was sent back."""
    decisions = decisions_of(looked.uow.session, looked.case.id)
    latest = next((one for one in decisions if one.kind is DecisionKind.CLOSING), None)
    return latest if latest and latest.status is DecisionStatus.RETURNED else None


def _page(looked: Looked, form: CloseForm, refusals: Sequence[Finding] = ()) -> ResponseReturnValue:
    case = looked.case
    page = render_template(
        "followup/close.html",
        head=head_of(looked, SECTION, page=_("Avsluta ärendet")),
        form=form,
        left=before_closing(looked.uow, case),
        returned=_returned(looked),
        lines=[
            (_("Beviljat"), case.granted + case.changed),
            (_("Godkända kostnader"), case.cost_approved),
            (_("Utbetalt"), case.paid + case.advanced),
        ],
        released=(_("Återförs till ramen"), case.balance.outstanding),
        refusals=list(refusals),
        refusal_links=[(f"#{one.field}" if one.field else "#left", finding_text(one)) for one in refusals],
    )
    return page, 409 if refusals else form.http_status
