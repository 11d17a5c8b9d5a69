"""Bad input: each is answered in the form, at the field, in words and with its source, and nothing typed is lost."""

import itertools
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import ApplicantKind
from fundflow.models.organisation import Organisation
from fundflow.queries.cases import answers_of as stored_answers
from fundflow.services.application import Start, Written, save_answers, start_application
from fundflow.services.facts import questions_of
from tests.company_answers import COMPANY, answers_of
from tests.journey_parts import NOON, Journey, draft_case
from tests.pages import Browser, Page
from tests.web.applying import begin_with_pages, signed_in
from tests.web.conftest import Clock

_TOKENS = itertools.count(1)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tried on one database; the rules are asked on both elsewhere."""
    return sqlite_url


@pytest.fixture
def journey(app: Flask, catalogue: Catalogue, clock: Clock) -> Journey:
    """People and an applicant that is a company, on Monday 2 March 2026."""
    clock.moment = NOON
    journey = begin_with_pages(app, catalogue)
    with Session(journey.engine) as session:
        session.get_one(Organisation, journey.organisation_id).kind = ApplicantKind.COMPANY
        session.commit()
    return journey


@pytest.fixture
def maja(app: Flask, journey: Journey) -> Browser:
    """Who may sign for the applicant."""
    return signed_in(app, "applicant")


def draft(journey: Journey, grant_type: str, **changed: object) -> int:
    """A draft of business support or of support for a shop, with what is written otherwise in it."""
    programme = "business_support" if grant_type in COMPANY else "commercial_service"
    with journey.acting("applicant") as uow:
        case = start_application(
            uow, Start(programme, grant_type, journey.organisation_id, f"bad-{next(_TOKENS)}", None)
        )
        keys = {question.key: question for question in questions_of(uow, case)}
        proposed = stored_answers(uow.session, case.id)
        written = {key: value for key, value in {**answers_of(grant_type), **changed}.items() if key in keys}
        save_answers(
            uow,
            case.id,
            {key: Written(value, proposed[key].version if key in proposed else 0) for key, value in written.items()},
        )
    return case.id


def at_field(page: Page, question: str) -> str:
    """What stands at a question's field beside its label and hint."""
    found = next(one for one in page.root.all("div") if one.attrs.get("id") == f"q_{question}-rules")
    return found.text.replace("\u00a0", " ")


def shown(maja: Browser, case_id: int, question: str) -> Page:
    """The page of the form that asks the question."""
    overview = maja.open(f"/ansokan/{case_id}")
    for href in dict.fromkeys(one for one in overview.links.values() if "/del/" in one):
        page = maja.open(href.partition("#")[0])
        if f'data-question="{question}"' in page.html:
            return page
    raise AssertionError(f"no page asks {question}")


def left(maja: Browser, case_id: int, question: str, text: str) -> dict[str, Any]:
    """Leave a field with this text, as the page's script does, and return the answer."""
    page = shown(maja, case_id, question)
    fields = page.form("Spara").fields
    sent = {"csrf_token": fields["csrf_token"], f"version-{question}": fields[f"version-{question}"]}
    answer = maja.client.post(
        f"/ansokan/{case_id}/svar/{question}",
        data=MultiDict({**sent, f"q_{question}": text}),
        headers={"Accept": "application/json", "X-CSRFToken": fields["csrf_token"]},
    )
    assert answer.status_code == 200, answer.get_data(as_text=True)
    replied: dict[str, Any] = answer.json
    return replied


# ----- who


def test_an_organisation_number_with_a_wrong_check_digit(app: Flask, journey: Journey) -> None:
    form = signed_in(app, "stranger").open("/organisationer/ny").form("Registrera")
    form.fill({"number": "559999-0009", "name": "Fjällets Kök AB"})

    page = form.press(status=422)

    assert page.errors[2].startswith("Numret stämmer inte. Skriv organisationsnumret med tio siffror, till exempel")
    assert 'value="559999-0009"' in page.html
    assert 'value="Fjällets Kök AB"' in page.html


# ----- each of these is typed in one field, and told there with its source


