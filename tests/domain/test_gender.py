"""Who owns and leads: from what was answered to a category, by the rule that ships."""

from datetime import date
from decimal import Decimal

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.gender import GenderCategory, GenderRule, LeaderGender, Ownership, category

COMPANY = ApplicantKind.COMPANY


@pytest.fixture
def rule(catalogue: Catalogue) -> GenderRule:
    return catalogue.gender_rule(date(2026, 3, 2))


@pytest.mark.parametrize(
    ("women", "expected"),
    [
        pytest.param("0", GenderCategory.MEN, id="no woman owns"),
        pytest.param("39.99", GenderCategory.MEN, id="just under forty"),
        pytest.param("40", GenderCategory.EVEN, id="forty is even"),
        pytest.param("50", GenderCategory.EVEN, id="half is even"),
        pytest.param("60", GenderCategory.EVEN, id="sixty is even"),
        pytest.param("60.01", GenderCategory.WOMEN, id="just over sixty"),
        pytest.param("100", GenderCategory.WOMEN, id="women own it all"),
    ],
)
def test_ownership_decides_and_both_ends_of_the_interval_are_even(
    rule: GenderRule, women: str, expected: GenderCategory
) -> None:
    assert category(Ownership(COMPANY, Decimal(women), LeaderGender.OTHER), rule) is expected


def test_ownership_goes_before_the_leader(rule: GenderRule) -> None:
    answered = Ownership(COMPANY, Decimal(20), LeaderGender.WOMAN)

    assert category(answered, rule) is GenderCategory.MEN


@pytest.mark.parametrize(
    ("leader", "expected"),
    [
        (LeaderGender.WOMAN, GenderCategory.WOMEN),
        (LeaderGender.MAN, GenderCategory.MEN),
        (LeaderGender.OTHER, GenderCategory.UNKNOWN),
        (None, GenderCategory.UNKNOWN),
    ],
)
def test_the_leader_decides_where_ownership_is_unknown(
    rule: GenderRule, leader: LeaderGender | None, expected: GenderCategory
) -> None:
    assert category(Ownership(ApplicantKind.SOLE_TRADER, None, leader), rule) is expected


@pytest.mark.parametrize("kind", sorted(set(ApplicantKind) - {COMPANY, ApplicantKind.SOLE_TRADER}))
def test_only_companies_and_sole_traders_have_owners_to_count(rule: GenderRule, kind: ApplicantKind) -> None:
    assert category(Ownership(kind, Decimal(100), LeaderGender.WOMAN), rule) is GenderCategory.NOT_APPLICABLE


def test_an_applicant_of_unknown_kind_is_unknown(rule: GenderRule) -> None:
    assert category(Ownership(None, None, None), rule) is GenderCategory.UNKNOWN
