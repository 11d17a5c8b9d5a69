"""One case for a given viewer, with what its page needs."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from fundflow.domain.errors import NotFound
from fundflow.domain.roles import Actor
from fundflow.models.application import (
    Answer,
    ApplicationVersion,
    Attachment,
    Completion,
    CostLine,
    FinancingLine,
    GoalContribution,
    IndicatorTarget,
)
from fundflow.models.assessment import Assessment, Note
from fundflow.models.case import Case, CaseMunicipality, CasePriority
from fundflow.models.decision import Decision
from fundflow.models.document import Document
from fundflow.models.event import CaseEvent
from fundflow.models.payment import Claim, Payment
from fundflow.models.person import Person
from fundflow.models.report import Report
from fundflow.queries.scope import followed_by, visible_to


def _one(viewer: Actor, case_id: int) -> Select[Case]:
    return (
        select(Case)
        .where(Case.id == case_id, visible_to(viewer))
        .options(joinedload(Case.organisation), joinedload(Case.officer), joinedload(Case.submitted_by))
    )


def get_case(session: Session, viewer: Actor, case_id: int) -> Case:
    """Return a case with applicant and officer; NotFound when it is not there or not the viewer's to see."""
    case = session.scalars(_one(viewer, case_id)).first()
    if case is None:
        raise NotFound
    return case


def lock_case(session: Session, viewer: Actor, case_id: int) -> Case:
    """Return a case as it is now, locked for the deed, so that two at once take turns (D21)."""
    statement = _one(viewer, case_id).with_for_update(of=Case).execution_options(populate_existing=True)
    case = session.scalars(statement).first()
    if case is None:
        raise NotFound
    return case


def applicant_behind(session: Session, ids: Mapping[str, int]) -> int | None:
    """Return the organisation of the case that an address is about: of a case, a decision or a payment; else None."""
    applicant = select(Case.organisation_id)
    if "case_id" in ids:
        return session.scalar(applicant.where(Case.id == ids["case_id"]))
    if "decision_id" in ids:
        return session.scalar(applicant.join(Decision).where(Decision.id == ids["decision_id"]))
    if "payment_id" in ids:
        return session.scalar(applicant.join(Payment).where(Payment.id == ids["payment_id"]))
    return None


def case_of_token(session: Session, viewer: Actor, token: str) -> Case | None:
    """Return the case that a form token already started, if there is one."""
    return session.scalars(select(Case).where(Case.form_token == token, followed_by(viewer))).first()


def answers_of(session: Session, case_id: int) -> dict[str, Answer]:
    """Return the answers by question key, each with who wrote it."""
    rows = session.scalars(select(Answer).where(Answer.case_id == case_id).options(joinedload(Answer.changed_by)))
    return {row.question: row for row in rows}


def costs_of(session: Session, case_id: int) -> Sequence[CostLine]:
    """Return the cost plan, in order."""
    return session.scalars(select(CostLine).where(CostLine.case_id == case_id).order_by(CostLine.place)).all()


def financing_of(session: Session, case_id: int) -> Sequence[FinancingLine]:
    """Return the financing plan, in order."""
    return session.scalars(
        select(FinancingLine).where(FinancingLine.case_id == case_id).order_by(FinancingLine.place)
    ).all()


def goals_of(session: Session, case_id: int) -> Sequence[GoalContribution]:
    """Return how the applicant says that the goals of Agenda 2030 are touched."""
    return session.scalars(
        select(GoalContribution).where(GoalContribution.case_id == case_id).order_by(GoalContribution.goal)
    ).all()


def targets_of(session: Session, case_id: int) -> Sequence[IndicatorTarget]:
    """Return what the case promises of each indicator."""
    return session.scalars(
        select(IndicatorTarget).where(IndicatorTarget.case_id == case_id).order_by(IndicatorTarget.indicator)
    ).all()


def municipalities_of(session: Session, case_id: int) -> list[str]:
    """Return the codes that the case reaches."""
    statement = select(CaseMunicipality.code).where(CaseMunicipality.case_id == case_id)
    return list(session.scalars(statement.order_by(CaseMunicipality.code)))


def further_priorities_of(session: Session, case_id: int) -> list[str]:
    """Return the keys of the further priorities."""
    statement = select(CasePriority.priority).where(CasePriority.case_id == case_id)
    return list(session.scalars(statement.order_by(CasePriority.priority)))


