"""Whatever is typed in a claim is saved or kept: alone, without contact, signed out, beside a colleague, sent twice."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Error, Page, Route, expect

from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import ClaimState
from fundflow.queries.cases import documents_of
from tests.browser.conftest import Served, opened, violations
from tests.browser.unsaved import STATUS, kept, see_beside, see_saved, sign_in, sign_in_beside, someone_else
from tests.journey_parts import granted_case
from tests.web.claiming import PDF, only_claim

WHAT = "[name$=-what]"


@pytest.fixture
def case_id(served: Served) -> int:
    """A running case."""
    return granted_case(served.journey)


@pytest.fixture
def claim(maja: Page, served: Served, case_id: int) -> Page:
    """The page on which Maja writes a new claim."""
    maja.goto(f"{served.address}/ansokan/{case_id}/utbetalningar")
    maja.get_by_role("button", name="Börja en ansökan om utbetalning").first.click()
    maja.wait_for_url("**/skriv")
    return maja


def cell(page: Page, name: str, place: int = 0) -> str:
    """What stands in a cost's field."""
    return page.locator(f"[name$=-{name}]").nth(place).input_value()


def write_cost(page: Page, what: str, declared: str, place: int = 0) -> None:
    """Write a cost, and leave its fields."""
    page.locator(WHAT).nth(place).fill(what)
    page.locator("[name$=-declared]").nth(place).fill(declared)
    page.focus("#q_progress")


def costs_in(served: Served, case_id: int) -> list[tuple[str, Money]]:
    """What the database holds."""
    return [(row.what, row.declared) for row in only_claim(served.journey, case_id).rows]


def until(page: Page, held: Sequence[object]) -> None:
    """Let the page work until something is held."""
    while not held:
        page.wait_for_timeout(50)


# ----- saved as it is left


def test_costs_and_fields_are_saved_as_they_are_left(served: Served, claim: Page, case_id: int) -> None:
    write_cost(claim, "Löner", "1 234,50 kr")
    claim.fill("#q_period_from", "1/1 2026")
    claim.fill("#q_progress", "Köken är hyrda.")
    with claim.expect_response("**/svar/is_final"):
        claim.get_by_label("Det här är den sista ansökan om utbetalning").check()
    see_saved(claim)
    claim.reload()

    assert claim.input_value("#q_period_from") == "1/1 2026"
    assert claim.input_value("#q_progress") == "Köken är hyrda."
    assert claim.get_by_label("Det här är den sista ansökan om utbetalning").is_checked()
    assert costs_in(served, case_id) == [("Löner", Money(123_450))]
    assert kept(claim) == []
    assert violations(claim) == []


def test_an_amount_that_cannot_be_read_is_told_by_its_field_and_keeps_nothing_back(
    served: Served, claim: Page, case_id: int
) -> None:
    write_cost(claim, "Löner", "ungefär tusen")
    expect(claim.locator("#q_costs-0-declared-error")).to_contain_text("Skriv beloppet i kronor")
    claim.get_by_role("button", name="Lägg till kostnad").click()
    write_cost(claim, "Tåg", "900", place=1)
    see_saved(claim)
    assert violations(claim) == []
    claim.reload()

    assert cell(claim, "declared") == "ungefär tusen"
    assert costs_in(served, case_id) == [("Löner", ZERO), ("Tåg", Money.kronor(900))]


def test_a_row_is_taken_away_and_brought_back(served: Served, claim: Page, case_id: int) -> None:
    write_cost(claim, "Löner", "900")
    see_saved(claim)

    claim.get_by_role("button", name="Ta bort kostnad 1").click()
    expect(claim.locator(WHAT)).to_have_count(0)
    claim.get_by_role("button", name="Ångra").click()
    claim.get_by_role("button", name="Spara och fortsätt").click()
    claim.wait_for_url("**/underlag")

    assert costs_in(served, case_id) == [("Löner", Money.kronor(900))]


def test_without_scripts_the_page_is_saved_by_its_button(served: Served, claim: Page, case_id: int) -> None:
    browser = claim.context.browser
    assert browser is not None
    with opened(browser, java_script_enabled=False) as plain:
        sign_in(plain, served, "applicant")
        plain.goto(claim.url)

        plain.locator(WHAT).fill("Utan skript")
        plain.locator("form").get_by_role("button", name="Spara", exact=True).last.click()

        expect(plain.get_by_text("Sparat 12.00.")).to_be_visible()
        assert costs_in(served, case_id) == [("Utan skript", ZERO)]


