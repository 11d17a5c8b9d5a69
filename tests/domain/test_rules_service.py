"""Support for commercial service: each rule with numbers worked by hand and at its boundary."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.applications import UNKNOWN, cost, figures, highest, municipality, shop, verdict


def investment(**changes: object) -> dict[str, object]:
    return shop("investeringsstod", **{"costs": [cost("machinery", 200_000)], "requested_amount": 100_000, **changes})


def service_grant(**changes: object) -> dict[str, object]:
    return shop("servicebidrag", **{"requested_amount": 100_000, **changes})


def operating(**changes: object) -> dict[str, object]:
    return shop("driftstod", **{"requested_amount": 100_000, **changes})


def delivery(**changes: object) -> dict[str, object]:
    return municipality(**{"requested_amount": 1_000, **changes})


# ----- investment support


@pytest.mark.parametrize("ground", ["1a", "1b", "2", "3", "4", "5"])
def test_a_ground_gives_eighty_five_per_cent(ground: str) -> None:
    larger = investment(ground_85=ground, requested_amount=170_000)

    assert highest(larger) == 170_000
    assert verdict(larger, "S7") == "fulfilled"
    assert verdict({**larger, "requested_amount": 170_001}, "S7") == "stops"


def test_the_ground_of_special_reasons_needs_them() -> None:
    assert highest(investment(ground_85="5", special_reasons=False)) == 100_000
    assert highest(investment(ground_85="5", special_reasons=True)) == 170_000


def test_without_a_ground_half_is_the_most() -> None:
    assert verdict(investment(), "S6") == "fulfilled"
    assert verdict(investment(), "S7") == "not_applicable"
    assert verdict(investment(requested_amount=100_001), "S7") == "stops"
    assert highest(investment(requested_amount=170_000)) == 100_000


@pytest.mark.parametrize(("reasons", "answer"), [(True, "judged"), (False, "stops"), (UNKNOWN, "not_yet")])
def test_a_mobile_seller_needs_special_reasons(reasons: bool | None, answer: str) -> None:
    assert verdict(investment(point_of_sale="mobile", special_reasons=reasons), "S6") == answer


def test_an_investment_is_applied_for_before_it_starts() -> None:
    assert verdict(investment(), "S11") == "fulfilled"
    assert verdict(investment(work_starts_on="2026-03-01"), "S11") == "stops"
    assert highest(investment(work_starts_on="2026-03-01")) == 0
    assert verdict(operating(work_starts_on="2020-01-01"), "S11") == "fulfilled"


def test_debts_do_not_bar_support_for_service() -> None:
    assert highest(investment(enforcement_debt=True, bankrupt=True)) == 100_000


def test_the_municipality_is_heard_first() -> None:
    assert verdict(investment(municipality_heard=False), "S12") == "not_yet"
    assert verdict(investment(municipality_heard=UNKNOWN), "S12") == "not_yet"
    assert verdict(investment(municipality_heard=True), "S12") == "fulfilled"
    assert verdict(investment(), "S4") == "judged"
    assert verdict(delivery(), "S12") == "not_applicable"


# ----- yearly ceilings


@pytest.mark.parametrize(("day", "ceiling"), [("2025-12-31", 350_000), ("2026-01-01", 370_000)])
def test_the_day_of_decision_picks_the_ceiling(day: str, ceiling: int) -> None:
    assert highest(service_grant(decision_on=day)) == ceiling
    assert highest(operating(decision_on=day)) == ceiling


def test_both_forms_count_together() -> None:
    beside = service_grant(servicebidrag_same_year=50_000, driftstod_same_year=220_000)

    # 370 000 - 50 000 - 220 000
    assert highest(beside) == 100_000
    assert verdict(beside, "S10") == "fulfilled"
    assert verdict({**beside, "requested_amount": 100_001}, "S10") == "stops"
    assert figures(beside, "S8")["highest"] == 320_000


@pytest.mark.parametrize("unknown", ["servicebidrag_same_year", "driftstod_same_year"])
def test_what_was_given_the_same_year_must_be_known(unknown: str) -> None:
    assert verdict(operating(**{unknown: UNKNOWN}), "S10") == "not_yet"
    assert highest(operating(**{unknown: UNKNOWN})) is None


@pytest.mark.parametrize(("years", "answer"), [(2, "judged"), (3, "stops"), (UNKNOWN, "not_yet")])
def test_a_service_grant_lasts_three_years(years: int | None, answer: str) -> None:
    assert verdict(service_grant(servicebidrag_years_before=years), "S8") == answer


@pytest.mark.parametrize(
    ("situation", "answer"), [("temporary", "judged"), ("lasting", "stops"), ("none", "stops"), (UNKNOWN, "judged")]
)
def test_a_service_grant_is_for_temporary_problems(situation: str | None, answer: str) -> None:
    """Source: S8, 2024:1243 §§ 19-20."""
    assert verdict(service_grant(profitability=situation), "S8") == answer


def test_the_fourth_year_is_no_year() -> None:
    assert highest(service_grant(servicebidrag_years_before=3)) == 0


@given(st.integers(0, 500_000), st.integers(0, 500_000))
def test_together_they_never_pass_the_ceiling(service: int, operated: int) -> None:
    most = highest(operating(servicebidrag_same_year=service, driftstod_same_year=operated))

    assert most == max(0, 370_000 - service - operated)


# ----- operating support


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"distance_km": Decimal("10.1")}, "fulfilled"),
        ({"distance_km": 10, "special_reasons": False}, "stops"),
        ({"distance_km": 10, "special_reasons": UNKNOWN}, "not_yet"),
        ({"distance_km": 10, "special_reasons": True}, "judged"),
        ({"distance_km": 1, "island_without_fixed_link": True}, "fulfilled"),
        ({"distance_km": 1, "island_without_fixed_link": UNKNOWN}, "not_yet"),
        ({"distance_km": UNKNOWN}, "not_yet"),
        ({"grocery_turnover": 11_000_000}, "fulfilled"),
        ({"grocery_turnover": 11_000_001, "special_reasons": False}, "stops"),
        ({"grocery_turnover": 11_000_001, "special_reasons": True}, "judged"),
        ({"open_all_year": False, "special_reasons": True}, "stops"),
        ({"wide_grocery_range": False}, "stops"),
        ({"point_of_sale": "mobile"}, "stops"),
    ],
)
def test_which_shops_get_operating_support(changes: dict[str, object], answer: str) -> None:
    assert verdict(operating(**changes), "S9") == answer
    assert (highest(operating(**changes)) == 0) is (answer == "stops")


@pytest.mark.parametrize("missing", ["sgei_assortment", "sgei_opening_hours"])
def test_the_task_is_described(missing: str) -> None:
    assert verdict(operating(), "S14") == "fulfilled"
    assert verdict(operating(**{missing: UNKNOWN}), "S14") == "not_yet"


def test_services_of_general_interest_have_their_own_room() -> None:
    aid = [
        {"granted_on": "2024-05-04", "amount_eur": 730_000, "regulation": "sgei"},
        {"granted_on": "2024-05-04", "amount_eur": 290_000, "regulation": "de_minimis"},
    ]

    # (750 000 - 730 000) x 11
    assert highest(operating(earlier_aid=aid)) == 220_000


@pytest.mark.parametrize(
    ("goods", "distance", "answer"),
    [
        (["groceries"], 10, "fulfilled"),
        (["groceries"], 9, "warns"),
        (["fuel"], 20, "fulfilled"),
        (["fuel"], 19, "warns"),
    ],
)
def test_the_regions_older_distances_warn(goods: list[str], distance: int, answer: str) -> None:
    assert verdict(investment(service_goods=goods, distance_km=distance), "K2") == answer


def test_an_outdated_ceiling_of_the_north_holds_nothing_back() -> None:
    north = service_grant(municipality_code="2505", requested_amount=370_000)

    assert verdict(north, "N8") == "informs"
    assert highest(north) == 370_000


# ----- home delivery


@pytest.mark.parametrize(
    ("net", "occasions", "most"),
    [
        (240_000, 1_500, 120_000),  # half of net; 1 500 x 100 = 150 000
        (240_000, 1_199, 119_900),  # 1 199 x 100 is lower
        (240_001, 1_500, 120_000),  # 120 000.50
        (29_600, 1_500, 14_800),  # half a price base amount of 2026 exactly
        (29_599, 1_500, 0),
    ],
)
def test_home_delivery_is_the_lower_of_two(net: int, occasions: int, most: int) -> None:
    assert highest(delivery(net_delivery_cost=net, household_occasions=occasions)) == most


@pytest.mark.parametrize(
    ("year", "net", "answer"), [(2025, 29_400, "judged"), (2025, 29_399, "stops"), (2026, 29_400, "stops")]
)
def test_the_year_of_the_support_picks_the_price_base_amount(year: int, net: int, answer: str) -> None:
    assert verdict(delivery(support_year=year, net_delivery_cost=net), "S5") == answer


def test_an_untold_year_is_asked_for_only_where_it_matters() -> None:
    assert verdict(delivery(support_year=UNKNOWN, net_delivery_cost=29_600), "S5") == "judged"
    assert verdict(delivery(support_year=UNKNOWN, net_delivery_cost=29_400), "S5") == "not_yet"
    assert verdict(delivery(support_year=UNKNOWN, net_delivery_cost=29_399), "S5") == "stops"


def test_a_year_without_a_price_base_amount_is_unknown() -> None:
    assert verdict(delivery(support_year=2031), "S5") == "not_yet"
    assert highest(delivery(support_year=2031)) is None


def test_only_a_municipality_gets_home_delivery() -> None:
    assert highest(delivery(applicant_kind="company")) == 0
    assert verdict(delivery(applicant_kind=UNKNOWN), "S1") == "not_yet"


# ----- where nothing can be given


def test_nothing_is_left_of_the_year_whatever_is_asked() -> None:
    # 200 000 + 170 000 = 370 000, the ceiling of 2026
    used = service_grant(servicebidrag_same_year=200_000, driftstod_same_year=170_000, requested_amount=UNKNOWN)

    assert verdict(used, "S10") == "stops"
    assert highest(used) == 0
    # one krona less leaves one krona
    left = {**used, "driftstod_same_year": 169_999}
    assert verdict(left, "S10") == "not_yet"
    assert highest(left) == 1


def test_operating_support_is_for_those_who_sell_groceries() -> None:
    assert verdict(operating(service_goods=["groceries", "fuel"]), "S9") == "fulfilled"
    assert verdict(operating(service_goods=["fuel"]), "S9") == "stops"
    assert highest(operating(service_goods=["fuel"])) == 0
