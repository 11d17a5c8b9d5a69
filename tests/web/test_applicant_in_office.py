"""The office's page of an applicant: found by any name, with its cases, and corrected with a reason."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.currencies import Currency
from fundflow.domain.undertaking import Link, Relation, Size, Undertaking
from fundflow.services.naming import rename_organisation
from fundflow.services.undertaking import state_group
from tests.databases import statements_to
from tests.factories import make_organisation
from tests.journey_parts import Journey, granted_case, submitted_case
from tests.web.office_parts import browser_as, database_url, journey

__all__ = ["database_url", "journey"]

STATED = Undertaking(
    2025, Currency.EUR, Size(Decimal(3), 900_000, None), (Link("Fjällmat AB", Relation.LINKED, Decimal(80)),)
)


@pytest.fixture
def stated(journey: Journey) -> str:
    """The address of the applicant, which has stated its group and changed its name."""
    with journey.acting("applicant") as uow:
        state_group(uow, journey.organisation_id, STATED)
        rename_organisation(uow, journey.organisation_id, name="Inlandsmat AB", from_on=date(2026, 1, 1))
    return f"/sokande/{journey.organisation_id}"


def test_an_applicant_is_found_by_an_earlier_name(app: Flask, journey: Journey, stated: str) -> None:
    ylva = browser_as(app, journey, "officer")

    page = ylva.open("/sokande?sok=inlandets+matförening")
    page = page.follow("Inlandsmat AB")

    assert page.heading == "Inlandsmat AB"
    assert "Har hetat Inlandets Matförening" in page.text
    assert "Ingen sökande hittades" in ylva.open("/sokande?sok=okänd").text


def test_the_desk_finds_a_case_by_an_earlier_name(app: Flask, journey: Journey) -> None:
    submitted_case(journey)
    with journey.acting("applicant") as uow:
        rename_organisation(uow, journey.organisation_id, name="Kökslaget AB", from_on=date(2026, 1, 1))
    ylva = browser_as(app, journey, "officer")

    for words in ("kökslaget", "inlandets+matförening"):
        assert "Kökslaget AB" in ylva.open(f"/arenden?vy=oppna&sok={words}").text


def test_a_case_leads_to_its_applicant_and_what_was_granted(app: Flask, journey: Journey) -> None:
    case_id = granted_case(journey, kronor=600_000)
    ylva = browser_as(app, journey, "officer")

    page = ylva.open(f"/arenden/{case_id}").follow("Inlandets Matförening")

    text = page.text.replace("\u00a0", " ")
    assert "Beviljat 600 000 kr, utbetalt 0 kr" in text
    assert "Bankgiro 5050-1055" in text
    assert "Bekräftat" in text


def test_those_who_do_not_pay_see_four_digits(app: Flask, journey: Journey) -> None:
    page = browser_as(app, journey, "auditor").open(f"/sokande/{journey.organisation_id}")

    assert "•••• 1055" in page.text
    assert "5050-1055" not in page.text
    assert "Byt namn eller lägg till ett" not in page.links


def test_a_group_is_confirmed_in_the_version_that_was_read(app: Flask, journey: Journey, stated: str) -> None:
    ylva = browser_as(app, journey, "officer")
    page = ylva.open(stated)

    page = page.form("Bekräfta").press("Bekräfta storlek och grupp")

    assert "är bekräftade" in page.messages[0]
    assert "bekräftat av regionen" in page.text


def test_a_correction_needs_its_reason_and_the_applicant_reads_it(app: Flask, journey: Journey, stated: str) -> None:
    form = browser_as(app, journey, "officer").open(f"{stated}/grupp").form("Spara rättelsen")

    page = form.fill({"employees": "55"}).press("Spara rättelsen", status=422)
    assert "Skriv vad rättelsen bygger på" in page.errors[0]
    page = page.form("Spara rättelsen").fill({"note": "Årsredovisningen 2025"}).press("Spara rättelsen")

    assert "Rättat av regionen" in page.text
    own = browser_as(app, journey, "applicant").open(f"/organisationer/{journey.organisation_id}")
    assert "Årsredovisningen 2025" in own.text
    assert "55" in own.text


def test_an_applicant_that_has_ceased_points_to_its_successor(app: Flask, journey: Journey) -> None:
    with journey.acting("officer") as uow:
        make_organisation(uow.session, "Fjällbygd AB", number="556016-0680")
    form = browser_as(app, journey, "officer").open(f"/sokande/{journey.organisation_id}/uppgatt-i").form("Spara")

    page = form.fill({"number": "802000-0009", "on": "2026-01-01"}).press("Spara", status=422)
    assert "är registrerad" in page.errors[0]
    page = page.form("Spara").fill({"number": "556016-0680"}).press("Spara")

    assert "Har gått upp i Fjällbygd AB" in page.text
    own = browser_as(app, journey, "applicant").open(f"/organisationer/{journey.organisation_id}")
    assert "Nya ansökningar görs för Fjällbygd AB" in own.text
    assert "Byt konto för utbetalning" not in own.links


def test_a_sole_traders_number_is_masked_in_the_list(app: Flask, journey: Journey) -> None:
    with journey.acting("officer") as uow:
        make_organisation(uow.session, "Elsas getter", number="811228-9874", kind=ApplicantKind.SOLE_TRADER)

    page = browser_as(app, journey, "officer").open("/sokande?sok=elsas")

    assert "811228-XXXX" in page.text
    assert "9874" not in page.text


def test_the_page_takes_as_many_statements_for_one_case_as_for_two(app: Flask, journey: Journey) -> None:
    ylva = browser_as(app, journey, "officer")
    counts = []
    for _ in range(2):
        submitted_case(journey)
        with statements_to(app.extensions["reader"]) as sent:
            ylva.open(f"/sokande/{journey.organisation_id}")
        counts.append(len(sent))

    assert 0 < counts[0] == counts[1]
