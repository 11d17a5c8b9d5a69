"""Every rule that a grant type names, asked in its order; the same findings for everyone who looks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from fundflow.domain.aid import AidRegime
from fundflow.domain.assessment import gate_findings
from fundflow.domain.concepts import Concept
from fundflow.domain.doubts import doubts
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Reach, Verdict
from fundflow.domain.money import Money
from fundflow.domain.programme import Criterion
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules import (
    aid_room,
    applicants,
    company,
    delivery,
    innovation,
    investment,
    place,
    preconditions,
    project,
    service,
    vouchers,
)
from fundflow.domain.rules.asking import barred
from fundflow.domain.rules.mended import MENDED_AT

RuleFunction = Callable[[CaseFacts, Rule], Finding | Iterable[Finding] | None]
"""One rule asked of a case; nothing: it does not apply."""

RULES: Final[Mapping[str, RuleFunction]] = {
    "A2": project.separate_from_ordinary_activity,
    "A3": project.contributes_to_the_strategy,
    "A4": project.is_not_state_aid,
    "A5": project.is_not_operating_support,
    "A6": project.within_half_of_the_costs,
    "A7": project.not_covered_elsewhere,
    "A8": project.holds_what_it_must,
    "A9": project.paid_in_arrears,
    "A10": project.accounted_for_as_the_eu_does,
    "A11": project.advance_within_limits,
    "N6": project.within_the_regions_share,
    "P1": project.short_enough,
    "P2": applicants.said_of_the_applicant,
    "P3": project.within_the_regions_share,
    "P4": project.decided_by_the_board,
    "P11": project.flat_rates_as_chosen,
    "Y3": project.in_kind_is_equal,
    "B2": preconditions.in_time_with_fair_wages,
    "B3": innovation.article_of_exemption,
    "B4": preconditions.left_to_judgement,
    "B5": preconditions.left_to_judgement,
    "B6": vouchers.machines_within_the_base,
    "B7": investment.no_bars_for_development,
    "B8": preconditions.left_to_judgement,
    "B10": aid_room.aid_is_accounted_for,
    "B11": preconditions.left_to_judgement,
    "B12": preconditions.checked_before_decision,
    "B13": preconditions.consents_to_publication,
    "B15": preconditions.no_open_recovery,
    "I1": preconditions.base_of_investment_aid,
    "I2": preconditions.in_time_with_fair_wages,
    "I3": investment.within_regional_aid_rate,
    "I4": preconditions.left_to_judgement,
    "I7": investment.for_small_companies_and_lasting_use,
    "I8": investment.other_costs_within_share_of_aid,
    "I9": investment.within_special_aid_rate,
    "I10": preconditions.no_bars,
    "I12": preconditions.left_to_judgement,
    "I13": investment.decided_by_the_region,
    "I14": preconditions.good_to_know,
    "I15": investment.security_is_given,
    "I16": preconditions.good_to_know,
    "I18": preconditions.good_to_know,
    "S1": applicants.said_of_the_applicant,
    "S2": service.goods_are_basic_service,
    "S3": preconditions.good_to_know,
    "S4": service.sparse_and_no_larger_than_needed,
    "S5": delivery.within_net_cost,
    "S6": service.fixed_point_of_sale_and_half,
    "S7": service.larger_share_on_ground,
    "S8": service.temporary_and_within_years,
    "S9": service.shop_far_from_the_next,
    "S10": service.within_joint_yearly_ceiling,
    "S11": service.application_is_in_time_and_whole,
    "S12": service.municipality_is_heard,
    "S13": preconditions.good_to_know,
    "S14": service.task_is_described,
    "S15": service.how_it_is_paid,
    "S20": delivery.price_base_of_the_year,
    "E1": aid_room.within_de_minimis,
    "E2": aid_room.aid_of_rolling_years,
    "E4": preconditions.left_to_judgement,
    "E6": preconditions.good_to_know,
    "E8": preconditions.good_to_know,
    "E9": aid_room.within_sgei_de_minimis,
    "E10": aid_room.aid_for_the_same_costs,
    "E12": company.size_of_company,
    "E13": company.owned_by_the_public,
    "E15": preconditions.exemption_is_valid,
    "E16": preconditions.aid_may_be_published,
    "E18": company.not_in_difficulty,
    "M2": place.on_the_aid_map,
    "M3": place.area_by_municipality,
    "V1": vouchers.micro_grant,
    "V2": vouchers.growth_voucher,
    "V3": vouchers.sustainability_voucher,
    "V4": vouchers.energy_efficiency,
    "V5": investment.special_aid_in_the_region,
    "V6": vouchers.business_development_voucher,
    "V7": innovation.innovation_voucher,
    "V8": innovation.innovation_grant,
    "V9": investment.regional_aid_in_the_region,
    "V10": aid_room.within_regional_room,
    "V11": innovation.own_work_against_bought,
    "V12": preconditions.refused_in_general,
    "V13": preconditions.left_to_judgement,
    "V14": preconditions.good_to_know,
    "V16": preconditions.good_to_know,
    "V17": preconditions.good_to_know,
    "N1": vouchers.micro_grant_in_the_north,
    "N2": preconditions.good_to_know,
    "N3": innovation.novelty_is_verified,
    "N4": preconditions.good_to_know,
    "N5": preconditions.good_to_know,
    "N8": service.outdated_joint_ceiling,
    "K2": service.far_by_regional_guideline,
    "K3": preconditions.good_to_know,
    "K4": preconditions.left_to_judgement,
    "K10": preconditions.good_to_know,
}
"""The function of each rule id; gates (X26, X27) are rules that the assessment answers."""

_OF_GENERAL_INTEREST: Final = "E9"
_IN_BOTH_REGULATIONS: Final = frozenset({"E2", "E4", "E10"})

_LIMITS: Final = ("highest_", "ceiling_", "area_", "rural_")
"""How figures begin that hold a grant back."""


def findings_of(facts: CaseFacts) -> list[Finding]:
    """Return what every rule of the grant type says of the case, in the programme's order."""
    gates = gate_findings(_gates(facts), facts.judgements, facts.rulebook)
    found = [*_by_rule(facts), *gates]
    findings = [*found, *doubts(facts, {finding.code for finding in found})]
    is_barred = any(finding.reach is Reach.BARS for finding in findings)
    return findings if is_barred else [*findings, *_below_the_lowest(facts, highest_grant(findings))]


