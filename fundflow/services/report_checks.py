"""What a report lacks before it can be sent: the same findings on the applicant's page and at the deed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from fundflow.domain.answers import Unreadable, read_answer, unreadable_in
from fundflow.domain.completeness import missing_on, too_long_on
from fundflow.domain.concepts import REPORTED, Concept
from fundflow.domain.findings import Figure, Finding, Verdict
from fundflow.domain.programme import IndicatorKind, Page, ReportForm
from fundflow.domain.reports import ReportKind, count_questions
from fundflow.models.case import Case
from fundflow.models.report import Report
from fundflow.queries.cases import targets_of
from fundflow.queries.reports import earlier_report
from fundflow.services.facts import facts_of, programme_of
from fundflow.services.report_told import told_by_claims
from fundflow.services.unit_of_work import UnitOfWork


def form_of(uow: UnitOfWork, case: Case, report: Report) -> ReportForm:
    """Return the form of a report, as the case's programme has it."""
    programme, grant_type = programme_of(uow, case), case.grant_type or ""
    is_final = report.kind is ReportKind.FINAL
    return programme.final_report_for(grant_type) if is_final else programme.progress_report_for(grant_type)


def participants_in(form: ReportForm, answers: Mapping[str, object]) -> dict[Concept, int]:
    """Return what the answers count of participants; what is not written or cannot be read is left out."""
    counted = {}
    for question in form.questions:
        if question.concept not in REPORTED or question.concept is None:
            continue
        try:
            value = read_answer(question, answers.get(question.key))
        except Unreadable:
            continue
        if isinstance(value, int):
            counted[question.concept] = value
    return counted


@dataclass(frozen=True, slots=True)
class Outcome:
    """An indicator in a report: what the case promises, what the report before said and what this one says.

    ``target`` None: nothing is promised, and it may be left out. Women, men and unknown add up to the value of persons.
    """

    kind: IndicatorKind
    target: int | None
    previous: int | None
    value: int | None
    women: int | None = None
    men: int | None = None
    unknown: int | None = None


def outcomes_of(uow: UnitOfWork, case: Case, report: Report) -> list[Outcome]:
    """Return every indicator of the programme for a report, whose indicators are loaded; those promised come first."""
    targets = {row.indicator: row.target for row in targets_of(uow.session, case.id)}
    before = earlier_report(uow.session, report)
    previous = {row.indicator: row.value for row in before.indicators} if before else {}
    now = {row.indicator: row for row in report.indicators}
    found = []
    for kind in programme_of(uow, case).indicators_for(case.grant_type or ""):
        row = now.get(kind.key)
        counts = (row.value, row.women, row.men, row.unknown) if row else (None, None, None, None)
        found.append(Outcome(kind, targets.get(kind.key), previous.get(kind.key), *counts))
    return sorted(found, key=lambda one: one.target is None)


def missing_in(uow: UnitOfWork, case: Case, report: Report) -> list[Finding]:
    """Return what keeps a report, whose indicators are loaded, from being sent, and what deserves a second look."""
    told = told_by_claims(uow, case, report)
    form = told.asked_in(form_of(uow, case, report))
    page = Page(report.kind.value, form.label, None, form.questions)
    unreadable = (one.key for one in form.questions if unreadable_in(one, report.answers.get(one.key)))
    facts = replace(facts_of(uow, case), answers=report.answers, unreadable=tuple(unreadable))
    outcomes = [one for one in outcomes_of(uow, case, report) if not told.tells(one.kind)]
    return [
        *missing_on(page, facts),
        *too_long_on(page, facts),
        *_unreadable_counts(outcomes, report.answers),
        *_about_outcomes(outcomes, report.answers),
        *_fewer_participants(uow, form, report),
    ]


def _unreadable_counts(outcomes: list[Outcome], answers: Mapping[str, object]) -> Iterator[Finding]:
    for question in (question for one in outcomes for question in count_questions(one.kind)):
        if unreadable_in(question, answers.get(question.key)):
            yield Finding("answer_unreadable", Verdict.NOT_YET, None, {"what": question.label}, question.key)


def _about_outcomes(outcomes: list[Outcome], answers: Mapping[str, object]) -> Iterator[Finding]:
    for one in outcomes:
        figures: dict[str, Figure] = {"what": one.kind.label}
        field = count_questions(one.kind)[0].key
        if any(unreadable_in(question, answers.get(question.key)) for question in count_questions(one.kind)):
            continue
        parts = (one.women, one.men, one.unknown)
        if one.value is None and one.target is not None:
            yield Finding("indicator_missing", Verdict.NOT_YET, None, figures, field)
        elif None in parts and any(part is not None for part in parts):
            yield Finding("count_part_missing", Verdict.NOT_YET, None, figures, field)
        elif one.value is not None and one.previous is not None and one.value < one.previous:
            fewer: dict[str, Figure] = {**figures, "now": one.value, "before": one.previous}
            yield Finding("counted_less", Verdict.WARNS, None, fewer, field)


def _fewer_participants(uow: UnitOfWork, form: ReportForm, report: Report) -> Iterator[Finding]:
    before = earlier_report(uow.session, report)
    now = participants_in(form, report.answers)
    for question in form.questions:
        if before is None or question.concept is None or question.concept not in now:
            continue
        earlier = getattr(before, question.concept.value)
        if earlier is not None and now[question.concept] < earlier:
            figures = {"what": question.label, "now": now[question.concept], "before": earlier}
            yield Finding("counted_less", Verdict.WARNS, None, figures, question.key)
