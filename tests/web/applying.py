"""An applicant's journey behind the pages: the people of tests.journey_parts, who sign in with one password."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from fundflow.adapters import passwords
from fundflow.catalogue import Catalogue
from fundflow.extensions import db
from fundflow.models.person import Person
from tests.journey_parts import Journey, begin
from tests.pages import Browser, Page

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
