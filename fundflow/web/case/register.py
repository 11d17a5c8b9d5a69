"""Where each document of a case's register is read in the office, beside its file."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from flask import url_for
from sqlalchemy.orm import Session

from fundflow.queries.following import messages_by_document

if TYPE_CHECKING:
    from fundflow.models.document import Document

_WRITTEN: Final = {"in": "case.application", "out": "intake.completions", "drawn_up": "decision.of_case"}
"""What the register enters without file or facts, by direction: applications, requests to complete, proposals."""


def places_of(session: Session, case_id: int, documents: Iterable["Document"]) -> dict[int, str]:
    """Return the address of the page on which each document is read; a letter has its file alone."""
    messages = messages_by_document(session, case_id)
    return {one.id: url for one in documents if (url := _place_of(one, case_id, messages.get(one.id)))}


def _place_of(document: "Document", case_id: int, message: int | None) -> str | None:
    facts = document.facts or {}
    if document.template is not None:
        return None
    if message is not None:
        return url_for("case_message.of_case", case_id=case_id, _anchor=f"meddelande-{message}")
    if report := facts.get("report"):
        return url_for("followup.read_report", case_id=case_id, report_id=report)
    if facts.get("claim"):
        return url_for("payment.case_claims", case_id=case_id)
    return url_for(_WRITTEN[document.direction.value], case_id=case_id)
