"""The letter of a decision as it is sent, shown as a page: the same facts as the PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.labels.amounts import long_day
from fundflow.services.decision import planned_reports
from fundflow.services.documents import preview
from fundflow.services.letter_facts import decision_facts
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.locale import _, _l

if TYPE_CHECKING:
    from fundflow.models.decision import Decision

_HEADINGS: Final = {
    DecisionKind.GRANT: _l("Beslut om projektbidrag"),
    DecisionKind.REJECTION: _l("Beslut om avslag"),
    DecisionKind.DISMISSAL: _l("Beslut om avvisning"),
    DecisionKind.WRITE_OFF: _l("Beslut om avskrivning"),
    DecisionKind.PAYOUT: _l("Beslut om utbetalning"),
    DecisionKind.CLOSING: _l("Beslut om avslut"),
}

_OUTCOMES: Final = {
    DecisionKind.GRANT: _l("%(region)s beviljar %(amount)s till projektet ”%(title)s”."),
    DecisionKind.REJECTION: _l("Regionen avslår ansökan."),
    DecisionKind.DISMISSAL: _l("Regionen avvisar ansökan och prövar den inte i sak."),
    DecisionKind.WRITE_OFF: _l("Regionen skriver av ärendet."),
    DecisionKind.PAYOUT: _l("%(region)s godkänner kostnader och betalar ut %(amount)s."),
    DecisionKind.CLOSING: _l("%(region)s avslutar ärendet. Slutrapporten är godkänd."),
}

_LINES: Final = {
    DecisionKind.GRANT: (
        (_l("Beviljat belopp"), "amount"),
        (_l("Andel av kostnaderna"), "share"),
        (_l("Godkänd kostnadsplan"), "total_cost"),
        (_l("Projekttid"), "period"),
        (_l("Medel"), "source_of_money"),
    ),
    DecisionKind.CLOSING: (
        (_l("Beviljat"), "granted"),
        (_l("Godkända kostnader"), "approved"),
        (_l("Utbetalt"), "paid"),
        (_l("Återförs till regionens ram"), "amount"),
    ),
}
_APPLIED: Final = ((_l("Sökt belopp"), "applied_for"),)


@dataclass(frozen=True, slots=True)
class LetterPage:
    """What the page shows of a letter; ``facts`` are those of the PDF."""

    heading: str
    outcome: str
    lines: tuple[tuple[str, str], ...]
    facts: Mapping[str, Any]
    is_grant: bool
    is_refusal: bool


def letter_page(uow: UnitOfWork, decision: "Decision") -> LetterPage:
    """Return the letter: of a sent decision as it was sent, of another as it would be sent now."""
    facts = _facts(uow, decision)
    kind = decision.kind
    wanted = _LINES.get(kind, () if kind is DecisionKind.PAYOUT else _APPLIED)
    values = {"region": facts["region"]["name"], "amount": facts["amount"], "title": facts["case_title"]}
    return LetterPage(
        heading=str(_HEADINGS[kind]),
        outcome=str(_OUTCOMES[kind]) % values,
        lines=tuple((str(label), str(facts[key])) for label, key in wanted if facts.get(key)),
        facts=facts,
        is_grant=kind is DecisionKind.GRANT,
        is_refusal=kind in (DecisionKind.REJECTION, DecisionKind.DISMISSAL, DecisionKind.WRITE_OFF),
    )


def _facts(uow: UnitOfWork, decision: "Decision") -> dict[str, Any]:
    if decision.status is DecisionStatus.DISPATCHED and decision.document and decision.document.facts:
        return dict(decision.document.facts)
    reports = planned_reports(uow, decision.case) if decision.kind is DecisionKind.GRANT else []
    return decision_facts(uow, decision.case, decision, reports)


def preview_pdf(uow: UnitOfWork, decision: "Decision") -> bytes:
    """Return the PDF as it would be sent now."""
    reports = planned_reports(uow, decision.case) if decision.kind is DecisionKind.GRANT else []
    return preview(uow, decision.case, decision, reports)


def decided_by(decision: "Decision") -> str:
    """Return who decided and when, in one line; empty while nobody has."""
    if decision.decided_on is None or decision.decided_by is None:
        return ""
    if decision.meeting_on is not None:
        return _(
            "Nämnden %(day)s, %(paragraph)s", day=long_day(decision.meeting_on), paragraph=decision.meeting_paragraph
        )
    return _("%(name)s, %(day)s", name=decision.decided_by.name, day=long_day(decision.decided_on))
