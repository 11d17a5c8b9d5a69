"""How amounts, days, states and people's own texts are written for the eye."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask

from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.money import Money
from fundflow.domain.programme import Text
from fundflow.domain.roles import Role
from fundflow.domain.states import State
from fundflow.web import filters

THURSDAY = date(2026, 2, 19)


def plain(text: str) -> str:
    """The text with ordinary blanks, for reading in a test."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("money", "written"),
    [
        (Money.kronor(1_200_000), "1 200 000 kr"),
        (Money(123_450), "1 234,50 kr"),
        (Money.kronor(-500), "−500 kr"),
        (Money(0), "0 kr"),
        (None, "–"),
    ],
)
def test_kronor_are_written_in_full(money: Money | None, written: str) -> None:
    assert plain(filters.kronor(money)) == written


def test_blanks_in_amounts_and_days_never_break() -> None:
    texts = [filters.kronor(Money.kronor(1_200_000)), filters.percent(50), filters.plain_day(THURSDAY)]

    assert [" " in text for text in texts] == [False, False, False]


def test_other_ways_to_write_money() -> None:
    assert plain(filters.kronor_exact(Money.kronor(1200))) == "1 200,00 kr"
    assert plain(filters.amount(Money(123_450))) == "1 234,50"
    assert plain(filters.mnkr(Money.kronor(16_750_000))) == "16,8 mnkr"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(Decimal("42.5"), 1, "42,5 %"), (Decimal("50.0"), 1, "50 %"), (Decimal("100"), 1, "100 %"), (7, 0, "7 %")],
)
def test_percentages_leave_out_zero_decimals(value: Decimal, decimals: int, written: str) -> None:
    assert plain(filters.percent(value, decimals)) == written


def test_a_share_of_nothing_is_a_dash() -> None:
    assert filters.share(Money.kronor(1), Money(0)) == "–"
    assert plain(filters.share(Money.kronor(1), Money.kronor(3))) == "33 %"


def test_days_are_written_for_tables_texts_and_soon() -> None:
    assert filters.day(THURSDAY) == "2026-02-19"
    assert plain(filters.plain_day(THURSDAY)) == "19 februari 2026"
    assert plain(filters.long_day(THURSDAY)) == "torsdag 19 februari 2026"
    assert plain(filters.near_day(date(2026, 2, 23))) == "mån 23 feb"


def test_a_moment_is_written_in_swedish_time() -> None:
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)

    assert plain(filters.moment(late)) == "2 juli 2026 00.30"
    assert filters.day(late) == "2026-07-02"


@pytest.mark.parametrize(
    ("due", "words", "look"),
    [
        (date(2026, 2, 17), "två dagar över", "over"),
        (date(2026, 2, 18), "en dag över", "over"),
        (date(2026, 2, 19), "i dag", "near"),
        (date(2026, 2, 20), "i morgon", "near"),
        (date(2026, 2, 23), "mån 23 feb", "near"),
        (date(2026, 3, 19), "2026-03-19", ""),
    ],
)
def test_a_day_to_keep_is_told_as_it_lies_to_today(app: Flask, due: date, words: str, look: str) -> None:
    with app.test_request_context("/"):
        assert plain(filters.due_words(due, THURSDAY)) == words
    assert filters.due_look(due, THURSDAY) == look


@pytest.mark.parametrize(
    ("count", "neuter", "words"), [(1, False, "en"), (1, True, "ett"), (12, False, "tolv"), (13, False, "13")]
)
def test_small_numbers_are_words(count: int, neuter: bool, words: str) -> None:
    assert filters.in_words(count, neuter=neuter) == words


def test_what_people_wrote_is_shown_as_written() -> None:
    written = 'Första stycket\r\nmed två rader\r\n\r\n<script>alert("x")</script> & mer'

    shown = str(filters.paragraphs(written))

    assert shown == (
        "<p>Första stycket<br>med två rader</p><p>&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; mer</p>"
    )


def test_texts_of_the_catalogue_are_read_in_the_readers_language(app: Flask) -> None:
    with app.test_request_context("/"):
        assert filters.tr(Text("Förstudie", "Pre-study")) == "Förstudie"
        assert filters.tr(None) == ""


def test_an_applicant_does_not_see_that_a_proposal_is_ready(app: Flask) -> None:
    with app.test_request_context("/"):
        told = [filters.state_label(State.READY_FOR_DECISION, office) for office in (True, False)]

    assert told == ["Klar för beslut", "Handläggs"]
    assert filters.state_icon(State.READY_FOR_DECISION, False) == filters.state_icon(State.IN_PREPARATION)


def test_findings_are_read_with_what_stops_first_and_without_what_does_not_apply() -> None:
    verdicts = (Verdict.FULFILLED, Verdict.NOT_APPLICABLE, Verdict.STOPS, Verdict.FULFILLED)
    findings = [Finding("no_frame", verdict, None, {"year": 2026}) for verdict in verdicts]

    assert [one.verdict for one in filters.shown_findings(findings)] == [Verdict.STOPS, *[Verdict.FULFILLED] * 2]
    assert filters.tally(findings) == [(Verdict.STOPS, 1), (Verdict.FULFILLED, 2)]


@pytest.mark.parametrize(("size", "words"), [(10, "1 kB"), (840_000, "840 kB"), (1_240_000, "1,2 MB")])
def test_file_sizes(size: int, words: str) -> None:
    assert plain(filters.file_size(size)) == words


def test_every_role_of_several_is_named_also_when_they_are_read_once(app: Flask) -> None:
    with app.test_request_context("/"):
        assert filters.role_labels(iter((Role.ANALYST, Role.APPLICANT))) == ["Sökande", "Analytiker"]
