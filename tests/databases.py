"""A SQLite file and a throw-away PostgreSQL of our own, both made by the migrations."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


def postgres_url(socket_folder: str, database: str) -> str:
    """Return the address of a database in the cluster."""
    return f"postgresql+psycopg://fundflow@/{database}?host={socket_folder}"


def engine_for(url: str) -> sa.Engine:
    """Return an engine that behaves as the service's own."""
    return prepare(sa.create_engine(url))
