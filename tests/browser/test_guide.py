"""The guide is answered by keyboard, and neither it nor the page of rules shuts anybody out."""

from playwright.sync_api import Page

from tests.browser.conftest import Served, violations
from tests.web.guiding import SHOP, address


def test_the_guide_and_the_rules_shut_nobody_out(served: Served, page: Page) -> None:
    page.goto(f"{served.address}/hitta-ratt-stod")
    assert violations(page) == []

    page.get_by_label("Vem är du?").select_option("company")
    page.get_by_label("Köpa maskiner, inventarier eller utrustning").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Gå vidare").press("Enter")
    page.wait_for_url("**/mer?*")
    assert violations(page) == []

    page.get_by_role("button", name="Visa vilka stöd som passar").press("Enter")
    page.wait_for_url("**/svar?*")
    assert violations(page) == []


def test_an_answer_with_everything_unfolded_shuts_nobody_out_on_a_phone(served: Served, page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 800})

    for path in (address(**SHOP), "/regler"):
        page.goto(served.address + path)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 375
