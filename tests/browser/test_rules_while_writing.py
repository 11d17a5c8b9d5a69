"""What the rules say beside a part of the form follows what is saved there, field by field."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served, violations
from tests.browser.unsaved import SAVED, STATUS
from tests.journey_parts import draft_case

BESIDE = "[data-part=rules]"


def test_what_stands_beside_a_part_follows_each_field_that_is_left(served: Served, maja: Page) -> None:
    maja.goto(f"{served.address}/ansokan/{draft_case(served.journey)}/del/budget")
    expect(maja.locator(BESIDE)).not_to_contain_text("Hur mycket söker ni")

    maja.fill("#q_requested_amount", "")
    maja.focus("input[value=actual]")

    expect(maja.locator(BESIDE)).to_contain_text("Inte än.")
    expect(maja.locator(STATUS)).to_have_text(SAVED)
    assert violations(maja) == []

    maja.fill("#q_requested_amount", "900 000 000")
    maja.focus("input[value=actual]")

    expect(maja.locator(BESIDE)).to_contain_text("Stoppar.")
    maja.reload()
    expect(maja.locator(BESIDE)).to_contain_text("Stoppar.")
