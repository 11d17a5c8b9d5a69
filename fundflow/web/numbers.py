"""Whole numbers that come with an address or a form: anyone can write anything there."""

from typing import Final, TypeVar

from werkzeug.routing import IntegerConverter, Map

Otherwise = TypeVar("Otherwise", int, None)

LARGEST: Final = 2_147_483_647
"""What a column of whole numbers holds, on both databases."""


def whole_number(text: str | None, otherwise: Otherwise) -> int | Otherwise:
    """Return the number that is written with digits alone, or ``otherwise``, also when no column can hold it."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > len(str(LARGEST)):
        return otherwise
    number = int(text)
    return number if number <= LARGEST else otherwise


class IdConverter(IntegerConverter):
    """A whole number in an address; nothing has a number that no column can hold, so there is no such page."""

    def __init__(self, map: Map) -> None:  # noqa: A002 - werkzeug's name
        """Take numbers up to the largest that there can be."""
        super().__init__(map, max=LARGEST)
