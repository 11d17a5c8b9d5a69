"""Pages that no link of an untouched region leads to: deeds that open them, and addresses that are told in letters."""

from collections.abc import Iterator
from urllib.parse import urlencode

from tests.browser.walk import NOBODY, Region
from tests.web.claiming import PDF
from tests.web.guiding import MICRO

MAJA = "maja.tallmyr@nordanmat.example"
LEO = "leo.vinterholm@nordanland.example"
SIV = "siv.ronnheden@nordanland.example"
YLVA = "ylva.sandmo@nordanland.example"
OLD_CASES = (
    "programme;strategy;priority;applicant_name;title;granted_sek;outcome;decided_year\n"
    "project_funding;vasterbotten_regionplan_2014_2020;1;Fjällbyns kommun;Vandringsled;655000;granted;2018\n"
)
_GUIDED = urlencode(MICRO, doseq=True)
_CLAIM = {
    "Från och med": "2026-07-01",
    "Till och med": "2026-08-31",
    "Vad har ni gjort under perioden?": "Köken är hyrda.",
    "q_costs-0-what": "Löner, projektledare",
    "q_costs-0-supplier": "Egen personal",
    "q_costs-0-paid_on": "2026-08-25",
    "q_costs-0-declared": "10 000",
}


def beyond_links(region: Region) -> Iterator[tuple[str, str]]:
    """Do the deeds, and yield whose page each address is."""
    yield from _by_letter(region)
    yield from _of_administrators(region)
    yield from _of_applicants(region)
    yield from _of_claims(region)
    yield from _of_officers(region)
    yield from _of_economists(region)
    yield NOBODY, f"/hitta-ratt-stod/svar?{_GUIDED}"
    yield NOBODY, f"/hitta-ratt-stod/mer?{_GUIDED}"


def _by_letter(region: Region) -> Iterator[tuple[str, str]]:
    nobody = region.browser(NOBODY)
    form = nobody.open("/konto/skapa").form("Skapa konto")
    form.fill({"Ditt namn": "Tora Lindmyr", "E-post": "tora@lindmyr.example"}).press()
    yield NOBODY, region.link_in_letter("/konto/bekrafta")
    nobody.open("/konto/nytt-losenord").form("Skicka").fill({"E-post": MAJA}).press()
    yield NOBODY, region.link_in_letter("/konto/nytt-losenord")


def _of_administrators(region: Region) -> Iterator[tuple[str, str]]:
    leo = region.browser(LEO)
    page = leo.open("/administration/personer/bjud-in")
    page.form("Skicka inbjudan").fill(
        {"Namn": "Ingrid Åsvik", "E-post": "ingrid.asvik@nordanland.example", "roles": ["Handläggare"]}
    ).press()
    yield NOBODY, region.link_in_letter("/konto/inbjudan")
    [(invited,)] = region.asked("SELECT id FROM person WHERE email = 'ingrid.asvik@nordanland.example'")
    yield LEO, f"/administration/personer/{invited}/inbjudan/ta-tillbaka"


def _of_applicants(region: Region) -> Iterator[tuple[str, str]]:
    maja = region.browser(MAJA)
    [(organisation,)] = region.asked(
        "SELECT m.organisation_id FROM membership m JOIN person p ON p.id = m.person_id "
        f"WHERE p.email = '{MAJA}' ORDER BY m.id LIMIT 1"
    )
    page = maja.open(f"/organisationer/{organisation}/bjud-in")
    page.form("Skicka inbjudan").fill({"Kollegans e-post": "nils@nordanmat.example"}).press()
    [(invitation,)] = region.asked("SELECT max(id) FROM one_time_token WHERE organisation_id IS NOT NULL")
    yield MAJA, f"/organisationer/{organisation}/inbjudningar/{invitation}/ta-tillbaka"
    [(case, report)] = region.asked(
        "SELECT c.id, min(r.id) FROM funding_case c JOIN report r ON r.case_id = c.id "
        f"WHERE c.organisation_id = {organisation} AND r.state = 'due' GROUP BY c.id LIMIT 1"
    )
    yield MAJA, f"/ansokan/{case}/rapporter/{report}"
    yield MAJA, f"/ansokan/{case}/rapporter/{report}/bilagor"
    yield MAJA, f"/ansokan/{case}/rapporter/{report}/kontrollera"
    yield MAJA, f"/ansokan/{case}/kvitto"
    page = maja.open("/ansokan/ny?program=project_funding&stodform=small_project").form("Börja ansökan")
    copied = page.fill({"earlier": str(case)}).press("Börja ansökan")
    assert copied.path.endswith("/kopierat")
    yield MAJA, copied.path
    [(asked,)] = region.asked(
        f"SELECT id FROM funding_case WHERE organisation_id = {organisation} AND state = 'completion_requested'"
    )
    yield MAJA, f"/ansokan/{asked}/komplettera/skicka"
    [(before, read, paid)] = region.asked(
        "SELECT r.case_id, min(r.id), min(k.id) FROM report r JOIN claim k ON k.case_id = r.case_id "
        f"JOIN funding_case c ON c.id = r.case_id WHERE r.state = 'approved' AND c.organisation_id = {organisation} "
        "GROUP BY r.case_id LIMIT 1"
    )
    yield MAJA, f"/ansokan/{before}/rapporter/{read}/las"
    yield MAJA, f"/ansokan/{before}/rapporter/{read}/kvitto"
    yield MAJA, f"/ansokan/{before}/utbetalningar/{paid}"


