"""The language of the applicant's pages: chosen by a button, kept with the account; the office works in Swedish."""

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from fundflow.domain.roles import Role
from fundflow.extensions import db
from fundflow.models.person import Person
from tests.pages import Browser
from tests.web.conftest import PASSWORD


@pytest.fixture
def settings() -> dict[str, object]:
    """A service with two languages."""
    return {"HTTPS": False, "REGION_NAME": "Region Nordanland", "RATELIMIT_ENABLED": False, "LANGUAGES": ("sv", "en")}


def test_a_visitor_chooses_english_and_comes_back_to_the_same_page(browser: Browser) -> None:
    page = browser.open("/utlysningar/").form("English").press()

    assert page.path == "/utlysningar/"
    assert 'lang="en"' in page.html
    assert page.form("Svenska").press().root.first("html").attrs["lang"] == "sv"


def test_the_choice_is_kept_with_the_account(app: Flask, maja: Browser) -> None:
    maja.open("/").form("English").press()

    elsewhere = Browser(app.test_client())
    elsewhere.sign_in("maja@example.se", PASSWORD)

    assert elsewhere.open("/").root.first("html").attrs["lang"] == "en"


def test_the_language_chosen_before_signing_in_is_the_persons_own_from_then_on(
    app: Flask, browser: Browser, account: object
) -> None:
    account("emma@example.se")  # type: ignore[operator]
    browser.open("/konto/logga-in").form("English").press()

    signed_in = browser.open("/konto/logga-in").form("Log in")
    signed_in.fill({"Email": "emma@example.se", "Password": PASSWORD}).press()
    elsewhere = Browser(app.test_client())
    elsewhere.sign_in("emma@example.se", PASSWORD)

    assert [one.open("/").root.first("html").attrs["lang"] for one in (browser, elsewhere)] == ["en", "en"]


def test_a_language_that_someone_else_chose_in_the_browser_changes_no_account(
    app: Flask, maja: Browser, account: object
) -> None:
    account("emma@example.se")  # type: ignore[operator]
    maja.open("/").form("English").press()
    maja.open("/").form("Log out").press("Log out")

    maja.open("/konto/logga-in").form("Log in").fill({"Email": "emma@example.se", "Password": PASSWORD}).press()

    assert maja.open("/").root.first("html").attrs["lang"] == "sv"


def test_an_account_opened_in_english_is_written_to_in_english(app: Flask, browser: Browser) -> None:
    browser.open("/konto/skapa").form("English").press()
    form = browser.open("/konto/skapa").form("Create account")
    form.fill({"Your name": "Emma", "Email": "emma@example.se"}).press()

    with app.app_context():
        languages = db.session.scalars(select(Person.language).where(Person.email == "emma@example.se")).all()

    assert languages == ["en"]


def test_a_language_that_the_service_lacks_is_refused(browser: Browser) -> None:
    form = browser.open("/").form("English")

    browser.post("/konto/sprak", MultiDict([*form.fields.items(multi=True), ("language", "xx")]), status=400)


def test_the_way_back_leads_nowhere_else(browser: Browser) -> None:
    form = browser.open("/").form("English")
    fields = MultiDict(
        [("csrf_token", form.fields["csrf_token"]), ("language", "en"), ("back", "https://example.com/")]
    )

    assert browser.post("/konto/sprak", fields).path == "/"


def test_staff_read_their_pages_in_swedish(app: Flask, account: object) -> None:
    account("ylva@nordanland.example", Role.CASE_OFFICER, language="en")  # type: ignore[operator]
    ylva = Browser(app.test_client())

    ylva.sign_in("ylva@nordanland.example", PASSWORD)

    assert ylva.open("/arenden").root.first("html").attrs["lang"] == "sv"


def test_days_are_told_in_the_language(browser: Browser) -> None:
    page = browser.open("/").form("English").press()

    assert "Thursday 19 February 2026" in page.text
