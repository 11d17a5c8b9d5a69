"""Home delivery where the year's price base amount is not known, and the year of any support."""

from tests.domain.applications import figures, highest, municipality, shop, verdict


def test_the_ceiling_waits_for_the_price_base_amount_of_the_year() -> None:
    later = municipality(support_year=2027, requested_amount=1_000)

    assert highest(later) is None
    assert verdict(later, "S5") == "not_yet"
    assert figures(later, "S5")["year"] == 2027
    assert "missing" not in figures(later, "S5")


def test_what_is_over_the_ceiling_is_told_though_the_price_base_amount_is_not_known() -> None:
    free = municipality(support_year=2027, net_delivery_cost=0, requested_amount=600_000)

    assert verdict(free, "S5") == "stops"
    assert (figures(free, "S5")["by_share"], figures(free, "S5")["over"]) == (0, 600_000)


def test_a_net_cost_of_nothing_stops() -> None:
    free = municipality(net_delivery_cost=0, requested_amount=600_000)

    assert verdict(free, "S5") == "stops"
    assert highest(free) == 0
    # half of 59 200
    assert figures(free, "S5")["least"] == 29_600


def test_the_price_base_amount_of_the_year_is_told() -> None:
    assert figures(municipality(), "S20") == {"year": 2026, "price_base": 59_200}
    assert figures(municipality(support_year=2027), "S20") == {"year": 2027}


def test_a_year_that_is_over_changes_no_rule() -> None:
    over = shop("driftstod", requested_amount=100_000, support_year=2025)

    assert verdict(over, "S10") == "fulfilled"
    assert highest(over) == 370_000
