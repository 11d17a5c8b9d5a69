"""Organisations: registered by a checked number, kept by who may sign, colleagues by invitation only."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.roles import OrganisationRight
from fundflow.extensions import db
from fundflow.models.outbox import Notice
from fundflow.models.person import Membership, Person
from fundflow.services.letters import letter_of
from tests.journey_answers import APPLICANT
from tests.journey_parts import NOON, REGION, Journey, draft_case
from tests.pages import Browser
from tests.web.applying import begin_with_pages, signed_in
from tests.web.conftest import Clock

FACTS = {"name": "Fjällbyns kooperativ", "kind": "Förening eller stiftelse", "municipality": "Dorotea"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tried on one database."""
    return sqlite_url


@pytest.fixture
def journey(app: Flask, catalogue: Catalogue, clock: Clock) -> Journey:
    """People and an applicant, at the journey's moment."""
    clock.moment = NOON
    return begin_with_pages(app, catalogue)


def test_a_number_is_checked_and_one_that_is_taken_is_refused(app: Flask, journey: Journey) -> None:
    first, second = (signed_in(app, who).open("/organisationer/ny") for who in ("stranger", "colleague"))

    page = first.form("Registrera").fill({**FACTS, "number": "802000-0005"}).press("Registrera", status=422)
    assert "Numret stämmer inte" in page.errors[0]
    page = page.form("Registrera").fill({"number": "8020000009"}).press("Registrera")
    assert page.heading == "Fjällbyns kooperativ"
    assert "inte bekräftad än" in page.text

    page = second.form("Registrera").fill({**FACTS, "number": "802000-0009"}).press("Registrera", status=422)
    assert "finns redan" in page.errors[0]


def test_the_municipality_is_chosen_and_never_taken_for_granted(app: Flask, journey: Journey) -> None:
    form = signed_in(app, "stranger").open("/organisationer/ny").form("Registrera")
    written = {**FACTS, "number": "802000-0009", "municipality": "Välj"}

    page = form.fill(written).press("Registrera", status=422)
    assert page.errors == ["Välj kommun."]
    page = page.form("Registrera").fill({"municipality": "Annan kommun eller utanför länet"}).press("Registrera")

    assert page.heading == "Fjällbyns kooperativ"
    page.follow("Ändra").form("Spara").press("Spara")


def test_a_foreign_organisation_has_no_number(app: Flask, journey: Journey) -> None:
    page = signed_in(app, "stranger").open("/organisationer/ny")

    page = page.form("Registrera").fill({**FACTS, "is_foreign": True}).press("Registrera", status=422)
    assert "Välj vilket land" in page.errors[0]
    page = page.form("Registrera").fill({"country": "FI", "foreign_id": "0201256-6"}).press("Registrera")

    assert "Registrerad i Finland0201256-6" in page.text
    assert "Utländsk, utan svenskt nummer" in page.text


def test_a_colleague_is_invited_by_a_confirmed_signatory(app: Flask, journey: Journey) -> None:
    page = signed_in(app, "applicant").open(f"/organisationer/{journey.organisation_id}/bjud-in")

    page = page.form("Skicka").fill({"email": "ny@nordanland.example", "right": "edit"}).press("Skicka inbjudan")

    assert "En inbjudan är skickad till ny@nordanland.example." in page.messages[0]


def test_the_invitation_names_the_organisation(app: Flask, journey: Journey) -> None:
    page = signed_in(app, "applicant").open(f"/organisationer/{journey.organisation_id}/bjud-in")

    page.form("Skicka").fill({"email": "ny@nordanland.example", "right": "edit"}).press("Skicka inbjudan")

    with app.app_context(), Session(db.engine) as session:
        notice = session.scalars(select(Notice).where(Notice.letter == "invitation")).one()
        letter = letter_of(session, notice.id, region=REGION, base_url="https://nordanland.example")
    assert letter is not None
    assert f"att företräda {APPLICANT} i Region Nordanlands tjänst" in letter.text