@pytest.mark.parametrize(
    ("grant_type", "question", "typed", "words", "source"),
    [
        pytest.param(
            "mikrostod", "work_starts_on", "2026-03-01", "Arbetet börjar 1 mars 2026", "(2022:1468) 6 §",
            id="a start before today",
        ),
        pytest.param(
            "driftstod", "grocery_turnover", "11 000 001",
            "Butiken sålde dagligvaror för 11 000 001 kr. Det får vara högst 11 000 000 kr", "(2024:1243) 21 §",
            id="a turnover of 11 000 001",
        ),
        pytest.param(
            "driftstod", "distance_km", "10", "Det är 10 kilometer till nästa butik. Det ska vara mer än 10",
            "(2024:1243) 21 §", id="ten kilometres exactly",
        ),
        pytest.param(
            "servicebidrag", "servicebidrag_years_before", "3", "Servicebidrag kan ges i sammanlagt 3 år",
            "(2024:1243) 19–20 §§", id="a fourth year of service grant",
        ),
        pytest.param(
            "investeringsstod", "requested_amount", "204 000",
            "Utan någon av grunderna för en större andel kan stödet vara högst 120 000 kr.", "(2024:1243) 17–18 §§",
            id="85 % without a ground",
        ),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_told_at_the_field_when_it_is_left_and_when_the_page_is_opened(
    maja: Browser, journey: Journey, grant_type: str, question: str, typed: str, words: str, source: str
) -> None:
    case_id = draft(journey, grant_type)
    assert words not in at_field(shown(maja, case_id, question), question)

    told = left(maja, case_id, question, typed)["rules"][question].replace("\u00a0", " ")
    page = shown(maja, case_id, question)

    for text in (told, at_field(page, question)):
        assert words in text
        assert source in text
    assert f'value="{typed}"' in page.html.replace("\u00a0", " ")
    field = next(one for one in page.root.all("input") if one.attrs.get("id") == f"q_{question}")
    assert f"q_{question}-rules" in field.attrs["aria-describedby"].split()
    check = maja.open(f"/ansokan/{case_id}/kontrollera").text.replace("\u00a0", " ")
    assert words in check


def test_a_krona_more_than_the_room_for_de_minimis_aid(maja: Browser, journey: Journey) -> None:
    # 300 000 - 297 620 = 2 380 euro, x 10.50 = 24 990 kronor
    aid = {"granted_on": "2025-06-01", "giver": "Regionen", "regulation": "de_minimis", "amount_eur": "297620"}
    case_id = draft(journey, "mikrostod", has_earlier_aid="yes", earlier_aid=[aid], requested_amount="24 990")
    assert "EU:s tak" not in at_field(shown(maja, case_id, "requested_amount"), "requested_amount")

    told = left(maja, case_id, "requested_amount", "24 991")["rules"]["requested_amount"]
    page = shown(maja, case_id, "requested_amount")

    for text in (told.replace("\u00a0", " "), at_field(page, "requested_amount")):
        assert "Beloppet är 24 991 kr, alltså 1 kr för mycket." in text
        assert "EU-förordning (2023/2831)" in text
    assert 'value="24 991"' in page.html.replace("\u00a0", " ")


def test_a_cost_without_its_supplier_where_the_form_asks_for_one(maja: Browser, journey: Journey) -> None:
    row = {"kind": "machinery", "what": "Kyldisk", "supplier": "", "amount": "240 000"}
    case_id = draft(journey, "investeringsstod", costs=[row])

    page = shown(maja, case_id, "costs")

    assert "fyll i ”Leverantör”" in at_field(page, "costs")
    assert 'value="Kyldisk"' in page.html


def test_financing_that_does_not_add_up(maja: Browser, journey: Journey) -> None:
    case_id = draft_case(journey, changed={"requested_amount": "500 000"})

    page = shown(maja, case_id, "costs")
    told = left(maja, case_id, "requested_amount", "500 001")["rules"]["costs"].replace("\u00a0", " ")

    assert "Det saknas 100 000 kr." in at_field(page, "costs")
    assert "Det saknas 99 999 kr." in told
    assert 'value="500 001"' in shown(maja, case_id, "costs").html.replace("\u00a0", " ")


def test_a_municipality_outside_the_region(maja: Browser, journey: Journey) -> None:
    case_id = draft(journey, "mikrostod", municipality="0180")

    page = shown(maja, case_id, "municipality")

    assert any("Välj ett av dem som finns" in one for one in page.errors)


# ----- what can be read and is still wrong


@pytest.mark.parametrize("typed", ["26", "20260", "1999"])
def test_a_year_that_no_support_is_about(maja: Browser, journey: Journey, typed: str) -> None:
    case_id = draft(journey, "driftstod")

    errors = left(maja, case_id, "support_year", typed)["errors"]
    page = shown(maja, case_id, "support_year")

    assert errors == [["#q_support_year", "Skriv året med fyra siffror, till exempel 2026."]]
    assert "Skriv året med fyra siffror, till exempel 2026." in page.errors
    assert f'value="{typed}"' in page.html


@pytest.mark.parametrize("typed", ["2023", "2050"])
def test_a_year_that_lies_far_away(maja: Browser, journey: Journey, typed: str) -> None:
    case_id = draft(journey, "driftstod")

    errors = left(maja, case_id, "support_year", typed)["errors"]
    page = shown(maja, case_id, "support_year")

    words = f"{typed} ligger för långt bort. Skriv ett år från 2024 till och med 2028."
    assert errors == [["#q_support_year", words]]
    assert words in page.errors
    assert f'value="{typed}"' in page.html


def test_a_year_that_is_over_is_warned_of(maja: Browser, journey: Journey) -> None:
    case_id = draft(journey, "driftstod")

    told = left(maja, case_id, "support_year", "2025")["rules"]["support_year"]

    assert "Ansökan gäller 2025, och det året är slut." in told


def test_an_area_of_another_municipality(maja: Browser, journey: Journey) -> None:
    case_id = draft(journey, "sis", municipality="2480", deso="2580C1010")

    page = shown(maja, case_id, "deso")

    assert any("DeSO-området 2580C1010 ligger i en annan kommun" in one for one in page.errors)
    assert 'value="2580C1010"' in page.html
