"""The service with the tests' own pages, on both databases, with a clock that the test sets."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from fundflow.adapters import passwords
from fundflow.app import create_app
from fundflow.domain.roles import Role
from fundflow.extensions import db, limiter
from fundflow.models.person import Person, PersonRole
from tests.databases import STATEMENTS_KEPT
from tests.pages import Browser
from tests.web import made_up_pages

PASSWORD = "lingon och hjortron"
NOW = datetime(2026, 2, 19, 13, 3, tzinfo=UTC)


class Clock:
    """Tells the time that the test has set."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment

    def goes(self, **later: float) -> None:
        """Let time go."""
        self.moment += timedelta(**later)


_CLOCK = Clock()


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at 14.03 on a Thursday in February."""
    _CLOCK.moment = NOW
    return _CLOCK


@pytest.fixture
def settings() -> dict[str, object]:
    """Settings that a test may add to, before it asks for the app."""
    return {
        "HTTPS": False,
        "REGION_NAME": "Region Nordanland",
        "CONTACT_EMAIL": "stod@nordanland.example",
        "RATELIMIT_ENABLED": False,
    }


def make_app(database_url: str, settings: Mapping[str, object]) -> Flask:
    """Make the service, with the tests' own pages."""
    bound = {"CLOCK": _CLOCK, "SQLALCHEMY_ENGINE_OPTIONS": {"query_cache_size": STATEMENTS_KEPT}}
    app = create_app({"DATABASE_URL": database_url, **bound, **settings})
    made_up_pages.add_to(app)
    return app


def engine_of(app: Flask) -> Engine:
    """Return the engine through which the service speaks."""
    with app.app_context():
        return db.engine


@pytest.fixture(scope="session")
def kept_apps() -> dict[str, Flask]:
    """The services that this process has made: its templates and statements are then read once, not by every test."""
    return {}


@pytest.fixture
def instance(here: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The test's own folder as the instance, and passwords that are quick to check."""
    monkeypatch.setenv("FUNDFLOW_INSTANCE", str(here))
    passwords.configure(fast=True)
    yield
    passwords.configure(fast=False)


@pytest.fixture
def app(instance: None, database_url: str, settings: dict[str, object], kept_apps: dict[str, Flask]) -> Iterator[Flask]:
    """The service, with the tests' own pages; what a test sets or binds is as before for the next one.

    One that counts tries is the test's own, and so are its counts.
    """
    made_for = repr((database_url, settings))
    app = kept_apps.pop(made_for, None) or make_app(database_url, settings)
    limiter.enabled = app.config["RATELIMIT_ENABLED"]
    config, extensions = dict(app.config), dict(app.extensions)
    yield app
    engine_of(app).dispose()
    for kept, now in ((config, app.config), (extensions, app.extensions)):
        now.clear()
        now.update(kept)
    if not limiter.enabled:
        kept_apps[made_for] = app


@pytest.fixture
def own_app(instance: None, database_url: str, settings: dict[str, object]) -> Iterator[Flask]:
    """A service that nobody has asked anything, to which the test may add pages."""
    app = make_app(database_url, settings)
    yield app
    engine_of(app).dispose()


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Somebody who is not signed in."""
    return Browser(app.test_client())


@pytest.fixture
def account(app: Flask) -> Callable[..., str]:
    """Open accounts: ``account("maja@example.se", Role.APPLICANT)`` returns the address."""

    def open_one(email: str, *roles: Role, **changes: object) -> str:
        facts: dict[str, object] = {
            "name": "Maja Tallund",
            "password_hash": passwords.hash_password(PASSWORD),
            "email_confirmed_at": NOW,
            "created_at": NOW,
            "session_version": 1,
            "language": "sv",
            **changes,
        }
        with app.app_context():
            person = Person(email=email, **facts)
            person.roles = [PersonRole(role=role) for role in roles]
            db.session.add(person)
            db.session.commit()
            db.session.remove()
        return email

    return open_one


def _sign_in(browser: Browser, email: str) -> None:
    form = browser.open("/konto/mina-uppgifter").form("Logga in")
    form.fill({"E-post": email, "Lösenord": PASSWORD}).press()


@pytest.fixture
def maja(browser: Browser, account: Callable[..., str]) -> Browser:
    """An applicant, signed in."""
    _sign_in(browser, account("maja@example.se", Role.APPLICANT))
    return browser


@pytest.fixture
def ylva(app: Flask, account: Callable[..., str]) -> Browser:
    """An officer, signed in."""
    browser = Browser(app.test_client())
    _sign_in(browser, account("ylva@nordanland.example", Role.CASE_OFFICER, name="Ylva Sandmo"))
    return browser
