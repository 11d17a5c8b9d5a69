"""How the criteria of a case were judged, in a summary for everyone who decides or reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from fundflow.domain.assessment import Judgement, goals_that_hold, is_judged
from fundflow.domain.facts import CaseFacts
from fundflow.domain.programme import Criterion, CriterionKind
from fundflow.web.filters import tr
from fundflow.web.locale import _n


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
    """Return every criterion with its judgement; of goals only those of which a number must hold."""
    return [
        _goals(criterion, facts.judgements) if criterion.at_least else _line(criterion, facts.judgements)
        for criterion in facts.criteria
        if criterion.kind is not CriterionKind.GOALS or criterion.at_least
    ]


def _goals(criterion: Criterion, judgements: Mapping[tuple[str, str], Judgement]) -> JudgedLine:
    held = goals_that_hold(criterion, judgements)
    told = [
        f"{tr(goal.label)}: {judgements[criterion.key, goal.key].reason}"
        for goal in criterion.goals
        if goal.key in held
    ]
    return JudgedLine(
        label=tr(criterion.label),
        kind=criterion.kind,
        level=_n("1 gäller", "%(num)s gäller", len(held)) if held else "",
        reason="\n\n".join(told),
        stops=False,
        is_whole=is_judged(criterion, judgements),
    )


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
