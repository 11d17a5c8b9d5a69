"""Gates, grades, grounds and texts, each with a written reason; nothing is weighed and nothing is summed (D16)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from fundflow.domain.concepts import CODES, CONCEPTS, Concept, Shape
from fundflow.domain.findings import Finding, LegalSource, Reach, Verdict
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
    """Say whether the criterion has its judgement and its reason.

    Goals are voluntary (practice 2.2) but for those of which a number must hold (V13).
    """
    if criterion.kind is CriterionKind.GOALS:
        return len(goals_that_hold(criterion, judgements)) >= criterion.at_least
    judged = judgements.get((criterion.key, ""))
    if judged is None or not judged.reason.strip():
        return False
    return criterion.kind is CriterionKind.TEXT or criterion.level(judged.value) is not None


def goals_that_hold(criterion: Criterion, judgements: Judgements) -> list[str]:
    """Return the goals that are marked with a level that passes, each with its reason."""
    marked = ((goal.key, judgements.get((criterion.key, goal.key))) for goal in criterion.goals)
    return [
        key
        for key, judged in marked
        if judged and judged.reason.strip() and (level := criterion.level(judged.value)) and level.passes
    ]


def told_by(criteria: Iterable[Criterion], judgements: Judgements) -> dict[Concept, object]:
    """Return what the judged levels tell the rules, by concept; a level that is no answer to it tells None."""
    told: dict[Concept, object] = {}
    for criterion in criteria:
        judged = judgements.get((criterion.key, ""))
        if criterion.concept is not None and judged is not None and criterion.level(judged.value) is not None:
            told[criterion.concept] = _as_answer(criterion.concept, judged.value)
    return told


def _as_answer(concept: Concept, level: str) -> object:
    if CONCEPTS[concept][0] is Shape.YES_NO:
        return {"yes": True, "no": False}.get(level)
    return level if level in CODES[concept] else None


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
        figures = {"criterion": criterion.label}
        if level is None or judged is None or not judged.reason.strip():
            yield Finding("gate_not_judged", Verdict.NOT_YET, source, figures, criterion.key)
        elif level.passes:
            yield Finding("gate_passed", Verdict.FULFILLED, source, figures, criterion.key)
        else:
            yield Finding("gate_failed", Verdict.STOPS, source, figures, criterion.key, Reach.BARS)