def attachments_of(session: Session, case_id: int) -> Sequence[Attachment]:
    """Return the files of the application in force, oldest first."""
    return session.scalars(
        select(Attachment)
        .where(
            Attachment.case_id == case_id,
            Attachment.claim_id.is_(None),
            Attachment.report_id.is_(None),
            Attachment.replaced_at.is_(None),
        )
        .order_by(Attachment.id)
    ).all()


def get_attachment(session: Session, viewer: Actor, case_id: int, attachment_id: int) -> Attachment:
    """Return a file of a case that the viewer may see, in force or replaced; NotFound otherwise.

    Those of a claim or report that is not sent yet are the applicant's own.
    """
    is_sent = and_(
        or_(Attachment.claim_id.is_(None), Claim.sent_at.is_not(None)),
        or_(Attachment.report_id.is_(None), Report.sent_at.is_not(None)),
    )
    attachment = session.scalars(
        select(Attachment)
        .join(Case, Case.id == Attachment.case_id)
        .outerjoin(Claim, Claim.id == Attachment.claim_id)
        .outerjoin(Report, Report.id == Attachment.report_id)
        .where(
            Attachment.id == attachment_id,
            Attachment.case_id == case_id,
            visible_to(viewer),
            or_(followed_by(viewer), is_sent),
        )
    ).first()
    if attachment is None:
        raise NotFound
    return attachment


def versions_of(session: Session, case_id: int) -> Sequence[ApplicationVersion]:
    """Return the frozen copies, first one first."""
    return session.scalars(
        select(ApplicationVersion).where(ApplicationVersion.case_id == case_id).order_by(ApplicationVersion.number)
    ).all()


def assessments_of(session: Session, case_id: int) -> dict[tuple[str, str], Assessment]:
    """Return the judgements by criterion and part, each with who made it."""
    rows = session.scalars(
        select(Assessment).where(Assessment.case_id == case_id).options(joinedload(Assessment.assessed_by))
    )
    return {(row.criterion, row.part): row for row in rows}


def open_completion(session: Session, case_id: int) -> Completion | None:
    """Return the request that the applicant has not answered, with its items."""
    return session.scalars(
        select(Completion)
        .where(Completion.case_id == case_id, Completion.answered_at.is_(None), Completion.ended_at.is_(None))
        .options(joinedload(Completion.items))
        .order_by(Completion.id.desc())
    ).first()


def completions_of(session: Session, case_id: int) -> Sequence[Completion]:
    """Return every request to complete, latest first, with its items."""
    return (
        session.scalars(
            select(Completion)
            .where(Completion.case_id == case_id)
            .options(joinedload(Completion.items))
            .order_by(Completion.id.desc())
        )
        .unique()
        .all()
    )


def history_of(session: Session, case_id: int) -> Sequence[tuple[CaseEvent, str | None]]:
    """Return the events of a case with the name of who acted, latest first."""
    return [
        (event, name)
        for event, name in session.execute(
            select(CaseEvent, Person.name)
            .outerjoin(Person, Person.id == CaseEvent.actor_id)
            .where(CaseEvent.case_id == case_id)
            .order_by(CaseEvent.sequence.desc())
        )
    ]


def documents_of(session: Session, case_id: int, *, for_applicant: bool = False) -> Sequence[Document]:
    """Return the register of the case, latest first; the applicant's part of it, or all."""
    statement = select(Document).where(Document.case_id == case_id).order_by(Document.sequence.desc())
    if for_applicant:
        statement = statement.where(Document.for_applicant)
    return session.scalars(statement).all()


def get_document(session: Session, viewer: Actor, case_id: int, document_id: int) -> Document:
    """Return a document that the viewer may read; NotFound otherwise."""
    case = get_case(session, viewer, case_id)
    document = session.get(Document, document_id)
    if document is None or document.case_id != case.id or not (viewer.is_staff or document.for_applicant):
        raise NotFound
    return document


def notes_of(session: Session, case_id: int) -> Sequence[Note]:
    """Return the officers' notes with their writers, latest first."""
    return session.scalars(
        select(Note).where(Note.case_id == case_id).options(joinedload(Note.written_by)).order_by(Note.id.desc())
    ).all()


def cases_followed(session: Session, viewer: Actor) -> Sequence[Case]:
    """Return the applicant's cases, latest change first."""
    return session.scalars(
        select(Case)
        .where(followed_by(viewer))
        .options(joinedload(Case.organisation), joinedload(Case.officer))
        .order_by(Case.changed_at.desc(), Case.id.desc())
        .limit(200)
    ).all()
