"""Every text of a programme with the place where it stands, for what must be true of all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from fundflow.domain.programme import Text


def texts_in(value: object, at: str = "") -> Iterator[tuple[str, Text]]:
    """Yield every text in a shape of the catalogue, deep; the place is a path of fields and keys."""
    if isinstance(value, Text):
        yield at, value
    elif is_dataclass(value):
        here = f"{at}[{key}]" if (key := getattr(value, "key", None)) else at
        for field in fields(value):
            yield from texts_in(getattr(value, field.name), f"{here}.{field.name}")
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from texts_in(one, f"{at}.{key}")
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_in(one, at)
