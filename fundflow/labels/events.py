"""How each event of a case's history is told."""

from typing import Final

from fundflow.domain.events import EventKind
from fundflow.i18n import msgid

EVENT: Final[dict[EventKind, str]] = {
    EventKind.CASE_STARTED: msgid("Ansökan påbörjades"),
    EventKind.CASE_DISCARDED: msgid("Utkastet togs bort"),
    EventKind.CASE_SUBMITTED: msgid("Ansökan kom in"),
    EventKind.CASE_IMPORTED: msgid("Ärendet lästes in från en äldre förteckning"),
    EventKind.CASE_WITHDRAWN: msgid("Sökanden återkallade ansökan"),
    EventKind.CASE_ASSIGNED: msgid("Ärendet fick en handläggare"),
    EventKind.PREPARATION_STARTED: msgid("Beredningen började"),
    EventKind.RECEIVED_DAY_CHANGED: msgid("Ankomstdagen ändrades"),
    EventKind.COMPLETION_REQUESTED: msgid("Komplettering begärdes"),
    EventKind.COMPLETION_SENT: msgid("Komplettering kom in"),
    EventKind.COMPLETION_ENDED: msgid("Beredningen gick vidare utan komplettering"),
    EventKind.SIGNATORY_CONFIRMED: msgid("Rätten att teckna bekräftades"),
    EventKind.PLACE_LINKED: msgid("Ärendet kopplades till ett serviceställe"),
    EventKind.PLACE_UNLINKED: msgid("Kopplingen till serviceställe togs bort"),
    EventKind.CRITERION_ASSESSED: msgid("Ett kriterium bedömdes"),
    EventKind.SUPPORT_OFFERED: msgid("Stöd i perspektiven erbjöds"),
    EventKind.NOTE_WRITTEN: msgid("En tjänsteanteckning skrevs"),
    EventKind.MESSAGE_RECEIVED: msgid("Sökanden skrev ett meddelande"),
    EventKind.MESSAGE_SENT: msgid("Ett meddelande skickades till sökanden"),
    EventKind.DECISION_PROPOSED: msgid("Ett beslut föreslogs"),
    EventKind.DECISION_RETURNED: msgid("Förslaget återlämnades"),
    EventKind.DECISION_WITHDRAWN: msgid("Förslaget drogs tillbaka"),
    EventKind.DECISION_MADE: msgid("Beslut fattades"),
    EventKind.DECISION_DISPATCHED: msgid("Beslutet skickades"),
    EventKind.CONDITION_MET: msgid("Ett villkor uppfylldes"),
    EventKind.CLAIM_SENT: msgid("Ansökan om utbetalning kom in"),
    EventKind.CLAIM_WITHDRAWN: msgid("Ansökan om utbetalning återkallades"),
    EventKind.CLAIM_REVIEWED: msgid("Ansökan om utbetalning granskades"),
    EventKind.PAYMENT_AUTHORISED: msgid("Utbetalningen anordnades"),
    EventKind.PAYMENT_WITHDRAWN: msgid("Anordningen drogs tillbaka"),
    EventKind.PAYMENT_CONFIRMED: msgid("Pengarna betalades ut"),
    EventKind.REPORT_SENT: msgid("En rapport kom in"),
    EventKind.REPORT_RETURNED: msgid("Rapporten återlämnades"),
    EventKind.REPORT_APPROVED: msgid("Rapporten godkändes"),
}

SEEN_BY_APPLICANT: Final = frozenset(
    {
        EventKind.CASE_STARTED,
        EventKind.CASE_SUBMITTED,
        EventKind.CASE_WITHDRAWN,
        EventKind.PREPARATION_STARTED,
        EventKind.COMPLETION_REQUESTED,
        EventKind.COMPLETION_SENT,
        EventKind.COMPLETION_ENDED,
        EventKind.SIGNATORY_CONFIRMED,
        EventKind.SUPPORT_OFFERED,
        EventKind.MESSAGE_RECEIVED,
        EventKind.MESSAGE_SENT,
        EventKind.DECISION_DISPATCHED,
        EventKind.CONDITION_MET,
        EventKind.CLAIM_SENT,
        EventKind.CLAIM_WITHDRAWN,
        EventKind.PAYMENT_CONFIRMED,
        EventKind.REPORT_SENT,
        EventKind.REPORT_RETURNED,
        EventKind.REPORT_APPROVED,
    }
)
"""What the applicant reads of the history; inner steps are read on request (L2)."""

KEY_EVENTS: Final = frozenset(
    {
        EventKind.CASE_SUBMITTED,
        EventKind.COMPLETION_SENT,
        EventKind.DECISION_MADE,
        EventKind.DECISION_DISPATCHED,
        EventKind.PAYMENT_CONFIRMED,
        EventKind.REPORT_APPROVED,
    }
)
"""Formal events, which the timeline fills."""
