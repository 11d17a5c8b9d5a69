"""Files, sending in, completing, following and withdrawing: what is refused says every reason, and nothing is lost."""

from datetime import date

from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from fundflow.adapters.storage import LARGEST_FILE
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.states import State
from fundflow.models.organisation import Organisation
from fundflow.services.intake import Asked, request_completion
from tests.journey_parts import Journey, decided_case, draft_case, granted_case, prepared_case, submitted_case
from tests.pages import Browser
from tests.web.applying import database_url, journey, maja, signed_in

__all__ = ["database_url", "journey", "maja"]

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def test_a_wrong_or_large_file_is_refused_with_its_reason_and_the_rest_is_kept(journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)

    page = maja.open(f"/ansokan/{case_id}/bilagor").form("Spara filerna")
    page = page.fill(
        {
            "bilaga-signing_right": [("fullmakt.pdf", PDF), ("program.exe", b"MZ\x90\x00")],
            "bilaga-letters_of_intent": ("stor.pdf", PDF + b"0" * LARGEST_FILE),
        }
    ).press("Spara filerna", status=422)

    assert len(page.errors) == 2
    assert any("program.exe" in one and "pdf, docx, xlsx" in one for one in page.errors)
    assert any("stor.pdf" in one and "20 MB" in one for one in page.errors)
    assert "fullmakt.pdf" in page.links
    answer = maja.client.get(page.links["fullmakt.pdf"])
    assert answer.headers["Content-Disposition"].startswith("attachment")
    page.answer.request.environ["wsgi.input"].close()  # a large body is spooled to a file that the client leaves open


def test_a_lone_file_that_is_refused_says_nothing_of_others(journey: Journey, maja: Browser) -> None:
    page = maja.open(f"/ansokan/{draft_case(journey)}/bilagor")

    files = {"bilaga-signing_right": ("program.exe", b"MZ\x90\x00")}
    page = page.form("Spara filerna").fill(files).press("Spara filerna", status=422)

    assert "Filen kunde inte tas emot" in page.text
    assert "De andra filerna är sparade" not in page.text


def test_a_file_that_is_chosen_goes_along_to_the_check(journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)

    form = maja.open(f"/ansokan/{case_id}/bilagor").form("Spara och fortsätt")
    page = form.fill({"bilaga-signing_right": [("fullmakt.pdf", PDF)]}).press("Spara och fortsätt")

    assert page.heading == "Kontrollera och skicka in"
    assert "fullmakt.pdf" in page.links
    assert "fullmakt.pdfUnderlag om vem som får skriva under ·" in page.text


def test_a_file_is_taken_out(journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)

    page = maja.open(f"/ansokan/{case_id}/bilagor").form("Spara filerna").press("Ta bort")

    assert "är borttagen" in page.messages[0]
    assert "1 saknas" in maja.open(f"/ansokan/{case_id}").text


def test_a_budget_that_does_not_balance_is_refused_with_every_reason(journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey, changed={"requested_amount": "500 000", "need": "", "project_ends_on": "i höst"})

    page = maja.open(f"/ansokan/{case_id}/kontrollera").form("Skriv under")
    page = page.fill({"truthful": True}).press("Skriv under och skicka", status=409)

    assert len(page.errors) == 3
    assert page.text.count("Det saknas 100 000 kr") == 1
    assert page.text.count("Vilket behov") == 2  # what is left, and the part that is sent
    assert any("Vilket behov" in one for one in page.errors)
    assert any("När slutar projektet" in one for one in page.errors)
    assert journey.case(case_id).state is State.DRAFT


def test_what_is_left_is_told_once_under_its_part_with_the_way_to_the_field(journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey, changed={"costs": [], "requested_amount": "", "need": ""})

    page = maja.open(f"/ansokan/{case_id}/kontrollera")
    left = next(one for one in page.root.all("div") if "ff-left" in one.attrs.get("class", ""))

    assert left.first("h2").text == "Tre saker är kvar innan ni kan skicka"
    assert [one.text for one in left.all("h3")] == ["Behov, mål och målgrupp", "Kostnader och finansiering"]
    assert page.links["Kostnader"].endswith("/del/budget#q_costs")
    assert "Uppgift saknas: kostnader" not in page.text + maja.open(f"/ansokan/{case_id}/del/budget").text
    assert "Ansökan är inte komplett" not in page.text
    assert "Inte besvarat: " in page.text
    assert "kontrollerad" not in page.text


def test_the_parts_are_folded_until_one_asks_for_all(journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)

    folded = maja.open(f"/ansokan/{case_id}/kontrollera")
    unfolded = folded.follow("Visa allt")

    assert not [one for one in folded.root.all("details") if "open" in one.attrs]
    parts = [one for one in unfolded.root.all("details") if "ff-fold" in one.attrs.get("class", "")]
    assert next(one.first("h3").text for one in parts if "open" in one.attrs) == "Sökande"
    assert "Fäll ihop" in unfolded.links


