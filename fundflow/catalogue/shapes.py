"""The shapes of what only the catalogue knows: places, code lists, older programmes, appeal texts, dated orders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from fundflow.domain.delegation import DelegationOrder
from fundflow.domain.findings import SourceStatus
from fundflow.domain.gender import GenderRule
from fundflow.domain.programme import Option, Programme, Text
from fundflow.domain.rulebook import Rule
from fundflow.domain.strategy import Strategy

INLAND: Final = "inland"
"""The group of the municipalities that the region calls inland (X19)."""

NO_GROUP: Final = Text("Ej angiven", "Not stated")
"""What the group of a municipality is called when nobody has stated it."""


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """A region that can run the service; ``county_code`` is the official code of its county."""

    key: str
    name: str
    county_name: Text
    county_code: str


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality with its official code; ``aid_area`` is 1, 2, 3, none or mixed (parts lie outside, D35).

    ``group`` is inland, other, or None as long as the region has not said which municipalities are inland (X19);
    ``rural`` likewise whether all of it is thinly built (glesbygd, I11).

    Source: M2 and M3, aid map 2022-2027.
    """

    code: str
    name: str
    county_code: str
    county: str
    aid_area: str
    aid_area_status: SourceStatus
    group: str | None = None
    rural: bool | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list; ``aliases`` are other spellings, to be recognised and never shown."""

    key: str
    label: Text
    hint: Text | None = None
    number: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    aliases: tuple[str, ...] = ()

    @property
    def option(self) -> Option:
        """The entry as a question offers it."""
        return Option(self.key, self.label, self.hint)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A classification with its source; ``listed`` is False where the entries are not known, only their ``count``."""

    key: str
    label: Text
    source: str
    status: SourceStatus
    codes: tuple[Code, ...] = ()
    region: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    count: int | None = None
    listed: bool = True

    @property
    def options(self) -> tuple[Option, ...]:
        """The entries as a question offers them, in order."""
        return tuple(code.option for code in self.codes)


@dataclass(frozen=True, slots=True)
class NamedType:
    """A kind of support that is known by name only."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class KnownProgramme:
    """A programme that old cases may belong to, known by name only; it has no form."""

    key: str
    label: Text
    grant_types: tuple[NamedType, ...]


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The rules of one act or one policy."""

    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class DatedGenderRule:
    """A version of the gender rule and the day from which it is used; no day: from the beginning."""

    rule: GenderRule
    in_force_from: date | None = None


@dataclass(frozen=True, slots=True)
class Appeal:
    """How decisions of these kinds under the act are appealed, or that they are not; empty kinds mean all."""

    text: Text
    status: SourceStatus
    provision: str
    act: str | None = None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppealFile:
    """The appeal texts of one act, read from the top."""

    appeals: tuple[Appeal, ...]


@dataclass(frozen=True, slots=True)
class RegionFile:
    """The regions of the service."""

    regions: tuple[RegionFacts, ...]


@dataclass(frozen=True, slots=True)
class MunicipalityFile:
    """The municipalities; their codes are official."""

    municipalities: tuple[Municipality, ...]


OptionLists = Mapping[str, tuple[Option, ...]]


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that the files hold, in the order of the files; ``fingerprint`` is the SHA-256 of them all."""

    programmes: tuple[Programme, ...]
    known_programmes: tuple[KnownProgramme, ...]
    strategies: tuple[Strategy, ...]
    code_lists: tuple[CodeList, ...]
    rules: tuple[Rule, ...]
    delegation_orders: tuple[DelegationOrder, ...]
    gender_rules: tuple[DatedGenderRule, ...]
    appeals: tuple[Appeal, ...]
    regions: tuple[RegionFacts, ...]
    municipalities: tuple[Municipality, ...]
    fingerprint: str
