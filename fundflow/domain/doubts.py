"""Answers that can be right and are probably not, since another one says otherwise: they warn and refuse nothing."""

from collections.abc import Iterator, Mapping
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


def doubts(facts: CaseFacts) -> Iterator[Finding]:
    """Yield what another answer speaks against, at the question or row where it stands; without a form nothing."""
    asked = [question for question in facts.questions if is_shown(question, facts.answers)]
    for question in asked:
        yield from _contradicted(question, facts.answers)
        yield from _outside_the_project(question, facts)


def _contradicted(question: Question, answers: Mapping[str, object]) -> Iterator[Finding]:
    doubted = question.doubted_when
    if doubted is None or str(answers.get(question.key)) not in doubted.answers:
        return
    if str(answers.get(doubted.question)) in doubted.is_one_of:
        yield Finding("answers_at_odds", Verdict.WARNS, None, {"why": doubted.why}, question.key)


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
