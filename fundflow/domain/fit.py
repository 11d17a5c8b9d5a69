"""Whether a kind of support fits what somebody wants to do: what the rules answer, weighed for one who asks early."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Reach, Verdict
from fundflow.domain.money import Money
from fundflow.domain.rules.asking import NOT_ASKED
from fundflow.domain.rules.engine import highest_grant

_DOUBTFUL: Final = frozenset(
    {
        *("applicant_judged", "agent_functions_judged", "not_for_applicant", "group_figures_needed"),
        *("town_judged", "special_reasons_judged", "full_time_within_a_year", "meant_for_the_smallest"),
    }
)
"""What is judged because of what was answered; all else that is judged is judged of everyone."""

_WAITS_FOR_NONE: Final = NOT_ASKED | {"purpose_unknown"}
"""Findings that wait for something that is no concept's answer."""


UNLESS_REASONS: Final = frozenset({"too_near_unless_reasons", "turnover_too_large_unless_reasons"})
"""What stops unless the office finds special reasons: a warning to one who applies, who cannot answer that."""


LAW_ASKS_MORE: Final = "guideline_met_law_asks_more"
"""A guideline that is met where the law asks more: to one who applies that is only good to know."""


class Fit(StrEnum):
    """How a kind of support fits."""

    FITS = "fits"
    MAY_FIT = "may_fit"
    DOES_NOT_FIT = "does_not_fit"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the rules say of one kind of support, by what it means for the one who asks.

    ``later``: what the application asks and the guide does not; ``highest``: as of ``engine.highest_grant``.
    """

    fit: Fit
    highest: Money | None
    against: tuple[Finding, ...] = ()
    doubts: tuple[Finding, ...] = ()
    speaks_for: tuple[Finding, ...] = ()
    judged: tuple[Finding, ...] = ()
    informs: tuple[Finding, ...] = ()
    later: tuple[Finding, ...] = ()


def meant_for(facts: CaseFacts, purposes: Collection[str]) -> Iterator[Finding]:
    """Yield what speaks against, or for doubt, of what the kind of support is for; whom it is for is a rule.

    Source: the legal basis of the grant type, as its programme's file tells what it is for.
    """
    grant_type = facts.grant_type
    if grant_type.purposes and not purposes:
        yield Finding("purpose_unknown", Verdict.NOT_YET)
    elif grant_type.purposes and not set(purposes) & set(grant_type.purposes):
        yield Finding("other_purpose", Verdict.STOPS, reach=Reach.BARS)


def waits_for(finding: Finding) -> frozenset[Concept]:
    """Return the answers that a finding waits for."""
    if finding.verdict is not Verdict.NOT_YET or finding.code in _WAITS_FOR_NONE:
        return frozenset()
    missing = str(finding.figures.get("missing", ""))
    return frozenset(Concept(name) for name in missing.split(", ") if name)


def weigh(findings: Sequence[Finding], asked: Collection[Concept]) -> Weighed:
    """Return how well a kind of support fits, when these are the answers that the guide asks for.

    What only the application asks is no reason to doubt: everyone is asked it there.
    """
    found = [finding for finding in findings if finding.code not in NOT_ASKED]
    against = tuple(one for one in found if one.reach is Reach.BARS or one.verdict is Verdict.STOPS)
    rest = [one for one in found if one not in against]
    doubts = tuple(one for one in rest if _is_doubt(one, asked))
    settled = [one for one in rest if one not in doubts]
    return Weighed(
        fit=Fit.DOES_NOT_FIT if against else Fit.MAY_FIT if doubts else Fit.FITS,
        highest=highest_grant(findings),
        against=against,
        doubts=doubts,
        speaks_for=_of(settled, Verdict.FULFILLED),
        judged=_of(settled, Verdict.JUDGED),
        informs=_of(settled, Verdict.INFORMS),
        later=_of(settled, Verdict.NOT_YET),
    )


def _is_doubt(finding: Finding, asked: Collection[Concept]) -> bool:
    match finding.verdict:
        case Verdict.NOT_YET:
            return finding.code == "purpose_unknown" or not waits_for(finding).isdisjoint(asked)
        case Verdict.WARNS:
            return True
        case Verdict.JUDGED | Verdict.INFORMS:
            return finding.code in _DOUBTFUL or finding.reach is Reach.UNKNOWN
        case _:
            return False


def _of(findings: Iterable[Finding], verdict: Verdict) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.verdict is verdict)
