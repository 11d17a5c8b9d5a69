"""The applicant's menu stands in one row at every width, in both languages, and nothing sticks out of the page."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served
from tests.browser.test_apply_by_keyboard import sign_in

WIDTHS = (320, 375, 480, 767, 768, 900, 992, 1100, 1199, 1200, 1279, 1280, 1400)

ROWS = """() => {
    const tops = [...document.querySelectorAll('.ff-nav-wide li')].map(one => one.getBoundingClientRect().top)
    return new Set(tops).size
}"""
"""How many rows the menu takes; hidden on a phone, it takes one."""

OUTSIDE = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_menu_is_one_row_at_every_width(served: Served, page: Page, language: str) -> None:
    sign_in(page, served, "/mina-arenden")
    if language == "en":
        with page.expect_navigation():
            page.get_by_role("button", name="English").click()
        assert page.get_attribute("html", "lang") == "en"
    page.evaluate("document.fonts.ready.then(() => true)")

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert (width, page.evaluate(ROWS), page.evaluate(OUTSIDE)) == (width, 1, 0)
