"""What a judgement tells the rules, and how many of a list of grounds must hold."""

from dataclasses import replace

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.assessment import Judgement, goals_that_hold, is_judged, told_by
from fundflow.domain.concepts import Concept
from fundflow.domain.programme import Criterion, CriterionKind, Level, Option, Text

YES_NO = (Level("yes", Text("Ja")), Level("no", Text("Nej")))
REASON = "Samtal med kommunen den 3 mars."


def fact(concept: Concept, levels: tuple[Level, ...] = YES_NO) -> Criterion:
    return Criterion("heard", CriterionKind.FACT, Text("Kommunen är hörd"), Text("Fråga."), levels, concept=concept)


def grounds(at_least: int) -> Criterion:
    goals = tuple(Option(key, Text(key)) for key in ("inland", "tourism", "start_up"))
    levels = (Level("yes", Text("Gäller")), Level("no", Text("Gäller inte"), passes=False))
    return Criterion(
        "grounds", CriterionKind.GOALS, Text("Skäl"), Text("Minst två."), levels, goals=goals, at_least=at_least
    )


@pytest.mark.parametrize(("level", "told"), [("yes", True), ("no", False)])
def test_a_fact_tells_the_rules_what_was_established(level: str, *, told: bool) -> None:
    judged = {("heard", ""): Judgement(level, REASON)}

    assert told_by([fact(Concept.MUNICIPALITY_HEARD)], judged) == {Concept.MUNICIPALITY_HEARD: told}


def test_a_fact_that_is_not_established_tells_nothing() -> None:
    assert told_by([fact(Concept.MUNICIPALITY_HEARD)], {}) == {}


@pytest.mark.parametrize(("level", "told"), [("4", "4"), ("none", None)])
def test_a_level_that_is_no_answer_says_that_none_holds(level: str, told: str | None) -> None:
    levels = tuple(Level(key, Text(key)) for key in ("none", "1a", "1b", "2", "3", "4", "5"))
    judged = {("heard", ""): Judgement(level, REASON)}

    assert told_by([fact(Concept.GROUND_85, levels)], judged) == {Concept.GROUND_85: told}


@pytest.mark.parametrize(
    ("marks", "held"),
    [
        ({"inland": ("yes", REASON), "tourism": ("yes", REASON)}, True),
        ({"inland": ("yes", REASON), "tourism": ("no", REASON)}, False),
        ({"inland": ("yes", REASON), "tourism": ("yes", "  ")}, False),
        ({}, False),
    ],
)
def test_enough_grounds_must_hold_each_with_its_reason(marks: dict[str, tuple[str, str]], *, held: bool) -> None:
    judged = {("grounds", key): Judgement(level, reason) for key, (level, reason) in marks.items()}

    assert is_judged(grounds(2), judged) is held


def test_goals_of_which_no_number_must_hold_are_voluntary() -> None:
    assert is_judged(grounds(0), {})


def test_grounds_are_told_in_their_order() -> None:
    judged = {("grounds", key): Judgement("yes", REASON) for key in ("start_up", "inland")}

    assert goals_that_hold(grounds(2), judged) == ["inland", "start_up"]


def test_the_goals_of_agenda_2030_stay_voluntary(catalogue: Catalogue) -> None:
    agenda = next(one for one in catalogue.programme("project_funding", 1).criteria if one.key == "agenda_2030")

    assert agenda.at_least == 0
    assert not is_judged(replace(agenda, at_least=1), {})
