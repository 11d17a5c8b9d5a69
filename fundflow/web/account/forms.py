"""Forms of the account pages."""

from flask_babel import lazy_gettext
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import InputRequired, Length, Regexp, ValidationError

from fundflow.services.accounts import SHORTEST_PASSWORD
from fundflow.web.forms.base import BaseForm
from fundflow.web.locale import _l

_LONGEST_PASSWORD = 200
_ADDRESS = Regexp(
    r"^[^@\s]+@[^@\s]+\.[^@\s.]+$", message=_l("Skriv hela e-postadressen, till exempel namn@organisation.se.")
)


def _new_password(label: str) -> PasswordField:
    return PasswordField(
        label,
        [
            InputRequired(_l("Välj ett lösenord.")),
            Length(
                SHORTEST_PASSWORD,
                _LONGEST_PASSWORD,
                lazy_gettext("Lösenordet ska ha minst %(least)s tecken.", least=SHORTEST_PASSWORD),
            ),
        ],
        description=_l(
            "Minst %(least)s tecken. Flera ord efter varandra är lätta att minnas och svåra att gissa.",
            least=SHORTEST_PASSWORD,
        ),
        render_kw={"autocomplete": "new-password", "maxlength": _LONGEST_PASSWORD},
    )


def _email(label: str, autocomplete: str = "username") -> EmailField:
    return EmailField(
        label,
        [InputRequired(_l("Skriv din e-postadress.")), Length(max=200), _ADDRESS],
        render_kw={"autocomplete": autocomplete, "spellcheck": "false"},
    )


def _name() -> StringField:
    return StringField(
        _l("Ditt namn"),
        [InputRequired(_l("Skriv ditt namn.")), Length(max=200)],
        render_kw={"autocomplete": "name"},
    )


class SignInForm(BaseForm):
    """Address and password."""

    email = _email(_l("E-post"))
    password = PasswordField(
        _l("Lösenord"),
        [InputRequired(_l("Skriv ditt lösenord.")), Length(max=_LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )


class SignUpForm(BaseForm):
    """Who wants an account; the password is chosen by whoever opens the letter."""

    name = _name()
    email = _email(_l("E-post"))


class AddressForm(BaseForm):
    """Where to send a link."""

    email = _email(_l("E-post"))


class NewPasswordForm(BaseForm):
    """A password set by a link."""

    password = _new_password(_l("Nytt lösenord"))


class OwnerForm(BaseForm):
    """What whoever opens the letter to a new account writes."""

    name = _name()
    password = _new_password(_l("Lösenord"))


class ConfirmForm(BaseForm):
    """A button alone: what it does is said beside it."""


class ChangePasswordForm(BaseForm):
    """The old password and a new one."""

    old_password = PasswordField(
        _l("Nuvarande lösenord"),
        [InputRequired(_l("Skriv det lösenord du har nu."))],
        render_kw={"autocomplete": "current-password"},
    )
    new_password = _new_password(_l("Nytt lösenord"))

    def validate_new_password(self, field: PasswordField) -> None:
        """Refuse the same password again."""
        if field.data and field.data == self.old_password.data:
            raise ValidationError(_l("Välj ett annat lösenord än det du har nu."))
