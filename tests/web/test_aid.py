"""Earlier aid on the officer's page of a case: each row with its source, the room left, and the rate with its day."""

import json
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from fundflow.domain.money import Money
from fundflow.domain.states import State
from fundflow.models.aid import CaseRate
from fundflow.models.case import CaseFact
from fundflow.models.organisation import Organisation
from tests.factories import make_case
from tests.journey_parts import Journey, prepared_case
from tests.web.office_parts import browser_as, database_url, journey  # noqa: F401 - fixtures

COMPANY = {"programme": "business_support", "grant_type": "mikrostod"}


def asking(journey: Journey, *declared: dict[str, str]) -> int:  # noqa: F811
    """A case that asks for 25 000 kronor of mikrostöd, with earlier aid as declared."""
    with journey.acting("officer") as uow:
        applicant = uow.session.get_one(Organisation, journey.organisation_id)
        case = make_case(
            uow.session,
            organisation=applicant,
            **COMPANY,
            state=State.IN_PREPARATION,
            requested_amount=Money.kronor(25_000),
            officer_id=journey.ids["officer"],
        )
        uow.session.add(CaseFact(case_id=case.id, concept="earlier_aid", value=json.dumps(declared)))
        return case.id


def granted_before(journey: Journey, kronor: int, on: date, grant_type: str = "tillvaxtcheck") -> int:  # noqa: F811
    """A grant of the register, numbered by its amount."""
    with journey.acting("officer") as uow:
        return make_case(
            uow.session,
            organisation=uow.session.get_one(Organisation, journey.organisation_id),
            programme="business_support",
            grant_type=grant_type,
            state=State.ONGOING,
            registry_number=f"RUN 2025/{kronor}",
            granted=Money.kronor(kronor),
            decided_on=on,
        ).id


def test_each_row_tells_its_source_and_the_room_is_what_is_left(app: Flask, journey: Journey) -> None:  # noqa: F811
    same = {"granted_on": "2025-06-01", "amount_eur": "10000", "regulation": "de_minimis"}
    case_id = asking(journey, same, {**same, "granted_on": "2024-05-02", "amount_eur": "1500"})
    granted_before(journey, 105_000, date(2025, 6, 1))
    granted_before(journey, 42_000, date(2025, 6, 1), "ris")
    granted_before(journey, 21_000, date(2020, 1, 1))

    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}")

    # 105 000 / 10.50 + 1 500 = 11 500 euro; (300 000 - 11 500) x 10.50 = 3 029 250 kronor
    assert "Kvar av utrymmet, euro 288 500,00 3 029 250 kr" in page.text
    assert "Räknat stöd, euro 11 500,00" in page.text
    assert "Vårt register, ärende RUN 2025/105000 Sökanden har också uppgett det" in page.text
    assert "Sökanden har uppgett Stöd av mindre betydelse" in page.text
    assert "Stöd enligt gruppundantaget. Räknas inte, annat slags stöd" in page.text
    assert "Stöd av mindre betydelse. Räknas inte, för gammalt" in page.text
    assert "En euro räknas som 10,5 kronor. Kursen har ingen dag och är inte helt kontrollerad." in page.text


def test_the_officer_gives_the_rate_with_its_day(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = asking(journey)

    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/eurokurs")
    page = page.form("Spara kursen").fill({"sek_per_eur": "11,42", "day": "2026-02-27"}).press("Spara kursen")

    assert "En euro räknas nu som 11,42 kronor." in page.text
    assert "Kvar av utrymmet, euro 300 000,00 3 426 000 kr" in page.text
    assert "En euro räknas som 11,42 kronor, kursen den 27 februari 2026 som handläggaren har angett." in page.text
    assert "En euro räknas som 11,42 kronor, kursen den 27 februari 2026. Förut 10,5 kronor." in page.text
    with journey.acting("officer") as uow:
        rate = uow.session.query(CaseRate).one()
        assert (rate.case_id, rate.sek_per_eur, rate.rate_on) == (case_id, Decimal("11.42"), date(2026, 2, 27))


@pytest.mark.parametrize(
    ("written", "status", "told"),
    [
        ({"sek_per_eur": "", "day": "2026-02-27"}, 422, "Skriv kursen, till exempel 11,42."),
        ({"sek_per_eur": "114,2", "day": "2026-02-27"}, 409, "Kursen ligger långt från 10,5"),
        ({"sek_per_eur": "11,42", "day": "2031-02-27"}, 409, "Dagen har inte varit än."),
    ],
)
def test_a_rate_that_cannot_be_right_is_told_and_kept_in_the_form(
    app: Flask,
    journey: Journey,  # noqa: F811
    written: dict[str, str],
    status: int,
    told: str,
) -> None:
    case_id = asking(journey)

    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/eurokurs").form("Spara kursen")
    page = page.fill(written).press("Spara kursen", status=status)

    assert told in page.text
    assert page.form("Spara kursen").value("sek_per_eur") == written["sek_per_eur"]


def test_a_project_has_no_ceiling_and_no_rate(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = prepared_case(journey)
    officer = browser_as(app, journey, "officer")

    assert "Tidigare stöd och utrymme" not in officer.open(f"/arenden/{case_id}").text
    officer.open(f"/arenden/{case_id}/eurokurs", status=404)


def test_who_only_reads_sees_the_room_and_gives_no_rate(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = asking(journey)
    auditor = browser_as(app, journey, "auditor")

    page = auditor.open(f"/arenden/{case_id}")
    assert "Inget tidigare stöd, varken uppgett eller i vårt register." in page.text
    assert "Ange kursen" not in page.links
    auditor.open(f"/arenden/{case_id}/eurokurs", status=403)
