"""What states, steps, verdicts, kinds and roles are called."""

from dataclasses import dataclass
from typing import Final

from fundflow.domain.appropriation import FrameKind
from fundflow.domain.assessment import GoalEffect
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.findings import Verdict
from fundflow.domain.gender import GenderCategory
from fundflow.domain.ledger import EntryKind
from fundflow.domain.payments import ClaimState, RowVerdict
from fundflow.domain.reports import ReportKind, ReportState
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.domain.states import Action, State
from fundflow.i18n import msgid


@dataclass(frozen=True, slots=True)
class StateLabel:
    """A state as the office and as the applicant reads it, the shape of its tag, and what comes next."""

    office: str
    applicant: str
    icon: str
    next_for_applicant: str


_HANDLED: Final = msgid("Vi handlägger ansökan. Du får ett brev när det finns ett beslut eller om vi behöver något.")

STATE: Final[dict[State, StateLabel]] = {
    State.DRAFT: StateLabel(
        msgid("Utkast"), msgid("Utkast"), "pencil", msgid("Fyll i det som fattas och skicka in ansökan.")
    ),
    State.RECEIVED: StateLabel(
        msgid("Inkommen"),
        msgid("Inskickad"),
        "inbox",
        msgid("Vi har tagit emot ansökan. En handläggare tar hand om den."),
    ),
    State.COMPLETION_REQUESTED: StateLabel(
        msgid("Komplettering begärd"),
        msgid("Behöver kompletteras"),
        "arrow-return-left",
        msgid("Komplettera det vi har bett om."),
    ),
    State.IN_PREPARATION: StateLabel(msgid("Under beredning"), msgid("Handläggs"), "circle-half", _HANDLED),
    State.READY_FOR_DECISION: StateLabel(msgid("Klar för beslut"), msgid("Handläggs"), "diamond-half", _HANDLED),
    State.GRANTED: StateLabel(msgid("Beviljad"), msgid("Beviljad"), "check-lg", msgid("Beslutet skickas till dig.")),
    State.ONGOING: StateLabel(
        msgid("Pågående"),
        msgid("Pågår"),
        "play-circle",
        msgid("Gör det ni har fått bidrag till, ansök om utbetalning och rapportera."),
    ),
    State.FINAL_SETTLEMENT: StateLabel(
        msgid("Slutredovisning"),
        msgid("Slutredovisas"),
        "flag",
        msgid("Vi går igenom slutrapporten och stänger ärendet."),
    ),
    State.CLOSED: StateLabel(msgid("Avslutad"), msgid("Avslutad"), "archive", msgid("Ärendet är avslutat.")),
    State.REJECTED: StateLabel(
        msgid("Avslagen"), msgid("Avslagen"), "x-circle", msgid("Beslutet och skälen finns bland handlingarna.")
    ),
    State.DISMISSED: StateLabel(
        msgid("Avvisad"), msgid("Avvisad"), "slash-circle", msgid("Beslutet och skälen finns bland handlingarna.")
    ),
    State.WRITTEN_OFF: StateLabel(
        msgid("Avskriven"), msgid("Avskriven"), "dash-circle", msgid("Ärendet är avskrivet.")
    ),
    State.REVOKED: StateLabel(
        msgid("Upphävd"), msgid("Upphävd"), "arrow-counterclockwise", msgid("Beslutet är upphävt.")
    ),
}

ACTION: Final[dict[Action, str]] = {
    Action.SUBMIT: msgid("Skicka in ansökan"),
    Action.WITHDRAW: msgid("Återkalla ansökan"),
    Action.START_PREPARATION: msgid("Börja bereda"),
    Action.REQUEST_COMPLETION: msgid("Begär komplettering"),
    Action.SEND_COMPLETION: msgid("Skicka komplettering"),
    Action.END_COMPLETION: msgid("Gå vidare utan komplettering"),
    Action.PROPOSE_GRANT: msgid("Föreslå bifall"),
    Action.PROPOSE_REJECTION: msgid("Föreslå avslag"),
    Action.PROPOSE_DISMISSAL: msgid("Föreslå avvisning"),
    Action.PROPOSE_WRITE_OFF: msgid("Föreslå avskrivning"),
    Action.SEND_BACK: msgid("Återlämna till beredning"),
    Action.GRANT: msgid("Besluta om bifall"),
    Action.REJECT: msgid("Besluta om avslag"),
    Action.DISMISS: msgid("Besluta om avvisning"),
    Action.WRITE_OFF: msgid("Besluta om avskrivning"),
    Action.DISPATCH_GRANT: msgid("Expediera beslutet"),
    Action.APPROVE_FINAL_REPORT: msgid("Godkänn slutrapporten"),
    Action.CLOSE: msgid("Avsluta ärendet"),
}

VERDICT: Final[dict[Verdict, tuple[str, str]]] = {
    Verdict.STOPS: (msgid("Stoppar"), "x-octagon-fill"),
    Verdict.NOT_YET: (msgid("Inte än"), "circle-half"),
    Verdict.WARNS: (msgid("Kontrollera"), "circle-half"),
    Verdict.JUDGED: (msgid("Bedöms"), "eye"),
    Verdict.INFORMS: (msgid("Bra att veta"), "info-circle"),
    Verdict.FULFILLED: (msgid("Uppfyllt"), "check-circle-fill"),
    Verdict.NOT_APPLICABLE: (msgid("Gäller inte"), "dash-circle"),
}
"""What a verdict is called and the icon it has."""

