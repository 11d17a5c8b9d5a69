"""Support for commercial service: förordning (2024:1243) and the regions' policy."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Figure, Finding, Verdict
from fundflow.domain.money import Money
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules.aid_room import earlier_aid
from fundflow.domain.rules.asking import (
    Condition,
    against,
    asked_for,
    barred,
    broken,
    conditions,
    day,
    informs,
    judged,
    met,
    money,
    needs,
    needs_amount,
    number,
    text,
    total_cost,
    yes_no,
)
from fundflow.domain.rules.ceilings import share_of_base
from fundflow.domain.rules.preconditions import applied_before_start, left_to_judgement

_HOME_DELIVERY: Final = "S5"
_INVESTMENT: Final = "S6"
_OPERATING: Final = "S9"
_SPECIAL: Final = "5"
_GROCERIES, _FUEL = "groceries", "fuel"


def _is_asked(facts: CaseFacts, rule_id: str) -> bool:
    return rule_id in facts.grant_type.rules


def goods_are_basic_service(facts: CaseFacts, rule: Rule) -> Finding:
    """Ask for groceries or fuel; agent functions alone are judged.

    Source: S2, 2024:1243 § 4.
    """
    goods = facts.concepts.get(Concept.SERVICE_GOODS)
    if not isinstance(goods, Sequence):
        return needs(rule, Concept.SERVICE_GOODS)
    if {_GROCERIES, _FUEL}.isdisjoint(goods):
        return judged(rule, "agent_functions_judged")
    return met(rule, "basic_service")


# ----- investment support


def fixed_point_of_sale_and_half(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Ask for a fixed point of sale, or special reasons; hold the support within half unless a ground allows more.

    Source: S6, 2024:1243 §§ 15-16.
    """
    yield from _point_of_sale(facts, rule)
    if _ground(facts) is None:
        yield from share_of_base(facts, rule, total_cost(facts))
    else:
        yield met(rule, "larger_share_on_ground")


def _ground(facts: CaseFacts) -> str | None:
    """Return the ground for a larger share; the one of special reasons counts unless there are none."""
    ground = text(facts, Concept.GROUND_85)
    return None if ground == _SPECIAL and yes_no(facts, Concept.SPECIAL_REASONS) is False else ground


