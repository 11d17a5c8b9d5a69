"""Writing an application: begun once, saved whatever is typed, never over someone else's words."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fundflow.extensions import db
from fundflow.models.application import Answer
from fundflow.models.case import Case
from fundflow.services.application import Start, start_application
from tests.journey_parts import Journey, draft_case, submitted_case
from tests.pages import Browser
from tests.web.applying import database_url, journey, maja, sent_by, signed_in
from tests.web.conftest import Clock

__all__ = ["database_url", "journey", "maja"]

SAVE = "Spara"
START = "/ansokan/ny?program=project_funding&stodform=small_project"


def answer(app: Flask, case_id: int, key: str) -> object:
    with app.app_context(), Session(db.engine) as session:
        return session.scalar(select(Answer.value).where(Answer.case_id == case_id, Answer.question == key))


def cases(app: Flask) -> int:
    with app.app_context(), Session(db.engine) as session:
        return session.scalar(select(func.count(Case.id))) or 0


def test_a_double_click_begins_one_application(app: Flask, maja: Browser) -> None:
    page = maja.open(START)
    fields = sent_by(page, "Börja ansökan", {})

    first = maja.post(START, fields)
    second = maja.post(START, fields)

    assert first.path == second.path
    assert cases(app) == 1
    assert "0 av 10 delar är klara" in second.text


def test_one_who_acts_for_nobody_is_led_to_register(app: Flask, journey: Journey) -> None:
    page = signed_in(app, "stranger").open(START)

    assert "Du företräder ingen organisation än" in page.text
    assert page.follow("Registrera en organisation").heading == "Registrera en organisation"


def test_amounts_are_saved_as_people_write_them(app: Flask, journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)

    for written, ore in [("1 234,50", 123_450), ("1235.5", 123_550), ("1 236 kr", 123_600)]:
        page = maja.open(f"/ansokan/{case_id}/del/budget")
        page.form(SAVE).fill({"q_requested_amount": written}).press("Spara")

        assert answer(app, case_id, "requested_amount") == written
        assert journey.case(case_id).requested_amount.ore == ore  # type: ignore[union-attr]


def test_what_cannot_be_read_is_saved_and_shown_with_its_error(app: Flask, journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)

    page = maja.open(f"/ansokan/{case_id}/del/project")
    page = page.form(SAVE).fill({"q_project_ends_on": "i höst", "q_title": ""}).press("Spara och fortsätt")

    assert answer(app, case_id, "project_ends_on") == "i höst"
    assert page.form(SAVE).value("q_project_ends_on") == "i höst"
    assert page.errors == ["Skriv dagen som år, månad och dag, till exempel 2026-02-19."]
    assert "Svara på ”Vad heter projektet?”" in page.text


@pytest.mark.parametrize(
    ("part", "answers", "error"),
    [
        (
            "project",
            {"q_project_starts_on": "2026-09-01", "q_project_ends_on": "2026-03-01"},
            "Det börjar tisdag 1 september 2026. Skriv en slutdag efter den.",
        ),
        (
            "priorities",
            {"q_priority": "p3_nara_tillganglig", "q_strategic_area": "digitalisering"},
            "Området ”Digitalisering” hör till en annan prioritering. Välj ett inom",
        ),
    ],
)
def test_answers_that_do_not_fit_each_other_are_saved_and_marked_where_they_are_mended(
    app: Flask, journey: Journey, maja: Browser, part: str, answers: dict[str, str], error: str
) -> None:
    case_id = draft_case(journey)

    page = maja.open(f"/ansokan/{case_id}/del/{part}").form(SAVE).fill(answers).press("Spara och fortsätt")

    assert page.path.endswith(part)
    (told,) = page.errors
    assert told.startswith(error)
    assert [answer(app, case_id, key.removeprefix("q_")) for key in answers] == list(answers.values())


def test_rows_are_added_and_taken_away_without_scripts_and_nothing_typed_is_lost(
    app: Flask, journey: Journey, maja: Browser
) -> None:
    case_id = draft_case(journey)

    page = maja.open(f"/ansokan/{case_id}/del/plan")
    page = page.form(SAVE).fill({"q_organisation": "Ny text"}).press("Lägg till aktivitet")
    page = (
        page.form(SAVE)
        .fill({"q_activities-2-what": "Avslut", "q_activities-2-from": "2027-09-01"})
        .press("Ta bort aktivitet 1")
    )
    assert "Ingenting är sparat än" in page.messages[0]
    page.form(SAVE).press("Spara och fortsätt")

    rows = answer(app, case_id, "activities")
    assert [row["what"] for row in rows] == ["Gemensamt kök", "Avslut"]  # type: ignore[union-attr, attr-defined]
    assert answer(app, case_id, "organisation") == "Ny text"


def test_two_editors_of_the_same_answer_see_both_texts(app: Flask, journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)
    isak = signed_in(app, "colleague")
    mine, his = (one.open(f"/ansokan/{case_id}/del/need") for one in (maja, isak))
    his.form(SAVE).fill({"q_need": "Isaks text", "q_aim": "Isaks syfte"}).press(SAVE)

    page = mine.form(SAVE).fill({"q_need": "Majas text", "q_goals": "Majas mål"}).press(SAVE, status=409)

    assert "Isaks text" in page.text
    assert "Isak Forsdal sparade" in page.text
    assert page.form(SAVE).value("q_need") == "Majas text"
    assert answer(app, case_id, "need") == "Isaks text"
    page.form(SAVE).fill({"q_need": "Bådas text"}).press("Spara och fortsätt")
    assert answer(app, case_id, "need") == "Bådas text"
    assert answer(app, case_id, "goals") == "Majas mål"
    assert answer(app, case_id, "aim") == "Isaks syfte"


def test_the_other_text_can_be_taken(app: Flask, journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)
    isak = signed_in(app, "colleague")
    mine = maja.open(f"/ansokan/{case_id}/del/need")
    isak.open(f"/ansokan/{case_id}/del/need").form(SAVE).fill({"q_need": "Isaks text"}).press(SAVE)

    page = mine.form(SAVE).fill({"q_need": "Majas text"}).press(SAVE, status=409)
    page = page.form(SAVE).press("Ta den sparade texten")

    assert page.form(SAVE).value("q_need") == "Isaks text"


def test_two_editors_of_different_answers_are_in_nobodys_way(app: Flask, journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)
    isak = signed_in(app, "colleague")
    mine, his = (one.open(f"/ansokan/{case_id}/del/need") for one in (maja, isak))
    his.form(SAVE).fill({"q_need": "Isaks text"}).press(SAVE)

    mine.form(SAVE).fill({"q_aim": "Majas syfte"}).press(SAVE)

    assert answer(app, case_id, "need") == "Isaks text"
    assert answer(app, case_id, "aim") == "Majas syfte"


def test_a_page_sent_twice_is_saved_once(app: Flask, journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)
    page = maja.open(f"/ansokan/{case_id}/del/need")
    fields = sent_by(page, SAVE, {"q_need": "En gång"})

    for _ in range(2):
        maja.post(f"/ansokan/{case_id}/del/need", fields)

    assert answer(app, case_id, "need") == "En gång"


def test_a_question_that_is_not_on_the_page_is_refused(app: Flask, journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)
    page = maja.open(f"/ansokan/{case_id}/del/need")
    fields = sent_by(page, SAVE, {"q_need": "Något annat"})
    fields.add("version-granted", "0.x")

    maja.post(f"/ansokan/{case_id}/del/need", fields, status=404)

    assert answer(app, case_id, "need") != "Något annat"


def test_a_choice_that_is_not_offered_binds_nothing(app: Flask, journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)
    page = maja.open(f"/ansokan/{case_id}/del/priorities")
    fields = sent_by(page, SAVE, {})
    fields["q_priority"] = "p99_pahittad"

    page = maja.post(f"/ansokan/{case_id}/del/priorities", fields)

    assert page.errors == ["Svaret går inte att välja längre. Välj ett av dem som finns."]
    assert journey.case(case_id).priority is None


def test_an_ended_session_loses_no_row(app: Flask, journey: Journey, maja: Browser, clock: Clock) -> None:
    case_id = draft_case(journey)
    page = maja.open(f"/ansokan/{case_id}/del/plan")
    fields = sent_by(page, SAVE, {"q_activities-1-what": "Kök i tre kommuner"})
    clock.moment += timedelta(hours=2)

    page = maja.post(f"/ansokan/{case_id}/del/plan", fields, status=401)
    page = (
        page.form("Logga in")
        .fill({"E-post": "applicant@nordanland.example", "Lösenord": "lingon och hjortron"})
        .press("Logga in")
    )
    page.form("Fortsätt och spara").press("Fortsätt och spara")

    rows = answer(app, case_id, "activities")
    assert [row["what"] for row in rows] == ["Startmöten i tre kommuner", "Kök i tre kommuner"]  # type: ignore[union-attr, attr-defined]


def test_the_flat_rate_is_computed_when_the_page_is_saved(app: Flask, journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)

    page = maja.open(f"/ansokan/{case_id}/del/budget")
    page = page.form(SAVE).fill({"q_cost_method": "indirect_15"}).press("Spara")
    page = maja.open(f"/ansokan/{case_id}/del/budget")

    table = page.table()
    assert ["Indirekta kostnader, schablon", "45 000", "45 000", "90 000"] in table  # 15 % of 300 000 kr each year
    assert table[-1][-1] == "1 290 000"


def test_what_is_sent_is_shown_with_its_flat_rate_and_its_sums_before_and_after(
    app: Flask, journey: Journey, maja: Browser
) -> None:
    case_id = draft_case(journey)
    maja.open(f"/ansokan/{case_id}/del/budget").form(SAVE).fill({"q_cost_method": "indirect_15"}).press("Spara")

    before = maja.open(f"/ansokan/{case_id}/kontrollera").text
    after = maja.open(f"/ansokan/{submitted_case(journey)}/inskickat/1").text

    assert "Indirekta kostnader, schablon 90 000" in before
    assert "1 290 000 100 %" in before
    assert "Sökt av Region Nordanland" in after
    assert "1 200 000 100 %" in after


def test_someone_elses_application_is_not_there(app: Flask, journey: Journey) -> None:
    draft, sent = draft_case(journey), submitted_case(journey)
    stranger = signed_in(app, "stranger")

    for case_id in (draft, sent):
        for path in ("", "/del/need", "/bilagor", "/kontrollera", "/kvitto", "/ta-bort", "/aterkalla", "/komplettera"):
            stranger.open(f"/ansokan/{case_id}{path}", status=404)


def test_staff_do_not_see_drafts(app: Flask, journey: Journey) -> None:
    case_id = draft_case(journey)
    officer = signed_in(app, "officer")

    officer.open(f"/ansokan/{case_id}", status=403)
    officer.open(f"/arenden/{case_id}", status=404)


def test_a_draft_is_put_away_for_everyone(app: Flask, journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)

    page = maja.open(f"/ansokan/{case_id}").follow("Ta bort utkastet").form("Ta bort").press("Ta bort utkastet")

    assert page.messages == ["Utkastet är borttaget."]
    assert "Inga ärenden än" in page.text
    maja.open(f"/ansokan/{case_id}", status=404)


def test_a_part_that_asks_for_nothing_and_is_untouched_is_not_counted_as_done(
    app: Flask, journey: Journey, maja: Browser
) -> None:
    with journey.acting("applicant") as uow:
        start = Start("business_support", "mikrostod", journey.organisation_id, "untouched", None)
        case_id = start_application(uow, start).id

    page = maja.open(f"/ansokan/{case_id}")

    assert "0 av " in page.text
    assert "Frivillig" in page.text
