"""A municipality accounts for its home delivery, an officer reviews it, and it is paid within the act."""

from flask import Flask

from fundflow.domain.money import Money
from fundflow.domain.payments import ClaimState
from fundflow.domain.reports import ReportKind
from tests.delivery_parts import delivery_case
from tests.journey_parts import Journey
from tests.pages import Browser, Page
from tests.web.claiming import PDF, begun, only_claim
from tests.web.leaving import leave_at
from tests.web.office_parts import browser_as, database_url, journey  # noqa: F401 - fixtures
from tests.web.report_parts import report_id_of

FEES, TIMES = "Hur mycket har hushållen betalat i avgifter?", "Hur många leveranser eller resor blev det?"
HOUSEHOLDS = "Hur många olika hushåll fick hemsändning?"
ROW = {
    "q_costs-0-kind": "Ersättning till butik, åkeri eller taxi",
    "q_costs-0-what": "Turer hela året",
    "q_costs-0-supplier": "Glesbygdsåkeriet",
    "q_costs-0-paid_on": "2025-12-20",
    "q_costs-0-declared": "480 000",
}
WHOLE = {**ROW, FEES: "80 000", TIMES: "1 500", HOUSEHOLDS: "40"}
SAVE = "Spara granskningen"
FEES_COUNTED, WHY_FEES = "Hushållens avgifter", "figure_delivery_fees-reason"
TURNS, WHY_TURNS = "Leveranser eller resor", "figure_delivery_occasions-reason"


def checked(municipality: Browser, case_id: int, **more: object) -> Page:
    """Write a claim of 480 000 with a voucher, and return the page on which it is checked."""
    page = begun(municipality, case_id).form("Spara").fill({**WHOLE, **more}).press("Spara och fortsätt")
    return page.form("Spara").fill({"underlag": ("Huvudbok.pdf", PDF)}).press("Spara och kontrollera")


def sent(municipality: Browser, case_id: int, **more: object) -> Page:
    """Send such a claim."""
    page = checked(municipality, case_id, **more)
    return page.form("Skriv under").fill({"truthful": True}).press("Skriv under och skicka")


def review_of(app: Flask, journey: Journey, case_id: int, who: str = "officer") -> Page:  # noqa: F811
    """The review of the case's claim, as somebody of the region opens it."""
    claim = only_claim(journey, case_id)
    return browser_as(app, journey, who).open(f"/arenden/{case_id}/utbetalning/{claim.id}/granskning")


def sums(page: Page) -> str:
    """What a page reckons, on one line."""
    return page.text.replace("\u00a0", " ")


