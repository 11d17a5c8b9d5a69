"""What every rule answers with: a verdict, its figures and its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import reduce

from fundflow.domain.money import Money
from fundflow.domain.rates import EuroRate, PriceBase
from fundflow.domain.texts import Text


class Verdict(StrEnum):
    """How a rule is met. Stops and not yet refuse a grant; the rest refuse nothing (D2)."""

    STOPS = "stops"
    NOT_YET = "not_yet"
    WARNS = "warns"
    JUDGED = "judged"
    INFORMS = "informs"
    FULFILLED = "fulfilled"
    NOT_APPLICABLE = "not_applicable"

    @property
    def refuses(self) -> bool:
        """Whether a step that asks the rule is refused."""
        return self in (Verdict.STOPS, Verdict.NOT_YET)


class SourceStatus(StrEnum):
    """How well a rule's source is known; only a verified one may stop."""

    VERIFIED = "V"
    PARTLY = "P"
    UNVERIFIED = "U"


class Reach(StrEnum):
    """What a finding says of the highest grant beside the ceiling that its figures may hold."""

    NOTHING = "nothing"
    BARS = "bars"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LegalSource:
    """Where a rule comes from: its id, act, provision and how well that is verified.

    ``act`` is None for the region's own policy and for the service's own order of work.
    """

    rule: str
    act: str | None
    provision: str
    status: SourceStatus = SourceStatus.VERIFIED


Figure = Money | int | Decimal | str | date | Text | EuroRate | PriceBase


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer; ``code`` names its sentence in ``labels`` and ``figures`` fill that sentence's places.

    ``field`` is the question, row or part of the page where it is mended, when there is one. ``reach`` tells that the
    application as such is stopped, or that a ceiling cannot be reckoned yet; a ceiling is the figure ``highest``.
    ``also``: further sources that say the same, where it is told once for all of them.
    """

    code: str
    verdict: Verdict
    source: LegalSource | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)
    field: str | None = None
    reach: Reach = Reach.NOTHING
    also: tuple[LegalSource, ...] = ()

    @property
    def sources(self) -> tuple[LegalSource, ...]:
        """Every source that the finding rests on, the first one first."""
        return (self.source, *self.also) if self.source is not None else self.also

    def rests_on(self, rule: str) -> bool:
        """Say whether a rule of this id is among its sources."""
        return any(source.rule == rule for source in self.sources)

    @property
    def refuses(self) -> bool:
        """Whether a step that asks for this rule is refused."""
        return self.verdict.refuses


_OF_ONE_CEILING = frozenset({"yearly_within", "yearly_over", "yearly_used"})
"""Findings that hold one amount against one ceiling; of several it is the one that leaves the least that is told."""


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with what several rules say alike told once, with every source; else as given.

    Alike is the same sentence with the same figures, or the same verdict under the same yearly ceiling. What lies over
    half of the costs is told once where a ground for more is missing, in the words that name the grounds.
    """
    told: dict[object, Finding] = {}
    for one in _over_half_once(list(findings)):
        key = _what_is_said(one)
        told[key] = _together(told[key], one) if key in told else one
    return list(told.values())


def _over_half_once(findings: list[Finding]) -> list[Finding]:
    named = next((one for one in findings if one.code == "larger_share_without_ground"), None)
    if named is None:
        return findings
    half = named.figures["limit"]
    same = [one for one in findings if one.code == "share_over" and one.figures.get("highest") == half]
    told = reduce(_together, same, named)
    return [told if one is named else one for one in findings if one not in same]


def _what_is_said(finding: Finding) -> object:
    if finding.code in _OF_ONE_CEILING:
        return "yearly", finding.verdict, finding.figures.get("ceiling"), finding.field
    return finding.code, finding.verdict, tuple(finding.figures.items()), finding.field, finding.reach


def _together(first: Finding, second: Finding) -> Finding:
    least, other = _highest(first), _highest(second)
    said = second if least is not None and other is not None and other < least else first
    sources = tuple(dict.fromkeys((*first.sources, *second.sources)))
    return replace(said, source=sources[0] if sources else None, also=sources[1:])


def _highest(finding: Finding) -> Money | None:
    highest = finding.figures.get("highest")
    return highest if isinstance(highest, Money) else None


_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings as they are read: what stops first, what is fulfilled last, else as given."""
    return sorted(findings, key=lambda finding: _ORDER[finding.verdict])