def test_a_percentage_written_with_its_sign_is_shown_with_one(journey: Journey, maja: Browser) -> None:
    with Session(journey.engine) as session:
        session.execute(update(Organisation).values(kind=ApplicantKind.COMPANY))
        session.commit()
    case_id = draft_case(journey, changed={"owners_women_percent": "60 %"})

    page = maja.open(f"/ansokan/{case_id}/kontrollera")

    assert "60 %" in page.text
    assert "% %" not in page.text


def test_a_page_of_someones_own_is_never_shown_again_from_what_the_browser_keeps(
    journey: Journey, maja: Browser
) -> None:
    case_id = submitted_case(journey)

    page = maja.open(f"/ansokan/{case_id}/kontrollera")

    assert page.path == f"/ansokan/{case_id}/kvitto"
    assert page.answer.headers["Cache-Control"] == "private, no-store"


def test_an_unsigned_application_has_its_error_at_the_box(journey: Journey, maja: Browser) -> None:
    page = maja.open(f"/ansokan/{draft_case(journey)}/kontrollera")

    page = page.form("Skriv under").press("Skriv under och skicka", status=409)

    box = next(one for one in page.root.all("input") if one.attrs.get("id") == "truthful")
    assert box.attrs["aria-describedby"] == "truthful-error"
    assert any(one.attrs.get("id") == "truthful-error" and one.text for one in page.root.all("p"))


def test_an_application_is_sent_once_and_gives_its_receipt(journey: Journey, maja: Browser) -> None:
    case_id = draft_case(journey)
    form = maja.open(f"/ansokan/{case_id}/kontrollera").form("Skriv under")

    form.press("Skriv under och skicka", status=409)
    page = form.fill({"truthful": True}).press("Skriv under och skicka")
    again = form.press("Skriv under och skicka")

    assert page.heading == again.heading == "Ansökan är inskickad"
    assert "RUN 2026/00001" in again.text
    assert "Kvittot görs i ordning" in page.text
    assert page.follow("Ansökan, som den skickades").heading == "Ansökan, som den skickades"


def test_the_receipt_tells_what_happens_and_by_when_before_the_check_sum(journey: Journey, maja: Browser) -> None:
    case_id = submitted_case(journey)

    text = maja.open(f"/ansokan/{case_id}/kvitto").text.replace("\u00a0", " ")

    assert text.index("Vad händer nu?") < text.index("2 september 2026") < text.index("Det här har ni skickat in")
    assert text.index("Det här har ni skickat in") < text.index("Kontrollsumma (SHA-256), som visar att")


def test_one_who_may_only_write_is_told_who_may_send(app: Flask, journey: Journey) -> None:
    case_id = draft_case(journey)

    page = signed_in(app, "colleague").open(f"/ansokan/{case_id}/kontrollera")

    assert "Du får skriva men inte skicka in" in page.text
    assert "Maja Tallmyr" in page.text


def test_a_completion_opens_only_what_was_asked_for(journey: Journey, maja: Browser) -> None:
    case_id = prepared_case(journey)
    with journey.acting("officer") as uow:
        asked = [Asked("Skriv vilka ni har talat med.", question="need")]
        request_completion(uow, case_id, asked=asked, due_on=date(2026, 3, 11), message="Tack.")

    page = maja.open(f"/ansokan/{case_id}")
    assert "Komplettera senast onsdag 11 mars 2026" in page.text
    page = page.follow("Komplettera")
    assert "Skriv vilka ni har talat med." in page.text
    fields = page.form("Spara och granska").fields
    fields["version-aim"] = "0.x"
    maja.post(f"/ansokan/{case_id}/komplettera", fields, status=404)
    page = page.form("Spara och granska").fill({"q_need": "Vi har talat med tolv."}).press("Spara och granska")

    assert "Vi har talat med tolv." in page.text
    page = page.form("Skicka").press("Skicka kompletteringen")
    assert "Kompletteringen är inskickad" in page.messages[0]
    assert journey.case(case_id).state is State.IN_PREPARATION
    maja.open(f"/ansokan/{case_id}").follow("Ansökan efter komplettering 1")


def test_a_decision_shows_when_it_is_dispatched(journey: Journey, maja: Browser) -> None:
    decided, dispatched = decided_case(journey), granted_case(journey, kronor=600_000)

    before, after = maja.open(f"/ansokan/{decided}"), maja.open(f"/ansokan/{dispatched}")

    assert "Handläggs" in before.text
    assert "inte beslutat" in before.text
    assert "Beviljat 600 000 kr" in after.text
    assert any(words.startswith("Beslut: bifall") for words in after.links)


def test_an_application_is_withdrawn_after_a_question(journey: Journey, maja: Browser) -> None:
    case_id = submitted_case(journey)

    page = maja.open(f"/ansokan/{case_id}").follow("Återkalla ansökan")
    page = page.form("Återkalla").press("Återkalla ansökan")

    assert page.messages == ["Ansökan är återkallad. Vi skriver av ärendet."]
    assert journey.case(case_id).withdrawn_at is not None


def test_my_cases_show_what_is_expected_first(journey: Journey, maja: Browser) -> None:
    submitted_case(journey)
    draft_case(journey)

    text = maja.open("/mina-arenden").text

    assert text.index("Väntar på er") < text.index("Utkast") < text.index("Väntar på oss") < text.index("Inskickad")
