"""Questions that hang on another answer: what they offer follows it, and what they no longer offer is not kept."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from fundflow.models.application import Answer
from fundflow.services.application import Start, Written, save_answers, start_application
from tests.browser.conftest import Served
from tests.browser.unsaved import SAVED, STATUS

UMEA, SKELLEFTEA, ROBERTSFORS = "2480", "2482", "2409"


@pytest.fixture
def case_id(served: Served) -> int:
    """A draft of a micro grant in Holmsund, a part of Umeå."""
    journey = served.journey
    with journey.acting("applicant") as uow:
        case = start_application(uow, Start("business_support", "mikrostod", journey.organisation_id, "holmsund", None))
        told = {"municipality": UMEA, "district": "holmsund"}
        save_answers(uow, case.id, {key: Written(value, 0) for key, value in told.items()})
    return case.id


def answer(served: Served, case_id: int, key: str) -> object:
    """What the database holds."""
    with Session(served.journey.engine) as session:
        return session.scalar(select(Answer.value).where(Answer.case_id == case_id, Answer.question == key))


def offered(page: Page) -> list[str]:
    """The parts of a municipality that can be chosen, whatever the browser makes of what is hidden."""
    labels: list[str] = page.eval_on_selector_all("#q_district option", "all => all.map((one) => one.value)")
    return [one for one in labels if one]


def test_a_choice_that_is_no_longer_offered_is_cleared_and_saved_so(served: Served, maja: Page, case_id: int) -> None:
    maja.goto(f"{served.address}/ansokan/{case_id}/del/effort")
    assert maja.input_value("#q_district") == "holmsund"
    assert "jorn" not in offered(maja)

    maja.select_option("#q_municipality", SKELLEFTEA)
    expect(maja.locator("#q_district")).to_have_value("")
    expect(maja.locator(STATUS)).to_have_text(SAVED)

    assert offered(maja) == ["jorn", "fallfors", "kalvtrask", "elsewhere"]
    maja.reload()
    assert (maja.input_value("#q_municipality"), maja.input_value("#q_district")) == (SKELLEFTEA, "")
    assert (answer(served, case_id, "municipality"), answer(served, case_id, "district") or "") == (SKELLEFTEA, "")


def test_a_choice_that_is_still_offered_stays_and_the_parts_come_back_in_their_order(
    served: Served, maja: Page, case_id: int
) -> None:
    maja.goto(f"{served.address}/ansokan/{case_id}/del/effort")
    before = offered(maja)
    maja.select_option("#q_district", "elsewhere")

    maja.select_option("#q_municipality", SKELLEFTEA)
    assert maja.input_value("#q_district") == "elsewhere"
    maja.select_option("#q_municipality", UMEA)

    assert offered(maja) == before
    assert maja.input_value("#q_district") == "elsewhere"


def test_a_question_that_is_not_asked_keeps_its_answer_until_it_is_asked_again(
    served: Served, maja: Page, case_id: int
) -> None:
    maja.goto(f"{served.address}/ansokan/{case_id}/del/effort")

    maja.select_option("#q_municipality", ROBERTSFORS)
    expect(maja.locator("#q_district")).to_be_hidden()
    maja.select_option("#q_municipality", UMEA)

    expect(maja.locator("#q_district")).to_have_value("holmsund")
