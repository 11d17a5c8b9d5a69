"""How the criteria of a case were judged, in a summary for everyone who decides or reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from fundflow.domain.assessment import Judgement, is_judged
from fundflow.domain.facts import CaseFacts
from fundflow.domain.programme import Criterion, CriterionKind
from fundflow.web.filters import tr


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A judgement in a summary: criterion, level in words, reason, and whether it stops a grant."""

    label: str
    kind: CriterionKind
    level: str
    reason: str
    stops: bool
    is_whole: bool


def summary(facts: CaseFacts) -> list[JudgedLine]:
    """Return every criterion with its judgement, goals left to ``goals_judged``."""
    return [
        _line(criterion, facts.judgements) for criterion in facts.criteria if criterion.kind is not CriterionKind.GOALS
    ]


def _line(criterion: Criterion, judgements: Mapping[tuple[str, str], Judgement]) -> JudgedLine:
    judged = judgements.get((criterion.key, ""))
    level = criterion.level(judged.value) if judged else None
    return JudgedLine(
        label=tr(criterion.label),
        kind=criterion.kind,
        level=tr(level.label) if level else "",
        reason=judged.reason if judged else "",
        stops=criterion.kind is CriterionKind.GATE and level is not None and not level.passes,
        is_whole=is_judged(criterion, judgements),
    )
