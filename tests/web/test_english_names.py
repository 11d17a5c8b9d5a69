"""On an English page the strategy's names stand in English with the Swedish beside them, as others know them."""

from flask import Flask

from tests.inspection import Node
from tests.journey_parts import Journey, draft_case
from tests.pages import Browser, Page
from tests.web.office_parts import browser_as, database_url, journey

__all__ = ["database_url", "journey"]


def swedish_beside(page: Page) -> set[str]:
    """The texts on the page that are marked as Swedish."""
    return {node.text for node in page.root.all("span") if node.attrs.get("lang") == "sv"}


def labels(page: Page) -> set[str]:
    return {node.text for node in page.root.all("label")}


def in_english(browser: Browser) -> Browser:
    browser.open("/").form("English").press("English")
    return browser


def test_a_priority_is_chosen_by_its_english_name_and_known_by_its_swedish(app: Flask, journey: Journey) -> None:
    case_id = draft_case(journey)
    applicant = in_english(browser_as(app, journey, "applicant"))

    page = applicant.open(f"/ansokan/{case_id}/del/priorities")

    assert {"3. A close and accessible region", "Skills supply"} <= labels(page)
    assert {"3. En nära tillgänglig region", "Kompetensförsörjning"} <= swedish_beside(page)
    assert page.text.count("The English names are our own translation.") == 1


def test_each_swedish_name_describes_its_choice(app: Flask, journey: Journey) -> None:
    case_id = draft_case(journey)
    page = in_english(browser_as(app, journey, "applicant")).open(f"/ansokan/{case_id}/del/priorities")

    def field(value: str) -> Node:
        return next(one for one in page.root.all("input") if one.attrs.get("value") == value)

    described = field("p3_nara_tillganglig").attrs["aria-describedby"]
    hint = next(one for one in page.root.all("span") if one.attrs.get("id") == described)

    assert hint.text == "3. En nära tillgänglig region"


def test_on_a_swedish_page_nothing_stands_twice(app: Flask, journey: Journey) -> None:
    case_id = draft_case(journey)

    page = browser_as(app, journey, "applicant").open(f"/ansokan/{case_id}/del/priorities")

    assert page.text.count("1. En nytänkande och smart region") == 3, "the two questions and the heading of its areas"
    assert swedish_beside(page) == set()


def test_the_answers_are_read_with_the_swedish_names(app: Flask, journey: Journey) -> None:
    case_id = draft_case(journey)
    applicant = in_english(browser_as(app, journey, "applicant"))
    form = applicant.open(f"/ansokan/{case_id}/del/priorities").form("Save")
    form.fields["q_priority"], form.fields["q_strategic_area"] = "p3_nara_tillganglig", "kollektivtrafik"
    form.press("Save")

    page = applicant.open(f"/ansokan/{case_id}/kontrollera")

    assert {"En nära tillgänglig region", "Kollektivtrafik"} <= swedish_beside(page)
    assert "A close and accessible region" in page.text


def test_a_support_is_known_by_its_swedish_name(browser: Browser) -> None:
    page = in_english(browser).open("/stod/commercial_service/servicebidrag")

    assert page.heading == "Service grant"
    assert "Servicebidrag" in swedish_beside(page)
