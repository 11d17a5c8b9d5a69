"""Every page that the service has: it is reached, its links lead somewhere, it shuts nobody out and fits a phone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from fundflow.adapters import passwords
from fundflow.cli.demo_region.people import ACCOUNTS, PASSWORD
from tests.browser.beyond_links import LEO, OLD_CASES, beyond_links
from tests.browser.conftest import opened, violations
from tests.browser.walk import NOBODY, Region, Walk, endpoint_of, served_region, walk

pytestmark = pytest.mark.xdist_group("every page")

WALKERS = (
    NOBODY,
    *(one.email for one in ACCOUNTS),
    "anna-karin@driftstod.example",
    "siv-britt@investeringsstod.example",
)
NO_PAGES = {
    "assets.icons": "a picture",
    "assets.mark": "a picture",
    "assets.region": "a style sheet",
    "bootstrap.static": "files of the theme",
    "static": "files of the service",
    "application.download": "a file",
    "case.attachment": "a file",
    "application.document": "a PDF",
    "case.document": "a PDF",
    "payment.cost_template": "a workbook",
    "payment.download_voucher": "a file",
    "statistics.workbook": "a workbook",
    "administration.confirm_import": "comes after a list is sent: see below",
    "decision.letter_preview": "a PDF",
}
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 812}


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    """The region, served while the tests of this file run."""
    before = os.environ.get("FUNDFLOW_INSTANCE")
    with served_region(tmp_path_factory.mktemp("region") / "demo") as region:
        yield region
    passwords.configure(fast=False)
    if before is None:
        os.environ.pop("FUNDFLOW_INSTANCE", None)
    else:
        os.environ["FUNDFLOW_INSTANCE"] = before


@pytest.fixture(scope="module")
def walked(region: Region) -> Walk:
    """What everyone found by links, with the pages that links do not lead to."""
    found = walk(region, WALKERS)
    for email, path in beyond_links(region):
        found.pages[str(endpoint_of(region.app, path))].append((email, path))
    return found


def test_no_link_leads_nowhere(walked: Walk) -> None:
    assert "\n".join(walked.dead) == ""


def test_every_page_is_reached(region: Region, walked: Walk) -> None:
    answering = {rule.endpoint for rule in region.app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    assert sorted(answering - set(NO_PAGES) - set(walked.pages)) == []
    assert sorted(set(NO_PAGES) & set(walked.pages)) == []


def test_no_page_shuts_anybody_out_or_is_wider_than_a_phone(region: Region, walked: Walk, chromium: Browser) -> None:
    by_person: dict[str, list[str]] = {}
    for _endpoint, seen in sorted(walked.pages.items()):
        email, path = seen[-1]
        by_person.setdefault(email, []).append(path)

    found = [one for email, paths in by_person.items() for one in _problems(region, chromium, email, paths)]

    assert "\n".join(found) == ""


def test_a_list_of_old_cases_is_confirmed_on_a_page_for_everyone(
    region: Region, chromium: Browser, tmp_path: Path
) -> None:
    old = tmp_path / "gamla.csv"
    old.write_text(OLD_CASES, "utf-8")
    with opened(chromium) as page:
        _sign_in(page, region, LEO)
        page.goto(f"{region.address}/administration/aldre-arenden")
        page.locator("input[type=file]").set_input_files(old)
        with page.expect_navigation():
            page.locator("main form button[type=submit]").first.click()

        found = [page.url.removeprefix(region.address), *_look(page)]

    assert found == ["/administration/aldre-arenden/bekrafta"]


def _problems(region: Region, chromium: Browser, email: str, paths: list[str]) -> Iterator[str]:
    with opened(chromium) as page:
        if email:
            _sign_in(page, region, email)
        for path in paths:
            page.set_viewport_size(DESK)
            answer = page.goto(region.address + path)
            assert answer is not None
            assert answer.ok, f"{email or 'nobody'}: {path}: {answer}"
            yield from (f"{path}: {one}" for one in _look(page))


def _look(page: Page) -> Iterator[str]:
    yield from violations(page)
    page.set_viewport_size(PHONE)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > PHONE["width"]:
        yield f"{wide} px wide on a phone"


def _sign_in(page: Page, region: Region, email: str) -> None:
    page.goto(f"{region.address}/konto/logga-in")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
