"""A case as an office page looks at it: gathered once, then handed to head, tasks, steps and findings."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fundflow.domain.assessment import is_judged
from fundflow.domain.errors import NotFound
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, told_once
from fundflow.domain.programme import Criterion, CriterionKind
from fundflow.domain.roles import Permission
from fundflow.domain.rules.engine import findings_of
from fundflow.domain.states import State
from fundflow.queries.case_page import CaseCounts, counts_of
from fundflow.queries.cases import get_case
from fundflow.queries.decisions import open_proposal_of
from fundflow.services.facts import facts_of
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.access import looking

if TYPE_CHECKING:
    from fundflow.models.case import Case
    from fundflow.models.decision import Decision


@dataclass(frozen=True)
class Looked:
    """A case and what is known of it; ``facts`` None: a historic case, which no rules are asked about."""

    uow: UnitOfWork
    case: "Case"
    facts: CaseFacts | None
    proposal: "Decision | None"
    counts: CaseCounts

    @cached_property
    def findings(self) -> list[Finding]:
        """What the rules say of the case today, with the proposal when there is one."""
        return told_once(findings_of(self.facts)) if self.facts else []

    @property
    def criteria(self) -> list[Criterion]:
        """The criteria that want a judgement; goals that are voluntary are not among them."""
        return [one for one in self.criteria_and_goals if one.kind is not CriterionKind.GOALS or one.at_least]

    @property
    def criteria_and_goals(self) -> list[Criterion]:
        """Every criterion of the grant type."""
        return self.facts.criteria if self.facts else []

    @property
    def judged(self) -> int:
        """How many of the criteria have their judgement and its reason."""
        return sum(is_judged(one, self.facts.judgements) for one in self.criteria) if self.facts else 0

    @property
    def title(self) -> str:
        """What the case is called; its number where it has no title."""
        return self.case.title or self.case.registry_number or ""


def look_at(case_id: int) -> Looked:
    """Return the case of that id as this request's person sees it in the office; NotFound otherwise."""
    uow = looking()
    case = get_case(uow.session, uow.actor, case_id)
    if not uow.actor.may(Permission.CASE_READ) or case.state is State.DRAFT:
        raise NotFound
    return looked(uow, case)


def looked(uow: UnitOfWork, case: "Case") -> Looked:
    """Return a case that has been fetched, with what is known of it."""
    proposal = open_proposal_of(uow.session, case.id)
    facts = facts_of(uow, case, proposal) if case.programme_version is not None else None
    return Looked(uow, case, facts, proposal, counts_of(uow.session, case.id))
