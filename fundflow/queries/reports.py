"""The reports of a case, and those that wait to be read or are late, in one list."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from fundflow.domain.errors import NotFound
from fundflow.domain.reports import ReportState
from fundflow.domain.roles import Actor
from fundflow.models.application import Attachment
from fundflow.models.report import Report
from fundflow.queries.cases import get_case

_GIVEN = (ReportState.SENT, ReportState.APPROVED)


def reports_of(session: Session, viewer: Actor, case_id: int) -> Sequence[Report]:
    """Return the schedule of a case, first one first, with what each report counts."""
    case = get_case(session, viewer, case_id)
    return session.scalars(
        select(Report)
        .where(Report.case_id == case.id)
        .options(selectinload(Report.indicators))
        .order_by(Report.due_on, Report.id)
    ).all()


def report_of(session: Session, viewer: Actor, case_id: int, report_id: int) -> Report:
    """Return a report of a case; NotFound when it is not there or not the viewer's to see."""
    report = next((one for one in reports_of(session, viewer, case_id) if one.id == report_id), None)
    if report is None:
        raise NotFound
    return report


def earlier_report(session: Session, report: Report) -> Report | None:
    """Return the latest report of the case before this one that has been given, with what it counts."""
    return session.scalars(
        select(Report)
        .where(Report.case_id == report.case_id, Report.id < report.id, Report.state.in_(_GIVEN))
        .options(selectinload(Report.indicators))
        .order_by(Report.id.desc())
    ).first()


def files_of(session: Session, report_id: int) -> Sequence[Attachment]:
    """Return the files of a report in force, oldest first."""
    return session.scalars(
        select(Attachment)
        .where(Attachment.report_id == report_id, Attachment.replaced_at.is_(None))
        .order_by(Attachment.id)
    ).all()
