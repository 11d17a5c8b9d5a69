"""A group is stated by the closeness of its companies, in one currency, and proposes answers in euro."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundflow.domain.concepts import Concept
from fundflow.domain.gender import LeaderGender
from fundflow.domain.undertaking import (
    Currency,
    Link,
    OwnersAndLeader,
    Relation,
    Size,
    Undertaking,
    against_owners,
    against_stating,
    proposed_of_group,
    proposed_of_owners,
)

IN_KRONOR = Undertaking(
    2025,
    Currency.SEK,
    Size(Decimal("12.5"), 23_000_000, 11_500_000),
    (Link("Fjällmat AB", Relation.PARTNER, Decimal(30), Size(Decimal(4), 11_500_000), "556016-0680"),),
    sek_per_eur=Decimal("11.5"),
    public_ownership_percent=Decimal(0),
)


def codes(stated: Undertaking) -> list[str]:
    return [finding.code for finding in against_stating(stated, 2026)]


def linked(relation: Relation, percent: int) -> Undertaking:
    return replace(IN_KRONOR, links=(Link("Fjällmat AB", relation, Decimal(percent)),))


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        (IN_KRONOR, []),
        (replace(IN_KRONOR, sek_per_eur=None), []),
        (replace(IN_KRONOR, currency=Currency.EUR, sek_per_eur=None), []),
        (replace(IN_KRONOR, year=2027), ["group_year_odd"]),
        (linked(Relation.LINKED, 50), []),
        (linked(Relation.LINKED, 49), ["link_below_half"]),
        (linked(Relation.PARTNER, 25), []),
        (linked(Relation.PARTNER, 50), []),
        (linked(Relation.PARTNER, 24), ["partner_outside"]),
        (linked(Relation.PARTNER, 51), ["partner_outside"]),
    ],
)
def test_a_statement_is_held_to_the_definition(stated: Undertaking, found: list[str]) -> None:
    assert codes(stated) == found


def test_answers_are_proposed_in_euro_as_people_write_them() -> None:
    proposed = proposed_of_group(IN_KRONOR)

    assert proposed[Concept.EMPLOYEES] == "12,5"
    assert (proposed[Concept.TURNOVER_EUR], proposed[Concept.BALANCE_EUR]) == ("2000000", "1000000")
    assert proposed[Concept.PUBLIC_OWNERSHIP_PERCENT] == "0"
    assert proposed[Concept.GROUP] == [
        {
            "name": "Fjällmat AB",
            "number": "556016-0680",
            "relation": "partner",
            "percent": "30",
            "employees": "4",
            "turnover_eur": "1000000",
            "balance_eur": "",
        }
    ]


def test_what_is_not_stated_proposes_nothing() -> None:
    assert proposed_of_group(Undertaking(2025, Currency.EUR, Size())) == {Concept.GROUP: []}
    assert proposed_of_owners(OwnersAndLeader(None, None, None)) == {}


def test_no_woman_among_the_owners_is_an_answer() -> None:
    told = OwnersAndLeader(Decimal(0), Decimal(100), LeaderGender.MAN)

    assert proposed_of_owners(told) == {Concept.OWNERS_WOMEN_PERCENT: "0", Concept.LEADER_GENDER: "man"}


@given(kronor=st.integers(0, 10**12), rate=st.decimals("5", "20", places=4))
def test_kronor_become_euro_within_half_a_euro_by_a_rate_that_was_stated(kronor: int, rate: Decimal) -> None:
    euro = replace(IN_KRONOR, sek_per_eur=rate).written(kronor)

    assert abs(Decimal(euro) - Decimal(kronor) / rate) <= Decimal("0.5")


def test_kronor_without_a_stated_rate_are_proposed_as_they_were_stated() -> None:
    stated = replace(IN_KRONOR, sek_per_eur=None)

    proposed = proposed_of_group(stated)

    assert (proposed[Concept.TURNOVER_EUR], proposed[Concept.BALANCE_EUR]) == ("23000000 kr", "11500000 kr")
    assert proposed[Concept.GROUP][0]["turnover_eur"] == "11500000 kr"  # type: ignore[index]
    assert (stated.written(None), replace(stated, currency=Currency.EUR).written(2_000)) == ("", "2000")


@pytest.mark.parametrize(("women", "men", "found"), [(60, 40, []), (30, 30, []), (60, 41, ["owners_over_whole"])])
def test_owners_are_at_most_the_whole(women: int, men: int, found: list[str]) -> None:
    told = OwnersAndLeader(Decimal(women), Decimal(men), None)

    assert [finding.code for finding in against_owners(told)] == found
