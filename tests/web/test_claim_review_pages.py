"""The review of a claim as pages: row by row, kept as written, two officers at once, and the proposal to pay."""

from flask import Flask
from sqlalchemy import delete

from fundflow.domain.payments import ClaimState, RowVerdict
from fundflow.models.application import CostLine
from fundflow.models.decision import Condition
from fundflow.models.payment import Claim
from fundflow.queries.payments import claim_of
from fundflow.services.decision import send_back
from fundflow.services.payment import meet_condition
from tests.journey_parts import Journey, granted_case
from tests.pages import Page
from tests.web.claim_stages import claimed, proposed_of, sent_of, waiting_of
from tests.web.office_parts import browser_as, journey  # noqa: F401 - fixtures

SAVE = "Spara granskningen"
PROPOSE = "Spara och föreslå utbetalning"


def claim(journey: Journey, case_id: int, claim_id: int) -> Claim:  # noqa: F811
    """The claim as it stands, with its rows."""
    with journey.acting("officer") as uow:
        return claim_of(uow.session, uow.actor, case_id, claim_id)


def judge(page: Page, button: str = SAVE, *, status: int = 200, **by_row: str) -> Page:
    """Judge rows by their place, ``r2="Dra av 24000 Skäl."``, and press a button."""
    form = page.form(SAVE)
    for name, written in by_row.items():
        place = name.removeprefix("r")
        verdict = next(one for one in ("Godkänn", "Dra av", "Parkera") if written.startswith(one))
        amount, _, reason = written.removeprefix(verdict).strip().partition(" ")
        form.fill({f"Bedömning av rad {place}": verdict})
        if verdict == "Dra av":
            form.fill({f"Godkänt belopp rad {place}": amount, f"Skäl för rad {place}": reason})
        elif verdict == "Parkera":
            form.fill({f"Skäl för rad {place}": f"{amount} {reason}"})
    return form.press(button, status=status)


def review_address(case_id: int, claim_id: int) -> str:
    return f"/arenden/{case_id}/utbetalning/{claim_id}/granskning"


def test_the_tab_shows_claims_budget_conditions_and_ledger(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, _claim_id = claimed(journey, 100_000)

    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}").follow("Utbetalning 1")

    assert "Ansökan om utbetalning 1 väntar på granskning." in page.text
    # the budget's staff is 600 000 and 100 000 of it is claimed
    assert any(row[0] == "Personal" and "100\u00a0000" in row[3].replace(" ", "\u00a0") for row in page.table(1))
    assert "Kvar att betala ut 600 000 kr" in page.text
    assert "Reserverat" in page.text
    assert "Inget villkor i besluten hindrar utbetalning." in page.text


def test_the_desk_and_the_case_lead_to_what_waits_for_review(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000)
    officer = browser_as(app, journey, "officer")

    waiting = officer.open("/arenden?vy=alla").follow("Att granska 1")
    review = officer.open(f"/arenden/{case_id}").follow("Granska den")

    assert len(waiting.table()) == 2
    assert review.path == review_address(case_id, claim_id)


def test_the_officer_sees_which_costs_deserve_a_second_look(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000)
    again = sent_of(journey, case_id, 100_000)
    officer = browser_as(app, journey, "officer")

    first, second = (officer.open(review_address(case_id, one)).text for one in (claim_id, again))

    assert "Rad 1: samma kostnad finns redan i ansökan om utbetalning 2." in first
    assert "Rad 1: samma kostnad finns redan i ansökan om utbetalning 1." in second


def test_rows_are_judged_and_the_calculation_follows(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000, 36_000, 48_000)
    page = browser_as(app, journey, "officer").open(review_address(case_id, claim_id))

    saved = judge(page, r1="Godkänn", r2="Dra av 24000 Ligger före perioden.", r3="Parkera Fakturan är inte betald.")

    assert "Alla kostnader är bedömda." in saved.text
    # 124 000 approved, half of it granted
    assert "Godkända kostnader den här gången 124 000 kr" in saved.text
    assert "Högst att betala ut nu 62 000 kr" in saved.text
    assert "Avdraget 12 000 · Parkerat 48 000" in saved.text
    assert [row.verdict for row in claim(journey, case_id, claim_id).rows] == list(RowVerdict)


def test_an_unfinished_review_is_kept_with_all_that_is_written(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000, 36_000, 48_000)
    officer = browser_as(app, journey, "officer")

    told = judge(officer.open(review_address(case_id, claim_id)), r1="Godkänn", r2="Dra av 24000", status=422)
    again = officer.open(review_address(case_id, claim_id)).form(SAVE)

    assert told.errors == ["Rad 2: skriv varför kostnaden inte godkänns."]
    assert "Det som är helt är sparat." in told.text
    assert again.value("Godkänt belopp rad 2") == "24\u00a0000"
    assert [row.verdict for row in claim(journey, case_id, claim_id).rows] == [RowVerdict.APPROVED, None, None]
    assert "Godkända kostnader den här gången 100 000 kr" in officer.open(review_address(case_id, claim_id)).text

    whole = again.fill({"Skäl för rad 2": "Ligger före perioden."}).press(SAVE)

    assert "Kvar att bedöma: 1 av 3." in whole.text


