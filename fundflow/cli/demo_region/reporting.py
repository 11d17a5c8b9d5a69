"""Reports of a running project, and the closing of it."""

from datetime import date, timedelta

from fundflow.cli.demo_region.applying import Live
from fundflow.cli.demo_region.days import in_office_hours, some_days_after
from fundflow.cli.demo_region.phrases import phrase
from fundflow.cli.demo_region.plans import Fate
from fundflow.cli.demo_region.world import Story
from fundflow.domain.programme import IndicatorKind
from fundflow.domain.reports import ReportKind
from fundflow.queries.cases import targets_of
from fundflow.queries.reports import reports_of
from fundflow.services.decision import decide, dispatch
from fundflow.services.facts import programme_of
from fundflow.services.followup import (
    Counted,
    ReportContent,
    approve_report,
    get_report,
    propose_closing,
    return_report,
    save_report,
    send_report,
)

_PROGRESS = {
    "done": "done",
    "goals_so_far": "goals_so_far",
    "deviations": "deviations",
    "equality_work": "equality_work",
    "climate_work": "climate_work",
    "next_steps": "next_steps",
}
_FINAL = {
    "summary": "report_summary",
    "goals_reached": "goals_reached",
    "equality_result": "report_equality",
    "climate_result": "climate_result",
    "spread": "spread",
    "lives_on": "lives_on",
    "lessons": "lessons",
}
_LATE_ON_THE_DAY = 0.16
"""How many of those with a report due have not sent it."""


def reports(case: Live) -> Story:
    """Send each report about its day, the final one soon after the project's end, and have them approved."""
    chance, plan = case.plan.chance, case.plan
    with case.world.deed(plan.officer) as uow:
        planned = [(one.id, one.kind, one.due_on) for one in reports_of(uow.session, uow.actor, case.case_id)]
    for place, (report_id, kind, due_on) in enumerate(planned, start=1):
        yield in_office_hours(chance, max(_sent_on(case, kind, due_on), plan.sent_on))
        if kind is ReportKind.PROGRESS:
            reached = min(95, 100 * (due_on - plan.starts_on).days // max(1, (plan.ends_on - plan.starts_on).days))
        else:
            reached = chance.randint(75, 125)
        _write(case, report_id, kind, reached)
        if place == 1 and chance.random() < 0.12:
            yield from _returned(case, report_id)
        yield some_days_after(chance, case.world.now, 2, 9)
        with case.world.deed(plan.officer) as uow:
            approve_report(uow, report_id)


def _sent_on(case: Live, kind: ReportKind, due_on: date) -> date:
    chance, plan = case.plan.chance, case.plan
    if kind is ReportKind.FINAL:
        return plan.ends_on + timedelta(days=chance.randint(5, 15))
    is_last_one_due = plan.fate is Fate.ONGOING and due_on > plan.today - timedelta(days=60)
    if is_last_one_due and chance.random() < _LATE_ON_THE_DAY:
        return plan.today + timedelta(days=5)
    return due_on - timedelta(days=chance.randint(-4, 12))


def _write(case: Live, report_id: int, kind: ReportKind, reached: int) -> None:
    plan, world = case.plan, case.world
    with world.deed(plan.applicant.key) as uow:
        found, report = get_report(uow, report_id)
        women, men, unknown = _people(case, reached)
        asked = _FINAL if kind is ReportKind.FINAL else _PROGRESS
        answers: dict[str, object] = {key: case.say("reports", name, percent=reached) for key, name in asked.items()}
        answers |= {
            "participants_women": str(women),
            "participants_men": str(men),
            "participants_unknown": str(unknown),
        }
        targets = {row.indicator: row.target for row in targets_of(uow.session, found.id)}
        kinds = {one.key: one for one in programme_of(uow, found).indicators}
        counted = {key: _counted(case, kinds[key], target * reached // 100) for key, target in targets.items()}
        save_report(uow, report_id, ReportContent(answers, report.row_version, indicators=counted))
        send_report(uow, report_id)


def _people(case: Live, reached: int) -> tuple[int, int, int]:
    """Return how many women, men and unknown have taken part so far."""
    chance = case.plan.chance
    several = max(6, chance.randint(20, 140) * reached // 100)
    women = several * chance.randint(38, 66) // 100
    unknown = chance.choice((0, 0, 0, 1, 2, 4))
    return women, several - women, unknown


def _counted(case: Live, kind: IndicatorKind, value: int) -> Counted:
    if not kind.persons:
        return Counted(value)
    women = value * case.plan.chance.randint(38, 66) // 100
    return Counted(value, women, value - women, 0)


def _returned(case: Live, report_id: int) -> Story:
    """Let the officer ask for more, and the applicant send the report once again."""
    plan, world = case.plan, case.world
    yield some_days_after(plan.chance, world.now, 2, 6)
    with world.deed(plan.officer) as uow:
        return_report(uow, report_id, reason=phrase(plan.chance, "reports", "returned"))
    yield some_days_after(plan.chance, world.now, 3, 9)
    with world.deed(plan.applicant.key) as uow:
        send_report(uow, report_id)


def closing(case: Live) -> Story:
    """Close the settled case: proposed by the officer, decided by the head of unit, told to the applicant."""
    plan, world = case.plan, case.world
    yield some_days_after(plan.chance, world.now, 1, 5)
    with world.deed(plan.officer) as uow:
        decision_id = propose_closing(uow, case.case_id, grounds=phrase(plan.chance, "grounds", "closing")).id
    if plan.fate is Fate.SETTLEMENT:
        return
    yield some_days_after(plan.chance, world.now, 1, 4)
    with world.deed("head") as uow:
        decide(uow, decision_id)
    yield some_days_after(plan.chance, world.now, 0, 1)
    with world.deed(plan.officer) as uow:
        dispatch(uow, decision_id)
