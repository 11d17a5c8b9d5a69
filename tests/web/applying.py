"""An applicant's journey behind the pages: the people of tests.journey_parts, who sign in with one password."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from fundflow.catalogue import Catalogue
from tests.journey_parts import NOON, Journey, begin
from tests.pages import Browser, Page
from tests.web.conftest import Clock, engine_of

PASSWORD = "lingon och hjortron"


def begin_with_pages(app: Flask, catalogue: Catalogue, **changes: Any) -> Journey:
    """Make the people and their applicant in the app's database, each able to sign in."""
    return begin(engine_of(app), catalogue, password=PASSWORD, **changes)


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
