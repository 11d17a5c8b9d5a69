"""Forms of an applicant's facts and of those who act for it."""

from collections.abc import Iterable

from wtforms import BooleanField, EmailField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.roles import OrganisationRight
from fundflow.labels.states import APPLICANT_KIND, ORGANISATION_RIGHT
from fundflow.services.organisation import OrganisationFacts
from fundflow.web.forms.base import BaseForm, text_of
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import OrganisationNumberField
from fundflow.web.locale import _, _l


class FactsForm(BaseForm):
    """What is written of an applicant beside its number."""

    name = StringField(
        _l("Vad heter organisationen?"),
        [InputRequired(_l("Skriv organisationens namn.")), Length(max=200)],
        description=_l("Som namnet är registrerat."),
        render_kw={"autocomplete": "organization"},
    )
    kind = SelectField(_l("Vilken sorts organisation är det?"), [InputRequired(_l("Välj sort."))], validate_choice=True)
    municipality = SelectField(_l("I vilken kommun har ni er verksamhet?"), [Optional()], validate_choice=True)
    address = TextAreaField(
        _l("Postadress"), [Optional(), Length(max=300)], render_kw={"autocomplete": "street-address"}
    )

    def offer(self, municipalities: Iterable[tuple[str, str]]) -> None:
        """Say which kinds and municipalities there are to choose among."""
        kinds = ((kind.value, _(label)) for kind, label in APPLICANT_KIND.items())
        self.kind.choices = choices_of([("", _("Välj")), *kinds])
        self.municipality.choices = choices_of([("", _("Annan kommun eller utanför länet")), *municipalities])

    def facts(self, number: str | None) -> OrganisationFacts:
        """Return what was written."""
        return OrganisationFacts(
            name=" ".join(text_of(self.name).split()),
            number=number,
            kind=ApplicantKind(self.kind.data),
            municipality_code=text_of(self.municipality) or None,
            address=text_of(self.address) or None,
        )


class RegisterForm(FactsForm):
    """A new applicant, with its number; a foreign one has none."""

    number = OrganisationNumberField(
        _l("Organisationsnummer"),
        description=_l("Tio siffror. Enskild firma skriver personnumret."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    is_foreign = BooleanField(_l("Organisationen är utländsk och har inget svenskt nummer"))

    def validate_number(self, field: Field) -> None:
        """Ask for a number, or for the box that says there is none."""
        if field.process_errors:
            return
        if not field.data and not self.is_foreign.data:
            raise ValidationError(_("Skriv organisationsnumret, eller kryssa i att organisationen är utländsk."))
        if field.data and self.is_foreign.data:
            raise ValidationError(_("Ta bort numret eller krysset. Bara det ena kan stämma."))


class InviteForm(BaseForm):
    """A colleague to invite."""

    email = EmailField(
        _l("Kollegans e-post"),
        [
            InputRequired(_l("Skriv kollegans e-postadress.")),
            Length(max=200),
            Regexp(
                r"^[^@\s]+@[^@\s]+\.[^@\s.]+$", message=_l("Skriv hela adressen, till exempel namn@organisation.se.")
            ),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    right = RadioField(
        _l("Vad ska kollegan få göra?"),
        [InputRequired(_l("Välj vad kollegan får göra."))],
        choices=choices_of((right.value, _l(label)) for right, label in ORGANISATION_RIGHT.items()),
        default=OrganisationRight.EDIT.value,
    )


class ConfirmForm(BaseForm):
    """A button, and the token that goes with it."""
