"""Whoever acts for the applicant takes no part in the office's work with its cases."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.models.person import Membership, PersonRole
from tests.journey_parts import NOON, Journey, submitted_case
from tests.pages import Browser
from tests.web.applying import begin_with_pages, signed_in
from tests.web.conftest import Clock


@pytest.fixture
def journey(app: Flask, catalogue: Catalogue, clock: Clock) -> Journey:
    """People and an applicant, at the journey's moment."""
    clock.moment = NOON
    return begin_with_pages(app, catalogue)


@pytest.fixture
def ylva(app: Flask, journey: Journey) -> Browser:
    """The officer, whom the applicant has let act for it."""
    with Session(journey.engine) as session, session.begin():
        session.add(PersonRole(person_id=journey.id_of("officer"), role=Role.APPLICANT))
        session.add(
            Membership(
                person_id=journey.id_of("officer"),
                organisation_id=journey.organisation_id,
                right=OrganisationRight.EDIT,
                created_at=NOON,
                confirmed_at=NOON,
            )
        )
    return signed_in(app, "officer")


@pytest.mark.parametrize("page", ["", "/bedomning", "/ansokan", "/handlingar", "/historik"])
def test_an_officer_who_acts_for_the_applicant_does_not_see_the_offices_work(
    journey: Journey, ylva: Browser, page: str
) -> None:
    case_id = submitted_case(journey)

    told = ylva.open(f"/arenden/{case_id}{page}", status=409)

    assert "Du företräder sökanden i ärendet. Någon annan handlägger det." in told.text
    assert "16–18 §§" in told.text


def test_an_officer_who_acts_for_the_applicant_follows_the_case_as_the_applicant_does(
    journey: Journey, ylva: Browser
) -> None:
    case_id = submitted_case(journey)

    assert ylva.open(f"/ansokan/{case_id}").heading
    assert ylva.open("/arenden").heading == "Mina öppna"


def test_the_others_of_the_office_are_not_touched(app: Flask, journey: Journey, ylva: Browser) -> None:
    case_id = submitted_case(journey)

    assert signed_in(app, "director").open(f"/arenden/{case_id}").heading
