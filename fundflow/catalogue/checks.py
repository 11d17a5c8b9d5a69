"""What must agree between the parts of the catalogue: references, costs, orders and dates."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from fundflow.catalogue.claim_checks import check_claim
from fundflow.catalogue.criterion_checks import check_criterion
from fundflow.catalogue.figure_checks import check_figures
from fundflow.catalogue.form_checks import Found, check_form, check_reports
from fundflow.catalogue.known import Known
from fundflow.catalogue.only_for import check_only_for
from fundflow.catalogue.shapes import (
    INLAND,
    AppealFile,
    CodeList,
    DatedGenderRule,
    KnownProgramme,
    MunicipalityFile,
    RegionFile,
    RuleFile,
)
from fundflow.domain.aid import REGIME_OF_CEILING
from fundflow.domain.concepts import CONCEPTS, Shape
from fundflow.domain.conditions import concepts_named
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.delegation import DelegationOrder
from fundflow.domain.programme import CostMethod, GrantType, Programme
from fundflow.domain.rulebook import Rule
from fundflow.domain.strategy import Entry, Priority, Strategy

_DECISION_KINDS: Final = frozenset(kind.value for kind in DecisionKind)
_UNITS: Final = frozenset(
    {"percent", "kronor", "eur", "km", "hours", "days", "weeks", "months", "years", "persons", "companies", "points"}
)
_GROUPS: Final = frozenset({INLAND, "other"})
_AID_AREAS: Final = frozenset({"1", "2", "3", "none", "mixed"})


def check_programme(programme: Programme, known: Known) -> Found:
    """Yield what is wrong with a programme."""
    if not programme.grant_types:
        yield "grant_types", "a programme needs at least one"
    for grant_type in programme.grant_types:
        yield from _grant_type(grant_type, known)
    yield from check_only_for(programme)
    yield from check_form(programme, known)
    yield from check_reports(programme, known)
    yield from check_claim(programme, known)
    yield from _condition_texts(programme)
    yield from check_figures(programme, known)
    for criterion in programme.criteria:
        yield from check_criterion(criterion, programme, known)
    for method in programme.cost_methods:
        yield from _cost_method(method, programme)


def _grant_type(grant_type: GrantType, known: Known) -> Found:
    at = f"grant_types[{grant_type.key}]"
    for rule in grant_type.rules:
        if rule not in known.rules:
            yield f"{at}.rules", f"there is no rule '{rule}'"
    if grant_type.act not in known.acts:
        yield f"{at}.act", f"there is no act '{grant_type.act}' in the code list acts"
    for purpose in grant_type.purposes:
        if purpose not in known.purposes:
            yield f"{at}.purposes", f"there is no purpose '{purpose}' in the code list purposes"
    yield from _applicants(grant_type, at)
    for rule, regime in REGIME_OF_CEILING.items():
        if (rule in grant_type.rules) != (grant_type.aid_regime is regime):
            yield f"{at}.aid_regime", f"'{regime.value}' and rule '{rule}' go together: one is there without the other"


def _applicants(grant_type: GrantType, at: str) -> Found:
    for rule in grant_type.applicants_by:
        if rule not in grant_type.rules:
            yield f"{at}.applicants_by", f"'{rule}' is none of the rules of the grant type"
    if bool(grant_type.applicants) != bool(grant_type.applicants_by):
        yield f"{at}.applicants", "applicants and applicants_by go together: one is there without the other"
    if grant_type.applicants_judged and not grant_type.applicants:
        yield f"{at}.applicants_judged", "nobody is judged where anyone may apply"
    for kind in set(grant_type.applicants) & set(grant_type.applicants_judged):
        yield f"{at}.applicants_judged", f"'{kind.value}' may apply and is not judged"


def _condition_texts(programme: Programme) -> Found:
    texts = {concept.value for concept, (shape, _) in CONCEPTS.items() if shape is Shape.TEXT}
    for condition in programme.conditions:
        for strange in set(concepts_named(f"{condition.text.sv} {condition.text.en}")) - texts:
            yield f"conditions[{condition.key}].text", f"'{strange}' is no concept that is a text"


def _cost_method(method: CostMethod, programme: Programme) -> Found:
    at = f"cost_methods[{method.key}]"
    for key in method.allows:
        cost_type = programme.cost_type(key)
        if cost_type is None or cost_type.flat:
            yield f"{at}.allows", f"there is no cost type '{key}' that can be written on a row"
    if (method.flat_cost_type is None) != (method.percent_of_staff is None):
        yield at, "flat_cost_type and percent_of_staff go together"
    if method.flat_cost_type is None:
        return
    flat = programme.cost_type(method.flat_cost_type)
    if flat is None or not flat.flat:
        yield f"{at}.flat_cost_type", f"there is no flat cost type '{method.flat_cost_type}'"
    if not any(cost_type.staff and cost_type.key in method.allows for cost_type in programme.cost_types):
        yield f"{at}.allows", "a share of staff costs needs a cost type that is staff"


def check_strategy(strategy: Strategy, known: Known) -> Found:
    """Yield what is wrong with a strategy."""
    if strategy.region not in known.regions:
        yield "region", f"there is no region '{strategy.region}'"
    yield from _in_order(strategy.valid_from, strategy.valid_to, "valid_to")
    if not strategy.priorities:
        yield "priorities", "a strategy needs at least one"
    numbers = [priority.number for priority in strategy.priorities]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        yield "priorities", f"the number {number} stands twice"
    yield from _english(strategy)
    yield from _once(strategy, "areas", lambda priority: priority.areas)
    yield from _once(strategy, "sub_goals", lambda priority: priority.sub_goals)
    taken: set[str] = set()
    for priority in strategy.priorities:
        here = f"priorities[{priority.key}].takes"
        for programme in priority.takes:
            if programme not in known.grant_types:
                yield here, f"there is no programme '{programme}'"
            if programme in taken:
                yield here, f"'{programme}' is taken by another priority too"
            taken.add(programme)


def _english(strategy: Strategy) -> Found:
    """Yield names that lack English where others have it, and English that is nobody's."""
    told = strategy.english_names is not None
    entries: list[tuple[str, Entry | Priority]] = [
        *((f"directions[{one.key}]", one) for one in (*strategy.directions, *strategy.overarching_goals)),
        *((f"priorities[{one.key}]", one) for one in strategy.priorities),
        *(
            (f"priorities[{priority.key}].{one.key}", one)
            for priority in strategy.priorities
            for one in (*priority.areas, *priority.sub_goals, *priority.measures)
        ),
    ]
    if not told and any(one.label.en for _, one in entries):
        yield "english_names", "is missing: say whether the English names are official or ours"
    for where, one in entries if told else ():
        if not one.label.en:
            yield f"{where}.label", "en is missing, and english_names says that there is one"


