"""The service with the tests' own pages, on both databases, with a clock that the test sets."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from fundflow.adapters import passwords
from fundflow.app import create_app
from fundflow.domain.roles import Role
from fundflow.extensions import db
from fundflow.models.person import Person, PersonRole
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


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at 14.03 on a Thursday in February."""
    return Clock()


@pytest.fixture
def settings() -> dict[str, object]:
    """Settings that a test may add to, before it asks for the app."""
    return {
        "HTTPS": False,
        "REGION_NAME": "Region Nordanland",
        "CONTACT_EMAIL": "stod@nordanland.example",
        "RATELIMIT_ENABLED": False,
    }


@pytest.fixture
def app(
    database_url: str, settings: dict[str, object], clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Flask]:
    """The service, with the tests' own pages."""
    monkeypatch.setenv("FUNDFLOW_INSTANCE", str(tmp_path))
    passwords.configure(fast=True)
    app = create_app({"DATABASE_URL": database_url, "CLOCK": clock, **settings})
    made_up_pages.add_to(app)
    yield app
    with app.app_context():
        db.engine.dispose()
    passwords.configure(fast=False)


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
