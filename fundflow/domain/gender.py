"""From ownership and leadership as answered to a category, by a rule with a version."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from fundflow.domain.concepts import ApplicantKind


class LeaderGender(StrEnum):
    """Who leads the company, as answered."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"


class GenderCategory(StrEnum):
    """Who owns and leads, for statistics; never mixed with participants or with the assessed criterion (X24)."""

    WOMEN = "women"
    MEN = "men"
    EVEN = "even"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class GenderRule:
    """One version of the rule; the closed interval, in percent (0-100) owned by women, that counts as even."""

    key: str
    version: int
    even_from_percent: Decimal
    even_to_percent: Decimal
    applies_to: frozenset[ApplicantKind]


@dataclass(frozen=True, slots=True)
class Ownership:
    """What was answered: never the category. None means not asked or not known."""

    applicant_kind: ApplicantKind | None
    owners_women_percent: Decimal | None
    leader_gender: LeaderGender | None


_BY_LEADER: Final = {LeaderGender.WOMAN: GenderCategory.WOMEN, LeaderGender.MAN: GenderCategory.MEN}


def category(answered: Ownership, rule: GenderRule) -> GenderCategory:
    """Return women, men, even, unknown or not applicable; the leader decides where ownership is unknown.

    An applicant of unknown kind is unknown, since it may be a company (D27).

    Source: Y15, regional policy; X21.
    """
    if answered.applicant_kind is not None and answered.applicant_kind not in rule.applies_to:
        return GenderCategory.NOT_APPLICABLE
    if answered.applicant_kind is None:
        return GenderCategory.UNKNOWN
    women = answered.owners_women_percent
    if women is None:
        return (
            _BY_LEADER.get(answered.leader_gender, GenderCategory.UNKNOWN)
            if answered.leader_gender
            else GenderCategory.UNKNOWN
        )
    if women < rule.even_from_percent:
        return GenderCategory.MEN
    return GenderCategory.WOMEN if women > rule.even_to_percent else GenderCategory.EVEN
