"""The criteria of a case as the assessment lists them, and what the officer reads beside each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from fundflow.domain.assessment import is_judged
from fundflow.domain.facts import CaseFacts
from fundflow.domain.programme import Criterion, CriterionKind
from fundflow.web.filters import tr
from fundflow.web.locale import _, _l

if TYPE_CHECKING:
    from fundflow.models.assessment import Assessment

_GROUPS: Final = (
    (_l("Grindar"), (CriterionKind.GATE,)),
    (_l("Kontrolleras"), (CriterionKind.FACT,)),
    (_l("Graderas"), (CriterionKind.GRADED,)),
    (_l("Beskrivs"), (CriterionKind.TEXT,)),
    (_l("Skäl för prioritering"), (CriterionKind.GROUND,)),
    (_l("Markeras var för sig"), (CriterionKind.GOALS,)),
)

KINDS: Final = {
    CriterionKind.GATE: _l("Grind: måste passeras för att stödet ska kunna beviljas"),
    CriterionKind.FACT: _l("Kontrolleras, och reglerna räknar med svaret"),
    CriterionKind.GRADED: _l("Graderas, vägs inte ihop till en summa"),
    CriterionKind.TEXT: _l("Beskrivs med egna ord, stoppar inte"),
    CriterionKind.GROUND: _l("Kan ge företräde vid konkurrens om pengar"),
    CriterionKind.GOALS: _l("Markeras var för sig, räknas aldrig ihop"),
}
"""What is said above a criterion of the kind."""


@dataclass(frozen=True, slots=True)
class ListedCriterion:
    """A criterion in the list at the left; ``look`` is done, begun or empty."""

    key: str
    label: str
    look: str
    words: str


def listed(facts: CaseFacts) -> list[tuple[str, list[ListedCriterion]]]:
    """Return the criteria in their groups; a group without criteria is left out."""
    groups = []
    for label, kinds in _GROUPS:
        shown = [_listed(one, facts) for one in facts.criteria if one.kind in kinds]
        if shown:
            groups.append((str(label), shown))
    return groups


def _listed(criterion: Criterion, facts: CaseFacts) -> ListedCriterion:
    begun = any(key == criterion.key for key, _part in facts.judgements)
    if criterion.kind is CriterionKind.GOALS and not criterion.at_least:
        look = "done" if begun else "free"
    else:
        look = "done" if is_judged(criterion, facts.judgements) else "begun" if begun else "empty"
    words = {"done": _("klar"), "begun": _("påbörjad"), "empty": _("inte påbörjad"), "free": _("frivillig")}
    return ListedCriterion(criterion.key, tr(criterion.label), look, words[look])


def current(facts: CaseFacts, asked: str | None) -> Criterion | None:
    """Return the criterion that is asked for; else the first that is not judged, else the first."""
    by_key = {criterion.key: criterion for criterion in facts.criteria}
    if asked in by_key:
        return by_key[asked]
    left = [one for one in facts.criteria if not is_judged(one, facts.judgements)]
    return next(iter(left or facts.criteria), None)


def following(facts: CaseFacts, criterion: Criterion) -> Criterion | None:
    """Return the next criterion in the list; None after the last."""
    place = facts.criteria.index(criterion)
    return facts.criteria[place + 1] if place + 1 < len(facts.criteria) else None


def goals_judged(criterion: Criterion, facts: CaseFacts) -> list[tuple[str, str, str]]:
    """Return each goal of the criterion that was marked: its name, how, and why; in the order of the goals."""
    marked = []
    for goal in criterion.goals:
        judged = facts.judgements.get((criterion.key, goal.key))
        level = criterion.level(judged.value) if judged else None
        if judged and level:
            marked.append((tr(goal.label), tr(level.label), judged.reason))
    return marked


def last_saved(rows: Sequence["Assessment"]) -> tuple[datetime, str] | None:
    """Return when and by whom the judgement was saved last."""
    if not rows:
        return None
    latest = max(rows, key=lambda row: row.assessed_at)
    return latest.assessed_at, latest.assessed_by.name
