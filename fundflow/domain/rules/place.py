"""Rules about where: the aid map, districts and towns that a region's policy names."""

from collections.abc import Iterator
from typing import Final

from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding
from fundflow.domain.places import MIXED, OUTSIDE, is_deso, is_excluded, is_named
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules.asking import barred, informs, judged, met, needs, text, yes_no

_MAP: Final = "M2"
_BY_AREA: Final = "I3"


def area_of(facts: CaseFacts) -> str | None:
    """Return 1, 2, 3 or none; None when it is unknown. What is answered wins over what the municipality tells.

    A split municipality needs a DeSO area of its own (D35).
    """
    answered, deso = text(facts, Concept.AID_AREA), (text(facts, Concept.DESO) or "").upper()
    if answered is not None:
        return answered
    if facts.place is None:
        return None
    if facts.place.aid_area != MIXED:
        return facts.place.aid_area
    rule = facts.rulebook.find(_MAP)
    if rule is None or not is_deso(deso) or not deso.startswith(facts.place.code):
        return None
    return OUTSIDE if is_excluded(deso, rule.text("excluded_deso")) else rule.text("split_area")


def is_rural(facts: CaseFacts) -> bool | None:
    """Say whether the place is thinly built (glesbygd); None when it is unknown.

    What is answered wins over the region's list of municipalities. The areas of a town that the map leaves out are not,
    unless the answer says so (D35).

    Source: I11, 2022:1467 § 7.
    """
    answered = yes_no(facts, Concept.RURAL_AREA)
    is_left_out = text(facts, Concept.AID_AREA) is None and area_of(facts) == OUTSIDE
    if answered is not None:
        return answered
    if is_left_out:
        return False
    return facts.place.is_rural if facts.place is not None else None


def unknown_of_area(facts: CaseFacts) -> Concept:
    """Return the answer that the area waits for."""
    return Concept.MUNICIPALITY_CODE if facts.place is None else Concept.DESO


def on_the_aid_map(facts: CaseFacts, rule: Rule) -> Finding:
    """Ask that the place lies on the aid map; where no rule counts by area, being outside only informs.

    Source: M2, aid map 2022-2027.
    """
    area = area_of(facts)
    if area is None:
        return needs(rule, unknown_of_area(facts))
    if area != OUTSIDE:
        return met(rule, "on_the_map", {"area": area})
    if _BY_AREA in facts.grant_type.rules:
        return barred(rule, "outside_the_map")
    return informs(rule, "outside_the_map_lower_share")


def area_by_municipality(facts: CaseFacts, rule: Rule) -> Finding | None:
    """Tell which area the municipality gives; nothing to say where the area was answered.

    Source: M3, 1999:1382 as worded by 2014:388 (partly verified).
    """
    area = area_of(facts)
    if text(facts, Concept.AID_AREA) is not None or facts.place is None or area in (None, OUTSIDE):
        return None
    return informs(rule, "area_by_municipality", {"municipality": facts.place.name, "area": str(area)})


def in_covered_place(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Yield that the place lies outside the region or the districts that the rule names, or that it is unknown."""
    if facts.place is None:
        yield needs(rule, Concept.MUNICIPALITY_CODE)
    elif not facts.place.in_region:
        yield barred(rule, "outside_the_region", {"municipality": facts.place.name})
    else:
        yield from _in_district(facts, rule, rule.text(f"districts_{facts.place.code}"))


def _in_district(facts: CaseFacts, rule: Rule, names: str) -> Iterator[Finding]:
    district = text(facts, Concept.DISTRICT)
    if not names:
        return
    if district is None:
        yield needs(rule, Concept.DISTRICT)
    elif not is_named(district, names):
        yield barred(rule, "district_not_covered", {"district": district, "districts": names})


def outside_the_town(facts: CaseFacts, rule: Rule) -> Iterator[Finding]:
    """Yield what is to be said of a town that the rule leaves out; whether a place is the town is judged (D32)."""
    if facts.place is None:
        yield needs(rule, Concept.MUNICIPALITY_CODE)
        return
    if not facts.place.in_region:
        yield barred(rule, "outside_the_region", {"municipality": facts.place.name})
        return
    if facts.place.code != rule.text("town"):
        return
    district = text(facts, Concept.DISTRICT)
    if district is not None and is_named(district, rule.text("town_districts")):
        yield barred(rule, "in_the_town", {"municipality": facts.place.name})
    elif district is None or not is_named(district, rule.text(f"districts_{facts.place.code}")):
        yield judged(rule, "town_judged", {"municipality": facts.place.name})
