"""One case through every role in a real browser, from check page to closed file; axe finds nothing on the way."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from fundflow.domain.money import ZERO, Money
from fundflow.domain.reports import ReportKind
from fundflow.domain.states import State
from tests.browser.conftest import Served
from tests.browser.people import Person, at_work
from tests.journey_parts import GROUNDS, draft_case
from tests.web.claiming import PDF
from tests.web.report_parts import report_id_of


def send_in(person: Person, case_id: int) -> None:
    """Check the application, sign and send it."""
    person.open(f"/ansokan/{case_id}/kontrollera")
    person.page.check("#truthful")
    person.press("Skriv under och skicka")
    assert person.says("RUN 2026/00001")
    person.open("/mina-arenden")


def prepare(person: Person, case_id: int) -> None:
    """Take the case from the desk, judge every criterion and propose a grant."""
    person.open("/arenden?vy=otilldelade")
    person.open(f"/arenden/{case_id}/handlaggare")
    person.page.get_by_label("Handläggare").select_option(index=1)
    person.press("Tilldela")
    person.press("Börja bereda")
    if person.page.get_by_role("button", name="Bekräfta rätten att teckna").count():
        person.press("Bekräfta rätten att teckna")
    person.open(f"/arenden/{case_id}/bedomning")
    judged = 0
    while person.page.get_by_role("button", name="Spara och nästa").count() and judged < 30:
        radios = person.page.locator("#judgement input[type=radio]")
        if radios.count():
            passing = person.page.locator("#judgement input[type=radio]:not([value=does_not]):not([value=neither])")
            passing.last.check()
        person.page.locator("#judgement textarea").fill("Ansökan visar det på flera ställen.")
        with person.page.expect_navigation():
            person.page.get_by_role("button", name="Spara och nästa").click()
        judged += 1
    person.look()
    for section in ("ansokan", "handlingar", "historik", "meddelanden", "komplettering"):
        person.open(f"/arenden/{case_id}/{section}")
    person.open(f"/arenden/{case_id}/forslag/bifall")
    person.page.get_by_label("Skäl för beslutet").fill(GROUNDS)
    person.press("Skicka förslaget till beslut")
    assert person.page.locator(".ff-errors").count() == 0, person.page.inner_text(".ff-errors")


def decide(person: Person, served: Served, case_id: int) -> None:
    """Read the proposal and decide as it says."""
    person.open("/beslut")
    person.open(f"/beslut/{served.journey.decision_of(case_id).id}")
    person.page.check("input[name=choice][value=approve]")
    person.press("Gå vidare")
    person.press("Fatta beslutet")


def dispatch(person: Person, served: Served, case_id: int) -> None:
    """Send the decision to the applicant."""
    person.open(f"/beslut/{served.journey.decision_of(case_id).id}")
    person.press("Expediera beslutet")


def write_over(person: Person, other: Person, path: str, field: str) -> None:
    """Two change the same answer, and the second sends the whole page as one does without scripts: both texts show."""
    person.open(path)
    other.open(path)
    other.page.fill(field, "Vad kollegan skrev.")
    with other.page.expect_response("**/svar/**"):
        other.page.locator(field).blur()
    person.page.evaluate("([field, text]) => (document.querySelector(field).value = text)", [field, "Mitt eget."])
    with person.page.expect_navigation():
        person.page.evaluate("document.querySelector('main form[data-autosave]').submit()")
    person.look()
    assert person.says("Isak Forsdal sparade")
    person.press("Ta den sparade texten")
    person.press("Spara")


def take_in(person: Person, rows: str) -> None:
    """Choose a text file with costs, as Excel saves it, and read it in."""
    content = f"Kostnadsslag;Vad kostnaden gäller;Leverantör;Betald den;Belopp\r\n{rows}".encode("cp1252")
    person.page.set_input_files("#file", {"name": "kostnader.csv", "mimeType": "text/csv", "buffer": content})
    person.press("Läs in kostnaderna")


def claim(person: Person, colleague: Person, case_id: int, folder: Path) -> None:
    """Claim a cost with its voucher, after a file with costs, an answer that two wrote and a check."""
    voucher = folder / "Lönelista.pdf"
    voucher.write_bytes(PDF)
    person.open(f"/ansokan/{case_id}")
    person.follow("Utbetalningar")
    person.press("Börja en ansökan om utbetalning")
    page = person.page
    write = page.url.removeprefix(person.address)
    person.press("Hämta kostnader från Excel eller CSV")
    take_in(person, "Fika;Bullar;;i höst;-10")
    assert person.says("Inga kostnader är tillagda")
    take_in(person, "Personal;Löner;Egen;2019-02-25;10\r\nPersonal;Löner;Egen;2019-02-25;10")
    assert person.says("Rad 2: samma kostnad står på en rad ovanför.")
    page.locator("[name=q_costs-0-declared]").fill("ungefär tusen")
    page.get_by_label("Från och med").fill("i vintras")
    person.press("Spara och fortsätt")
    assert person.says("Det ni skrev är sparat så som ni skrev det.")
    person.open(write.replace("/skriv", "/kontrollera"))
    person.press("Skriv under och skicka")
    person.open(write)
    with page.expect_response("**/svar/costs"):
        page.get_by_role("button", name="Ta bort kostnad 2").click()
    write_over(person, colleague, write, "#q_progress")
    person.open(write)
    page.get_by_label("Från och med").fill("2026-01-01")
    page.get_by_label("Till och med").fill("2026-02-28")
    page.get_by_label("Vad har ni gjort under perioden?").fill("Köken är hyrda.")
    page.locator("[name=q_costs-0-kind]").select_option(label="Personal")
    page.locator("[name=q_costs-0-what]").fill("Löner, projektledare")
    page.locator("[name=q_costs-0-supplier]").fill("Egen personal")
    page.locator("[name=q_costs-0-paid_on]").fill("2026-02-25")
    page.locator("[name=q_costs-0-declared]").fill("100 000 kr")
    person.press("Spara och fortsätt")
    person.press("Spara filerna")
    page.locator("input[type=file]").first.set_input_files(voucher)
    person.press("Spara och kontrollera")
    page.check("[name=truthful]")
    person.press("Skriv under och skicka")
    person.open(write.replace("/skriv", "/aterkalla"))
    person.open(f"/ansokan/{case_id}/utbetalningar")


def review(person: Person, case_id: int) -> None:
    """Approve the cost and propose to pay."""
    person.open(f"/arenden/{case_id}/utbetalning")
    person.follow("Granska den")
    person.page.locator(".ff-segment label", has_text="Godkänn").first.click()
    person.press("Spara och föreslå utbetalning")
    person.page.get_by_label("Skäl för beslutet").fill("Kostnaderna är styrkta och hör till projektet.")
    person.press("Skicka förslaget")


def give_report(person: Person, colleague: Person, case_id: int, report_id: int) -> None:
    """Write a report whole and send it, after a check that told of more and an answer that two wrote."""
    address = f"/ansokan/{case_id}/rapporter/{report_id}"
    person.open(f"/ansokan/{case_id}/rapporter")
    person.open(f"{address}/kontrollera")
    person.press("Skicka rapporten")
    person.open(address)
    field = f"#{person.page.locator('main form textarea').first.get_attribute('id')}"
    write_over(person, colleague, address, field)
    person.open(address)
    for asked in person.page.locator("main form textarea:visible").all():
        asked.fill("Vi har haft fyra träffar och byggt upp köket.")
    for counted in person.page.locator("main form input[inputmode=numeric]:visible").all():
        counted.fill("4")
    for group in person.page.locator("main form fieldset:has(input[type=radio]):visible").all():
        group.locator("input[type=radio]").first.check()
    person.press("Spara och fortsätt")
    person.page.set_input_files("#filer", {"name": "skript.exe", "mimeType": "", "buffer": b"MZ"})
    person.press("Spara filerna")
    person.open(f"{address}/kontrollera")
    person.press("Skicka rapporten")
    person.open(f"{address}/las")
    person.open(f"/ansokan/{case_id}/rapporter")


def test_one_case_goes_through_every_role(served: Served, chromium: Browser, tmp_path: Path) -> None:
    journey = served.journey
    case_id = draft_case(journey)

    with at_work(chromium, served, "applicant") as maja:
        send_in(maja, case_id)
    with at_work(chromium, served, "officer") as ylva:
        prepare(ylva, case_id)
    with at_work(chromium, served, "director") as kerstin:
        decide(kerstin, served, case_id)
    with at_work(chromium, served, "officer") as ylva:
        dispatch(ylva, served, case_id)
    assert journey.case(case_id).state is State.ONGOING

    with at_work(chromium, served, "applicant") as maja, at_work(chromium, served, "colleague") as isak:
        claim(maja, isak, case_id, tmp_path)
    with at_work(chromium, served, "officer") as ylva:
        review(ylva, case_id)
    with at_work(chromium, served, "head") as anders:
        decide(anders, served, case_id)
    with at_work(chromium, served, "officer") as ylva:
        dispatch(ylva, served, case_id)
    with at_work(chromium, served, "economist") as elin:
        elin.open("/utbetalningar")
        elin.open("/utbetalningar/1")
        elin.press("Anordna")
        elin.open("/ramar")
    with at_work(chromium, served, "second_economist") as nils:
        nils.open("/utbetalningar/1")
        nils.page.get_by_label("Betalningsdag").fill("2026-03-02")
        nils.press("Bekräfta")
    assert journey.case(case_id).paid == Money.kronor(50_000)

    final = report_id_of(journey, case_id, ReportKind.FINAL)
    with at_work(chromium, served, "applicant") as maja, at_work(chromium, served, "colleague") as isak:
        maja.open(f"/ansokan/{case_id}/utbetalningar/1")
        give_report(maja, isak, case_id, final)
    with at_work(chromium, served, "officer") as ylva:
        ylva.open(f"/arenden/{case_id}/uppfoljning")
        ylva.open(f"/arenden/{case_id}/avsluta")
        ylva.press("Skicka förslaget")
        ylva.open(f"/arenden/{case_id}/uppfoljning/{final}")
        ylva.press("Godkänn rapporten")
        ylva.open(f"/arenden/{case_id}/avsluta")
        ylva.page.get_by_label("Skäl för beslutet").fill("Projektet är genomfört.")
        ylva.press("Skicka förslaget")
    with at_work(chromium, served, "head") as anders:
        decide(anders, served, case_id)
    with at_work(chromium, served, "officer") as ylva:
        dispatch(ylva, served, case_id)

    with at_work(chromium, served, "applicant") as maja:
        for part in ("utbetalningar", "utbetalningar/1", "rapporter", f"rapporter/{final}/las"):
            maja.open(f"/ansokan/{case_id}/{part}")

    case = journey.case(case_id)
    assert (case.state, case.released, case.balance.outstanding) == (State.CLOSED, Money.kronor(550_000), ZERO)


READ = {
    "applicant": (
        "/konto/mina-uppgifter",
        "/organisationer",
        *(f"/organisationer/1{part}" for part in ("", "/andra", "/agare", "/grupp", "/namn", "/konto", "/bjud-in")),
    ),
    "officer": ("/sokande", "/sokande/1", "/servicestallen/", "/servicestallen/nytt"),
    "analyst": ("/arenden", "/statistik"),
    "auditor": ("/arenden", "/utbetalningar", "/ramar"),
    "secretary": ("/beslut",),
    "administrator": (
        "/administration/personer",
        "/administration/personer/bjud-in",
        "/administration/organisationer",
        "/administration/aldre-arenden",
        "/administration/delegationsordning",
        "/administration/det-som-galler",
        "/kontoret/utlysningar/",
        "/kontoret/utlysningar/ny",
    ),
    "stranger": (
        *("/", "/utlysningar/", "/regler", "/hitta-ratt-stod", "/stod/business_support/mikrostod", "/mina-arenden"),
        *("/organisationer/ny", "/kontakt", "/tillganglighet", "/personuppgifter"),
    ),
}


@pytest.mark.parametrize("who", READ)
def test_the_other_roles_first_pages_shut_nobody_out(served: Served, chromium: Browser, who: str) -> None:
    with at_work(chromium, served, who) as person:
        for path in READ[who]:
            person.open(path)
