"""How a document speaks: its texts, amounts and days in one language, where no request tells which."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from fundflow.domain.money import Money
from fundflow.domain.texts import Text
from fundflow.i18n import msgid, translator
from fundflow.labels.amounts import SWEDISH, kronor_text, long_day


@dataclass(frozen=True, slots=True)
class Speech:
    """One language, and what translates the texts that are marked for it."""

    language: str
    translate: Callable[[str], str]

    def say(self, text: str, **values: object) -> str:
        """Return a marked text in the language, with the values put in."""
        said = self.translate(text)
        return said % values if values else said

    def read(self, text: Text) -> str:
        """Return a text of the catalogue in the language."""
        return text.read_in(self.language)

    def amount(self, amount: Money) -> str:
        """Return an amount in full."""
        return kronor_text(amount, self.language)

    def day(self, day: date, *, weekday: bool = True) -> str:
        """Return a day in full."""
        return long_day(day, weekday=weekday, language=self.language)


IN_SWEDISH: Final = Speech(SWEDISH, msgid)
"""What the region decides and keeps is in Swedish. Source: språklagen (2009:600) 10 §."""


def speech_in(language: str) -> Speech:
    """Return the speech of a language of the service."""
    return Speech(language, translator(language))
