"""Home delivery grants to municipalities: förordning (2024:1243) and the price base amount."""

from collections.abc import Iterator
from decimal import Decimal

from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Figure, Finding, Reach, Verdict
from fundflow.domain.home_delivery import least_net, terms_of
from fundflow.domain.money import Money
from fundflow.domain.rates import PriceBase
from fundflow.domain.rulebook import Rule, price_base, price_bases
from fundflow.domain.rules.asking import (
    against,
    barred,
    informs,
    judged,
    money,
    needs,
    needs_amount,
    number,
)


def within_net_cost(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Hold home delivery within its share of net cost and its amount per household and occasion.

    The net cost of the calendar year is at least a share of the price base amount, which is an unverified figure where
    the region keeps none. Where that amount is not known for the year, what is applied for is still held against the
    ceiling.

    Source: S5, 2024:1243 §§ 10-14; S20.
    """
    net, occasions = money(facts, Concept.NET_DELIVERY_COST), number(facts, Concept.HOUSEHOLD_OCCASIONS)
    base = _price_base(facts)
    yield judged(rule, "delivery_expedient")
    if net is not None and base is not None and net < (least := least_net(rule, base.amount)):
        is_told = facts.concepts.get(Concept.SUPPORT_YEAR) is not None
        bases = price_bases(facts.rulebook).values()
        could_pass = not is_told and any(net >= least_net(rule, one.amount) for one in bases)
        yield (
            needs(rule, Concept.SUPPORT_YEAR)
            if could_pass
            else barred(rule, "net_cost_too_small", {"net": net, "least": least, "base": base})
        )
        return
    if net is None or occasions is None:
        yield informs(
            rule,
            "delivery_ceiling",
            {
                "percent": rule.percent("highest_percent"),
                "per_occasion": rule.kronor("per_household_and_occasion_kronor"),
            },
        )
    told = {Concept.NET_DELIVERY_COST: net, Concept.HOUSEHOLD_OCCASIONS: occasions}
    unknown = [concept for concept, value in told.items() if value is None]
    if base is None:
        yield from _without_price_base(facts, rule, unknown)
    elif unknown:
        yield needs_amount(rule, *unknown)
    if net is not None and occasions is not None:
        ceiling = _ceiling(facts, rule, net, occasions)
        if base is not None or ceiling.code == "delivery_over":
            yield ceiling


def _ceiling(facts: CaseFacts, rule: Rule, net: Money, occasions: Decimal) -> Finding:
    """Return how what is applied for stands against the lower of the two ceilings."""
    terms = terms_of(rule, facts.rulebook, _year(facts))
    figures: dict[str, Figure] = {
        "percent": terms.percent,
        "per_occasion": terms.per_occasion,
        "by_share": terms.by_share(net),
        "by_occasion": terms.by_occasion(occasions),
    }
    return against(facts, rule, terms.highest(net, occasions), ("delivery_within", "delivery_over"), figures)


def _without_price_base(facts: CaseFacts, rule: Rule, unknown: list[Concept]) -> Iterator[Finding]:
    """Yield that the year's price base amount is not known, or that the year is not; the highest grant waits for it."""
    year = number(facts, Concept.SUPPORT_YEAR)
    if unknown or year is None:
        yield needs_amount(rule, *unknown, *([Concept.SUPPORT_YEAR] if year is None else []))
    if year is not None:
        figures: dict[str, Figure] = {"year": int(year), "percent": rule.percent("least_percent_of_prisbasbelopp")}
        yield Finding("no_price_base", Verdict.NOT_YET, rule.source, figures, reach=Reach.UNKNOWN)


def _price_base(facts: CaseFacts) -> PriceBase | None:
    """Return the price base amount of the year that the support concerns, else of the year of the decision."""
    return price_base(facts.rulebook, _year(facts))


def _year(facts: CaseFacts) -> int:
    year = number(facts, Concept.SUPPORT_YEAR)
    return int(year) if year is not None else facts.today.year


# ----- the price base amount


def price_base_of_the_year(facts: CaseFacts, rule: Rule) -> Finding:
    """Tell the price base amount of the year, as far as it is known; that of the rules is an unverified figure.

    Source: S20, general knowledge.
    """
    told, base = _year(facts), _price_base(facts)
    if base is None:
        return informs(rule, "price_base_unknown", {"year": told})
    figures: dict[str, Figure] = {"year": told, "price_base": base.amount}
    if base.source:
        return informs(rule, "price_base_published", {**figures, "publisher": base.source})
    return informs(rule, "price_base_told", figures)
