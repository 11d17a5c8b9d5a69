"""The forms with which a proposal is decided or sent back."""

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from fundflow.domain.periods import swedish_day
from fundflow.web.access import now
from fundflow.web.forms.base import BaseForm
from fundflow.web.forms.fields import SwedishDateField
from fundflow.web.locale import _, _l

APPROVE = "approve"
SEND_BACK = "send_back"


class DecideForm(BaseForm):
    """As proposed, or back to the officer."""

    choice = RadioField(_l("Vad beslutar du?"), [InputRequired(_l("Välj vad du beslutar."))], validate_choice=False)
    reason = TextAreaField(
        _l("Varför återlämnas förslaget?"),
        [Length(max=2000)],
        description=_l("Handläggaren får läsa det. Det står inte i beslutet."),
        render_kw={"rows": 3},
    )
    confirmed = HiddenField()


class BoardForm(DecideForm):
    """What the board decided, as the secretary records it."""

    meeting_on = SwedishDateField(_l("Sammanträdesdag"), [Optional()])
    paragraph = StringField(
        _l("Paragraf i protokollet"), [Optional(), Length(max=40)], description=_l("Till exempel § 14.")
    )

    def validate_meeting_on(self, field: SwedishDateField) -> None:
        """Refuse a meeting that has not been held."""
        if field.data is not None and field.data > swedish_day(now()):
            raise ValidationError(_("Sammanträdet har inte varit än."))


class EmptyForm(BaseForm):
    """A deed without anything to fill in; it carries the token."""
