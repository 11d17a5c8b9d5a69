"""Forms of an applicant's facts and of those who act for it."""

from collections.abc import Iterable
from typing import Final

from babel import Locale
from flask_babel import get_locale
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

_NO_COUNTRIES: Final = frozenset({"EU", "EZ", "QO", "SE", "UN", "XA", "XB", "XK", "ZZ"})
_LAST: Final = str.maketrans("åäö", "{|}")
"""Puts å, ä and ö last, in the order of the Swedish alphabet."""

ELSEWHERE: Final = "annan"
"""Chosen where the organisation works in none of the region's municipalities."""

_NEAREST: Final = ("FI", "NO", "DK", "AX", "IS")


def countries() -> list[tuple[str, str]]:
    """Return code and name of every country but Sweden, in the reader's language, the nearest first."""
    names = (get_locale() or Locale("sv")).territories
    others = {code: name for code, name in names.items() if len(code) == 2 and code not in _NO_COUNTRIES}
    nearest = [(code, others[code]) for code in _NEAREST if code in others]
    rest = sorted(
        ((code, name) for code, name in others.items() if code not in _NEAREST and code.isalpha()),
        key=lambda one: one[1].casefold().translate(_LAST),
    )
    return [*nearest, *rest]


def country_name(code: str | None) -> str:
    """Return what a country is called in the reader's language; nothing for none."""
    return dict(countries()).get(code or "", code or "")


class FactsForm(BaseForm):
    """What is written of an applicant beside its name and number; a foreign one also has a country."""

    kind = SelectField(_l("Vilken sorts organisation är det?"), [InputRequired(_l("Välj sort."))], validate_choice=True)
    municipality = SelectField(
        _l("I vilken kommun har ni er verksamhet?"), [InputRequired(_l("Välj kommun."))], validate_choice=True
    )
    address = TextAreaField(
        _l("Postadress"), [Optional(), Length(max=300)], render_kw={"autocomplete": "street-address"}
    )

    country = SelectField(_l("Vilket land är organisationen registrerad i?"), choices=[], validate_choice=True)
    foreign_id = StringField(
        _l("Nummer i landets register"),
        [Optional(), Length(max=40)],
        description=_l("Till exempel finländskt FO-nummer."),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )

    def offer(self, municipalities: Iterable[tuple[str, str]]) -> None:
        """Say which kinds and municipalities there are to choose among."""
        kinds = ((kind.value, _(label)) for kind, label in APPLICANT_KIND.items())
        self.country.choices = choices_of([("", _("Välj")), *countries()])
        self.kind.choices = choices_of([("", _("Välj")), *kinds])
        elsewhere = (ELSEWHERE, _("Annan kommun eller utanför länet"))
        self.municipality.choices = choices_of([("", _("Välj")), *municipalities, elsewhere])

    def facts(self, name: str, number: str | None) -> OrganisationFacts:
        """Return what was written."""
        return OrganisationFacts(
            name=" ".join(name.split()),
            number=number,
            kind=ApplicantKind(self.kind.data),
            municipality_code=None if text_of(self.municipality) == ELSEWHERE else text_of(self.municipality),
            address=text_of(self.address) or None,
            country=None if number else text_of(self.country) or None,
            foreign_id=None if number else text_of(self.foreign_id) or None,
        )


class RegisterForm(FactsForm):
    """A new applicant, with its number; a foreign one has none."""

    name = StringField(
        _l("Vad heter organisationen?"),
        [InputRequired(_l("Skriv organisationens namn.")), Length(max=200)],
        description=_l("Som namnet är registrerat."),
        render_kw={"autocomplete": "organization"},
    )
    number = OrganisationNumberField(
        _l("Organisationsnummer"),
        description=_l("Tio siffror. Enskild firma skriver personnumret."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    is_foreign = BooleanField(_l("Organisationen är utländsk och har inget svenskt nummer"))

    def validate_country(self, field: Field) -> None:
        """Ask for the country of a foreign organisation."""
        if self.is_foreign.data and not field.data:
            raise ValidationError(_("Välj vilket land organisationen är registrerad i."))

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


class RightForm(BaseForm):
    """What a colleague may do."""

    right = RadioField(
        _l("Vad ska kollegan få göra?"),
        [InputRequired(_l("Välj vad kollegan får göra."))],
        choices=choices_of((right.value, _l(label)) for right, label in ORGANISATION_RIGHT.items()),
    )


class ConfirmForm(BaseForm):
    """A button, and the token that goes with it."""
