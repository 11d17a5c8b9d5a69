"""The claim of a municipality reckons its payout anew as each field is left, as the server does when it is saved."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served, violations
from tests.delivery_parts import delivery_case

ALLOWED = "[data-part=allowed]"


@pytest.fixture
def claim(maja: Page, served: Served) -> Page:
    """The page on which a claim of home delivery is written."""
    maja.goto(f"{served.address}/ansokan/{delivery_case(served.journey)}/utbetalningar")
    maja.get_by_role("button", name="Börja en ansökan om utbetalning").first.click()
    maja.wait_for_url("**/skriv")
    return maja


def line(page: Page, label: str, amount: str) -> None:
    """The line of the box with that label comes to that amount."""
    row = page.locator(f"{ALLOWED} dl > div").filter(has_text=label)
    expect(row.locator("dd")).to_have_text(amount)


def test_the_box_follows_what_is_saved_field_by_field(claim: Page) -> None:
    """480 000 less 80 000 is 400 000; 1 500 deliveries allow 150 000, and 1 200 allow 120 000."""
    line(claim, "Högst att betala ut nu", "0\u00a0kr")

    claim.locator("[name$=-declared]").first.fill("480 000")
    claim.focus("#q_household_fees")
    line(claim, "Redovisade kostnader", "480\u00a0000\u00a0kr")
    claim.fill("#q_household_fees", "80 000")
    claim.focus("#q_deliveries_made")
    line(claim, "Nettokostnad hittills", "400\u00a0000\u00a0kr")
    claim.fill("#q_deliveries_made", "1 500")
    claim.focus("#q_progress")
    line(claim, "Högst att betala ut nu", "150\u00a0000\u00a0kr")
    claim.fill("#q_deliveries_made", "1 200")
    claim.focus("#q_progress")
    line(claim, "Högst att betala ut nu", "120\u00a0000\u00a0kr")

    assert not violations(claim)
    claim.reload()
    line(claim, "Högst att betala ut nu", "120\u00a0000\u00a0kr")
