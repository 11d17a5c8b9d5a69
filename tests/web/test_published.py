"""The page of rates and price base amounts: who sees it, who enters a figure, how one is corrected."""

import pytest
from flask import Flask

from tests.journey_parts import Journey
from tests.pages import Browser
from tests.web.office_parts import browser_as, database_url, journey  # noqa: F401 - fixtures

PAGE = "/kurser-och-basbelopp"


@pytest.fixture
def leo(app: Flask, journey: Journey) -> Browser:  # noqa: F811
    """The administrator."""
    return browser_as(app, journey, "administrator")


def test_what_comes_with_the_service_counts_until_something_is_entered(leo: Browser) -> None:
    page = leo.open("/administration/personer").follow("Kurser och basbelopp")

    assert "10,5 kronor En euro i dag. Talet följer med tjänsten och har ingen dag." in page.text
    assert "Utan dag Gäller i dag 10,5 E11, regionernas budgetkurs 2025, delvis kontrollerad" in page.text
    assert "59 200 kr För 2026. Talet följer med tjänsten och är inte kontrollerat." in page.text
    assert "För 2027 finns inget prisbasbelopp än." in page.text


def test_a_rate_is_entered_and_counts_from_its_day(leo: Browser) -> None:
    page = leo.open(PAGE).follow("Ny kurs").form("Spara kursen")
    page = page.fill({"value": "11,1534", "day": "27/2 2026", "source": "Påhittad kurs"}).press("Spara kursen")

    assert "Kursen är sparad." in page.text
    assert "11,1534 kronor En euro i dag, enligt kursen den 27 februari 2026. Källa: Påhittad kurs." in page.text
    assert "27 februari 2026 Gäller i dag 11,1534 Påhittad kurs Leo" in page.text
    assert "Utan dag 10,5" in page.text


def test_a_price_base_amount_is_entered_for_its_year(leo: Browser) -> None:
    page = leo.open(PAGE).follow("Nytt prisbasbelopp").form("Spara prisbasbeloppet")
    page = page.fill({"year": "2027", "value": "60 000", "source": "Påhittat"}).press("Spara prisbasbeloppet")

    assert "Prisbasbeloppet är sparat." in page.text
    assert "2027 Räknas 60 000 Påhittat" in page.text
    assert "finns inget prisbasbelopp än" not in page.text


def test_a_wrong_figure_is_corrected_with_a_reason_and_stays_to_be_read(leo: Browser) -> None:
    page = leo.open(f"{PAGE}/ny-kurs").form("Spara kursen")
    page = page.fill({"value": "11,51", "day": "2026-02-27", "source": "Påhittad kurs"}).press("Spara kursen")

    page = page.follow("Rätta 27 februari 2026").form("Spara rättelsen")
    assert page.value("value") == "11,51"
    page = page.fill({"value": "11,15", "reason": "Siffrorna var omkastade"}).press("Spara rättelsen")

    assert "11,15 kronor En euro i dag" in page.text
    assert "Rättelse: Siffrorna var omkastade" in page.text
    assert "Räknas inte, rättat 2 mars 2026" in page.text
    assert page.text.count("Gäller i dag 11,15") == 1
    assert "Gäller i dag 11,51" not in page.text


@pytest.mark.parametrize(
    ("written", "status", "told"),
    [
        ({"value": "", "day": "2026-02-27", "source": "X"}, 422, "Skriv kursen, till exempel 11,4235."),
        ({"value": "elva", "day": "2026-02-27", "source": "X"}, 422, "Skriv kursen med siffror"),
        ({"value": "111,5", "day": "2026-02-27", "source": "X"}, 422, "Skriv en kurs mellan 5 och 25 kronor"),
        ({"value": "11,5", "day": "2026-03-03", "source": "X"}, 422, "Dagen har inte varit än."),
        ({"value": "11,5", "day": "2026-02-27", "source": " "}, 422, "Skriv var talet är publicerat."),
    ],
)
def test_what_cannot_be_right_is_told_and_kept_in_the_form(
    leo: Browser, written: dict[str, str], status: int, told: str
) -> None:
    page = leo.open(f"{PAGE}/ny-kurs").form("Spara kursen").fill(written).press("Spara kursen", status=status)

    [error] = page.errors
    assert error.startswith(told)
    assert page.form("Spara kursen").value("value") == written["value"]


@pytest.mark.parametrize("who", ["officer", "economist", "auditor"])
def test_others_of_the_office_read_and_change_nothing(app: Flask, journey: Journey, who: str) -> None:  # noqa: F811
    browser = browser_as(app, journey, who)

    page = browser.open(PAGE)

    assert "Kurs för euron" in page.text
    assert "Ny kurs" not in page.text
    browser.open(f"{PAGE}/ny-kurs", status=403)


def test_an_applicant_does_not_see_the_page(app: Flask, journey: Journey) -> None:  # noqa: F811
    browser_as(app, journey, "applicant").open(PAGE, status=403)
