"""Investment aid: särskilt investeringsstöd (de minimis) and regionalt investeringsstöd (block exemption)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Figure, Finding, Reach
from fundflow.domain.money import Money, total
from fundflow.domain.places import OUTSIDE
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules.aid_room import room_in_kronor
from fundflow.domain.rules.asking import (
    against,
    barred,
    costs,
    informs,
    judged,
    lowest_asked,
    met,
    money,
    needs,
    needs_amount,
    total_cost,
    yes_no,
)
from fundflow.domain.rules.ceilings import HARD, OTHER, SERVICES, is_vehicle, sum_of
from fundflow.domain.rules.company import employs_enough, fits_class, must_be_sme, unknown_of_size
from fundflow.domain.rules.place import area_of, in_covered_place, is_rural, outside_the_town, unknown_of_area
from fundflow.domain.rules.preconditions import good_to_know, no_bars, no_parameters
from fundflow.domain.size import SizeClass

_SIS_RATE: Final = "I9"
_SPECIAL_AID: Final = "I7"
_SIS: Final = "sis"


# ----- särskilt investeringsstöd


def costs_of_special_aid(facts: CaseFacts) -> tuple[Money, Money, Money] | None:
    """Return hard costs, business development and other necessary costs; None when no cost is known.

    Where only a total is known it counts as hard costs. Vehicles never count.

    Source: I7 and I8, 2022:1467 §§ 23-24; business development 2022:1468 § 17.
    """
    hard = sum_of(facts, HARD)
    if hard is None:
        return None
    if costs(facts) is None:
        return hard, Money(0), Money(0)
    return hard, sum_of(facts, {SERVICES}) or Money(0), sum_of(facts, OTHER) or Money(0)


def rate_of_special_aid(facts: CaseFacts, rule: Rule) -> Decimal | None:
    """Return the highest share in percent by place; None when the place is unknown.

    Source: I9, 2022:1467 § 26.
    """
    rural, area = is_rural(facts), area_of(facts)
    if rural:
        return rule.percent("rural_percent")
    if rural is None or area is None:
        return None
    return rule.percent("elsewhere_percent" if area == OUTSIDE else "assisted_percent")


def _unknown_of_rate(facts: CaseFacts) -> list[Concept]:
    unknown = [Concept.RURAL_AREA] if is_rural(facts) is None else []
    return unknown + ([unknown_of_area(facts)] if area_of(facts) is None else [])


def for_small_companies_and_lasting_use(facts: CaseFacts, rule: Rule) -> list[Finding]:
    """Ask for an SME; tell which costs do not count.

    Source: I7, 2022:1467 §§ 23-24.
    """
    rows = costs(facts) or ()
    vehicles = total(row.amount for row in rows if is_vehicle(row))
    apart = total(r.amount for r in rows if not is_vehicle(r) and r.kind not in HARD | OTHER | {SERVICES})
    told = [
        *([informs(rule, "vehicles_left_out", {"cost": vehicles})] if vehicles else []),
        *([informs(rule, "costs_left_out", {"cost": apart})] if apart else []),
    ]
    return [*(list(must_be_sme(facts, rule)) or [met(rule, "small_enough_for_special_aid")]), *told]


def within_special_aid_rate(facts: CaseFacts, rule: Rule) -> Finding:
    """Hold the aid within its share of all costs that count, by place; for other support the shares only inform (D30).

    Source: I9, 2022:1467 § 26.
    """
    if _SPECIAL_AID not in facts.grant_type.rules:
        return good_to_know(facts, rule)
    rate, parts = rate_of_special_aid(facts, rule), costs_of_special_aid(facts)
    if rate is None or parts is None:
        return needs_amount(rule, *_unknown_of_rate(facts), *([Concept.COSTS] if parts is None else []))
    base = total(parts)
    more: dict[str, Figure] = {"base": base, "percent": rate, "area": area_of(facts) or ""}
    return against(facts, rule, base.share(rate), ("share_within", "share_over"), more)


def other_costs_within_share_of_aid(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Hold aid to other necessary costs within its share of the special aid; business development is aid of its own.

    With a share s of the aid, aid to other costs is at most s / (1 - s) of the aid to hard costs.

    Source: I8, 2022:1467 § 24 second paragraph.
    """
    rates, parts = facts.rulebook.find(_SIS_RATE), costs_of_special_aid(facts)
    if parts is None:
        return needs_amount(rule, Concept.COSTS)
    hard, soft, other = parts
    if not other or rates is None:
        return None
    rate = rate_of_special_aid(facts, rates)
    if rate is None:
        return needs_amount(rule, *_unknown_of_rate(facts))
    share, fraction = Fraction(rule.percent("highest_percent_of_aid")) / 100, Fraction(rate) / 100
    to_hard, to_soft, to_other = (Fraction(one.ore, 100) * fraction for one in (hard, soft, other))
    most = to_hard * share / (1 - share)
    highest = Money.rounded_down(to_hard + to_soft + min(to_other, most))
    figures: dict[str, Figure] = {"other": other, "most_to_other": Money.rounded_down(most)}
    return against(facts, rule, highest, ("other_costs_within", "other_costs_over"), figures)


