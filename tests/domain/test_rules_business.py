"""Vouchers, innovation and investment aid: each rule with numbers worked by hand and at its boundary."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.applications import UNKNOWN, company, cost, figures, highest, verdict


def micro(amount: int = 60_000, **changes: object) -> dict[str, object]:
    return company("mikrostod", costs=[cost("external_services", amount)], requested_amount=20_000, **changes)


def voucher(amount: int = 200_000, **changes: object) -> dict[str, object]:
    costs = [cost("external_services", amount)]
    return company("tillvaxtcheck", **{"costs": costs, "leader_gender": "woman", "requested_amount": 20_000, **changes})


def energy(**changes: object) -> dict[str, object]:
    known = {"municipality_code": "2460", "owns_premises": True, "requested_amount": 20_000}
    return company("energieffektivisering", **{"costs": [cost("building", 400_000)], **known, **changes})


def innovation(*costs: dict[str, object], **changes: object) -> dict[str, object]:
    return company("innovationscheck", costs=list(costs), seat_in_county=True, requested_amount=10_000, **changes)


def special(*costs: dict[str, object], **changes: object) -> dict[str, object]:
    known = {"municipality_code": "2482", "rural_area": False, "requested_amount": 20_000}
    return company("sis", costs=list(costs), **{**known, **changes})


def regional(amount: int = 4_000_000, **changes: object) -> dict[str, object]:
    known = {"total_investment": amount, "moves_between_counties": False, "security_given": True}
    return company("ris", costs=[cost("machinery", amount)], requested_amount=500_000, **{**known, **changes})


# ----- before the start, wages, bars


@pytest.mark.parametrize(
    ("application", "rule"), [(micro(), "B2"), (special(cost("machinery", 100_000)), "I2"), (regional(), "I2")]
)
def test_the_day_of_the_application_is_in_time_and_the_day_before_is_not(
    application: dict[str, object], rule: str
) -> None:
    started = {**application, "work_starts_on": "2026-03-01"}

    assert verdict(application, rule) == "fulfilled"
    assert verdict(started, rule) == "stops"
    assert highest(started) == 0
    assert verdict({**application, "work_starts_on": UNKNOWN}, rule) == "not_yet"


def test_wages_below_collective_agreement_stop() -> None:
    assert verdict(micro(wages_at_collective_level=False), "B2") == "stops"
    assert highest(micro(wages_at_collective_level=False)) == 0
    assert verdict(micro(wages_at_collective_level=UNKNOWN), "B2") == "not_yet"


@pytest.mark.parametrize("bar", ["enforcement_debt", "in_liquidation", "bankrupt"])
def test_debts_liquidation_and_bankruptcy_bar_the_forms_of_small_aid(bar: str) -> None:
    machine = cost("machinery", 100_000)

    assert verdict(micro(**{bar: True}), "B7") == "stops"
    assert verdict(special(machine, **{bar: True}), "I10") == "stops"
    assert highest(special(machine, **{bar: True})) == 0
    assert verdict(micro(**{bar: UNKNOWN}), "B7") == "not_yet"
    assert verdict(special(machine, **{bar: True}), "B7") == "not_applicable"


def test_an_open_recovery_order_and_a_missing_consent_stop_exempted_aid() -> None:
    assert verdict(regional(recovery_order_open=True), "I1") == "stops"
    assert verdict(regional(sek_per_eur=UNKNOWN, consents_to_publication=False), "I1") == "stops"
    assert verdict(innovation(cost("external_services", 50_000), recovery_order_open=True), "B15") == "stops"


def test_consent_is_not_asked_for_what_is_too_small_to_be_published() -> None:
    small = innovation(cost("external_services", 50_000), consents_to_publication=False)

    # 10 000 kronor is less than 100 000 x 11
    assert verdict(small, "B13") == "not_applicable"
    assert verdict({**small, "sek_per_eur": UNKNOWN}, "B13") == "stops"


def test_a_company_in_difficulty_is_warned_of() -> None:
    assert verdict(regional(in_difficulty=True), "E18") == "warns"
    assert highest(regional(in_difficulty=True)) == 1_600_000


# ----- micro grant


@pytest.mark.parametrize(
    ("amount", "most"),
    [(39_999, 0), (40_000, 20_000), (40_001, 20_000), (59_999, 29_999), (60_000, 30_000), (500_000, 30_000)],
)
def test_a_micro_grant_is_half_of_a_base_between_its_ends(amount: int, most: int) -> None:
    assert highest(micro(amount)) == most


@pytest.mark.parametrize(
    ("registered_on", "verdicts"), [("2024-03-02", "fulfilled"), ("2024-03-01", "stops"), (UNKNOWN, "not_yet")]
)
def test_a_company_is_young_for_two_years(registered_on: str | None, verdicts: str) -> None:
    assert verdict(micro(registered_on=registered_on), "V1") == verdicts


@pytest.mark.parametrize(
    ("leader", "answer"),
    [
        ({"leader_gender": "woman"}, "fulfilled"),
        ({"leader_born_outside_nordics": True, "leader_years_in_sweden": Decimal("9.9")}, "fulfilled"),
        ({"leader_born_outside_nordics": True, "leader_years_in_sweden": 10}, "stops"),
        ({"leader_gender": UNKNOWN}, "not_yet"),
    ],
)
def test_age_does_not_matter_where_a_woman_or_a_newcomer_leads(leader: dict[str, object], answer: str) -> None:
    assert verdict(micro(registered_on="2001-01-01", **leader), "V1") == answer


def test_a_micro_grant_is_given_once() -> None:
    assert highest(micro(earlier_same_type=True)) == 0
    assert verdict(micro(earlier_same_type=UNKNOWN), "V1") == "not_yet"


@pytest.mark.parametrize(
    ("district", "answer"),
    [("Tavelsjö", "fulfilled"), ("Sävar-Holmön", "fulfilled"), ("Ersboda", "stops"), (UNKNOWN, "not_yet")],
)
def test_in_umea_only_four_districts(district: str | None, answer: str) -> None:
    assert verdict(micro(municipality_code="2480", district=district), "V1") == answer


def test_each_region_has_its_own_micro_grant() -> None:
    north = micro(municipality_code="2505", registered_on="1990-01-01")

    assert highest(north) == 30_000
    assert verdict(north, "N1") == "judged"
    assert verdict(micro(municipality_code="2505", region="vasterbotten"), "V1") == "stops"


# ----- vouchers


@pytest.mark.parametrize(
    ("amount", "most"),
    [
        (26_666, 0),  # 75 % = 19 999.50, below the lowest grant
        (26_667, 20_000),  # 20 000.25
        (200_000, 150_000),
        (200_001, 150_000),
    ],
)
def test_a_growth_voucher_reckons_with_three_quarters(amount: int, most: int) -> None:
    assert highest(voucher(amount)) == most


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"leader_gender": "man"}, "stops"),
        ({"leader_gender": "man", "leader_born_outside_nordics": True, "leader_years_in_sweden": 10}, "judged"),
        ({"leader_gender": "man", "leader_born_outside_nordics": True, "leader_years_in_sweden": 11}, "stops"),
        ({"leader_gender": "man", "leader_born_outside_nordics": UNKNOWN}, "not_yet"),
        ({"leader_ownership_percent": Decimal("49.9")}, "stops"),
        ({"leader_ownership_percent": 50}, "judged"),
        ({"full_time_in_company": False}, "stops"),
        ({"employees": 9}, "judged"),
        ({"employees": 10}, "stops"),
    ],
)
def test_who_gets_a_growth_voucher(changes: dict[str, object], answer: str) -> None:
    assert verdict(voucher(**changes), "V2") == answer


def test_hard_costs_are_left_out_of_a_growth_voucher() -> None:
    mixed = voucher(costs=[cost("external_services", 100_000), cost("machinery", 900_000)])

    assert highest(mixed) == 75_000


def test_vouchers_without_a_known_rate_give_no_number() -> None:
    services = [cost("external_services", 100_000)]

    assert highest(company("hallbarhetscheck", costs=services)) is None
    assert highest(company("affarsutvecklingscheck_digitalisering", costs=services)) is None
    assert verdict(company("hallbarhetscheck", costs=services, employees=0), "V3") == "warns"
    assert (
        verdict(company("affarsutvecklingscheck_internationalisering", costs=services, employees=50), "V6") == "warns"
    )


def test_a_region_without_amounts_says_so_and_the_law_alone_gives_the_ceiling() -> None:
    north = special(cost("machinery", 1_000_000), municipality_code="2505")

    assert verdict(north, "V5") == "informs"
    assert highest(north) == 350_000
    assert highest(voucher(municipality_code="2505")) is None


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        ({}, "judged"),
        ({"municipality_code": "2421", "inland": True}, "judged"),
        ({"municipality_code": "2421", "inland": UNKNOWN}, "not_yet"),
        ({"municipality_code": "2482", "district": "Jörn"}, "judged"),
        ({"municipality_code": "2482", "district": "Bureå"}, "stops"),
        ({"municipality_code": "2480", "district": "Holmön"}, "judged"),
        ({"municipality_code": "2480", "district": "Tavelsjö"}, "stops"),
        ({"municipality_code": "2480"}, "not_yet"),
    ],
)
def test_where_energy_efficiency_is_supported(place: dict[str, object], answer: str) -> None:
    assert verdict(energy(**place), "V4") == answer


@pytest.mark.parametrize(("amount", "most"), [(39_999, 0), (40_000, 20_000), (299_999, 149_999), (400_000, 150_000)])
def test_energy_efficiency_is_half_between_its_ends(amount: int, most: int) -> None:
    assert highest(energy(costs=[cost("building", amount)])) == most


def test_energy_efficiency_wants_own_premises_and_no_shop() -> None:
    assert verdict(energy(owns_premises=False), "V4") == "stops"
    assert verdict(energy(service_goods=["fuel"]), "V4") == "stops"
    assert verdict(energy(), "I9") == "informs"


# ----- innovation


def test_own_work_counts_as_much_as_what_is_bought() -> None:
    own = {"kind": "own_work", "own_hours": 200, "hourly_rate": 275}

    # V11: 45 000 bought and 55 000 own, of which 45 000 counts; half of 90 000
    assert highest(innovation(cost("external_services", 45_000), own)) == 45_000
    assert verdict(innovation(cost("external_services", 45_000), own), "V11") == "informs"


def test_an_hour_counts_at_most_at_its_highest_rate() -> None:
    dear = {"kind": "own_work", "own_hours": 100, "hourly_rate": 400}

    # 100 hours x 275 = 27 500 of 40 000; half of 60 000 bought + 27 500 own
    assert highest(innovation(cost("external_services", 60_000), dear)) == 43_750
    assert highest(innovation(cost("external_services", 60_000), cost("own_work", 40_000, hourly_rate=400))) == 43_750


@pytest.mark.parametrize(("amount", "most"), [(99_999, 49_999), (100_000, 50_000), (300_000, 50_000)])
def test_an_innovation_voucher_is_half_of_its_base(amount: int, most: int) -> None:
    assert highest(innovation(cost("external_services", amount))) == most


def test_an_innovation_voucher_is_given_once_to_companies_of_the_county() -> None:
    bought = cost("external_services", 50_000)

    assert highest(innovation(bought, earlier_same_type=True)) == 0
    assert highest({**innovation(bought), "seat_in_county": False}) == 0
    assert verdict({**innovation(bought), "seat_in_county": UNKNOWN}, "V7") == "not_yet"


@pytest.mark.parametrize(("amount", "most"), [(2_666_666, 1_199_999), (2_700_000, 1_199_999), (1_000_001, 450_000)])
def test_an_innovation_grant_is_a_share_of_its_base_rounded_down(amount: int, most: int) -> None:
    grant = company("innovationsbidrag", costs=[cost("external_services", amount)], requested_amount=1)

    assert highest(grant) == most


# ----- special investment aid


@pytest.mark.parametrize(
    ("place", "percent"),
    [
        ({"rural_area": True}, 50),
        ({"rural_area": False}, 35),
        ({"rural_area": False, "aid_area": "none"}, 25),
        ({"rural_area": True, "aid_area": "none"}, 50),
    ],
)
def test_the_share_of_special_aid_follows_the_place(place: dict[str, object], percent: int) -> None:
    assert highest(special(cost("machinery", 100_001), **place)) == 100_001 * percent // 100


def test_whether_a_place_is_rural_must_be_known() -> None:
    assert verdict(special(cost("machinery", 100_000), rural_area=UNKNOWN), "I9") == "not_yet"
    assert highest(special(cost("machinery", 100_000), rural_area=UNKNOWN)) is None


def test_the_excluded_parts_of_a_town_are_not_rural_unless_it_is_said() -> None:
    town = special(cost("machinery", 100_000), municipality_code="2480", deso="2480C1050", rural_area=UNKNOWN)

    assert highest(town) == 25_000
    assert highest({**town, "rural_area": True}) == 50_000


def test_vehicles_never_count() -> None:
    by_kind, by_mark = cost("vehicle", 400_000), cost("machinery", 400_000, vehicle=True)

    assert highest(special(cost("machinery", 1_000_000), by_kind)) == 350_000
    assert highest(special(cost("machinery", 1_000_000), by_mark)) == 350_000


def test_other_costs_give_at_most_thirty_per_cent_of_the_aid() -> None:
    # hard 35 % of 700 000 = 245 000; other 35 % of 400 000 = 140 000, cut to 245 000 x 30 / 70 = 105 000
    mixed = special(cost("machinery", 700_000), cost("other", 400_000), requested_amount=350_000)

    assert highest(mixed) == 350_000
    assert verdict(mixed, "I8") == "fulfilled"
    assert verdict({**mixed, "requested_amount": 350_001}, "I8") == "stops"
    assert verdict({**mixed, "requested_amount": 350_001}, "I9") == "fulfilled"


def test_business_development_is_aid_of_its_own_beside_the_limit_of_other_costs() -> None:
    # 35 % of 700 000 + 200 000 services = 315 000; other as above at most 105 000
    mixed = special(cost("building", 700_000), cost("external_services", 200_000), cost("other", 400_000))

    assert highest(mixed) == 420_000
    assert verdict(mixed, "B7") == "fulfilled"


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_aid_to_other_costs_never_passes_its_share(hard: int, other: int) -> None:
    application = special(cost("machinery", hard), cost("other", other), earlier_aid=[], sek_per_eur=10**6)
    most = figures(application, "I8")["highest"]
    to_hard = Fraction(hard * 35, 100)
    to_other = min(Fraction(other * 35, 100), to_hard * 3 / 7)

    assert most == int(to_hard + to_other)
    assert 10 * (most - to_hard) <= 3 * (to_hard + to_other)


def test_the_regions_ceiling_of_three_years_and_the_lowest_aid() -> None:
    aid = [{"granted_on": "2025-05-04", "amount_eur": 50_000, "regulation": "de_minimis"}]

    # 1 800 000 - 50 000 x 11 = 1 250 000; 35 % of 57 142 = 19 999.70, below 20 000
    assert highest(special(cost("building", 9_000_000), earlier_aid=aid)) == 1_250_000
    assert highest(special(cost("building", 57_142))) == 0
    assert verdict(special(cost("building", 57_142)), "V5") == "stops"
    assert highest(special(cost("building", 57_143))) == 20_000


# ----- regional investment aid


@pytest.mark.parametrize(
    ("area", "employees", "percent"),
    [
        (1, 6, 40),
        (1, 50, 30),
        (1, 250, 20),
        (2, 49, 35),
        (2, 50, 25),
        (2, 250, 15),
        (3, 6, 30),
        (3, 249, 20),
        (3, 250, 10),
    ],
)
def test_the_share_of_regional_aid_follows_area_and_size(area: int, employees: int, percent: int) -> None:
    assert highest(regional(10_000_000, aid_area=area, employees=employees)) == 100_000 * percent


def test_tillvaxtverket_decides_above_the_limit_and_on_moves() -> None:
    assert verdict(regional(25_000_000), "I13") == "fulfilled"
    assert highest(regional(25_000_000)) == 10_000_000
    assert verdict(regional(25_000_001), "I13") == "stops"
    assert highest(regional(25_000_001)) == 0
    assert highest(regional(moves_between_counties=True)) == 0
    assert verdict(regional(moves_between_counties=UNKNOWN), "I13") == "not_yet"


def test_regional_aid_has_a_lowest_amount() -> None:
    # 40 % of 1 249 999 = 499 999.60; of 1 250 000 = 500 000
    assert highest(regional(1_249_999)) == 0
    assert verdict(regional(1_249_999), "V9") == "stops"
    assert highest(regional(1_250_000)) == 500_000


def test_only_hard_costs_count_in_regional_aid() -> None:
    mixed = {**regional(), "costs": [cost("building", 3_000_000), cost("external_services", 1_000_000)]}

    assert highest(mixed) == 1_200_000


def test_security_is_asked_for_and_its_absence_stops_payment_only() -> None:
    assert verdict(regional(security_given=UNKNOWN), "I15") == "not_yet"
    assert verdict(regional(security_given=False), "I15") == "informs"
    assert verdict(regional(security_given=True), "I15") == "fulfilled"


def test_after_the_exemption_has_ended_there_is_a_warning() -> None:
    assert verdict(regional(decision_on="2026-12-31"), "E15") == "fulfilled"
    assert verdict(regional(decision_on="2027-01-01"), "E15") == "warns"
