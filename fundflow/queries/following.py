"""What an applicant follows of its cases: whether its outcome has been sent, which reports are to come, its papers."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.reports import ReportState
from fundflow.models.decision import Decision
from fundflow.models.message import Message
from fundflow.models.payment import Claim
from fundflow.models.report import Report


def sent_decisions(session: Session, case_ids: Iterable[int]) -> dict[int, set[DecisionKind]]:
    """Return the kinds of decision that have been dispatched in each case, so that the applicant may see them (D5)."""
    sent: dict[int, set[DecisionKind]] = {}
    statement = select(Decision.case_id, Decision.kind).where(
        Decision.case_id.in_(list(case_ids)), Decision.status == DecisionStatus.DISPATCHED
    )
    for case_id, kind in session.execute(statement):
        sent.setdefault(case_id, set()).add(kind)
    return sent


def reports_to_send(session: Session, case_ids: Iterable[int]) -> Sequence[Report]:
    """Return the reports that the applicant is to send, the next one first."""
    return session.scalars(
        select(Report)
        .where(Report.case_id.in_(list(case_ids)), Report.state.in_((ReportState.DUE, ReportState.RETURNED)))
        .order_by(Report.due_on, Report.id)
    ).all()


def messages_by_document(session: Session, case_id: int) -> dict[int, int]:
    """Return the messages of a case by the document that each is entered as."""
    rows = session.execute(select(Message.document_id, Message.id).where(Message.case_id == case_id))
    return dict(iter(rows))


def claims_by_number(session: Session, case_id: int) -> dict[int, int]:
    """Return the claims of a case by their number in it."""
    rows = session.execute(select(Claim.sequence, Claim.id).where(Claim.case_id == case_id))
    return dict(iter(rows))