def _point_of_sale(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Yield what is to be said of a mobile seller, who needs special reasons."""
    match text(facts, Concept.POINT_OF_SALE):
        case None:
            yield needs(rule, Concept.POINT_OF_SALE)
        case "mobile":
            yield _with_special_reasons(facts, rule, "mobile_without_reasons")


_UNLESS: Final[Mapping[str, str]] = {
    "too_near": "too_near_unless_reasons",
    "turnover_too_large": "turnover_too_large_unless_reasons",
}
"""What is said of a broken term while nobody knows yet whether there are special reasons."""


def _with_special_reasons(
    facts: CaseFacts, rule: Rule, code: str, figures: Mapping[str, Figure] | None = None
) -> Finding:
    """Return what special reasons make of something that is otherwise missing."""
    match yes_no(facts, Concept.SPECIAL_REASONS):
        case None if code in _UNLESS:
            told: dict[str, Figure] = {**(figures or {}), "missing": Concept.SPECIAL_REASONS.value}
            return Finding(_UNLESS[code], Verdict.NOT_YET, rule.source, told)
        case None:
            return needs(rule, Concept.SPECIAL_REASONS)
        case True:
            return judged(rule, "special_reasons_judged")
        case _:
            return barred(rule, code, figures)


def larger_share_on_ground(facts: CaseFacts, rule: Rule) -> list[Finding]:
    """Hold the larger share to its grounds; nothing to say when half is enough.

    Source: S7, 2024:1243 §§ 17-18.
    """
    if _ground(facts) is not None:
        return share_of_base(facts, rule, total_cost(facts))
    half, asked, whole = facts.rulebook.find(_INVESTMENT), asked_for(facts), total_cost(facts)
    if half is None or asked is None or whole is None:
        return []
    limit = whole.share(half.percent("highest_percent"))
    if asked <= limit:
        return []
    figures: dict[str, Figure] = {"asked": asked, "limit": limit}
    return [Finding("larger_share_without_ground", broken(rule), rule.source, figures)]


# ----- service grant and operating support


def temporary_and_within_years(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Hold a service grant within its years in total and its yearly ceiling; the problems are judged.

    Years and ceiling are the recipient's, over all its places, as far as the region's own decisions tell.

    Source: S8, 2024:1243 §§ 19-20.
    """
    yield from _point_of_sale(facts, rule)
    before, most = number(facts, Concept.SERVICEBIDRAG_YEARS_BEFORE), rule.number("highest_total_years")
    if before is None:
        yield needs(rule, Concept.SERVICEBIDRAG_YEARS_BEFORE)
    elif before >= most:
        yield barred(rule, "years_used", {"years": most})
    yield _problems(facts, rule)
    told = money(facts, Concept.SERVICEBIDRAG_SAME_YEAR)
    if told is not None and facts.to_recipient is not None and facts.to_recipient > told:
        yield _held(facts, rule, facts.to_recipient, _OF_RECIPIENT)
    else:
        yield _yearly(facts, rule, Concept.SERVICEBIDRAG_SAME_YEAR)


def _problems(facts: CaseFacts, rule: Rule) -> Finding:
    """Return what an answer rules out; that problems are temporary is judged whatever is answered."""
    match text(facts, Concept.PROFITABILITY):
        case "none":
            return barred(rule, "no_problems")
        case "lasting":
            return barred(rule, "problems_lasting")
        case _:
            return judged(rule, "temporary_problems")


def within_joint_yearly_ceiling(facts: CaseFacts, rule: Rule) -> Finding:
    """Hold service grant and operating support together within one ceiling a year.

    Source: S10, 2024:1243 §§ 20 and 22.
    """
    return _yearly(facts, rule, Concept.SERVICEBIDRAG_SAME_YEAR, Concept.DRIFTSTOD_SAME_YEAR)


def _yearly(facts: CaseFacts, rule: Rule, *concepts: Concept) -> Finding:
    given = {concept: money(facts, concept) for concept in concepts}
    unknown = [concept for concept, amount in given.items() if amount is None]
    if unknown:
        return needs_amount(rule, *unknown)
    return _held(facts, rule, Money(sum(amount.ore for amount in given.values() if amount is not None)))


_OF_PLACE: Final = ("yearly_used", "yearly_within", "yearly_over")
_OF_RECIPIENT: Final = ("recipient_yearly_used", "recipient_yearly_within", "recipient_yearly_over")


def _held(facts: CaseFacts, rule: Rule, used: Money, codes: tuple[str, str, str] = _OF_PLACE) -> Finding:
    """Return how the support stands under what is left of the year's ceiling: nothing left, within or over."""
    ceiling = rule.kronor("highest_yearly_kronor")
    highest = max(Money(0), ceiling - used).floor()
    figures: dict[str, Figure] = {"ceiling": ceiling, "used": used}
    if not highest:
        return Finding(codes[0], broken(rule), rule.source, {"highest": highest, **figures})
    return against(facts, rule, highest, (codes[1], codes[2]), figures)


def shop_far_from_the_next(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Hold operating support to its terms: fixed, broad range, far away or an island, all year, turnover.

    Special reasons may waive distance and turnover.

    Source: S9, 2024:1243 § 21.
    """
    found = list(_shop(facts, rule))
    yield from found or [met(rule, "shop_meets_terms")]


def _shop(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    match text(facts, Concept.POINT_OF_SALE):
        case None:
            yield needs(rule, Concept.POINT_OF_SALE)
        case "mobile":
            yield barred(rule, "not_fixed")
    goods = facts.concepts.get(Concept.SERVICE_GOODS)
    if isinstance(goods, Sequence) and _GROCERIES not in goods:
        yield barred(rule, "sells_no_groceries")
    yield from conditions(
        facts,
        rule,
        Condition(Concept.WIDE_GROCERY_RANGE, "range_too_narrow"),
        Condition(Concept.OPEN_ALL_YEAR, "not_open_all_year"),
    )
    yield from _far_enough(facts, rule)
    turnover, most = money(facts, Concept.GROCERY_TURNOVER), rule.kronor("highest_turnover_kronor")
    if turnover is None:
        yield from _unless_waived(facts, rule, Concept.GROCERY_TURNOVER)
    elif turnover > most:
        yield _with_special_reasons(facts, rule, "turnover_too_large", {"turnover": turnover, "most": most})


def _far_enough(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Yield that the next shop is too near; an island without a fixed link is far enough."""
    distance, island = number(facts, Concept.DISTANCE_KM), yes_no(facts, Concept.ISLAND_WITHOUT_FIXED_LINK)
    if island or (distance is not None and distance > rule.decimal("more_than_km")):
        return
    if distance is None:
        yield from _unless_waived(facts, rule, Concept.DISTANCE_KM)
    elif yes_no(facts, Concept.SPECIAL_REASONS):
        yield judged(rule, "special_reasons_judged")
    elif island is None:
        yield needs(rule, Concept.ISLAND_WITHOUT_FIXED_LINK)
    else:
        figures: dict[str, Figure] = {"distance": distance, "km": rule.decimal("more_than_km")}
        yield _with_special_reasons(facts, rule, "too_near", figures)


def _unless_waived(facts: CaseFacts, rule: Rule, concept: Concept) -> Iterator[Finding]:
    waived = yes_no(facts, Concept.SPECIAL_REASONS)
    yield judged(rule, "special_reasons_judged") if waived else needs(rule, concept)


def task_is_described(facts: CaseFacts, rule: Rule) -> Finding:
    """Ask for the range of goods and the opening hours that the decision will lay down.

    Source: S14, 2024:1243 §§ 30-31.
    """
    unknown = [c for c in (Concept.SGEI_ASSORTMENT, Concept.SGEI_OPENING_HOURS) if text(facts, c) is None]
    return needs(rule, *unknown) if unknown else met(rule, "task_described")


# ----- order of work


def application_is_in_time_and_whole(facts: CaseFacts, rule: Rule) -> list[Finding]:
    """Ask what the application must hold: in time for an investment, households for home delivery, else earlier aid.

    Source: S11, 2024:1243 §§ 23-27.
    """
    if _is_asked(facts, _HOME_DELIVERY):
        if number(facts, Concept.HOUSEHOLD_OCCASIONS) is None and number(facts, Concept.HOUSEHOLDS) is None:
            return [needs(rule, Concept.HOUSEHOLDS)]
        return [met(rule, "households_told")]
    found = list(applied_before_start(facts, rule)) if _is_asked(facts, _INVESTMENT) else []
    if earlier_aid(facts) is None:
        return [*found, needs(rule, Concept.EARLIER_AID)]
    return found or [met(rule, "starts_later_and_aid_told" if _is_asked(facts, _INVESTMENT) else "earlier_aid_told")]


def sparse_and_no_larger_than_needed(facts: CaseFacts, rule: Rule) -> Finding:
    """Leave to an officer that service is sparse and how much is needed; where a gate asks the former, only the latter.

    Source: S4, 2024:1243 §§ 8-9.
    """
    if facts.has_form and any(criterion.rule == rule.id for criterion in facts.criteria):
        return judged(rule, "no_larger_than_needed")
    return left_to_judgement(facts, rule)


def how_it_is_paid(facts: CaseFacts, rule: Rule) -> Finding:
    """Tell when this kind of support is paid.

    Source: S15, 2024:1243 § 32.
    """
    if _is_asked(facts, _HOME_DELIVERY):
        return informs(rule, "paid_yearly_in_arrears")
    return informs(rule, "paid_as_reported" if _is_asked(facts, _INVESTMENT) else "paid_when_granted")


def year_is_over(facts: CaseFacts) -> Finding | None:
    """Warn that a year's support, which is paid when it is granted, is applied for when that year is over.

    No rule says that it is too late, so it refuses nothing and cites none.
    """
    year, received = number(facts, Concept.SUPPORT_YEAR), facts.received_on or day(facts, Concept.RECEIVED_ON)
    if not facts.grant_type.paid_at_grant or year is None or received is None or year >= received.year:
        return None
    return Finding("support_year_over", Verdict.WARNS, None, {"year": int(year)})


def municipality_is_heard(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Wait until the municipality has been heard; home delivery goes to the municipality itself.

    Source: S12, 2024:1243 § 28.
    """
    if _is_asked(facts, _HOME_DELIVERY):
        return None
    if yes_no(facts, Concept.MUNICIPALITY_HEARD):
        return met(rule, "municipality_heard")
    return Finding("municipality_not_heard", Verdict.NOT_YET, rule.source)


def far_by_regional_guideline(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Hold the distance against the region's older guideline, for groceries and for fuel.

    The law asks more of operating support than the guideline does, and it is the law that counts.

    Source: K2, regional policy (partly verified).
    """
    distance, goods = number(facts, Concept.DISTANCE_KM), facts.concepts.get(Concept.SERVICE_GOODS)
    if yes_no(facts, Concept.ISLAND_WITHOUT_FIXED_LINK):
        return None
    if distance is None or not isinstance(goods, Sequence):
        asked = ((Concept.DISTANCE_KM, distance), (Concept.SERVICE_GOODS, goods))
        return needs(rule, *(concept for concept, value in asked if value is None))
    least = _least_distance(rule, goods)
    if least is None:
        return None
    figures: dict[str, Figure] = {"distance": distance, "least": least}
    if distance < least:
        return Finding("nearer_than_guideline", broken(rule), rule.source, figures)
    law = facts.rulebook.find(_OPERATING) if _is_asked(facts, _OPERATING) else None
    if law is not None and distance <= (more_than := law.decimal("more_than_km")):
        return met(rule, "guideline_met_law_asks_more", {**figures, "km": more_than})
    return met(rule, "as_far_as_guideline", figures)


def _least_distance(rule: Rule, goods: Sequence[object]) -> Decimal | None:
    if _GROCERIES in goods:
        return rule.decimal("least_shop_km")
    return rule.decimal("least_fuel_km") if _FUEL in goods else None


def outdated_joint_ceiling(facts: CaseFacts, rule: Rule) -> Finding:
    """Tell of an older ceiling; it is outdated and holds nothing back.

    Source: N8, regional policy of Norrbotten.
    """
    return informs(rule, "outdated_ceiling", {"former": rule.kronor("former_yearly_kronor")})
