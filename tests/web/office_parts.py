"""Staff signed in, over a database with people, an applicant and a frame; on SQLite, as the pages' own tests are."""

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.journey_parts import NOON, Journey, begin
from tests.pages import Browser
from tests.web.conftest import Clock


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database: what differs between the two is tested below the pages."""
    return sqlite_url


@pytest.fixture
def journey(app: Flask, engine: Engine, clock: Clock) -> Journey:
    """People, an applicant and a decision frame, on the day of the journey."""
    clock.moment = NOON
    return begin(engine, app.extensions["catalogue"])


def browser_as(app: Flask, journey: Journey, who: str) -> Browser:
    """Return a browser in which that person of the journey is signed in."""
    browser = Browser(app.test_client())
    with browser.client.session_transaction() as session:
        moment = int(app.extensions["clock"]().timestamp())
        session["_user_id"] = f"{journey.ids[who]}.1"
        session["_fresh"] = True
        session["signed_in_at"] = session["seen_at"] = moment
    return browser