def _of_claims(region: Region) -> Iterator[tuple[str, str]]:
    maja = region.browser(MAJA)
    [(case,)] = region.asked(
        "SELECT c.id FROM funding_case c JOIN membership m ON m.organisation_id = c.organisation_id "
        f"JOIN person p ON p.id = m.person_id WHERE p.email = '{MAJA}' AND c.state = 'ongoing'"
    )
    writing = maja.open(f"/ansokan/{case}/utbetalningar").form("Börja").press("Börja en ansökan om utbetalning")
    claim = writing.path.removesuffix("/skriv")
    yield MAJA, f"{claim}/skriv"
    yield MAJA, f"{claim}/kostnader-fran-fil"
    yield MAJA, f"{claim}/aterkalla"
    vouchers = writing.form("Spara").fill({**_CLAIM, "q_costs-0-kind": "Personal"}).press("Spara och fortsätt")
    assert vouchers.path.endswith("/underlag"), vouchers.errors
    yield MAJA, vouchers.path
    checked = vouchers.form("Spara").fill({"underlag": ("Lönelista.pdf", PDF)}).press("Spara och kontrollera")
    yield MAJA, checked.path


def _of_officers(region: Region) -> Iterator[tuple[str, str]]:
    [(small,)] = region.asked(
        "SELECT max(id) FROM funding_case WHERE state IN ('in_preparation', 'ready_for_decision') "
        "AND grant_type IN ('tillvaxtcheck', 'affarsutvecklingscheck_internationalisering', 'mikrostod')"
    )
    yield YLVA, f"/arenden/{small}/eurokurs"
    [(prepared,)] = region.asked(
        "SELECT max(id) FROM funding_case WHERE state = 'in_preparation' AND withdrawn_at IS NULL"
    )
    yield YLVA, f"/arenden/{prepared}/forslag/bifall"
    [(shop,)] = region.asked("SELECT max(id) FROM funding_case WHERE grant_type = 'driftstod'")
    yield YLVA, f"/arenden/{shop}/servicestalle"
    yield YLVA, f"/arenden/tilldela?arende={small}&arende={shop}"
    [(gated, condition)] = region.asked(
        "SELECT d.case_id, max(c.id) FROM condition c JOIN decision d ON d.id = c.decision_id "
        "WHERE c.gates_payment AND c.met_at IS NULL GROUP BY d.case_id ORDER BY d.case_id DESC LIMIT 1"
    )
    yield YLVA, f"/arenden/{gated}/villkor/{condition}/uppfyllt"
    [(sent, claim)] = region.asked("SELECT case_id, id FROM claim WHERE state = 'sent' LIMIT 1")
    ylva = region.browser(YLVA)
    review = ylva.open(f"/arenden/{sent}/utbetalning/{claim}/granskning").form("Spara och föreslå")
    rows = [name.removesuffix("-reason") for name in review.fields if name.endswith("-reason")]
    for row in rows:
        review.fields[f"{row}-verdict"] = "approved"
    proposed = review.press("Spara och föreslå")
    assert proposed.path.endswith("/forslag"), proposed.errors
    yield YLVA, proposed.path
    [(document,)] = region.asked(f"SELECT max(id) FROM document WHERE case_id = {gated} AND storage_key IS NOT NULL")
    assert ylva.client.get(f"/arenden/{gated}/handlingar/{document}").mimetype == "application/pdf"


def _of_economists(region: Region) -> Iterator[tuple[str, str]]:
    siv = region.browser(SIV)
    waiting = [one for (one,) in region.asked("SELECT id FROM payment WHERE state = 'waiting' ORDER BY id")]
    pages = [siv.open(f"/utbetalningar/{one}") for one in waiting]
    ready = next(page for page in pages if any("Anordna" in form.text for form in page.root.all("form")))
    ready.form("Anordna").press("Anordna")
    yield SIV, f"{ready.path}/angra"
