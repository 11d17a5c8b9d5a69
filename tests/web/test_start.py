"""Pages for everybody."""

import pytest

from tests.conftest import MADE_UP
from tests.pages import Browser


def test_the_start_page_shows_what_can_be_applied_for(browser: Browser) -> None:
    page = browser.open("/")

    assert "torsdag 19 februari 2026" in page.text
    assert "Förstudie" in page.text
    assert "Genomförandeprojekt" in page.text


@pytest.mark.parametrize("settings", [{"CATALOGUE_FOLDERS": [str(MADE_UP)]}], ids=["with a made-up programme"])
def test_the_start_page_lists_a_programme_that_only_a_file_knows(browser: Browser) -> None:
    page = browser.open("/")

    assert "Byafonden" in page.text
    assert "Bybidrag" in page.text


@pytest.mark.parametrize(
    ("words", "heading"),
    [("Kontakta oss", "Kontakta oss"), ("Tillgänglighet", "Tillgänglighet"), ("Personuppgifter", "Personuppgifter")],
)
def test_the_foot_of_each_page_leads_to_contact_accessibility_and_personal_data(
    browser: Browser, words: str, heading: str
) -> None:
    assert browser.open("/").follow(words).heading == heading


def test_the_region_is_named_as_the_settings_say(browser: Browser) -> None:
    page = browser.open("/tillganglighet")
    style = browser.client.get("/utseende/prov/region.css").text

    assert "Region Nordanland står bakom" in page.text
    assert '--ff-region-name: "Region Nordanland"' in style
    assert "--ff-brand: #1d4f73" in style


def test_the_marks_are_pictures_that_cannot_run_anything(browser: Browser) -> None:
    answer = browser.client.get("/utseende/prov/marke/paper")

    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert browser.client.get("/utseende/prov/marke/annat").status_code == 404


def test_each_support_has_a_page_with_what_is_asked_and_the_way_to_apply(browser: Browser) -> None:
    page = browser.open("/").follow("Mikrostöd")

    assert page.heading == "Mikrostöd"
    assert "50 procent av kostnaderna, högst 30 000 kronor" in page.text.replace("\u00a0", " ")
    assert "Det här frågar vi om" in page.text
    assert page.follow("Reglerna, en för en").heading == "Regler för stöden"
    assert "Logga in" in page.follow("Ansök").text


def test_a_support_in_calls_only_says_that_none_is_open(browser: Browser) -> None:
    page = browser.open("/").follow("Genomförandeprojekt")

    assert "Just nu är ingen öppen" in page.text
    assert "Ansök" not in page.links


@pytest.mark.parametrize("path", ["/stod/project_funding/moon_landing", "/stod/moon/pre_study"])
def test_what_is_no_support_is_not_found(browser: Browser, path: str) -> None:
    browser.open(path, status=404)


def test_a_file_that_is_asked_for_after_an_answer_is_not_told_as_always_needed(browser: Browser) -> None:
    page = browser.open("/stod/business_support/mikrostod")

    listed = page.text[page.text.index("Bra att ha till hands") :]
    after = "Intyg för begagnad utrustning (ibland) Efter ert svar på ”Ska ni köpa något begagnat?”"
    assert after in listed
