"""The office's pages of a case: what they say, to whom, and what they do not let pass."""

import pytest
from flask import Flask

from tests.factories import make_case, make_organisation
from tests.journey_parts import Journey, attach_certificate, draft_case, granted_case, prepared_case, submitted_case
from tests.web.office_parts import browser_as, database_url, journey  # noqa: F401 - fixtures


def test_the_overview_tells_what_is_left_and_what_the_rules_say(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = prepared_case(journey)

    page = browser_as(app, journey, "officer").open(f"/arenden/{case_id}")

    assert page.heading == "Mathantverk i tre inlandskommuner"
    assert "Kvar till beslut 4 av 6 klara" in page.text
    assert "Bedöm 13 kriterier till" in page.text
    assert "0 av 184 dagar" in page.text
    assert "Regeltak 600 000" in page.text
    assert "lägst av 2 tak" in page.text
    assert "Föreslå bifall: går inte än" in page.text
    assert "är en grind och ska bedömas med motivering" in page.text


def test_the_auditor_reads_everything_and_has_no_deeds(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = granted_case(journey)
    auditor = browser_as(app, journey, "auditor")

    for part in ("", "/ansokan", "/komplettering", "/bedomning", "/beslut", "/handlingar", "/historik"):
        page = auditor.open(f"/arenden/{case_id}{part}")
        assert list(page.root.first("main").all("form")) == [], part  # type: ignore[union-attr]

    assert auditor.client.post(f"/arenden/{case_id}/borja-bereda").status_code in (400, 403)
    auditor.open(f"/arenden/{case_id}/anteckning", status=403)


def test_what_is_left_leads_only_to_what_the_reader_may_do(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = submitted_case(journey)
    auditor = browser_as(app, journey, "auditor")

    page = auditor.open(f"/arenden/{case_id}")

    assert "Kvar till beslut" in page.text
    left = next(one for one in page.root.all("ul") if "ff-tasks" in one.attrs.get("class", ""))
    assert "Föreslå beslut" in left.text
    for link in left.all("a"):
        auditor.open(link.attrs["href"].split("#")[0])


def test_drafts_are_not_there_for_the_office(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = draft_case(journey)

    browser_as(app, journey, "officer").open(f"/arenden/{case_id}", status=404)


def test_the_application_shows_answers_sums_shares_and_its_check_sum(app: Flask, journey: Journey) -> None:  # noqa: F811
    page = browser_as(app, journey, "analyst").open(f"/arenden/{submitted_case(journey)}/ansokan")

    assert "Fjorton småföretag säljer i dag bara på marknader." in page.text
    assert "varav i annat än pengar 60 000 kr, 5 % 1 200 000 100 %" in page.text
    assert "av kostnaderna 1 200 000 kr 600 000 50 %" in page.text
    assert "Vilhelmina" in page.text
    assert "Kontrollsumma (SHA-256)" in page.text
    assert "Intyg om medfinansiering.pdf" in page.text


def test_a_file_that_is_not_kept_is_not_there(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = submitted_case(journey)
    case = journey.case(case_id)
    with journey.acting("applicant") as uow:
        attachment = attach_certificate(uow, case)

    browser_as(app, journey, "officer").open(f"/arenden/{case_id}/bilagor/{attachment.id}", status=404)


def test_a_letter_on_its_way_is_told_and_then_sent_as_a_file(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = granted_case(journey)
    officer = browser_as(app, journey, "officer")
    page = officer.open(f"/arenden/{case_id}/handlingar")
    assert "Beslut: bifall" in page.text

    with journey.acting("officer") as uow:
        stored = app.extensions["store"].put(b"%PDF-1.7 brev")
        uow.session.connection().exec_driver_sql(
            f"UPDATE document SET storage_key = '{stored.key}', sha256 = '{stored.sha256}', size = 13 "
            f"WHERE case_id = {case_id} AND matter = 'Beslut: bifall'"
        )
    again = officer.open(f"/arenden/{case_id}/handlingar")
    address = next(url for words, url in again.links.items() if words.startswith("Hämta"))
    answer = officer.client.get(address)

    assert answer.data == b"%PDF-1.7 brev"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_what_is_no_letter_opens_on_its_page(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = granted_case(journey)

    links = browser_as(app, journey, "auditor").open(f"/arenden/{case_id}/handlingar").links

    assert links["Ansökan"] == f"/arenden/{case_id}/ansokan"
    assert links["Förslag till beslut: bifall"] == f"/arenden/{case_id}/beslut"
    assert "Beslut: bifall" not in links


def test_the_history_names_who_what_and_when_with_the_hash(app: Flask, journey: Journey) -> None:  # noqa: F811
    case_id = granted_case(journey)

    rows = browser_as(app, journey, "auditor").open(f"/arenden/{case_id}/historik").table()

    assert rows[-1][2].startswith("Ansökan påbörjades")
    made = next(row for row in rows if row[2].startswith("Beslut fattades"))
    assert "bifall" in made[2]
    assert "600 000 kr" in made[2]
    assert made[3] == "Kerstin Granvik"
    assert len(made[4]) == 12


def test_a_historic_case_is_shown_without_what_it_does_not_have(app: Flask, journey: Journey) -> None:  # noqa: F811
    with journey.acting("officer") as uow:
        case = make_case(
            uow.session,
            organisation=make_organisation(uow.session),
            origin="imported",
            state="rejected",
            programme_version=None,
            strategy_version=None,
            registry_number="HIST-7",
            title="Äldre projekt",
        )
    page = browser_as(app, journey, "analyst").open(f"/arenden/{case.id}")

    assert page.heading == "Äldre projekt"
    assert "Bedömning" not in page.links


@pytest.mark.parametrize("path", ["/arenden/987654", "/arenden/987654/historik", "/beslut/987654"])
def test_what_is_not_there_is_not_found(app: Flask, journey: Journey, path: str) -> None:  # noqa: F811
    browser_as(app, journey, "officer").open(path, status=404)
