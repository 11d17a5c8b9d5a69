"""Claiming costs as the applicant: begun once, saved whole or not, and never over someone else's words."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete
from sqlalchemy.orm import Session

from fundflow.domain.money import ZERO, Money
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.extensions import db
from fundflow.models.bank import BankDetails
from fundflow.models.person import Membership, PersonRole
from fundflow.services.decision import decide, dispatch
from tests.databases import statements_to
from tests.journey_parts import NOON, Journey, draft_case, granted_case
from tests.pages import Browser
from tests.web.applying import sent_by, signed_in
from tests.web.claim_stages import proposed_of, sent_of
from tests.web.claiming import PDF, ROW, WHOLE, begun, claims_in, only_claim, sent, written
from tests.web.conftest import Clock, engine_of

SAVE = "Spara"


# ----- the list


def test_a_double_click_begins_one_claim(journey: Journey, case_id: int, maja: Browser) -> None:
    page = maja.open(f"/ansokan/{case_id}").follow("Utbetalningar")
    assert "Ingen ansökan om utbetalning än" in page.text
    fields = sent_by(page, "Börja en ansökan", {})

    first, second = (maja.post(f"/ansokan/{case_id}/utbetalningar/ny", fields) for _ in range(2))

    assert first.path == second.path
    assert len(claims_in(journey, case_id)) == 1


def test_several_claims_may_be_open_at_once_and_each_says_what_is_expected(
    journey: Journey, case_id: int, maja: Browser
) -> None:
    sent(maja, case_id)
    begun(maja, case_id)

    page = maja.open(f"/ansokan/{case_id}/utbetalningar")

    assert "Ansökan 2" in page.links
    assert "Skriv klart, lägg till underlag och skicka." in page.text
    assert "Vi granskar kostnaderna rad för rad." in page.text
    assert "Kostnader 100 000 kr" in page.text


def test_the_use_of_the_budget_is_shown_kind_by_kind(journey: Journey, case_id: int, maja: Browser) -> None:
    sent(maja, case_id)

    table = maja.open(f"/ansokan/{case_id}/utbetalningar").table()

    assert table[0] == ["Kostnadsslag", "Budget", "Godkänt", "Sökt", "Kvar"]
    assert table[1] == ["Personal", "600 000", "0", "100 000", "500 000"]
    assert table[-1] == ["Summa", "1 200 000", "0", "100 000", "1 100 000"]


def test_the_list_takes_as_many_statements_however_many_claims_there_are(
    app: Flask, journey: Journey, case_id: int, maja: Browser
) -> None:
    numbers = []
    begun(maja, case_id)
    for more in (0, 3):
        for _ in range(more):
            sent(maja, case_id)
        with statements_to(engine_of(app)) as asked:
            maja.open(f"/ansokan/{case_id}/utbetalningar")
        numbers.append(len([one for one in asked if one.lstrip().startswith("SELECT")]))

    assert numbers[0] == numbers[1] > 0


def test_nothing_of_a_payout_is_told_before_its_decision_has_been_sent(
    journey: Journey, case_id: int, maja: Browser
) -> None:
    """100 000 kr of 1 200 000 kr gives 50 000 kr. Review, proposal and decision change no page of the applicant."""
    claim_id = sent_of(journey, case_id, 100_000)
    draft = maja.open(f"/ansokan/{case_id}/utbetalningar").form("Börja en ansökan").press("Börja en ansökan").path
    pages = [f"/ansokan/{case_id}", f"/ansokan/{case_id}/utbetalningar", draft]

    def sums() -> list[list[str]]:
        texts = [maja.open(page).text.replace("\u00a0", " ") for page in pages]
        return [re.findall(r"(?:Godkän|Utbetalt|Beslutat|Kvar|Redovisa)[^.]*? [0-9 ]+ kr", text) for text in texts]

    before = sums()
    decision_id = proposed_of(journey, claim_id)
    proposed = sums()
    with journey.acting("head") as uow:
        decide(uow, decision_id)

    assert before == proposed == sums()
    assert "Kvar att ansöka om 600 000 kr" in before[1]

    with journey.acting("officer") as uow:
        dispatch(uow, decision_id)

    told = maja.open(pages[1]).text.replace("\u00a0", " ")
    assert "Beslutat, inte utbetalt än 50 000 kr" in told
    assert "Kvar att ansöka om 550 000 kr" in told


def test_no_claim_is_begun_before_the_decision_has_been_sent(app: Flask, journey: Journey, maja: Browser) -> None:
    draft = draft_case(journey)

    page = maja.open(f"/ansokan/{draft}/utbetalningar")

    assert "Börja en ansökan" not in page.text
    fields = sent_by(maja.open(f"/ansokan/{draft}/del/need"), SAVE, {})
    refused = maja.post(f"/ansokan/{draft}/utbetalningar/ny", fields, status=409)
    assert "Det går inte i det läge ärendet är nu" in refused.text


def test_someone_elses_claims_are_not_there_and_staff_are_not_let_in(
    app: Flask, journey: Journey, case_id: int, maja: Browser
) -> None:
    sent(maja, case_id)
    begun(maja, case_id)
    stranger, officer = signed_in(app, "stranger"), signed_in(app, "officer")

    stranger.open(f"/ansokan/{case_id}/utbetalningar", status=404)
    for claim in claims_in(journey, case_id):
        for path in ("", "/skriv", "/underlag", "/kontrollera", "/kostnader-fran-fil", "/aterkalla"):
            stranger.open(f"/ansokan/{case_id}/utbetalningar/{claim.id}{path}", status=404)
            officer.open(f"/ansokan/{case_id}/utbetalningar/{claim.id}{path}", status=403)


def test_a_claim_of_another_case_is_not_found(journey: Journey, case_id: int, maja: Browser) -> None:
    begun(maja, case_id)
    other = granted_case(journey)

    maja.open(f"/ansokan/{other}/utbetalningar/{only_claim(journey, case_id).id}/skriv", status=404)


# ----- writing


@pytest.mark.parametrize(("typed", "ore"), [("1 234,50", 123_450), ("1234.5", 123_450), ("1 234 kr", 123_400)])
def test_amounts_are_read_as_people_write_them(
    journey: Journey, case_id: int, maja: Browser, typed: str, ore: int
) -> None:
    begun(maja, case_id).form(SAVE).fill({**ROW, "q_costs-0-declared": typed}).press("Spara och fortsätt")

    assert [row.declared for row in only_claim(journey, case_id).rows] == [Money(ore)]


@pytest.mark.parametrize("typed", ["-500", "\u2212 500,50", "-1 500 kr"])
def test_a_credit_is_told_to_belong_to_its_cost(case_id: int, maja: Browser, typed: str) -> None:
    page = begun(maja, case_id).form(SAVE).fill({**WHOLE, "q_costs-0-declared": typed}).press("Spara och fortsätt")

    assert page.form(SAVE).value("q_costs-0-declared") == typed
    (told,) = page.errors
    assert "En kreditering dras av från den kostnad som den hör till" in told
    check = maja.open(page.path.replace("/skriv", "/kontrollera")).text
    assert "Rad 1: ”Belopp” kan inte vara mindre än noll. En kreditering dras av" in check


def test_an_unfinished_claim_is_saved_and_what_stands_there_is_shown_again(
    journey: Journey, case_id: int, maja: Browser
) -> None:
    form = begun(maja, case_id).form(SAVE).fill({"q_costs-0-what": "Skruvar", "Från och med": "19/2 2026"})

    page = form.press("Spara och fortsätt").follow("1. Kostnader")

    assert page.form(SAVE).value("q_costs-0-what") == "Skruvar"
    assert page.form(SAVE).value("Från och med") == "19/2 2026"
    assert page.form(SAVE).value("q_costs-0-declared") == ""
    assert only_claim(journey, case_id).period_from == date(2026, 2, 19)


def test_that_a_claim_is_saved_is_told_once(case_id: int, maja: Browser) -> None:
    page = begun(maja, case_id)
    fields = sent_by(page, SAVE, {"q_costs-0-what": "Skruvar"})
    fields["then"] = "stay"

    saved = maja.post(page.path, fields)

    assert saved.text.count("Sparat ") == 1
    assert "Sparat " in saved.messages[0]


def test_what_cannot_be_read_stays_in_its_field_and_everything_else_is_saved(
    journey: Journey, case_id: int, maja: Browser
) -> None:
    typed = {**WHOLE, "q_costs-0-declared": "ungefär tusen", "q_costs-0-paid_on": "i höst"}

    page = begun(maja, case_id).form(SAVE).fill(typed).press("Spara och fortsätt")

    assert page.errors == [
        "Skriv dagen som år, månad och dag, till exempel 2026-02-19.",
        "Skriv beloppet i kronor med siffror, till exempel 12 500 eller 12 500,50.",
    ]
    assert page.form(SAVE).value("q_costs-0-declared") == "ungefär tusen"
    assert page.form(SAVE).value("q_costs-0-paid_on") == "i höst"
    kept = only_claim(journey, case_id)
    assert (kept.progress, kept.period_to) == ("Köken är hyrda.", date(2026, 2, 28))
    assert [(row.kind, row.what, row.declared) for row in kept.rows] == [("staff", "Löner, projektledare", ZERO)]


def test_a_period_that_ends_before_it_begins_is_told_and_mended(journey: Journey, case_id: int, maja: Browser) -> None:
    backwards = {**WHOLE, "Till och med": "2025-01-01"}

    page = begun(maja, case_id).form(SAVE).fill(backwards).press("Spara och fortsätt")

    assert page.errors == ["Periodens sista dag ligger före den första."]
    assert only_claim(journey, case_id).rows[0].declared == Money.kronor(100_000)
    page.form(SAVE).fill({"Från och med": "2024-12-01"}).press("Spara och fortsätt")
    kept = only_claim(journey, case_id)
    assert (kept.period_from, kept.period_to) == (date(2024, 12, 1), date(2025, 1, 1))


def test_rows_are_added_and_taken_away_without_scripts(journey: Journey, case_id: int, maja: Browser) -> None:
    page = begun(maja, case_id).form(SAVE).fill(ROW).press("Lägg till kostnad")
    page = page.form(SAVE).fill({"q_costs-1-what": "Tåg", "q_costs-1-declared": "900"}).press("Ta bort kostnad 1")
    assert "Ingenting är sparat än" in page.messages[0]
    page.form(SAVE).press("Spara och fortsätt")

    assert [row.what for row in only_claim(journey, case_id).rows] == ["Tåg"]


def test_a_kind_of_cost_that_is_not_offered_is_told(journey: Journey, case_id: int, maja: Browser) -> None:
    page = begun(maja, case_id)
    fields = sent_by(page, SAVE, ROW)
    fields["q_costs-0-kind"] = "guld"

    fields["then"] = "stay"
    page = maja.post(page.path, fields)

    assert page.errors == ["Svaret går inte att välja längre. Välj ett av dem som finns."]
    assert only_claim(journey, case_id).rows[0].kind == ""


def test_the_flat_rate_is_reckoned_and_shown_and_never_written(app: Flask, journey: Journey, maja: Browser) -> None:
    # the costs become 1 290 000 kr with 15 % on staff, and what is applied for must follow
    case_id = granted_case(journey, changed={"cost_method": "indirect_15", "requested_amount": "690 000"})

    page = written(maja, case_id).follow("1. Kostnader")

    assert "Indirekta kostnader, schablon" in page.text
    assert "15 000 kr" in page.text
    assert "Summa kostnader 115 000 kr" in page.text
    assert [row.computed for row in only_claim(journey, case_id).rows] == [False, True]


def test_the_grants_part_of_the_costs_is_told_beside_what_remains(case_id: int, maja: Browser) -> None:
    page = written(maja, case_id).follow("1. Kostnader")

    assert "Ger som mest av bidraget, 50 % 50 000 kr" in page.text
    assert "Kvar av bidraget att betala ut 600 000 kr" in page.text


def test_an_ended_session_loses_no_cost(journey: Journey, case_id: int, maja: Browser, clock: Clock) -> None:
    page = begun(maja, case_id)
    fields = sent_by(page, SAVE, WHOLE)
    clock.moment += timedelta(hours=2)

    page = maja.post(page.path, fields, status=401)
    page = (
        page.form("Logga in")
        .fill({"E-post": "applicant@nordanland.example", "Lösenord": "lingon och hjortron"})
        .press("Logga in")
    )
    page.form("Fortsätt och spara").press("Fortsätt och spara")

    assert [row.declared for row in only_claim(journey, case_id).rows] == [Money.kronor(100_000)]


# ----- two at once


def test_two_who_change_the_same_see_both_texts_and_who_wrote_the_other(
    journey: Journey, case_id: int, maja: Browser, isak: Browser
) -> None:
    written(maja, case_id)
    claim = only_claim(journey, case_id)
    mine, his = (one.open(f"/ansokan/{case_id}/utbetalningar/{claim.id}/skriv") for one in (maja, isak))
    his.form(SAVE).fill({"q_costs-0-declared": "80 000"}).press("Spara och fortsätt")

    page = mine.form(SAVE).fill({"q_costs-0-declared": "90 000"}).press("Spara och fortsätt", status=409)

    assert "80 000 kr" in page.text
    assert "Isak Forsdal sparade mån 2 mar 12.00" in page.text
    assert page.form(SAVE).value("q_costs-0-declared") == "90 000"
    assert only_claim(journey, case_id).rows[0].declared == Money.kronor(80_000)
    page.form(SAVE).fill({"q_costs-0-declared": "85 000"}).press("Spara och fortsätt")
    assert [row.declared for row in only_claim(journey, case_id).rows] == [Money.kronor(85_000)]


def test_two_who_change_different_parts_are_in_nobodys_way(
    app: Flask, journey: Journey, case_id: int, maja: Browser
) -> None:
    written(maja, case_id)
    claim = only_claim(journey, case_id)
    isak = signed_in(app, "colleague")
    mine, his = (one.open(f"/ansokan/{case_id}/utbetalningar/{claim.id}/skriv") for one in (maja, isak))
    his.form(SAVE).fill({"q_costs-0-declared": "80 000"}).press("Spara och fortsätt")

    mine.form(SAVE).fill({"Vad har ni gjort under perioden?": "Majas text"}).press("Spara och fortsätt")

    kept = only_claim(journey, case_id)
    assert kept.progress == "Majas text"
    assert [row.declared for row in kept.rows] == [Money.kronor(80_000)]


def test_the_stored_part_can_be_taken_and_stored_rows_added(
    app: Flask, journey: Journey, case_id: int, maja: Browser
) -> None:
    page = begun(maja, case_id)
    isak = signed_in(app, "colleague")
    his = isak.open(page.path)
    his.form(SAVE).fill({**WHOLE, "Vad har ni gjort under perioden?": "Isaks text"}).press("Spara och fortsätt")
    changed = {**WHOLE, "q_costs-0-what": "Tåg", "q_costs-0-declared": "900", "q_costs-0-kind": "Resor och logi"}

    page = page.form(SAVE).fill(changed).press("Spara och fortsätt", status=409)
    page = page.form(SAVE).press("Lägg till de rader som bara är sparade")
    page = page.form(SAVE).press("Ta den sparade texten till Vad har ni gjort under perioden?")
    page.form(SAVE).press("Spara och fortsätt")

    kept = only_claim(journey, case_id)
    assert [row.what for row in kept.rows] == ["Tåg", "Löner, projektledare"]
    assert kept.progress == "Isaks text"


def test_a_claim_that_a_colleague_has_sent_is_not_changed(
    app: Flask, journey: Journey, case_id: int, maja: Browser
) -> None:
    page = written(maja, case_id)
    his = signed_in(app, "colleague").open(page.path).follow("1. Kostnader")
    page = page.form(SAVE).fill({"underlag": ("Lönelista.pdf", PDF)}).press("Spara och kontrollera")
    page.form("Skriv under").fill({"truthful": True}).press("Skriv under och skicka")

    page = his.form(SAVE).fill({"q_costs-0-declared": "1"}).press("Spara och fortsätt", status=409)

    assert "kan inte ändras längre" in page.text
    assert only_claim(journey, case_id).rows[0].declared == Money.kronor(100_000)


# ----- a person who is both


def test_an_applicants_page_has_the_applicants_menu_also_for_staff(app: Flask, journey: Journey, case_id: int) -> None:
    with app.app_context(), Session(db.engine) as session:
        both = {"person_id": journey.ids["second_officer"], "organisation_id": journey.organisation_id}
        session.add(PersonRole(person_id=both["person_id"], role=Role.APPLICANT))
        session.add(Membership(**both, right=OrganisationRight.EDIT, created_at=NOON, confirmed_at=NOON))
        session.commit()

    page = signed_in(app, "second_officer").open(f"/ansokan/{case_id}/utbetalningar")

    assert "Mina ärenden" in page.links
    assert "Skrivbord" not in page.links


def test_who_has_left_no_account_is_told_that_nothing_can_be_paid(app: Flask, journey: Journey, case_id: int) -> None:
    with app.app_context(), Session(db.engine) as session:
        session.execute(delete(BankDetails))
        session.commit()

    page = signed_in(app, "applicant").open(f"/ansokan/{case_id}/utbetalningar")

    assert "Vi saknar ert konto." in page.text
    assert page.links["Lämna konto"].endswith("/konto")
    assert "Visa organisationen" in signed_in(app, "colleague").open(f"/ansokan/{case_id}/utbetalningar").links
