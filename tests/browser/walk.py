"""A small made-up region, served, and a walk through it: every link that each person's pages offer is followed."""

import re
import sqlite3
import threading
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.serving import make_server

from fundflow import clock
from fundflow.app import create_app
from fundflow.cli.demo import demo
from fundflow.cli.demo_region.people import PASSWORD
from fundflow.extensions import db
from fundflow.jobs.draining import drain
from tests.inspection import parse
from tests.pages import Browser

TODAY = date(2026, 10, 5)
CASES = "60"
NOBODY = ""
"""Whoever has not signed in."""

_MOST = 3
"""How many pages of one kind each person opens."""


@dataclass(frozen=True)
class Region:
    """The demo's region: its service, where it answers, and its folder."""

    app: Flask
    address: str
    folder: Path

    def browser(self, email: str) -> Browser:
        """Return somebody's browser, signed in unless it is nobody's."""
        browser = Browser(self.app.test_client())
        if email:
            browser.sign_in(email, PASSWORD)
        return browser

    def asked(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        connection = sqlite3.connect(self.folder / "fundflow.db")
        try:
            return list(connection.execute(question))
        finally:
            connection.close()

    def link_in_letter(self, kind: str) -> str:
        """Send what waits to be sent, and return the last link of a kind, as ``/konto/bekrafta``."""
        drain(self.app.extensions["jobs"])
        letters = sorted((self.folder / "mail").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        texts = [message_from_bytes(one.read_bytes(), policy=SMTP).get_content() for one in letters]
        found = [link for text in texts for link in re.findall(rf"http://[^/\s]+({re.escape(kind)}/[^\s>]+)", text)]
        return str(found[-1])


@contextmanager
def served_region(folder: Path) -> Iterator[Region]:
    """Make the region in a folder and serve it on a port of its own."""
    made = CliRunner().invoke(
        demo, ["--no-serve", "--cases", CASES, "--today", TODAY.isoformat(), "--instance", str(folder)]
    )
    assert made.exit_code == 0, made.output
    away = timedelta(days=(TODAY - clock.today()).days)
    app = create_app({"DEMO": True, "HTTPS": False, "RATELIMIT_ENABLED": False, "CLOCK": lambda: clock.now() + away})
    drain(app.extensions["jobs"])
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Region(app, f"http://127.0.0.1:{server.server_port}", folder)
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()


@dataclass
class Walk:
    """What a walk found: pages by endpoint with whoever opened them, and links that lead nowhere."""

    pages: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    downloads: set[str] = field(default_factory=set)
    dead: list[str] = field(default_factory=list)


def walk(region: Region, people: Iterator[str] | list[str]) -> Walk:
    """Let each person follow every link from the start page on."""
    found = Walk()
    for email in people:
        _follow_all(region, email, found)
    return found


def endpoint_of(app: Flask, path: str) -> str | None:
    """Return what answers at an address; None when nothing does."""
    try:
        return app.url_map.bind("localhost").match(path.partition("?")[0])[0]
    except HTTPException:
        return None


def _follow_all(region: Region, email: str, found: Walk) -> None:
    client = region.browser(email).client
    waiting, known, opened = deque([("/", "")]), {"/"}, defaultdict(int)
    while waiting:
        path, source = waiting.popleft()
        endpoint = endpoint_of(region.app, path)
        if endpoint is None:
            found.dead.append(f"{email or 'nobody'}: {path} on {source}: nothing answers")
            continue
        opened[endpoint] += 1
        if endpoint.endswith("static") or endpoint.startswith("assets.") or opened[endpoint] > _MOST:
            continue
        answer = client.get(path)
        if answer.status_code in (302, 303, 308):
            opened[endpoint] -= 1  # it is no page, and does not stand in for one
            links = [answer.headers["Location"]]
        elif answer.status_code != 200:
            found.dead.append(f"{email or 'nobody'}: {path} on {source}: {answer.status}")
            continue
        elif answer.mimetype != "text/html":
            found.downloads.add(endpoint)
            continue
        else:
            found.pages[endpoint].append((email, path))
            links = _links_of(answer.get_data(as_text=True), path)
        new = [link for link in dict.fromkeys(links) if link not in known]
        known.update(new)
        waiting.extend((link, path) for link in new)


def _links_of(html: str, path: str) -> list[str]:
    root, _ = parse(html)
    written = [link.attrs.get("href", "").partition("#")[0] for link in root.all("a")]
    whole = [path.partition("?")[0] + one if one.startswith("?") else one for one in written]
    return [one for one in whole if one.startswith("/")]
