"""Makes the catalogue of one or several folders: reads, checks, and reports every problem at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from fundflow.catalogue import Catalogue
from fundflow.catalogue.checks import CHECKS
from fundflow.catalogue.files import Loaded, Source, fingerprint, sources_in
from fundflow.catalogue.known import known_in
from fundflow.catalogue.once import check_once
from fundflow.catalogue.problems import CatalogueError, Problem
from fundflow.catalogue.reader import Part, Place, Reader
from fundflow.catalogue.shapes import (
    AppealFile,
    CodeList,
    Contents,
    DatedGenderRule,
    KnownProgramme,
    MunicipalityFile,
    OptionLists,
    RegionFile,
    RuleFile,
)
from fundflow.domain.delegation import DelegationOrder
from fundflow.domain.programme import CostMethod, CostType, IndicatorKind, Option, Programme
from fundflow.domain.strategy import Strategy

_Kind = TypeVar("_Kind")


def load_catalogue(*folders: Path) -> Catalogue:
    """Return what the folders hold together; raises CatalogueError with every problem of all of them."""
    problems: list[Problem] = []
    sources = [source for folder in folders for source in sources_in(folder, problems)]
    loaded = _read(sources, problems)
    contents = _contents([one.value for one in loaded], fingerprint(folders))
    problems += _cross_check(loaded, contents)
    problems += check_once(loaded)
    if not any(appeal.act is None and not appeal.kinds for appeal in contents.appeals):
        problems.append(Problem("appeal", "appeals", "a text for all acts and all kinds of decision is missing"))
    if problems:
        raise CatalogueError(problems)
    return Catalogue(contents)


def _read(sources: Sequence[Source], problems: list[Problem]) -> list[Loaded]:
    """Read the code lists first, then everything else with their options at hand."""
    shared: dict[str, tuple[Option, ...]] = {}
    loaded: list[Loaded] = []
    for source in sorted(sources, key=lambda source: source.shape is not CodeList):
        reader = Reader({**shared, **_own_lists(source)})
        value: object = reader.read(source.shape, source.parts)
        if isinstance(value, CodeList):
            shared[value.key] = value.options
        loaded.append(Loaded(value, source, whole=not reader.problems))
        problems += reader.problems
    return loaded


def _own_lists(source: Source) -> OptionLists:
    """Return the lists that a programme offers its own questions; mistakes in them are found when it is read."""
    if source.shape is not Programme:
        return {}
    reader = Reader({})

    def own(name: str, kind: Any) -> Iterator[Any]:
        for part in source.parts:
            if name in part.raw:
                yield from reader.value(kind, part.raw[name], Place(part.file))

    lists = {name: value for part in source.parts for name, value in _code_lists(reader, part).items()}
    written = (one for one in own("cost_types", tuple[CostType, ...]) if not one.flat)
    lists["cost_types"] = tuple(Option(one.key, one.label, only_for=one.only_for) for one in written)
    methods = own("cost_methods", tuple[CostMethod, ...])
    lists["cost_methods"] = tuple(Option(one.key, one.label, one.hint, one.only_for) for one in methods)
    indicators = own("indicators", tuple[IndicatorKind, ...])
    lists["indicators"] = tuple(Option(one.key, one.label, only_for=one.only_for) for one in indicators)
    return lists


def _code_lists(reader: Reader, part: Part) -> Mapping[str, tuple[Option, ...]]:
    kind = Mapping[str, tuple[Option, ...]]
    lists: Mapping[str, tuple[Option, ...]] = reader.value(kind, part.raw.get("code_lists", {}), Place(part.file))
    return lists


def _contents(values: Sequence[object], digest: str) -> Contents:
    def every(kind: type[_Kind]) -> tuple[_Kind, ...]:
        return tuple(value for value in values if isinstance(value, kind))

    return Contents(
        programmes=every(Programme),
        known_programmes=every(KnownProgramme),
        strategies=every(Strategy),
        code_lists=every(CodeList),
        rules=tuple(rule for file in every(RuleFile) for rule in file.rules),
        delegation_orders=every(DelegationOrder),
        gender_rules=every(DatedGenderRule),
        appeals=tuple(appeal for file in every(AppealFile) for appeal in file.appeals),
        regions=tuple(region for file in every(RegionFile) for region in file.regions),
        municipalities=tuple(one for file in every(MunicipalityFile) for one in file.municipalities),
        fingerprint=digest,
    )


def _cross_check(loaded: Iterable[Loaded], contents: Contents) -> Iterator[Problem]:
    """Check what was read without problems; what was not would only give the same problems again."""
    known = known_in(contents)
    for one in loaded:
        if one.whole:
            for where, problem in CHECKS[one.source.shape](one.value, known):
                yield Problem(one.source.file_of(where), where, problem)
