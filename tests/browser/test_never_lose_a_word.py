"""Whatever is typed in an application is saved or kept: alone, without contact, signed out, beside a colleague."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from fundflow.models.application import Answer
from tests.browser.conftest import Served, opened, violations
from tests.browser.unsaved import STATUS, kept, see_beside, see_saved, sign_in, sign_in_beside, someone_else
from tests.journey_parts import draft_case
from tests.web.report_parts import report_id_of, running_case


@pytest.fixture
def case_id(served: Served) -> int:
    """A draft with every answer."""
    return draft_case(served.journey)


def write(page: Page, served: Served, case_id: int, part: str = "need") -> None:
    """Open a part of the application."""
    page.goto(f"{served.address}/ansokan/{case_id}/del/{part}")


def answer(served: Served, case_id: int, key: str) -> object:
    """What the database holds."""
    with Session(served.journey.engine) as session:
        return session.scalar(select(Answer.value).where(Answer.case_id == case_id, Answer.question == key))


# ----- saved as it is left


def test_an_answer_is_saved_as_it_is_left(served: Served, maja: Page, case_id: int) -> None:
    write(maja, served, case_id)

    maja.fill("#q_need", "Butikerna vill köpa mer.")
    maja.focus("#q_aim")
    see_saved(maja)
    maja.reload()

    assert maja.input_value("#q_need") == "Butikerna vill köpa mer."
    assert kept(maja) == []
    assert violations(maja) == []


def test_a_long_text_is_saved_after_a_pause_and_not_only_when_left(served: Served, maja: Page, case_id: int) -> None:
    write(maja, served, case_id)

    maja.press("#q_need", "Control+End")
    maja.keyboard.type(" och mer")
    see_saved(maja)

    assert str(answer(served, case_id, "need")).endswith("och mer")


def test_choices_rows_and_what_cannot_be_read_are_saved_as_they_stand(served: Served, maja: Page, case_id: int) -> None:
    write(maja, served, case_id, "budget")
    maja.check("input[value=indirect_15]")
    maja.click("[data-rows=q_costs] li:first-child button[name=remove-row]")
    maja.fill("#q_requested_amount", "mycket")
    maja.focus("input[value=actual]")

    expect(maja.locator("#q_requested_amount-error")).to_contain_text("Skriv beloppet i kronor")
    see_saved(maja)
    assert violations(maja) == []
    maja.reload()

    assert maja.is_checked("input[value=indirect_15]")
    assert maja.locator("[data-rows=q_costs] > ol > li").count() == 4
    assert maja.input_value("#q_requested_amount") == "mycket"


def test_a_reports_answers_and_counts_are_saved_as_they_are_left(served: Served, maja: Page) -> None:
    case_id = running_case(served.journey)
    report_id = report_id_of(served.journey, case_id)
    maja.goto(f"{served.address}/ansokan/{case_id}/rapporter/{report_id}")

    maja.fill("[name=q_indicator-persons_taking_part-women]", "nio")
    maja.fill("#q_done", "Köket är byggt.")
    maja.focus("#q_next_steps")
    see_saved(maja)
    expect(maja.locator("[id='q_indicator-persons_taking_part-women-error']")).to_contain_text("Skriv ett helt tal")
    assert violations(maja) == []
    maja.reload()

    assert maja.input_value("#q_done") == "Köket är byggt."
    assert maja.input_value("[name=q_indicator-persons_taking_part-women]") == "nio"


def test_the_button_goes_on_once_everything_is_saved(served: Served, maja: Page, case_id: int) -> None:
    write(maja, served, case_id)

    maja.fill("#q_need", "Sist skrivet.")
    maja.get_by_role("button", name="Spara och fortsätt").click()
    maja.wait_for_url("**/del/plan")

    assert answer(served, case_id, "need") == "Sist skrivet."
    assert kept(maja) == []


def test_without_scripts_the_page_is_saved_by_its_button(served: Served, page: Page, case_id: int) -> None:
    browser = page.context.browser
    assert browser is not None
    with opened(browser, java_script_enabled=False) as plain:
        sign_in(plain, served, "applicant")
        write(plain, served, case_id)

        plain.fill("#q_need", "Utan skript.")
        plain.locator("form").get_by_role("button", name="Spara", exact=True).last.click()

        expect(plain.get_by_text("Sparat 12.00.")).to_be_visible()
        assert answer(served, case_id, "need") == "Utan skript."


# ----- without contact


def test_what_is_typed_without_contact_is_kept_and_sent_when_contact_is_back(
    served: Served, maja: Page, case_id: int
) -> None:
    write(maja, served, case_id)
    maja.context.set_offline(True)

    maja.fill("#q_need", "Skrivet på tåget.")
    maja.focus("#q_aim")
    expect(maja.locator(STATUS)).to_contain_text("Det du skriver finns kvar i webbläsaren")
    assert len(kept(maja)) == 1
    maja.get_by_role("button", name="Spara och fortsätt").click()
    assert maja.input_value("#q_need") == "Skrivet på tåget."
    assert violations(maja) == []

    maja.context.set_offline(False)
    see_saved(maja)
    assert answer(served, case_id, "need") == "Skrivet på tåget."
    assert kept(maja) == []


def left_by_a_crash(page: Page, served: Served, case_id: int, text: str) -> Page:
    """Type without contact until the page crashes, and open it anew."""
    write(page, served, case_id)
    page.context.set_offline(True)
    page.fill("#q_need", text)
    page.focus("#q_aim")
    expect(page.locator(STATUS)).to_contain_text("Inte sparat")
    with suppress(Error):
        page.goto("chrome://crash")
    page.close()
    page.context.set_offline(False)
    reopened = page.context.new_page()
    write(reopened, served, case_id)
    return reopened


def test_what_a_crash_left_is_offered_and_used(served: Served, maja: Page, case_id: int) -> None:
    page = left_by_a_crash(maja, served, case_id, "Före kraschen.")

    expect(page.get_by_role("heading", name="Du har text som inte hann sparas")).to_be_visible()
    assert "Före kraschen." in page.inner_text("[data-autosave-left]")
    assert violations(page) == []
    page.get_by_role("button", name="Använd").click()

    see_saved(page)
    assert answer(served, case_id, "need") == "Före kraschen."
    assert kept(page) == []


def test_what_a_crash_left_can_be_thrown_away(served: Served, maja: Page, case_id: int) -> None:
    page = left_by_a_crash(maja, served, case_id, "Ett misstag.")

    page.get_by_role("button", name="Släng").click()
    page.reload()

    assert page.locator("[data-autosave-left]").is_hidden()
    assert page.input_value("#q_need").startswith("Fjorton småföretag")
    assert kept(page) == []


def test_somebody_else_who_signs_in_finds_nothing(served: Served, maja: Page, case_id: int) -> None:
    page = left_by_a_crash(maja, served, case_id, "Bara mitt.")
    assert len(kept(page)) == 1

    page.context.clear_cookies()
    page.goto(f"{served.address}/konto/logga-in?next=/ansokan/{case_id}/del/need")
    sign_in(page, served, "colleague")
    page.wait_for_url("**/del/need")

    assert page.locator("[data-autosave-left]").is_hidden()
    assert kept(page) == []


def test_signing_out_leaves_nothing(served: Served, maja: Page, case_id: int) -> None:
    page = left_by_a_crash(maja, served, case_id, "Bara mitt.")

    page.locator("summary", has_text="Maja Tallmyr").click()
    page.get_by_role("button", name="Logga ut").click()

    expect(page.get_by_text("Du är utloggad.")).to_be_visible()
    assert kept(page) == []


# ----- signed out meanwhile


def test_an_ended_session_is_begun_anew_beside_and_the_text_is_saved(served: Served, maja: Page, case_id: int) -> None:
    write(maja, served, case_id)
    served.clock.goes(hours=2)

    maja.fill("#q_need", "Skrevs efter två timmar.")
    maja.focus("#q_aim")
    expect(maja.locator(STATUS)).to_have_text("Inte sparat – du är utloggad.")
    assert violations(maja) == []
    sign_in_beside(maja, served, "applicant")

    see_saved(maja, "Sparat 14.00")
    assert answer(served, case_id, "need") == "Skrevs efter två timmar."
    maja.get_by_role("button", name="Spara och fortsätt").click()
    maja.wait_for_url("**/del/plan")


def test_nothing_is_saved_in_another_persons_name(served: Served, maja: Page, case_id: int) -> None:
    write(maja, served, case_id)
    served.clock.goes(hours=2)
    maja.fill("#q_need", "Majas ord.")
    maja.focus("#q_aim")
    expect(maja.locator(STATUS)).to_have_text("Inte sparat – du är utloggad.")
    sign_in_beside(maja, served, "colleague")

    expect(maja.locator(STATUS)).to_have_text("Inte sparat – någon annan är inloggad.")
    assert answer(served, case_id, "need") != "Majas ord."
    assert maja.input_value("#q_need") == "Majas ord."


# ----- two at once


def both_write(maja: Page, isak: Page, served: Served, case_id: int) -> None:
    """Both open the page and change the same answer; Isak is first."""
    write(maja, served, case_id)
    write(isak, served, case_id)
    isak.fill("#q_need", "Isaks text.")
    isak.focus("#q_aim")
    see_saved(isak)
    maja.fill("#q_need", "Majas text.")
    maja.focus("#q_aim")
    expect(maja.get_by_role("dialog")).to_be_visible()


def test_two_who_wrote_the_same_see_both_texts_and_nothing_is_lost(served: Served, maja: Page, case_id: int) -> None:
    with someone_else(maja, served, "colleague") as isak:
        both_write(maja, isak, served, case_id)

        dialog = maja.get_by_role("dialog")
        expect(dialog).to_contain_text("Majas text.")
        expect(dialog).to_contain_text("Isaks text.")
        expect(dialog).to_contain_text("Isak Forsdal sparade")
        expect(dialog).to_contain_text("12.00")
        assert violations(maja) == []
        dialog.get_by_role("button", name="Spara min text").click()

        see_saved(maja)
        expect(maja.get_by_role("dialog")).to_have_count(0)
        assert answer(served, case_id, "need") == "Majas text."
        maja.locator("details[data-left=theirs] summary").click()
        expect(maja.locator("details[data-left=theirs]")).to_contain_text("Isaks text.")
        assert violations(maja) == []
        maja.get_by_role("button", name="Byt till den här texten").click()
        expect(maja.locator("details[data-left=mine]")).to_be_visible()
        expect(maja.locator("#q_need")).to_have_value("Isaks text.")


def test_the_saved_text_can_be_kept(served: Served, maja: Page, case_id: int) -> None:
    with someone_else(maja, served, "colleague") as isak:
        both_write(maja, isak, served, case_id)
        maja.get_by_role("button", name="Behåll den sparade").click()

        expect(maja.locator("#q_need")).to_have_value("Isaks text.")
        expect(maja.locator("details[data-left=mine]")).to_contain_text("Din text")
        assert answer(served, case_id, "need") == "Isaks text."
        assert kept(maja) == []


def test_both_texts_are_put_together_by_hand(served: Served, maja: Page, case_id: int) -> None:
    with someone_else(maja, served, "colleague") as isak:
        both_write(maja, isak, served, case_id)
        maja.keyboard.press("Escape")

        expect(maja.locator("details[data-left=theirs]")).to_contain_text("Isaks text.")
        expect(maja.locator("#q_need")).to_be_focused()
        assert answer(served, case_id, "need") == "Isaks text."
        maja.fill("#q_need", "Bådas text.")
        maja.focus("#q_aim")
        see_saved(maja)
        assert answer(served, case_id, "need") == "Bådas text."


def test_rows_that_both_changed_are_chosen_between_too(served: Served, maja: Page, case_id: int) -> None:
    with someone_else(maja, served, "colleague") as isak:
        for page in (maja, isak):
            write(page, served, case_id, "plan")
        isak.click("[data-rows=q_activities] button[name=add-row]")
        isak.keyboard.type("Isaks aktivitet")
        isak.focus("#q_organisation")
        see_saved(isak)
        maja.fill("[name=q_activities-0-what]", "Majas möten")
        maja.focus("#q_organisation")

        dialog = maja.get_by_role("dialog")
        expect(dialog.get_by_role("cell", name="Isaks aktivitet")).to_be_visible()
        expect(dialog.get_by_role("cell", name="Majas möten")).to_be_visible()
        dialog.get_by_role("button", name="Behåll den sparade").click()

        rows = maja.locator("[data-rows=q_activities] > ol > li")
        expect(rows).to_have_count(3)
        expect(rows.nth(2).locator("[name$=-what]")).to_have_value("Isaks aktivitet")
        maja.locator("details[data-left=mine] summary").click()
        maja.get_by_role("button", name="Byt till den här texten").click()
        expect(rows).to_have_count(2)
        expect(rows.first.locator("[name$=-what]")).to_have_value("Majas möten")


def test_colleagues_on_the_same_page_see_each_other(served: Served, maja: Page, case_id: int) -> None:
    write(maja, served, case_id)
    assert maja.locator("[data-presence-names]").inner_text() == ""

    with someone_else(maja, served, "colleague") as isak:
        write(isak, served, case_id)

        see_beside(isak, "Maja Tallmyr är på den här sidan.")
        assert violations(isak) == []
        write(isak, served, case_id, "plan")
        see_beside(isak, "")
