"""Rules about earlier aid: what the ceilings over rolling years leave, in euro and in kronor."""

from decimal import Decimal
from typing import Final

from fundflow.domain.aid import DE_MINIMIS, SGEI, EarlierAid, counted, window_start
from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Figure, Finding
from fundflow.domain.money import Money
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules.asking import against, broken, informs, judged, money, needs, needs_amount, number, rate_of

_CEILING: Final = "E1"
_WINDOW: Final = "E2"
_ROOM: Final = ("room_within", "room_over")


def earlier_aid(facts: CaseFacts) -> tuple[EarlierAid, ...] | None:
    """Return the aid of earlier years; None when it is unknown whether there is any."""
    rows = facts.concepts.get(Concept.EARLIER_AID)
    return tuple(row for row in rows if isinstance(row, EarlierAid)) if isinstance(rows, tuple | list) else None


def window_years(facts: CaseFacts) -> int:
    """Return over how many years aid counts.

    Source: E2, Regulation (EU) 2023/2831 art 3 (partly verified).
    """
    rule = facts.rulebook.find(_WINDOW)
    if rule is None:
        raise LookupError(f"no rule {_WINDOW} on {facts.today}")
    return rule.number("window_years")


def within_de_minimis(facts: CaseFacts, rule: Rule) -> Finding:
    """Hold de minimis aid within its ceiling over three rolling years.

    Source: E1, Regulation (EU) 2023/2831 art 3.
    """
    return _within_euro(facts, rule, DE_MINIMIS)


def within_sgei_de_minimis(facts: CaseFacts, rule: Rule) -> Finding:
    """Hold de minimis aid for services of general economic interest within its own ceiling.

    Source: E9, Regulation (EU) 2023/2832 art 3.
    """
    return _within_euro(facts, rule, SGEI)


def _within_euro(facts: CaseFacts, rule: Rule, regulation: str) -> Finding:
    aid, rate = earlier_aid(facts), rate_of(facts)
    used = None if aid is None else counted(aid, facts.today, window_years(facts), regulation)
    unknown = [
        concept for concept, value in ((Concept.EARLIER_AID, used), (Concept.SEK_PER_EUR, rate)) if value is None
    ]
    if used is None or rate is None:
        return needs_amount(rule, *unknown)
    ceiling = rule.decimal("ceiling_eur")
    room = max(Decimal(0), ceiling - used)
    highest = Money.rounded_down(room * rate.sek_per_eur)
    figures: dict[str, Figure] = {"ceiling_eur": ceiling, "used_eur": used, "room_eur": room, "rate": rate}
    if not highest:
        return Finding("no_room_left", broken(rule), rule.source, {"highest": highest, **figures})
    return against(facts, rule, highest, _ROOM, figures, "not_asked_of_room")


def within_regional_room(facts: CaseFacts, rule: Rule) -> Finding:
    """Hold the region's de minimis forms together within its own ceiling, in kronor; earlier aid is told in euro.

    Source: V10, regional policy (partly verified).
    """
    return room_in_kronor(facts, rule, tuple(one.strip() for one in rule.text("grant_types").split(",")))


def room_in_kronor(facts: CaseFacts, rule: Rule, grant_types: tuple[str, ...]) -> Finding:
    """Return how what is asked for stands against what a ceiling in kronor leaves after aid of these kinds."""
    aid, rate = earlier_aid(facts), number(facts, Concept.SEK_PER_EUR)
    used = None if aid is None else counted(aid, facts.today, window_years(facts), DE_MINIMIS, grant_types)
    if used is None:
        return needs_amount(rule, Concept.EARLIER_AID)
    if used and rate is None:
        return needs_amount(rule, Concept.SEK_PER_EUR)
    ceiling = rule.kronor("highest_kronor")
    left = ceiling.as_kronor - used * (rate or Decimal(0))
    highest = max(Money(0), Money.rounded_down(left))
    codes = ("regional_room_within", "regional_room_over")
    return against(facts, rule, highest, codes, {"ceiling": ceiling}, "not_asked_of_regional_room")


def aid_of_rolling_years(facts: CaseFacts, rule: Rule) -> Finding:
    """Tell from which day earlier aid counts.

    Source: E2, Regulation (EU) 2023/2831 art 3 (partly verified).
    """
    return informs(rule, "aid_counts_after", {"after": window_start(facts.today, rule.number("window_years"))})


def aid_is_accounted_for(facts: CaseFacts, rule: Rule) -> Finding:
    """Ask for an account of earlier aid where the support is de minimis; that the application is signed is judged.

    Source: B10, 2022:1468 §§ 21-22.
    """
    if _CEILING in facts.grant_type.rules and earlier_aid(facts) is None:
        return needs(rule, Concept.EARLIER_AID)
    return judged(rule, "left_to_judgement", {"rule": rule.label})


def aid_for_the_same_costs(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Tell that aid for the same costs adds up; nothing to say where there is none.

    Source: E10 (unverified: it informs only).
    """
    other = money(facts, Concept.OTHER_AID_SAME_COSTS)
    if other is None:
        return informs(rule, "other_aid_unknown")
    return informs(rule, "other_aid_adds_up", {"other": other}) if other else None
