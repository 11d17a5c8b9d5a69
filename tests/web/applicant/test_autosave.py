"""One answer at a time: saved as it is left, with its version, and never in another's name or over another's words."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from fundflow.catalogue import Catalogue
from fundflow.extensions import db
from fundflow.models.application import Answer
from fundflow.models.case import Case
from fundflow.models.presence import Presence
from tests.journey_parts import NOON, Journey, draft_case, submitted_case
from tests.pages import Browser, Page
from tests.web.applying import PASSWORD, signed_in
from tests.web.conftest import Clock
from tests.web.leaving import leave_at, post, versions_of


@pytest.fixture
def case_id(journey: Journey) -> int:
    """A draft with every answer."""
    return draft_case(journey)


def leave(page: Page, question: str, fields: Mapping[str, Any], *, version: str | None = None) -> TestResponse:
    """Leave a field of the page: its question is sent, with the version it was written on."""
    case_id = page.path.split("/")[2]
    return leave_at(page, f"/ansokan/{case_id}", question, fields, version=version)


def answer(app: Flask, case_id: int, key: str) -> Answer:
    with app.app_context(), Session(db.engine) as session:
        return session.scalars(select(Answer).where(Answer.case_id == case_id, Answer.question == key)).one()


# ----- saved


def test_an_answer_is_saved_with_its_time_and_its_next_version(app: Flask, maja: Browser, case_id: int) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/need")

    first = leave(page, "need", {"q_need": "Butikerna vill köpa mer."})
    second = leave(page, "need", {"q_need": "Mycket mer."}, version=first.json["row_version"])

    assert first.status_code == second.status_code == 200
    assert first.json["saved_at"] == "12.00"
    assert (answer(app, case_id, "need").value, answer(app, case_id, "need").version) == ("Mycket mer.", 3)
    assert versions_of(maja.open(f"/ansokan/{case_id}/del/need"))["need"] == second.json["row_version"]


def test_the_same_answer_sent_anew_because_the_reply_was_lost_is_saved_once(
    app: Flask, maja: Browser, case_id: int
) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/need")

    replies = [leave(page, "need", {"q_need": "En gång."}) for _ in range(2)]

    assert replies[0].json == replies[1].json
    assert answer(app, case_id, "need").version == 2


def test_what_cannot_be_read_is_kept_as_typed_and_said(app: Flask, maja: Browser, case_id: int) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/project")

    reply = leave(page, "project_ends_on", {"q_project_ends_on": "i höst"})

    assert answer(app, case_id, "project_ends_on").value == "i höst"
    assert reply.json["errors"] == [
        ["#q_project_ends_on", "Skriv dagen som år, månad och dag, till exempel 2026-02-19."]
    ]


def test_a_text_that_is_too_long_is_kept_whole(app: Flask, maja: Browser, case_id: int) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/need")

    reply = leave(page, "need", {"q_need": "ord " * 1_250 + "!"})  # 5 001 letters where 4 000 fit

    assert len(str(answer(app, case_id, "need").value)) == 5_001
    assert reply.json["errors"][0][1].replace("\u00a0", " ") == (
        "Texten är 1 001 tecken för lång. Den får ha högst 4 000."
    )


def test_rows_are_saved_as_a_whole(app: Flask, journey: Journey, maja: Browser, case_id: int) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/plan")

    written = {"q_activities-1-what": "Kök", "q_activities-7-what": "Avslut", "q_activities-8-what": ""}
    leave(page, "activities", written)

    rows = answer(app, case_id, "activities").value
    assert [(row["what"], row["from"]) for row in rows] == [("Kök", ""), ("Avslut", "")]


def test_what_is_left_binds_as_when_the_page_is_saved(journey: Journey, maja: Browser, case_id: int) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/budget")

    leave(page, "requested_amount", {"q_requested_amount": "1 234,50"})

    assert journey.case(case_id).requested_amount.ore == 123_450  # type: ignore[union-attr]


def test_one_answer_leaves_the_others_alone(app: Flask, maja: Browser, case_id: int) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/need")
    before = answer(app, case_id, "aim").version

    leave(page, "need", {"q_need": "Nytt."})

    assert answer(app, case_id, "aim").version == before


# ----- two at once


def test_a_colleagues_words_are_never_written_over(app: Flask, maja: Browser, isak: Browser, case_id: int) -> None:
    mine, his = (one.open(f"/ansokan/{case_id}/del/need") for one in (maja, isak))
    leave(his, "need", {"q_need": "Isaks text."})

    reply = leave(mine, "need", {"q_need": "Majas text."})

    assert reply.status_code == 409
    assert reply.json["problem"] == "conflict"
    assert reply.json["fields"] == [["q_need", "Isaks text."]]
    for said in ("Majas text.", "Isaks text.", "Isak Forsdal sparade", "12.00"):
        assert said in reply.json["dialog"]
    assert answer(app, case_id, "need").value == "Isaks text."

    leave(mine, "need", {"q_need": "Majas text."}, version=reply.json["row_version"])

    assert answer(app, case_id, "need").value == "Majas text."


def test_what_a_colleague_typed_is_shown_as_words_and_never_run(maja: Browser, isak: Browser, case_id: int) -> None:
    mine, his = (one.open(f"/ansokan/{case_id}/del/need") for one in (maja, isak))
    leave(his, "need", {"q_need": "<img src=x onerror=alert(1)>"})

    reply = leave(mine, "need", {"q_need": "Majas text."})

    assert "<img" not in reply.json["dialog"]


def test_an_answer_without_a_version_is_not_told_as_saved(app: Flask, maja: Browser, case_id: int) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/need")
    before = answer(app, case_id, "need").value

    reply = post(page, f"/ansokan/{case_id}/svar/need", {"q_need": "Utan version."})

    assert reply.status_code == 400
    assert answer(app, case_id, "need").value == before


# ----- who may, and what


@pytest.mark.parametrize("question", ["finns_inte", "granted"])
def test_a_question_that_is_not_asked_here_is_not_there(maja: Browser, case_id: int, question: str) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/need")

    reply = leave(page, question, {f"q_{question}": "x"}, version="0.x")

    assert reply.status_code == 404


def test_a_question_of_another_grant_type_is_not_there(
    app: Flask, journey: Journey, maja: Browser, catalogue: Catalogue, case_id: int
) -> None:
    programme = catalogue.programme_in_force("project_funding", NOON.date())
    assert programme is not None
    own = {question.key for page in programme.pages_for("implementation") for question in page.questions}
    others = {question.key for page in programme.pages_for("pre_study") for question in page.questions} - own
    page = maja.open(f"/ansokan/{case_id}/del/need")

    assert others
    for question in others:
        assert leave(page, question, {f"q_{question}": "x"}, version="0.x").status_code == 404


def test_drafts_are_their_organisations_and_nobody_elses(app: Flask, journey: Journey, case_id: int) -> None:
    for who, status in [("stranger", 404), ("officer", 403), ("administrator", 403), ("auditor", 403)]:
        page = signed_in(app, who).open("/konto/mina-uppgifter")
        fields = {"q_need": "Inte min.", "version-need": "1.x"}

        assert post(page, f"/ansokan/{case_id}/svar/need", fields).status_code == status
        assert post(page, f"/ansokan/{case_id}/narvaro/need", {}).status_code == status

    assert answer(app, case_id, "need").version == 1


def test_what_has_been_sent_in_is_refused_in_words(app: Flask, journey: Journey, maja: Browser) -> None:
    draft, sent = draft_case(journey), submitted_case(journey)
    page = maja.open(f"/ansokan/{draft}/del/need")

    reply = post(page, f"/ansokan/{sent}/svar/need", {"q_need": "För sent.", "version-need": "1.x"})

    assert (reply.status_code, reply.json["problem"]) == (409, "refused")
    assert reply.json["text"]
    assert answer(app, sent, "need").value != "För sent."


def test_a_text_that_is_larger_than_any_form_is_refused_in_words(app: Flask, maja: Browser, case_id: int) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/need")

    reply = leave(page, "need", {"q_need": "x" * (app.config["MAX_FORM_MEMORY_SIZE"] + 1)})

    assert (reply.status_code, reply.json["problem"]) == (413, "refused")
    assert "för stor" in reply.json["text"]


# ----- sessions


def test_one_who_is_signed_out_is_told_so(app: Flask, maja: Browser, clock: Clock, case_id: int) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/need")
    clock.goes(hours=2)

    reply = leave(page, "need", {"q_need": "Efter två timmar."})

    assert (reply.status_code, reply.json["problem"]) == (401, "signed-out")


def test_an_old_page_gets_the_new_token_and_whose_session_it_is(
    app: Flask, journey: Journey, maja: Browser, clock: Clock, case_id: int
) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/need")
    clock.goes(hours=2)
    maja.sign_in("applicant@nordanland.example", PASSWORD)

    stale = leave(page, "need", {"q_need": "Skrevs före."})

    assert (stale.status_code, stale.json["problem"]) == (400, "old-page")
    assert stale.json["person"] == journey.ids["applicant"]
    assert answer(app, case_id, "need").value != "Skrevs före."
    saved = maja.client.post(
        f"/ansokan/{case_id}/svar/need",
        data={"q_need": "Skrevs före.", "version-need": versions_of(page)["need"]},
        headers={"Accept": "application/json", "X-CSRFToken": stale.json["token"]},
    )
    assert saved.status_code == 200
    assert answer(app, case_id, "need").value == "Skrevs före."


def test_no_other_site_gets_a_token(maja: Browser, case_id: int) -> None:
    reply = maja.client.post(
        f"/ansokan/{case_id}/svar/need",
        data={"q_need": "x"},
        headers={"Accept": "application/json", "Sec-Fetch-Site": "cross-site"},
    )

    assert reply.status_code == 401
    assert "token" not in reply.json


# ----- who is on the page


def be_there(page: Page, where: str = "need", **fields: str) -> TestResponse:
    """Say that a page is open, as its script does."""
    return post(page, f"/ansokan/{page.path.split('/')[2]}/narvaro/{where}", fields)


def test_colleagues_on_the_same_page_are_told_of_each_other(maja: Browser, isak: Browser, case_id: int) -> None:
    mine, his = (one.open(f"/ansokan/{case_id}/del/need") for one in (maja, isak))

    assert be_there(mine).json == {"names": [], "text": ""}
    assert be_there(his).json["text"] == "Maja Tallmyr är på den här sidan."
    assert be_there(mine).json["names"] == ["Isak Forsdal"]
    assert be_there(his, "plan").json["names"] == []


def test_one_who_leaves_or_is_silent_for_a_minute_is_gone(
    maja: Browser, isak: Browser, clock: Clock, case_id: int
) -> None:
    mine, his = (one.open(f"/ansokan/{case_id}/del/need") for one in (maja, isak))

    be_there(mine)
    clock.goes(seconds=59)
    assert be_there(his).json["names"] == ["Maja Tallmyr"]
    clock.goes(seconds=1)
    assert be_there(his).json["names"] == []
    be_there(mine)
    be_there(mine, lamnar="ja")
    assert be_there(his).json["names"] == []


def test_looking_at_the_page_notes_nobody(app: Flask, maja: Browser, case_id: int) -> None:
    maja.open(f"/ansokan/{case_id}/del/need")

    with app.app_context(), Session(db.engine) as session:
        assert session.scalars(select(Presence)).all() == []


def test_a_page_that_is_left_open_does_not_keep_the_session(maja: Browser, clock: Clock, case_id: int) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/need")

    for _ in range(2):
        clock.goes(minutes=31)
        reply = be_there(page)

    assert reply.status_code == 401


def test_writing_keeps_the_session(maja: Browser, clock: Clock, case_id: int) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/need")

    for text in ("Ett.", "Två.", "Tre."):
        clock.goes(minutes=31)
        reply = leave(page, "aim", {"q_aim": text})
        page = maja.open(f"/ansokan/{case_id}/del/need")

    assert reply.status_code == 200


def test_a_page_that_cannot_be_written_has_nobody_on_it(maja: Browser, journey: Journey, case_id: int) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/need")
    sent = submitted_case(journey)

    assert be_there(page, "finns-inte").status_code == 404
    assert be_there(page, "komplettera").status_code == 404
    assert post(page, f"/ansokan/{sent}/narvaro/need", {}).status_code == 404


def test_a_case_that_was_put_away_takes_no_more_words(app: Flask, maja: Browser, isak: Browser, case_id: int) -> None:
    page = maja.open(f"/ansokan/{case_id}/del/need")
    isak.open(f"/ansokan/{case_id}/ta-bort").form("Ta bort").press("Ta bort utkastet")

    reply = leave(page, "need", {"q_need": "För sent."})

    assert (reply.status_code, reply.json["problem"]) == (404, "refused")
    with app.app_context(), Session(db.engine) as session:
        case = session.get_one(Case, case_id)
        assert case.changed_at < NOON + timedelta(seconds=1)
