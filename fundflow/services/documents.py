"""Receipts and decision letters: their facts are kept at the deed and typeset after the commit."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from fundflow.adapters.storage import FolderStore
from fundflow.adapters.typesetting import typeset
from fundflow.domain.decisions import KINDS
from fundflow.domain.errors import NotFound
from fundflow.labels.states import DECISION_KIND
from fundflow.models.application import ApplicationVersion
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.document import Direction, Document
from fundflow.models.outbox import Work
from fundflow.models.report import Report
from fundflow.services.diary import Entered, register_document
from fundflow.services.letter_facts import decision_facts, receipt_facts
from fundflow.services.outbox import promise
from fundflow.services.unit_of_work import UnitOfWork


def receipt_for(uow: UnitOfWork, case: Case, version: ApplicationVersion) -> Document:
    """File the receipt of a case just sent in; it is typeset after the commit."""
    document = register_document(
        uow,
        case,
        Entered(Direction.OUT, "Kvitto på ansökan", counterpart=case.organisation.name, for_applicant=True),
    )
    return _promise(uow, document, "receipt", receipt_facts(uow, case, version, document.number))


def letter_for(uow: UnitOfWork, case: Case, decision: Decision, reports: Sequence[Report]) -> Document:
    """File the letter of a decision that is dispatched; it is typeset after the commit."""
    matter = f"Beslut: {DECISION_KIND[decision.kind].lower()}"
    document = register_document(
        uow, case, Entered(Direction.OUT, matter, counterpart=case.organisation.name, for_applicant=True)
    )
    facts = decision_facts(uow, case, decision, reports)
    return _promise(uow, document, KINDS[decision.kind].document, facts)


def preview(uow: UnitOfWork, case: Case, decision: Decision, reports: Sequence[Report] = ()) -> bytes:
    """Return the letter as it would be sent now; preview and final are made the same way."""
    facts = decision_facts(uow, case, decision, reports)
    return typeset(KINDS[decision.kind].document, facts, at=uow.now)


def _promise(uow: UnitOfWork, document: Document, template: str, facts: Mapping[str, object]) -> Document:
    document.template, document.facts = template, dict(facts)
    uow.session.flush()
    promise(uow.session, Work.TYPESET, subject_id=document.id, at=uow.now)
    return document


def typeset_document(session: Session, store: FolderStore, document_id: int) -> None:
    """Make the file of a document from its kept facts; one that is made stays as it is."""
    document = session.scalars(select(Document).where(Document.id == document_id).with_for_update()).first()
    if document is None:
        raise NotFound
    if document.storage_key is not None or document.template is None:
        return
    stored = store.put(typeset(document.template, document.facts or {}, at=document.registered_at))
    document.storage_key, document.sha256, document.size = stored.key, stored.sha256, stored.size
