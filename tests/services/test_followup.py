"""Reports on the schedule: written, sent once, returned, approved, and the day to keep."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.events import EventKind, digest
from fundflow.domain.findings import Finding
from fundflow.domain.reports import ReportKind, ReportState, count_key, days_late
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.domain.states import State
from fundflow.models.case import Case
from fundflow.models.event import CaseEvent
from fundflow.models.report import IndicatorValue, Report
from fundflow.queries.reports import report_of, sent_of
from fundflow.services.facts import programme_of
from fundflow.services.followup import (
    Counted,
    ReportContent,
    approve_report,
    counted_in,
    return_report,
    save_report,
    send_report,
)
from fundflow.services.report_checks import missing_in
from tests.claim_parts import whole_report
from tests.payment_parts import codes
from tests.report_parts import COMPANIES, PERSONS, given, report_in, reporting, settled
from tests.whole_case import World, add_person, granted, join

WHY = "Skriv hur många av deltagarna som är män."


def about(world: World, case: Case, report: Report) -> list[Finding]:
    """What is said of the report before it is sent."""
    world.session.flush()
    return missing_in(
        world.uow("applicant"), case, report_of(world.session, world.actor("officer"), case.id, report.id)
    )


# ----- write


def test_what_is_unfinished_is_kept_as_it_was_written(world: World) -> None:
    _, report = reporting(world)
    unfinished = {"done": "Vi har börj", "participants_women": "ca 12", "participants_men": "9"}

    save_report(
        world.uow("writer"), report.id, ReportContent(unfinished, report.row_version, {PERSONS: Counted(None, 8)})
    )

    assert report.answers == unfinished
    assert (report.participants_women, report.participants_men) == (None, 9)
    rows = world.session.scalars(select(IndicatorValue).where(IndicatorValue.report_id == report.id)).all()
    assert [(row.indicator, row.value, row.women, row.men) for row in rows] == [(PERSONS, 8, 8, None)]


def test_women_men_and_unknown_add_up_to_the_persons(world: World) -> None:
    _, report = reporting(world)
    counted = {PERSONS: Counted(women=9, men=6, unknown=2), COMPANIES: Counted(7)}

    save_report(world.uow("applicant"), report.id, ReportContent({}, report.row_version, counted))

    values = {
        row.indicator: row.value
        for row in world.session.scalars(select(IndicatorValue).where(IndicatorValue.report_id == report.id))
    }
    assert values == {PERSONS: 17, COMPANIES: 7}


def test_counts_are_read_from_what_was_typed(world: World) -> None:
    case, _ = reporting(world)
    typed = {
        count_key(PERSONS, "women"): "1 200",
        count_key(PERSONS, "men"): "0",
        count_key(PERSONS, "unknown"): "",
        count_key(COMPANIES): "sju",
    }

    counted = counted_in(programme_of(world.uow("applicant"), case).indicators, typed)

    assert counted == {PERSONS: Counted(None, 1200, 0, None)}


def test_an_older_page_saves_nothing_over_a_newer_one(world: World) -> None:
    _, report = reporting(world)
    opened = report.row_version
    save_report(world.uow("applicant"), report.id, ReportContent({"done": "Majas text"}, opened))

    with pytest.raises(Conflict):
        save_report(world.uow("writer"), report.id, ReportContent({"done": "Nils text"}, opened))

    assert report.answers == {"done": "Majas text"}


def test_a_change_of_counts_alone_is_a_new_version_too(world: World) -> None:
    _, report = reporting(world)
    opened = report.row_version

    save_report(world.uow("applicant"), report.id, ReportContent({}, opened, {COMPANIES: Counted(3)}))

    assert report.row_version > opened


def test_nobody_outside_sees_or_writes_a_report(world: World) -> None:
    _, report = reporting(world)
    world.people["stranger"] = add_person(world, "Vera Myrbäck", (Role.APPLICANT,))

    with pytest.raises(NotFound):
        save_report(world.uow("stranger"), report.id, ReportContent({}, report.row_version))
    with pytest.raises(NotFound):
        send_report(world.uow("applicant"), 987_654)


def test_the_region_writes_no_report_and_a_sent_one_is_closed(world: World) -> None:
    case, report = reporting(world)
    with pytest.raises(Refused) as by_officer:
        save_report(world.uow("officer"), report.id, ReportContent({}, report.row_version))
    given(world, case, report)

    with pytest.raises(Refused) as by_applicant:
        save_report(world.uow("applicant"), report.id, ReportContent({}, report.row_version))
    with pytest.raises(Refused) as by_both:
        save_report(world.uow("officer"), report.id, ReportContent({}, report.row_version))

    assert codes(by_officer) == ["may_not_edit"]
    assert codes(by_applicant) == ["report_not_open"]
    assert codes(by_both) == ["may_not_edit", "report_not_open"]


# ----- send


def test_everything_that_is_missing_is_said_at_once(world: World) -> None:
    _, report = reporting(world)

    with pytest.raises(Refused) as refused:
        send_report(world.uow("applicant"), report.id)

    assert [one.field for one in refused.value.findings] == [
        *("done", "goals_so_far", "participants_women", "participants_men", "participants_unknown"),
        *("equality_work", "climate_work", "next_steps"),
        *(count_key(PERSONS, "women"), count_key(COMPANIES)),
    ]
    assert report.state is ReportState.DUE


def test_a_count_that_cannot_be_read_or_lacks_a_part_stops_the_sending(world: World) -> None:
    case, report = reporting(world)
    whole = whole_report(world.uow("applicant"), case.id, report.id)
    answers = {**whole.answers, count_key(COMPANIES): "många"}
    content = ReportContent(answers, report.row_version, {PERSONS: Counted(None, 4, None, 0)})
    save_report(world.uow("applicant"), report.id, content)

    found = [(one.code, one.field) for one in about(world, case, report) if one.refuses]

    assert found == [
        ("answer_unreadable", count_key(COMPANIES)),
        ("count_part_missing", count_key(PERSONS, "women")),
    ]


def test_fewer_than_last_time_is_a_warning_that_refuses_nothing(world: World) -> None:
    case, first = reporting(world)
    given(world, case, first)
    final = report_in(world, case, ReportKind.FINAL)
    whole = whole_report(world.uow("applicant"), case.id, final.id)
    fewer = ReportContent(
        {**whole.answers, "participants_women": "3"},
        final.row_version,
        {PERSONS: Counted(None, 1, 1, 0), COMPANIES: Counted(7)},
    )
    save_report(world.uow("applicant"), final.id, fewer)

    said = [(one.code, one.field, one.figures["now"], one.figures["before"]) for one in about(world, case, final)]
    send_report(world.uow("applicant"), final.id)

    assert said == [
        ("counted_less", count_key(PERSONS, "women"), 2, 15),
        ("counted_less", "participants_women", 3, 12),
    ]
    assert final.state is ReportState.SENT


def test_a_sent_report_is_frozen_and_in_the_register(world: World) -> None:
    case, report = reporting(world)

    given(world, case, report)

    (document,) = sent_of(world.session, report)
    assert document.facts is not None
    assert document.facts["answers"]["done"] == "Det har gått som planerat."
    assert document.facts["indicators"] == {COMPANIES: [7, None, None, None], PERSONS: [15, 9, 6, 0]}
    assert (document.matter, document.for_applicant) == ("Lägesrapport", True)
    event = world.session.scalars(select(CaseEvent).where(CaseEvent.kind == EventKind.REPORT_SENT)).one()
    assert event.payload["sha256"] == digest(document.facts)


def test_sent_twice_it_is_sent_once(world: World) -> None:
    case, report = reporting(world)
    given(world, case, report)

    send_report(world.uow("writer"), report.id)

    assert len(sent_of(world.session, report)) == 1
    assert report.sent_by_id == world.people["applicant"]


# ----- return and approve


def test_a_returned_report_is_changed_and_sent_again_and_both_are_kept(world: World) -> None:
    case, report = reporting(world)
    given(world, case, report)

    return_report(world.uow("officer"), report.id, reason=f"  {WHY} ")
    assert (report.state, report.return_reason) == (ReportState.RETURNED, WHY)
    changed = whole_report(world.uow("applicant"), case.id, report.id)
    answers = {**changed.answers, "done": "Nu med män."}
    save_report(world.uow("applicant"), report.id, ReportContent(answers, report.row_version, changed.indicators))
    send_report(world.uow("applicant"), report.id)

    kept = [document.facts["answers"]["done"] for document in sent_of(world.session, report) if document.facts]
    assert kept == ["Det har gått som planerat.", "Nu med män."]


def test_returning_is_refused_with_every_reason(world: World) -> None:
    _, report = reporting(world)

    with pytest.raises(Refused) as by_head:
        return_report(world.uow("head"), report.id, reason=" ")

    assert codes(by_head) == ["not_permitted", "report_not_waiting", "report_reason_missing"]
    assert report.state is ReportState.DUE


def test_whoever_acts_for_the_applicant_does_not_review(world: World) -> None:
    case, report = reporting(world)
    given(world, case, report)
    join(world, "officer", OrganisationRight.EDIT, confirmed=True)

    with pytest.raises(Refused) as returned:
        return_report(world.uow("officer"), report.id, reason=WHY)
    with pytest.raises(Refused) as approved:
        approve_report(world.uow("officer"), report.id)

    assert codes(returned) == codes(approved) == ["own_case"]


def test_only_a_sent_report_is_approved_and_only_once(world: World) -> None:
    case, report = reporting(world)
    with pytest.raises(Refused) as unsent:
        approve_report(world.uow("auditor"), report.id)
    given(world, case, report)

    approve_report(world.uow("officer"), report.id)
    with pytest.raises(Refused) as again:
        approve_report(world.uow("officer"), report.id)

    assert codes(unsent) == ["not_permitted", "report_not_waiting"]
    assert codes(again) == ["report_not_waiting"]
    assert (report.state, report.approved_by_id) == (ReportState.APPROVED, world.people["officer"])
    assert case.state is State.ONGOING


def test_an_approved_final_report_takes_the_case_to_its_settlement(world: World) -> None:
    case = settled(world)

    assert case.state is State.FINAL_SETTLEMENT


def test_a_settled_case_takes_no_more_reports_and_returns_none(world: World) -> None:
    case, report = reporting(world)
    given(world, case, report)
    approve_report(world.uow("officer"), given(world, case, report_in(world, case, ReportKind.FINAL)).id)

    with pytest.raises(Refused) as refused:
        return_report(world.uow("officer"), report.id, reason=WHY)
    approve_report(world.uow("officer"), report.id)

    assert codes(refused) == ["report_not_waiting"]
    assert report.state is ReportState.APPROVED


# ----- the day to keep


def test_the_next_report_is_the_day_to_keep_of_a_running_case(world: World) -> None:
    case = granted(world)
    progress, final = report_in(world, case, ReportKind.PROGRESS), report_in(world, case, ReportKind.FINAL)
    days = [(case.deadline_on, case.deadline_kind)]

    given(world, case, progress)
    days.append((case.deadline_on, case.deadline_kind))
    return_report(world.uow("officer"), progress.id, reason=WHY)
    days.append((case.deadline_on, case.deadline_kind))
    approve_report(world.uow("officer"), send_report(world.uow("applicant"), progress.id).id)
    approve_report(world.uow("officer"), given(world, case, final).id)
    days.append((case.deadline_on, case.deadline_kind))

    assert days == [(progress.due_on, "report"), (final.due_on, "report"), (progress.due_on, "report"), (None, None)]


def test_days_late_are_counted_from_the_day_after_the_last() -> None:
    day = date(2026, 9, 14)

    assert [days_late(ReportState.DUE, day, day + timedelta(days=gone)) for gone in (-1, 0, 1, 30)] == [0, 0, 1, 30]
    assert days_late(ReportState.RETURNED, day, day + timedelta(days=2)) == 2
    assert days_late(ReportState.SENT, day, day + timedelta(days=2)) == 0
