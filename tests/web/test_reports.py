"""Reports as pages: written by two, checked, sent once, read beside targets, judged; what is late is seen."""

from datetime import timedelta

from flask import Flask

from fundflow.domain.reports import ReportKind, ReportState
from fundflow.domain.states import State
from fundflow.services.followup import return_report
from tests.claim_parts import sent_claim
from tests.journey_parts import Journey, granted_case
from tests.web.applying import PASSWORD, begin_with_pages, sent_by, signed_in
from tests.web.conftest import Clock
from tests.web.office_parts import browser_as
from tests.web.report_parts import (
    TEXT,
    WHOLE,
    given_report,
    journey,  # noqa: F401 - fixture
    report_id_of,
    report_row,
    running_case,
    written,
)

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
WOMEN = "q_indicator-persons_taking_part-women"
DONE = "Vad har ni gjort under perioden?"


def address(case_id: int, report_id: int) -> str:
    """Where the applicant writes the report."""
    return f"/ansokan/{case_id}/rapporter/{report_id}"


def room(case_id: int, report_id: int | None = None) -> str:
    """Where the office reads it, or the whole schedule."""
    return f"/arenden/{case_id}/uppfoljning" + (f"/{report_id}" if report_id else "")


# ----- the schedule


def test_the_schedule_says_when_what_and_what_is_late(app: Flask, journey: Journey, clock: Clock) -> None:  # noqa: F811
    case_id = running_case(journey)
    due_on = report_row(journey, report_id_of(journey, case_id)).due_on
    in_time = browser_as(app, journey, "applicant").open(f"/ansokan/{case_id}").follow("Rapporter")
    clock.moment = clock.moment.replace(year=due_on.year, month=due_on.month, day=due_on.day) + timedelta(days=3)

    late = browser_as(app, journey, "applicant").open(f"/ansokan/{case_id}/rapporter")

    assert in_time.heading == "Rapporter"
    assert "Lägesrapport Ska lämnas" in in_time.text
    assert "sen" not in in_time.text.split("Slutrapport")[0].split()
    assert "Ska lämnas, tre dagar sen" in late.text
    assert "Sista dagen har gått. Skicka rapporten så snart ni kan" in late.text


