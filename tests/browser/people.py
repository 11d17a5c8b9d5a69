"""Somebody at a browser of their own, who looks at each page for what shuts people out."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.browser.conftest import Served, opened, violations
from tests.web.applying import PASSWORD


class Person:
    """A person signed in."""

    def __init__(self, page: Page, served: Served) -> None:
        self.page = page
        self.address = served.address

    def open(self, path: str) -> None:
        """Go to an address, and look."""
        self.page.goto(self.address + path)
        self.look()

    def look(self) -> None:
        """Let axe look at the page."""
        found = violations(self.page)
        assert found == [], f"{self.page.url}: {found}"

    def press(self, words: str) -> None:
        """Press a button of the main part, and look at what comes."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=words).first.click()
        self.look()

    def follow(self, words: str) -> None:
        """Follow a link of the main part, and look at what comes."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=words).first.click()
        self.look()

    def says(self, words: str) -> bool:
        """Whether the page's main part says the words, with ordinary blanks."""
        return words in self.page.inner_text("main").replace("\u00a0", " ")


@contextmanager
def at_work(browser: Browser, served: Served, who: str) -> Iterator[Person]:
    """Sign the person of that key in, in a browser of their own."""
    with opened(browser) as page:
        page.goto(f"{served.address}/konto/logga-in")
        page.fill("#email", f"{who}@nordanland.example")
        page.fill("#password", PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        yield Person(page, served)
