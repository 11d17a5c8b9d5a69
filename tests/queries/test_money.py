"""Frames with dated changes, and what is decided, paid and outstanding against them."""

from datetime import date

from sqlalchemy.orm import Session

from fundflow.domain.appropriation import FrameKind
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import Money
from fundflow.queries.money import SourceOutcome, frame_changes, frame_facts, outcomes
from tests.statistics.rows import SOURCE, applied, book, frame, grant, historic, kr

YEAR_END = date(2026, 12, 31)


def test_a_source_without_a_registered_frame_has_none(session: Session) -> None:
    grant(session, applied(session, date(2026, 1, 10), 500), date(2026, 2, 1), 300)

    facts = frame_facts(session, SOURCE, 2026, YEAR_END)

    assert (facts.frame, facts.decided) == (None, kr(300))


def test_a_frame_is_the_sum_of_its_changes_up_to_the_day(session: Session) -> None:
    frame(session, FrameKind.DECISION_FRAME, 2026, date(2026, 1, 15), 1000)
    frame(session, FrameKind.DECISION_FRAME, 2026, date(2026, 9, 17), 250)
    frame(session, FrameKind.PAYMENT_TARGET, 2026, date(2026, 1, 15), 700)

    before, after = (frame_facts(session, SOURCE, 2026, day) for day in (date(2026, 9, 16), date(2026, 9, 17)))

    assert (before.frame, after.frame) == (kr(1000), kr(1000 + 250))
    assert [(one.kind, one.amount) for one in frame_changes(session, 2026, YEAR_END)] == [
        (FrameKind.DECISION_FRAME, kr(1000)),
        (FrameKind.DECISION_FRAME, kr(250)),
        (FrameKind.PAYMENT_TARGET, kr(700)),
    ]


def test_what_is_decided_counts_grants_and_changes_of_the_year_but_not_reservations(session: Session) -> None:
    earlier = grant(session, applied(session, date(2025, 1, 10), 900), date(2025, 3, 1), 800)
    book(session, earlier, EntryKind.CHANGED, date(2026, 4, 1), -100)
    grant(session, applied(session, date(2026, 1, 10), 500), date(2026, 2, 1), 300)
    book(session, applied(session, date(2026, 1, 10), 400), EntryKind.RESERVED, date(2026, 5, 1), 400)

    facts = frame_facts(session, SOURCE, 2026, YEAR_END)

    assert facts.decided == kr(300 - 100)


def test_the_outcome_of_a_source_holds_each_word_of_money_apart(session: Session) -> None:
    frame(session, FrameKind.DECISION_FRAME, 2026, date(2026, 1, 15), 1000)
    frame(session, FrameKind.PAYMENT_TARGET, 2026, date(2026, 1, 15), 700)
    old = grant(session, applied(session, date(2025, 1, 10), 900), date(2025, 3, 1), 800)
    book(session, old, EntryKind.PAID, date(2025, 12, 1), 150)
    book(session, old, EntryKind.ADVANCED, date(2026, 2, 1), 250)
    book(session, old, EntryKind.RELEASED, date(2026, 11, 1), 50)
    grant(session, applied(session, date(2026, 1, 10), 500), date(2026, 2, 1), 300)
    book(session, applied(session, date(2026, 1, 10), 400), EntryKind.RESERVED, date(2026, 5, 1), 400)

    found = outcomes(session, 2026, YEAR_END)

    outstanding = (800 - 150 - 250 - 50) + 300
    assert found == [SourceOutcome(SOURCE, kr(1000), kr(700), kr(300), kr(250), kr(400), kr(outstanding))]
    assert found[0].left == kr(1000 - 300)


def test_entries_after_the_day_are_ignored(session: Session) -> None:
    case = grant(session, applied(session, date(2026, 1, 10), 500), date(2026, 2, 1), 300)
    book(session, case, EntryKind.PAID, date(2026, 8, 1), 100)

    [found] = outcomes(session, 2026, date(2026, 7, 31))

    assert (found.granted, found.disbursed, found.outstanding) == (kr(300), Money(0), kr(300))


def test_money_of_no_known_source_is_shown_by_itself(session: Session) -> None:
    case = historic(session, source_of_money=None)
    book(session, case, EntryKind.GRANTED, date(2018, 12, 31), 90)

    [found] = outcomes(session, 2018, date(2018, 12, 31))

    assert (found.source, found.frame, found.granted) == ("", None, kr(90))
