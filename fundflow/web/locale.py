"""The language of a request, and ``_`` and ``_l`` with types, which Flask-Babel lacks.

Swedish texts are the msgids. In templates ``_("…")`` formats always, so a percent sign is doubled there: ``50 %%``.
"""

from typing import TYPE_CHECKING, Final

from flask import current_app, has_request_context, session
from flask_babel import get_locale, gettext, lazy_gettext, ngettext
from flask_login import current_user

if TYPE_CHECKING:
    from collections.abc import Sequence

SWEDISH: Final = "sv"
LANGUAGE: Final = "language"
"""The key in the session of what somebody not signed in has chosen."""

NAMES: Final = {"sv": "Svenska", "en": "English"}
"""What each language calls itself."""


def _(text: str, **values: object) -> str:
    """Return the text in the reader's language, with the values put in."""
    return str(gettext(text, **values))


def _l(text: str, **values: object) -> str:
    """Return the text to be translated when it is shown; for labels of forms."""
    return lazy_gettext(text, **values)  # type: ignore[no-any-return]


def _n(one: str, many: str, number: int, **values: object) -> str:
    """Return the form that suits the number, which stands in the text as ``%(num)s``."""
    return str(ngettext(one, many, number, **values))


def spoken() -> str:
    """Return the language that texts are written in now: the request's, or Swedish where there is none."""
    return str(get_locale() or SWEDISH)


def chosen_language() -> str:
    """Return the language of the request: the applicant's own choice, or what was chosen in this browser.

    The office works in Swedish. Where nothing is chosen, and for a language that the service lacks, it is Swedish.
    """
    if not has_request_context():
        return SWEDISH
    chosen = session.get(LANGUAGE, SWEDISH)
    if current_user.is_authenticated:
        chosen = SWEDISH if current_user.actor.is_staff else current_user.language
    return chosen if chosen in languages() else SWEDISH


def languages() -> "Sequence[str]":
    """Return the languages that the service has."""
    offered: Sequence[str] = current_app.config["LANGUAGES"]
    return offered
