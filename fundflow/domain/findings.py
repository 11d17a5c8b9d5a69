"""What every rule answers with: a verdict, its figures and its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fundflow.domain.money import Money
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


Figure = Money | int | Decimal | str | date | Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer; ``code`` names its sentence in ``labels`` and ``figures`` fill that sentence's places.

    ``field`` is the question, row or part of the page where it is mended, when there is one. ``reach`` tells that the
    application as such is stopped, or that a ceiling cannot be reckoned yet; a ceiling is the figure ``highest``.
    """

    code: str
    verdict: Verdict
    source: LegalSource | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)
    field: str | None = None
    reach: Reach = Reach.NOTHING

    @property
    def refuses(self) -> bool:
        """Whether a step that asks for this rule is refused."""
        return self.verdict.refuses


_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings as they are read: what stops first, what is fulfilled last, else as given."""
    return sorted(findings, key=lambda finding: _ORDER[finding.verdict])
