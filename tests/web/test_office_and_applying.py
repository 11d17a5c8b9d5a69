"""Those who work in the office are shown no way to apply, and are told why where there would have been one."""

import pytest
from flask import Flask

from tests.journey_parts import Journey
from tests.pages import Browser, Page
from tests.web.guiding import MICRO, address
from tests.web.office_parts import browser_as, database_url, journey

__all__ = ["database_url", "journey"]

SUPPORT = "/stod/project_funding/pre_study"


def leads_to_applying(page: Page) -> bool:
    return any("/ansokan/ny" in url for url in page.links.values())


@pytest.mark.parametrize("path", [SUPPORT, address(**MICRO)], ids=["the page of a support", "the guide's answer"])
def test_the_way_to_apply_is_for_visitors_and_applicants(app: Flask, journey: Journey, path: str) -> None:
    visitor = Browser(app.test_client())
    applicant, officer = browser_as(app, journey, "applicant"), browser_as(app, journey, "officer")

    assert leads_to_applying(visitor.open(path))
    assert leads_to_applying(applicant.open(path))
    assert not leads_to_applying(officer.open(path))


def test_the_office_reads_who_writes_an_application(app: Flask, journey: Journey) -> None:
    officer = browser_as(app, journey, "officer")

    page = officer.open(SUPPORT)
    refused = officer.open("/ansokan/ny?program=project_funding&stodform=pre_study", status=403)

    assert "Ansökan skrivs av den som söker, med ett eget konto." in page.text
    assert refused.heading == "Den här sidan är för sökande"
    assert "Du är inloggad som medarbetare." in refused.text


def test_an_applicant_who_opens_a_page_of_the_office_reads_whom_it_is_for(app: Flask, journey: Journey) -> None:
    page = browser_as(app, journey, "applicant").open("/arenden", status=403)

    assert page.heading == "Sidan är för regionens medarbetare"


def test_staff_without_the_role_are_told_whom_to_ask(app: Flask, journey: Journey) -> None:
    page = browser_as(app, journey, "officer").open("/administration/delegationsordning", status=403)

    assert page.heading == "Sidan är inte för din roll"
