"""A report's answers are saved one by one as they are left, counts too, and never over a colleague's words."""

from collections.abc import Mapping

from flask import Flask
from werkzeug.test import TestResponse

from tests.journey_parts import Journey
from tests.pages import Page
from tests.web.leaving import post
from tests.web.office_parts import browser_as
from tests.web.report_parts import journey, report_id_of, report_row, running_case  # noqa: F401 - fixture


def leave(page: Page, question: str, text: str, *, version: str | None = None) -> TestResponse:
    """Leave a field of the report's page."""
    fields: Mapping[str, str] = page.form("Spara").fields
    return page.browser.client.post(
        f"{page.path}/svar/{question}",
        data={f"q_{question}": text, f"version-{question}": version or fields[f"version-{question}"]},
        headers={"Accept": "application/json", "X-CSRFToken": fields["csrf_token"]},
    )


def opened(app: Flask, journey: Journey, who: str, case_id: int, report_id: int) -> Page:  # noqa: F811
    return browser_as(app, journey, who).open(f"/ansokan/{case_id}/rapporter/{report_id}")


def test_answers_and_counts_are_saved_as_they_are_left(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = report_id_of(journey, case_id)
    page = opened(app, journey, "applicant", case_id, report_id)

    replies = [
        leave(page, "done", "Vi har byggt köket."),
        leave(page, "indicator-persons_taking_part-women", "9"),
        leave(page, "indicator-companies_taking_part", "många"),
    ]

    assert [reply.status_code for reply in replies] == [200, 200, 200]
    assert [error[0] for error in replies[2].json["errors"]] == ["#q_indicator-companies_taking_part"]
    row = report_row(journey, report_id)
    assert row.answers["done"] == "Vi har byggt köket."
    assert row.answers["indicator-companies_taking_part"] == "många"
    assert "9" in opened(app, journey, "colleague", case_id, report_id).form("Spara").fields.values()


def test_two_who_wrote_the_same_see_both_texts(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = report_id_of(journey, case_id)
    mine, his = (opened(app, journey, who, case_id, report_id) for who in ("applicant", "colleague"))
    leave(his, "done", "Isaks text.")

    reply = leave(mine, "done", "Majas text.")
    leave(mine, "next_steps", "Majas plan.")

    assert (reply.status_code, reply.json["problem"]) == (409, "conflict")
    assert "Isaks text." in reply.json["dialog"]
    assert "Majas text." in reply.json["dialog"]
    assert "Isak Forsdal sparade" in reply.json["dialog"]
    assert report_row(journey, report_id).answers["done"] == "Isaks text."
    assert report_row(journey, report_id).answers["next_steps"] == "Majas plan."
    leave(mine, "done", "Majas text.", version=reply.json["row_version"])
    assert report_row(journey, report_id).answers["done"] == "Majas text."


def test_only_those_who_act_for_the_applicant_write(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = report_id_of(journey, case_id)
    page = opened(app, journey, "applicant", case_id, report_id)
    fields = page.form("Spara").fields

    for who, status in [("stranger", 404), ("officer", 403)]:
        other = browser_as(app, journey, who).open("/konto/mina-uppgifter")
        token = other.root.first("input", name="csrf_token")
        assert token is not None
        reply = other.browser.client.post(
            f"{page.path}/svar/done",
            data={"q_done": "Inte min.", "version-done": fields["version-done"]},
            headers={"Accept": "application/json", "X-CSRFToken": token.attrs["value"]},
        )
        assert reply.status_code == status

    assert leave(page, "finns_inte", "x", version="0.x").status_code == 404
    assert "done" not in report_row(journey, report_id).answers


def test_colleagues_on_the_same_report_see_each_other(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = report_id_of(journey, case_id)
    mine, his = (opened(app, journey, who, case_id, report_id) for who in ("applicant", "colleague"))

    post(mine, f"{mine.path}/narvaro", {})

    assert post(his, f"{his.path}/narvaro", {}).json["text"] == "Maja Tallmyr är på den här sidan."
