"""The regions' smaller forms of business support: micro grant, vouchers and energy efficiency."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Figure, Finding, Reach, SourceStatus, Verdict
from fundflow.domain.money import Money, total
from fundflow.domain.periods import add_months
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules.asking import (
    Condition,
    barred,
    conditions,
    costs,
    day,
    informs,
    judged,
    lowest_asked,
    met,
    needs,
    number,
    text,
    total_cost,
    yes_no,
)
from fundflow.domain.rules.ceilings import HARD, is_vehicle, share_of_base, without_vehicles
from fundflow.domain.rules.company import employs_enough, must_be_sme
from fundflow.domain.rules.place import in_covered_place, outside_the_town
from fundflow.domain.rules.preconditions import months_of, no_parameters, once_only
from fundflow.domain.size import SizeClass

_WOMAN: Final = "woman"
_RUNS_FULL_TIME: Final = Condition(Concept.FULL_TIME_IN_COMPANY, "not_full_time")


def machines_within_the_base(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Tell that machines and inventories may be covered up to a highest base; nothing to say where there are none.

    Source: B6, 2022:1468 § 17 second paragraph.
    """
    rows, whole = costs(facts), total_cost(facts)
    if whole is None:
        return needs(rule, Concept.COSTS)
    if rows is not None and not any(row.kind in HARD for row in rows):
        return None
    limit = rule.kronor("highest_base_kronor")
    figures = {"base": whole, "limit": limit}
    return met(rule, "machines_within_base", figures) if whole <= limit else informs(rule, "cut_to_base", figures)


