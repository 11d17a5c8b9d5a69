"""What people do while they write: sign in on the page that is open, write beside a colleague, lose contact."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served, opened
from tests.web.applying import PASSWORD

STATUS = "[data-autosave-status]"
SAVED = "Sparat 12.00"
_KEPT = "Object.keys(localStorage).filter(key => key.startsWith('fundflow-unsaved'))"


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
    with opened(browser) as other:
        sign_in(other, served, who)
        yield other


def see_saved(page: Page, told: str = SAVED) -> None:
    """Wait until the server has all that is typed: the page says so, and the browser keeps nothing.

    What the page says alone may be about something that was saved earlier.
    """
    page.wait_for_function(f"() => !({_KEPT}).length")
    expect(page.locator(STATUS)).to_have_text(told)


def see_beside(page: Page, words: str) -> None:
    """Wait until the page tells who else is on it; it asks every twenty seconds."""
    expect(page.locator("[data-presence]")).to_have_text(words, timeout=3 * 60_000)


def kept(page: Page) -> list[str]:
    """What the browser keeps of what is not saved."""
    return list(page.evaluate(_KEPT))
