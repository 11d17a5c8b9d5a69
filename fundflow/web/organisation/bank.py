"""The account that an organisation is paid to: entered by one who may sign, kept with those before it."""

from typing import Any, Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field, RadioField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from fundflow.domain.bank import Account, AccountKind, NotAnAccount, read_account
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.roles import OrganisationRight, Permission
from fundflow.labels.accounts import ACCOUNT_KIND, BANK_STATE
from fundflow.queries.bank import bank_details_of, bank_history
from fundflow.services.bank import enter_bank_details
from fundflow.web.access import reading, requires, writing
from fundflow.web.filters import finding_text
from fundflow.web.forms.base import BaseForm, text_of
from fundflow.web.forms.choices import choices_of
from fundflow.web.locale import _, _l
from fundflow.web.organisation import bp as bp
from fundflow.web.organisation.own import own_organisation

_WRONG: Final = {
    AccountKind.BANKGIRO: _l("Bankgironumret stämmer inte. Det har sju eller åtta siffror, till exempel 5050-1055."),
    AccountKind.PLUSGIRO: _l("Plusgironumret stämmer inte. Det har två till åtta siffror, till exempel 123456-6."),
    AccountKind.BANK_ACCOUNT: _l("Kontonumret stämmer inte. Skriv det utan clearingnummer, med siffror."),
    AccountKind.IBAN: _l(
        "IBAN stämmer inte. Det börjar med landets två bokstäver, till exempel FI21 1234 5600 0007 85."
    ),
}


class BankForm(BaseForm):
    """An account; which parts are asked for depends on its kind."""

    kind = RadioField(
        _l("Hur ska vi betala?"),
        [InputRequired(_l("Välj hur vi ska betala."))],
        choices=choices_of((kind.value, _l(label)) for kind, label in ACCOUNT_KIND.items()),
    )
    clearing = StringField(
        _l("Clearingnummer"),
        [Optional(), Length(max=20)],
        description=_l("Fyra siffror. Swedbank och sparbanker kan ha fem, till exempel 8327-9."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    number = StringField(
        _l("Nummer"),
        [InputRequired(_l("Skriv numret.")), Length(max=50)],
        description=_l("Blanksteg och streck får vara med."),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    bic = StringField(
        _l("BIC"),
        [Optional(), Length(max=20)],
        description=_l("Bankens kod med åtta eller elva tecken, till exempel NDEAFIHH."),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    holder = StringField(
        _l("Kontohavare, om det inte är organisationen"),
        [Optional(), Length(max=200)],
        description=_l("Ägs kontot av någon annan behöver vi ett intyg innan något betalas ut."),
    )

    account: Account | None = None

    def validate(self, *args: Any, **more: Any) -> bool:
        """Read the account as a whole, and put the error where it belongs."""
        if not super().validate(*args, **more):
            return False
        kind = AccountKind(self.kind.data)
        try:
            self.account = read_account(
                kind, text_of(self.number), clearing=text_of(self.clearing), bic_code=text_of(self.bic)
            )
        except NotAnAccount as error:
            self._tell(kind, error.part)
            return False
        return True

    def _tell(self, kind: AccountKind, part: str) -> None:
        words = {
            "number": _WRONG[kind],
            "clearing": _("Clearingnumret stämmer inte. Skriv bankens fyra siffror, eller fem för Swedbank."),
            "bic": _("BIC stämmer inte. Skriv åtta eller elva tecken, till exempel NDEAFIHH."),
        }
        field: Field = {"number": self.number, "clearing": self.clearing, "bic": self.bic}[part]
        field.errors = [str(words[part])]

    def validate_kind(self, field: Field) -> None:
        """Take only what was offered."""
        if field.data not in set(AccountKind):
            raise ValidationError(_("Välj hur vi ska betala."))


@bp.route("/<int:organisation_id>/konto", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def bank(organisation_id: int) -> ResponseReturnValue:
    """Enter another account; those before it are kept, and the region confirms it before anything is paid."""
    organisation, _members, own = own_organisation(organisation_id)
    if own.right is not OrganisationRight.SIGN:
        raise NotFound
    form = BankForm()
    refused: list[str] = []
    if form.validate_on_submit() and form.account is not None:
        try:
            with writing() as uow:
                enter_bank_details(uow, organisation_id, form.account, holder=text_of(form.holder) or None)
        except Refused as error:
            refused = [finding_text(finding) for finding in error.findings]
        else:
            flash(_("Kontot är sparat. Vi bekräftar det innan något betalas ut."))
            return redirect(url_for(".show", organisation_id=organisation_id, _anchor="konto"), 303)
    return render_template(
        "organisation/bank.html",
        form=form,
        refused=refused,
        organisation=organisation,
        current=bank_details_of(reading(), organisation_id),
        history=bank_history(reading(), organisation_id),
        kinds=ACCOUNT_KIND,
        states=BANK_STATE,
    ), 409 if refused else form.http_status