def _gates(facts: CaseFacts) -> list[Criterion]:
    """Return the criteria that are asked; without a form nobody judges, and only what facts tell is asked (D32)."""
    return [one for one in facts.criteria if facts.has_form or one.concept is not None]


def _by_rule(facts: CaseFacts) -> Iterator[Finding]:
    if (of_applicant := applicants.who_may_apply(facts)) is not None:
        yield of_applicant
    for rule in rules_of(facts):
        found = RULES[rule.id](facts, rule) or ()
        for finding in [found] if isinstance(found, Finding) else found:
            yield _where_it_is_mended(facts, _of_regime(facts, finding))
    if (over := service.year_is_over(facts)) is not None:
        yield _where_it_is_mended(facts, over)
    yield from _not_in_force(facts)


def _of_regime(facts: CaseFacts, finding: Finding) -> Finding:
    """Return the finding under the regulation of the support's regime.

    The two regulations on de minimis aid hold these rules in articles of the same number: what is aid (1), its ceiling
    (3) and aid for the same costs (5).

    Source: E4, E9 and E10, Regulations (EU) 2023/2831 and 2023/2832.
    """
    source = finding.source
    if facts.grant_type.aid_regime is not AidRegime.SGEI or source is None or source.rule not in _IN_BOTH_REGULATIONS:
        return finding
    own = facts.rulebook.find(_OF_GENERAL_INTEREST)
    return replace(finding, source=replace(source, act=own.act)) if own is not None else finding


def _where_it_is_mended(facts: CaseFacts, finding: Finding) -> Finding:
    """Return the finding with the question that mends it, where the form has one.

    It is the one that a broken rule hangs on, or that gives the first answer it waits for.
    """
    missing = str(finding.figures.get("missing", "")).partition(", ")[0]
    concept = MENDED_AT.get(finding.code) or (Concept(missing) if missing else None)
    if concept is None or finding.field is not None:
        return finding
    question = facts.programme.question_of(concept, facts.grant_type.key)
    return replace(finding, field=question.key) if question else finding


def rules_of(facts: CaseFacts) -> Iterator[Rule]:
    """Yield the rules of the grant type that are in force and asked by a function of their own."""
    for rule_id in facts.grant_type.rules:
        rule = facts.rulebook.find(rule_id)
        if rule is not None and rule_id in RULES:
            yield rule


def _not_in_force(facts: CaseFacts) -> Iterator[Finding]:
    """Yield the rules without a wording on the day; what such a rule would limit is unknown then."""
    for rule_id in facts.grant_type.rules:
        rule = facts.rulebook.of_another_day(rule_id)
        if rule is not None:
            reach = Reach.UNKNOWN if any(name.startswith(_LIMITS) for name in rule.figures) else Reach.NOTHING
            figures = {"decided": facts.today}
            yield Finding("not_in_force", Verdict.NOT_APPLICABLE, rule.source, figures, reach=reach)


def _below_the_lowest(facts: CaseFacts, highest: Money | None) -> Iterator[Finding]:
    """Yield that what may be given is less than the support gives at least (D33)."""
    for rule in rules_of(facts):
        if (
            highest is not None
            and "lowest_grant_kronor" in rule.figures
            and highest < rule.kronor("lowest_grant_kronor")
        ):
            figures = {"left": highest, "lowest": rule.kronor("lowest_grant_kronor")}
            yield barred(rule, "below_the_lowest", figures)


def highest_grant(findings: Iterable[Finding]) -> Money | None:
    """Return the highest grant that the rules leave, in whole kronor.

    Nothing where a rule stops the application as such; None where a ceiling cannot be reckoned yet, or where no rule
    sets one; else the lowest of the ceilings.
    """
    found = list(findings)
    if any(finding.reach is Reach.BARS for finding in found):
        return Money(0)
    if any(finding.reach is Reach.UNKNOWN for finding in found):
        return None
    ceilings = [finding.figures["highest"] for finding in found if "highest" in finding.figures]
    amounts = [ceiling for ceiling in ceilings if isinstance(ceiling, Money)]
    return min(amounts) if amounts else None
