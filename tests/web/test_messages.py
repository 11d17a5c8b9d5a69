"""Writing to each other in a case, as applicant and officer do it on their pages."""

from flask import Flask

from tests.journey_parts import Journey, draft_case, prepared_case
from tests.web.office_parts import browser_as, database_url, journey

__all__ = ["database_url", "journey"]


def test_a_question_is_asked_answered_and_read_by_both(app: Flask, journey: Journey) -> None:
    case_id = prepared_case(journey)
    maja, ylva = browser_as(app, journey, "applicant"), browser_as(app, journey, "officer")
    page = maja.open(f"/ansokan/{case_id}").follow("Meddelanden")
    page.form("Skicka").fill({"Meddelande": "Får vi byta startdag?"}).press()

    overview = ylva.open(f"/arenden/{case_id}")
    thread = overview.follow("Läs och svara")
    thread.form("Skicka till sökanden").fill({"Meddelande": "Ja, från den 1 maj."}).press()

    assert "Ett meddelande från sökanden väntar på svar." in overview.text
    read = maja.open(f"/ansokan/{case_id}/meddelanden").text
    assert read.index("Får vi byta startdag?") < read.index("Ja, från den 1 maj.")
    assert "väntar på svar" not in ylva.open(f"/arenden/{case_id}").text


def test_an_officer_notes_that_no_answer_is_needed(app: Flask, journey: Journey) -> None:
    case_id = prepared_case(journey)
    maja, ylva = browser_as(app, journey, "applicant"), browser_as(app, journey, "officer")
    maja.open(f"/ansokan/{case_id}/meddelanden").form("Skicka").fill({"Meddelande": "Tack!"}).press()

    page = ylva.open(f"/arenden/{case_id}/meddelanden").form("Behöver inget svar").press()

    assert "Hanterat av Ylva Sandmo" in page.text


def test_an_empty_message_is_told_at_the_field(app: Flask, journey: Journey) -> None:
    case_id = prepared_case(journey)

    page = (
        browser_as(app, journey, "applicant").open(f"/ansokan/{case_id}/meddelanden").form("Skicka").press(status=422)
    )

    assert page.errors == ["Skriv meddelandet."]


def test_others_and_drafts_have_no_such_page(app: Flask, journey: Journey) -> None:
    sent, begun = prepared_case(journey), draft_case(journey)

    browser_as(app, journey, "stranger").open(f"/ansokan/{sent}/meddelanden", status=404)
    browser_as(app, journey, "applicant").open(f"/ansokan/{begun}/meddelanden", status=404)


def test_who_only_reads_the_case_reads_and_does_not_write(app: Flask, journey: Journey) -> None:
    case_id = prepared_case(journey)

    page = browser_as(app, journey, "auditor").open(f"/arenden/{case_id}/meddelanden")

    assert "Inga meddelanden än" in page.text
    assert "Skicka till sökanden" not in page.text
