"""The form of a message."""

import secrets
from typing import Any

from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from fundflow.web.forms.base import BaseForm
from fundflow.web.locale import _l


class MessageForm(BaseForm):
    """A message; its token makes a double click one message."""

    text = TextAreaField(
        _l("Meddelande"),
        [InputRequired(_l("Skriv meddelandet.")), Length(max=4000)],
        render_kw={"rows": 5},
    )
    token = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.token.data = self.token.data or secrets.token_urlsafe(16)
