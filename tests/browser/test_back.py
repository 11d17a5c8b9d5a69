"""The browser's Back: to a form that was answered with its errors, and to nothing of one's own after signing out."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.conftest import Served


@pytest.fixture
def refused(maja: Page, served: Served) -> Page:
    """A form that was sent without its number and came back with what is wrong."""
    maja.goto(f"{served.address}/organisationer/ny")
    maja.fill("[name=name]", "Fjällbyns kooperativ")
    maja.get_by_role("button", name="Registrera").click()
    expect(maja.locator("[data-focus]")).to_be_visible()
    return maja


def test_back_shows_the_form_again_with_what_was_typed(refused: Page) -> None:
    refused.get_by_role("link", name="Mina ärenden").first.click()
    refused.wait_for_url("**/mina-arenden")

    refused.go_back()

    expect(refused.locator("[data-focus]")).to_be_visible()
    assert refused.input_value("[name=name]") == "Fjällbyns kooperativ"


def test_back_shows_nothing_that_was_typed_after_signing_out(refused: Page) -> None:
    refused.get_by_role("link", name="Mina ärenden").first.click()
    refused.wait_for_url("**/mina-arenden")
    refused.locator(".ff-menu summary").last.click()
    refused.get_by_role("button", name="Logga ut").click()
    expect(refused.get_by_text("Du är utloggad.")).to_be_visible()

    for _ in range(2):
        with suppress(Error):  # the browser has nothing to show, which is what is wanted
            refused.go_back(timeout=5000)
        refused.wait_for_load_state()

    expect(refused.locator("html")).to_be_attached()
    assert refused.get_by_text("Fjällbyns kooperativ").count() == 0
    assert refused.locator("[value='Fjällbyns kooperativ']").count() == 0
