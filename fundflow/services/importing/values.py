"""Cells as people write them, read as what they mean; what cannot be read says why."""

import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, TypeVar

from fundflow.domain.concepts import OUTSIDE_COUNTY, WHOLE_COUNTY
from fundflow.domain.identifiers import NotANumber, is_municipality_code, organisation_number
from fundflow.domain.money import Money, NotAnAmount, parse_kronor
from fundflow.domain.periods import swedish_day
from fundflow.domain.texts import Text
from fundflow.i18n import msgid

_SOFT_HYPHEN: Final = "\u00ad"
_FIRST_YEAR: Final = 1950
_LAST_YEAR: Final = 2100
_YES: Final = frozenset({"ja", "yes", "true", "sant", "1", "x"})
_NO: Final = frozenset({"nej", "no", "false", "falskt", "0"})
_Kind = TypeVar("_Kind", bound=StrEnum)


class BadValue(ValueError):
    """The cell cannot be read as what its column holds; the argument is the reason, in Swedish."""

    @property
    def reason(self) -> str:
        """Why it cannot be read."""
        reason: str = self.args[0]
        return reason


class Reason(str):
    """What is told of a cell or column, in Swedish; text and values are kept apart too, for another language."""

    __slots__ = ("text", "values")
    text: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, text: str, **values: object) -> "Reason":
        """Return what is told; a value may be a text in several languages."""
        reason = cls(text.format(**values))
        reason.text, reason.values = text, values
        return reason

    def said(self, translate: Callable[[str], str], language: str) -> str:
        """Return it in a language."""
        values = self.values.items()
        said = {name: one.read_in(language) if isinstance(one, Text) else one for name, one in values}
        return translate(self.text).format(**said)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong: where, what stands there, and why. ``row`` None: the whole file or a whole column."""

    row: int | None
    column: str | None
    value: str
    reason: str

    def in_language(self, translate: Callable[[str], str], language: str) -> "Problem":
        """Return the problem in a language; a column that is called as in the list keeps that name."""
        column, reason = self.column, self.reason
        return replace(
            self,
            column=column.said(translate, language) if isinstance(column, Reason) else column,
            reason=reason.said(translate, language) if isinstance(reason, Reason) else translate(reason),
        )

    def __str__(self) -> str:
        where = [f"Rad {self.row}" if self.row else "Filen", *([self.column] if self.column else [])]
        what = [f"”{self.value}”"] if self.value else []
        return f"{', '.join([*where, *what])}: {self.reason}"


def is_blank(cell: object) -> bool:
    """Say whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not one_line(cell))


def one_line(text: str) -> str:
    """Return the text in NFC on one line, with single blanks and without soft hyphens (X46, H3)."""
    return " ".join(unicodedata.normalize("NFC", text).replace(_SOFT_HYPHEN, "").split())


def text(cell: object) -> str:
    """Return a cell as a text; a number that Excel made of a code becomes its digits again."""
    match cell:
        case bool():
            raise BadValue(msgid("är sant eller falskt, inte en text."))
        case str():
            return one_line(cell)
        case int():
            return str(cell)
        case Decimal():
            return str(int(cell)) if cell == cell.to_integral_value() else str(cell)
        case date():
            return cell.isoformat()[:10]
        case _:
            raise BadValue(msgid("går inte att läsa som en text."))


def key(cell: object) -> str:
    """Return a key: a text in lower case."""
    return text(cell).lower()


def keys(cell: object) -> tuple[str, ...]:
    """Return the keys of a list with ``|`` between them."""
    return tuple(one for part in text(cell).split("|") if (one := one_line(part).lower()))


def amount(cell: object) -> Money:
    """Return an amount in kronor: a number, or a text as ``1 234 567,50``; never below zero."""
    if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool):
        ore = Decimal(cell) * 100
        if ore < 0:
            raise BadValue(msgid("är mindre än noll."))
        if ore != ore.to_integral_value():
            raise BadValue(msgid("har mer än två decimaler."))
        return Money(int(ore))
    try:
        return parse_kronor(text(cell))
    except NotAnAmount:
        reason = msgid("är inget belopp i kronor. Skriv till exempel 1234567 eller 1 234 567,50.")
        raise BadValue(reason) from None


def year(cell: object) -> int:
    """Return a year with four digits."""
    written = text(cell)
    if not (written.isdecimal() and _FIRST_YEAR <= int(written) <= _LAST_YEAR):
        raise BadValue(msgid("är inget årtal. Skriv till exempel 2018."))
    return int(written)


def day(cell: object) -> date:
    """Return a day: a date of the spreadsheet, or a text as ``2018-05-03``."""
    if isinstance(cell, datetime):
        return cell.date() if cell.tzinfo is None else swedish_day(cell)
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        with suppress(ValueError):
            return datetime.fromisoformat(one_line(cell)).date()
    raise BadValue(msgid("är ingen dag. Skriv till exempel 2018-05-03."))


def percent(cell: object) -> Decimal:
    """Return a percentage (0-100)."""
    try:
        number = Decimal(text(cell).removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        raise BadValue(msgid("är ingen procentsats. Skriv till exempel 45.")) from None
    if not 0 <= number <= 100:
        raise BadValue(msgid("ligger inte mellan 0 och 100."))
    return number


def yes_or_no(cell: object) -> bool:
    """Return yes or no."""
    written = "ja" if cell is True else "nej" if cell is False else key(cell)
    if written not in _YES | _NO:
        raise BadValue(msgid("är varken ja eller nej."))
    return written in _YES


def number_of_organisation(cell: object) -> str:
    """Return a Swedish organisation number in its usual form."""
    try:
        return organisation_number(text(cell))
    except NotANumber:
        reason = msgid("är inget svenskt organisationsnummer. Lämna cellen tom om numret inte är känt.")
        raise BadValue(reason) from None


def municipality(cell: object) -> str:
    """Return a municipality code, or the whole county or outside it."""
    written = key(cell)
    if not (is_municipality_code(written) or written in (WHOLE_COUNTY, OUTSIDE_COUNTY)):
        reason = msgid("är ingen kommunkod. Skriv fyra siffror, {whole} eller {outside}.")
        raise BadValue(reason.format(whole=WHOLE_COUNTY, outside=OUTSIDE_COUNTY))
    return written


def one_of(kind: type[_Kind]) -> Callable[[object], _Kind]:
    """Return a reader of a closed set."""

    def read(cell: object) -> _Kind:
        try:
            return kind(key(cell))
        except ValueError:
            raise BadValue(msgid("är inte något av {known}.").format(known=", ".join(kind))) from None

    return read