# ----- without contact


def test_what_is_typed_without_contact_is_kept_and_sent_when_contact_is_back(
    served: Served, claim: Page, case_id: int
) -> None:
    claim.context.set_offline(True)

    write_cost(claim, "Skrivet på tåget", "900")
    expect(claim.locator(STATUS)).to_contain_text("Det du skriver finns kvar i webbläsaren")
    claim.get_by_role("button", name="Spara och fortsätt").click()
    assert cell(claim, "what") == "Skrivet på tåget"
    assert violations(claim) == []

    claim.context.set_offline(False)
    see_saved(claim)
    assert costs_in(served, case_id) == [("Skrivet på tåget", Money.kronor(900))]
    assert kept(claim) == []


def test_a_reply_that_is_lost_on_the_way_makes_no_conflict_and_no_second_cost(
    served: Served, claim: Page, case_id: int
) -> None:
    def saved_and_lost(route: Route) -> None:
        route.fetch()
        route.abort()

    claim.route("**/svar/costs", saved_and_lost, times=1)
    write_cost(claim, "Löner", "900")

    see_saved(claim)
    expect(claim.get_by_role("dialog")).to_have_count(0)
    assert costs_in(served, case_id) == [("Löner", Money.kronor(900))]


def test_what_a_crash_left_is_offered_and_used(served: Served, claim: Page, case_id: int) -> None:
    address, context = claim.url, claim.context
    context.set_offline(True)
    write_cost(claim, "Före kraschen", "900")
    expect(claim.locator(STATUS)).to_contain_text("Inte sparat")
    with suppress(Error):
        claim.goto("chrome://crash")
    claim.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)

    expect(page.get_by_role("heading", name="Du har text som inte hann sparas")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Använd").click()

    see_saved(page)
    assert costs_in(served, case_id) == [("Före kraschen", Money.kronor(900))]
    assert kept(page) == []


# ----- signed out meanwhile


def test_an_ended_session_is_begun_anew_beside_and_the_costs_are_saved(
    served: Served, claim: Page, case_id: int
) -> None:
    served.clock.goes(hours=2)

    write_cost(claim, "Efter två timmar", "900")
    expect(claim.locator(STATUS)).to_have_text("Inte sparat – du är utloggad.")
    assert violations(claim) == []
    sign_in_beside(claim, served, "applicant")

    see_saved(claim, "Sparat 14.00")
    assert costs_in(served, case_id) == [("Efter två timmar", Money.kronor(900))]


# ----- two at once


def test_two_who_added_costs_may_keep_both_and_see_who_wrote_the_other(
    served: Served, claim: Page, case_id: int
) -> None:
    with someone_else(claim, served, "colleague") as isak:
        isak.goto(claim.url)
        see_beside(isak, "Maja Tallmyr är på den här sidan.")
        assert violations(isak) == []
        write_cost(isak, "Isaks tåg", "900")
        see_saved(isak)

        write_cost(claim, "Majas löner", "100")
        dialog = claim.get_by_role("dialog")
        expect(dialog).to_contain_text("Isak Forsdal sparade")
        expect(dialog.get_by_role("cell", name="Isaks tåg")).to_be_visible()
        expect(dialog.get_by_role("cell", name="Majas löner")).to_be_visible()
        assert violations(claim) == []
        dialog.get_by_role("button", name="Behåll allas rader").click()

        see_saved(claim)
        expect(claim.locator(WHAT)).to_have_count(2)
        assert costs_in(served, case_id) == [("Majas löner", Money.kronor(100)), ("Isaks tåg", Money.kronor(900))]


def test_of_both_a_cost_that_stands_twice_is_kept_twice_and_the_other_text_stays_above(
    served: Served, claim: Page, case_id: int
) -> None:
    with someone_else(claim, served, "colleague") as isak:
        isak.goto(claim.url)
        write_cost(isak, "Tåg", "900")
        isak.get_by_role("button", name="Lägg till kostnad").click()
        write_cost(isak, "Tåg", "900", place=1)
        expect(isak.locator("#q_costs-rules")).to_contain_text("Rad 2: samma kostnad står på en rad ovanför.")
        claim.locator(WHAT).evaluate("field => { field.value = 'Tåg' }")  # saved only when the whole cost stands there
        claim.locator("[name$=-declared]").fill("900")
        claim.focus("#q_progress")
        dialog = claim.get_by_role("dialog")
        expect(dialog).to_contain_text("En rad är lika hos båda")
        expect(dialog.get_by_role("cell", name="Tåg")).to_have_count(1)
        dialog.get_by_role("button", name="Behåll allas rader").click()

        see_saved(claim)
        expect(claim.locator(WHAT)).to_have_count(2)
        assert costs_in(served, case_id) == [("Tåg", Money.kronor(900))] * 2
        claim.locator("details[data-left=theirs] summary").click()
        expect(claim.locator("details[data-left=theirs]")).to_contain_text("Tåg")
        assert violations(claim) == []


def test_the_other_text_stays_above_the_field(served: Served, claim: Page, case_id: int) -> None:
    with someone_else(claim, served, "colleague") as isak:
        isak.goto(claim.url)
        write_cost(isak, "Isaks tåg", "900")
        see_saved(isak)
        write_cost(claim, "Majas löner", "100")
        claim.get_by_role("button", name="Behåll den sparade").click()

        expect(claim.locator(WHAT)).to_have_value("Isaks tåg")
        claim.locator("details[data-left=mine] summary").click()
        expect(claim.locator("details[data-left=mine]")).to_contain_text("Majas löner")
        assert violations(claim) == []


def test_what_the_rules_said_before_a_later_save_is_not_told_after_it(
    served: Served, claim: Page, case_id: int
) -> None:
    doubt = claim.locator("#q_costs-rules")
    held: list[tuple[Route, APIResponse]] = []

    def saved_and_held(route: Route) -> None:
        held.append((route, route.fetch()))

    claim.fill("#q_period_to", "2026-02-28")
    claim.fill("#q_period_from", "2026-01-01")
    claim.locator("[name$=-paid_on]").fill("2026-03-01")
    write_cost(claim, "Tåg", "900")
    expect(doubt).to_contain_text("Betalt utanför ansökans period")
    claim.route("**/svar/period_from", saved_and_held, times=1)
    claim.fill("#q_period_from", "2026-01-02")
    with claim.expect_request("**/svar/period_from"):
        claim.focus("#q_progress")
    until(claim, held)
    claim.fill("#q_period_to", "2026-03-31")
    claim.focus("#q_progress")
    expect(doubt).not_to_contain_text("ansökans period")

    with claim.expect_response("**/svar/period_from"):
        route, reply = held[0]
        route.fulfill(response=reply)

    see_saved(claim)
    expect(doubt).not_to_contain_text("ansökans period")


# ----- vouchers and sending


def test_a_photo_that_is_too_large_is_told_at_once_and_the_other_files_stay_chosen(
    claim: Page, case_id: int, tmp_path: Path
) -> None:
    photo, voucher = tmp_path / "Kvitto.jpg", tmp_path / "Lönelista.pdf"
    with photo.open("wb") as file:
        file.truncate(40 * 1024 * 1024)
    voucher.write_bytes(PDF)
    claim.goto(claim.url.replace("/skriv", "/underlag"))

    claim.set_input_files("#underlag", [photo, voucher])

    expect(claim.get_by_role("alert")).to_contain_text("Filen ”Kvitto.jpg” är 41,9 MB. Högst 20 MB går att skicka.")
    assert violations(claim) == []
    claim.get_by_role("button", name="Spara filerna").last.click()
    expect(claim.get_by_role("link", name="Lönelista.pdf")).to_be_visible()


def test_a_double_click_sends_one_claim(served: Served, claim: Page, case_id: int, tmp_path: Path) -> None:
    voucher = tmp_path / "Lönelista.pdf"
    voucher.write_bytes(PDF)
    claim.fill("#q_period_from", "2026-01-01")
    claim.fill("#q_period_to", "2026-02-28")
    claim.locator("[name$=-kind]").select_option(label="Personal")
    claim.locator("[name$=-paid_on]").fill("2026-02-20")
    write_cost(claim, "Löner", "900")
    claim.get_by_role("button", name="Spara och fortsätt").dblclick()
    claim.wait_for_url("**/underlag")
    claim.set_input_files("#underlag", voucher)
    claim.get_by_role("button", name="Spara och kontrollera").dblclick()
    claim.wait_for_url("**/kontrollera")
    claim.check("#truthful")

    claim.get_by_role("button", name="Skriv under och skicka").dblclick()
    expect(claim.get_by_role("heading", name="Kvitto")).to_be_visible()

    assert only_claim(served.journey, case_id).state is ClaimState.SENT
    with served.journey.acting("applicant") as uow:
        assert [one.matter for one in documents_of(uow.session, case_id)].count("Ansökan om utbetalning 1") == 1
