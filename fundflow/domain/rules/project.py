"""Rules of project funding: förordning (2003:596), regional policy, and the gates of the region."""

from datetime import date

from fundflow.domain import completeness
from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Figure, Finding, Verdict
from fundflow.domain.money import Money, total
from fundflow.domain.periods import add_months
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules.asking import (
    against,
    asked_for,
    barred,
    broken,
    informs,
    judged,
    met,
    money,
    needs,
    needs_amount,
    total_cost,
    yes_no,
)


def separate_from_ordinary_activity(facts: CaseFacts, rule: Rule) -> Finding:
    """Ask that the project is kept apart from ordinary activity in time, economy and work.

    Source: A2, 2003:596 § 1.
    """
    asked = (Concept.SEPARATE_IN_TIME, Concept.SEPARATE_IN_ECONOMY, Concept.SEPARATE_IN_WORK)
    given = [facts.concepts.get(concept) for concept in asked]
    if any(answer is False for answer in given):
        return barred(rule, "not_separate")
    if any(answer is None for answer in given):
        return Finding("separation_unknown", Verdict.NOT_YET, rule.source)
    return met(rule, "is_separate")


def contributes_to_the_strategy(facts: CaseFacts, rule: Rule) -> Finding:
    """Ask for a priority of the regional strategy.

    Source: A3, 2003:596 §§ 2-3.
    """
    if facts.concepts.get(Concept.PRIORITY) is None and not facts.has_form:
        return judged(rule, "left_to_judgement", {"rule": rule.label})
    if facts.concepts.get(Concept.PRIORITY) is None:
        return Finding("priority_missing", Verdict.NOT_YET, rule.source)
    return Finding("priority_chosen", Verdict.FULFILLED, rule.source)


def is_not_state_aid(facts: CaseFacts, rule: Rule) -> Finding:
    """Stop direct state aid: the government is to be notified before the decision.

    Source: A4, 2003:596 § 2 second paragraph.
    """
    match facts.concepts.get(Concept.STATE_AID):
        case None:
            return Finding("state_aid_unknown", Verdict.NOT_YET, rule.source)
        case "direct":
            is_notified = yes_no(facts, Concept.GOVERNMENT_NOTIFIED)
            return met(rule, "state_aid_notified") if is_notified else barred(rule, "state_aid_direct")
        case "indirect":
            return Finding("state_aid_indirect", Verdict.JUDGED, rule.source)
        case _:
            return met(rule, "state_aid_none")


def is_not_operating_support(facts: CaseFacts, rule: Rule) -> Finding:
    """Hold ordinary running costs out.

    Source: A5, 2003:596 § 5 (2009:674; partly verified).
    """
    match facts.concepts.get(Concept.OPERATING_SUPPORT):
        case None:
            return Finding("operating_support_unknown", Verdict.NOT_YET, rule.source)
        case True:
            return Finding("operating_support", broken(rule), rule.source)
        case _:
            return Finding("no_operating_support", Verdict.FULFILLED, rule.source)


def within_half_of_the_costs(facts: CaseFacts, rule: Rule) -> Finding:
    """Hold all money from appropriation 1:1 within its share of the project's costs.

    Where Tillväxtverket and at least one other decider fund the same project the whole may be covered, each decider at
    most its share. Percentages are 0-100; the comparison is made in kronor.

    Source: A6, 2003:596 § 5 (2009:674; partly verified).
    """
    whole, financing = total_cost(facts), facts.plan.financing
    if not whole:
        return needs_amount(rule, Concept.COSTS)
    others = total(row.amount for row in financing if row.payer_kind in ("other_1_1", "tillvaxtverket"))
    with_tillvaxtverket = any(row.payer_kind == "tillvaxtverket" and row.amount for row in financing)
    percent = rule.percent("highest_percent_with_tillvaxtverket" if with_tillvaxtverket else "highest_percent")
    all_of_it = max(Money(0), whole.share(percent) - others)
    own_share = whole.share(rule.percent("highest_percent"))
    highest = min(all_of_it, own_share).floor()
    if not _financing_is_known(facts):
        figures: dict[str, Figure] = {"highest": highest, "missing": Concept.FINANCING.value}
        return Finding("financing_not_told", Verdict.NOT_YET, rule.source, figures)
    return against(facts, rule, highest, ("half_of_costs_within", "half_of_costs_over"))


def _financing_is_known(facts: CaseFacts) -> bool:
    return bool(facts.plan.financing) or Concept.FINANCING in facts.concepts


def within_the_regions_share(facts: CaseFacts, rule: Rule) -> Finding:
    """Hold the region's money within the share that its policy gives.

    Source: P3, regional policy.
    """
    whole = total_cost(facts)
    if not whole:
        return needs_amount(rule, Concept.COSTS)
    highest = whole.share(rule.percent("highest_percent"))
    return against(facts, rule, highest, ("regions_share_within", "regions_share_over"))


def not_covered_elsewhere(facts: CaseFacts, rule: Rule) -> Finding:
    """Leave to be judged whether another support ordinance covers the measures.

    Source: A7, 2003:596 § 6 (partly verified).
    """
    return Finding("covered_elsewhere", Verdict.JUDGED, rule.source)


def holds_what_it_must(facts: CaseFacts, rule: Rule) -> Finding:
    """Ask that the application holds what the ordinance and the region's form require.

    Source: A8, 2003:596 § 8.
    """
    if not facts.has_form:
        return judged(rule, "left_to_judgement", {"rule": rule.label})
    missing = sum(1 for _ in completeness.missing(facts))
    if missing:
        return Finding("content_missing", Verdict.NOT_YET, rule.source, {"count": missing})
    return Finding("content_whole", Verdict.FULFILLED, rule.source)


