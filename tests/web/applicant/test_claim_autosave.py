"""A claim's fields are saved one by one as they are left, also what cannot be read, and never over another's words."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import ClaimState
from fundflow.extensions import db
from fundflow.services.claim import withdraw_claim
from tests.databases import statements_to
from tests.journey_parts import Journey
from tests.pages import Browser, Page
from tests.web.applying import signed_in
from tests.web.claiming import begun, only_claim, sent
from tests.web.conftest import Clock
from tests.web.leaving import leave_at, post, versions_of

SAVE = "Spara"


def row(place: int = 0, **cells: str) -> dict[str, str]:
    """The fields of a cost."""
    return {f"q_costs-{place}-{name}": value for name, value in cells.items()}


def leave(page: Page, question: str, fields: Mapping[str, Any], *, version: str | None = None) -> TestResponse:
    """Leave a field of the claim's page."""
    return leave_at(page, page.path.removesuffix("/skriv"), question, fields, version=version)


@pytest.fixture
def mine(maja: Browser, case_id: int) -> Page:
    """The page on which Maja writes a new claim."""
    return begun(maja, case_id)


@pytest.fixture
def his(mine: Page, isak: Browser) -> Page:
    """The same page, in her colleague's browser."""
    return isak.open(mine.path)


# ----- saved


def test_every_field_is_saved_as_it_is_left(journey: Journey, case_id: int, mine: Page) -> None:
    replies = [
        leave(mine, "period_from", {"q_period_from": "1/1 2026"}),
        leave(mine, "costs", row(kind="staff", what="Löner", paid_on="2026-02-25", declared="1 234,50")),
        leave(mine, "progress", {"q_progress": "Köken är hyrda."}),
        leave(mine, "is_final", {"q_is_final": "yes"}),
    ]

    assert [reply.json["saved_at"] for reply in replies] == ["12.00"] * 4
    assert [reply.json["errors"] for reply in replies] == [[]] * 4
    kept = only_claim(journey, case_id)
    assert (str(kept.period_from), kept.progress, kept.is_final) == ("2026-01-01", "Köken är hyrda.", True)
    assert [(one.what, one.declared) for one in kept.rows] == [("Löner", Money(123_450))]
    again = mine.browser.open(mine.path)
    assert versions_of(again)["costs"].partition(".")[2] == replies[1].json["row_version"].partition(".")[2]


def test_the_same_field_may_be_left_again_and_again(journey: Journey, case_id: int, mine: Page) -> None:
    first = leave(mine, "progress", {"q_progress": "Ett."})

    second = leave(mine, "progress", {"q_progress": "Två."}, version=first.json["row_version"])
    lost = leave(mine, "progress", {"q_progress": "Två."}, version=first.json["row_version"])

    assert (second.status_code, lost.status_code) == (200, 200)
    assert only_claim(journey, case_id).progress == "Två."


def test_one_amount_that_cannot_be_read_keeps_nothing_else_back(journey: Journey, case_id: int, mine: Page) -> None:
    typed = row(kind="staff", what="Löner", declared="ungefär tusen") | row(1, what="Tåg", declared="900")

    reply = leave(mine, "costs", typed)

    assert reply.status_code == 200
    assert reply.json["errors"] == [
        ["#q_costs-0-declared", "Skriv beloppet i kronor med siffror, till exempel 12 500 eller 12 500,50."]
    ]
    rows = only_claim(journey, case_id).rows
    assert [(one.what, one.declared) for one in rows] == [("Löner", ZERO), ("Tåg", Money.kronor(900))]
    assert mine.browser.open(mine.path).form(SAVE).value("q_costs-0-declared") == "ungefär tusen"


def test_what_cannot_be_read_is_told_before_the_claim_is_sent(mine: Page) -> None:
    leave(mine, "period_from", {"q_period_from": "i våras"})
    leave(mine, "costs", row(kind="staff", what="Löner", paid_on="2026-02-25", declared="ungefär tusen"))

    check = mine.browser.open(mine.path.replace("/skriv", "/kontrollera"))

    assert check.links["Rad 1: ”Belopp” går inte att läsa. Skriv det på ett annat sätt."].endswith(
        "#q_costs-0-declared"
    )
    assert "Svaret på ”Från och med” går inte att läsa." in check.text
    assert "Skriv vilken period" not in check.text
    assert "fyll i ”Belopp”" not in check.text


def test_a_cost_that_stands_twice_is_told_as_it_is_left_and_no_longer_when_it_is_mended(mine: Page) -> None:
    cost = {"kind": "staff", "what": "Löner", "declared": "900"}

    twice = leave(mine, "costs", row(**cost) | row(1, **cost))
    once = leave(mine, "costs", row(**cost), version=twice.json["row_version"])

    assert "Rad 2: samma kostnad står på en rad ovanför." in twice.json["rules"]["costs"]
    assert once.json["rules"] == {}


def test_a_text_that_is_too_long_is_kept_whole_and_told(journey: Journey, case_id: int, mine: Page) -> None:
    reply = leave(mine, "progress", {"q_progress": "x" * 8_001})

    assert "1 tecken för lång" in reply.json["errors"][0][1]
    assert len(only_claim(journey, case_id).progress) == 8_001


def test_more_costs_than_a_claim_holds_are_refused_with_the_reason(journey: Journey, case_id: int, mine: Page) -> None:
    many: dict[str, str] = {}
    for place in range(501):
        many |= row(place, what=f"Kostnad {place}")

    reply = leave(mine, "costs", many)

    assert (reply.status_code, reply.json["problem"]) == (409, "refused")
    assert "500" in reply.json["text"]
    assert only_claim(journey, case_id).rows == []


