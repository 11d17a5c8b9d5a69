"""Intake as pages: who takes a case, what is asked for, and what is refused with nothing lost."""

from datetime import date

from flask import Flask

from fundflow.domain.states import State
from tests.journey_parts import Journey, begin, prepared_case, submitted_case
from tests.web.office_parts import browser_as, database_url, journey  # noqa: F401 - fixtures


def test_the_one_who_starts_takes_the_case(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = submitted_case(journey)

    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}").form("Börja bereda").press("Börja bereda")

    assert "Beredningen har börjat." in page.text
    case = journey.case(case_id)
    assert (case.state, case.officer_id) == (State.IN_PREPARATION, journey.ids["officer"])


def test_a_case_is_handed_over_to_a_colleague(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = prepared_case(journey)

    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/handlaggare")
    page.form("Tilldela").fill({"Handläggare": "Åke Bergfors"}).press()

    assert journey.case(case_id).officer_id == journey.ids["second_officer"]


def test_a_completion_asks_for_what_is_ticked_with_its_reason(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = prepared_case(journey)
    form = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/komplettering").form("Skicka begäran")
    assert form.value("Senast den dag") == "2026-03-16"

    page = form.fill({"question-need-ticked": True, "question-need-reason": "Visa underlaget."}).press("Skicka begäran")

    assert "Sökanden har till och med måndag 16 mars 2026 på sig." in page.text
    assert "Visa underlaget." in page.text
    case = journey.case(case_id)
    assert (case.state, case.completion_due_on) == (State.COMPLETION_REQUESTED, date(2026, 3, 16))


def test_a_completion_tells_all_that_is_wrong_and_keeps_what_was_typed(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = prepared_case(journey)
    form = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/komplettering").form("Skicka begäran")

    page = form.fill(
        {"Senast den dag": "2026-03-15", "question-need-ticked": True, "Inledning i brevet": "Bra ansökan."}
    ).press("Skicka begäran", status=409)

    assert page.errors == [
        "Välj minst en uppgift eller bilaga att komplettera, och skriv varför.",
        "Sista dagen måste vara en kommande arbetsdag.",
    ]
    assert "Bra ansökan." in page.html
    assert journey.case(case_id).state is State.IN_PREPARATION


def test_the_second_officer_with_an_old_form_is_told_why_and_loses_nothing(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = prepared_case(journey)
    stale = browser_as(app, journey, "second_officer").open(f"/arenden/{case_id}/komplettering").form("Skicka begäran")
    first = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/komplettering").form("Skicka begäran")
    first.fill({"question-need-ticked": True, "question-need-reason": "Visa."}).press("Skicka begäran")

    page = stale.fill({"question-aim-ticked": True, "question-aim-reason": "Skriv mer."}).press(
        "Skicka begäran", status=409
    )

    assert page.errors == ["Ärendet är i läget ”Komplettering begärd”. Där kan det här inte göras."]
    assert "Skriv mer." in page.html


def test_preparation_goes_on_without_completion_only_after_the_day(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = prepared_case(journey)
    officer = browser_as(app, journey, "officer")
    form = officer.open(f"/arenden/{case_id}/komplettering").form("Skicka begäran")
    page = form.fill({"question-need-ticked": True, "question-need-reason": "Visa."}).press("Skicka begäran")
    assert "Sedan kan du gå vidare med det som finns." in page.text
    assert not any(form.attrs.get("action", "").endswith("/avsluta") for form in page.root.all("form"))


def test_who_signed_is_confirmed_once(app: Flask, engine: object, clock: object) -> None:
    fresh = begin(engine, app.extensions["catalogue"], confirmed=False)  # type: ignore[arg-type]
    case_id = submitted_case(fresh)
    page = browser_as(app, fresh, "officer").open(f"/arenden/{case_id}")

    again = page.form("Bekräfta rätten att teckna").press()

    assert "Rätten att teckna är bekräftad." in again.text
    assert fresh.case(case_id).signatory_confirmed_at is not None


def test_the_received_day_changes_with_a_reason_and_never_to_come(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = submitted_case(journey)
    form = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/ankomstdag").form("Ändra dagen")

    wrong = form.fill({"Ankomstdag": "2026-03-09", "Varför ändras dagen?": "Brevet."}).press(status=422)
    right = wrong.form("Ändra dagen").fill({"Ankomstdag": "27 februari 2026"}).press()

    assert wrong.errors == ["Dagen har inte kommit än. Skriv dagen i dag eller en tidigare."]
    assert "Ankomstdagen är nu fredag 27 februari 2026." in right.text
    assert journey.case(case_id).received_on == date(2026, 2, 27)
    assert "Brevet." in right.text


def test_offered_support_is_logged_as_such(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = prepared_case(journey)
    form = browser_as(app, journey, "officer").open(f"/arenden/{case_id}/anteckning").form("Spara anteckningen")

    page = form.fill({"kind": "support", "Anteckning": "Vi erbjöd stöd i jämställdhet per telefon."}).press()

    assert "Stöd erbjudet" in page.text
    assert "Stöd i perspektiven erbjöds" in page.text
