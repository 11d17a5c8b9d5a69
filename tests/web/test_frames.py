"""Frames and payment targets as pages: how they stand, every dated change, and a change with its decision."""

import pytest
from flask import Flask

from tests.journey_parts import Journey, decided_case, proposed_case
from tests.pages import Page
from tests.web.office_parts import browser_as, journey  # noqa: F401 - fixtures

CHANGE = "Lägg in ändringen"


def change(page: Page, *, status: int = 200, **changed: str) -> Page:
    """Fill in a change of the decision frame by a million more, but for what is told."""
    asked = {
        "kind": "Beslutsram",
        "source": "Anslag 1:1",
        "year": "2026",
        "direction": "Ökar",
        "amount": "1 000 000",
        "decided_on": "2026-02-26",
        "reference": "RUN 2026/00012 § 14",
        **changed,
    }
    return page.form(CHANGE).fill(asked).press(status=status)


def test_a_year_shows_frame_decided_reserved_and_left(app: Flask, journey: Journey) -> None:  # noqa: F811
    decided_case(journey)
    proposed_case(journey, kronor=400_000)

    page = browser_as(app, journey, "economist").open("/utbetalningar").follow("Ramar")

    row = [cell.replace("\u00a0", " ") for cell in page.table()[1]]
    # a frame of 50 million, 600 000 decided and 400 000 proposed; no target
    assert row == ["Anslag 1:1", "50 000 000", "600 000", "49 400 000", "400 000", "inget", "0", "–"]
    assert "RUN 2025/00001" in page.text


def test_the_economist_raises_a_frame_on_the_boards_decision(app: Flask, journey: Journey) -> None:  # noqa: F811
    page = browser_as(app, journey, "economist").open("/ramar").follow("Ny ram eller ändring")

    changed = change(page)

    assert "Beslutsram för Anslag 1:1 2026 är nu 51 000 000 kr." in changed.text
    last = [cell.replace("\u00a0", " ") for cell in changed.table(1)[-1]]
    assert last == [
        "2026-02-26", "Beslutsram", "RUN 2026/00012 § 14", "Elin Rönnheden2026-03-02", "1 000 000", "51 000 000",
    ]  # fmt: skip


def test_a_target_is_set_apart_from_the_frame(app: Flask, journey: Journey) -> None:  # noqa: F811
    page = browser_as(app, journey, "economist").open("/ramar/andra")

    changed = change(page, kind="Utbetalningsmål", amount="30000000")

    assert "Utbetalningsmål för Anslag 1:1 2026 är nu 30 000 000 kr." in changed.text


def test_a_frame_below_what_is_decided_warns(app: Flask, journey: Journey) -> None:  # noqa: F811
    decided_case(journey)
    page = browser_as(app, journey, "economist").open("/ramar/andra")

    changed = change(page, direction="Minskar", amount="49 500 000")

    assert "Mer är beslutat än ramen: 600 000 kr." in changed.text
    assert "över ramen" in changed.text


@pytest.mark.parametrize(
    ("wrong", "status", "told"),
    [
        pytest.param({"reference": ""}, 422, "Skriv diarienummer och paragraf.", id="no decision"),
        pytest.param({"decided_on": "2026-03-03"}, 422, "Dagen har inte varit än.", id="a day ahead"),
        pytest.param({"source": ""}, 422, "Välj medelskälla.", id="no source"),
        pytest.param({"amount": "0"}, 409, "Skriv hur mycket ramen eller målet ändras.", id="nothing changed"),
        pytest.param(
            {"year": "1926"}, 409, "Året 1926 ser fel ut. Skriv ett år mellan 2000 och 2100.", id="an odd year"
        ),
        pytest.param(
            {"direction": "Minskar", "amount": "60 000 000"},
            409,
            "Mer än det som är beslutat kan inte dras av. Ramen är 50 000 000 kr.",
            id="below zero",
        ),
    ],
)
def test_what_is_wrong_is_told_and_what_is_written_stays(
    app: Flask,
    journey: Journey,  # noqa: F811
    wrong: dict[str, str],
    status: int,
    told: str,
) -> None:
    page = browser_as(app, journey, "economist").open("/ramar/andra")

    refused = change(page, status=status, **wrong)

    assert [text.replace("\u00a0", " ") for text in refused.errors] == [told]
    assert refused.form(CHANGE).value("amount") == wrong.get("amount", "1 000 000")


def test_the_same_change_twice_is_once(app: Flask, journey: Journey) -> None:  # noqa: F811
    page = browser_as(app, journey, "economist").open("/ramar/andra")
    change(page)

    refused = change(page, status=409)

    assert refused.errors == ["Samma ändring är redan registrerad."]


def test_a_year_without_frames_says_so(app: Flask, journey: Journey) -> None:  # noqa: F811
    economist = browser_as(app, journey, "economist")

    page = economist.open("/ramar?ar=2031")

    assert "Ingen ram för 2031" in page.text
    assert page.follow("Lägg in en ram").form(CHANGE).value("year") == "2031"


def test_others_look_and_do_not_change(app: Flask, journey: Journey) -> None:  # noqa: F811
    auditor = browser_as(app, journey, "auditor")

    assert "Ny ram eller ändring" not in auditor.open("/ramar").text
    assert auditor.client.get("/ramar/andra").status_code == 403