def test_a_field_takes_few_statements_however_many_costs_there_are(
    app: Flask, journey: Journey, case_id: int, mine: Page
) -> None:
    with app.app_context():
        engine = db.engine

    def taken(question: str, fields: Mapping[str, str]) -> int:
        version = versions_of(mine.browser.open(mine.path))[question]
        with statements_to(engine) as sent:
            assert leave(mine, question, fields, version=version).status_code == 200
        return len([one for one in sent if one.startswith(("SELECT", "INSERT", "UPDATE"))])

    numbers = []
    for count in (1, 40):
        costs = row(kind="staff", what=str(count))
        for place in range(1, count):
            costs |= row(place, kind="staff", what=f"Löner {place}", declared="900")
        taken("costs", costs)
        numbers.append((taken("progress", {"q_progress": str(count)}), taken("costs", costs | row(declared="900"))))

    assert numbers == [(26, 33)] * 2


# ----- two at once


def test_two_who_write_the_same_see_both_texts_and_who_wrote_the_other(
    journey: Journey, case_id: int, mine: Page, his: Page, clock: Clock
) -> None:
    leave(his, "progress", {"q_progress": "Isaks text."})
    clock.goes(minutes=5)
    leave(mine, "period_from", {"q_period_from": "2026-01-01"})

    reply = leave(mine, "progress", {"q_progress": "Majas text."})

    assert (reply.status_code, reply.json["problem"]) == (409, "conflict")
    for said in ("Majas text.", "Isaks text.", "Isak Forsdal sparade mån 2 mar 12.00"):
        assert said in reply.json["dialog"].replace("\u00a0", " ")
    assert only_claim(journey, case_id).progress == "Isaks text."
    leave(mine, "progress", {"q_progress": "Majas text."}, version=reply.json["row_version"])
    assert only_claim(journey, case_id).progress == "Majas text."


def test_two_who_write_in_different_fields_are_in_nobodys_way(
    journey: Journey, case_id: int, mine: Page, his: Page
) -> None:
    replies = [
        leave(his, "costs", row(what="Tåg", declared="900")),
        leave(mine, "progress", {"q_progress": "Majas text."}),
        leave(mine, "period_to", {"q_period_to": "2026-02-28"}),
    ]

    assert [reply.status_code for reply in replies] == [200] * 3
    kept = only_claim(journey, case_id)
    assert ([one.what for one in kept.rows], kept.progress) == (["Tåg"], "Majas text.")


def test_rows_of_both_may_be_kept_and_of_many_only_those_that_differ_are_shown(mine: Page, his: Page) -> None:
    leave(his, "costs", row(what="Tåg", declared="900"))
    leave(his, "progress", {"q_progress": "Isaks text."})

    reply = leave(mine, "costs", row(what="Buss", declared="90"))
    text = leave(mine, "progress", {"q_progress": "Majas text."})

    assert "Behåll allas rader" in reply.json["dialog"]
    assert "Behåll allas rader" not in text.json["dialog"]
    assert "lika hos båda" not in reply.json["dialog"]
    version = leave(
        mine, "costs", row(what="Tåg", declared="900") | row(1, what="Buss"), version=reply.json["row_version"]
    )
    again = leave(his, "costs", row(what="Tåg", declared="900") | row(1, what="Båt"))
    assert version.status_code == 200
    assert "En rad är lika hos båda" in again.json["dialog"]


def test_a_claim_that_was_sent_or_put_away_takes_no_more_words(
    journey: Journey, case_id: int, maja: Browser, mine: Page
) -> None:
    claim_id = only_claim(journey, case_id).id
    with journey.acting("applicant") as uow:
        withdraw_claim(uow, claim_id)

    late = leave(mine, "progress", {"q_progress": "För sent."})

    assert (late.status_code, late.json["problem"]) == (404, "refused")
    page = sent(maja, case_id)
    address = page.path
    version = versions_of(mine)["progress"]
    reply = leave_at(mine, address, "progress", {"q_progress": "För sent."}, version=version)
    assert (reply.status_code, reply.json["problem"]) == (409, "refused")
    assert "kan inte ändras längre" in reply.json["text"]


# ----- who may, and what


def test_only_those_who_act_for_the_applicant_write(app: Flask, journey: Journey, case_id: int, mine: Page) -> None:
    before = only_claim(journey, case_id)
    for who, status in [("stranger", 404), ("officer", 403), ("administrator", 403)]:
        other = signed_in(app, who).open("/konto/mina-uppgifter")
        address = mine.path.removesuffix("/skriv")
        reply = leave_at(other, address, "progress", {"q_progress": "Inte min."}, version="1.x")
        assert reply.status_code == status
        assert post(other, f"{address}/narvaro", {}).status_code == status

    assert leave(mine, "finns_inte", {"q_finns_inte": "x"}, version="0.x").status_code == 404
    assert leave(mine, "progress", {"q_progress": "x"}, version="").status_code == 409
    kept = only_claim(journey, case_id)
    assert (kept.state, kept.progress, kept.row_version) == (ClaimState.DRAFT, "", before.row_version)


def test_an_ended_session_is_told_and_nothing_is_saved(
    journey: Journey, case_id: int, mine: Page, clock: Clock
) -> None:
    clock.goes(hours=2)

    reply = leave(mine, "progress", {"q_progress": "Efter två timmar."})

    assert reply.status_code == 401
    assert only_claim(journey, case_id).progress == ""


def test_colleagues_on_the_same_claim_see_each_other(mine: Page, his: Page) -> None:
    address = mine.path.replace("/skriv", "/narvaro")

    post(mine, address, {})

    assert post(his, address, {}).json["text"] == "Maja Tallmyr är på den här sidan."
    post(mine, address, {"lamnar": "ja"})
    assert post(his, address, {}).json["names"] == []
