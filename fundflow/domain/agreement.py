"""Answers that can each be read and yet do not fit each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from fundflow.domain.answers import Unreadable, read_answer
from fundflow.domain.concepts import Concept
from fundflow.domain.findings import Figure, Finding, Verdict
from fundflow.domain.places import is_deso
from fundflow.domain.programme import Question
from fundflow.domain.strategy import Strategy

_YEARS_AROUND: Final = 2
"""How many years before and after the application its support can be about; the forms are for a year at a time."""


def disagreements(
    questions: Sequence[Question],
    answers: Mapping[str, object],
    strategy: Strategy | None,
    *,
    applied_on: date | None = None,
) -> Iterator[Finding]:
    """Yield what does not fit together, at the question where it is mended.

    What is not answered disagrees with nothing. ``questions``: those asked, with both halves of each pair among them;
    ``applied_on``: the day of the application, where a year that is asked for is held against it.
    """
    asked = {question.concept: question for question in questions if question.concept is not None}
    yield from _days(asked, answers)
    yield from _deso(asked, answers)
    yield from _district(asked, answers)
    if applied_on is not None:
        yield from _support_year(asked, answers, applied_on.year)
    if strategy is not None:
        yield from _area(asked, answers, strategy)


def _days(asked: Mapping[Concept, Question], answers: Mapping[str, object]) -> Iterator[Finding]:
    """Ask that a project, or the work, ends after it starts."""
    start = asked.get(Concept.PROJECT_STARTS_ON) or asked.get(Concept.WORK_STARTS_ON)
    starts_on, ends_on = (_read(one, answers) for one in (start, asked.get(Concept.PROJECT_ENDS_ON)))
    if isinstance(starts_on, date) and isinstance(ends_on, date) and ends_on <= starts_on:
        end = asked[Concept.PROJECT_ENDS_ON]
        yield Finding("ends_before_start", Verdict.NOT_YET, None, {"day": starts_on}, end.key)


def _support_year(asked: Mapping[Concept, Question], answers: Mapping[str, object], now: int) -> Iterator[Finding]:
    """Ask that the year of the support lies near the year of the application."""
    year = _read(asked.get(Concept.SUPPORT_YEAR), answers)
    if isinstance(year, int) and abs(year - now) > _YEARS_AROUND:
        figures: dict[str, Figure] = {
            "year": year,
            "first_year": now - _YEARS_AROUND,
            "last_year": now + _YEARS_AROUND,
        }
        yield Finding("year_far_away", Verdict.NOT_YET, None, figures, asked[Concept.SUPPORT_YEAR].key)


def _deso(asked: Mapping[Concept, Question], answers: Mapping[str, object]) -> Iterator[Finding]:
    """Ask that the statistical area lies in the first of the chosen municipalities, which is the case's own."""
    area, chosen = (_read(asked.get(one), answers) for one in (Concept.DESO, Concept.MUNICIPALITIES))
    municipality = next(iter(chosen), "") if isinstance(chosen, list) else chosen
    if isinstance(area, str):
        found = against_deso(area, municipality if isinstance(municipality, str) else "")
        yield from [replace(found, field=asked[Concept.DESO].key)] if found else []


def _district(asked: Mapping[Concept, Question], answers: Mapping[str, object]) -> Iterator[Finding]:
    """Ask that the part of a municipality is one of the chosen municipality's."""
    question = asked.get(Concept.DISTRICT)
    part, chosen = _read(question, answers), _read(asked.get(Concept.MUNICIPALITIES), answers)
    options = question.options if question is not None else ()
    lies_in = next((one for one in options if one.key == part and one.municipality), None)
    if question is not None and lies_in is not None and isinstance(chosen, str) and lies_in.municipality != chosen:
        yield Finding("district_elsewhere", Verdict.NOT_YET, None, {"what": lies_in.label}, question.key)


def against_deso(area: str, municipality: str) -> Finding | None:
    """Return that a text is no code of an area, or that the area lies in another municipality than the chosen one.

    The code of an area begins with that of its own municipality.
    """
    if area and not is_deso(area.upper()):
        return Finding("deso_no_code", Verdict.NOT_YET, None, {"what": area})
    is_code = municipality.isascii() and municipality.isdigit()
    if not area or not is_code or area.startswith(municipality):
        return None
    return Finding("deso_elsewhere", Verdict.NOT_YET, None, {"what": area.upper(), "begins": municipality})


def _area(asked: Mapping[Concept, Question], answers: Mapping[str, object], strategy: Strategy) -> Iterator[Finding]:
    """Ask that the strategic area is one of the chosen priority's, where that has any."""
    chosen, area_key = (_read(asked.get(concept), answers) for concept in (Concept.PRIORITY, Concept.STRATEGIC_AREA))
    priority, area = strategy.priority(str(chosen or "")), strategy.area(str(area_key or ""))
    if priority is None or area is None or not priority.areas:
        return
    if area.key not in {one.key for one in priority.areas}:
        figures = {"what": area.label, "priority": priority.label}
        yield Finding("area_elsewhere", Verdict.NOT_YET, None, figures, asked[Concept.STRATEGIC_AREA].key)


def _read(question: Question | None, answers: Mapping[str, object]) -> object:
    if question is None:
        return None
    try:
        return read_answer(question, answers.get(question.key))
    except Unreadable:
        return None
