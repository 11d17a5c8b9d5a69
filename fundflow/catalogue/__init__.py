"""Programmes, strategies, rules and orders as data; ``loader.load_catalogue`` reads and checks the files once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Protocol, TypeVar

from fundflow.catalogue.shapes import (
    INLAND,
    Appeal,
    Code,
    CodeList,
    Contents,
    Municipality,
    RegionFacts,
)
from fundflow.domain.aid import AidRegime
from fundflow.domain.delegation import DelegationOrder
from fundflow.domain.gender import GenderRule
from fundflow.domain.places import MIXED, Place
from fundflow.domain.programme import GrantType, Option, Programme, Text
from fundflow.domain.rulebook import Rule, Rulebook
from fundflow.domain.strategy import Strategy


class _Versioned(Protocol):
    @property
    def version(self) -> int: ...


_Version = TypeVar("_Version", bound=_Versioned)
_BEGINNING: Final = date.min


class Catalogue:
    """What the files say, found by key and version or by day; nothing in it changes."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._programmes = {(one.key, one.version): one for one in contents.programmes}
        self._strategies = {(one.key, one.version): one for one in contents.strategies}
        self._known = {one.key: one for one in contents.known_programmes}
        self._code_lists = {one.key: one for one in contents.code_lists}
        self._municipalities = {one.code: one for one in contents.municipalities}
        self._regions = {one.key: one for one in contents.regions}

    def versions_hash(self) -> str:
        """Return the SHA-256 of all files, to tell whether two runs used the same catalogue."""
        return self._contents.fingerprint

    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind, by its Swedish name."""
        contents = self._contents
        return {
            "program": len(contents.programmes),
            "program med bara namn": len(contents.known_programmes),
            "strategier": len(contents.strategies),
            "kodlistor": len(contents.code_lists),
            "regler": len(contents.rules),
            "delegationsordningar": len(contents.delegation_orders),
            "könsregler": len(contents.gender_rules),
            "överklagandetexter": len(contents.appeals),
            "kommuner": len(contents.municipalities),
            "regioner": len(contents.regions),
        }

    def programme(self, key: str, version: int) -> Programme:
        """Return the programme in that version; KeyError when there is none."""
        return self._programmes[key, version]

    def programme_in_force(self, key: str, day: date) -> Programme | None:
        """Return the newest version of the programme that is in force on the day."""
        return _newest(one for one in self._contents.programmes if one.key == key and one.in_force_from <= day)

    def programme_near(self, key: str, day: date) -> Programme:
        """Return the programme in force on the day, or its first version before that; KeyError when unknown."""
        versions = [one for one in self._contents.programmes if one.key == key]
        if not versions:
            raise KeyError(key)
        return self.programme_in_force(key, day) or min(versions, key=_version)

    def programmes(self) -> tuple[Programme, ...]:
        """Return every programme in every version."""
        return self._contents.programmes

    def programmes_in_force(self, day: date) -> list[Programme]:
        """Return the newest version of each programme on the day, in the order of their places."""
        in_force = (
            self.programme_in_force(key, day) for key in dict.fromkeys(one.key for one in self._contents.programmes)
        )
        return sorted((one for one in in_force if one), key=lambda programme: programme.place)

    def programme_keys(self) -> list[str]:
        """Return the key of every programme that a case may belong to, those with a form first, in their places."""
        newest = (self._newest_programme(key) for key in dict.fromkeys(one.key for one in self._contents.programmes))
        with_form = [one.key for one in sorted(filter(None, newest), key=lambda programme: programme.place)]
        return list(dict.fromkeys([*with_form, *self._known]))

    def programme_label(self, key: str) -> Text:
        """Return what the programme is called, also one that only old cases belong to; KeyError when unknown."""
        newest = self._newest_programme(key)
        return newest.label if newest else self._known[key].label

    def grant_type_label(self, programme_key: str, grant_type_key: str) -> Text:
        """Return what the kind of support is called, also one of old cases only; KeyError when unknown."""
        return self._grant_types(programme_key)[grant_type_key]

    def aid_regime(self, programme_key: str, grant_type_key: str | None) -> AidRegime | None:
        """Return the regulation that grants of the kind fall under, by its newest version; None: no aid, or unknown."""
        newest = self._newest_programme(programme_key)
        kinds = newest.grant_types if newest else ()
        return next((one.aid_regime for one in kinds if one.key == grant_type_key), None)

    def knows_programme(self, key: str) -> bool:
        """Say whether a case may belong to the programme."""
        return self._newest_programme(key) is not None or key in self._known

    def knows_grant_type(self, programme_key: str, key: str) -> bool:
        """Say whether the programme has or had the kind of support."""
        return key in self._grant_types(programme_key)

    def _newest_programme(self, key: str) -> Programme | None:
        return _newest(one for one in self._contents.programmes if one.key == key)

    def _grant_types(self, programme_key: str) -> Mapping[str, Text]:
        known = self._known.get(programme_key)
        labels = {one.key: one.label for one in (known.grant_types if known else ())}
        versions = sorted((one for one in self._contents.programmes if one.key == programme_key), key=_version)
        return labels | {one.key: one.label for programme in versions for one in programme.grant_types}

    def strategy(self, key: str, version: int) -> Strategy:
        """Return the strategy in that version; KeyError when there is none."""
        return self._strategies[key, version]

    def strategies(self) -> list[Strategy]:
        """Return every strategy in every version."""
        return list(self._contents.strategies)

    def strategy_by_key(self, key: str) -> Strategy | None:
        """Return the newest version of the strategy."""
        return _newest(one for one in self._contents.strategies if one.key == key)

    def strategy_in_force(self, region: str, day: date) -> Strategy | None:
        """Return the region's strategy on the day; where two overlap, the later one in its newest version."""
        in_force = [one for one in self._contents.strategies if one.region == region and one.in_force_on(day)]
        return max(in_force, key=lambda one: (one.valid_from or _BEGINNING, one.version), default=None)

    def rulebook(self, day: date, region: str) -> Rulebook:
        """Return the rules that apply in the region on the day: the acts and the region's own policy."""
        return Rulebook((rule for rule in self._contents.rules if rule.region in (None, region)), day)

    def delegation_order(self, day: date) -> DelegationOrder:
        """Return the order in force on the day; KeyError when there is none."""
        in_force = [one for one in self._contents.delegation_orders if one.in_force_from <= day]
        if not in_force:
            raise KeyError(day)
        return max(in_force, key=lambda order: (order.in_force_from, order.version))

    def gender_rule(self, day: date) -> GenderRule:
        """Return the gender rule that is used on the day; KeyError when there is none."""
        used = [one for one in self._contents.gender_rules if (one.in_force_from or _BEGINNING) <= day]
        if not used:
            raise KeyError(day)
        return max(used, key=lambda dated: (dated.in_force_from or _BEGINNING, dated.rule.version)).rule

    def appeal(self, act: str, decision_kind: str) -> Text:
        """Return how such a decision is appealed, or that it is not; the text for all acts where the act is silent."""

        def covers(appeal: Appeal) -> bool:
            return appeal.act in (None, act) and (not appeal.kinds or decision_kind in appeal.kinds)

        return max(filter(covers, self._contents.appeals), key=lambda one: (one.act is not None, bool(one.kinds))).text

    def municipalities(self, region: str) -> list[Municipality]:
        """Return the municipalities of the region's county, by code; KeyError when the region is unknown."""
        county = self._regions[region].county_code
        inside = (one for one in self._contents.municipalities if one.county_code == county)
        return sorted(inside, key=lambda municipality: municipality.code)

    def municipality(self, code: str) -> Municipality | None:
        """Return the municipality of that official code, whichever region it lies in."""
        return self._municipalities.get(code)

    def place(self, code: str, region: str) -> Place:
        """Return what rules know of a municipality, as the region sees it; one elsewhere is known by its code only."""
        found = self._municipalities.get(code)
        if found is None:
            return Place(code, code, MIXED, in_region=False)
        inland = None if found.group is None else found.group == INLAND
        ours = self._regions[region].county_code == found.county_code
        return Place(code, found.name, found.aid_area, ours, inland, found.rural)

    def region_of(self, code: str) -> str | None:
        """Return the region whose county the municipality belongs to, if it is one that can run the service."""
        found = self._municipalities.get(code)
        counties = {one.county_code: one.key for one in self._regions.values()}
        return counties.get(found.county_code) if found else None

    def rules(self) -> tuple[Rule, ...]:
        """Return every rule in every wording, in the order of the files."""
        return self._contents.rules

    def rules_in_force(
        self, day: date, *, programme: str | None = None, grant_type: str | None = None, region: str | None = None
    ) -> list[Rule]:
        """Return the rules in the wording of the day, in the order of the files.

        With ``programme`` those that its kinds of support ask, with ``grant_type`` those of that one; KeyError when
        there is none. With ``region`` the acts and that region's policy only.
        """
        asked = None if programme is None else self._rules_asked(programme, grant_type, day)
        return [
            rule
            for rule in self._contents.rules
            if rule.applies_on(day) and region in (None, rule.region or region) and (asked is None or rule.id in asked)
        ]

    def _rules_asked(self, programme: str, grant_type: str | None, day: date) -> frozenset[str]:
        return frozenset(rule for kind in self._kinds_of(programme, grant_type, day) for rule in kind.rules)

    def _kinds_of(self, programme: str, grant_type: str | None, day: date) -> tuple[GrantType, ...]:
        found = self.programme_near(programme, day)
        return found.grant_types if grant_type is None else (found.grant_type(grant_type),)

    def saying_who_may_apply(
        self, day: date, *, programme: str | None = None, grant_type: str | None = None
    ) -> dict[str, list[GrantType]]:
        """Return, for each rule that says who may apply, the kinds of support that it says it of.

        ``programme`` and ``grant_type`` as of ``rules_in_force``.
        """
        every = (kind for one in self.programmes_in_force(day) for kind in one.grant_types)
        said: dict[str, list[GrantType]] = {}
        for kind in every if programme is None else self._kinds_of(programme, grant_type, day):
            for rule in kind.applicants_by:
                said.setdefault(rule, []).append(kind)
        return said

    def regions(self) -> Mapping[str, RegionFacts]:
        """Return the regions that can run the service, by key."""
        return self._regions

    def code_list(self, key: str) -> tuple[Option, ...]:
        """Return the entries of a code list as a question offers them; KeyError when there is none."""
        return self._code_lists[key].options

    def code_label(self, list_key: str, key: str) -> Text | None:
        """Return what an entry of a code list is called; None when the list has none of that key."""
        return next((option.label for option in self.code_list(list_key) if option.key == key), None)

    def codes(self, key: str) -> CodeList:
        """Return a code list with its source and validity; KeyError when there is none."""
        return self._code_lists[key]

    def find_code(self, list_key: str, written: str) -> Code | None:
        """Return the entry that the text means: its key, its label or another known spelling, in any case."""
        wanted = " ".join(written.split()).casefold()
        return next((code for code in self.codes(list_key).codes if wanted in _spellings(code)), None)


def _spellings(code: Code) -> set[str]:
    return {text.casefold() for text in (code.key, code.label.sv, code.label.en or code.key, *code.aliases)}


def _version(versioned: _Versioned) -> int:
    return versioned.version


def _newest(versions: Iterable[_Version]) -> _Version | None:
    return max(versions, key=_version, default=None)
