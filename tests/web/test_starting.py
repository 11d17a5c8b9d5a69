"""An application begins empty or as a copy of an earlier one, for one of the organisations that one acts for."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.roles import OrganisationRight
from fundflow.models.organisation import Organisation
from fundflow.models.person import Membership
from tests.factories import make_organisation
from tests.journey_parts import NOON, Journey, submitted_case
from tests.web.applying import begin_with_pages, signed_in
from tests.web.conftest import Clock

START = "/ansokan/ny?program=project_funding&stodform=pre_study"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tried on one database."""
    return sqlite_url


@pytest.fixture
def journey(app: Flask, catalogue: Catalogue, clock: Clock) -> Journey:
    """People, and an applicant that has sent in an application, at the journey's moment."""
    clock.moment = NOON
    journey = begin_with_pages(app, catalogue)
    submitted_case(journey)
    return journey


def test_a_copy_tells_what_it_took_and_what_it_did_not(app: Flask, journey: Journey) -> None:
    page = signed_in(app, "colleague").open(START)
    assert "inskickad 2 mars 2026" in page.text.replace("\u00a0", " ")

    chosen = {"organisation": str(journey.organisation_id), "earlier": "1"}
    page = page.form("Börja").fill(chosen).press("Börja ansökan")

    assert page.heading == "Det här kopierades"
    not_copied = page.text[page.text.index("Inte kopierat") :]
    assert "Vad heter projektet?" in not_copied  # the name of another kind of support would mislead
    assert "Bilagor" in not_copied
    anew = page.text[page.text.index("Ange dagar och år på nytt") : page.text.index("Inte kopierat")]
    for question in ("När börjar projektet?", "När slutar projektet?", "Aktiviteter", "Kostnader"):
        assert question in anew
    assert "När börjar projektet?" not in not_copied
    asked = page.follow("När börjar projektet?").form()
    assert asked.value("När börjar projektet?") == ""
    assert page.follow("Gå till ansökan").heading == "Ansökan om förstudie"


def test_nothing_is_copied_unless_it_is_asked_for(app: Flask, journey: Journey) -> None:
    page = signed_in(app, "applicant").open(START)

    page = page.form("Börja").fill({"organisation": str(journey.organisation_id)}).press("Börja ansökan")

    assert page.heading == "Ansökan om förstudie"


def test_another_organisations_application_is_not_copied_and_nothing_is_begun(app: Flask, journey: Journey) -> None:
    with Session(journey.engine) as session:
        other = make_organisation(session, "Fjällbygd AB").id
        session.add(
            Membership(
                person_id=journey.ids["applicant"],
                organisation_id=other,
                right=OrganisationRight.SIGN,
                created_at=NOON,
                confirmed_at=NOON,
            )
        )
        session.commit()
    maja = signed_in(app, "applicant")

    page = maja.open(START).form("Börja").fill({"organisation": str(other), "earlier": "1"})
    page = page.press("Börja ansökan", status=422)

    assert "hör till en annan organisation" in page.errors[0]
    assert "Fjällbygd AB" not in maja.open("/mina-arenden").text


def test_one_that_the_support_is_not_for_is_told_before_it_begins_and_may_begin(app: Flask, journey: Journey) -> None:
    with Session(journey.engine) as session:
        session.get_one(Organisation, journey.organisation_id).kind = ApplicantKind.MUNICIPALITY
        session.commit()
    maja = signed_in(app, "applicant")

    page = maja.open("/ansokan/ny?program=business_support&stodform=mikrostod")
    text = page.text.replace("\u00a0", " ")

    assert "Stödet söks av företag och enskilda firmor. Ni är en kommun." in text
    assert "Förordning (2022:1468) 17 §." in text
    draft = page.form("Börja").press("Börja ansökan")
    assert draft.heading == "Ansökan om mikrostöd"
    first = draft.follow("Företaget")
    assert "Stödet söks av företag och enskilda firmor. Ni är en kommun." in first.text
    assert "Ni är en kommun." in maja.open(draft.path.rstrip("/") + "/kontrollera").text


def test_one_that_may_apply_is_told_nothing(app: Flask, journey: Journey) -> None:
    page = signed_in(app, "applicant").open(START)

    assert "kan söka stödet" not in page.text
    assert "Ni kan börja ansökan." not in page.text
