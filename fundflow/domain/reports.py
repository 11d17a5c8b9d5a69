"""The report schedule and where a report stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fundflow.domain.deadlines import next_working_day
from fundflow.domain.periods import Period, add_months
from fundflow.domain.programme import ReportPlan


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
