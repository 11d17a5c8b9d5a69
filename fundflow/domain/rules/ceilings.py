"""Rules that hold the grant within shares, bases and highest amounts."""

from collections.abc import Collection
from fractions import Fraction
from typing import Final

from fundflow.domain.budget import CostRow
from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Figure, Finding
from fundflow.domain.money import Money, total
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules.asking import against, barred, costs, needs_amount, total_cost

VEHICLE, OWN_WORK, SERVICES = "vehicle", "own_work", "external_services"
OTHER: Final = frozenset({"other", "in_kind"})
HARD: Final = frozenset({"building", "machinery", "investment"})
_WITHIN: Final = ("share_within", "share_over")
_CAPPED: Final = ("share_within_cap", "share_over_cap")


def is_vehicle(row: CostRow) -> bool:
    """Say whether a cost is for a vehicle, by its kind or its mark (D32)."""
    return row.kind == VEHICLE or row.is_vehicle


def sum_of(facts: CaseFacts, kinds: Collection[str]) -> Money | None:
    """Return the costs of these kinds without vehicles; None when no cost is known.

    Where only a total is known it counts as if it were of these kinds.
    """
    rows = costs(facts)
    if rows is None:
        return total_cost(facts)
    return total(row.amount for row in rows if row.kind in kinds and not is_vehicle(row))


def without_vehicles(facts: CaseFacts) -> Money | None:
    """Return all costs but vehicles; None when no cost is known."""
    rows = costs(facts)
    return total_cost(facts) if rows is None else total(row.amount for row in rows if not is_vehicle(row))


def capped_share(rule: Rule, base: Money) -> Money:
    """Return the rule's share of the base, which is cut to its highest base, and at most its highest amount."""
    if "highest_base_kronor" in rule.figures:
        base = min(base, rule.kronor("highest_base_kronor"))
    share = base.share(rule.percent("highest_percent"))
    return min(share, rule.kronor("highest_kronor")) if "highest_kronor" in rule.figures else share


def share_of_base(facts: CaseFacts, rule: Rule, base: Money | None, codes: tuple[str, str] = _WITHIN) -> list[Finding]:
    """Return how what is asked for stands against the rule's share of the base; a base below the lowest is barred.

    Where the rule's highest amount or base is less than the share, share and ceiling are told as what they are.
    """
    if base is None:
        return [needs_amount(rule, Concept.COSTS)]
    if "lowest_base_kronor" in rule.figures and base < (lowest := rule.kronor("lowest_base_kronor")):
        return [barred(rule, "base_too_small", {"base": base, "lowest": lowest})]
    more: dict[str, Figure] = {"base": base, "percent": rule.percent("highest_percent")}
    highest = capped_share(rule, base)
    if codes == _WITHIN and highest < base.share(rule.percent("highest_percent")):
        return [against(facts, rule, highest, _CAPPED, more, not_asked="not_asked_of_share_cap")]
    return [against(facts, rule, highest, codes, more)]


def own_work(facts: CaseFacts, rule: Rule) -> tuple[Money, Money] | None:
    """Return own work as it counts, at most at the rule's hourly rate, and all other costs; None when unknown.

    Source: V7, V8 and V11, regional policy.
    """
    rows = costs(facts)
    if rows is None:
        whole = total_cost(facts)
        return None if whole is None else (Money(0), whole)
    own = [_at_most_per_hour(row, rule) for row in rows if row.kind == OWN_WORK]
    bought = total(row.amount for row in rows if row.kind != OWN_WORK and not is_vehicle(row))
    return total(own), bought


def _at_most_per_hour(row: CostRow, rule: Rule) -> Money:
    """Return what a row of own work counts as: never more than its hours at the rule's highest rate.

    Where the hours are not told, what an hour costs tells how many they are.
    """
    highest = rule.kronor("highest_per_hour_kronor")
    if row.own_hours is not None:
        return min(row.amount, Money(int(row.own_hours * highest.ore)))
    if row.hourly_rate and row.hourly_rate > highest:
        return Money(row.amount.ore * highest.ore // row.hourly_rate.ore)
    return row.amount


def base_with_own_work(facts: CaseFacts, rule: Rule) -> Money | None:
    """Return the base in which own work is at most its share: half of the base means no more than all other costs.

    Source: V11, regional policy: own = min(own, external).
    """
    parts = own_work(facts, rule)
    if parts is None:
        return None
    own, bought = parts
    share = Fraction(rule.percent("own_work_highest_percent"))
    most = Money(int(bought.ore * share // (100 - share)))
    return bought + min(own, most)
