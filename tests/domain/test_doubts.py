"""Answers that another answer speaks against: told at their row or question, and nothing is refused."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import Concept
from fundflow.domain.doubts import doubts
from fundflow.domain.findings import Verdict
from fundflow.domain.programme import Programme, QuestionKind
from fundflow.domain.rules.engine import findings_of
from fundflow.domain.states import State
from fundflow.labels.findings import finding_text
from tests.domain.parts import TODAY, grantable

DAYS = {Concept.PROJECT_STARTS_ON: date(2027, 2, 1), Concept.PROJECT_ENDS_ON: date(2028, 11, 30)}


def told(catalogue: Catalogue, **answers: Any) -> dict[str | None, str]:
    """What is doubted of these answers, by where it stands."""
    facts = grantable(catalogue)
    facts = replace(facts, answers=answers, concepts={**facts.concepts, **DAYS})
    found = list(doubts(facts))
    assert all(one.verdict is Verdict.WARNS and one in findings_of(facts) for one in found)
    return {one.field: finding_text(one).replace("\u00a0", " ") for one in found}


def test_a_cost_of_a_year_before_the_project_is_told_at_its_year(catalogue: Catalogue) -> None:
    rows = [{"kind": "staff", "year": "2027"}, {"kind": "staff", "year": "2019"}]

    assert told(catalogue, costs=rows) == {
        "costs-1-year": "Kostnad 2: året är 2019, och projektet börjar 1 februari 2027. "
        "Kostnader från tiden före räknas inte med."
    }


@pytest.mark.parametrize(
    ("year", "is_doubted"),
    [("2026", True), ("2027", False), ("2028", False), ("2029", True), ("", False), ("x", False)],
)
def test_the_years_of_the_project_are_its_first_and_last(catalogue: Catalogue, year: str, is_doubted: bool) -> None:
    assert bool(told(catalogue, costs=[{"kind": "staff", "year": year}])) is is_doubted


def test_an_activity_that_ends_after_the_project_is_told_at_its_day(catalogue: Catalogue) -> None:
    row = {"what": "Spridning", "from": "2027-02-01", "to": "2031-06-30"}

    assert told(catalogue, activities=[row]) == {
        "activities-0-to": "Aktivitet 1: ”Till” är måndag 30 juni 2031, och projektet slutar 30 november 2028. "
        "Kontrollera dagarna."
    }
    assert told(catalogue, activities=[{**row, "to": "2028-11-30"}]) == {}
    assert list(told(catalogue, activities=[{**row, "from": "2027-01-31", "to": ""}])) == ["activities-0-from"]


@pytest.mark.parametrize(
    ("standing", "other", "is_doubted"),
    [
        ("applied", "no", True),
        ("decided", "no", True),
        ("decided", "yes", False),
        ("planned", "no", False),
    ],
)
def test_money_from_the_eu_is_other_support_for_the_same_costs(
    catalogue: Catalogue, standing: str, other: str, is_doubted: bool
) -> None:
    found = told(catalogue, eu_cofinanced="yes", eu_standing=standing, other_support=other)

    assert list(found) == (["eu_standing"] if is_doubted else [])


def test_what_is_not_asked_any_more_is_not_doubted(catalogue: Catalogue) -> None:
    assert told(catalogue, eu_cofinanced="no", eu_standing="decided", other_support="no") == {}


@pytest.mark.parametrize(
    ("starts", "ends", "doubted"),
    [
        ("2025-12-01", "2026-03-01", {"project_ends_on": "ends_before"}),
        ("2025-12-01", "2026-03-02", {"project_starts_on": "begins_before"}),
        ("2026-03-01", "", {"project_starts_on": "begins_before"}),
        ("2026-03-02", "2026-12-31", {}),
        ("", "2026-03-01", {"project_ends_on": "ends_before"}),
        ("in spring", "x", {}),
    ],
)
@pytest.mark.parametrize(("state", "when"), [(State.DRAFT, "today"), (State.IN_PREPARATION, "application")])
def test_a_project_that_lies_before_its_application_is_doubted(
    catalogue: Catalogue, state: State, when: str, starts: str, ends: str, doubted: dict[str, str]
) -> None:
    facts = grantable(
        catalogue,
        state=state,
        received_on=TODAY,
        today=date(2026, 9, 1) if state is not State.DRAFT else TODAY,
        answers={"project_starts_on": starts, "project_ends_on": ends},
    )

    found = list(doubts(facts))

    assert {one.field: one.code for one in found} == {key: f"{code}_{when}" for key, code in doubted.items()}
    assert all(one in findings_of(facts) for one in found)


def test_the_doubt_tells_both_days(catalogue: Catalogue) -> None:
    answers = {"project_starts_on": "2025-12-01", "project_ends_on": "2026-02-03"}
    draft = grantable(catalogue, state=State.DRAFT, received_on=TODAY, answers=answers)

    [told] = doubts(draft)

    assert finding_text(told).replace("\u00a0", " ") == (
        "Sista dagen är 3 februari 2026, och i dag är det 2 mars 2026. Då är allt redan avslutat när ni söker. "
        "Kontrollera dagarna."
    )


def programmes_with_days(catalogue: Catalogue) -> list[tuple[Programme, str]]:
    """Each support of today that asks when the work starts."""
    return [
        (programme, one.key)
        for programme in catalogue.programmes_in_force(TODAY)
        for one in programme.grant_types
        if programme.question_of(Concept.WORK_STARTS_ON, one.key)
    ]


def test_a_start_that_a_rule_tells_of_is_told_once(catalogue: Catalogue) -> None:
    """Support that demands an application before the start refuses it; nobody needs to hear the doubt as well."""
    asked = programmes_with_days(catalogue)
    assert len(asked) > 5
    for programme, key in asked:
        question = programme.question_of(Concept.WORK_STARTS_ON, key)
        assert question is not None
        assert question.kind is QuestionKind.DAY
        facts = grantable(
            catalogue,
            programme=programme,
            grant_type=programme.grant_type(key),
            received_on=TODAY,
            answers={question.key: "2026-03-01"},
            concepts={Concept.WORK_STARTS_ON: date(2026, 3, 1)},
        )

        told = [one.code for one in findings_of(facts) if one.field == question.key]

        assert list(dict.fromkeys(told)) == ["started_before_application"], key
