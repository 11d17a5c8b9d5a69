"""A case whose costs can be claimed, as its applicant's pages see it: opened, written, judged and paid."""

from fundflow.models.payment import Claim
from fundflow.queries.payments import claims_of
from tests.journey_parts import Journey
from tests.pages import Browser, Page

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
ROW = {
    "q_costs-0-kind": "Personal",
    "q_costs-0-what": "Löner, projektledare",
    "q_costs-0-supplier": "Egen personal",
    "q_costs-0-paid_on": "2026-02-25",
    "q_costs-0-declared": "100 000",
}
WHOLE = {
    "Från och med": "2026-01-01",
    "Till och med": "2026-02-28",
    "Vad har ni gjort under perioden?": "Köken är hyrda.",
    **ROW,
}


def row_at(place: int) -> dict[str, str]:
    """The same cost once more, in the row of that place counted from zero."""
    return {name.replace("-0-", f"-{place}-"): value for name, value in ROW.items()}


def claims_in(journey: Journey, case_id: int) -> list[Claim]:
    """The claims of the case as the applicant's side sees them, first one first."""
    with journey.acting("applicant") as uow:
        return list(claims_of(uow.session, uow.actor, case_id))[::-1]


def only_claim(journey: Journey, case_id: int) -> Claim:
    """The claim of a case that has one."""
    [claim] = claims_in(journey, case_id)
    return claim


def begun(browser: Browser, case_id: int) -> Page:
    """Begin a claim, and return the page on which it is written."""
    return browser.open(f"/ansokan/{case_id}/utbetalningar").form("Börja").press("Börja en ansökan om utbetalning")


def written(browser: Browser, case_id: int, **more: object) -> Page:
    """Write a whole claim of one staff cost, and return the page of its vouchers."""
    return begun(browser, case_id).form("Spara").fill({**WHOLE, **more}).press("Spara och fortsätt")


def vouched(browser: Browser, case_id: int, **more: object) -> Page:
    """Write a whole claim with a voucher, and return the page on which it is checked."""
    page = written(browser, case_id, **more)
    return page.form("Spara").fill({"underlag": ("Lönelista.pdf", PDF)}).press("Spara och kontrollera")


def sent(browser: Browser, case_id: int, **more: object) -> Page:
    """Send a whole claim, and return the page on which it is read."""
    page = vouched(browser, case_id, **more)
    return page.form("Skriv under").fill({"truthful": True}).press("Skriv under och skicka")