def paid_in_arrears(facts: CaseFacts, rule: Rule) -> Finding:
    """Tell that the grant is paid after account of actual costs.

    Source: A9, 2003:596 § 11 (partly verified).
    """
    return Finding("paid_in_arrears", Verdict.INFORMS, rule.source)


def accounted_for_as_the_eu_does(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Tell that co-financing of an EU project may be accounted for as the EU support is; nothing to say otherwise.

    Source: A10, 2003:596 § 11 second paragraph (partly verified).
    """
    if facts.concepts.get(Concept.EU_PROGRAMME) in (None, "", "none"):
        return None
    return informs(rule, "good_to_know", {"rule": rule.label})


def short_enough(facts: CaseFacts, rule: Rule) -> Finding:
    """Hold a pre-study within its number of months, counted from its first day to its last.

    Source: P1, regional policy.
    """
    first, last = facts.concepts.get(Concept.PROJECT_STARTS_ON), facts.concepts.get(Concept.PROJECT_ENDS_ON)
    months = rule.number("pre_study_at_most_months")
    if not isinstance(first, date) or not isinstance(last, date):
        return Finding("project_days_unknown", Verdict.NOT_YET, rule.source)
    if last >= add_months(first, months):
        return barred(rule, "pre_study_long", {"months": months})
    return Finding("pre_study_short", Verdict.FULFILLED, rule.source, {"months": months})


def decided_by_the_board(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Hold a small project within its highest grant; tell that larger amounts of others are the board's to decide.

    Calls are for the larger amounts: of a smaller one it is told that it is applied for as a small project.

    Source: P4, regional policy.
    """
    limit, asked = rule.kronor("small_project_at_most_kronor"), asked_for(facts)
    if facts.grant_type.key == rule.text("small_project"):
        return against(facts, rule, limit, ("small_project_within", "small_project_over"))
    if asked is None:
        return None
    if asked <= limit:
        return _for_a_small_project(facts, rule, limit)
    return Finding("board_and_calls", Verdict.INFORMS, rule.source, {"limit": limit})


def _for_a_small_project(facts: CaseFacts, rule: Rule, limit: Money) -> Finding | None:
    """Tell one who applies in a call for what a small project gives; what is then granted of a larger amount may be."""
    applied = facts.plan.requested if facts.plan.requested is not None else money(facts, Concept.REQUESTED_AMOUNT)
    if not facts.grant_type.in_calls_only or applied is None or applied > limit:
        return None
    return Finding("small_project_instead", Verdict.WARNS, rule.source, {"limit": limit, "asked": applied})


def in_kind_is_equal(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Ask that costs in kind equal financing in kind; nothing to say where there is neither.

    Source: Y3, today's national system.
    """
    plan = facts.plan
    if not plan.in_kind_cost and not plan.in_kind_financed:
        return None
    figures = {"costs": plan.in_kind_cost, "financing": plan.in_kind_financed}
    verdict = broken(rule) if plan.in_kind_gap else Verdict.FULFILLED
    return Finding("in_kind_differs" if plan.in_kind_gap else "in_kind_equal", verdict, rule.source, figures)


def flat_rates_as_chosen(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Inform of what the flat rate covers, when one is chosen.

    Source: P11 and T5.
    """
    method = facts.programme.cost_method(str(facts.concepts.get(Concept.COST_METHOD)))
    if method is None or method.flat_cost_type is None:
        return None
    return Finding("flat_rate_covers", Verdict.INFORMS, rule.source, {"method": method.label})


def advance_within_limits(facts: CaseFacts, rule: Rule) -> list[Finding]:
    """Hold a wished advance within its share of the grant and its highest amount; nothing to say when none is wished.

    Source: A11, 2003:596 § 11 (partly verified).
    """
    wished, grant = money(facts, Concept.ADVANCE_REQUESTED), asked_for(facts)
    if not wished:
        return []
    if grant is None:
        return [needs(rule, Concept.REQUESTED_AMOUNT)]
    highest = min(grant.share(rule.percent("highest_percent_of_grant")), rule.kronor("highest_kronor"))
    figures: dict[str, Figure] = {"ceiling": highest, "asked": wished}
    if wished > highest:
        over = {**figures, "over": wished - highest}
        return [Finding("advance_over", broken(rule), rule.source, over), *_tested(facts, rule)]
    return [_with_reasons(facts, rule, figures), *_tested(facts, rule)]


def _with_reasons(facts: CaseFacts, rule: Rule, figures: dict[str, Figure]) -> Finding:
    """Return what the special reasons make of an advance within its limits; they are judged where none are told."""
    match yes_no(facts, Concept.SPECIAL_REASONS):
        case None:
            return judged(rule, "advance_within", figures)
        case True:
            return met(rule, "advance_within_for_reasons", figures)
        case _:
            return Finding("advance_without_reasons", broken(rule), rule.source, figures)


def _tested(facts: CaseFacts, rule: Rule) -> list[Finding]:
    match yes_no(facts, Concept.ECONOMIC_STRENGTH_TESTED):
        case None:
            return [needs(rule, Concept.ECONOMIC_STRENGTH_TESTED)]
        case False:
            return [Finding("strength_not_tested", broken(rule), rule.source)]
        case _:
            return []
