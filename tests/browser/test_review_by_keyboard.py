"""A claim is reviewed by keyboard with sums that follow, and no page on the way to its payment shuts anybody out."""

from playwright.sync_api import Page

from tests.browser.conftest import Served, violations
from tests.web.applying import PASSWORD
from tests.web.claim_stages import authorised_of, claimed, sent_of, waiting_of


def sign_in(page: Page, served: Served, who: str) -> None:
    """Sign in as the person of that key, in place of whoever was."""
    page.context.clear_cookies()
    page.goto(f"{served.address}/konto/logga-in")
    page.fill("#email", f"{who}@nordanland.example")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "logga-in" not in url)


def choose(page: Page, row: int, verdict: str) -> None:
    """Choose a judgement with the keyboard: the group is one stop, the arrows choose in it."""
    group = page.locator("fieldset.ff-segment").nth(row - 1)
    group.locator(f"input[value={verdict}]").focus()
    page.keyboard.press("Space")


def line(page: Page, key: str) -> str:
    return page.locator(f"[data-line={key}]").inner_text().replace("\u00a0", " ")


def test_a_review_is_reckoned_as_one_judges_just_as_the_server_does(served: Served, page: Page) -> None:
    case_id, claim_id = claimed(served.journey, 100_000, 36_001)
    sign_in(page, served, "officer")
    page.goto(f"{served.address}/arenden/{case_id}/utbetalning/{claim_id}/granskning")
    assert violations(page) == []
    reason = page.get_by_label("Skäl för rad 2")
    assert reason.is_hidden()

    choose(page, 1, "approved")
    choose(page, 2, "deducted")
    page.get_by_label("Godkänt belopp rad 2").fill("24 001,50")
    reason.fill("Ligger före perioden.")

    # 124 001,50 approved, half of it granted and rounded down to whole kronor
    assert line(page, "approved_now") == "124 001,50 kr"
    assert line(page, "highest") == "62 000 kr"
    assert violations(page) == []

    page.get_by_role("button", name="Spara granskningen").press("Enter")
    page.wait_for_selector(".alert-success")

    assert line(page, "approved_now") == "124 001,50 kr"
    assert line(page, "highest") == "62 000 kr"

    page.get_by_role("button", name="Spara och föreslå").press("Enter")
    page.wait_for_url("**/forslag")
    assert violations(page) == []


def test_the_pages_of_payments_and_frames_shut_nobody_out(served: Served, page: Page) -> None:
    case_id, claim_id = claimed(served.journey, 100_000)
    waiting = waiting_of(served.journey, claim_id)
    authorised = authorised_of(served.journey, sent_of(served.journey, case_id, 50_000))
    sign_in(page, served, "second_economist")

    for path in (
        f"/arenden/{case_id}/utbetalning",
        "/utbetalningar",
        f"/utbetalningar/{waiting}",
        f"/utbetalningar/{authorised}",
        "/ramar",
        "/ramar/andra",
    ):
        page.goto(served.address + path)
        assert (path, violations(page)) == (path, [])
