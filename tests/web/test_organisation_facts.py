"""Names, group, owners and colleagues on the applicant's page, one small form each."""

import pytest
from flask import Flask

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import ApplicantKind
from fundflow.extensions import db
from fundflow.models.organisation import Organisation
from tests.journey_parts import NOON, Journey
from tests.web.applying import begin_with_pages, signed_in
from tests.web.conftest import Clock


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tried on one database."""
    return sqlite_url


@pytest.fixture
def journey(app: Flask, catalogue: Catalogue, clock: Clock) -> Journey:
    """People and a company, at the journey's moment."""
    clock.moment = NOON
    journey = begin_with_pages(app, catalogue)
    with app.app_context():
        db.session.get_one(Organisation, journey.organisation_id).kind = ApplicantKind.COMPANY
        db.session.commit()
    return journey


def test_a_new_name_keeps_the_one_before(app: Flask, journey: Journey) -> None:
    page = signed_in(app, "applicant").open(f"/organisationer/{journey.organisation_id}/namn")

    page = page.form("Spara namnet").fill({"kind": "registered", "name": "Inlandsmat AB"}).press(status=422)
    assert "Skriv från vilken dag" in page.errors[0]
    page = page.form("Spara namnet").fill({"from_on": "2026-12-01"}).press(status=422)
    assert "Dagen har inte varit än" in page.errors[0]
    page = page.form("Spara namnet").fill({"from_on": "2026-02-01"}).press()

    assert page.heading == "Inlandsmat AB"
    assert "Har hetat Inlandets Matförening" in page.text


def test_an_alias_needs_no_day(app: Flask, journey: Journey) -> None:
    page = signed_in(app, "applicant").open(f"/organisationer/{journey.organisation_id}/namn")

    page = page.form("Spara namnet").fill({"kind": "alias", "name": "Matköket"}).press()

    assert "Kallas också Matköket" in page.text


def test_a_group_is_written_with_rows_and_nothing_is_lost_when_it_is_wrong(app: Flask, journey: Journey) -> None:
    address = f"/organisationer/{journey.organisation_id}"
    page = signed_in(app, "colleague").open(f"{address}/grupp")
    facts = {"year": "2025", "currency": "sek", "employees": "12,5", "turnover": "23 000 000"}

    page = page.form("Spara").fill(facts).press("Lägg till företag")
    row = {"links-0-name": "Fjällmat AB", "links-0-relation": "linked", "links-0-percent": "30"}
    page = page.form("Spara").fill(row).press("Spara", status=422)
    assert any("Fjällmat AB: ett anknutet företag har minst 50 procent" in error for error in page.errors)
    assert page.form("Spara").fields["turnover"] == "23 000 000"
    page = page.form("Spara").fill({"links-0-percent": "80"}).press("Spara")

    assert "Fjällmat AB" in page.text
    # 23 000 000 / 10.50, the rate that counts until the region has entered one
    assert "23 000 000 kr" in page.text.replace("\u00a0", " ")
    assert "motsvarar 2 190 476 euro med kursen 10,5" in page.text.replace("\u00a0", " ")
    assert "inte bekräftat av regionen" in page.text


def test_owners_are_told_and_proposed_in_the_next_application(app: Flask, journey: Journey) -> None:
    maja = signed_in(app, "applicant")
    page = maja.open(f"/organisationer/{journey.organisation_id}/agare")

    page = page.form("Spara").fill({"women": "80", "men": "30", "leader": "woman"}).press("Spara", status=422)
    assert "mer än 100 procent" in page.errors[0]
    page = page.form("Spara").fill({"men": "20"}).press("Spara")
    assert "En kvinna" in page.text

    page = maja.open("/ansokan/ny?program=project_funding&stodform=small_project")
    page = page.form("Börja").fill({"organisation": str(journey.organisation_id)}).press("Börja ansökan")
    page = page.follow("Projektet i korthet")
    fields = page.form("Spara").fields
    assert "80" in [value for name, value in fields.items() if name.endswith("owners_women_percent")]


def test_a_municipality_is_asked_for_neither_group_nor_owners(app: Flask, journey: Journey) -> None:
    with app.app_context():
        db.session.get_one(Organisation, journey.organisation_id).kind = ApplicantKind.MUNICIPALITY
        db.session.commit()

    page = signed_in(app, "applicant").open(f"/organisationer/{journey.organisation_id}")

    assert "Storlek och företagsgrupp" not in page.text
    assert "Ägare och ledning" not in page.text


def test_the_rights_of_a_colleague_are_changed(app: Flask, journey: Journey) -> None:
    maja = signed_in(app, "applicant")
    page = maja.open(f"/organisationer/{journey.organisation_id}").follow("Ändra rätten för Isak Forsdal")

    page = page.form("Spara").fill({"right": "sign"}).press("Spara")

    assert "Rätten för Isak Forsdal är ändrad." in page.messages[0]
    assert "Ändra uppgifter" in signed_in(app, "colleague").open(f"/organisationer/{journey.organisation_id}").links


def test_one_who_is_not_confirmed_gives_nobody_the_right_to_sign(
    app: Flask, catalogue: Catalogue, clock: Clock
) -> None:
    clock.moment = NOON
    journey = begin_with_pages(app, catalogue, confirmed=False)
    page = signed_in(app, "applicant").open(f"/organisationer/{journey.organisation_id}")
    page = page.follow("Ändra rätten för Isak Forsdal")

    page = page.form("Spara").fill({"right": "sign"}).press("Spara", status=422)

    assert "vars rätt är bekräftad" in page.errors[0]


def test_an_invitation_is_seen_and_taken_back(app: Flask, journey: Journey) -> None:
    maja = signed_in(app, "applicant")
    address = f"/organisationer/{journey.organisation_id}"
    page = maja.open(f"{address}/bjud-in").form("Skicka").fill({"email": "ny@nordanland.example"}).press()
    assert "Inbjuden, har inte svarat" in page.text

    page = page.follow("Ta tillbaka inbjudan till ny@nordanland.example")
    page = page.form("Ta tillbaka").press("Ta tillbaka inbjudan")

    assert "tillbakatagen" in page.messages[0]
    assert "har inte svarat" not in page.text
