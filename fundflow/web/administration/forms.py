"""Forms of an administrator: whom to invite, what a person may do, and a list to read in."""

from collections.abc import Iterable

from flask_wtf.file import FileField
from wtforms import EmailField, HiddenField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from fundflow.domain.administration import Standing
from fundflow.domain.delegation import BY_ROLE, DelegationOrder
from fundflow.domain.roles import STAFF, Role
from fundflow.labels.administration import ROLE_HINT
from fundflow.labels.states import ROLE
from fundflow.web.filters import tr
from fundflow.web.forms.base import BaseForm
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import CheckboxesField
from fundflow.web.locale import _, _l


class ConfirmForm(BaseForm):
    """A deed to confirm; nothing but the token."""


class RightsForm(BaseForm):
    """What a person may do in the office; ``seen`` is what the page showed, so that nobody overwrites another."""

    roles = CheckboxesField(_l("Roller"), description=_l("Vad personen gör i tjänsten. Flera går bra."))
    positions = CheckboxesField(
        _l("Befattningar i delegationsordningen"),
        description=_l("Avgör vilka beslut en beslutsfattare får fatta."),
    )
    seen = HiddenField()

    def offer(self, order: DelegationOrder, held: Iterable[str] = ()) -> None:
        """Say what there is to choose; a position that is held and no longer in the order can be unticked."""
        self.roles.choices = choices_of([(role.value, _(ROLE[role])) for role in Role if role in STAFF])
        self.roles.hints = {role.value: _(text) for role, text in ROLE_HINT.items()}
        known = [(key, tr(label)) for key, label in order.positions if key not in BY_ROLE]
        old = sorted(set(held) - {key for key, _label in known})
        self.positions.choices = choices_of(
            [*known, *((key, _("%(key)s (finns inte i ordningen)", key=key)) for key in old)]
        )

    @property
    def chosen_roles(self) -> frozenset[Role]:
        """The roles that are ticked."""
        return frozenset(Role(value) for value in self.roles.data or ())

    @property
    def chosen_positions(self) -> frozenset[str]:
        """The positions that are ticked."""
        return frozenset(self.positions.data or ())


class InviteForm(RightsForm):
    """Someone to invite."""

    email = EmailField(
        _l("E-post"),
        [
            InputRequired(_l("Skriv en e-postadress.")),
            Length(max=200),
            Regexp(
                r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message=_l("Skriv en hel e-postadress, till exempel namn@exempel.se.")
            ),
        ],
        description=_l("Dit går inbjudan. Länken gäller i fjorton dagar."),
        render_kw={"autocomplete": "off"},
    )
    name = StringField(
        _l("Namn"),
        [InputRequired(_l("Skriv personens namn.")), Length(max=120)],
        description=_l("Personen kan rätta det när hen tackar ja."),
        render_kw={"autocomplete": "off"},
    )


class ListForm(BaseForm):
    """A list of old cases to read in."""

    file = FileField(_l("Förteckning, .xlsx eller .csv"))


def written(standing: Standing) -> str:
    """Return a standing as the page's hidden field keeps it."""
    return "|".join(",".join(sorted(part)) for part in (standing.roles, standing.positions))


def read(text: str | None) -> Standing:
    """Return the standing that the hidden field kept; what is no role is left out."""
    roles, _bar, positions = (text or "").partition("|")
    return Standing(
        frozenset(role for role in Role if role in roles.split(",")),
        frozenset(one for one in positions.split(",") if one),
    )
