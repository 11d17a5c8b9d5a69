"""The language of the applicant's pages: chosen by a button, kept with the account; the office works in Swedish."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from fundflow.domain.roles import Role
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
