"""What follows when the costs of a claim are written: vouchers, the check, sending, the outcome, taking back."""

from typing import cast

from flask import Flask
from sqlalchemy.pool import QueuePool

from fundflow.domain.payments import ClaimState
from fundflow.extensions import db
from fundflow.queries.cases import documents_of
from fundflow.queries.payments import vouchers_of
from fundflow.services.decision import decide, dispatch
from tests.claim_parts import deducted, judge, parked, proposed_payout
from tests.journey_parts import Journey
from tests.pages import Browser
from tests.web.applying import sent_by, signed_in
from tests.web.claiming import PDF, WHOLE, begun, only_claim, row_at, sent, vouched, written

SAVE = "Spara"


# ----- vouchers


def test_files_are_kept_each_on_its_own_and_the_refused_ones_told(
    journey: Journey, case_id: int, maja: Browser
) -> None:
    page = written(maja, case_id)
    files = [("Lönelista.pdf", PDF), ("skript.exe", b"MZ\x00\x01"), ("Faktura.pdf", PDF + b"%2\n"), ("tom.pdf", b"")]

    page = page.form(SAVE).fill({"underlag": files}).press("Spara filerna", status=422)

    assert page.errors == [
        "Filen ”skript.exe” är av en typ som vi inte tar emot. Skicka pdf, docx, xlsx, png eller jpg.",
        "Filen ”tom.pdf” är tom.",
    ]
    assert {"Lönelista.pdf", "Faktura.pdf"} <= set(page.links)


def test_no_connection_is_kept_when_files_have_been_sent(app: Flask, case_id: int, maja: Browser) -> None:
    form = written(maja, case_id).form(SAVE).fill({"underlag": [("Lönelista.pdf", PDF), ("skript.exe", b"MZ")]})

    form.press("Spara filerna", status=422)

    with app.app_context():
        assert cast(QueuePool, db.engine.pool).checkedout() == 0


def test_a_photo_that_is_too_large_is_refused_by_name_and_the_other_files_are_kept(case_id: int, maja: Browser) -> None:
    photo = b"\xff\xd8\xff\xe0" + bytes(40 * 1024 * 1024)
    page = written(maja, case_id)

    page = page.form(SAVE).fill({"underlag": [("Kvitto.jpg", photo), ("Lönelista.pdf", PDF)]})
    page = page.press("Spara filerna", status=422)

    assert len(page.errors) == 1
    assert "”Kvitto.jpg”" in page.errors[0]
    assert "20 MB" in page.errors[0]
    assert "Lönelista.pdf" in page.links
    page.answer.request.environ["wsgi.input"].close()  # a large body is spooled to a file that the client leaves open


def test_a_voucher_is_replaced_downloaded_and_taken_away(journey: Journey, case_id: int, maja: Browser) -> None:
    page = written(maja, case_id).form(SAVE).fill({"underlag": ("Lönelista.pdf", PDF)}).press("Spara filerna")

    page = (
        page.form(SAVE).fill({"Ny fil i stället: Lönelista.pdf": ("Rättad.pdf", PDF + b"%2\n")}).press("Spara filerna")
    )
    assert "Lönelista.pdf" not in page.links
    assert maja.client.get(page.links["Rättad.pdf"]).data == PDF + b"%2\n"
    page = page.form(SAVE).press("Ta bort")

    assert "Inget underlag än" in page.text


def test_a_form_reaches_no_other_claims_vouchers(journey: Journey, case_id: int, maja: Browser) -> None:
    first = written(maja, case_id).form(SAVE).fill({"underlag": ("Lönelista.pdf", PDF)}).press("Spara filerna")
    voucher_id = first.links["Lönelista.pdf"].rpartition("/")[2]
    second = written(maja, case_id)
    fields = sent_by(second, SAVE, {})
    fields["ta-bort"] = voucher_id

    maja.post(second.path, fields)

    assert "Lönelista.pdf" in maja.open(first.path).links
    maja.open(f"{second.path}/{voucher_id}", status=404)


# ----- checking and sending


def test_the_check_lists_everything_with_a_link_to_where_it_is_mended(
    journey: Journey, case_id: int, maja: Browser
) -> None:
    page = begun(maja, case_id).form(SAVE).fill({"q_costs-0-what": "Skruvar"}).press("Spara och fortsätt")
    page = page.follow("3. Kontrollera")

    page = page.form("Skriv under").press("Skriv under och skicka", status=409)

    assert page.errors == [
        "Intyga att uppgifterna är riktiga.",
        "Skriv vilken period ansökan gäller.",
        "Lägg till minst ett underlag som visar kostnaderna. Förordning (2003:596) 11 §. "
        "Vi har inte kunnat bekräfta allt i regeln. Handläggaren kontrollerar.",
        "Rad 1: fyll i ”Kostnadsslag”.",
        "Rad 1: fyll i ”Betald den”.",
        "Rad 1: fyll i ”Belopp”.",
    ]
    assert page.links["Rad 1: fyll i ”Belopp”."].endswith("/skriv#q_costs-0-declared")
    assert page.links["Lägg till minst ett underlag som visar kostnaderna."].endswith("/underlag#underlag")
    assert only_claim(journey, case_id).state is ClaimState.DRAFT