def test_the_office_comes_to_the_price_base_amounts_from_the_review(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = delivery_case(journey)
    sent(browser_as(app, journey, "applicant"), case_id)

    page = review_of(app, journey, case_id).follow("Regionens prisbasbelopp")

    assert "Prisbasbelopp" in page.text
    assert page.path.startswith("/kurser-och-basbelopp")


# ----- the municipality


def test_the_claim_asks_for_fees_and_deliveries_and_reckons_with_them(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = delivery_case(journey)
    page = begun(browser_as(app, journey, "applicant"), case_id)

    form = page.form("Spara")
    assert (form.value("Från och med"), form.value("Till och med")) == ("2025-01-01", "2025-12-31")
    assert "Inredning och utrustning" not in page.text
    saved = form.fill(WHOLE).press("Spara")

    # 480 000 less 80 000 is 400 000: half is 200 000, 1 500 deliveries 150 000, and 37.5 percent 150 000
    assert "Nettokostnad hittills 400 000 kr" in sums(saved)
    assert "100 kr × 1 500 leveranser 150 000 kr" in sums(saved)
    assert "Högst att betala ut nu 150 000 kr" in sums(saved)
    assert "Kvar i budgeten" not in saved.text


def test_before_anything_is_accounted_for_the_grant_is_the_most(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = delivery_case(journey)

    page = browser_as(app, journey, "applicant").open(f"/ansokan/{case_id}/utbetalningar")

    assert "Kvar att ansöka om, som mest 180 000 kr" in sums(page)


def test_each_field_that_counts_is_answered_with_the_payout_as_saved(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = delivery_case(journey)
    page = begun(browser_as(app, journey, "applicant"), case_id).form("Spara").fill(WHOLE).press("Spara")
    address = page.path.removesuffix("/skriv")

    reply = leave_at(page, address, "deliveries_made", {"q_deliveries_made": "1 200"})
    beside = leave_at(page, address, "progress", {"q_progress": "Bilen har gått."}, version=reply.json["row_version"])

    assert "100\u00a0kr × 1\u00a0200 leveranser" in reply.json["parts"]["allowed"]
    assert reply.json["parts"]["allowed"].rstrip().endswith("120\u00a0000\u00a0kr</dd></div></dl>")
    assert "parts" not in beside.json


def test_what_cannot_be_read_is_marked_and_kept(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = delivery_case(journey)
    form = begun(browser_as(app, journey, "applicant"), case_id).form("Spara")

    page = form.fill({**WHOLE, TIMES: "mycket", FEES: ""}).press("Spara och fortsätt")

    assert page.form("Spara").value(TIMES) == "mycket"
    assert page.errors == ["Skriv ett helt tal med siffror, till exempel 12."]
    check = browser_as(app, journey, "applicant").open(
        f"/ansokan/{case_id}/utbetalningar/{only_claim(journey, case_id).id}/kontrollera"
    )
    assert f"Svara på ”{FEES}”." in check.text
    assert f"Svaret på ”{TIMES}” går inte att läsa." in check.text


def test_a_claim_above_the_act_is_told_with_every_amount_and_sent(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = delivery_case(journey)
    municipality = browser_as(app, journey, "applicant")

    check = checked(municipality, case_id, **{TIMES: "1 200"})

    assert "förordningen tillåter högst 120 000 kr" in sums(check)
    assert "Ansökan kan skickas, men högst 120 000 kr kan betalas ut." in sums(check)
    assert "Förordning (2024:1243) 10–14 §§." in sums(check)

    read = check.form("Skriv under").fill({"truthful": True}).press("Skriv under och skicka")

    assert f"{TIMES} 1 200" in sums(read)
    assert only_claim(journey, case_id).state is ClaimState.SENT


def test_more_households_than_deliveries_are_told_at_the_field_and_in_the_review(
    app: Flask,
    journey: Journey,  # noqa: F811
) -> None:
    case_id = delivery_case(journey)
    municipality = browser_as(app, journey, "applicant")
    doubt = "2 000 hushåll är fler än 1 500 leveranser, fast varje hushåll räknas varje gång. Kontrollera båda talen."
    page = begun(municipality, case_id).form("Spara").fill(WHOLE).press("Spara")

    reply = leave_at(page, page.path.removesuffix("/skriv"), "households_served", {"q_households_served": "2000"})

    assert doubt in reply.json["rules"]["households_served"].replace("\u00a0", " ")
    assert doubt in sums(municipality.open(page.path))
    check = municipality.open(page.path).form("Spara").press("Spara och fortsätt")
    check = check.form("Spara").fill({"underlag": ("Huvudbok.pdf", PDF)}).press("Spara och kontrollera")
    assert doubt in sums(check)
    check.form("Skriv under").fill({"truthful": True}).press("Skriv under och skicka")
    assert doubt in sums(review_of(app, journey, case_id))


def test_the_claims_of_a_municipality_speak_of_net_cost_and_of_no_budget(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = delivery_case(journey)
    municipality = browser_as(app, journey, "applicant")
    sent(municipality, case_id)

    page = municipality.open(f"/ansokan/{case_id}/utbetalningar")

    assert "Kan betalas ut på det som är redovisat 150 000 kr" in sums(page)
    assert "Av bidraget är 180 000 kr kvar. Det som går utöver 150 000 kr betalas ut bara om mer" in sums(page)
    assert "Kan betalas ut på det som är redovisat 150 000 kr" in sums(municipality.open(f"/ansokan/{case_id}"))
    assert "aldrig mer än förordningen tillåter" in page.text
    assert "Så har budgeten använts" not in page.text


def test_costs_that_wait_are_named_where_they_are_counted(app: Flask, journey: Journey) -> None:  # noqa: F811
    """A new claim says 0 kr of its own; what it gives is reckoned with the 480 000 kr that wait."""
    case_id = delivery_case(journey)
    municipality = browser_as(app, journey, "applicant")
    first = sums(begun(municipality, case_id).form("Spara").fill(WHOLE).press("Spara"))
    assert "Redovisade kostnader 480 000 kr" in first
    municipality.open(f"/ansokan/{case_id}/utbetalningar/{only_claim(journey, case_id).id}/aterkalla").form(
        "Ta bort"
    ).press("Ta bort")
    sent(municipality, case_id)

    again = sums(begun(municipality, case_id))

    assert "Summa kostnader 0 kr" in again
    assert "Redovisade kostnader, med ansökningar som väntar 480 000 kr" in again


def test_everything_is_told_in_english_too(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = delivery_case(journey)
    municipality = browser_as(app, journey, "applicant")
    municipality.open("/").form("English").press("English")

    check = municipality.open(f"/ansokan/{case_id}/utbetalningar")

    assert "never more than the ordinance allows" in check.text


def test_the_final_report_shows_what_the_claim_has_told_and_asks_the_rest(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = delivery_case(journey)
    municipality = browser_as(app, journey, "applicant")
    report = f"/ansokan/{case_id}/rapporter/{report_id_of(journey, case_id, ReportKind.FINAL)}"
    net = "Vad blev kommunens nettokostnad för året?"
    asked = municipality.open(report)
    assert asked.form("Spara").value(net) == ""
    assert "Det här har ni redan redovisat" not in asked.text
    sent(municipality, case_id)

    page = municipality.open(report)

    assert "Det här har ni redan redovisat Ur ansökan om utbetalning 1, så som siffrorna skickades." in sums(page)
    assert f"{net} 400 000 kr" in sums(page)
    assert f"{TIMES} 1 500" in sums(page)
    assert "Hushåll som fått hemsändning 40" in sums(page)
    names = {node.attrs.get("name") for node in page.root.all("input")}
    assert "q_indicator-persons_served-women" in names
    assert not names & {"q_net_cost", "q_occasions", "q_indicator-deliveries", "q_indicator-households_served"}
    check = municipality.open(f"{report}/kontrollera")
    assert f"{net} 400 000 kr" in sums(check)
    assert f"Svara på ”{net}”." not in check.text


# ----- the region


def test_from_claim_to_letter(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = delivery_case(journey)
    municipality = browser_as(app, journey, "applicant")
    sent(municipality, case_id)

    review = review_of(app, journey, case_id)
    assert "Redovisat: 1 500" in sums(review)
    form = review.form(SAVE).fill({"Bedömning av rad 1": "Godkänn", "Leveranser eller resor": "1 400"})
    untold = form.press("Spara och föreslå utbetalning", status=422)
    assert "Skriv varför antalet leveranser är ett annat." in untold.text
    name = "figure_delivery_occasions-reason"
    proposal = untold.form(SAVE).fill({name: "Turlistan visar 1 400."}).press("Spara och föreslå utbetalning")

    assert "Leveranser eller resor: 1 400 i stället för 1 500. Turlistan visar 1 400." in sums(proposal)
    assert proposal.form("Skicka förslaget").value("Belopp att betala ut") == "140\u00a0000"
    refused = (
        proposal.form("Skicka förslaget")
        .fill({"Belopp att betala ut": "150 000"})
        .press("Skicka förslaget till beslut", status=409)
    )
    assert "Högst 140 000 kr kan betalas ut nu; 150 000 kr är 10 000 kr för mycket." in sums(refused)
    decision = (
        refused.form("Skicka förslaget").fill({"Belopp att betala ut": "140 000"}).press("Skicka förslaget till beslut")
    )

    letter = browser_as(app, journey, "head").open(decision.path)
    for told in (
        "Nettokostnad hittills 400 000 kr",
        "Förordningens tak: det lägsta av de två, om nettokostnaden är minst 29 400 kr 140 000 kr",
        "Betalas ut nu 140 000 kr",
        "Uppgifter som vi har ändrat",
        "Förordning (2024:1243) 10–14 §§.",
    ):
        assert told in sums(letter)
    confirm = letter.form("Gå vidare").fill({"choice": "approve"}).press("Gå vidare")
    confirm.form("Fatta beslutet").press("Fatta beslutet")
    browser_as(app, journey, "officer").open(decision.path).form("Expediera").press("Expediera")

    # what is left of the grant is not promised to anyone: 40 000 of it needs more deliveries
    asked_for = sums(municipality.open(f"/ansokan/{case_id}/utbetalningar"))
    assert "Kvar av bidraget 40 000 kr Kan betalas ut på det som är redovisat 0 kr" in asked_for
    assert "Förordningen tillåter högst 140 000 kr för 2025" in asked_for
    assert "Förordning (2024:1243) 10–14 §§" in asked_for
    assert "Kvar att ansöka om" not in asked_for
    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/utbetalning")
    office = sums(page)
    assert "Ger rätt till 140 000 kr" in office
    assert "Kan betalas ut på det som är redovisat 0 kr" in office
    assert "140 000 kr kvar att betala" in page.root.text.replace("\u00a0", " ")
    assert "över budgeten" not in office  # what was granted is a part of the net cost, and costs are told before fees

    claim = only_claim(journey, case_id)
    read = municipality.open(f"/ansokan/{case_id}/utbetalningar/{claim.id}")
    assert "Leveranser eller resor: 1 400 i stället för 1 500. Turlistan visar 1 400." in sums(read)
    assert "Betalas ut nu 140 000 kr" in sums(read)
    assert "Läs beslutet" in read.text
    municipality.open("/").form("English").press("English")
    assert '<span lang="sv">Turlistan visar 1 400.</span>' in municipality.open(read.path).html


def test_grounds_begin_with_what_was_deducted_and_what_was_changed(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = delivery_case(journey)
    sent(browser_as(app, journey, "applicant"), case_id)
    form = review_of(app, journey, case_id).form(SAVE)

    form.fill(
        {"Bedömning av rad 1": "Dra av", "Godkänt belopp rad 1": "470 000", "Skäl för rad 1": "En tur för mycket."}
    )
    form.fill({TURNS: "1 400", WHY_TURNS: "Turlistan visar 1 400."})
    grounds = form.press("Spara och föreslå utbetalning").form("Skicka förslaget").value("Skäl för beslutet")

    assert grounds.replace("\u00a0", " ").splitlines() == [
        "Kostnaderna är granskade mot underlagen och godkända, utom det här:",
        "Turer hela året: 10 000 kr dras av från 480 000 kr. En tur för mycket.",
        "Vi har ändrat de här uppgifterna efter granskningen:",
        "Leveranser eller resor: 1 400 i stället för 1 500. Turlistan visar 1 400.",
    ]


def test_an_emptied_figure_is_told_at_its_field_with_all_else_kept(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = delivery_case(journey)
    sent(browser_as(app, journey, "applicant"), case_id)
    form = review_of(app, journey, case_id).form(SAVE)

    form.fill({"Bedömning av rad 1": "Godkänn", TURNS: "", WHY_TURNS: "Frågar kommunen.", FEES_COUNTED: "85 000"})
    told = form.fill({WHY_FEES: "Enligt bilagan."}).press("Spara och föreslå utbetalning", status=422)

    assert told.errors == ["Skriv antalet leveranser eller resor. Noll är också ett svar."]
    again = told.form(SAVE)
    assert [again.value(one) for one in (TURNS, WHY_TURNS, FEES_COUNTED)] == ["", "Frågar kommunen.", "85 000"]
    assert list(only_claim(journey, case_id).corrections) == ["delivery_fees"]


def test_a_conflict_on_a_figure_alone_says_that_nothing_is_saved(app: Flask, journey: Journey) -> None:  # noqa: F811
    """The colleague's figure stands in a box of its own; beside one's own, which is not saved, nobody is named."""
    case_id = delivery_case(journey)
    sent(browser_as(app, journey, "applicant"), case_id)
    mine = review_of(app, journey, case_id)
    theirs = review_of(app, journey, case_id, "second_officer").form(SAVE)
    saved = theirs.fill({TURNS: "1 400", WHY_TURNS: "Turlistan visar 1 400."}).press(SAVE)
    assert "Ändrat" in saved.text

    both = mine.form(SAVE).fill({TURNS: "1 450", WHY_TURNS: "Enligt bilagan."}).press(SAVE, status=409)

    assert "Inget av ditt är sparat än." in both.text
    assert "Ändrat" not in both.text
    assert both.form(SAVE).value(TURNS) == "1 450"


def test_two_officers_who_correct_one_figure_see_both(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = delivery_case(journey)
    sent(browser_as(app, journey, "applicant"), case_id)
    mine = review_of(app, journey, case_id)
    theirs = review_of(app, journey, case_id, "second_officer")
    fees, why = "Hushållens avgifter", "figure_delivery_fees-reason"
    theirs.form(SAVE).fill({fees: "90 000", why: "Enligt huvudboken."}).press(SAVE)

    both = mine.form(SAVE).fill({fees: "85 000", why: "Enligt bilagan."}).press(SAVE, status=409)

    assert "Enligt huvudboken." in both.text
    assert "90 000 kr" in sums(both)
    assert both.form(SAVE).value(fees) == "85 000"
    both.form(SAVE).press(SAVE)
    assert only_claim(journey, case_id).corrections["delivery_fees"]["value"] == Money.kronor(85_000).ore
