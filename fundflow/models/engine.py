"""What every connection is told: SQLite's pragmas, who says BEGIN, and Swedish order."""

import unicodedata
from typing import Any, Final

from sqlalchemy import Connection, Engine, event

# "{" comes right after "z".
_PLACE: Final = {letter: f"{{{place}" for place, letter in enumerate("åäö", start=1)}


def folded(text: str) -> str:
    """Return the text as search keeps and compares it: NFC, lower case, single blanks; å, ä and ö stay."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def swedish_key(text: str) -> str:
    """Return a key that sorts as Swedish does: å, ä, ö last; other accents as their letter."""
    key = []
    for letter in unicodedata.normalize("NFC", text).casefold():
        if letter in _PLACE:
            key.append(_PLACE[letter])
        else:
            key.append(unicodedata.normalize("NFD", letter)[0])
    return "".join(key)


def swedish_order(left: str, right: str) -> int:
    """Compare two texts in Swedish order, as a collation asks for."""
    left_key, right_key = (swedish_key(left), left), (swedish_key(right), right)
    return (left_key > right_key) - (left_key < right_key)


_PATIENCE_MS: Final = 30_000
"""How long a writer waits for the others on SQLite, which lets them in one at a time and in no order."""


def prepare(engine: Engine) -> Engine:
    """Tell the engine how its connections behave; PostgreSQL needs nothing that its migrations do not give."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tell)
        event.listen(engine, "begin", _begin)
    return engine


def _tell(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={_PATIENCE_MS}"):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_collation("sv", swedish_order)
    connection.create_function("lower", 1, _lower, deterministic=True)  # its own knows a-z only


def _lower(text: str | None) -> str | None:
    return None if text is None else text.lower()


def _begin(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reads_only else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