def test_an_amount_that_cannot_be_read_loses_nothing_else(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000, 36_000)
    page = browser_as(app, journey, "officer").open(review_address(case_id, claim_id))

    told = judge(page, r1="Godkänn", r2="Dra av tusen Ligger före perioden.", status=422)

    assert len(told.errors) == 1
    assert told.form(SAVE).value("Godkänt belopp rad 2") == "tusen"
    assert told.form(SAVE).value("Skäl för rad 2") == "Ligger före perioden."
    assert [row.verdict for row in claim(journey, case_id, claim_id).rows] == [RowVerdict.APPROVED, None]


def test_two_officers_review_different_rows_at_once(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000, 36_000)
    mine = browser_as(app, journey, "officer").open(review_address(case_id, claim_id))
    theirs = browser_as(app, journey, "second_officer").open(review_address(case_id, claim_id))

    judge(theirs, r2="Dra av 0 Gäller inte projektet.")
    judge(mine, r1="Godkänn")

    rows = claim(journey, case_id, claim_id).rows
    assert [row.judged_by_id for row in rows] == [journey.ids["officer"], journey.ids["second_officer"]]
    assert [row.verdict for row in rows] == [RowVerdict.APPROVED, RowVerdict.DEDUCTED]


def test_the_same_row_judged_by_two_is_shown_both_ways_before_it_is_replaced(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 36_000)
    mine = browser_as(app, journey, "officer").open(review_address(case_id, claim_id))
    judge(
        browser_as(app, journey, "second_officer").open(review_address(case_id, claim_id)),
        r1="Parkera Fakturan är inte betald.",
    )

    both = judge(mine, r1="Dra av 24000 Ligger före perioden.", status=409)

    assert "Någon annan har ändrat samma sak medan du granskade." in both.text
    assert "Åke Bergfors har bedömt så här:" in both.text
    assert "Fakturan är inte betald." in both.text
    assert both.form(SAVE).value("Skäl för rad 1") == "Ligger före perioden."
    assert claim(journey, case_id, claim_id).rows[0].verdict is RowVerdict.PARKED

    both.form(SAVE).press(SAVE)

    assert claim(journey, case_id, claim_id).rows[0].verdict is RowVerdict.DEDUCTED


def test_a_row_of_another_claim_is_not_judged_here(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 36_000)
    other = sent_of(journey, case_id, 48_000)
    page = browser_as(app, journey, "officer").open(review_address(case_id, claim_id))
    form = page.form(SAVE).fill({"Bedömning av rad 1": "Godkänn"})
    foreign = claim(journey, case_id, other).rows[0].id
    form.fields.add(f"row{foreign}-verdict", "approved")

    form.press(SAVE)

    assert claim(journey, case_id, other).rows[0].verdict is None
    assert "Ansökan 2" in page.text


def test_a_payout_is_proposed_with_the_highest_amount_and_grounds(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000, 36_000)
    page = browser_as(app, journey, "officer").open(review_address(case_id, claim_id))

    proposal = judge(page, PROPOSE, r1="Godkänn", r2="Dra av 0 Gäller inte projektet.")

    form = proposal.form("Skicka förslaget")
    assert form.value("Belopp att betala ut") == "50\u00a0000"
    assert "Gäller inte projektet." in form.value("Skäl för beslutet")

    sent = form.press()

    assert "Förslaget väntar nu på beslut." in sent.text
    assert "Betalas ut nu 50 000 kr" in sent.text
    assert claim(journey, case_id, claim_id).state is ClaimState.PROPOSED


def test_no_proposal_before_every_row_is_judged(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000, 36_000)
    officer = browser_as(app, journey, "officer")

    held = judge(officer.open(review_address(case_id, claim_id)), PROPOSE, r1="Godkänn")
    refused = (
        officer.open(f"/arenden/{case_id}/utbetalning/{claim_id}/forslag")
        .form("Skicka förslaget")
        .fill({"Belopp att betala ut": "900000", "Skäl för beslutet": ""})
        .press(status=409)
    )

    assert "Kvar att bedöma: 1 av 2." in held.text
    assert refused.errors == [
        "Bedöm varje kostnad. 1 återstår.",
        "De godkända kostnaderna ger rätt till 50 000 kr. Högst 50 000 kr kan betalas ut nu; "
        "900 000 kr är 850 000 kr för mycket.",
        "Skriv skälen för beslutet.",
    ]
    assert refused.form("Skicka förslaget").value("Belopp att betala ut") == "900000"


def test_a_proposal_on_a_review_that_has_changed_is_shown_the_new_calculation(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000)
    stale = judge(browser_as(app, journey, "officer").open(review_address(case_id, claim_id)), PROPOSE, r1="Godkänn")
    judge(
        browser_as(app, journey, "second_officer").open(review_address(case_id, claim_id)),
        r1="Dra av 40000 Ligger före perioden.",
    )

    told = stale.form("Skicka förslaget").press(status=409)

    assert "Granskningen har ändrats sedan du öppnade sidan." in told.text
    assert "Högst att betala ut nu 20 000 kr" in told.text
    assert claim(journey, case_id, claim_id).state is ClaimState.SENT


