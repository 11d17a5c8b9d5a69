"""Whose a waiting decision is: asked of the same guards as the deed itself, without a statement a decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fundflow.domain.decisions import KINDS, DecisionKind
from fundflow.domain.delegation import BOARD
from fundflow.domain.facts import CaseFacts, DecisionFacts
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.guards import four_eyes, payout_is_covered, within_delegation
from fundflow.domain.roles import Actor, Permission
from fundflow.domain.workflow import refusals_of, transition_of
from fundflow.services.facts import matter_of, programme_of
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.decision import Decision

MEETING_MISSING = "meeting_missing"
"""What the board's form itself asks for; no reason not to show it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that waits, who is to decide it, and what keeps the viewer from doing so."""

    decision: "Decision"
    position: str
    item: str
    refusals: tuple[Finding, ...]

    @property
    def waits_for(self) -> str:
        """Who decides, in words."""
        if not self.item:
            return _("Ingen punkt i delegationsordningen")
        return _("%(position)s, punkt %(item)s", position=self.position, item=self.item)


def sort_waiting(uow: UnitOfWork, decisions: Iterable["Decision"]) -> tuple[list[Waiting], list[Waiting]]:
    """Return the proposals that the viewer may decide, and those that wait for others."""
    mine: list[Waiting] = []
    others: list[Waiting] = []
    for decision in decisions:
        waiting = _waiting(uow, decision)
        (others if waiting.refusals else mine).append(waiting)
    return mine, others


def _waiting(uow: UnitOfWork, decision: "Decision") -> Waiting:
    facts = _light_facts(uow, decision)
    item = facts.decision.item if facts.decision else None
    position = facts.order.label_of(item.position).sv if item and facts.order else ""
    return Waiting(decision, position, item.number if item else "", tuple(not_mine(facts, uow.actor)))


def not_mine(facts: CaseFacts, actor: Actor) -> list[Finding]:
    """Return what keeps the person from deciding, whatever the case itself lacks."""
    return _refusing([*four_eyes(facts, actor), *within_delegation(facts, actor), *_role(actor)])


def _role(actor: Actor) -> list[Finding]:
    decides = actor.may(Permission.CASE_DECIDE) or actor.may(Permission.BOARD_RECORD)
    return [] if decides else [Finding("not_permitted", Verdict.STOPS)]


def _refusing(found: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.refuses and finding.code != MEETING_MISSING]


def _light_facts(uow: UnitOfWork, decision: "Decision") -> CaseFacts:
    """Return what the two guards ask for; nothing is fetched."""
    case = decision.case
    programme, order = programme_of(uow, case), uow.catalogue.delegation_order(uow.today)
    matter = matter_of(case, decision.kind, decision.amount)
    return CaseFacts(
        state=case.state,
        programme=programme,
        grant_type=programme.grant_type(case.grant_type or ""),
        rulebook=uow.catalogue.rulebook(uow.today, uow.region.key),
        today=uow.today,
        organisation_id=case.organisation_id,
        withdrawn=case.withdrawn_at is not None,
        order=order,
        decision=DecisionFacts(
            kind=decision.kind,
            amount=decision.amount,
            grounds=decision.grounds,
            matter=matter,
            item=order.item_for(matter),
            preparers=frozenset(one.person_id for one in decision.preparers),
            on_meeting=decision.meeting_on is not None,
        ),
    )


def refusals_to_decide(facts: CaseFacts, kind: DecisionKind, actor: Actor) -> list[Finding]:
    """Return every reason why the person cannot decide now, apart from the meeting that the form asks for."""
    action = KINDS[kind].decides
    if action is None:
        return [*not_mine(facts, actor), *_refusing(payout_is_covered(facts, actor))]
    return _refusing([*refusals_of(transition_of(action), facts, actor), *_role(actor)])


def is_boards(facts: CaseFacts) -> bool:
    """Say whether the board itself decides, so that the secretary records meeting and paragraph."""
    item = facts.decision.item if facts.decision else None
    return item is not None and item.position == BOARD


def position_of(facts: CaseFacts) -> tuple[str, str]:
    """Return who decides by the delegation order and the number of its item; empty where the order is silent."""
    item = facts.decision.item if facts.decision else None
    if item is None or facts.order is None:
        return "", ""
    return facts.order.label_of(item.position).sv, item.number
