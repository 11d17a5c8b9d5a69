"""The page where an officer gives a case its rate between euro and kronor."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import InputRequired

from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.roles import Permission
from fundflow.services.euro_rate import give_rate
from fundflow.web.access import requires, writing
from fundflow.web.case.aid import aid_panel
from fundflow.web.case.head import head_of
from fundflow.web.case.look import look_at
from fundflow.web.filters import finding_text, plain_number
from fundflow.web.forms.base import BaseForm
from fundflow.web.forms.fields import DecimalField, SwedishDateField
from fundflow.web.intake.views import bp as bp
from fundflow.web.locale import _, _l


class EuroRateForm(BaseForm):
    """Kronor for one euro, and the day of the rate."""

    sek_per_eur = DecimalField(
        _l("Hur många kronor är en euro?"),
        [InputRequired(_l("Skriv kursen, till exempel 11,42."))],
        description=_l("Bara om ärendet ska ha en annan kurs än regionens. Till exempel 11,42."),
    )
    day = SwedishDateField(_l("Vilken dag gäller kursen?"), [InputRequired(_l("Skriv dagen."))])


@bp.route("/eurokurs", methods=["GET", "POST"])
@requires(Permission.CASE_PREPARE)
def euro_rate(case_id: int) -> ResponseReturnValue:
    """Give the case its rate; earlier ones are kept.

    Source: E11.
    """
    looked = look_at(case_id)
    aid = aid_panel(looked)
    if aid is None:
        raise NotFound
    given = aid.rate if aid.rate and aid.rate.is_of_case else None
    form = EuroRateForm(sek_per_eur=given and given.sek_per_eur, day=given.day if given else looked.uow.today)
    refusals: list[tuple[str, str]] = []
    if form.validate_on_submit():
        rate = form.sek_per_eur.data
        try:
            with writing() as uow:
                give_rate(uow, case_id, sek_per_eur=rate, day=form.day.data)
        except Refused as error:
            refusals = [(f"#{one.field or 'rate-heading'}", finding_text(one)) for one in error.findings]
        else:
            flash(_("En euro räknas nu som %(rate)s kronor.", rate=plain_number(rate)))
            return redirect(url_for("case.overview", case_id=case_id, _anchor="tidigare-stod"), 303)
    head = head_of(look_at(case_id), "case.overview", page=_("Eurokurs"))
    page = render_template("intake/euro_rate.html", head=head, form=form, refusals=refusals)
    return page, 409 if refusals else form.http_status
