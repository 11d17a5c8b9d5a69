"""Made-up applications that nothing stops, to be changed one answer at a time; rules are asked as try-rules asks."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

from fundflow import paths
from fundflow.catalogue.loader import load_catalogue
from fundflow.cli.rules.facts import facts_of_object
from fundflow.cli.rules.printing import told
from fundflow.domain.findings import Finding
from fundflow.domain.rules.engine import findings_of, highest_grant
from fundflow.services.trial import Trial

UNKNOWN: Final = None
"""An answer that is taken away: in a file null is unknown, as an absent key is."""

_IN_TIME = {"decision_on": "2026-05-04", "received_on": "2026-03-02", "work_starts_on": "2026-03-02"}
_COMPANY = {
    "applicant_kind": "company",
    "municipality_code": "2421",  # Storuman, area 1
    "employees": 6,
    "turnover_eur": 900_000,
    "balance_eur": 400_000,
    "public_ownership_percent": 0,
    "group": [],
    "registered_on": "2024-06-15",
    "leader_gender": "man",
    "leader_born_outside_nordics": False,
    "full_time_in_company": True,
    "leader_ownership_percent": 100,
    "wages_at_collective_level": True,
    "enforcement_debt": False,
    "in_liquidation": False,
    "bankrupt": False,
    "recovery_order_open": False,
    "in_difficulty": False,
    "consents_to_publication": True,
    "earlier_same_type": False,
    "earlier_aid": [],
    "sek_per_eur": 11,
}
_SHOP = {
    "applicant_kind": "company",
    "municipality_code": "2462",
    "service_goods": ["groceries"],
    "point_of_sale": "fixed",
    "municipality_heard": True,
    "distance_km": 23,
    "earlier_aid": [],
    "sek_per_eur": 11,
    "servicebidrag_same_year": 0,
    "driftstod_same_year": 0,
    "servicebidrag_years_before": 0,
    "wide_grocery_range": True,
    "open_all_year": True,
    "island_without_fixed_link": False,
    "grocery_turnover": 8_000_000,
    "sgei_assortment": "Fullt sortiment",
    "sgei_opening_hours": "Alla dagar 9–20",
}


def company(grant_type: str, **changes: Any) -> dict[str, Any]:
    """An application for business support."""
    return {"grant_type": grant_type, **_IN_TIME, **_COMPANY, **changes}


def shop(grant_type: str, **changes: Any) -> dict[str, Any]:
    """An application of a shop."""
    return {"grant_type": grant_type, **_IN_TIME, **_SHOP, **changes}


def municipality(**changes: Any) -> dict[str, Any]:
    """An application for home delivery."""
    told_of_delivery = {"support_year": 2026, "household_occasions": 1500, "net_delivery_cost": 240_000}
    return {
        "grant_type": "hemsandning",
        **_IN_TIME,
        "applicant_kind": "municipality",
        "municipality_code": "2462",
        "households": 60,
        **told_of_delivery,
        **changes,
    }


def cost(kind: str, amount: int, **more: Any) -> dict[str, Any]:
    """A row of costs."""
    return {"kind": kind, "amount": amount, **more}


@cache
def _trial() -> Trial:
    return Trial(load_catalogue(paths.CATALOGUE), "vasterbotten", date(2026, 5, 4))


def highest(application: dict[str, Any]) -> int | None:
    """The highest grant in whole kronor."""
    ceiling = highest_grant(findings_of(facts_of_object(_trial(), application, "Objekt")))
    return None if ceiling is None else ceiling.whole_kronor


def verdict(application: dict[str, Any], rule: str) -> str:
    """What a rule says of an application."""
    return str(_answer(application, rule)["verdict"])


def figures(application: dict[str, Any], rule: str) -> dict[str, Any]:
    """The figures of a rule's answer."""
    found: dict[str, Any] = _answer(application, rule)["figures"]
    return found


def _answer(application: dict[str, Any], rule: str) -> dict[str, Any]:
    findings: list[dict[str, Any]] = told("", facts_of_object(_trial(), application, "Objekt"))["findings"]
    return next(one for one in findings if one["rule"] == rule)


def found(application: dict[str, Any], rule: str, **known: Any) -> Finding:
    """The first finding of a rule; ``known``: what only a stored case's facts tell."""
    return next(one for one in everything_found(application, **known) if one.rests_on(rule))


def everything_found(application: dict[str, Any], **known: Any) -> list[Finding]:
    """Every finding on an application, in order; ``known`` as above."""
    return findings_of(replace(facts_of_object(_trial(), application, "Objekt"), **known))
