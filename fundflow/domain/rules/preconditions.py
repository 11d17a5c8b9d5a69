"""Rules that several acts share in words of their own: before the start, fair wages, bars, consent, judgement."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Reach, Verdict
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules.aid_room import earlier_aid
from fundflow.domain.rules.asking import (
    Condition,
    asked_for,
    barred,
    broken,
    conditions,
    day,
    informs,
    judged,
    met,
    needs,
    number,
    yes_no,
)

_DE_MINIMIS: Final = "E1"
_PUBLISHED: Final = "E16"
_BARS: Final = (
    Condition(Concept.ENFORCEMENT_DEBT, "debt_at_enforcement", wanted=False),
    Condition(Concept.IN_LIQUIDATION, "in_liquidation", wanted=False),
    Condition(Concept.BANKRUPT, "bankrupt", wanted=False),
)
_FAIR_WAGES: Final = Condition(Concept.WAGES_AT_COLLECTIVE_LEVEL, "wages_below_collective_level")


def left_to_judgement(facts: CaseFacts, rule: Rule) -> Finding:
    """Leave to an officer what no answer settles."""
    return judged(rule, "left_to_judgement", {"rule": rule.label})


def refused_in_general(facts: CaseFacts, rule: Rule) -> list[Finding]:
    """Hold out work that has started, and leave the other general grounds of refusal to be judged.

    Source: V12, regional policy.
    """
    return [*applied_before_start(facts, rule), left_to_judgement(facts, rule)]


def checked_before_decision(facts: CaseFacts, rule: Rule) -> Finding:
    """Tell of the check and the information before a decision, which are the office's to make.

    Source: B12, 2022:1468 § 24.
    """
    return judged(rule, "checked_before_decision")


def good_to_know(facts: CaseFacts, rule: Rule) -> Finding:
    """Tell what the rule says; it asks nothing of the application."""
    return informs(rule, "good_to_know", {"rule": rule.label})


def no_parameters(rule: Rule, reach: Reach = Reach.UNKNOWN) -> Finding:
    """Tell that the region has no amounts of its own for the support (D33).

    The highest grant is then unknown unless law alone gives it.
    """
    return Finding("no_regional_amounts", Verdict.INFORMS, rule.source, {}, reach=reach)


def applied_before_start(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Yield that the work starts before the application came in, or that a day is unknown; the same day is in time."""
    received = facts.received_on or day(facts, Concept.RECEIVED_ON)
    starts = day(facts, Concept.WORK_STARTS_ON)
    unknown = [c for c, one in ((Concept.RECEIVED_ON, received), (Concept.WORK_STARTS_ON, starts)) if one is None]
    if received is None or starts is None:
        yield needs(rule, *unknown)
    elif starts < received:
        code = "starts_before_today" if facts.is_unsent else "started_before_application"
        yield barred(rule, code, {"received": received, "starts": starts})


def in_time_with_fair_wages(facts: CaseFacts, rule: Rule) -> list[Finding]:
    """Ask that the application came before the start and that wages follow collective agreement or equal.

    Source: B2, 2022:1468 § 6; I2, 2022:1467 § 8.
    """
    found = [*applied_before_start(facts, rule), *conditions(facts, rule, _FAIR_WAGES)]
    return found or [met(rule, "in_time_if_sent_today" if facts.is_unsent else "in_time_with_fair_wages")]


def no_bars(facts: CaseFacts, rule: Rule) -> list[Finding]:
    """Hold out companies with debts at Kronofogden, in liquidation or bankrupt.

    Source: B7, 2022:1468 § 18; I10, 2022:1467 § 25.
    """
    return conditions(facts, rule, *_BARS) or [met(rule, "no_bars")]


def consents_to_publication(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Ask for consent to publication; nothing to ask for aid that is known to be too small to be published.

    Source: B13, 2022:1468 § 25; the threshold is that of E16.
    """
    if _is_unpublished(facts):
        return None
    match yes_no(facts, Concept.CONSENTS_TO_PUBLICATION):
        case None:
            return needs(rule, Concept.CONSENTS_TO_PUBLICATION)
        case False:
            return barred(rule, "no_consent")
        case _:
            return met(rule, "consents")


def _is_unpublished(facts: CaseFacts) -> bool:
    rule, rate, asked = facts.rulebook.find(_PUBLISHED), number(facts, Concept.SEK_PER_EUR), asked_for(facts)
    if rule is None or rate is None or asked is None:
        return False
    return asked.as_kronor <= rule.decimal("above_eur") * rate


def no_open_recovery(facts: CaseFacts, rule: Rule) -> Finding:
    """Hold out a company that the Commission has ordered to repay aid; de minimis aid is told how it is paid.

    Source: B15, 2022:1468 §§ 27-28 (Deggendorf).
    """
    if _DE_MINIMIS in facts.grant_type.rules:
        return good_to_know(facts, rule)
    match yes_no(facts, Concept.RECOVERY_ORDER_OPEN):
        case None:
            return needs(rule, Concept.RECOVERY_ORDER_OPEN)
        case True:
            return barred(rule, "recovery_order_open")
        case _:
            return met(rule, "no_recovery_order")


def base_of_investment_aid(facts: CaseFacts, rule: Rule) -> list[Finding]:
    """Ask what investment aid shares with promotion: an account of earlier aid, or consent and no open recovery.

    Source: I1, 2022:1467 §§ 29-34 and 38-42.
    """
    if _DE_MINIMIS in facts.grant_type.rules:
        aid_known = earlier_aid(facts) is not None
        return [left_to_judgement(facts, rule) if aid_known else needs(rule, Concept.EARLIER_AID)]
    consent = consents_to_publication(facts, rule)
    return [*([consent] if consent else []), no_open_recovery(facts, rule)]


def aid_may_be_published(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Tell that aid above the threshold is published; nothing to say below it.

    Source: E16, Regulation (EU) 651/2014 art 9 (the threshold is unverified: it informs only).
    """
    if _is_unpublished(facts):
        return None
    return informs(
        rule, "aid_is_published", {"above_eur": rule.decimal("above_eur"), "months": rule.number("within_months")}
    )


def exemption_is_valid(facts: CaseFacts, rule: Rule) -> Finding:
    """Ask that the block exemption is valid on the day of the decision; tell when that day may lie beyond it.

    Source: E15, Regulation (EU) 651/2014 (partly verified).
    """
    last = date.fromisoformat(rule.text("last_day"))
    if facts.today > last:
        return Finding("exemption_has_ended", broken(rule), rule.source, {"last": last})
    if facts.decided_by is not None and facts.decided_by > last:
        return informs(rule, "exemption_may_end_first", {"last": last})
    return met(rule, "exemption_is_valid", {"last": last})


def once_only(facts: CaseFacts, rule: Rule) -> list[Finding]:
    """Return that the support has been given before, or that it is unknown; nothing when it has not."""
    return conditions(facts, rule, Condition(Concept.EARLIER_SAME_TYPE, "given_before", wanted=False))


def months_of(years: Decimal | int) -> int:
    """Return years in months."""
    return int(years * 12)
