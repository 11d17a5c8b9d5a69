"""The desk as a page: views, filters, words, statements, and assigning several."""

import pytest
from flask import Flask

from tests.databases import statements_to
from tests.factories import make_case, make_organisation
from tests.journey_parts import Journey, decided_case, prepared_case, submitted_case
from tests.web.conftest import engine_of
from tests.web.office_parts import browser_as, database_url, journey  # noqa: F401 - fixtures


def test_an_officer_begins_with_the_own_open_cases(app: Flask, journey: Journey) -> None:  # noqa: F811
    prepared_case(journey)
    submitted_case(journey)

    page = browser_as(app, journey, "officer").open("/arenden")

    assert page.heading == "Mina öppna"
    assert len(page.table()) == 2
    assert "Otilldelade 1" in page.text


def test_the_analyst_begins_with_all_open_cases_and_picks_none(app: Flask, journey: Journey) -> None:  # noqa: F811
    submitted_case(journey)

    page = browser_as(app, journey, "analyst").open("/arenden")

    assert page.heading == "Alla öppna"
    assert "Mina öppna" not in page.text
    assert 'name="arende"' not in page.html


def test_a_link_from_the_figures_shows_every_case_of_its_cut(app: Flask, journey: Journey) -> None:  # noqa: F811
    decided_case(journey)
    submitted_case(journey)

    page = browser_as(app, journey, "auditor").open("/arenden?program=project_funding&beslutsar=2026&lage=granted")

    assert page.heading == "Alla ärenden"
    assert len(page.table()) == 2
    assert "Beviljad" in page.text
    assert "Summa sökt 600 000 kr, beviljat 600 000 kr" in page.text


@pytest.mark.parametrize("name", ["sok", "q"])
def test_words_find_a_case_and_a_chip_takes_them_away(app: Flask, journey: Journey, name: str) -> None:  # noqa: F811
    submitted_case(journey)
    officer = browser_as(app, journey, "officer")

    found = officer.open(f"/arenden?{name}=MATHANTVERK 2026/00001")
    missing = officer.open(f"/arenden?{name}=fjällripa")

    assert len(found.table()) == 2
    assert any("ta bort sökningen" in words for words in found.links)
    assert "Inga ärenden här" in missing.text


@pytest.mark.parametrize("number", [2, 200])
def test_the_page_takes_eight_statements_however_many_cases(
    app: Flask,
    journey: Journey,  # noqa: F811
    number: int,
) -> None:
    with journey.acting("officer") as uow:
        organisation = make_organisation(uow.session)
        for place in range(number):
            make_case(uow.session, organisation=organisation, registry_number=f"RUN 2026/1{place:04}")
    officer = browser_as(app, journey, "officer")

    with statements_to(engine_of(app)) as sent:
        officer.client.get("/arenden?vy=alla")

    assert 0 < len([one for one in sent if one.lstrip().startswith(("SELECT", "WITH"))]) <= 8


def test_several_cases_are_assigned_after_a_look_at_what_follows(app: Flask, journey: Journey) -> None:  # noqa: F811
    first, second, closed = submitted_case(journey), submitted_case(journey), decided_case(journey)
    with journey.acting("officer") as uow:
        uow.session.connection().exec_driver_sql(f"UPDATE funding_case SET state = 'rejected' WHERE id = {closed}")
    officer = browser_as(app, journey, "officer")

    preview = officer.open(f"/arenden/tilldela?arende={first}&arende={second}&arende={closed}&arende=987654")
    preview.form("Tilldela två ärenden").fill({"Handläggare": "Åke Bergfors"}).press()

    assert "Följer inte med 1" in preview.text
    assert journey.case(first).officer_id == journey.case(second).officer_id == journey.ids["second_officer"]
    assert journey.case(closed).officer_id == journey.ids["officer"]
