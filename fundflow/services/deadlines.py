"""The next day to keep in a running case: that of the report which the applicant is to send."""

from typing import Final

from sqlalchemy import func, select

from fundflow.domain.reports import TO_SEND
from fundflow.domain.states import State
from fundflow.models.case import Case
from fundflow.models.report import Report
from fundflow.services.unit_of_work import UnitOfWork

REPORT_DEADLINE: Final = "report"
"""What the deadline of a running case is about."""


def follow_reports(uow: UnitOfWork, case: Case) -> None:
    """Write the day of the next report that is to be sent; none once all are given or the project is settled."""
    uow.session.flush()
    next_one = select(func.min(Report.due_on)).where(Report.case_id == case.id, Report.state.in_(TO_SEND))
    due_on = uow.session.scalar(next_one) if case.state is State.ONGOING else None
    case.deadline_on, case.deadline_kind = due_on, REPORT_DEADLINE if due_on else None