def test_a_stranger_and_staff_do_not_see_the_applicants_reports(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = report_id_of(journey, case_id)

    for path in (
        f"/ansokan/{case_id}/rapporter",
        address(case_id, report_id),
        f"{address(case_id, report_id)}/bilagor",
    ):
        browser_as(app, journey, "stranger").open(path, status=404)
    browser_as(app, journey, "officer").open(f"/ansokan/{case_id}/rapporter", status=403)


def test_a_report_of_another_case_is_not_found(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id, other = running_case(journey), granted_case(journey)
    report_id = given_report(journey, case_id)

    browser_as(app, journey, "applicant").open(address(other, report_id), status=404)
    browser_as(app, journey, "officer").open(room(other, report_id), status=404)
    page = browser_as(app, journey, "officer").open(room(case_id, report_id))
    fields = sent_by(page, "Godkänn rapporten", {})
    page.browser.post(f"{room(other, report_id)}/godkann", fields, status=404)

    assert report_row(journey, report_id).state is ReportState.SENT


# ----- write


def test_what_is_unfinished_or_unreadable_is_kept_as_typed(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = report_id_of(journey, case_id)
    page = browser_as(app, journey, "applicant").open(address(case_id, report_id))

    saved = page.form("Spara").fill({DONE: "Vi har börj", WOMEN: "nio eller tio"}).press("Spara och fortsätt")

    assert saved.heading == "Lägesrapport"
    assert len(saved.errors) == 1
    form = saved.form("Spara")
    assert (form.value(DONE), form.value(WOMEN)) == ("Vi har börj", "nio eller tio")
    assert report_row(journey, report_id).answers[WOMEN.removeprefix("q_")] == "nio eller tio"


def test_that_a_report_is_saved_is_told_once(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    page = browser_as(app, journey, "applicant").open(address(case_id, report_id_of(journey, case_id)))
    fields = sent_by(page, "Spara", {DONE: "Vi har börjat."})
    fields["then"] = "stay"

    saved = page.browser.post(page.path, fields)
    again = page.browser.open(page.path)

    assert [saved.text.count("Sparat "), again.text.count("Sparat ")] == [1, 1]
    assert "Sparat " in saved.messages[0]


def test_persons_are_women_men_and_unknown_with_their_sum(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = report_id_of(journey, case_id)
    browser = browser_as(app, journey, "applicant")
    page = browser.open(address(case_id, report_id))
    assert "Mål: 40 personer." in page.text

    written(page, "Spara")

    page = browser.open(address(case_id, report_id))
    sums = {one.attrs["data-sum-of"]: one.text for one in page.root.all("output")}
    assert sums["count-persons_taking_part"] == "16"
    assert sums["participants"] == "15"


def test_two_colleagues_write_side_by_side_and_the_second_sees_both_texts(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = report_id_of(journey, case_id)
    maja, isak = (browser_as(app, journey, who).open(address(case_id, report_id)) for who in ("applicant", "colleague"))
    maja.form("Spara").fill({DONE: "Majas text", WOMEN: "8"}).press("Spara och fortsätt")

    both = isak.form("Spara").fill({DONE: "Isaks text", "Vad händer härnäst?": "Isaks plan"}).press("Spara", status=409)

    assert "Majas text" in both.text
    assert both.form("Spara").value(DONE) == "Isaks text"
    assert "next_steps" not in report_row(journey, report_id).answers
    both.form("Spara").press("Spara och fortsätt")
    kept = report_row(journey, report_id).answers
    assert [kept[key] for key in ("done", "next_steps", WOMEN.removeprefix("q_"))] == ["Isaks text", "Isaks plan", "8"]


def test_the_colleagues_text_may_be_taken_instead(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = report_id_of(journey, case_id)
    maja, isak = (browser_as(app, journey, who).open(address(case_id, report_id)) for who in ("applicant", "colleague"))
    maja.form("Spara").fill({WOMEN: "8"}).press("Spara och fortsätt")

    both = isak.form("Spara").fill({WOMEN: "80"}).press("Spara", status=409)
    taken = both.form("Spara").press("Ta den sparade texten")
    taken.form("Spara").press("Spara och fortsätt")

    assert taken.form("Spara").value(WOMEN) == "8"
    assert report_row(journey, report_id).answers[WOMEN.removeprefix("q_")] == "8"


def test_what_is_typed_after_the_sending_is_shown_not_saved(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    page = browser_as(app, journey, "colleague").open(address(case_id, report_id_of(journey, case_id)))
    report_id = given_report(journey, case_id)

    late = page.form("Spara").fill({DONE: "För sent"}).press("Spara", status=409)

    assert "Rapporten kan inte ändras längre." in late.text
    assert "För sent" in late.html
    assert report_row(journey, report_id).answers["done"] == "Det har gått som planerat."


def test_what_was_typed_survives_a_session_that_ends(app: Flask, catalogue: object, clock: Clock) -> None:
    journey = begin_with_pages(app, catalogue)  # type: ignore[arg-type]  # noqa: F811
    case_id = running_case(journey)
    report_id = report_id_of(journey, case_id)
    page = signed_in(app, "applicant").open(address(case_id, report_id))
    clock.goes(hours=2)

    kept = page.form("Spara").fill(WHOLE).press("Spara och fortsätt", status=401)
    again = kept.form("Logga in").fill({"E-post": "applicant@nordanland.example", "Lösenord": PASSWORD}).press()
    again.form().press()

    assert report_row(journey, report_id).answers["done"] == TEXT


# ----- files


def test_files_are_added_read_and_taken_out_and_typed_by_content(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = report_id_of(journey, case_id)
    page = browser_as(app, journey, "applicant").open(f"{address(case_id, report_id)}/bilagor")

    wrong = (
        page.form("Spara filerna")
        .fill({"filer": [("bilder.pdf", PDF), ("virus.pdf", b"MZ program")]})
        .press("Spara filerna", status=422)
    )
    assert "virus.pdf" in wrong.errors[0]
    assert "bilder.pdf" in wrong.links
    downloaded = wrong.browser.client.get(wrong.links["bilder.pdf"])
    assert downloaded.data == PDF
    without = wrong.form("Ta bort").press("Ta bort")

    assert "bilder.pdf" not in without.links


# ----- check and send


def test_a_report_is_checked_sent_and_receipted(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = report_id_of(journey, case_id)
    browser = browser_as(app, journey, "applicant")
    empty = browser.open(f"{address(case_id, report_id)}/kontrollera")
    refused = empty.form("Skicka rapporten").press("Skicka rapporten", status=409)
    assert len(refused.errors) == 10
    assert "Skriv vad ni har nått av ”Företag som deltar”. Noll är också ett svar." in refused.errors

    files = written(browser.open(address(case_id, report_id)))
    check = files.follow("Fortsätt till kontrollen")
    assert "Rapporten är komplett." in check.text
    receipt = check.form("Skicka rapporten").press("Skicka rapporten")

    assert receipt.heading == "Rapporten är skickad"
    assert "Skickad av Maja Tallmyr" in receipt.text
    assert report_row(journey, report_id).state is ReportState.SENT
    check.form("Skicka rapporten").press("Skicka rapporten")
    read = receipt.follow("Rapporten, som den skickades")
    assert "Inskickad gång 2" not in read.text
    assert TEXT in read.text
    assert read.table(0)[1:] == [
        ["Deltagare9 kvinnor, 6 män, 0 okänt", "–", "–", "15", "–"],
        ["Personer som deltar i projektets aktiviteter9 kvinnor, 6 män, 1 okänt", "40", "–", "16", "40 %"],
        ["Företag som deltarföretag", "40", "–", "7", "17 %"],
    ]


# ----- the office


def test_the_officer_sees_on_desk_case_and_tab_that_a_report_and_a_claim_wait(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    granted_case(journey)
    given_report(journey, case_id)
    with journey.acting("applicant") as uow:
        sent_claim(uow, case_id, 10_000)
    officer = browser_as(app, journey, "officer")

    desk = officer.open("/arenden?vy=granska")
    overview = officer.open(f"/arenden/{case_id}")

    assert "Att granska 1" in desk.text
    assert "Rapport att läsa" in desk.text
    assert "Utbetalning att granska" in desk.text
    assert overview.follow("Läs en rapport").text.count("Läs och bedöm lägesrapport") == 1
    assert "Att granska 0" in browser_as(app, journey, "second_officer").open("/arenden?vy=oppna").text


def test_the_office_sees_how_late_a_report_is(app: Flask, journey: Journey, clock: Clock) -> None:  # noqa: F811
    case_id = running_case(journey)
    due_on = report_row(journey, report_id_of(journey, case_id)).due_on
    clock.moment = clock.moment.replace(year=due_on.year, month=due_on.month, day=due_on.day) + timedelta(days=12)

    page = browser_as(app, journey, "officer").open(room(case_id))
    desk = browser_as(app, journey, "officer").open("/arenden?vy=frister")

    assert "tolv dagar sen" in page.text
    assert "1 frist har gått" in desk.text


def test_a_report_is_returned_with_a_reason_changed_and_read_again(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = given_report(journey, case_id)
    page = browser_as(app, journey, "officer").open(room(case_id, report_id))
    assert "Godkänn rapporten" in page.text

    without = page.form("Återlämna").press("Återlämna", status=409)
    assert without.errors == ["Skriv vad som behöver ändras i rapporten."]
    back = without.form("Återlämna").fill({"Vad behöver ändras?": "Skriv mer om spridningen."}).press("Återlämna")
    assert "Lägesrapport är återlämnad." in back.text
    maja = browser_as(app, journey, "applicant")
    assert "Ändra lägesrapport och skicka den igen." in maja.open("/mina-arenden").text
    again = maja.open(f"/ansokan/{case_id}/rapporter").follow("Ändra rapporten")
    assert "Skriv mer om spridningen." in again.text
    written(again)
    maja.open(f"{address(case_id, report_id)}/kontrollera").form("Skicka").press("Skicka")
    reread = browser_as(app, journey, "officer").open(room(case_id, report_id))

    assert "Ändrat sedan förra gången" in reread.text
    assert TEXT in reread.text
    assert "Inskickad gång 1" in reread.links
    assert TEXT not in reread.follow("Inskickad gång 1").text


def test_the_office_reads_what_was_sent_while_it_is_written_anew(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = given_report(journey, case_id)
    with journey.acting("officer") as uow:
        return_report(uow, report_id, reason="Skriv mer.")
    written(browser_as(app, journey, "applicant").open(address(case_id, report_id)))

    page = browser_as(app, journey, "officer").open(room(case_id, report_id))

    assert "Rapporten är återlämnad och skrivs om." in page.text
    assert TEXT not in page.text
    assert "Godkänn rapporten" not in page.text


def test_an_approved_report_is_the_earlier_one_of_the_next(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = given_report(journey, case_id)
    page = browser_as(app, journey, "officer").open(room(case_id, report_id))
    done = page.form("Godkänn rapporten").press("Godkänn rapporten")
    assert "Lägesrapport är godkänd." in done.text

    refused = page.form("Godkänn rapporten").press("Godkänn rapporten", status=409)
    final = browser_as(app, journey, "applicant").open(
        address(case_id, report_id_of(journey, case_id, ReportKind.FINAL))
    )

    assert refused.errors == ["Rapporten väntar inte på oss. Den är inte inskickad, eller redan bedömd."]
    assert "Förra rapporten: 15." in final.text


def test_the_approved_final_report_settles_the_case(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = given_report(journey, case_id, ReportKind.FINAL)
    overview = browser_as(app, journey, "officer").open(f"/arenden/{case_id}")

    page = overview.follow("Godkänn slutrapporten").follow("Läs och bedöm slutrapport")
    done = page.form("Godkänn rapporten").press("Godkänn rapporten")

    assert "Ärendet är nu i slutavräkning." in done.text
    assert journey.case(case_id).state is State.FINAL_SETTLEMENT
    assert report_row(journey, report_id).state is ReportState.APPROVED


def test_an_auditor_reads_and_judges_nothing(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = running_case(journey)
    report_id = given_report(journey, case_id)

    page = browser_as(app, journey, "auditor").open(room(case_id, report_id))

    assert "Det har gått som planerat." in page.text
    assert "Godkänn rapporten" not in page.text