def test_a_returned_proposal_tells_why_and_is_made_again(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000)
    decision_id = proposed_of(journey, claim_id)
    with journey.acting("head") as uow:
        send_back(uow, decision_id, reason="Kontrollera löneunderlaget.")

    page = browser_as(app, journey, "officer").open(review_address(case_id, claim_id))

    assert "Förslaget återlämnades" in page.text
    assert "Kontrollera löneunderlaget." in page.text
    assert page.form(SAVE).press(PROPOSE).form("Skicka förslaget").press().text


def test_a_condition_before_payment_is_noted_with_its_evidence(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = granted_case(journey)
    with journey.acting("officer") as uow:
        condition = uow.session.query(Condition).filter_by(place=2).one()
        condition.gates_payment = True
    claim_id = sent_of(journey, case_id, 100_000)
    officer = browser_as(app, journey, "officer")
    proposal = judge(officer.open(review_address(case_id, claim_id)), PROPOSE, r1="Godkänn")
    refused = proposal.form("Skicka förslaget").press(status=409)
    assert "ska vara uppfyllt innan något betalas ut" in refused.errors[0]

    page = officer.open(f"/arenden/{case_id}/utbetalning").follow("Anteckna som uppfyllt")
    without = page.form("Villkoret är uppfyllt").press(status=409)
    noted = without.form("Villkoret är uppfyllt").fill({"evidence": "Avtalet kom in 12 maj."}).press()

    assert without.errors == ["Skriv vad som visar att villkoret är uppfyllt."]
    assert "Uppfyllt 2 mars 2026, antecknat av Ylva Sandmo." in noted.text
    assert "Avtalet kom in 12 maj." in noted.text
    assert "Ett villkor uppfylldes" in officer.open(f"/arenden/{case_id}/historik").text
    with journey.acting("officer") as uow:
        assert meet_condition(uow, case_id, condition_id=condition.id, evidence="Igen.").evidence != "Igen."


def test_a_review_shows_without_buttons_to_those_who_only_read(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000)
    auditor = browser_as(app, journey, "auditor")

    page = auditor.open(review_address(case_id, claim_id))

    assert "Spara granskningen" not in page.text
    assert "Inte bedömd" in page.text
    assert auditor.client.post(review_address(case_id, claim_id)).status_code == 403


def test_a_decided_claim_keeps_its_calculation_and_can_not_be_judged(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000)
    stale = browser_as(app, journey, "officer").open(review_address(case_id, claim_id))
    waiting_of(journey, claim_id)

    refused = judge(stale, r1="Dra av 0 Fel.", status=409)

    assert refused.errors == ["Ansökan om utbetalning kan inte ändras längre."]
    assert "Betalas ut nu 50 000 kr" in refused.text
    assert "Spara granskningen" not in refused.text


def test_the_reviewer_does_not_decide_and_the_page_says_who_reviewed(app: Flask, journey: Journey) -> None:  # noqa: F811
    _case_id, claim_id = claimed(journey, 100_000)
    decision_id = proposed_of(journey, claim_id, officer="officer_and_director")

    page = browser_as(app, journey, "officer_and_director").open(f"/beslut/{decision_id}")
    refused = page.form("Gå vidare").fill({"choice": "approve"}).press(status=409)

    assert "Har granskat Örjan Lidmark" in page.text
    assert "Du har granskat ansökan om utbetalning. Någon annan ska fatta beslutet." in refused.errors


def test_a_payout_is_decided_sent_and_then_waits_for_the_economists(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, claim_id = claimed(journey, 100_000)
    decision_id = proposed_of(journey, claim_id)

    page = browser_as(app, journey, "head").open(f"/beslut/{decision_id}")
    confirm = page.form("Gå vidare").fill({"choice": "approve"}).press()
    confirm.form("Fatta beslutet").press()
    officer = browser_as(app, journey, "officer")
    sent = officer.open(f"/beslut/{decision_id}").form("Expediera").press()

    assert "Högst att betala ut nu 50 000 kr" in page.text
    assert "Region Nordanland betalar ut 50 000 kr till" in sent.text
    assert "Ska anordnas" in officer.open(f"/arenden/{case_id}/utbetalning").text


def test_an_applicants_draft_is_not_the_offices(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, _claim_id = claimed(journey, 100_000)

    browser_as(app, journey, "officer").open(review_address(case_id, 987_654), status=404)


def test_a_plan_that_is_not_divided_on_kinds_is_reckoned_as_a_whole(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = granted_case(journey)
    with journey.acting("officer") as uow:
        uow.session.execute(delete(CostLine).where(CostLine.case_id == case_id))
    sent_of(journey, case_id, 100_000)

    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/utbetalning")

    assert "Stödet har ingen kostnadsplan per slag." in page.text
    assert "över budgeten" not in page.text
    assert "Begärt nu 100 000 kr" in page.text
