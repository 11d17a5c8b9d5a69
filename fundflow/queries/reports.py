"""The reports of a case: the schedule, one report, what was sent of it, and its files."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from fundflow.domain.errors import NotFound
from fundflow.domain.reports import GIVEN
from fundflow.domain.roles import Actor
from fundflow.models.application import Attachment
from fundflow.models.document import Direction, Document
from fundflow.models.report import Report
from fundflow.queries.cases import get_case


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
        .where(Report.case_id == report.case_id, Report.id < report.id, Report.state.in_(GIVEN))
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


def every_file_of(session: Session, report_id: int) -> Sequence[Attachment]:
    """Return the files of a report, also those that have been taken out of it, oldest first."""
    return session.scalars(select(Attachment).where(Attachment.report_id == report_id).order_by(Attachment.id)).all()


def sent_of(session: Session, report: Report) -> list[Document]:
    """Return the documents in which the report is kept as it was sent, first one first."""
    kept = session.scalars(
        select(Document)
        .where(Document.case_id == report.case_id, Document.direction == Direction.IN, Document.facts.is_not(None))
        .order_by(Document.id)
    )
    return [document for document in kept if (document.facts or {}).get("report") == report.id]
