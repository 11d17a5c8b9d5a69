"""Every rule that a grant type names, asked in its order; the same findings for everyone who looks."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from fundflow.domain.assessment import gate_findings
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding
from fundflow.domain.money import Money
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules import project

RuleFunction = Callable[[CaseFacts, Rule], Finding | None]

RULES: Final[Mapping[str, RuleFunction]] = {
    "A2": project.separate_from_ordinary_activity,
    "A3": project.contributes_to_the_strategy,
    "A4": project.is_not_state_aid,
    "A5": project.is_not_operating_support,
    "A6": project.within_half_of_the_costs,
    "A7": project.not_covered_elsewhere,
    "A8": project.holds_what_it_must,
    "A9": project.paid_in_arrears,
    "A11": project.advance_within_limits,
    "N6": project.within_the_regions_share,
    "P1": project.short_enough,
    "P2": project.may_apply,
    "P3": project.within_the_regions_share,
    "P4": project.decided_by_the_board,
    "P11": project.flat_rates_as_chosen,
    "Y3": project.in_kind_is_equal,
}
"""The function of each rule id; gates (X26, X27) are rules that the assessment answers."""


def findings_of(facts: CaseFacts) -> list[Finding]:
    """Return what every rule of the grant type says of the case, in the programme's order."""
    return [*_by_rule(facts), *gate_findings(facts.criteria, facts.judgements, facts.rulebook)]


def _by_rule(facts: CaseFacts) -> Iterator[Finding]:
    for rule_id in facts.grant_type.rules:
        rule, function = facts.rulebook.find(rule_id), RULES.get(rule_id)
        if rule is None or function is None:
            continue
        finding = function(facts, rule)
        if finding is not None:
            yield finding


def highest_grant(findings: list[Finding]) -> Money | None:
    """Return the lowest of the ceilings that the findings carry; None when no rule sets one."""
    ceilings = [finding.figures["highest"] for finding in findings if "highest" in finding.figures]
    amounts = [ceiling for ceiling in ceilings if isinstance(ceiling, Money)]
    return min(amounts) if amounts else None
