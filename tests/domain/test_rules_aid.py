"""Size of company, earlier aid and place: each rule with numbers worked by hand and at its boundary."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundflow.domain.aid import DE_MINIMIS, EarlierAid, counted
from fundflow.domain.places import is_excluded, is_named
from tests.domain.applications import UNKNOWN, company, cost, figures, highest, verdict

MACHINE = [cost("machinery", 60_000)]


def micro(**changes: object) -> dict[str, object]:
    return company("mikrostod", costs=MACHINE, requested_amount=30_000, **changes)


def regional(**changes: object) -> dict[str, object]:
    known = {"total_investment": 4_000_000, "moves_between_counties": False, "security_given": True}
    return company("ris", **{"costs": [cost("building", 4_000_000)], "requested_amount": 500_000, **known, **changes})


# ----- earlier aid


@pytest.mark.parametrize(
    ("granted_on", "room"),
    [
        pytest.param("2023-05-04", 300_000, id="the same day three years before does not count"),
        pytest.param("2023-05-05", 200_000, id="the day after counts"),
        pytest.param("2026-05-03", 200_000, id="yesterday counts"),
    ],
)
def test_aid_counts_when_granted_after_the_same_day_three_years_before(granted_on: str, room: int) -> None:
    aid = [{"granted_on": granted_on, "amount_eur": 100_000, "regulation": "de_minimis"}]

    assert figures(micro(earlier_aid=aid), "E1")["room_eur"] == room


def test_the_room_is_turned_into_kronor_and_rounded_down() -> None:
    row = {"granted_on": "2025-01-01", "amount_eur": Decimal("298000.55"), "regulation": "de_minimis"}
    aid = [{**row, "grant_type": "servicebidrag"}]

    # 300 000 - 298 000.55 = 1 999.45 euro; x 11.37 = 22 733.7465 kronor
    assert highest(micro(earlier_aid=aid, sek_per_eur=Decimal("11.37"))) == 22_733
    assert verdict(micro(earlier_aid=aid, sek_per_eur=Decimal("11.37")), "E1") == "stops"


def test_services_of_general_interest_and_exempted_aid_have_counters_of_their_own() -> None:
    aid = [
        {"granted_on": "2025-01-01", "amount_eur": 290_000, "regulation": regulation} for regulation in ("sgei", "gber")
    ]

    assert figures(micro(earlier_aid=aid), "E1")["used_eur"] == 0


@pytest.mark.parametrize("unknown", ["granted_on", "amount_eur", "regulation"])
def test_aid_of_which_something_is_unknown_leaves_the_room_unknown(unknown: str) -> None:
    row = {"granted_on": "2025-01-01", "amount_eur": 1_000, "regulation": "de_minimis"}
    del row[unknown]

    assert verdict(micro(earlier_aid=[row]), "E1") == "not_yet"
    assert highest(micro(earlier_aid=[row])) is None


@pytest.mark.parametrize("unknown", ["earlier_aid", "sek_per_eur"])
def test_without_earlier_aid_or_rate_the_highest_grant_is_unknown(unknown: str) -> None:
    assert verdict(micro(**{unknown: UNKNOWN}), "E1") == "not_yet"
    assert highest(micro(**{unknown: UNKNOWN})) is None


def test_aid_of_other_forms_counts_for_the_union_and_not_for_the_region() -> None:
    aid = [
        {"granted_on": "2025-01-01", "amount_eur": 163_000, "regulation": "de_minimis", "grant_type": "servicebidrag"}
    ]
    same = [{**aid[0], "grant_type": "sis"}]

    # Union: (300 000 - 163 000) x 11 = 1 507 000. Region: 1 800 000, or 1 800 000 - 163 000 x 11 = 7 000.
    assert figures(micro(earlier_aid=aid), "E1")["highest"] == 1_507_000
    assert figures(micro(earlier_aid=aid), "V10")["highest"] == 1_800_000
    assert figures(micro(earlier_aid=same), "V10")["highest"] == 7_000
    assert verdict(micro(earlier_aid=same), "V10") == "warns"
    assert highest(micro(earlier_aid=same)) == 7_000


def test_a_full_window_leaves_nothing() -> None:
    aid = [{"granted_on": "2025-01-01", "amount_eur": 300_000, "regulation": "de_minimis"}]

    assert verdict(micro(earlier_aid=aid), "E1") == "stops"
    assert highest(micro(earlier_aid=aid)) == 0


def test_before_2024_the_ceiling_was_lower() -> None:
    assert figures(micro(decision_on="2023-12-31"), "E1")["ceiling_eur"] == 200_000
    assert figures(micro(decision_on="2024-01-01"), "E1")["ceiling_eur"] == 300_000


@given(st.lists(st.tuples(st.dates(date(2022, 1, 1), date(2026, 5, 4)), st.integers(0, 10**6)), max_size=8))
def test_what_counts_is_what_lies_after_the_day(rows: list[tuple[date, int]]) -> None:
    aid = [EarlierAid(day, Decimal(amount), DE_MINIMIS) for day, amount in rows]
    expected = sum(amount for day, amount in rows if day > date(2023, 5, 4))

    assert counted(aid, date(2026, 5, 4), 3, DE_MINIMIS) == expected


def test_a_leap_day_looks_back_to_the_last_of_february() -> None:
    aid = [EarlierAid(date(2025, 2, 28), Decimal(1), DE_MINIMIS), EarlierAid(date(2025, 3, 1), Decimal(2), DE_MINIMIS)]

    assert counted(aid, date(2028, 2, 29), 3, DE_MINIMIS) == 2


# ----- size


@pytest.mark.parametrize(
    ("changes", "size"),
    [
        ({"employees": 9, "turnover_eur": 2_000_000, "balance_eur": 9_000_000}, "micro"),
        ({"employees": 10}, "small"),
        ({"employees": 9, "turnover_eur": 2_000_001, "balance_eur": 2_000_001}, "small"),
        ({"employees": 49, "turnover_eur": 10_000_001, "balance_eur": 10_000_000}, "small"),
        ({"employees": 50}, "medium"),
        ({"employees": 49, "turnover_eur": 10_000_001, "balance_eur": 10_000_001}, "medium"),
        ({"employees": 249, "turnover_eur": 50_000_000, "balance_eur": 90_000_000}, "medium"),
        ({"employees": 249, "turnover_eur": 50_000_001, "balance_eur": 43_000_000}, "medium"),
    ],
)
def test_the_class_is_the_smallest_that_fits(changes: dict[str, object], size: str) -> None:
    assert figures(regional(**changes), "E12")["size"] == size


@pytest.mark.parametrize(
    "changes",
    [{"employees": 250}, {"turnover_eur": 50_000_001, "balance_eur": 43_000_001}, {"public_ownership_percent": 25}],
)
def test_what_fits_no_class_is_no_sme(changes: dict[str, object]) -> None:
    assert verdict(company("sis", rural_area=True, costs=MACHINE, **changes), "I7") == "stops"
    assert highest(company("sis", rural_area=True, costs=MACHINE, **changes)) == 0


def test_a_quarter_of_public_owners_less_a_little_is_still_an_sme() -> None:
    assert verdict(regional(public_ownership_percent=Decimal("24.99")), "E13") == "fulfilled"
    assert verdict(regional(public_ownership_percent=25), "E13") == "warns"


def test_linked_companies_count_in_full_and_partners_by_their_share() -> None:
    linked = {"relation": "linked", "percent": 60, "employees": 20, "turnover_eur": 0, "balance_eur": 0}
    partner = {"relation": "partner", "percent": 30, "employees": 76, "turnover_eur": 0, "balance_eur": 0}

    # 6 + 20 + 30 % of 76 = 48.8, small; with 80 in the partner 50, medium
    assert figures(regional(group=[linked, partner]), "E12")["employees"] == 48.8
    assert figures(regional(group=[linked, partner]), "E12")["size"] == "small"
    assert figures(regional(group=[linked, {**partner, "employees": 80}]), "E12")["size"] == "medium"


@pytest.mark.parametrize("unknown", ["employees", "group", "public_ownership_percent"])
def test_an_unknown_size_leaves_the_share_unknown(unknown: str) -> None:
    assert verdict(regional(**{unknown: UNKNOWN}), "I3") == "not_yet"
    assert highest(regional(**{unknown: UNKNOWN})) is None


def test_what_is_unknown_does_not_matter_where_the_company_is_too_large_anyway() -> None:
    large = {"employees": 250, "group": UNKNOWN, "public_ownership_percent": UNKNOWN}

    assert figures(regional(**large), "I3")["percent"] == 20


def test_one_of_turnover_and_balance_is_enough() -> None:
    assert figures(regional(balance_eur=UNKNOWN), "E12")["size"] == "micro"
    assert verdict(regional(balance_eur=UNKNOWN, turnover_eur=3_000_000), "E12") == "not_yet"


# ----- place


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ({"municipality_code": "2421"}, "1"),
        ({"municipality_code": "2482"}, "2"),
        ({"municipality_code": "2480", "deso": "2480C1080", "district": "Holmsund"}, "2"),
        ({"municipality_code": "2482", "aid_area": 3}, "3"),
        ({"municipality_code": UNKNOWN, "deso": "2580C1090", "region": "norrbotten"}, "2"),
    ],
)
def test_the_area_is_answered_or_looked_up(place: dict[str, object], area: str) -> None:
    assert figures(regional(**place), "M2")["area"] == area


@pytest.mark.parametrize(
    ("deso", "excluded"),
    [
        ("2480C1040", False),
        ("2480C1050", True),
        ("2480C1070", True),
        ("2480C1080", False),
        ("2480C1140", True),
        ("2480C1150", False),
        ("2480C1300", True),
        ("2480C1310", False),
        ("2480C1460", True),
        ("2480C1470", False),
        ("2580C1210", True),
        ("2580C1220", False),
        ("2580C1350", True),
    ],
)
def test_the_excluded_areas_hold_their_ends(deso: str, excluded: bool) -> None:
    place = {"municipality_code": deso[:4], "deso": deso, "district": "Holmsund"}

    assert (verdict(regional(**place), "M2") == "stops") is excluded
    assert (highest(regional(**place)) == 0) is excluded


@pytest.mark.parametrize("deso", ["hej", "2480", "2580C1010"])
def test_what_is_no_area_of_the_municipality_tells_nothing_of_the_map(deso: str) -> None:
    place = {"municipality_code": "2480", "deso": deso, "district": "Holmsund"}

    assert verdict(regional(**place), "M2") == "not_yet"
    assert highest(regional(**place)) is None


def test_a_split_municipality_waits_for_its_area() -> None:
    split = {"municipality_code": "2480", "district": "Holmsund"}

    assert verdict(regional(**split), "M2") == "not_yet"
    assert verdict(regional(**split), "I3") == "not_yet"
    assert highest(regional(**split)) is None


def test_outside_the_map_there_is_no_share_to_reckon() -> None:
    assert verdict(regional(aid_area="none"), "I3") == "not_applicable"
    assert highest(regional(aid_area="none")) == 0


def test_names_are_known_in_any_spelling_and_ranges_by_both_ends() -> None:
    assert is_named("savar-holmon", "Tavelsjö, Sävar-Holmön")
    assert not is_named("Sävar", "Sävar-Holmön")
    assert is_excluded("2480C1060", "2480C1050–2480C1070")
    assert not is_excluded("2480C1071", "2480C1050–2480C1070, 2480C1090")
