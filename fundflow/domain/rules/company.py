"""Rules about who the applicant is: its size on the figures of its group, public owners, difficulties."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from fundflow.domain.answers import tells_kronor
from fundflow.domain.concepts import IN_EURO, Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Figure, Finding
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules.asking import barred, informs, met, needs, number, rate_of, yes_no
from fundflow.domain.size import GroupCompany, GroupFigures, Limits, SizeClass, fits, group_figures

_SIZE: Final = "E12"
_PUBLIC: Final = "E13"
_LARGE: Final = ("is_large", "is_large_in_group", "is_large_by_owners")
_NOT_AN_SME: Final = ("not_an_sme", "not_an_sme_in_group", "not_an_sme_by_owners")
_NOT_SMALL: Final = ("not_small", "not_small_in_group", "not_small_by_owners")
_FIGURES: Final = (Concept.EMPLOYEES, Concept.TURNOVER_EUR, Concept.BALANCE_EUR, Concept.GROUP)


def group_of(facts: CaseFacts) -> tuple[GroupCompany, ...] | None:
    """Return the companies of the group beside the applicant; None when it is unknown whether there are any."""
    rows = facts.concepts.get(Concept.GROUP)
    return tuple(row for row in rows if isinstance(row, GroupCompany)) if isinstance(rows, tuple | list) else None


def figures_of(facts: CaseFacts) -> GroupFigures:
    """Return what is known of the figures of the whole group."""
    own = GroupCompany(
        None,
        employees=number(facts, Concept.EMPLOYEES),
        turnover_eur=number(facts, Concept.TURNOVER_EUR),
        balance_eur=number(facts, Concept.BALANCE_EUR),
    )
    return group_figures(own, group_of(facts))


def fits_class(facts: CaseFacts, size: SizeClass) -> bool | None:
    """Say whether the company is of the class or a smaller one; None when what is unknown may decide.

    Source: E12 and E13, recommendation 2003/361.
    """
    rule = facts.rulebook.find(_SIZE)
    if rule is None:
        return None
    if _is_public(facts):
        return False
    answer = fits(figures_of(facts), _limits(rule, size))
    return None if answer and _is_public(facts) is None else answer


def is_sme(facts: CaseFacts) -> bool | None:
    """Say whether the company is micro, small or medium-sized; None when what is unknown may decide."""
    return fits_class(facts, SizeClass.MEDIUM)


def unknown_of_size(facts: CaseFacts) -> tuple[Concept, ...]:
    """Return the answers that the size waits for."""
    asked = (*_FIGURES, Concept.PUBLIC_OWNERSHIP_PERCENT)
    return tuple(concept for concept in asked if facts.concepts.get(concept) is None) or (Concept.GROUP,)


def _is_public(facts: CaseFacts) -> bool | None:
    rule, owned = facts.rulebook.find(_PUBLIC), number(facts, Concept.PUBLIC_OWNERSHIP_PERCENT)
    if rule is None or owned is None:
        return None
    return owned >= rule.percent("from_percent")


def _limits(rule: Rule, size: SizeClass) -> Limits:
    names = ("employed_below_persons", "turnover_eur", "balance_eur")
    employed, turnover, balance = (rule.decimal(f"{size}_{name}") for name in names)
    return employed, turnover, balance


def size_of_company(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Tell the class of the company, and by which rate kronor are counted in euro where amounts are told in kronor.

    Source: E12, recommendation 2003/361, annex; E11.
    """
    yield _size_told(facts, rule)
    asked = [one for one in facts.questions if one.concept in IN_EURO or one.concept is Concept.GROUP]
    if (rate := rate_of(facts)) is not None and tells_kronor(asked, facts.answers):
        yield informs(rule, "kronor_counted", {"rate": rate})


def _size_told(facts: CaseFacts, rule: Rule) -> Finding:
    answers = {size: fits_class(facts, size) for size in (SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM)}
    if answers[SizeClass.MEDIUM] is False:
        return informs(rule, _as_counted(facts, _LARGE), _told(facts))
    if None in answers.values():
        return needs(rule, *unknown_of_size(facts))
    size = next(size for size, answer in answers.items() if answer)
    return met(rule, "is_sme_in_group" if group_of(facts) else "is_sme", {"size": size.value, **_told(facts)})


def _as_counted(facts: CaseFacts, codes: tuple[str, str, str]) -> str:
    """Return what is said of a company that is too large: by its own figures, its group's, or its public owners."""
    alone, in_group, by_owners = codes
    return by_owners if _is_public(facts) else in_group if group_of(facts) else alone


def _told(facts: CaseFacts) -> dict[str, Figure]:
    """Return the figures that somebody has told: one that nobody has is no zero.

    Euro are whole, as beside the fields, since kronor are counted to the cent.
    """
    figures = figures_of(facts)
    measures = (
        ("employees", figures.employees, figures.employees.known),
        ("turnover_eur", figures.turnover_eur, _whole(figures.turnover_eur.known)),
        ("balance_eur", figures.balance_eur, _whole(figures.balance_eur.known)),
    )
    return {name: known for name, measure, known in measures if measure.is_told}


def _whole(euro: Decimal) -> Decimal:
    return euro.quantize(Decimal(1), ROUND_HALF_UP)


def owned_by_the_public(facts: CaseFacts, rule: Rule) -> Finding:
    """Tell that a company with public owners is not an SME.

    Source: E13, C-516/19 (partly verified).
    """
    owned, limit = number(facts, Concept.PUBLIC_OWNERSHIP_PERCENT), rule.percent("from_percent")
    if owned is None:
        return needs(rule, Concept.PUBLIC_OWNERSHIP_PERCENT)
    figures: dict[str, Figure] = {"owned": owned, "limit": limit}
    return barred(rule, "owned_by_public", figures) if owned >= limit else met(rule, "owned_privately", figures)


def not_in_difficulty(facts: CaseFacts, rule: Rule) -> Finding:
    """Hold undertakings in difficulty out.

    Source: E18, Regulation (EU) 651/2014 art 1.4 c (partly verified).
    """
    match yes_no(facts, Concept.IN_DIFFICULTY):
        case None:
            return needs(rule, Concept.IN_DIFFICULTY)
        case True:
            return barred(rule, "in_difficulty")
        case _:
            return met(rule, "not_in_difficulty")


def must_be_sme(facts: CaseFacts, rule: Rule, size: SizeClass = SizeClass.MEDIUM) -> Iterator[Finding]:
    """Yield that the company is too large, or that it is unknown; nothing when it is small enough."""
    match fits_class(facts, size):
        case None:
            yield needs(rule, *unknown_of_size(facts))
        case False:
            codes = _NOT_AN_SME if size is SizeClass.MEDIUM else _NOT_SMALL
            yield barred(rule, _as_counted(facts, codes), _told(facts))


def employs_enough(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Yield that fewer are employed full time than the rule wants, or that it is unknown."""
    least, employed = rule.decimal("least_persons"), number(facts, Concept.EMPLOYEES)
    if employed is None:
        if not yes_no(facts, Concept.FULL_TIME_IN_COMPANY) or least > Decimal(1):
            yield needs(rule, Concept.EMPLOYEES)
    elif employed < least:
        yield barred(rule, "employs_too_few", {"least": least, "employees": employed})
