"""What the office sees of an applicant, and the control of its account."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from fundflow.domain.bank import BankState
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.roles import Permission
from fundflow.labels.accounts import ACCOUNT_KIND, BANK_STATE
from fundflow.queries.bank import bank_details_of, bank_details_to_confirm, bank_history
from fundflow.queries.people import get_organisation
from fundflow.services.bank import confirm_bank_details, refuse_bank_details
from fundflow.web.access import current_actor, reading, requires, writing
from fundflow.web.filters import finding_text
from fundflow.web.forms.base import BaseForm, text_of
from fundflow.web.forms.choices import choices_of
from fundflow.web.locale import _, _l

bp = Blueprint("applicant", __name__, url_prefix="/sokande")


class ControlForm(BaseForm):
    """Whether an account is the applicant's, and what shows it."""

    verdict = RadioField(
        _l("Är kontot sökandens?"),
        [InputRequired(_l("Välj om kontot är sökandens."))],
        choices=choices_of(
            [
                (BankState.CONFIRMED.value, _l("Ja, bekräfta kontot")),
                (BankState.REFUSED.value, _l("Nej eller oklart, godta inte kontot")),
            ]
        ),
    )
    evidence = TextAreaField(
        _l("Vad visar det?"),
        [InputRequired(_l("Skriv vad som visar om kontot är sökandens.")), Length(max=1000)],
        description=_l(
            "Till exempel bankgiroregistret och dagen, eller bankens intyg. Sökanden ser skälet till ett nej."
        ),
        render_kw={"rows": 3},
    )


@bp.get("/konton")
@requires(Permission.BANK_CONFIRM)
def accounts() -> str:
    """List the accounts that wait to be confirmed."""
    return render_template(
        "organisation/office_accounts.html", waiting=bank_details_to_confirm(reading()), kinds=ACCOUNT_KIND
    )


@bp.route("/<int:organisation_id>/konto", methods=["GET", "POST"])
@requires(Permission.BANK_CONFIRM)
def account(organisation_id: int) -> ResponseReturnValue:
    """Confirm the account in force against evidence, or refuse it with a reason."""
    organisation = get_organisation(reading(), current_actor(), organisation_id)
    current = bank_details_of(reading(), organisation_id)
    if current is None:
        raise NotFound
    form, refused = ControlForm(), []
    if form.validate_on_submit():
        try:
            with writing() as uow:
                if form.verdict.data == BankState.CONFIRMED:
                    confirm_bank_details(uow, current.id, evidence=text_of(form.evidence))
                else:
                    refuse_bank_details(uow, current.id, reason=text_of(form.evidence))
        except Refused as error:
            refused = [finding_text(finding) for finding in error.findings]
        else:
            flash(_("Kontrollen av kontot är sparad."))
            return redirect(url_for(".account", organisation_id=organisation_id), 303)
    return render_template(
        "organisation/office_account.html",
        form=form,
        refused=refused,
        organisation=organisation,
        current=current,
        history=bank_history(reading(), organisation_id),
        kinds=ACCOUNT_KIND,
        states=BANK_STATE,
    ), 409 if refused else form.http_status