def _once(strategy: Strategy, name: str, entries: Callable[[Priority], tuple[Entry, ...]]) -> Found:
    seen: set[str] = set()
    for priority in strategy.priorities:
        for entry in entries(priority):
            if entry.key in seen:
                yield f"priorities[{priority.key}].{name}[{entry.key}]", "stands in another priority too"
            seen.add(entry.key)


def check_rules(file: RuleFile, known: Known) -> Found:
    """Yield what is wrong with the rules of a file."""
    for rule in file.rules:
        at = f"rules[{rule.id}]"
        if rule.act is not None and rule.act not in known.acts:
            yield f"{at}.act", f"there is no act '{rule.act}' in the code list acts"
        if rule.region is not None and rule.region not in known.regions:
            yield f"{at}.region", f"there is no region '{rule.region}'"
        yield from _in_order(rule.valid_from, rule.valid_to, f"{at}.valid_to")
        yield from _figures(rule, at)


def _figures(rule: Rule, at: str) -> Found:
    for name, figure in rule.figures.items():
        units, here = _UNITS.intersection(name.split("_")), f"{at}.figures.{name}"
        if isinstance(figure, str):
            continue
        if not units:
            yield here, f"the name must hold its unit: {', '.join(sorted(_UNITS))}"
        if "percent" in units and not 0 <= figure <= 100:
            yield here, "a percentage lies between 0 and 100"
        if "kronor" in units and not isinstance(figure, int):
            yield here, "an amount is in whole kronor"


