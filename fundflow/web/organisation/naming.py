"""The form of a name, for the applicant's page and the office's, and the applicant's page."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field, RadioField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from fundflow.domain.applicants import NameKind
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.roles import OrganisationRight, Permission
from fundflow.queries.organisations import names_of
from fundflow.services.naming import add_alias, rename_organisation
from fundflow.web.access import reading, requires, writing
from fundflow.web.filters import finding_text
from fundflow.web.forms.base import BaseForm, text_of
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import SwedishDateField
from fundflow.web.locale import _, _l
from fundflow.web.organisation import bp as bp
from fundflow.web.organisation.own import own_organisation


class NameForm(BaseForm):
    """A new name from a day, or another name that people use."""

    kind = RadioField(
        _l("Vad gäller det?"),
        [InputRequired(_l("Välj vad det gäller."))],
        choices=choices_of(
            [
                (NameKind.REGISTERED.value, _l("Organisationen har bytt namn")),
                (NameKind.ALIAS.value, _l("Organisationen kallas också något annat")),
            ]
        ),
    )
    name = StringField(
        _l("Namn"), [InputRequired(_l("Skriv namnet.")), Length(max=200)], render_kw={"autocomplete": "off"}
    )
    from_on = SwedishDateField(
        _l("Från vilken dag gäller namnet?"),
        description=_l("Dagen då namnet registrerades, till exempel 2026-02-01."),
    )

    def validate_from_on(self, field: Field) -> None:
        """Ask for the day of a registered name."""
        if self.kind.data == NameKind.REGISTERED and field.data is None and not field.process_errors:
            raise ValidationError(_("Skriv från vilken dag namnet gäller."))

    def save(self, organisation_id: int) -> bool:
        """Keep the name; when it is refused, put the reasons where they belong and say so."""
        try:
            with writing() as uow:
                if self.kind.data == NameKind.ALIAS:
                    add_alias(uow, organisation_id, name=text_of(self.name))
                else:
                    rename_organisation(uow, organisation_id, name=text_of(self.name), from_on=self.from_on.data)
        except Refused as error:
            for finding in error.findings:
                field: Field = self.from_on if finding.field == "from_on" else self.name
                field.errors = [*field.errors, finding_text(finding)]
            return False
        return True


@bp.route("/<int:organisation_id>/namn", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def name(organisation_id: int) -> ResponseReturnValue:
    """Change the name from a day, or add another; earlier ones are kept."""
    organisation, _members, own = own_organisation(organisation_id)
    if own.right is not OrganisationRight.SIGN:
        raise NotFound
    form = NameForm()
    if form.validate_on_submit() and form.save(organisation_id):
        flash(_("Namnet är sparat."))
        return redirect(url_for(".show", organisation_id=organisation_id), 303)
    return render_template(
        "organisation/name.html", form=form, organisation=organisation, names=names_of(reading(), organisation_id)
    ), form.http_status
