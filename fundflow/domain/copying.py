"""Which answers of an earlier application fit the questions of a new one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from fundflow.domain.concepts import Concept
from fundflow.domain.programme import Question, QuestionKind

ASKED_ANEW: Final = frozenset({Concept.LEADER_BORN_OUTSIDE_NORDICS, Concept.LEADER_YEARS_IN_SWEDEN})
"""What is asked each time and never carried over: where someone was born."""

DAYS_OF_THE_WORK: Final = frozenset(
    {Concept.PROJECT_STARTS_ON, Concept.PROJECT_ENDS_ON, Concept.WORK_STARTS_ON, Concept.SUPPORT_YEAR}
)
"""When the earlier project or work took place; a new one has days of its own."""

_YEAR: Final = "year"

_STATED: Final = (QuestionKind.YES_NO, QuestionKind.CHOICE)
"""Kinds whose answer says something only together with the words of the question."""


@dataclass(frozen=True, slots=True)
class Match:
    """A question of the new form and the one of the earlier form whose answer fits it."""

    question: Question
    earlier: Question


def matches(new: Iterable[Question], earlier: Iterable[Question]) -> list[Match]:
    """Return the questions that take over an answer: same kind, and asking the same thing.

    That is the same concept or, where neither has one, the same key. What is answered with a choice must also have the
    same key or the same words, since one concept may stand behind two statements, as full time now and within a year.
    """
    by_concept: dict[Concept, list[Question]] = {}
    by_key: dict[str, Question] = {}
    for one in earlier:
        if one.concept is None:
            by_key[one.key] = one
        elif one.concept not in ASKED_ANEW | DAYS_OF_THE_WORK:
            by_concept.setdefault(one.concept, []).append(one)
    found = []
    for question in new:
        if question.concept is None:
            before = by_key.get(question.key)
        else:
            alike = (one for one in by_concept.get(question.concept, ()) if _asks_the_same(one, question))
            before = next(alike, None)
        if before is not None and before.kind is question.kind:
            found.append(Match(question, before))
    return found


def _asks_the_same(one: Question, other: Question) -> bool:
    return one.kind not in _STATED or one.key == other.key or one.label.sv == other.label.sv


def fitting(question: Question, value: object) -> object:
    """Return a value with what the question has room for: rows keep the columns that it asks for."""
    if question.kind is not QuestionKind.ROWS or not isinstance(value, list):
        return value
    asked = {column.key for column in question.columns}
    rows = [{key: cell for key, cell in row.items() if key in asked} for row in value if isinstance(row, Mapping)]
    return [row for row in rows if any(row.values())]


def undated(question: Question, value: object) -> object:
    """Return an earlier answer without the days and years of the earlier work; other rows tell of what lies behind.

    A cost has a year, and rows that mean nothing elsewhere, as activities, have days.
    """
    dated = _dated_columns(question)
    if not dated or not isinstance(value, list):
        return value
    return [{key: cell for key, cell in row.items() if key not in dated} for row in value if isinstance(row, Mapping)]


def _dated_columns(question: Question) -> frozenset[str]:
    if question.concept is Concept.COSTS:
        return frozenset({_YEAR})
    if question.concept is None:
        return frozenset(column.key for column in question.columns if column.kind is QuestionKind.DAY)
    return frozenset()


def leading_answers(asked: Iterable[Question], proposed: Mapping[Question, object]) -> dict[Question, str]:
    """Return the answers, yes or no, to the questions that lead to the proposed ones; no where nothing is proposed.

    Only a question that means nothing else is answered so: one without a concept of its own.
    """
    by_key = {question.key: question for question in asked}
    found = {}
    for question, value in proposed.items():
        shown = question.shown_when
        leading = by_key.get(shown.question) if shown else None
        if shown is None or leading is None or leading.kind is not QuestionKind.YES_NO or leading.concept is not None:
            continue
        opens = shown.is_one_of[0]
        found[leading] = opens if value else {"yes": "no", "no": "yes"}[opens]
    return found
