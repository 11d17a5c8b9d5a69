"""A claim is reviewed by keyboard with sums that follow, and no page on the way to its payment shuts anybody out."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served, violations
from tests.delivery_parts import delivery_case, sent_delivery
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


def shows(page: Page, **amounts: str) -> None:
    """See that the lines of the calculation with these keys come to say so."""
    for key, amount in amounts.items():
        expect(page.locator(f"[data-line={key}]")).to_have_text(amount)


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
    shows(page, approved_now="124 001,50 kr", highest="62 000 kr")
    assert violations(page) == []

    page.get_by_role("button", name="Spara granskningen").press("Enter")
    page.wait_for_selector(".alert-success")

    shows(page, approved_now="124 001,50 kr", highest="62 000 kr")

    page.get_by_role("button", name="Spara och föreslå").press("Enter")
    page.wait_for_url("**/forslag")
    assert violations(page) == []


def test_what_cannot_be_read_is_unknown_and_not_zero(served: Served, page: Page) -> None:
    """A whole number is read as the server reads it, and a sum that rests on something else shows a dash."""
    case_id = delivery_case(served.journey)
    with served.journey.acting("applicant") as uow:
        claim_id = sent_delivery(
            uow, case_id, 480_000, period=(date(2025, 1, 1), date(2025, 12, 31)), occasions=1_500
        ).id
    sign_in(page, served, "officer")
    page.goto(f"{served.address}/arenden/{case_id}/utbetalning/{claim_id}/granskning")
    choose(page, 1, "approved")
    deliveries = page.get_by_label("Leveranser eller resor")
    fees = page.get_by_label("Hushållens avgifter")
    # 480 000 less 80 000 in fees is 400 000: its share 150 000, half of it 200 000, and 1 500 deliveries 150 000
    shows(page, net="400 000 kr", highest="150 000 kr")

    for unreadable in ("1500 st", "1500.5", "femton", ""):
        deliveries.fill(unreadable)
        shows(page, by_occasion="–", by_act="–", highest="–", net="400 000 kr", by_share="200 000 kr")

    deliveries.fill("1 400")
    shows(page, by_occasion="140 000 kr", highest="140 000 kr")
    fees.fill("ingen")
    shows(page, fees="–", net="–", by_share="–", highest="–", by_occasion="140 000 kr")
    fees.fill("80 000")

    choose(page, 1, "deducted")
    amount = page.get_by_label("Godkänt belopp rad 1")
    for unreadable in ("halva", "480 001", "9" * 400):
        amount.fill(unreadable)
        shows(page, approved_now="–", highest="–")
    amount.fill("470 000")
    shows(page, approved_now="470 000 kr", highest="140 000 kr")


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
