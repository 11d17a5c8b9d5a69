"""Tables; no Flask and no rules. Importing the package knows them all."""

from fundflow.models import (
    application,
    appropriation,
    assessment,
    bank,
    call,
    case,
    decision,
    document,
    event,
    ledger,
    message,
    organisation,
    outbox,
    payment,
    person,
    report,
)

__all__ = [
    "application",
    "appropriation",
    "assessment",
    "bank",
    "call",
    "case",
    "decision",
    "document",
    "event",
    "ledger",
    "message",
    "organisation",
    "outbox",
    "payment",
    "person",
    "report",
]
