"""Gates, grades, grounds and texts, each with a written reason; nothing is weighed and nothing is summed (D16)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from fundflow.domain.findings import Finding, LegalSource, Verdict
from fundflow.domain.programme import Criterion, CriterionKind
from fundflow.domain.rulebook import Rulebook


class GoalEffect(StrEnum):
    """How a case touches one goal of Agenda 2030; negative effects are recorded, and no index sums them (X29)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was judged of a criterion, or of one goal of it; ``value`` is a level's key, empty for texts."""

    value: str
    reason: str


Judgements = Mapping[tuple[str, str], Judgement]
"""By criterion and part; the part is a goal's key for goals and empty otherwise."""


def is_judged(criterion: Criterion, judgements: Judgements) -> bool:
    """Say whether the criterion has its judgement and its reason; goals are voluntary (practice 2.2)."""
    if criterion.kind is CriterionKind.GOALS:
        return True
    judged = judgements.get((criterion.key, ""))
    if judged is None or not judged.reason.strip():
        return False
    return criterion.kind is CriterionKind.TEXT or criterion.level(judged.value) is not None


def not_judged(criteria: Iterable[Criterion], judgements: Judgements) -> list[Criterion]:
    """Return the criteria that still want a judgement or a reason, in order."""
    return [criterion for criterion in criteria if not is_judged(criterion, judgements)]


def gate_findings(criteria: Iterable[Criterion], judgements: Judgements, rulebook: Rulebook) -> Iterator[Finding]:
    """Yield how each gate is met: not judged is not yet, a level that does not pass stops a grant.

    Source: X26 and X27, regional policy.
    """
    for criterion in criteria:
        if criterion.kind is not CriterionKind.GATE:
            continue
        rule = rulebook.find(criterion.rule) if criterion.rule else None
        source = rule.source if rule else LegalSource(criterion.key, None, "programmets kriterier")
        judged = judgements.get((criterion.key, ""))
        level = criterion.level(judged.value) if judged else None
        figures = {"criterion": criterion.label.sv}
        if level is None or judged is None or not judged.reason.strip():
            yield Finding("gate_not_judged", Verdict.NOT_YET, source, figures, criterion.key)
        elif level.passes:
            yield Finding("gate_passed", Verdict.FULFILLED, source, figures, criterion.key)
        else:
            yield Finding("gate_failed", Verdict.STOPS, source, figures, criterion.key)
