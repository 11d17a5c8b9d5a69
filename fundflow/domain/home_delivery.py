"""Home delivery of groceries: what the act allows on the net cost of a calendar year and its deliveries.

The same formula is asked twice: of what is expected, when the grant is decided on, and of what claims account for, when
it is paid.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from fundflow.domain.findings import Figure, Finding, LegalSource, Verdict
from fundflow.domain.money import ZERO, Money
from fundflow.domain.rates import PriceBase
from fundflow.domain.rulebook import Rule, Rulebook, price_base

RULE: Final = "S5"
IN_ARREARS: Final = LegalSource("S15", "2024:1243", "32 §")


@dataclass(frozen=True, slots=True)
class DeliveryTerms:
    """What the act says of home delivery in one calendar year.

    ``percent`` (0-100) is of net cost, ``per_occasion`` for each household each time. ``least_net`` is the lowest net
    cost of the year that gives any support; None: the price base amount of the year, ``base``, is not known.

    Source: S5, 2024:1243 §§ 10-14; S20.
    """

    year: int
    percent: Decimal
    per_occasion: Money
    least_net: Money | None
    source: LegalSource
    base: PriceBase | None = None

    def by_share(self, net: Money) -> Money:
        """Return the share of the net cost, in whole kronor."""
        return max(ZERO, net).share(self.percent)

    def by_occasion(self, occasions: int | Decimal) -> Money:
        """Return what so many deliveries give, each household counted each time, in whole kronor."""
        return Money.rounded_down(Fraction(self.per_occasion.ore, 100) * Fraction(occasions))

    def highest(self, net: Money, occasions: int | Decimal) -> Money:
        """Return the lower of the two; whether the net cost is large enough is another question."""
        return min(self.by_share(net), self.by_occasion(occasions))

    def is_too_small(self, net: Money) -> bool:
        """Say whether the net cost is below the lowest one that gives support."""
        return self.least_net is not None and net < self.least_net


def terms_of(rule: Rule, rulebook: Rulebook, year: int) -> DeliveryTerms:
    """Return what a wording of the rule says of a calendar year."""
    base = price_base(rulebook, year)
    return DeliveryTerms(
        year=year,
        percent=rule.percent("highest_percent"),
        per_occasion=rule.kronor("per_household_and_occasion_kronor"),
        least_net=least_net(rule, base.amount) if base is not None else None,
        source=rule.source,
        base=base,
    )


def least_net(rule: Rule, base: Money) -> Money:
    """Return the lowest net cost that gives support, in whole öre rounded up."""
    share = Fraction(rule.percent("least_percent_of_prisbasbelopp")) / 100
    return Money(-int(-base.ore * share // 1))


# ----- what claims account for


@dataclass(frozen=True, slots=True)
class Delivered:
    """What claims account for beside their costs: what households have paid, and deliveries to each of them."""

    fees: Money = ZERO
    occasions: int = 0

    def __add__(self, other: "Delivered") -> "Delivered":
        return Delivered(self.fees + other.fees, self.occasions + other.occasions)


@dataclass(frozen=True, slots=True)
class DeliveryYear:
    """What a year's home delivery has come to, in all claims so far, and what the act allows on it.

    Source: S5, 2024:1243 §§ 10-14.
    """

    terms: DeliveryTerms
    costs: Money
    delivered: Delivered

    @property
    def net(self) -> Money:
        """Approved costs less what households have paid; below zero when they have paid more."""
        return self.costs - self.delivered.fees

    @property
    def by_share(self) -> Money:
        """The share of the net cost."""
        return self.terms.by_share(self.net)

    @property
    def by_occasion(self) -> Money:
        """What the deliveries give."""
        return self.terms.by_occasion(self.delivered.occasions)

    @property
    def is_too_small(self) -> bool:
        """Whether the net cost is below the lowest one that gives support."""
        return self.terms.is_too_small(self.net)

    @property
    def highest(self) -> Money:
        """The most that the act allows of the year; nothing as long as the lowest net cost is not reached, or known."""
        if self.terms.least_net is None or self.is_too_small:
            return ZERO
        return self.terms.highest(self.net, self.delivered.occasions)

    @property
    def figures(self) -> dict[str, Figure]:
        """Every figure of the formula, as findings tell them."""
        terms = self.terms
        known: dict[str, Figure] = {
            "year": terms.year,
            "net": self.net,
            "fees": self.delivered.fees,
            "occasions": self.delivered.occasions,
            "percent": terms.percent,
            "per_occasion": terms.per_occasion,
            "by_share": self.by_share,
            "by_occasion": self.by_occasion,
            "highest": self.highest,
        }
        if terms.least_net is None or terms.base is None:
            return known
        return {**known, "least": terms.least_net, "base": terms.base}

    def told(self) -> Iterator[Finding]:
        """Yield what the act says of the year's figures: how much it allows, or that it allows nothing and why."""
        if self.terms.least_net is None:
            yield Finding("delivery_price_base_unknown", Verdict.WARNS, self.terms.source, self.figures)
        elif self.is_too_small:
            yield Finding("delivery_too_small", Verdict.WARNS, self.terms.source, self.figures)
        else:
            yield Finding("delivery_allows", Verdict.FULFILLED, self.terms.source, self.figures)

    def over(self, asked: Money, highest: Money) -> Finding:
        """Return why a payout is too large for the act; ``highest`` is what can be paid now."""
        code = "payout_over_delivery"
        if self.terms.least_net is None:
            code = "payout_price_base_unknown"
        elif self.is_too_small:
            code = "payout_delivery_too_small"
        figures: dict[str, Figure] = {
            **self.figures,
            "ceiling": self.highest,
            "highest": highest,
            "asked": asked,
            "over": asked - highest,
        }
        return Finding(code, Verdict.STOPS, self.terms.source, figures, "amount")
