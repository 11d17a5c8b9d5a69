"""Deeds of the tests that are done once in each process: what they left in the database is put back after that.

Nearly every test begins with a case that stands somewhere, and taking it there costs more than most tests do. A fixture
says when a database is empty (``is_empty``). As long as nothing is written to it but remembered deeds it is known
what it holds, and a deed that was done to such a database before is not done again: its rows are put back, with the
ids that they had. As soon as the test has changed anything itself, deeds are done in earnest.

    def granted_case(journey): return remember(journey.engine, ("granted_case",), lambda: ...)
"""

import sqlite3
import threading
from collections.abc import Callable, Hashable
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

import sqlalchemy as sa
from psycopg import sql

from fundflow.models.base import Base
from tests.databases import EMPTY

Answer = TypeVar("Answer")


@dataclass
class _Known:
    """What has been done to a database that began empty, and how many statements had written at that time."""

    is_sure: bool = False
    url: str = ""
    deeds: tuple[Hashable, ...] = ()
    writes: int = 0


_known = _Known()
_kept: Final[dict[tuple[Hashable, ...], tuple[Any, Any]]] = {}
_writes = 0
_READS: Final = ("SELECT", "BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")


@sa.event.listens_for(sa.Engine, "before_cursor_execute")
def _count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
    global _writes
    if statement.lstrip().upper().startswith(_READS):
        return
    _writes += 1
    if threading.current_thread() is not threading.main_thread():
        nothing_is_known()  # a worker or a server writes when it will


def is_empty(url: str) -> None:
    """Say that the database of this address is empty now."""
    _known.is_sure = True
    _know(str(sa.make_url(url)), ())


def nothing_is_known() -> None:
    """Let every deed be done in earnest until a database is said to be empty again."""
    _known.is_sure = False


def is_known(engine: sa.Engine) -> bool:
    """Say whether nothing is in the database but what remembered deeds have left."""
    return _known.is_sure and (_known.url, _known.writes) == (str(engine.url), _writes)


def remember(engine: sa.Engine, deed: tuple[Hashable, ...], do: Callable[[], Answer]) -> Answer:
    """Do a deed that commits what it does, or put back what it left in a database like this one; return its answer.

    ``deed``: its name and all that it depends on but the database. No transaction may be open.
    """
    url = str(engine.url)
    if not is_known(engine):
        return do()
    deeds = (*_known.deeds, deed)
    if (url, *deeds) in _kept:
        answer, rows = _kept[url, *deeds]
        _put_back(engine, rows)
    else:
        answer = do()
        rows = _taken_from(engine)
        if _known.is_sure:
            _kept[url, *deeds] = answer, rows
    _know(url, deeds)
    return cast(Answer, answer)


def _know(url: str, deeds: tuple[Hashable, ...]) -> None:
    _known.url, _known.deeds, _known.writes = url, deeds, _writes


def _taken_from(engine: sa.Engine) -> Any:
    with closing(engine.raw_connection()) as connection:
        driver: Any = connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            return _without_log(driver.serialize())
        with driver.cursor() as cursor:
            return {table: rows for table in Base.metadata.tables if (rows := _copied(cursor, table))}, _numbers(cursor)


def _put_back(engine: sa.Engine, rows: Any) -> None:
    with closing(engine.raw_connection()) as connection:
        driver: Any = connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            with closing(sqlite3.connect(":memory:")) as copy:
                copy.deserialize(rows)
                copy.backup(driver)
            return
        with driver.transaction(), driver.cursor() as cursor:
            cursor.execute(EMPTY)
            cursor.execute("SET LOCAL session_replication_role = replica")
            tables, numbers = rows
            for table, content in tables.items():
                with cursor.copy(_command("COPY {} FROM STDIN (FORMAT BINARY)", table)) as copying:
                    copying.write(content)
            for sequence, number in numbers:
                cursor.execute("SELECT setval(%s::regclass, %s)", (sequence, number))


# ----- SQLite: the whole file

_VERSIONS: Final = slice(18, 20)
"""Where a file says that it is written with a log beside it, which a database in memory cannot have."""


def _without_log(content: bytes) -> bytes:
    changed = bytearray(content)
    changed[_VERSIONS] = b"\1\1"
    return bytes(changed)


# ----- PostgreSQL: the rows of each table, and how far each sequence has counted


def _copied(cursor: Any, table: str) -> bytes:
    """Return the rows of a table; nothing when it has none."""
    cursor.execute(_command("SELECT EXISTS (SELECT FROM {})", table))
    if not cursor.fetchone()[0]:
        return b""
    with cursor.copy(_command("COPY {} TO STDOUT (FORMAT BINARY)", table)) as copying:
        return b"".join(bytes(part) for part in copying)


def _numbers(cursor: Any) -> list[tuple[str, int]]:
    cursor.execute(
        "SELECT quote_ident(sequencename), last_value FROM pg_sequences "
        "WHERE schemaname = 'public' AND last_value IS NOT NULL"
    )
    return list(cursor.fetchall())


def _command(text: str, table: str) -> sql.Composed:
    return sql.SQL(text).format(sql.Identifier(table))
