"""Days and places that a rule has no wording for or leaves out: each with its other side."""

from tests.domain.applications import company, cost, highest, shop, verdict


def test_before_its_ordinance_operating_support_is_unknown() -> None:
    early = shop("driftstod", decision_on="2024-12-31", received_on="2024-10-01", requested_amount=100_000)

    assert verdict(early, "S10") == "not_applicable"
    assert highest(early) is None
    assert highest({**early, "decision_on": "2025-01-01"}) == 350_000


def test_before_its_ordinance_special_aid_has_no_share() -> None:
    # 35 % of 1 000 000 in area 1; the ordinance is in force from 2023
    aid = company("sis", costs=[cost("machinery", 1_000_000)], rural_area=False, requested_amount=100_000)

    assert verdict({**aid, "decision_on": "2022-12-31"}, "I9") == "not_applicable"
    assert highest({**aid, "decision_on": "2022-12-31"}) is None
    assert highest({**aid, "decision_on": "2023-01-01"}) == 350_000


def test_energy_efficiency_has_amounts_from_march_2024() -> None:
    known = {"municipality_code": "2460", "owns_premises": True, "requested_amount": 20_000}
    energy = company("energieffektivisering", costs=[cost("building", 400_000)], **known)

    assert highest({**energy, "decision_on": "2024-02-29"}) is None
    assert highest({**energy, "decision_on": "2024-03-01"}) == 150_000


def test_a_micro_grant_in_the_north_is_not_for_the_town_of_lulea() -> None:
    costs = [cost("external_services", 60_000)]
    town = company("mikrostod", costs=costs, municipality_code="2580", district="Luleå", requested_amount=20_000)

    assert verdict(town, "N1") == "stops"
    assert highest(town) == 0
    assert highest({**town, "district": "Råneå"}) == 30_000