def check_delegation(order: DelegationOrder, known: Known) -> Found:
    """Yield what is wrong with a delegation order."""
    positions = {key for key, _ in order.positions}
    for number, item in enumerate(order.items, start=1):
        at = f"items[{number}]"
        if item.kind not in _DECISION_KINDS:
            yield f"{at}.kind", f"'{item.kind}' is none of {', '.join(sorted(_DECISION_KINDS))}"
        if item.position not in positions:
            yield f"{at}.position", f"there is no position '{item.position}'"
        for programme in set(item.programmes) - known.grant_types.keys():
            yield f"{at}.programmes", f"there is no programme '{programme}'"
        in_programmes = item.programmes or tuple(known.grant_types)
        keys = {key for programme in in_programmes for key in known.grant_types.get(programme, ())}
        for grant_type in set(item.grant_types) - keys:
            yield f"{at}.grant_types", f"there is no grant type '{grant_type}'"


def check_gender(dated: DatedGenderRule, known: Known) -> Found:
    """Yield what is wrong with a gender rule."""
    if not 0 <= dated.rule.even_from_percent <= dated.rule.even_to_percent <= 100:
        yield "rule.even_to_percent", "the interval that counts as even lies between 0 and 100"


def check_appeals(file: AppealFile, known: Known) -> Found:
    """Yield what is wrong with appeal texts."""
    for number, appeal in enumerate(file.appeals, start=1):
        if appeal.act is not None and appeal.act not in known.acts:
            yield f"appeals[{number}].act", f"there is no act '{appeal.act}' in the code list acts"
        for kind in set(appeal.kinds) - _DECISION_KINDS:
            yield f"appeals[{number}].kinds", f"'{kind}' is none of {', '.join(sorted(_DECISION_KINDS))}"


def check_codes(codes: CodeList, known: Known) -> Found:
    """Yield what is wrong with a code list."""
    yield from _in_order(codes.valid_from, codes.valid_to, "valid_to")
    if codes.listed != bool(codes.codes):
        yield "codes", "a list that is listed has codes, one that is not has none"
    if codes.region is not None and codes.region not in known.regions:
        yield "region", f"there is no region '{codes.region}'"


def check_municipalities(file: MunicipalityFile, known: Known) -> Found:
    """Yield what is wrong with the municipalities."""
    for municipality in file.municipalities:
        at = f"municipalities[{municipality.code}]"
        if municipality.county_code not in known.counties or not municipality.code.startswith(municipality.county_code):
            yield f"{at}.county_code", "must be the county of a region and begin the code of the municipality"
        if municipality.aid_area not in _AID_AREAS:
            yield f"{at}.aid_area", f"is none of {', '.join(sorted(_AID_AREAS))}"
        if municipality.group is not None and municipality.group not in _GROUPS:
            yield f"{at}.group", f"is none of {', '.join(sorted(_GROUPS))}"


def _in_order(first: date | None, last: date | None, where: str) -> Found:
    if first and last and last < first:
        yield where, "lies before valid_from"


def _nothing(value: object, known: Known) -> Found:
    yield from ()


CHECKS: Final[Mapping[type, Callable[[Any, Known], Found]]] = {
    Programme: check_programme,
    KnownProgramme: _nothing,
    Strategy: check_strategy,
    CodeList: check_codes,
    RuleFile: check_rules,
    DelegationOrder: check_delegation,
    DatedGenderRule: check_gender,
    AppealFile: check_appeals,
    RegionFile: _nothing,
    MunicipalityFile: check_municipalities,
}
"""The check of each shape that a file can hold."""
