"""Where a case belongs: its municipality with what the aid map and the region say of it."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

MIXED: Final = "mixed"
OUTSIDE: Final = "none"
_DESO: Final = re.compile(r"\d{4}[ABC]\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality; ``aid_area`` is 1, 2, 3, none or mixed (D35).

    ``is_inland`` and ``is_rural`` (glesbygd) are None until the region has listed it.
    """

    code: str
    name: str
    aid_area: str
    in_region: bool = True
    is_inland: bool | None = None
    is_rural: bool | None = None


def is_deso(code: str) -> bool:
    """Say whether a text is the code of a DeSO area: four digits of the municipality, A, B or C, and four more."""
    return _DESO.fullmatch(code) is not None


def is_excluded(deso: str, ranges: str) -> bool:
    """Say whether a DeSO area lies in one of the ranges, written ``2480C1050–2480C1070, 2480C1140``, ends included.

    Source: M2, aid map 2022-2027.
    """
    for one in ranges.split(","):
        first, _, last = one.strip().partition("–")
        if first <= deso <= (last or first):
            return True
    return False


def is_named(name: str, names: str) -> bool:
    """Say whether a place is among those that are written after each other, in any spelling of its letters."""
    return _folded(name) in {_folded(one) for one in names.split(",")}


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())
