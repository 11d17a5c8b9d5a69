"""The service in a thread and Chromium in front of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from fundflow.adapters import passwords
from fundflow.app import create_app
from fundflow.catalogue import Catalogue
from fundflow.extensions import db
from tests.journey_parts import NOON, Journey
from tests.web.applying import PASSWORD, begin_with_pages
from tests.web.conftest import Clock

CHROMIUM = Path("/usr/bin/chromium")
# How long a page may take to show what is expected: a loaded machine is slow, and only a failure waits this long.
_LONGEST_MS = 60_000
_STANDARDS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Served:
    """Where the service answers, and the people behind it."""

    address: str
    journey: Journey
    clock: Clock


@pytest.fixture
def served(
    sqlite_url: str, here: Path, tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    """The service, answering on a port of its own."""
    monkeypatch.setenv("FUNDFLOW_INSTANCE", str(tmp_path))
    passwords.configure(fast=True)
    clock = Clock()
    clock.moment = NOON
    # By its own name: a request that outlives its test does not come to the next one's database.
    address = sqlite_url.replace(str(here), str(tmp_path))
    app = create_app({"DATABASE_URL": address, "HTTPS": False, "RATELIMIT_ENABLED": False, "CLOCK": clock})
    journey = begin_with_pages(app, catalogue)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Served(f"http://127.0.0.1:{server.server_port}", journey, clock)
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()
    passwords.configure(fast=False)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, started once; nothing is downloaded."""
    expect.set_options(timeout=_LONGEST_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
        )
        yield browser
        browser.close()


@contextmanager
def opened(chromium: Browser, **choices: Any) -> Iterator[Page]:
    """A page in a browser of its own, with nothing kept from before, that waits for a slow machine."""
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **choices})
    context.set_default_timeout(_LONGEST_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of Chromium, with nothing kept from before."""
    with opened(chromium) as page:
        yield page


@pytest.fixture
def maja(page: Page, served: Served) -> Page:
    """Maja Tallmyr, signed in, who may sign for the applicant."""
    page.goto(f"{served.address}/konto/logga-in?next=/konto/kvar")
    page.fill("#email", "applicant@nordanland.example")
    page.fill("#password", PASSWORD)
    page.click("main form button.btn-primary")
    page.wait_for_url("**/konto/kvar")
    return page


def violations(page: Page) -> list[str]:
    """What axe finds on the page."""
    found = Axe().run(page, options={"runOnly": _STANDARDS}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
