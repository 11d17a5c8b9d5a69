"""Sentences with several ways to say the same thing, of which one is drawn and filled in."""

import tomllib
from pathlib import Path
from random import Random
from typing import Any, Final

_FILE: Final = Path(__file__).resolve().parent / "content" / "phrases.toml"
_PHRASES: Final[dict[str, dict[str, Any]]] = tomllib.loads(_FILE.read_text("utf-8"))


def phrase(chance: Random, room: str, name: str, **filled: object) -> str:
    """Return one of the ways to say something, with its places filled in."""
    ways = _PHRASES[room][name]
    way: str = ways if isinstance(ways, str) else chance.choice(ways)
    return way.format(**filled) if filled else way


def ways(room: str, name: str) -> tuple[str, ...]:
    """Return every way."""
    return tuple(_PHRASES[room][name])
