"""Numbers of organisations and cases, and municipality codes."""

import re
from typing import Final

from stdnum.exceptions import ValidationError
from stdnum.se import orgnr, personnummer

_DIGITS: Final = re.compile(r"[\s\u00a0-]+")
_MUNICIPALITY: Final = re.compile(r"^\d{4}$")


class NotANumber(ValueError):
    """The text is not a valid number of its kind."""


def organisation_number(text: str) -> str:
    """Return a Swedish organisation number as ``559999-0008``, or a sole trader's personal number alike.

    Accepts it with or without hyphen, blanks and the prefix 16 that registers write. The check digit must agree,
    and the third digit of an organisation number is at least 2.

    Raises NotANumber otherwise.
    """
    digits = _DIGITS.sub("", text)
    if len(digits) == 12 and digits.startswith("16"):
        digits = digits[2:]
    try:
        if len(digits) == 10 and int(digits[2]) >= 2:
            return str(orgnr.format(orgnr.validate(digits)))
        return str(personnummer.validate(digits))
    except (ValidationError, ValueError) as error:
        raise NotANumber(text) from error


def is_personal_number(number: str) -> bool:
    """Say whether a formatted number is a person's, which is to be masked where the public reads."""
    return int(_DIGITS.sub("", number)[-8]) < 2


def masked_number(number: str) -> str:
    """Return a number as lists show it: an organisation's in full, a person's without its last four digits (L26)."""
    return f"{number[:-4]}XXXX" if is_personal_number(number) else number


def is_municipality_code(text: str) -> bool:
    """Say whether the text has the form of a municipality code of Statistics Sweden."""
    return bool(_MUNICIPALITY.match(text))


def registry_number(prefix: str, year: int, sequence: int) -> str:
    """Return a case's number in the diary, as ``RUN 2026/00042``."""
    return f"{prefix} {year}/{sequence:05d}"
