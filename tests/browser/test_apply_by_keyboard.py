"""From sign-in to receipt by keyboard only, and no page on the way shuts anybody out."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Served, violations
from tests.journey_parts import draft_case
from tests.web.applying import PASSWORD

MOST_TABS = 200


def reach(page: Page, selector: str) -> None:
    """Press Tab until the focus stands there."""
    for _ in range(MOST_TABS):
        if page.evaluate("wanted => document.activeElement?.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector} on {page.url}")


def sign_in(page: Page, served: Served, onwards: str) -> None:
    """Sign in with the keyboard, on the way to a page."""
    page.goto(f"{served.address}/konto/logga-in?next={onwards}")
    reach(page, "#email")
    page.keyboard.type("applicant@nordanland.example")
    reach(page, "#password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(served.address + onwards)


def test_an_application_is_written_and_sent_by_keyboard(served: Served, page: Page) -> None:
    case_id = draft_case(served.journey, changed={"requested_amount": "500 000"})
    sign_in(page, served, f"/ansokan/{case_id}")
    assert violations(page) == []

    reach(page, "a[href$='/del/budget']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/del/budget")
    assert violations(page) == []
    reach(page, "#q_requested_amount")
    page.keyboard.press("Control+A")
    page.keyboard.type("600 000")
    expect(page.locator("[data-shown-unless-zero]")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/del/results")

    page.goto(f"{served.address}/ansokan/{case_id}/kontrollera")
    assert violations(page) == []
    reach(page, "#truthful")
    page.keyboard.press("Space")
    reach(page, "form button.btn-primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kvitto")

    assert page.inner_text("h1") == "Ansökan är inskickad"
    assert "RUN 2026/00001" in page.inner_text("main")
    assert violations(page) == []


def test_rows_come_and_go_and_the_flat_rate_follows(served: Served, page: Page) -> None:
    case_id = draft_case(served.journey)
    sign_in(page, served, f"/ansokan/{case_id}/del/budget")

    page.check("input[value=indirect_15]")
    expect(page.locator("[data-budget] tfoot td").last).to_have_text("1 290 000")
    reach(page, "button[name=add-row][value=q_costs]")
    page.keyboard.press("Enter")
    page.keyboard.press("P")
    expect(page.locator("[data-rows=q_costs] > ol > li")).to_have_count(6)
    assert violations(page) == []


PASTED = (
    "Personal\tProjektledare\t2026\t400 000\r\n"
    "Externa tjänster\tHyra av kök\t2027\t120 000,50 kr\r\n"
    "Okänt\t\t2027\t10\r\n"
)


def test_cells_from_a_spreadsheet_become_rows_and_can_be_undone(served: Served, page: Page) -> None:
    case_id = draft_case(served.journey)
    sign_in(page, served, f"/ansokan/{case_id}/del/budget")
    rows = page.locator("[data-rows=q_costs] > ol > li")
    before = rows.count()
    page.click("button[name=add-row][value=q_costs]")
    first = rows.last.locator("select")
    first.focus()

    page.evaluate(
        """([field, text]) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        [first.element_handle(), PASTED],
    )

    expect(rows).to_have_count(before + 3)
    shown = [field.input_value() for field in rows.nth(before + 1).locator("select, input:not([type=hidden])").all()]
    assert shown[:4] == ["external_services", "Hyra av kök", "2027", "120 000,50"]
    assert "3 rader är inklistrade. 1 val kändes inte igen." in page.inner_text("[data-rows=q_costs] .ff-undo")
    page.click("[data-rows=q_costs] .ff-undo button")
    expect(rows).to_have_count(before + 1)
