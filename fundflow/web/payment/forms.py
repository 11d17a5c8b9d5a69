"""The form by which costs are taken out of a file; the claim itself is a sheet of questions."""

from wtforms import HiddenField, RadioField

from fundflow.web.forms.base import BaseForm
from fundflow.web.forms.choices import choices_of
from fundflow.web.locale import _l


class CostFileForm(BaseForm):
    """Where rows from a file are to go; the file itself is read by the view."""

    place = RadioField(
        _l("Vad ska hända med de rader som redan finns?"),
        choices=choices_of([("after", _l("Behåll dem och lägg till de nya efter")), ("instead", _l("Byt ut alla"))]),
        default="after",
        validate_choice=False,
    )
    onto = HiddenField()
