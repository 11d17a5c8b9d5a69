"""What the checks may refer to: the rules, acts, regions, lists and programmes of all folders together."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fundflow.catalogue.shapes import Contents
from fundflow.domain.findings import SourceStatus

ACTS = "acts"
"""The code list that holds the acts, by number."""

PURPOSES = "purposes"
"""The code list that holds what a kind of support can be for, as the guide asks it."""


@dataclass(frozen=True, slots=True)
class Known:
    """The keys that exist; a rule with its statuses, and its numbers by name, over all its wordings."""

    rules: Mapping[str, frozenset[SourceStatus]]
    figures: Mapping[str, Mapping[str, frozenset[Decimal | int]]]
    acts: frozenset[str]
    regions: frozenset[str]
    counties: frozenset[str]
    grant_types: Mapping[str, frozenset[str]]
    municipalities: frozenset[str]
    purposes: frozenset[str]

    def is_verified(self, rule: str) -> bool:
        """Say whether every wording of the rule is verified; only then may it stop anything."""
        return self.rules.get(rule) == frozenset({SourceStatus.VERIFIED})


def known_in(contents: Contents) -> Known:
    """Return what the contents hold, by key."""
    rules: dict[str, set[SourceStatus]] = {}
    for rule in contents.rules:
        rules.setdefault(rule.id, set()).add(rule.status)
    grant_types: dict[str, set[str]] = {}
    for programme in contents.programmes:
        grant_types.setdefault(programme.key, set()).update(one.key for one in programme.grant_types)
    for known in contents.known_programmes:
        grant_types.setdefault(known.key, set()).update(one.key for one in known.grant_types)
    return Known(
        rules={rule: frozenset(statuses) for rule, statuses in rules.items()},
        figures={rule: _numbers(contents, rule) for rule in rules},
        acts=_codes(contents, ACTS),
        regions=frozenset(one.key for one in contents.regions),
        counties=frozenset(one.county_code for one in contents.regions),
        grant_types={programme: frozenset(keys) for programme, keys in grant_types.items()},
        municipalities=frozenset(one.code for one in contents.municipalities),
        purposes=_codes(contents, PURPOSES),
    )


def _numbers(contents: Contents, rule_id: str) -> dict[str, frozenset[Decimal | int]]:
    found: dict[str, set[Decimal | int]] = {}
    for rule in contents.rules:
        for name, figure in rule.figures.items() if rule.id == rule_id else ():
            if not isinstance(figure, str):
                found.setdefault(name, set()).add(figure)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _codes(contents: Contents, key: str) -> frozenset[str]:
    return frozenset(code.key for one in contents.code_lists if one.key == key for code in one.codes)
