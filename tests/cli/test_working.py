"""The worker as a command: does what is due, ends when it is told to, and says in one line what is wrong."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.cli.working import work
from tests.whole_case import make_world, submitted


@pytest.fixture(autouse=True)
def instance(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance of its own, on a fresh database of each kind, that keeps its letters in a folder."""
    folder = tmp_path / "instance"
    monkeypatch.setenv("FUNDFLOW_INSTANCE", str(folder))
    monkeypatch.setenv("FUNDFLOW_DATABASE_URL", database_url)
    monkeypatch.setenv("FUNDFLOW_DEMO", "true")
    return folder


def send_one_in(engine: Engine, catalogue: Catalogue) -> None:
    with Session(engine, expire_on_commit=False) as session:
        submitted(make_world(session, catalogue))


def test_once_does_what_is_due_and_ends(engine: Engine, catalogue: Catalogue, instance: Path) -> None:
    send_one_in(engine, catalogue)

    first, second = CliRunner().invoke(work, ["--once"]), CliRunner().invoke(work, ["--once"])

    assert first.output == "Utfört: 3\n"
    assert second.output == "Utfört: 0\n"
    assert len(list((instance / "mail").glob("*.eml"))) == 2


def test_it_works_until_it_is_told_to_end(engine: Engine, catalogue: Catalogue, instance: Path) -> None:
    """In a process of its own: a signal to this one would end the tests."""
    send_one_in(engine, catalogue)
    command = [sys.executable, "-m", "fundflow", "work"]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=60)

    assert (first, code) == ("Arbetar. Avsluta med Ctrl+C.\n", 0)
    assert len(list((instance / "mail").glob("*.eml"))) == 2


def test_a_database_without_tables_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNDFLOW_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")

    refused = CliRunner().invoke(work, ["--once"])

    assert refused.exit_code == 1
    assert refused.output == "Error: Databasen saknar tabeller. Kör fundflow db upgrade.\n"