DECISION_KIND: Final[dict[DecisionKind, str]] = {
    DecisionKind.GRANT: msgid("Bifall"),
    DecisionKind.REJECTION: msgid("Avslag"),
    DecisionKind.DISMISSAL: msgid("Avvisning"),
    DecisionKind.WRITE_OFF: msgid("Avskrivning"),
    DecisionKind.PAYOUT: msgid("Utbetalning"),
    DecisionKind.CLOSING: msgid("Avslut"),
}

DECISION_STATUS: Final[dict[DecisionStatus, str]] = {
    DecisionStatus.PROPOSED: msgid("Väntar på beslut"),
    DecisionStatus.RETURNED: msgid("Återlämnat"),
    DecisionStatus.WITHDRAWN: msgid("Återkallat"),
    DecisionStatus.DECIDED: msgid("Beslutat, inte expedierat"),
    DecisionStatus.DISPATCHED: msgid("Expedierat"),
}

CLAIM_STATE: Final[dict[ClaimState, str]] = {
    ClaimState.DRAFT: msgid("Utkast"),
    ClaimState.SENT: msgid("Inskickad"),
    ClaimState.PROPOSED: msgid("Väntar på beslut"),
    ClaimState.DECIDED: msgid("Beslutad"),
    ClaimState.PAID: msgid("Utbetald"),
    ClaimState.WITHDRAWN: msgid("Återkallad"),
}

ROW_VERDICT: Final[dict[RowVerdict, str]] = {
    RowVerdict.APPROVED: msgid("Godkänn"),
    RowVerdict.DEDUCTED: msgid("Dra av"),
    RowVerdict.PARKED: msgid("Parkera"),
}

PAYMENT_STATE: Final[dict[str, str]] = {
    "waiting": msgid("Ska anordnas"),
    "authorised": msgid("Anordnad, ska bekräftas"),
    "confirmed": msgid("Utbetald"),
}

FRAME_KIND: Final[dict[FrameKind, str]] = {
    FrameKind.DECISION_FRAME: msgid("Beslutsram"),
    FrameKind.PAYMENT_TARGET: msgid("Utbetalningsmål"),
}

REPORT_KIND: Final[dict[ReportKind, str]] = {
    ReportKind.PROGRESS: msgid("Lägesrapport"),
    ReportKind.FINAL: msgid("Slutrapport"),
}

REPORT_STATE: Final[dict[ReportState, str]] = {
    ReportState.DUE: msgid("Ska lämnas"),
    ReportState.SENT: msgid("Inskickad"),
    ReportState.RETURNED: msgid("Behöver ändras"),
    ReportState.APPROVED: msgid("Godkänd"),
}

ENTRY_KIND: Final[dict[EntryKind, str]] = {
    EntryKind.RESERVED: msgid("Reserverat"),
    EntryKind.GRANTED: msgid("Beviljat"),
    EntryKind.CHANGED: msgid("Ändrat"),
    EntryKind.RELEASED: msgid("Återfört till ramen"),
    EntryKind.COST_APPROVED: msgid("Godkänd kostnad"),
    EntryKind.ADVANCED: msgid("Förskott"),
    EntryKind.SETTLED: msgid("Avräknat förskott"),
    EntryKind.PAID: msgid("Utbetalt"),
    EntryKind.RECOVERY_DEMANDED: msgid("Återkrävt"),
    EntryKind.REPAID: msgid("Återbetalt"),
}

GENDER_CATEGORY: Final[dict[GenderCategory, str]] = {
    GenderCategory.WOMEN: msgid("Kvinnor"),
    GenderCategory.MEN: msgid("Män"),
    GenderCategory.EVEN: msgid("Jämnt"),
    GenderCategory.UNKNOWN: msgid("Uppgift saknas"),
    GenderCategory.NOT_APPLICABLE: msgid("Ej tillämpligt"),
}

GOAL_EFFECT: Final[dict[GoalEffect, str]] = {
    GoalEffect.DIRECT: msgid("Direkt bidrag"),
    GoalEffect.INDIRECT: msgid("Indirekt bidrag"),
    GoalEffect.NEGATIVE: msgid("Negativ påverkan"),
}

APPLICANT_KIND: Final[dict[ApplicantKind, str]] = {
    ApplicantKind.COMPANY: msgid("Företag"),
    ApplicantKind.SOLE_TRADER: msgid("Enskild firma"),
    ApplicantKind.MUNICIPALITY: msgid("Kommun"),
    ApplicantKind.REGION: msgid("Region"),
    ApplicantKind.UNIVERSITY: msgid("Universitet eller högskola"),
    ApplicantKind.AUTHORITY: msgid("Myndighet"),
    ApplicantKind.ASSOCIATION: msgid("Förening eller stiftelse"),
    ApplicantKind.OTHER: msgid("Annan"),
}

ROLE: Final[dict[Role, str]] = {
    Role.APPLICANT: msgid("Sökande"),
    Role.CASE_OFFICER: msgid("Handläggare"),
    Role.SPECIALIST: msgid("Sakkunnig"),
    Role.DECISION_MAKER: msgid("Beslutsfattare"),
    Role.BOARD_SECRETARY: msgid("Nämndsekreterare"),
    Role.ECONOMIST: msgid("Ekonom"),
    Role.ANALYST: msgid("Analytiker"),
    Role.ADMINISTRATOR: msgid("Systemadministratör"),
    Role.AUDITOR: msgid("Revisor"),
}

ORGANISATION_RIGHT: Final[dict[OrganisationRight, str]] = {
    OrganisationRight.EDIT: msgid("Får skriva"),
    OrganisationRight.SIGN: msgid("Får skriva och skicka in"),
}
