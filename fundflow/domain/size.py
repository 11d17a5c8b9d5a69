"""How large a company is by the EU's definition, on the figures of the whole group; three answers: yes, no, unknown."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LINKED, PARTNER = "linked", "partner"
_WHOLE = Decimal(100)


class SizeClass(StrEnum):
    """The classes, smallest first; ``LARGE`` is everything that is not an SME."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"

    @property
    def is_sme(self) -> bool:
        """Whether a company of the class is a micro, small or medium-sized one."""
        return self is not SizeClass.LARGE


@dataclass(frozen=True, slots=True)
class GroupCompany:
    """A company that the applicant is linked to, or a partner with a share in percent (0-100); None: unknown."""

    relation: str | None
    percent: Decimal | None = None
    employees: Decimal | None = None
    turnover_eur: Decimal | None = None
    balance_eur: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A sum over the group that is at least ``known``, and exactly that when it is ``whole``.

    ``is_told``: at least one of its parts is known; else ``known`` is no figure that anybody has given.
    """

    known: Decimal
    whole: bool
    is_told: bool = True

    def below(self, limit: Decimal) -> bool | None:
        """Say whether the sum lies below the limit; None when what is unknown may decide."""
        return self._answer(self.known < limit)

    def at_most(self, limit: Decimal) -> bool | None:
        """Say whether the sum is at most the limit; None when what is unknown may decide."""
        return self._answer(self.known <= limit)

    def _answer(self, holds: bool) -> bool | None:
        if not holds:
            return False
        return True if self.whole else None


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Employed, turnover and balance of the whole group; amounts in euro."""

    employees: Measure
    turnover_eur: Measure
    balance_eur: Measure


def group_figures(own: GroupCompany, group: Iterable[GroupCompany] | None) -> GroupFigures:
    """Return the company's figures with linked companies in full and partners in proportion to their share.

    ``group`` None: it is unknown whether there is one.

    Source: E12, recommendation 2003/361, annex.
    """
    companies = list(group or ())

    def measured(name: str) -> Measure:
        values = [getattr(own, name), *(_weighed(company, getattr(company, name)) for company in companies)]
        known = sum((value for value in values if value is not None), start=Decimal(0))
        whole = group is not None and all(value is not None for value in values)
        return Measure(known, whole, any(value is not None for value in values))

    return GroupFigures(measured("employees"), measured("turnover_eur"), measured("balance_eur"))


def _weighed(company: GroupCompany, value: Decimal | None) -> Decimal | None:
    if value is None or company.relation is None:
        return None
    if company.relation == LINKED:
        return value
    return None if company.percent is None else value * company.percent / _WHOLE


Limits = tuple[Decimal, Decimal, Decimal]
"""What a class is held against: employed below, turnover at most, balance at most."""


def fits(figures: GroupFigures, limits: Limits) -> bool | None:
    """Say whether the figures fit a class: employed below its limit, and turnover or balance within its own.

    None when what is unknown may decide. Source: E12, recommendation 2003/361, annex.
    """
    employed, turnover, balance = limits
    within = _either(figures.turnover_eur.at_most(turnover), figures.balance_eur.at_most(balance))
    return _both(figures.employees.below(employed), within)


def _both(first: bool | None, second: bool | None) -> bool | None:
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _either(first: bool | None, second: bool | None) -> bool | None:
    if first or second:
        return True
    return None if first is None or second is None else False
