"""What people do while they write: sign in on the page that is open, write beside a colleague, lose contact."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Served
from tests.web.applying import PASSWORD

STATUS = "[data-autosave-status]"
SAVED = "Sparat 12.00"


def sign_in(page: Page, served: Served, who: str) -> None:
    """Sign in on the page that is open, or on the sign-in page."""
    if "/konto/logga-in" not in page.url:
        page.goto(f"{served.address}/konto/logga-in?next=/konto/kvar")
    page.fill("#email", f"{who}@nordanland.example")
    page.fill("#password", PASSWORD)
    page.click("main form button.btn-primary")
    page.wait_for_url(lambda address: "/konto/logga-in" not in address)


def sign_in_beside(page: Page, served: Served, who: str) -> None:
    """Sign in anew in the tab that the page offers, and close it when it has told the other tabs.

    It tells them by its scripts, which may run after its text is seen: closed too early it tells nothing.
    """
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Logga in igen").click()
    beside = opened.value
    sign_in(beside, served, who)
    expect(beside.get_by_role("heading", name="Du är fortfarande inloggad")).to_be_visible()
    beside.wait_for_load_state("load")
    beside.close()


@contextmanager
def someone_else(page: Page, served: Served, who: str) -> Iterator[Page]:
    """A person of that key in a browser of their own."""
    browser = page.context.browser
    assert browser is not None
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900})
    other = context.new_page()
    sign_in(other, served, who)
    yield other
    context.close()


def kept(page: Page) -> list[str]:
    """What the browser keeps of what is not saved."""
    return [key for key in page.evaluate("Object.keys(localStorage)") if key.startswith("fundflow-unsaved")]
