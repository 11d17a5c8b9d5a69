"""What the pages of a case count and name."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fundflow.domain.payments import ClaimState
from fundflow.domain.reports import ReportKind, ReportState
from fundflow.models.application import Completion
from fundflow.models.decision import Decision
from fundflow.models.document import Document
from fundflow.models.message import Message
from fundflow.models.payment import Claim
from fundflow.models.person import Person
from fundflow.models.report import Report


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How many there are of what a case's pages show."""

    completions: int
    decisions: int
    claims: int
    reports: int
    documents: int
    messages: int
    messages_waiting: int
    reports_to_read: int
    final_report_to_read: int


def counts_of(session: Session, case_id: int) -> CaseCounts:
    """Return the counts of a case in one statement; drafts of claims are the applicant's own and are not counted."""
    tables = (
        (Completion, ()),
        (Decision, ()),
        (Claim, (Claim.state != ClaimState.DRAFT,)),
        (Report, ()),
        (Document, ()),
        (Message, ()),
        (Message, (Message.from_office.is_(False), Message.handled_at.is_(None))),
        (Report, (Report.state == ReportState.SENT,)),
        (Report, (Report.state == ReportState.SENT, Report.kind == ReportKind.FINAL)),
    )
    counted = (
        select(func.count(table.id)).where(table.case_id == case_id, *but).scalar_subquery() for table, but in tables
    )
    return CaseCounts(*session.execute(select(*counted)).one())


def names_of(session: Session, person_ids: Iterable[int]) -> dict[int, str]:
    """Return what people are called, by id."""
    wanted = set(person_ids)
    if not wanted:
        return {}
    return {row.id: row.name for row in session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))}
