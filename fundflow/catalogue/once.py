"""What may stand only once in all folders together: keys and versions, and wordings of a rule on one day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from fundflow.catalogue.files import Loaded
from fundflow.catalogue.problems import Problem
from fundflow.catalogue.shapes import (
    Appeal,
    AppealFile,
    CodeList,
    KnownProgramme,
    MunicipalityFile,
    RegionFile,
    RuleFile,
)
from fundflow.domain.delegation import DelegationOrder
from fundflow.domain.programme import Programme
from fundflow.domain.rulebook import Rule
from fundflow.domain.strategy import Strategy


def check_once(loaded: Sequence[Loaded]) -> Iterator[Problem]:
    """Yield what two files both claim to be, and wordings of a rule that are in force on the same day."""
    seen: dict[tuple[object, ...], str] = {}
    for one in loaded:
        file = one.source.parts[0].file
        for identity in _identities(one.value):
            if identity in seen:
                yield Problem(file, "", f"{' '.join(map(str, identity))} stands in {seen[identity]} too")
            seen.setdefault(identity, file)
    yield from _overlapping_rules(loaded)


def _overlapping_rules(loaded: Iterable[Loaded]) -> Iterator[Problem]:
    files = ((one.source.parts[0].file, one.value) for one in loaded if isinstance(one.value, RuleFile))
    wordings = [(name, rule) for name, file in files for rule in file.rules]
    for (_, first), (name, second) in combinations(wordings, 2):
        if _overlap(first, second):
            yield Problem(name, f"rules[{second.id}].valid_from", "another wording is in force on the same days")


def _overlap(first: Rule, second: Rule) -> bool:
    if first.id != second.id or (first.region and second.region and first.region != second.region):
        return False
    starts_in_time = (first.valid_from or date.min) <= (second.valid_to or date.max)
    return starts_in_time and (second.valid_from or date.min) <= (first.valid_to or date.max)


def _identities(value: Any) -> list[tuple[object, ...]]:
    if isinstance(value, Programme | Strategy | DelegationOrder):
        return [(type(value).__name__, value.key, value.version)]
    if isinstance(value, KnownProgramme | CodeList):
        return [(type(value).__name__, value.key)]
    if isinstance(value, RegionFile):
        return [("region", region.key) for region in value.regions]
    if isinstance(value, MunicipalityFile):
        return [("municipality", one.code) for one in value.municipalities]
    if isinstance(value, AppealFile):
        return [_appeal_identity(appeal, kind) for appeal in value.appeals for kind in appeal.kinds or ("",)]
    return []


def _appeal_identity(appeal: Appeal, kind: str) -> tuple[object, ...]:
    return ("appeal", appeal.act or "of all acts", kind or "of all kinds")
