"""The language of a request, and ``_`` and ``_l`` with types, which Flask-Babel lacks.

Swedish texts are the msgids. In templates ``_("…")`` formats always, so a percent sign is doubled there: ``50 %%``.
"""

from typing import TYPE_CHECKING

from flask import current_app, has_request_context
from flask_babel import gettext, lazy_gettext, ngettext
from flask_login import current_user

if TYPE_CHECKING:
    from collections.abc import Sequence

SWEDISH = "sv"


def _(text: str, **values: object) -> str:
    """Return the text in the reader's language, with the values put in."""
    return str(gettext(text, **values))


def _l(text: str, **values: object) -> str:
    """Return the text to be translated when it is shown; for labels of forms."""
    return lazy_gettext(text, **values)  # type: ignore[no-any-return]


def _n(one: str, many: str, number: int, **values: object) -> str:
    """Return the form that suits the number, which stands in the text as ``%(num)s``."""
    return str(ngettext(one, many, number, **values))


def chosen_language() -> str:
    """Return the language of the request: the signed-in person's where the service has it, otherwise Swedish."""
    if not has_request_context():
        return SWEDISH
    languages: Sequence[str] = current_app.config["LANGUAGES"]
    language = getattr(current_user, "language", SWEDISH)
    return language if language in languages else SWEDISH
