"""Times the pages and the workbook over 20 000 cases, in the server; tells each against its limit.

bin/bench                                    on SQLite
FUNDFLOW_BENCH_DATABASE=postgresql bin/bench on a throw-away PostgreSQL
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from fundflow.app import create_app
from fundflow.cli.demo_region.people import PASSWORD
from fundflow.extensions import db
from fundflow.models.case import Case
from tests.benchmarks.multiply import multiply
from tests.databases import postgres_cluster, postgres_url
from tests.pages import Browser

CASES = int(os.environ.get("FUNDFLOW_BENCH_CASES", "20000"))
DEMO = 300
TIMES = 40
PAGE, STATISTICS, WORKBOOK = 100.0, 500.0, 10_000.0
"""Limits in milliseconds, the 95th percentile: an ordinary page, the statistics page, the workbook once."""
MEMORY = 300
"""The most that the workbook may take, in megabytes."""


@dataclass(frozen=True)
class Timed:
    """What was timed, how long it took (the 95th percentile) and the limit, in milliseconds."""

    what: str
    took: float
    limit: float
    more: str = ""

    def __str__(self) -> str:
        mark = "  " if self.took <= self.limit else "! "
        return f"{mark}{self.what:42}{self.took:9.0f} ms   (limit {self.limit:.0f} ms){self.more}"


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Count what is asked of the database."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(engine, "before_cursor_execute", note)


def timed_page(app: Flask, client: FlaskClient, what: str, address: str, limit: float = PAGE) -> Timed:
    """Open a page many times and return the 95th percentile, with how many statements one opening takes."""
    client.get(address)
    with statements(app) as asked:
        assert client.get(address).status_code == 200, address
    took = []
    for _ in range(TIMES):
        start = time.perf_counter()
        client.get(address)
        took.append((time.perf_counter() - start) * 1000)
    return Timed(what, statistics.quantiles(took, n=20)[-1], limit, f"   {len(asked)} statements")


def signed_in(app: Flask, email: str) -> FlaskClient:
    """A client of the person of that address."""
    browser = Browser(app.test_client())
    browser.sign_in(email, PASSWORD)
    return browser.client


def pages(app: Flask) -> Iterator[Timed]:
    """Time the pages that people live in."""
    officer = signed_in(app, "ylva.sandmo@nordanland.example")
    applicant = signed_in(app, "maja.tallmyr@nordanmat.example")
    with app.app_context():
        case_id = db.session.scalar(sa.select(Case.id).where(Case.state == "in_preparation").limit(1))
        draft_id = db.session.scalar(
            sa.select(Case.id).where(Case.state == "draft", Case.discarded_at.is_(None)).order_by(Case.id).limit(1)
        )
        db.session.remove()
    yield timed_page(app, officer, "desk, one's own open cases", "/arenden")
    yield timed_page(app, officer, "desk, every case", "/arenden?vy=alla")
    yield timed_page(app, officer, "search", "/arenden?vy=alla&sok=digital")
    yield timed_page(app, officer, "case", f"/arenden/{case_id}")
    yield timed_page(app, officer, "assessment", f"/arenden/{case_id}/bedomning")
    yield timed_page(app, applicant, "applicant's cases", "/mina-arenden")
    yield timed_page(app, applicant, "task list of a draft", f"/ansokan/{draft_id}")
    yield timed_page(app, officer, "statistics", "/statistik", STATISTICS)


def workbook(folder: Path) -> Timed:
    """Time the yearly workbook and what it takes of memory, as a command of its own."""
    start = time.perf_counter()
    subprocess.run(
        ["fundflow", "export-statistics", "--year", "2026", "--out", str(folder / "2026.xlsx")],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    took = (time.perf_counter() - start) * 1000
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    over = " TOO MUCH" if megabytes > MEMORY else ""
    return Timed("yearly workbook", took, WORKBOOK, f"   {megabytes:.0f} MB of {MEMORY}{over}")


def fill(app: Flask) -> None:
    """Make the demo's cases into as many as are asked for."""
    with app.app_context(), db.engine.begin() as connection:
        there = connection.scalar(sa.select(sa.func.count(Case.id))) or DEMO
        multiply(connection, max(1, CASES // there - 1))
        if connection.dialect.name == "sqlite":
            connection.execute(sa.text("ANALYZE"))


def run(folder: Path, environment: dict[str, str]) -> int:
    """Make the cases, time everything, print it, and say how many are over their limits."""
    os.environ.update(environment)
    subprocess.run(
        ["fundflow", "demo", "--no-serve", "--cases", str(DEMO), "--instance", str(folder)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    app = create_app(
        {"HTTPS": False, "DEMO": True, "REGION_NAME": "Region Nordanland", "SIGN_IN_LIMIT": "99 per minute"}
    )
    fill(app)
    over = 0
    steps: list[Callable[[], Iterator[Timed]]] = [lambda: pages(app), lambda: iter([workbook(folder)])]
    for step in steps:
        for timed in step():
            over += timed.took > timed.limit
    return over


def main() -> None:
    """Run on the database that is asked for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "instance"
        environment = {"FUNDFLOW_INSTANCE": str(folder)}
        if os.environ.get("FUNDFLOW_BENCH_DATABASE") != "postgresql":
            sys.exit(1 if run(folder, environment) else 0)
        with postgres_cluster() as socket:
            address = postgres_url(socket, "postgres")
            sys.exit(1 if run(folder, {**environment, "FUNDFLOW_DATABASE_URL": address}) else 0)


main()
