"""Swedish texts as source texts, and their translations; no Flask here, so that letters and documents may speak."""

from collections.abc import Callable
from functools import cache

from babel.support import Translations

from fundflow import paths

_SOURCE = "sv"


def msgid(text: str) -> str:
    """Mark a Swedish text for translation and return it unchanged."""
    return text


@cache
def translator(language: str) -> Callable[[str], str]:
    """Return what translates a marked text to the language; a text that is not translated stays Swedish."""
    if language == _SOURCE:
        return msgid
    gettext: Callable[[str], str] = Translations.load(paths.TRANSLATIONS, [language]).gettext
    return gettext
