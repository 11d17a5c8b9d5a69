"""Calls as everybody reads them, and as the office writes, publishes and prolongs them."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from tests.journey_parts import Journey, submitted_case
from tests.web.conftest import Clock
from tests.web.office_parts import browser_as, database_url, journey

__all__ = ["database_url", "journey"]

WRITTEN = {
    "Vilket stöd gäller utlysningen?": "project_funding/implementation",
    "Vad heter utlysningen?": "Grön omställning i inlandet",
    "Text": "För projekt som minskar klimatpåverkan.\n\nVi beslutar i maj.",
    "Öppnar dag": "2026-03-01",
    "Öppnar klockan": "8",
    "Stänger dag": "19 mars 2026",
    "Stänger klockan": "16:00",
    "Pengar att fördela (om du vill)": "5 000 000 kr",
}
# The journey's moment is Monday 2 March 2026, noon in Sweden; Swedish summer time begins on 29 March.
CLOSES = datetime(2026, 3, 19, 15, 0, tzinfo=UTC)


@pytest.fixture
def call_url(app: Flask, journey: Journey) -> str:
    """The public address of a call that is open until 19 March at 16.00."""
    page = browser_as(app, journey, "officer").open("/kontoret/utlysningar/ny")
    page = page.form("Spara").fill(WRITTEN).press()
    page.form("Publicera").press()
    return "/utlysningar/1"


def test_an_officer_writes_a_call_that_nobody_sees_until_it_is_published(app: Flask, journey: Journey) -> None:
    officer = browser_as(app, journey, "officer")
    page = officer.open("/kontoret/utlysningar/ny").form("Spara").fill(WRITTEN).press()
    before = app.test_client().get("/utlysningar/1").status_code

    page.form("Publicera").press()
    shown = browser_as(app, journey, "stranger").open("/utlysningar/1")

    assert before == 404
    assert shown.heading == "Grön omställning i inlandet"
    assert "torsdag 19 mars 2026 kl. 16.00" in shown.text.replace("\u00a0", " ")
    assert "5 000 000 kr" in shown.text.replace("\u00a0", " ")


def test_what_is_missing_in_a_call_is_told_at_each_field_and_nothing_is_lost(app: Flask, journey: Journey) -> None:
    officer = browser_as(app, journey, "officer")
    wrong = {**WRITTEN, "Öppnar klockan": "25.00", "Vad heter utlysningen?": ""}

    page = officer.open("/kontoret/utlysningar/ny").form("Spara").fill(wrong).press(status=422)

    assert "Skriv klockslaget med timmar och minuter" in page.text
    assert "Skriv vad utlysningen heter." in page.text
    assert "För projekt som minskar klimatpåverkan." in page.text


def test_a_call_that_closes_before_it_opens_is_refused_at_the_field(app: Flask, journey: Journey) -> None:
    officer = browser_as(app, journey, "officer")

    page = (
        officer.open("/kontoret/utlysningar/ny")
        .form("Spara")
        .fill({**WRITTEN, "Stänger dag": "2026-02-01"})
        .press(status=409)
    )

    assert "Utlysningen ska stänga efter att den har öppnat." in page.text


def test_an_open_call_is_prolonged_but_not_shortened(app: Flask, journey: Journey, call_url: str) -> None:
    officer = browser_as(app, journey, "officer")
    address = "/kontoret/utlysningar/1"

    refused = officer.open(address).form("Spara").fill({"Stänger dag": "2026-03-10"}).press(status=409)
    longer = officer.open(address).form("Spara").fill({"Stänger dag": "2026-03-31"}).press()

    assert "Den kan förlängas men inte kortas." in refused.text
    told = longer.text.replace("\u00a0", " ")
    assert "torsdag 19 mars 2026 kl. 16.00 → tisdag 31 mars 2026 kl. 16.00" in told


def test_an_applicant_begins_in_an_open_call_and_sees_when_it_closes(
    app: Flask, journey: Journey, call_url: str
) -> None:
    maja = browser_as(app, journey, "applicant")

    page = maja.open(call_url).follow("Ansök").form("Börja ansökan").press()

    assert "Grön omställning i inlandet" in page.text
    assert "Stänger torsdag 19 mars 2026 kl. 16.00" in page.text.replace("\u00a0", " ")


def test_from_the_minute_it_closes_the_call_says_so_and_leads_nowhere(
    app: Flask, journey: Journey, call_url: str, clock: Clock
) -> None:
    maja = browser_as(app, journey, "applicant")
    begun = maja.open(call_url).follow("Ansök").form("Börja ansökan").press()
    clock.moment = CLOSES
    maja = browser_as(app, journey, "applicant")

    shown = maja.open(call_url)
    tasks = maja.open(begun.path)
    again = maja.open("/ansokan/ny?program=project_funding&stodform=implementation&utlysning=1")
    check = maja.open(f"{begun.path}/kontrollera")

    assert "Utlysningen stängde" in shown.text
    assert "Börja ansökan" not in again.text
    assert "Det går inte att skicka in." in tasks.text
    assert "stängde torsdag 19 mars 2026 kl. 16.00" in check.text.replace("\u00a0", " ")


def test_the_list_parts_open_coming_and_closed(app: Flask, journey: Journey, call_url: str, clock: Clock) -> None:
    visitor = browser_as(app, journey, "stranger")
    while_open = visitor.open("/utlysningar/")
    clock.moment = CLOSES
    afterwards = browser_as(app, journey, "stranger").open("/utlysningar/")

    assert "Öppna nu" in while_open.text
    assert "Stängda" not in while_open.text
    assert "Ingen utlysning är öppen" in afterwards.text
    assert "Stängda" in afterwards.text


def test_the_start_page_leads_to_the_call(app: Flask, journey: Journey, call_url: str) -> None:
    page = browser_as(app, journey, "stranger").open("/").follow("Grön omställning i inlandet")

    assert page.path == call_url


def test_the_office_sees_every_call_with_what_has_come_in(app: Flask, journey: Journey, call_url: str) -> None:
    page = browser_as(app, journey, "officer").open("/kontoret/utlysningar/")

    assert "Grön omställning i inlandet" in page.text
    assert "Öppen" in page.text


def test_who_may_not_read_cases_sees_how_many_have_come_but_no_way_to_them(app: Flask, journey: Journey) -> None:
    submitted_case(journey)

    page = browser_as(app, journey, "administrator").open("/kontoret/utlysningar/")

    assert page.table()[1][5] == "1"
    assert not any("/arenden" in where for where in page.links.values())
