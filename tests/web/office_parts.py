"""Staff signed in, over a database with a case on its way."""

from flask import Flask

from tests.journey_parts import Journey
from tests.pages import Browser


def browser_as(app: Flask, journey: Journey, who: str) -> Browser:
    """Return a browser in which that person of the journey is signed in."""
    browser = Browser(app.test_client())
    with browser.client.session_transaction() as session:
        moment = int(app.extensions["clock"]().timestamp())
        session["_user_id"] = f"{journey.ids[who]}.1"
        session["_fresh"] = True
        session["signed_in_at"] = session["seen_at"] = moment
    return browser
