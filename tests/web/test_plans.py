"""Costs and financing as tables: those that have something in them, each line readable on a phone."""

from tests.inspection import Node
from tests.journey_parts import Journey, draft_case
from tests.pages import Browser, Page
from tests.web.test_bad_input import database_url, draft, journey, maja

__all__ = ["database_url", "journey", "maja"]

COST = {"kind": "external_services", "what": "Webbutik", "supplier": "Byrån AB", "amount": "80 000,50"}


def plans(page: Page) -> dict[str, Node]:
    """The tables of plans by their captions, which are shown; those of the answers have hidden ones."""
    named = [(table, table.first("caption")) for table in page.root.all("table")]
    return {caption.text: table for table, caption in named if caption is not None and not caption.attrs.get("class")}


def check(browser: Browser, case_id: int) -> Page:
    """The page where one checks and sends in."""
    return browser.open(f"/ansokan/{case_id}/kontrollera?visa=allt")


def test_a_form_that_asks_no_year_shows_no_table_of_years(maja: Browser, journey: Journey) -> None:
    page = check(maja, draft(journey, "mikrostod", costs=[COST]))

    assert list(plans(page)) == ["Kostnader", "Kostnader per slag", "Finansiering"]
    assert "80 000,50" in page.text


def test_a_form_that_asks_the_year_shows_what_each_year_costs(maja: Browser, journey: Journey) -> None:
    page = check(maja, draft_case(journey))

    assert list(plans(page)) == ["Kostnader", "Kostnader per slag", "Kostnader per år", "Finansiering"]


def test_on_a_phone_each_line_of_a_plan_tells_its_amount_and_share(maja: Browser, journey: Journey) -> None:
    for table in plans(check(maja, draft_case(journey))).values():
        assert "ff-stack" in table.attrs["class"].split()
        heads = [head.text for head in table.all("th") if head.attrs.get("scope") == "col"]
        labels = [cell.attrs["data-label"] for cell in table.all("td")]
        assert labels == heads[1:] * (len(labels) // 2)
