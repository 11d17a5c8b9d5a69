"""Who is to have a case: one from its own page, several from the desk."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField
from wtforms.validators import InputRequired

from fundflow.web.forms.base import BaseForm
from fundflow.web.forms.choices import choices_of
from fundflow.web.locale import _, _l


class AssignForm(BaseForm):
    """Who is to have the case."""

    officer = SelectField(
        _l("Handläggare"), [InputRequired(_l("Välj vem som ska ha ärendet."))], coerce=str, validate_choice=True
    )


def officer_choices(people: Sequence[tuple[int, str]], me: int) -> list[Any]:
    """Return the officers to choose from, the person who chooses first."""
    mine = [(str(one), _("Jag, %(name)s", name=name)) for one, name in people if one == me]
    return choices_of(mine + [(str(one), name) for one, name in people if one != me])
