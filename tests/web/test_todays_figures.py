"""Amounts in texts are those of the rules in force in the region on the day, in both languages, wherever they stand."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from tests.journey_parts import Journey
from tests.pages import Browser
from tests.web.conftest import Clock
from tests.web.office_parts import browser_as, database_url, journey

__all__ = ["database_url", "journey"]

BEFORE, AFTER = datetime(2025, 12, 31, 12, tzinfo=UTC), datetime(2026, 1, 1, 12, tzinfo=UTC)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("moment", "amount"), [(BEFORE, "350 000"), (AFTER, "370 000")])
def test_a_changed_amount_changes_on_every_page_on_its_day(
    browser: Browser, clock: Clock, moment: datetime, amount: str
) -> None:
    clock.moment = moment

    swedish = [plain(browser.open(path).text) for path in ("/", "/stod/commercial_service/servicebidrag")]
    browser.open("/").form("English").press("English")
    english = [plain(browser.open(path).text) for path in ("/", "/stod/commercial_service/servicebidrag")]

    assert all(f"Högst {amount} kronor om året" in said for said in swedish)
    assert all(f"At most {amount} kronor a year" in said for said in english)


@pytest.mark.parametrize("support", ["hallbarhetscheck", "ris"])
def test_a_fact_says_of_what_its_number_is(browser: Browser, support: str) -> None:
    path = f"/stod/business_support/{support}"

    swedish = plain(browser.open(path).text)
    browser.open("/").form("English").press("English")
    english = plain(browser.open(path).text)

    assert "Minst 1 person ska arbeta på heltid." in swedish
    assert "At least 1 person must work full time." in english


def test_a_call_is_told_with_the_amounts_of_its_support(app: Flask, journey: Journey) -> None:
    officer = browser_as(app, journey, "officer")
    written = {
        "Vilket stöd gäller utlysningen?": "project_funding/implementation",
        "Vad heter utlysningen?": "Grön omställning",
        "Text": "För mer än {P4.small_project_at_most_kronor} kronor.\n\nVi beslutar i maj.",
        "Öppnar dag": "2026-03-01",
        "Öppnar klockan": "8",
        "Stänger dag": "2026-03-19",
        "Stänger klockan": "16",
    }
    form = officer.open("/kontoret/utlysningar/ny").form("Spara").fill(written)

    form.press().form("Publicera").press()
    shown = plain(officer.open("/utlysningar/1").text)

    assert "För mer än 1 200 000 kronor." in shown
    assert "Högst 50 procent av kostnaderna" in shown


def test_a_call_that_names_a_figure_that_is_none_is_refused_at_its_text(app: Flask, journey: Journey) -> None:
    officer = browser_as(app, journey, "officer")
    written = {
        "Vilket stöd gäller utlysningen?": "project_funding/implementation",
        "Vad heter utlysningen?": "Grön omställning",
        "Text": "För mer än {P4.at_most} kronor.",
        "Öppnar dag": "2026-03-01",
        "Öppnar klockan": "8",
        "Stänger dag": "2026-03-19",
        "Stänger klockan": "16",
    }

    page = officer.open("/kontoret/utlysningar/ny").form("Spara").fill(written).press(status=409)

    assert "{P4.at_most} är ingen siffra i de regler som gäller i dag" in page.text
    assert "För mer än {P4.at_most} kronor." in page.html

    page = page.form("Spara").fill({"Text": "En euro är {E11.sek_per_eur} kronor."}).press(status=409)

    assert "{E11.sek_per_eur} är ett tal som regionen lägger in efter hand." in page.text


class TestInTheNorth:
    """Another region has policy of its own, and its pages tell no amount of somebody else's."""

    @pytest.fixture
    def settings(self, settings: dict[str, object]) -> dict[str, object]:
        return {**settings, "REGION": "norrbotten"}

    def test_a_figure_of_the_regions_own_rule_is_told(self, browser: Browser) -> None:
        said = plain(browser.open("/stod/business_support/mikrostod").text)

        assert "50 procent av kostnaderna, högst 30 000 kronor" in said
        assert "år gamla" not in said, "the age is a rule of Västerbotten's"

    def test_a_fact_whose_figure_the_region_lacks_is_left_out(self, browser: Browser) -> None:
        said = plain(browser.open("/stod/business_support/tillvaxtcheck").text)

        assert "150 000" not in said
        assert "Så mycket kan ni få" not in said
        assert "Sök innan ni börjar." in said

    def test_of_a_fact_the_sentence_that_counts_stays(self, browser: Browser) -> None:
        said = plain(browser.open("/stod/business_support/hallbarhetscheck").text)

        assert "Små och medelstora företag." in said
        assert "ska arbeta på heltid" not in said
