"""Amounts that may be told in kronor or in euro: how people write them, and what they are in euro.

Such an answer is kept as one text, with its currency after it: ``11 500 000 kr`` or ``420 000 euro``. A number alone is
euro, as all of them once were.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from fundflow.domain.money import hundredths
from fundflow.domain.rates import EuroRate
from fundflow.domain.rulebook import Rulebook, rate_in


class Currency(StrEnum):
    """What an amount is told in; kronor first, since that is what accounts are kept in."""

    SEK = "sek"
    EUR = "eur"


_UNIT: Final = {
    Currency.SEK: re.compile(r"(?<=[0-9\s])(kr\.?|kronor|sek|:-)$", re.IGNORECASE),
    Currency.EUR: re.compile(r"(?<=[0-9\s])(eur|euros?|€)$", re.IGNORECASE),
}
"""A currency stands after a digit or a blank; ``mkr`` and ``tkr`` are other words, left whole."""

_KEPT_UNIT: Final = {Currency.SEK: "kr", Currency.EUR: "euro"}


@dataclass(frozen=True, slots=True)
class CurrencyAmount:
    """An amount of zero or more in one of the currencies."""

    amount: Decimal
    currency: Currency

    def in_euro(self, rate: EuroRate | None) -> Decimal | None:
        """Return it in euro: as it was told, or by the rate to the cent; None where kronor have no rate."""
        if self.currency is Currency.EUR:
            return self.amount
        return rate.in_euro(self.amount) if rate is not None else None

    @property
    def written(self) -> str:
        """The amount as it is kept; euro as a number alone."""
        return f"{self.amount:f}" if self.currency is Currency.EUR else f"{self.amount:f} kr"


def parse_currency_amount(text: str) -> CurrencyAmount:
    """Read an amount as people write it: ``11 500 000 kr``, ``420 000,50 euro``, ``420000`` (euro).

    Blanks separate thousands, as in ``parse_kronor``; ``420.000`` is refused, since it may be read as 420.

    Raises NotAnAmount when the text is no amount or is negative.
    """
    written, currency = apart(text)
    return CurrencyAmount(Decimal(hundredths(written)) / 100, currency or Currency.EUR)


def apart(text: str) -> tuple[str, Currency | None]:
    """Return what was written without its currency, and the currency; None where it names none."""
    written = text.strip()
    for currency, unit in _UNIT.items():
        if (found := unit.search(written)) is not None:
            return written[: found.start()].rstrip(), currency
    return written, None


def together(written: str, currency: str) -> str:
    """Return an amount and the currency that was chosen beside it as one text; a currency that is written wins."""
    text = written.strip()
    if not text or currency not in set(Currency) or apart(text)[1] is not None:
        return text
    return f"{text} {_KEPT_UNIT[Currency(currency)]}"


@dataclass(frozen=True, slots=True)
class Counting:
    """How kronor are counted in euro: by ``rate``, a case's own or else the newest, and on other days by the rules."""

    rate: EuroRate | None = None
    rulebook: Rulebook | None = None

    def on(self, day: object) -> EuroRate | None:
        """Return the rate for aid of a day, whoever tells of it: the region's of that day, or that of the rules.

        What an officer gave the case is of the case's own day; aid whose day is not known is counted by that.

        Source: E11 (partly verified).
        """
        return rate_in(self.rulebook, day) if self.rulebook is not None and isinstance(day, date) else self.rate
