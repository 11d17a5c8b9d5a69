"""The kinds of event in a case's history, and the chain of hashes that proves nothing was changed."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What happened, as ``subject.past_participle``."""

    CASE_STARTED = "case.started"
    CASE_DISCARDED = "case.discarded"
    CASE_SUBMITTED = "case.submitted"
    CASE_IMPORTED = "case.imported"
    CASE_WITHDRAWN = "case.withdrawn"
    CASE_ASSIGNED = "case.assigned"
    PREPARATION_STARTED = "preparation.started"
    RECEIVED_DAY_CHANGED = "received_day.changed"
    COMPLETION_REQUESTED = "completion.requested"
    COMPLETION_SENT = "completion.sent"
    COMPLETION_ENDED = "completion.ended"
    SIGNATORY_CONFIRMED = "signatory.confirmed"
    PLACE_LINKED = "place.linked"
    PLACE_UNLINKED = "place.unlinked"
    CRITERION_ASSESSED = "criterion.assessed"
    SUPPORT_OFFERED = "support.offered"
    NOTE_WRITTEN = "note.written"
    MESSAGE_RECEIVED = "message.received"
    MESSAGE_SENT = "message.sent"
    DECISION_PROPOSED = "decision.proposed"
    DECISION_RETURNED = "decision.returned"
    DECISION_WITHDRAWN = "decision.withdrawn"
    DECISION_MADE = "decision.made"
    DECISION_DISPATCHED = "decision.dispatched"
    CONDITION_MET = "condition.met"
    CLAIM_SENT = "claim.sent"
    CLAIM_WITHDRAWN = "claim.withdrawn"
    CLAIM_REVIEWED = "claim.reviewed"
    PAYMENT_AUTHORISED = "payment.authorised"
    PAYMENT_WITHDRAWN = "payment.withdrawn"
    PAYMENT_CONFIRMED = "payment.confirmed"
    REPORT_SENT = "report.sent"
    REPORT_RETURNED = "report.returned"
    REPORT_APPROVED = "report.approved"


def canonical(content: object) -> bytes:
    """Return JSON with sorted keys and no blanks, in UTF-8: the form that is hashed and frozen (D8)."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(content: object) -> str:
    """Return the SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def event_hash(
    previous: str, *, sequence: int, kind: str, actor_id: int | None, at: datetime, payload: Mapping[str, object]
) -> str:
    """Return the hash of one event, which covers the hash of the one before; the first has an empty one before it."""
    return digest(
        {
            "actor": actor_id,
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "kind": kind,
            "payload": dict(payload),
            "previous": previous,
            "sequence": sequence,
        }
    )
