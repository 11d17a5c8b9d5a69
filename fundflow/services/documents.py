"""Receipts and decision letters: their facts are kept at the deed and typeset after the commit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fundflow.adapters.storage import Stored
from fundflow.adapters.typesetting import typeset
from fundflow.domain.decisions import KINDS
from fundflow.domain.errors import NotFound
from fundflow.labels.amounts import SWEDISH
from fundflow.labels.speech import speech_in
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

TRANSLATED: Final = "translated"
"""Where the facts of a letter keep its words in other languages, as they were when it was sent; not in the decision."""


_TRANSLATED_FACTS: Final = ("language", "kind", "day", "letter")


def letter_in(facts: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the facts of a letter as it was sent, in the language where it has been translated.

    Letters from before there were translations do not say their language: it is Swedish.
    """
    return {"language": SWEDISH, **facts, **facts.get(TRANSLATED, {}).get(language, {})}


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
    english = decision_facts(uow, case, decision, reports, speech_in("en"))
    region = {"name": uow.region.name, "unit": uow.region.unit_en or uow.region.unit}
    facts[TRANSLATED] = {"en": {name: english[name] for name in _TRANSLATED_FACTS} | {"region": region}}
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


@dataclass(frozen=True, slots=True)
class Unset:
    """A document that has no file yet: what it is made from."""

    template: str
    facts: Mapping[str, object]
    registered_at: datetime

    def typeset(self) -> bytes:
        """Return the file; made again from the same facts it is the same, byte for byte."""
        return typeset(self.template, self.facts, at=self.registered_at)


def to_typeset(session: Session, document_id: int) -> Unset | None:
    """Return what a document is made from; None when it has its file or is none of ours. Raises NotFound."""
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound
    if document.storage_key is not None or document.template is None:
        return None
    facts = {name: fact for name, fact in (document.facts or {}).items() if name != TRANSLATED}
    return Unset(document.template, facts, document.registered_at)


def keep_file(session: Session, document_id: int, stored: Stored) -> None:
    """Write down where a document's file lies; one that has its file keeps it."""
    document = session.scalars(select(Document).where(Document.id == document_id).with_for_update()).one()
    if document.storage_key is None:
        document.storage_key, document.sha256, document.size = stored.key, stored.sha256, stored.size
