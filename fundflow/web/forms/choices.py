"""Choices of a field, as the library wants them; it has stopped taking pairs."""

from collections.abc import Iterable
from typing import Any

from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs


def choices_of(pairs: Iterable[tuple[str, str]]) -> list[Any]:
    """Return the choices of these values and labels, in order."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]