def micro_grant(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Hold a micro grant to the region's terms: age of the company, once only, place, share and base.

    Source: V1, regional policy of Västerbotten.
    """
    yield from _young_enough(facts, rule)
    yield from _works_in_company(facts, rule)
    yield from once_only(facts, rule)
    yield from in_covered_place(facts, rule)
    yield from share_of_base(facts, rule, without_vehicles(facts))


def micro_grant_in_the_north(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Hold a micro grant to the region's terms: outside its town, share and highest amount; the rest is judged.

    Source: N1, regional policy of Norrbotten.
    """
    yield from outside_the_town(facts, rule)
    yield judged(rule, "sustainability_shown")
    yield from share_of_base(facts, rule, without_vehicles(facts))


def _young_enough(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Yield that the company is too old, or why its age does not matter: a woman or a newcomer leads it."""
    exempt = _led_by_woman_or_newcomer(facts, rule.number("in_sweden_below_years"), inclusive=False)
    registered, received = day(facts, Concept.REGISTERED_ON), facts.received_on or day(facts, Concept.RECEIVED_ON)
    figures: dict[str, Figure] = {
        "years": rule.number("at_most_years"),
        "newcomer": rule.number("in_sweden_below_years"),
    }
    if exempt:
        if registered is None or received is None or _is_old(registered, received, rule):
            is_woman = text(facts, Concept.LEADER_GENDER) == _WOMAN
            yield met(rule, "age_exempt_woman" if is_woman else "age_exempt_newcomer", figures)
    elif registered is None or received is None:
        asked = ((Concept.REGISTERED_ON, registered), (Concept.RECEIVED_ON, received))
        yield needs(rule, *(concept for concept, value in asked if value is None))
    elif _is_old(registered, received, rule):
        if exempt is None:
            yield needs(rule, *_unknown_of_leader(facts))
        else:
            yield barred(rule, "company_too_old", {"registered": registered, **figures})


def _is_old(registered: date, received: date, rule: Rule) -> bool:
    return received > add_months(registered, months_of(rule.number("at_most_years")))


def _led_by_woman_or_newcomer(facts: CaseFacts, years: int, *, inclusive: bool) -> bool | None:
    """Say whether a woman leads, or a person born outside the Nordics who came so many years ago or later."""
    gender = text(facts, Concept.LEADER_GENDER)
    if gender == _WOMAN:
        return True
    newcomer = _is_newcomer(facts, years, inclusive=inclusive)
    if newcomer:
        return True
    return None if gender is None or newcomer is None else False


def _is_newcomer(facts: CaseFacts, years: int, *, inclusive: bool) -> bool | None:
    born, lived = (
        yes_no(facts, Concept.LEADER_BORN_OUTSIDE_NORDICS),
        number(facts, Concept.LEADER_YEARS_IN_SWEDEN),
    )
    recent = None if lived is None else (lived <= years if inclusive else lived < years)
    if born is False or recent is False:
        return False
    return None if born is None or recent is None else True


def _unknown_of_leader(facts: CaseFacts) -> tuple[Concept, ...]:
    asked = (Concept.LEADER_GENDER, Concept.LEADER_BORN_OUTSIDE_NORDICS, Concept.LEADER_YEARS_IN_SWEDEN)
    return tuple(concept for concept in asked if facts.concepts.get(concept) is None)


def _works_in_company(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Yield what is unknown or to be judged of working half time now and full time within a year."""
    match yes_no(facts, Concept.FULL_TIME_IN_COMPANY):
        case None:
            yield needs(rule, Concept.FULL_TIME_IN_COMPANY)
        case False:
            yield judged(rule, "full_time_within_a_year")


def growth_voucher(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Hold a growth voucher to the region's terms; the highest share is reckoned with, the officer judges it.

    Source: V2, regional policy.
    """
    if not rule.figures:
        yield no_parameters(rule)
        return
    match _led_by_woman_or_newcomer(facts, rule.number("in_sweden_at_most_years"), inclusive=True):
        case None:
            yield needs(rule, *_unknown_of_leader(facts))
        case False:
            yield barred(rule, "not_the_targeted_group")
    yield from _owns_and_runs(facts, rule)
    yield from _few_enough(facts, rule)
    yield from _soft_costs_only(facts, rule)
    yield from lowest_asked(facts, rule)
    yield judged(rule, "share_judged", {"lowest": rule.percent("lowest_percent")})


def _owns_and_runs(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    owned, least = number(facts, Concept.LEADER_OWNERSHIP_PERCENT), rule.percent("least_owned_percent")
    if owned is None:
        yield needs(rule, Concept.LEADER_OWNERSHIP_PERCENT)
    elif owned < least:
        yield barred(rule, "owns_too_little", {"owned": owned, "least": least})
    yield from conditions(facts, rule, _RUNS_FULL_TIME)


def _few_enough(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    employed, most = number(facts, Concept.EMPLOYEES), rule.decimal("at_most_persons")
    if employed is None:
        yield needs(rule, Concept.EMPLOYEES)
    elif employed > most:
        yield barred(rule, "employs_too_many", {"employees": employed, "most": most})


def _soft_costs_only(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    rows = costs(facts)
    hard = total(row.amount for row in rows or () if row.kind in HARD or is_vehicle(row))
    if hard:
        yield informs(rule, "hard_costs_left_out", {"cost": hard})
    whole = total_cost(facts)
    yield from share_of_base(facts, rule, None if whole is None else max(Money(0), whole - hard))


def sustainability_voucher(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Hold a sustainability voucher to the region's terms; its rate is not known, so neither is the highest grant.

    Source: V3, regional policy (partly verified).
    """
    if not rule.figures:
        yield no_parameters(rule)
        return
    yield from must_be_sme(facts, rule)
    yield from employs_enough(facts, rule)
    yield _rate_unknown(rule)


def business_development_voucher(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Hold a business development voucher to small companies; its amounts are not known.

    Source: V6, regional policy (partly verified).
    """
    if rule.status is SourceStatus.UNVERIFIED:
        yield no_parameters(rule)
        return
    yield from must_be_sme(facts, rule, SizeClass.SMALL)
    yield _rate_unknown(rule)


def _rate_unknown(rule: Rule) -> Finding:
    return Finding("rate_unknown", Verdict.JUDGED, rule.source, {}, reach=Reach.UNKNOWN)


def energy_efficiency(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Hold energy efficiency support to the region's terms: own premises, places, share and amounts.

    Source: V4, regional policy.
    """
    if not rule.figures:
        yield no_parameters(rule)
        return
    yield from must_be_sme(facts, rule)
    yield from conditions(facts, rule, Condition(Concept.OWNS_PREMISES, "does_not_own_premises"))
    yield from employs_enough(facts, rule)
    yield from _inland_or_named(facts, rule)
    if facts.concepts.get(Concept.SERVICE_GOODS):
        yield barred(rule, "sells_groceries_or_fuel")
    yield from lowest_asked(facts, rule)
    yield judged(rule, "measure_confirmed")
    yield from share_of_base(facts, rule, total_cost(facts))


def _inland_or_named(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Yield that the place is neither inland nor named by the rule, or that it is unknown (X19)."""
    place = facts.place
    inland = yes_no(facts, Concept.INLAND)
    inland = place.is_inland if inland is None and place is not None else inland
    if inland:
        return
    if place is None:
        yield needs(rule, Concept.MUNICIPALITY_CODE)
    elif f"districts_{place.code}" in rule.figures or not place.in_region:
        yield from in_covered_place(facts, rule)
    elif place.code not in [one.strip() for one in rule.text("municipalities").split(",")]:
        yield (
            needs(rule, Concept.INLAND) if inland is None else barred(rule, "not_inland", {"municipality": place.name})
        )
