"""Answers that can each be read and do not fit each other."""

from dataclasses import replace

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.agreement import disagreements
from fundflow.domain.findings import Finding
from fundflow.domain.strategy import Strategy


@pytest.fixture
def strategy(catalogue: Catalogue) -> Strategy:
    return catalogue.strategy("vasterbotten_rus_2020_2030", 1)


def found(catalogue: Catalogue, strategy: Strategy | None, **answers: object) -> list[Finding]:
    questions = list(catalogue.programme("project_funding", 1).questions_for("implementation"))
    return list(disagreements(questions, answers, strategy))


def test_a_project_ends_after_it_starts(catalogue: Catalogue, strategy: Strategy) -> None:
    (one,) = found(catalogue, strategy, project_starts_on="2026-09-01", project_ends_on="2026-08-31")

    assert (one.code, one.field) == ("ends_before_start", "project_ends_on")
    assert one.refuses
    assert found(catalogue, strategy, project_starts_on="2026-09-01", project_ends_on="2026-09-02") == []


@pytest.mark.parametrize("ends_on", ["", "i höst", None])
def test_a_day_that_is_missing_or_cannot_be_read_disagrees_with_nothing(
    catalogue: Catalogue, strategy: Strategy, ends_on: object
) -> None:
    assert found(catalogue, strategy, project_starts_on="2026-09-01", project_ends_on=ends_on) == []


def test_an_area_belongs_to_the_priority(catalogue: Catalogue, strategy: Strategy) -> None:
    (one,) = found(catalogue, strategy, priority="p3_nara_tillganglig", strategic_area="digitalisering")

    assert (one.code, one.field) == ("area_elsewhere", "strategic_area")
    assert found(catalogue, strategy, priority="p1_nytankande_smart", strategic_area="digitalisering") == []
    assert found(catalogue, strategy, strategic_area="digitalisering") == []


def test_a_priority_without_areas_has_none_to_choose_instead(catalogue: Catalogue, strategy: Strategy) -> None:
    bare = replace(
        strategy,
        priorities=tuple(
            replace(one, areas=()) if one.key == "p3_nara_tillganglig" else one for one in strategy.priorities
        ),
    )

    assert found(catalogue, bare, priority="p3_nara_tillganglig", strategic_area="digitalisering") == []


def test_a_part_of_a_municipality_is_one_of_the_chosen(catalogue: Catalogue) -> None:
    questions = list(catalogue.programme("business_support", 1).questions_for("sis"))

    (one,) = disagreements(questions, {"municipality": "2480", "district": "lulea_tatort"}, None)

    assert (one.code, one.field) == ("district_elsewhere", "district")
    assert not list(disagreements(questions, {"municipality": "2480", "district": "holmsund"}, None))
    assert not list(disagreements(questions, {"municipality": "2480", "district": "elsewhere"}, None))


@pytest.mark.parametrize("typed", ["hej", "2480", "2480D1010", "2480C10100", "Umeå"])
def test_what_is_no_code_of_an_area_is_not_said_to_lie_elsewhere(catalogue: Catalogue, typed: str) -> None:
    questions = list(catalogue.programme("business_support", 1).questions_for("sis"))
    (one,) = disagreements(questions, {"municipality": "2480", "deso": typed}, None)

    assert (one.code, one.field, one.figures) == ("deso_no_code", "deso", {"what": typed})
    assert list(disagreements(questions, {"municipality": "2480", "deso": "2480c1010"}, None)) == []