def no_bars_for_development(facts: CaseFacts, rule: Rule) -> list[Finding]:
    """Hold the bars of business development; nothing to say of special aid without any, which has its own.

    Source: B7, 2022:1468 § 18.
    """
    rows = costs(facts) or ()
    if _SPECIAL_AID in facts.grant_type.rules and not any(row.kind == SERVICES for row in rows):
        return []
    return no_bars(facts, rule)


def special_aid_in_the_region(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Hold special aid to the region's terms: SME outside its town, a lowest aid, a ceiling over three years.

    Source: V5, regional policy.
    """
    if not rule.figures:
        yield no_parameters(rule, Reach.NOTHING)
        return
    yield from must_be_sme(facts, rule)
    yield from outside_the_town(facts, rule)
    yield from lowest_asked(facts, rule)
    yield judged(rule, "growth_without_distortion")
    yield room_in_kronor(facts, rule, (_SIS,))


# ----- regionalt investeringsstöd


def within_regional_aid_rate(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Hold the aid within its share of hard costs, by area and size; outside the map there is none (M2).

    Source: I3, 2022:1467 §§ 9-10.
    """
    area, size, base = area_of(facts), _rate_class(facts), sum_of(facts, HARD)
    if area == OUTSIDE:
        return None
    if area is None or size is None or base is None:
        unknown = [*([unknown_of_area(facts)] if area is None else []), *([Concept.COSTS] if base is None else [])]
        return needs_amount(rule, *unknown, *(unknown_of_size(facts) if size is None else ()))
    rate = rule.percent(f"area_{area}_{size}_percent")
    more: dict[str, Figure] = {"base": base, "percent": rate, "area": area, "size": size.value}
    return against(facts, rule, base.share(rate), ("share_within", "share_over"), more)


def _rate_class(facts: CaseFacts) -> SizeClass | None:
    """Return the class that the ceilings know: micro counts as small; None when it is unknown."""
    for size in (SizeClass.SMALL, SizeClass.MEDIUM):
        fit = fits_class(facts, size)
        if fit is None:
            return None
        if fit:
            return size
    return SizeClass.LARGE


def decided_by_the_region(facts: CaseFacts, rule: Rule) -> list[Finding]:
    """Forward what Tillväxtverket decides: large investments, and activity that moves between counties.

    Source: I13, 2022:1467 § 28.
    """
    limit, moves = rule.kronor("highest_investment_kronor"), yes_no(facts, Concept.MOVES_BETWEEN_COUNTIES)
    given = money(facts, Concept.TOTAL_INVESTMENT)
    investment = given if given is not None else total_cost(facts)
    if investment is not None and investment > limit:
        return [barred(rule, "forwarded_large", {"investment": investment, "limit": limit})]
    if moves:
        return [barred(rule, "forwarded_moving")]
    asked = ((Concept.TOTAL_INVESTMENT, given), (Concept.MOVES_BETWEEN_COUNTIES, moves))
    unknown = [concept for concept, value in asked if value is None]
    return [needs(rule, *unknown)] if unknown else [met(rule, "the_region_decides", {"limit": limit})]


def security_is_given(facts: CaseFacts, rule: Rule) -> Finding:
    """Ask whether security is given: nothing is paid before it is.

    Source: I15, 2022:1467 §§ 36-37 and 40.
    """
    match yes_no(facts, Concept.SECURITY_GIVEN):
        case None:
            return needs(rule, Concept.SECURITY_GIVEN)
        case True:
            return met(rule, "security_given")
        case _:
            return informs(rule, "security_before_payment")


def regional_aid_in_the_region(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Hold regional aid to the region's terms: place, full-time work, hard costs, a lowest aid, a highest investment.

    Source: V9, regional policy.
    """
    if not rule.figures:
        yield no_parameters(rule, Reach.NOTHING)
        return
    yield from in_covered_place(facts, rule)
    yield from employs_enough(facts, rule)
    limit = rule.kronor("highest_investment_kronor")
    given = money(facts, Concept.TOTAL_INVESTMENT)
    investment = given if given is not None else total_cost(facts)
    if investment is not None and investment > limit:
        yield barred(rule, "investment_too_large", {"investment": investment, "limit": limit})
    elif given is None:
        yield needs(rule, Concept.TOTAL_INVESTMENT)
    soft = total(row.amount for row in costs(facts) or () if row.kind not in HARD or is_vehicle(row))
    if soft:
        yield informs(rule, "soft_costs_left_out", {"cost": soft})
    yield from lowest_asked(facts, rule)
    yield judged(rule, "need_of_support")
