"""The pages of accounts: entered by the applicant, confirmed in the office, masked where the number is not needed."""

import pytest
from flask import Flask

from fundflow.catalogue import Catalogue
from tests.journey_parts import NOON, Journey
from tests.web.applying import begin_with_pages, signed_in
from tests.web.conftest import Clock


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tried on one database."""
    return sqlite_url


@pytest.fixture
def journey(app: Flask, catalogue: Catalogue, clock: Clock) -> Journey:
    """People and an applicant with a confirmed account, at the journey's moment."""
    clock.moment = NOON
    return begin_with_pages(app, catalogue)


def test_a_wrong_check_digit_is_told_and_nothing_typed_is_lost(app: Flask, journey: Journey) -> None:
    page = signed_in(app, "applicant").open(f"/organisationer/{journey.organisation_id}/konto")

    page = page.form("Spara kontot").fill({"kind": "bankgiro", "number": "5050-1056"}).press(status=422)

    assert "Bankgironumret stämmer inte" in page.errors[0]
    assert page.form("Spara kontot").fields["number"] == "5050-1056"


def test_an_account_goes_from_entered_to_confirmed(app: Flask, journey: Journey) -> None:
    address = f"/organisationer/{journey.organisation_id}"
    maja, elin = signed_in(app, "applicant"), signed_in(app, "economist")
    form = maja.open(f"{address}/konto").form("Spara kontot")

    page = form.fill({"kind": "bank_account", "clearing": "6102", "number": "123 456 789"}).press()
    assert "6102, 123456789" in page.text
    assert "Väntar på att vi bekräftar" in page.text

    page = elin.open("/sokande/konton")
    assert "•••• 6789" in page.text
    assert "123456789" not in page.text
    page = page.follow("Inlandets Matförening")
    page = page.form("Spara kontrollen").fill({"verdict": "confirmed"}).press(status=422)
    assert "Skriv vad som visar" in page.errors[0]
    page = page.form("Spara kontrollen").fill({"evidence": "Intyg från banken"}).press()

    assert "Bekräftat" in page.text
    assert "Intyg från banken" in page.text
    assert "Bekräftat" in maja.open(address).text
    assert "Inget konto väntar" in elin.open("/sokande/konton").text


def test_a_refused_account_tells_the_applicant_why(app: Flask, journey: Journey) -> None:
    page = signed_in(app, "officer").open(f"/sokande/{journey.organisation_id}/konto")

    page.form("Spara kontrollen").fill({"verdict": "refused", "evidence": "Kontot har en annan ägare."}).press()

    page = signed_in(app, "applicant").open(f"/organisationer/{journey.organisation_id}")
    assert "Godtogs inte" in page.text
    assert "Kontot har en annan ägare." in page.text


def test_one_who_may_only_write_sees_four_digits_and_changes_nothing(app: Flask, journey: Journey) -> None:
    isak = signed_in(app, "colleague")

    page = isak.open(f"/organisationer/{journey.organisation_id}")

    assert "•••• 1055" in page.text
    assert "5050-1055" not in page.text
    isak.open(f"/organisationer/{journey.organisation_id}/konto", status=404)


def test_an_account_of_another_organisation_is_not_found(app: Flask, journey: Journey) -> None:
    signed_in(app, "stranger").open(f"/organisationer/{journey.organisation_id}/konto", status=404)
