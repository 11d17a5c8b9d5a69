"""The applicant's own cases: of an organisation one acts for, and never an imported one."""

from dataclasses import replace
from typing import TYPE_CHECKING

from fundflow.domain.errors import NotFound
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.rules.engine import findings_of
from fundflow.queries.cases import get_case
from fundflow.services.facts import facts_of
from fundflow.services.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from fundflow.models.case import Case


def own_case(uow: UnitOfWork, case_id: int) -> "Case":
    """Return a case of an organisation that the person acts for; NotFound otherwise, also for staff who may read it."""
    case = get_case(uow.session, uow.actor, case_id)
    if case.organisation_id not in uow.actor.organisations or case.programme_version is None:
        raise NotFound
    return case


def own_facts(uow: UnitOfWork, case: "Case") -> CaseFacts:
    """Return what rules know of a case, without what officers have judged of it."""
    return replace(facts_of(uow, case), judgements={})


def own_findings(facts: CaseFacts) -> list[Finding]:
    """Return what every rule says, to the applicant: a gate is something that will be judged."""
    return [_to_be_judged(one) if one.code == "gate_not_judged" else one for one in findings_of(facts)]


def _to_be_judged(finding: Finding) -> Finding:
    return replace(finding, code="gate_will_be_judged", verdict=Verdict.JUDGED)
