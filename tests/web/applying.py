"""An applicant's journey behind the pages: the people of tests.journey_parts, who sign in with one password."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from fundflow.adapters import passwords
from fundflow.catalogue import Catalogue
from fundflow.extensions import db
from fundflow.models.person import Person
from tests.journey_parts import NOON, Journey, begin
from tests.pages import Browser, Page
from tests.web.conftest import Clock

PASSWORD = "lingon och hjortron"


def begin_with_pages(app: Flask, catalogue: Catalogue, **changes: Any) -> Journey:
    """Make the people and their applicant in the app's database, each able to sign in."""
    with app.app_context():
        journey = begin(db.engine, catalogue, **changes)
        with Session(db.engine) as session:
            session.execute(update(Person).values(password_hash=passwords.hash_password(PASSWORD)))
            session.commit()
    return journey


def signed_in(app: Flask, who: str) -> Browser:
    """A browser in which the person of that key is signed in."""
    browser = Browser(app.test_client())
    browser.sign_in(f"{who}@nordanland.example", PASSWORD)
    return browser


def sent_by(page: Page, words: str, answers: Mapping[str, Any]) -> MultiDict[str, Any]:
    """The fields that a page's form would send, with these answers."""
    return MultiDict(page.form(words).fill(answers).fields)


# ----- fixtures, for tests that import them


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tried on one database; the journeys try them on both."""
    return sqlite_url


@pytest.fixture
def journey(app: Flask, catalogue: Catalogue, clock: Clock) -> Journey:
    """People and an applicant, who can sign in, at the journey's moment."""
    clock.moment = NOON
    return begin_with_pages(app, catalogue)


@pytest.fixture
def maja(app: Flask, journey: Journey) -> Browser:
    """Who may sign for the applicant."""
    return signed_in(app, "applicant")


@pytest.fixture
def isak(app: Flask, journey: Journey) -> Browser:
    """A colleague who may write."""
    return signed_in(app, "colleague")
