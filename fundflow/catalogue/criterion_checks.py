"""What a criterion must be: its levels by kind, the rule that a gate rests on, the questions it reads."""

from collections.abc import Callable, Mapping
from typing import Final

from fundflow.catalogue.form_checks import Found
from fundflow.catalogue.known import Known
from fundflow.domain.concepts import ASSESSED, CODES, CONCEPTS, Concept, Home, Shape
from fundflow.domain.programme import Criterion, CriterionKind, Programme


def check_criterion(criterion: Criterion, programme: Programme, known: Known) -> Found:
    """Yield what is wrong with a criterion; only a gate stops, and only on a verified rule."""
    at = f"criteria[{criterion.key}]"
    if criterion.rule is not None and criterion.rule not in known.rules:
        yield f"{at}.rule", f"there is no rule '{criterion.rule}'"
    asked = {question.key for page in programme.pages for question in page.questions}
    for strange in set(criterion.reads) - asked:
        yield f"{at}.reads", f"there is no question '{strange}'"
    if (criterion.kind is CriterionKind.GOALS) != bool(criterion.goals):
        yield f"{at}.goals", "goals belong to a criterion of the kind goals, and that needs some"
    if criterion.at_least > len(criterion.goals):
        yield f"{at}.at_least", "is more than the goals there are"
    if criterion.concept is not None:
        yield from _tells(criterion, criterion.concept, at)
    yield from _LEVELS[criterion.kind](criterion, at, known)


def _tells(criterion: Criterion, concept: Concept, at: str) -> Found:
    """A level may be no answer to the concept, as that none of the grounds holds; every answer is a level."""
    shape, home = CONCEPTS[concept]
    codes = frozenset({"yes", "no"}) if shape is Shape.YES_NO else CODES.get(concept)
    kinds = {CriterionKind.GATE} if concept in ASSESSED else {CriterionKind.GATE, CriterionKind.FACT}
    if criterion.kind not in kinds or codes is None or (concept not in ASSESSED and home is not Home.FACT):
        yield f"{at}.concept", f"{concept} is told by no criterion of the kind {criterion.kind}"
    elif not codes <= {level.key for level in criterion.levels}:
        yield f"{at}.levels", f"{concept} has the levels {', '.join(sorted(codes))}"


def _gate(criterion: Criterion, at: str, known: Known) -> Found:
    outcomes = {level.passes for level in criterion.levels}
    if outcomes != {True, False}:
        yield f"{at}.levels", "a gate needs a level that passes and one that does not"
    if criterion.rule is None:
        yield f"{at}.rule", "a gate needs the rule that it rests on"
    elif criterion.rule in known.rules and not known.is_verified(criterion.rule):
        yield f"{at}.rule", f"the rule '{criterion.rule}' is not verified: it may not stop anything"


def _graded(criterion: Criterion, at: str, known: Known) -> Found:
    if len(criterion.levels) < 2:
        yield f"{at}.levels", "a graded criterion needs at least two levels"
    for level in criterion.levels:
        if level.description is None:
            yield f"{at}.levels[{level.key}].description", "is missing: a graded level must be described"
    yield from _never_fails(criterion, at)


def _fact(criterion: Criterion, at: str, known: Known) -> Found:
    if criterion.concept is None:
        yield f"{at}.concept", "a fact needs the concept that it tells the rules"
    yield from _never_fails(criterion, at)


def _ground(criterion: Criterion, at: str, known: Known) -> Found:
    if len(criterion.levels) < 2:
        yield f"{at}.levels", "a criterion of this kind needs at least two levels"
    if not criterion.at_least:
        yield from _never_fails(criterion, at)


def _text(criterion: Criterion, at: str, known: Known) -> Found:
    if criterion.levels:
        yield f"{at}.levels", "a criterion of the kind text is reasoned, it has no levels"


def _never_fails(criterion: Criterion, at: str) -> Found:
    for level in criterion.levels:
        if not level.passes:
            yield f"{at}.levels[{level.key}].passes", "only a gate has levels that do not pass"


_LEVELS: Final[Mapping[CriterionKind, Callable[[Criterion, str, Known], Found]]] = {
    CriterionKind.GATE: _gate,
    CriterionKind.FACT: _fact,
    CriterionKind.GRADED: _graded,
    CriterionKind.GROUND: _ground,
    CriterionKind.GOALS: _ground,
    CriterionKind.TEXT: _text,
}
