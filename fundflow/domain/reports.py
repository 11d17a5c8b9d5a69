"""The report schedule, where a report stands, and what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from fundflow.domain.deadlines import next_working_day
from fundflow.domain.periods import Period, add_months
from fundflow.domain.programme import IndicatorKind, Question, QuestionKind, ReportPlan, Text


class ReportKind(StrEnum):
    """A progress report under way, or the final one."""

    PROGRESS = "progress"
    FINAL = "final"


class ReportState(StrEnum):
    """Where a report stands."""

    DUE = "due"
    SENT = "sent"
    RETURNED = "returned"
    APPROVED = "approved"


TO_SEND: Final = (ReportState.DUE, ReportState.RETURNED)
"""States in which the applicant is to send the report."""

GIVEN: Final = (ReportState.SENT, ReportState.APPROVED)
"""States of a report that has been given and not been returned."""


@dataclass(frozen=True, slots=True)
class ReportDue:
    """A report to come and the last day for it."""

    kind: ReportKind
    due_on: date


def schedule(project: Period, plan: ReportPlan) -> Iterator[ReportDue]:
    """Yield the reports of a project: progress every so many months while it lasts, the final one after its end.

    A day that is no working day moves to the next one.
    """
    every = plan.progress_every_months
    months = every or 0
    while every is not None and (due_on := add_months(project.first, months)) < project.last:
        yield ReportDue(ReportKind.PROGRESS, next_working_day(due_on))
        months += every
    yield ReportDue(ReportKind.FINAL, next_working_day(add_months(project.last, plan.final_after_months)))


def days_late(state: ReportState, due_on: date, today: date) -> int:
    """Return how many days have gone since the last day of a report that is not given; 0 while there is time."""
    return max(0, (today - due_on).days) if state in TO_SEND else 0


# ----- what is counted

_PERSONS: Final = (
    ("women", Text("kvinnor", "women")),
    ("men", Text("män", "men")),
    ("unknown", Text("okänt", "unknown")),
)


def count_key(indicator: str, part: str = "") -> str:
    """Return the key under which a count is written among the answers of a report; ``part`` of persons."""
    return f"indicator-{indicator}-{part}" if part else f"indicator-{indicator}"


def count_questions(kind: IndicatorKind) -> tuple[Question, ...]:
    """Return what a report asks about an indicator: one number, or the women, men and unknown of persons."""
    if not kind.persons:
        return (Question(count_key(kind.key), QuestionKind.WHOLE_NUMBER, kind.label),)
    return tuple(
        Question(count_key(kind.key, part), QuestionKind.WHOLE_NUMBER, _with_part(kind.label, words))
        for part, words in _PERSONS
    )


def _with_part(label: Text, part: Text) -> Text:
    return Text(f"{label.sv}: {part.sv}", f"{label.en}: {part.en}" if label.en else None)
