"""Six people find their support, go through every part of the form and send in; axe finds nothing on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import update
from sqlalchemy.orm import Session

from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.states import State
from fundflow.models.organisation import Organisation
from fundflow.queries.cases import get_case
from fundflow.services.application import Written, save_answers
from fundflow.services.facts import questions_of
from tests.browser.conftest import Served
from tests.browser.people import Person, at_work
from tests.calls import open_call
from tests.company_answers import answers_of
from tests.web.claiming import PDF
from tests.whole_case import answers_for


@dataclass(frozen=True)
class Applicant:
    """Who applies for what, and what they answer of their own; the rest is what any plausible form says."""

    name: str
    kind: ApplicantKind
    programme: str
    support: str
    label: str
    answers: Mapping[str, object] = field(default_factory=dict)


SIX = {
    "shopkeeper": Applicant(
        "Fjällbacks livs", ApplicantKind.COMPANY, "commercial_service", "driftstod", "Särskilt driftstöd"
    ),
    "municipality": Applicant(
        "Bergviks kommun", ApplicantKind.MUNICIPALITY, "commercial_service", "hemsandning", "Hemsändningsbidrag"
    ),
    "micro company": Applicant("Lavskrika design", ApplicantKind.COMPANY, "business_support", "mikrostod", "Mikrostöd"),
    "women-led company": Applicant(
        "Norrsken kost AB", ApplicantKind.COMPANY, "business_support", "tillvaxtcheck", "Tillväxtcheck"
    ),
    "manufacturer": Applicant(
        "Älvstål AB", ApplicantKind.COMPANY, "business_support", "ris", "Regionalt investeringsstöd"
    ),
    "university": Applicant(
        "Nordanlands universitet",
        ApplicantKind.UNIVERSITY,
        "project_funding",
        "implementation",
        "Genomförandeprojekt",
        {"eu_programme": "eruf"},
    ),
}


def answers(applicant: Applicant) -> Mapping[str, object]:
    """What the applicant answers of their own."""
    return applicant.answers or answers_of(applicant.support)


def become(served: Served, applicant: Applicant) -> None:
    """Let the journey's applicant be this one."""
    with Session(served.journey.engine) as session:
        session.execute(update(Organisation).values(name=applicant.name, kind=applicant.kind))
        session.commit()
    with served.journey.acting("officer") as uow:
        open_call(uow, applicant.programme, applicant.support)


def begin(person: Person, applicant: Applicant) -> int:
    """Find the support on the start page and begin; return the case's id."""
    person.open("/")
    person.follow(applicant.label)
    if person.page.get_by_role("link", name="Utlysning för hela länet").count():
        person.follow("Utlysning för hela länet")
    person.follow("Ansök")
    person.press("Börja ansökan")
    return int(person.page.url.rstrip("/").split("/")[-1].split("?")[0])


def fill(served: Served, case_id: int, applicant: Applicant) -> None:
    """Answer every question, as the form keeps it."""
    with served.journey.acting("applicant") as uow:
        case = get_case(uow.session, uow.actor, case_id)
        given = answers_for(uow.catalogue, questions_of(uow, case), **answers(applicant))
        save_answers(uow, case_id, {key: Written(value, 0) for key, value in given.items()})


def go_through(person: Person, case_id: int) -> None:
    """Open and save each part."""
    person.open(f"/ansokan/{case_id}")
    parts = [link.get_attribute("href") for link in person.page.locator(".ff-tasks a[href*='/del/']").all()]
    for part in parts:
        person.open(str(part))
        with person.page.expect_navigation():
            person.page.locator("main form button.btn-primary[type=submit]").first.click()
    assert parts


def attach(person: Person, case_id: int, folder: Path) -> None:
    """Add a file where one is asked for and missing."""
    paper = folder / "Underlag.pdf"
    paper.write_bytes(PDF)
    person.open(f"/ansokan/{case_id}/bilagor")
    for section in person.page.locator("section:has(.is-missing)").all():
        section.locator("input[type=file]").set_input_files(paper)
    person.press("Spara filerna")


@pytest.mark.parametrize("who", SIX)
def test_each_finds_fills_and_sends_in(served: Served, chromium: Browser, tmp_path: Path, who: str) -> None:
    applicant = SIX[who]
    become(served, applicant)

    with at_work(chromium, served, "applicant") as person:
        case_id = begin(person, applicant)
        fill(served, case_id, applicant)
        go_through(person, case_id)
        attach(person, case_id, tmp_path)
        person.open(f"/ansokan/{case_id}/kontrollera")
        person.page.check("#truthful")
        person.press("Skriv under och skicka")

        assert person.page.inner_text("h1") == "Ansökan är inskickad"
    case = served.journey.case(case_id)
    assert (case.state, case.grant_type, case.registry_number) == (State.RECEIVED, applicant.support, "RUN 2026/00001")
