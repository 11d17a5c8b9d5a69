"""How rules read what is known of a case, and the findings that many of them give; what is absent is unknown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from fundflow.domain.budget import CostRow
from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Figure, Finding, Reach, SourceStatus, Verdict
from fundflow.domain.money import Money
from fundflow.domain.rates import EuroRate
from fundflow.domain.rulebook import Rule

_WHEN_BROKEN: Final = {
    SourceStatus.VERIFIED: Verdict.STOPS,
    SourceStatus.PARTLY: Verdict.WARNS,
    SourceStatus.UNVERIFIED: Verdict.INFORMS,
}
REQUESTED: Final = Concept.REQUESTED_AMOUNT
NOT_ASKED: Final = frozenset(
    {
        "not_asked_yet",
        "not_asked_of_share",
        "not_asked_of_share_cap",
        "not_asked_of_room",
        "not_asked_of_regional_room",
    }
)
"""What is said of a ceiling before anything is applied for."""


def broken(rule: Rule) -> Verdict:
    """Return what a broken rule says: only a verified source may stop."""
    return _WHEN_BROKEN[rule.status]


# ----- what is known


def yes_no(facts: CaseFacts, concept: Concept) -> bool | None:
    """Return the answer; None when it is unknown."""
    value = facts.concepts.get(concept)
    return value if isinstance(value, bool) else None


def text(facts: CaseFacts, concept: Concept) -> str | None:
    """Return the text or code; None when it is unknown or empty."""
    value = facts.concepts.get(concept)
    return str(value) if value not in (None, "") else None


def day(facts: CaseFacts, concept: Concept) -> date | None:
    """Return the day; None when it is unknown."""
    value = facts.concepts.get(concept)
    return value if isinstance(value, date) else None


def money(facts: CaseFacts, concept: Concept) -> Money | None:
    """Return the amount; None when it is unknown."""
    value = facts.concepts.get(concept)
    return value if isinstance(value, Money) else None


def number(facts: CaseFacts, concept: Concept) -> Decimal | None:
    """Return the number; None when it is unknown."""
    value = facts.concepts.get(concept)
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def rate_of(facts: CaseFacts) -> EuroRate | None:
    """Return the rate that the rules reckon with, with its day and source as far as they are known; None: no rate."""
    told, known = number(facts, Concept.SEK_PER_EUR), facts.euro_rate
    if told is None:
        return None
    return known if known is not None and known.sek_per_eur == told else EuroRate(told)


def asked_for(facts: CaseFacts) -> Money | None:
    """Return what is proposed, or else what is applied for."""
    if facts.decision is not None and facts.decision.amount:
        return facts.decision.amount
    return facts.plan.requested if facts.plan.requested is not None else money(facts, REQUESTED)


def costs(facts: CaseFacts) -> tuple[CostRow, ...] | None:
    """Return the rows of the cost plan; None when there are none."""
    return facts.plan.costs or None


def total_cost(facts: CaseFacts) -> Money | None:
    """Return all costs: of the rows, or else the total that was given (D33)."""
    return facts.plan.total_cost if facts.plan.costs else money(facts, Concept.TOTAL_COST)


# ----- what rules answer


def met(rule: Rule, code: str, figures: Mapping[str, Figure] | None = None) -> Finding:
    """Return that the rule is fulfilled."""
    return Finding(code, Verdict.FULFILLED, rule.source, figures or {})


def judged(rule: Rule, code: str, figures: Mapping[str, Figure] | None = None) -> Finding:
    """Return that an officer judges the rule, since no answer settles it (D32)."""
    return Finding(code, Verdict.JUDGED, rule.source, figures or {})


def informs(rule: Rule, code: str, figures: Mapping[str, Figure] | None = None) -> Finding:
    """Return something good to know."""
    return Finding(code, Verdict.INFORMS, rule.source, figures or {})


def needs(rule: Rule, *concepts: Concept, reach: Reach = Reach.NOTHING) -> Finding:
    """Return that the rule waits for answers; with ``Reach.UNKNOWN`` the highest grant waits too."""
    return Finding("answer_needed", Verdict.NOT_YET, rule.source, {"missing": ", ".join(concepts)}, reach=reach)


def needs_amount(rule: Rule, *concepts: Concept) -> Finding:
    """Return that the rule's ceiling waits for answers."""
    return needs(rule, *concepts, reach=Reach.UNKNOWN)


def barred(rule: Rule, code: str, figures: Mapping[str, Figure] | None = None) -> Finding:
    """Return that the rule is broken, which stops the application as such where the source is verified."""
    verdict = broken(rule)
    reach = Reach.BARS if verdict is Verdict.STOPS else Reach.NOTHING
    return Finding(code, verdict, rule.source, figures or {}, reach=reach)


@dataclass(frozen=True, slots=True)
class Condition:
    """A yes-or-no answer that the rule wants, and what it says when the answer is the other one."""

    concept: Concept
    code: str
    wanted: bool = True


def conditions(facts: CaseFacts, rule: Rule, *asked: Condition) -> list[Finding]:
    """Return what is broken, and one finding for all that is unknown; nothing when every condition holds."""
    unknown = [one.concept for one in asked if yes_no(facts, one.concept) is None]
    found = [barred(rule, one.code) for one in asked if yes_no(facts, one.concept) is (not one.wanted)]
    return [*found, *([needs(rule, *unknown)] if unknown else [])]


def against(
    facts: CaseFacts,
    rule: Rule,
    highest: Money,
    codes: tuple[str, str],
    more: Mapping[str, Figure] | None = None,
    not_asked: str = "",
) -> Finding:
    """Return how what is asked for stands against a ceiling; ``codes`` for within and over, ``not_asked`` for neither.

    The ceiling counts in the highest grant whatever is asked for.
    """
    asked = asked_for(facts)
    figures: dict[str, Figure] = {"highest": highest, **(more or {})}
    if asked is None:
        code = not_asked or ("not_asked_of_share" if "percent" in figures else "not_asked_yet")
        return Finding(code, Verdict.NOT_YET, rule.source, {**figures, "missing": REQUESTED.value})
    figures["asked"] = asked
    if asked > highest:
        return Finding(codes[1], broken(rule), rule.source, {**figures, "over": asked - highest})
    return Finding(codes[0], Verdict.FULFILLED, rule.source, figures)


def lowest_asked(facts: CaseFacts, rule: Rule) -> Iterable[Finding]:
    """Yield that less is asked for than the support gives at least.

    Source: D33; the lowest amount is the rule's own.
    """
    lowest, asked = rule.kronor("lowest_grant_kronor"), asked_for(facts)
    if asked is not None and asked < lowest:
        yield Finding("asks_too_little", broken(rule), rule.source, {"lowest": lowest, "asked": asked})
