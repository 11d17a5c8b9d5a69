"""A SQLite file and a throw-away PostgreSQL of our own, both made by the migrations."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from fundflow import paths
from fundflow.models.engine import prepare


def upgrade(engine: sa.Engine, revision: str = "head") -> None:
    """Bring a database to a revision through the shipped history."""
    command.upgrade(configuration(engine), revision)


def configuration(engine: sa.Engine) -> Config:
    """Return Alembic's configuration for an engine."""
    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS))
    config.attributes["engine"] = engine
    return config


def postgres_programs() -> Path | None:
    """Return where initdb and pg_ctl lie; None when PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) if Path("/usr/lib/postgresql").is_dir() else []
    return found[-1].parent if found else None


@contextmanager
def postgres_cluster() -> Iterator[str]:
    """Start a cluster in a temporary folder, on a Unix socket only, and yield the folder of its socket."""
    programs = postgres_programs()
    assert programs is not None, "PostgreSQL is not installed"
    folder = Path(tempfile.mkdtemp(prefix="fundflow-pg-"))
    as_whom = []
    if os.geteuid() == 0:  # PostgreSQL refuses root
        shutil.chown(folder, "postgres", pwd.getpwnam("postgres").pw_gid)
        as_whom = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    data = folder / "data"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    subprocess.run(
        [*as_whom, programs / "initdb", "-D", data, "-A", "trust", "-U", "fundflow", "-E", "UTF8", "--locale=C.UTF-8"],
        **quiet,
    )
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c synchronous_commit=off"
    options += " -c full_page_writes=off -c max_connections=200"
    start = [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"]
    subprocess.run([*as_whom, *start], **quiet)
    try:
        yield str(folder)
    finally:
        subprocess.run([*as_whom, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def statements_to(engine: sa.Engine) -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile; one for many rows is one."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


class ReusedDatabase:
    """One PostgreSQL database that is emptied between tests: a new one for each costs more than most tests do.

    Rows are taken away past the triggers that refuse it, and numbers begin again at one. A database whose tables a test
    has changed is thrown away and made anew.
    """

    def __init__(self, socket_folder: str, template: str, name: str) -> None:
        """Tell where the cluster is, what to copy and what to call the copy."""
        self.url = postgres_url(socket_folder, name)
        self._template, self._name = template, name
        address = postgres_url(socket_folder, "postgres")
        self._admin = sa.create_engine(address, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        self._inside = sa.create_engine(self.url, poolclass=sa.NullPool)
        self._made = ""

    def make_empty(self) -> None:
        """Leave the database as the template is, whatever was done to it; throws out whoever is still connected."""
        with self._admin.connect() as connection:
            connection.execute(
                sa.text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
                {"name": self._name},
            )
        if self._made and self._tables() == self._made:
            with self._inside.begin() as connection:
                connection.exec_driver_sql(EMPTY)
            return
        with self._admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")
            connection.exec_driver_sql(f"CREATE DATABASE {self._name} TEMPLATE {self._template} STRATEGY = FILE_COPY")
        self._made = self._tables()

    def _tables(self) -> str:
        """Return what differs as soon as a table, index, trigger or function is made, dropped or switched off."""
        with self._inside.connect() as connection:
            return str(connection.exec_driver_sql(_TABLES).scalar_one())


_TABLES: Final = """
    SELECT concat_ws(' ',
        (SELECT concat(count(*), '/', max(oid::bigint)) FROM pg_class WHERE relnamespace = 'public'::regnamespace),
        (SELECT concat(count(*), '/', max(oid::bigint)) FROM pg_proc WHERE pronamespace = 'public'::regnamespace),
        (SELECT concat(count(*), '/', max(oid::bigint)) FROM pg_constraint),
        (SELECT concat(count(*), '/', max(oid::bigint), '/', min(tgenabled)) FROM pg_trigger),
        (SELECT string_agg(version_num, ' ') FROM alembic_version))
"""

EMPTY: Final = """
    DO $$
    DECLARE one record; found boolean;
    BEGIN
        SET LOCAL session_replication_role = replica;
        FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
            EXECUTE 'SELECT EXISTS (SELECT FROM ' || quote_ident(one.tablename) || ')' INTO found;
            IF found THEN
                EXECUTE 'DELETE FROM ' || quote_ident(one.tablename);
            END IF;
        END LOOP;
        PERFORM setval(quote_ident(sequencename)::regclass, start_value, false)
            FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
    END $$
"""


def postgres_url(socket_folder: str, database: str) -> str:
    """Return the address of a database in the cluster."""
    return f"postgresql+psycopg://fundflow@/{database}?host={socket_folder}"


STATEMENTS_KEPT: Final = 5_000
"""How many statements an engine of the tests remembers in SQL: all that the suite sends."""


def engine_for(url: str) -> sa.Engine:
    """Return an engine that behaves as the service's own."""
    return prepare(sa.create_engine(url, query_cache_size=STATEMENTS_KEPT))


@cache
def kept_engine(url: str) -> sa.Engine:
    """Return the engine of this process for an address: one that knows its statements from earlier tests.

    Only what SQL they are is kept: whoever borrows it closes its connections (``dispose``).
    """
    return engine_for(url)
