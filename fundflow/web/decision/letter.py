"""The letter of a decision as it is sent, shown as a page: the same facts as the PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fundflow.domain.decisions import REFUSALS, DecisionKind, DecisionStatus
from fundflow.labels.amounts import SWEDISH, long_day
from fundflow.labels.letters import letter_of
from fundflow.queries.decisions import presenter_of
from fundflow.services.decision import planned_reports
from fundflow.services.documents import letter_in, preview
from fundflow.services.letter_facts import decision_facts
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.case import Case
    from fundflow.models.decision import Decision


@dataclass(frozen=True, slots=True)
class LetterPage:
    """What the page shows of a letter: its facts and its words are those of the PDF."""

    facts: Mapping[str, Any]
    words: Mapping[str, Any]
    is_refusal: bool


def letter_page(uow: UnitOfWork, decision: "Decision") -> LetterPage:
    """Return the letter: of a sent decision as it was sent, of another as it would be sent now."""
    facts = _facts(uow, decision)
    # A letter from before the words were kept with the facts is worded from them.
    words = facts.get("letter") or letter_of(decision.kind, facts)
    return LetterPage(facts, words, decision.kind in REFUSALS)


def _facts(uow: UnitOfWork, decision: "Decision") -> dict[str, Any]:
    if decision.status is DecisionStatus.DISPATCHED and decision.document and decision.document.facts:
        return letter_in(decision.document.facts, SWEDISH)
    reports = planned_reports(uow, decision.case) if decision.kind is DecisionKind.GRANT else []
    return decision_facts(uow, decision.case, decision, reports)


def preview_pdf(uow: UnitOfWork, decision: "Decision") -> bytes:
    """Return the PDF as it would be sent now."""
    reports = planned_reports(uow, decision.case) if decision.kind is DecisionKind.GRANT else []
    return preview(uow, decision.case, decision, reports)


def presented_by(decision: "Decision", case: "Case") -> str:
    """Return the name of whoever presents a decision; empty while nobody has the case."""
    presenter = presenter_of(decision, case)
    return presenter.name if presenter else ""


def decided_by(decision: "Decision") -> str:
    """Return who decided and when, in one line; empty while nobody has."""
    if decision.decided_on is None or decision.decided_by is None:
        return ""
    if decision.meeting_on is not None:
        return _(
            "Nämnden %(day)s, %(paragraph)s", day=long_day(decision.meeting_on), paragraph=decision.meeting_paragraph
        )
    return _("%(name)s, %(day)s", name=decision.decided_by.name, day=long_day(decision.decided_on))