def test_one_who_acts_for_the_organisation_already_is_not_invited(app: Flask, journey: Journey) -> None:
    maja = signed_in(app, "applicant")
    form = maja.open(f"/organisationer/{journey.organisation_id}/bjud-in").form("Skicka")

    told = form.fill({"email": "applicant@nordanland.example", "right": "edit"}).press("Skicka inbjudan", status=422)

    assert told.errors == [
        "applicant@nordanland.example företräder redan organisationen. Rätten ändras på organisationens sida."
    ]
    assert told.form("Skicka").fields["email"] == "applicant@nordanland.example"


def test_a_new_invitation_takes_the_place_of_the_earlier(app: Flask, journey: Journey) -> None:
    maja = signed_in(app, "applicant")
    for right in ("edit", "sign"):
        form = maja.open(f"/organisationer/{journey.organisation_id}/bjud-in").form("Skicka")
        form.fill({"email": "ny@nordanland.example", "right": right}).press("Skicka inbjudan")

    page = maja.open(f"/organisationer/{journey.organisation_id}")

    assert page.text.count("Inbjuden, har inte svarat") == 1
    assert "Får skriva och skicka in" in page.text.split("Inbjuden, har inte svarat")[1]


def test_accepting_an_invitation_takes_no_right_away(app: Flask, journey: Journey) -> None:
    maja = signed_in(app, "applicant")
    form = maja.open(f"/organisationer/{journey.organisation_id}/bjud-in").form("Skicka")
    form.fill({"email": "ny@nordanland.example", "right": "edit"}).press("Skicka inbjudan")
    with app.app_context(), Session(db.engine) as session, session.begin():
        token = session.scalars(select(Notice).where(Notice.letter == "invitation")).one().facts["token"]
        ny = session.scalars(select(Person).where(Person.email == "ny@nordanland.example")).one()
        given = {"organisation_id": journey.organisation_id, "right": OrganisationRight.SIGN}
        session.add(Membership(person_id=ny.id, created_at=NOON, confirmed_at=NOON, **given))

    invited = Browser(app.test_client()).open(f"/konto/inbjudan/{token}")
    invited.form("Anta").fill({"Ditt namn": "Ny Lindmyr", "Lösenord": "mossa och lav"}).press()

    assert f"Maja Tallmyr har bjudit in dig att företräda {APPLICANT}. Får skriva." in invited.text
    assert not invited.form("Anta").fields["name"]
    assert "Ny LindmyrFår skriva och skicka in" in maja.open(f"/organisationer/{journey.organisation_id}").text


def test_one_who_is_not_confirmed_is_told_so_before_any_link(app: Flask, catalogue: Catalogue, clock: Clock) -> None:
    clock.moment = NOON
    journey = begin_with_pages(app, catalogue, confirmed=False)
    case_id, maja = draft_case(journey), signed_in(app, "applicant")

    for path in (f"/organisationer/{journey.organisation_id}", f"/ansokan/{case_id}"):
        page = maja.open(path)
        assert "Bjud in en kollega" not in page.links
        assert "Du kan bjuda in kollegor när vi har bekräftat din rätt att teckna." in page.text


def test_one_who_may_only_write_changes_nothing(app: Flask, journey: Journey) -> None:
    isak = signed_in(app, "colleague")

    page = isak.open(f"/organisationer/{journey.organisation_id}")
    assert "Ändra uppgifter" not in page.links
    isak.open(f"/organisationer/{journey.organisation_id}/andra", status=404)
    assert "Du kan inte bjuda in" in isak.open(f"/organisationer/{journey.organisation_id}/bjud-in").text


def test_a_colleague_is_removed_and_sees_nothing_more(app: Flask, journey: Journey) -> None:
    isak = signed_in(app, "colleague")
    maja = signed_in(app, "applicant")

    page = maja.open(f"/organisationer/{journey.organisation_id}").follow("Ta bort Isak Forsdal")
    page = page.form("Ta bort").press("Ta bort Isak Forsdal")

    assert "företräder inte längre" in page.messages[0]
    isak.open(f"/organisationer/{journey.organisation_id}", status=404)


def test_a_stranger_sees_no_organisation(app: Flask, journey: Journey) -> None:
    signed_in(app, "stranger").open(f"/organisationer/{journey.organisation_id}", status=404)
