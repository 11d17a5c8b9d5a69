"""Judging and proposing as pages: the applicant's words beside the form, what is told, what is refused."""

from flask import Flask

from fundflow.domain.states import State
from tests.journey_parts import Journey, assessed_case, begin, prepared_case, proposed_case, submitted_case
from tests.web.office_parts import browser_as, database_url, journey  # noqa: F401 - fixtures

GROUNDS = "Behovet är visat och planen håller."


def test_the_applicants_words_stand_beside_the_gate(app: Flask, journey: Journey) -> None:  # noqa: F811
    page = browser_as(app, journey, "officer").open(f"/arenden/{prepared_case(journey)}/bedomning")

    assert "Grind: måste passeras" in page.text
    assert "Kvinnors företag är mindre, har svårare att få lån" in page.text


def test_a_judgement_without_a_reason_is_kept_and_told(app: Flask, journey: Journey) -> None:  # noqa: F811
    officer = browser_as(app, journey, "officer")
    form = officer.open(f"/arenden/{prepared_case(journey)}/bedomning").form("Spara")

    begun = form.fill({"Din bedömning": "Bidrar"}).press("Spara")
    whole = begun.form("Spara").fill({"Motivering": "Aktiviteterna jämnar ut skillnaderna."}).press("Spara")

    assert "är inte klar: välj en bedömning och skriv varför" in begun.messages[0]
    assert begun.form("Spara").value("judgement-value") == "contributes"
    assert "Sparat 12.00: ”Jämlik och jämställd inkludering”." in whole.messages[0]
    assert "Bedömning 1/13" in whole.text


def test_two_officers_at_once_see_both_texts(app: Flask, journey: Journey) -> None:  # noqa: F811
    address = f"/arenden/{prepared_case(journey)}/bedomning?kriterium=relevance"
    mine = browser_as(app, journey, "second_officer").open(address).form("Spara")
    theirs = browser_as(app, journey, "officer").open(address).form("Spara")
    theirs.fill({"Din bedömning": "3 – god", "Motivering": "Behovet är styrkt."}).press("Spara")

    page = mine.fill({"Din bedömning": "2 – godtagbar", "Motivering": "Löst underbyggt."}).press("Spara", status=409)
    kept = page.form("Spara").press("Spara")

    assert "Ylva Sandmo har skrivit : 3 – god" in page.text.replace("skrivit:", "skrivit :")
    assert "Behovet är styrkt." in page.text
    assert "Löst underbyggt." in page.html
    assert "Sparat" in kept.messages[0]


def test_goals_are_marked_one_by_one(app: Flask, journey: Journey) -> None:  # noqa: F811
    officer = browser_as(app, journey, "officer")
    form = officer.open(f"/arenden/{prepared_case(journey)}/bedomning?kriterium=agenda_2030").form("Spara")

    page = form.fill({"goal-sdg_05-value": "direct", "goal-sdg_05-reason": "Kvinnors företag når handeln."}).press()

    assert page.form("Spara").value("goal-sdg_05-value") == "direct"


def test_a_proposal_is_refused_with_every_reason_and_loses_nothing(app: Flask, engine: object, clock: object) -> None:
    fresh = begin(engine, app.extensions["catalogue"], confirmed=False)  # type: ignore[arg-type]
    case_id = prepared_case(fresh)
    form = browser_as(app, fresh, "officer").open(f"/arenden/{case_id}/forslag/bifall").form("Skicka förslaget")

    page = form.fill({"Belopp": "600 001"}).press("Skicka förslaget", status=409)

    told = " ".join(page.errors)
    for reason in (
        "Skriv skälen för beslutet.",
        "”Miljö och klimat” är en grind och ska bedömas",
        "Bedöm ”Budget” och skriv varför.",
        "Rätten att teckna för sökanden är inte bekräftad.",
        "Det är sökt 600 000 kr. Förslaget är 1 kr högre.",
    ):
        assert reason in told.replace("\u00a0", " "), reason
    assert page.form("Skicka förslaget").value("Belopp") == "600 001"
    assert fresh.case(case_id).state is State.IN_PREPARATION


def test_a_failed_gate_stops_a_grant_and_not_a_rejection(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = assessed_case(journey, failing="climate_gate")
    officer = browser_as(app, journey, "officer")

    grant = officer.open(f"/arenden/{case_id}/forslag/bifall").form("Skicka förslaget")
    refused = grant.fill({"Skäl för beslutet": GROUNDS}).press("Skicka förslaget", status=409)
    rejection = officer.open(f"/arenden/{case_id}/forslag/avslag").form("Skicka förslaget")
    sent = rejection.fill({"Skäl för beslutet": "Ansökan visar inte hur miljön påverkas."}).press("Skicka förslaget")

    assert refused.errors == ["”Miljö och klimat”: det är inte uppfyllt, och ansökan kan därför inte beviljas."]
    assert GROUNDS in refused.html
    assert "avslår ansökan från" in sent.text
    assert journey.case(case_id).state is State.READY_FOR_DECISION


def test_a_grant_of_a_case_that_nobody_prepares_has_no_form(app: Flask, journey: Journey) -> None:  # noqa: F811
    page = browser_as(app, journey, "officer").open(f"/arenden/{submitted_case(journey)}/forslag/bifall")

    assert page.messages == ["Ett ärende i läget Inkommen kan inte föreslås så."]
    assert "Börja bereda" in page.text


def test_a_grant_is_proposed_with_conditions_of_both_sorts(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = assessed_case(journey)
    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/forslag/bifall")
    with_row = page.form("Lägg till villkor").fill({"Skäl för beslutet": GROUNDS}).press("Lägg till villkor")

    sent = with_row.form("Skicka förslaget").fill({"free-0-text": "Köket öppnas i maj."}).press("Skicka förslaget")

    assert GROUNDS in sent.text
    assert "Köket öppnas i maj." in sent.text
    assert "bokföras så att de går att skilja från annan verksamhet" in sent.text
    assert journey.case(case_id).reserved.whole_kronor == 600_000


def test_the_second_proposal_of_two_officers_is_refused(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = assessed_case(journey)
    second = browser_as(app, journey, "second_officer").open(f"/arenden/{case_id}/forslag/avslag").form("Skicka")
    first = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/forslag/avslag").form("Skicka")
    first.fill({"Skäl för beslutet": GROUNDS}).press("Skicka")

    page = second.fill({"Skäl för beslutet": "Andra skäl."}).press("Skicka", status=409)

    assert page.errors == ["Det finns redan ett förslag som väntar på beslut."]
    assert "Andra skäl." in page.html


def test_nothing_is_judged_while_a_decision_waits(app: Flask, journey: Journey) -> None:  # noqa: F811
    page = browser_as(app, journey, "officer").open(f"/arenden/{proposed_case(journey)}/bedomning")

    assert [form for form in page.root.all("form") if "bedomning" in form.attrs.get("action", "")] == []