def test_a_double_click_sends_one_claim_and_the_receipt_is_shown(journey: Journey, case_id: int, maja: Browser) -> None:
    page = vouched(maja, case_id)
    assert "Ansökan är komplett" in page.text
    fields = sent_by(page, "Skriv under", {"truthful": True})

    first, second = (maja.post(page.path, fields) for _ in range(2))

    assert first.messages == ["Ansökan om utbetalning 1 är inskickad."]
    assert second.heading == "Ansökan om utbetalning 1"
    assert "Kvitto" in second.text
    assert journey.case(case_id).registry_number in second.text  # type: ignore[operator]
    with journey.acting("applicant") as uow:
        assert [one.matter for one in documents_of(uow.session, case_id)].count("Ansökan om utbetalning 1") == 1


def test_one_who_may_only_write_is_told_who_may_send(app: Flask, journey: Journey, case_id: int) -> None:
    isak = signed_in(app, "colleague")

    page = vouched(isak, case_id)

    assert "Be någon av dem som får teckna: Maja Tallmyr." in page.text
    assert "Skriv under och skicka" not in page.text


def test_more_than_remains_may_be_sent_and_every_amount_is_told(journey: Journey, case_id: int, maja: Browser) -> None:
    page = vouched(maja, case_id, **{"q_costs-0-declared": "1 300 000"})

    assert (
        "Det återstår 600 000 kr av bidraget att betala ut. Kostnaderna i ansökan ger 650 000 kr. Ansökan kan skickas, "
        "men 50 000 kr av det kan inte betalas ut."
    ) in page.text
    page.form("Skriv under").fill({"truthful": True}).press("Skriv under och skicka")
    assert only_claim(journey, case_id).state is ClaimState.SENT


# ----- what came of it


def test_what_an_officer_judges_is_not_told_before_the_decision_is_sent(
    journey: Journey, case_id: int, maja: Browser
) -> None:
    page = sent(maja, case_id)
    claim = only_claim(journey, case_id)
    with journey.acting("officer") as uow:
        judge(uow, claim.id, {1: deducted(90_000, "Middag är inte en stödberättigande kostnad.")})
    assert "Middag" not in maja.open(page.path).text
    with journey.acting("officer") as uow:
        decision_id = proposed_payout(uow, claim.id).id
    with journey.acting("head") as uow:
        decide(uow, decision_id)

    page = maja.open(page.path)

    assert "Väntar på beslut" in page.text
    assert "Middag" not in page.text


def test_a_decided_claim_shows_the_amount_and_what_came_of_each_cost(
    journey: Journey, case_id: int, maja: Browser
) -> None:
    page = begun(maja, case_id).form(SAVE).fill(WHOLE).press("Lägg till kostnad")
    page = page.form(SAVE).fill(row_at(1)).press("Lägg till kostnad")
    page = page.form(SAVE).fill(row_at(2)).press("Spara och fortsätt")
    page = page.form(SAVE).fill({"underlag": ("Lönelista.pdf", PDF)}).press("Spara och kontrollera")
    page = page.form("Skriv under").fill({"truthful": True}).press("Skriv under och skicka")
    claim = only_claim(journey, case_id)
    with journey.acting("officer") as uow:
        judge(uow, claim.id, {2: deducted(90_000, "Ligger före perioden."), 3: parked("Fakturan är inte betald.")})
        decision_id = proposed_payout(uow, claim.id).id
    with journey.acting("head") as uow:
        decide(uow, decision_id)
    with journey.acting("officer") as uow:
        dispatch(uow, decision_id)

    page = maja.open(page.path)

    outcomes = [row[4:] for row in page.table()[1:4]]
    assert outcomes == [
        ["Godkänd", "100 000"],
        ["AvdragLigger före perioden.", "90 000"],
        ["Väntar till en senare ansökanFakturan är inte betald.", "0"],
    ]
    assert "Vi betalar ut 95 000 kr till ert konto." in page.text  # half of 190 000 kr
    assert "Godkänt 190 000 kr" in maja.open(f"/ansokan/{case_id}/utbetalningar").text


# ----- taking back


def test_a_draft_is_put_away_and_a_sent_claim_taken_back(journey: Journey, case_id: int, maja: Browser) -> None:
    page = begun(maja, case_id).follow("Ta bort utkastet").form("Ta bort").press("Ta bort utkastet")
    assert page.messages == ["Utkastet är borttaget."]
    page = sent(maja, case_id).follow("Återkalla ansökan om utbetalning")

    fields = sent_by(page, "Återkalla", {})
    first, second = (maja.post(page.path, fields) for _ in range(2))

    assert first.messages == ["Ansökan om utbetalning är återkallad."]
    assert "Återkallad" in second.text


def test_one_who_may_only_write_takes_back_no_sent_claim(
    app: Flask, journey: Journey, case_id: int, maja: Browser
) -> None:
    page = sent(maja, case_id)

    page = signed_in(app, "colleague").open(f"{page.path}/aterkalla")

    assert "Bara den som får teckna kan återkalla en ansökan som är skickad: Maja Tallmyr." in page.text


def test_vouchers_of_a_claim_that_is_not_sent_are_the_applicants_own(
    app: Flask, journey: Journey, case_id: int, maja: Browser
) -> None:
    vouched(maja, case_id)
    claim_id = only_claim(journey, case_id).id
    with journey.acting("applicant") as uow:
        voucher_id = vouchers_of(uow.session, claim_id)[0].id
    officer = signed_in(app, "officer")
    address = f"/arenden/{case_id}/bilagor/{voucher_id}"

    before = officer.client.get(address).status_code
    sent_page = maja.open(f"/ansokan/{case_id}/utbetalningar/{claim_id}/kontrollera")
    sent_page.form("Skriv under").fill({"truthful": True}).press("Skriv under och skicka")

    assert before == 404
    assert officer.client.get(address).status_code == 200
