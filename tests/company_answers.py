"""What a made-up company, shop and municipality answer, so that nothing in the rules stops their applications."""

from collections.abc import Mapping
from typing import Final

_COMPANY: Final[Mapping[str, object]] = {
    "registered_on": "2025-09-01",
    "leader_gender": "woman",
    "owners_women_percent": "60",
    "leader_born_outside_nordics": "no",
    "leader_ownership_percent": "60",
    "employees": "4,5",
    "turnover_eur": "420 000",
    "balance_eur": "310 000",
    "in_a_group": "no",
    "group": [],
    "public_ownership_percent": "0",
    "wages_at_collective_level": "yes",
    "enforcement_debt": "no",
    "in_liquidation": "no",
    "bankrupt": "no",
    "recovery_order_open": "no",
    "in_difficulty": "no",
    "consents_to_publication": "yes",
    "earlier_same_type": "no",
    "has_earlier_aid": "no",
    "earlier_aid": [],
    "other_aid_same_costs": "0",
    "municipality": "2481",
    "district": "",
    "deso": "",
    "work_starts_on": "2026-04-15",
    "project_ends_on": "2026-12-15",
    "moves_between_counties": "no",
    "buys_used": "no",
}

COMPANY: Final[Mapping[str, tuple[int, Mapping[str, object]]]] = {
    "mikrostod": (25_000, {"kind": "machinery", "amount": "55 000"}),
    "tillvaxtcheck": (45_000, {"kind": "external_services", "amount": "80 000"}),
    "hallbarhetscheck": (40_000, {"kind": "external_services", "amount": "80 000"}),
    "energieffektivisering": (60_000, {"kind": "building", "amount": "150 000"}),
    "affarsutvecklingscheck_digitalisering": (40_000, {"kind": "external_services", "amount": "80 000"}),
    "affarsutvecklingscheck_internationalisering": (40_000, {"kind": "external_services", "amount": "80 000"}),
    "innovationscheck": (40_000, {"kind": "external_services", "amount": "90 000"}),
    "innovationsbidrag": (180_000, {"kind": "external_services", "amount": "450 000"}),
    "sis": (160_000, {"kind": "machinery", "amount": "500 000", "year": "2026"}),
    "ris": (900_000, {"kind": "building", "amount": "3 000 000", "year": "2026"}),
}
"""What each kind of business support is applied for, and the one cost."""

_SHOP: Final[Mapping[str, object]] = {
    "municipality": "2463",
    "service_goods": ["groceries"],
    "point_of_sale": "fixed",
    "distance_km": "34",
    "island_without_fixed_link": "no",
    "open_all_year": "yes",
    "wide_grocery_range": "yes",
    "opening_hours": "måndag–fredag 9–18, lördag 10–14",
    "grocery_turnover": "6 400 000",
    "support_year": "2026",
    "work_starts_on": "2026-04-15",
    "project_ends_on": "2026-10-30",
    "wants_85": "no",
    "ground_85": "",
    "situation": "temporary",
    "servicebidrag_years_before": "1",
    "servicebidrag_same_year": "0",
    "driftstod_same_year": "0",
    "other_aid_same_costs": "0",
    "has_earlier_aid": "no",
    "earlier_aid": [],
    "delivery_municipality": "2463",
    "delivery_year": "2026",
    "households": "40",
    "household_occasions": "2 000",
    "net_delivery_cost": "480 000",
}

SHOP: Final[Mapping[str, tuple[int, Mapping[str, object]]]] = {
    "investeringsstod": (100_000, {"kind": "machinery", "amount": "240 000"}),
    "servicebidrag": (150_000, {}),
    "driftstod": (220_000, {}),
    "hemsandning": (180_000, {}),
}
"""What each kind of support for commercial service is applied for, and the one cost where costs are asked for."""


def answers_of(grant_type: str) -> dict[str, object]:
    """Return the answers of an application for the grant type, by key; the rest is what any plausible form says."""
    of_company = grant_type in COMPANY
    kronor, cost = (COMPANY if of_company else SHOP)[grant_type]
    rest = int(str(cost.get("amount", "0")).replace(" ", "")) - kronor
    return {
        **(_COMPANY if of_company else _SHOP),
        "requested_amount": str(kronor),
        "costs": [{"what": "Enligt offert", "supplier": "Norrmaskin AB", **cost}],
        "financing": [{"payer": "Egna pengar", "payer_kind": "own", "standing": "decided", "amount": str(rest)}],
        "total_investment": cost.get("amount", "0"),
        "agenda_goals": [],
    }
