"""Answers that can be right and are probably not, since another one says otherwise: they warn and refuse nothing."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final

from fundflow.domain.answers import Unreadable, read_value
from fundflow.domain.completeness import is_shown
from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Figure, Finding, Verdict
from fundflow.domain.programme import Question, QuestionKind
from fundflow.domain.texts import Text

OUTSIDE_PROJECT: Final = frozenset(
    {"cost_before_project", "cost_after_project", "day_before_project", "day_after_project"}
)
"""What is told of one row, since its year or day lies outside the project."""


_STARTS: Final = (Concept.PROJECT_STARTS_ON, Concept.WORK_STARTS_ON)
_TOLD_BY_RULE: Final = frozenset({"starts_before_today", "started_before_application"})
"""What a rule says of a start before the application, where the support demands that one applies first."""

_IF_SENT_TODAY: Final = ("begins_before_today", "ends_before_today")
_WHEN_IT_CAME: Final = ("begins_before_application", "ends_before_application")


def doubts(facts: CaseFacts, told: Collection[str] = ()) -> Iterator[Finding]:
    """Yield what another answer speaks against, at the question or row where it stands; without a form nothing.

    ``told``: the codes of what the rules have found, which is not told twice.
    """
    asked = [question for question in facts.questions if is_shown(question, facts.answers)]
    yield from _before_the_application(asked, facts, told)
    for question in asked:
        yield from _contradicted(question, facts.answers)
        yield from _outside_the_project(question, facts)


def _contradicted(question: Question, answers: Mapping[str, object]) -> Iterator[Finding]:
    doubted = question.doubted_when
    if doubted is None or str(answers.get(question.key)) not in doubted.answers:
        return
    if str(answers.get(doubted.question)) in doubted.is_one_of:
        yield Finding("answers_at_odds", Verdict.WARNS, None, {"why": doubted.why}, question.key)


def _before_the_application(asked: Collection[Question], facts: CaseFacts, told: Collection[str]) -> Iterator[Finding]:
    """Yield that the project, or the work, ends before the day of the application, or else that it starts before it."""
    applied = facts.received_on or facts.today
    begins, ends = _IF_SENT_TODAY if facts.is_unsent else _WHEN_IT_CAME
    days = {
        question.concept: (question, day)
        for question in asked
        if question.kind is QuestionKind.DAY
        and isinstance(day := _read(QuestionKind.DAY, facts.answers.get(question.key)), date)
        and day < applied
    }
    if (end := days.get(Concept.PROJECT_ENDS_ON)) is not None:
        question, last = end
        yield Finding(ends, Verdict.WARNS, None, {"last": last, "received": applied}, question.key)
    elif not _TOLD_BY_RULE & set(told):
        for question, first in (days[concept] for concept in _STARTS if concept in days):
            figures: dict[str, Figure] = {"first": first, "received": applied}
            yield Finding(begins, Verdict.WARNS, None, figures, question.key)


def _outside_the_project(question: Question, facts: CaseFacts) -> Iterator[Finding]:
    """Yield the rows with a year or a day before the project's first day or after its last one."""
    starts_on, ends_on = (
        facts.concepts.get(concept) for concept in (Concept.PROJECT_STARTS_ON, Concept.PROJECT_ENDS_ON)
    )
    rows = facts.answers.get(question.key)
    if question.kind is not QuestionKind.ROWS or not isinstance(rows, list):
        return
    first, last = (day if isinstance(day, date) else None for day in (starts_on, ends_on))
    for place, row in enumerate(rows):
        if question.concept is Concept.COSTS:
            yield from _cost_outside(question, place, row, first, last)
        elif question.concept is None:
            yield from _days_outside(question, place, row, first, last)


def _cost_outside(
    question: Question, place: int, row: Mapping[str, object], first: date | None, last: date | None
) -> Iterator[Finding]:
    year, field = _read(QuestionKind.WHOLE_NUMBER, row.get("year")), f"{question.key}-{place}-year"
    figures: dict[str, Figure] = {"row": _name(question, place)}
    if not isinstance(year, int):
        return
    if first is not None and year < first.year:
        figures |= {"year": year, "first": first}
        yield Finding("cost_before_project", Verdict.WARNS, None, figures, field)
    elif last is not None and year > last.year:
        figures |= {"year": year, "last": last}
        yield Finding("cost_after_project", Verdict.WARNS, None, figures, field)


def _days_outside(
    question: Question, place: int, row: Mapping[str, object], first: date | None, last: date | None
) -> Iterator[Finding]:
    for column in question.columns:
        day = _read(QuestionKind.DAY, row.get(column.key)) if column.kind is QuestionKind.DAY else None
        figures: dict[str, Figure] = {"row": _name(question, place), "what": column.label}
        field = f"{question.key}-{place}-{column.key}"
        if not isinstance(day, date):
            continue
        if first is not None and day < first:
            yield Finding("day_before_project", Verdict.WARNS, None, {**figures, "day": day, "first": first}, field)
        elif last is not None and day > last:
            yield Finding("day_after_project", Verdict.WARNS, None, {**figures, "day": day, "last": last}, field)


def _name(question: Question, place: int) -> Text:
    """Return what a row is called, with its number."""
    name = question.row_name or question.label
    return Text(f"{name.sv} {place + 1}", f"{name.en} {place + 1}" if name.en else None)


def _read(kind: QuestionKind, value: object) -> object:
    try:
        return read_value(kind, str(value or ""))
    except Unreadable:
        return None
