"""What is typed in a claim and what it says; costs that deserve a second look."""

from dataclasses import replace
from datetime import date

import pytest

from fundflow.domain.authors import Author, author_of, authors_after
from fundflow.domain.claim_doubts import doubts, same_as
from fundflow.domain.claims import (
    ClaimContent,
    DeclaredCost,
    as_written,
    claim_questions,
    mark_of_costs,
    not_readable,
    read_claim,
)
from fundflow.domain.money import ZERO, Money
from fundflow.domain.periods import Period
from fundflow.domain.programme import CostType, Text
from fundflow.labels.findings import finding_text
from tests.factories import NOON

STAFF = CostType("staff", Text("Personal"))
TRAIN = DeclaredCost("staff", "Tåg", "SJ", date(2026, 2, 20), Money(123_450))
CONTENT = ClaimContent(date(2026, 1, 1), date(2026, 2, 28), "Vi har börjat.", True, (TRAIN,), 3)
FEBRUARY = Period(date(2026, 2, 1), date(2026, 2, 28))


def test_what_a_claim_says_is_read_back_from_what_is_typed() -> None:
    assert read_claim(as_written(CONTENT), {"staff"}, 3) == CONTENT


def test_amounts_are_typed_as_the_page_writes_them() -> None:
    [row] = as_written(replace(CONTENT, costs=(replace(TRAIN, declared=Money.kronor(1_234_567)),)))["costs"]

    assert row["declared"] == "1\u00a0234\u00a0567"


def test_what_cannot_be_read_is_left_out_and_told() -> None:
    typed = as_written(CONTENT) | {
        "period_to": "i våras",
        "costs": [{"kind": "guld", "what": "x", "declared": "tusen"}],
    }

    said = read_claim(typed, {"staff"}, 1)

    assert (said.period_to, said.costs) == (None, (DeclaredCost("", "x", "", None, ZERO),))
    assert [one.field for one in not_readable(claim_questions([STAFF]), typed)] == [
        "period_to",
        "costs-0-kind",
        "costs-0-declared",
    ]


def test_a_period_that_ends_before_it_begins_has_no_end() -> None:
    typed = as_written(CONTENT) | {"period_to": "2025-12-31"}

    assert read_claim(typed, {"staff"}, 1).period_to is None
    assert [one.code for one in not_readable(claim_questions([STAFF]), typed)] == ["claim_period_order"]


def test_texts_longer_than_a_reviewer_reads_are_told() -> None:
    typed = as_written(replace(CONTENT, progress="x" * 8_001, costs=(replace(TRAIN, supplier="y" * 301),)))

    found = list(not_readable(claim_questions([STAFF]), typed))

    assert [(one.code, one.figures["over"], one.refuses) for one in found] == [("answer_too_long", 1, True)] * 2


def test_the_mark_of_the_costs_follows_them_and_nothing_else() -> None:
    typed = as_written(CONTENT)

    assert mark_of_costs(typed) == mark_of_costs(typed | {"progress": "Nytt."})
    assert mark_of_costs(typed) != mark_of_costs(typed | {"costs": []})


# ----- a second look


def codes(costs: list[DeclaredCost], **more: object) -> list[tuple[str, str]]:
    found = doubts(costs, more.get("earlier", {}), claimed=more.get("claimed"), project=more.get("project"))
    return [(one.code, one.figures["rows"].sv) for one in found]


def test_the_same_cost_twice_is_told_whatever_the_case_of_its_letters() -> None:
    other = replace(TRAIN, declared=Money(1))

    assert codes([TRAIN, other, replace(TRAIN, what="TÅG"), TRAIN]) == [("claim_costs_alike", "Rad 3 och 4")]


def test_a_cost_of_an_earlier_claim_is_told_unless_it_is_taken_up_anew() -> None:
    earlier = {same_as(TRAIN): 2}

    assert codes([TRAIN, replace(TRAIN, what="Buss")], earlier=earlier) == [("claim_costs_again", "Rad 1")]
    assert codes([replace(TRAIN, parked_from=7)], earlier=earlier) == []


@pytest.mark.parametrize("day", [date(2026, 1, 31), date(2026, 3, 1)])
def test_days_outside_the_claims_period_and_the_projects_are_told(day: date) -> None:
    costs = [TRAIN, replace(TRAIN, paid_on=day), replace(TRAIN, what="Lokal", paid_on=None)]

    assert codes(costs, claimed=FEBRUARY, project=FEBRUARY) == [
        ("claim_costs_outside_period", "rad 2"),
        ("claim_costs_outside_project", "rad 2"),
    ]
    assert codes([TRAIN], claimed=FEBRUARY, project=FEBRUARY) == []


def test_of_many_rows_the_first_are_named_and_the_rest_counted() -> None:
    [(_, rows)] = codes([TRAIN] * 14)

    assert rows == "Rad 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 och 3 till"


def test_one_row_and_several_are_told_apart_in_english() -> None:
    told = [
        found.figures["rows"].read_in("en")
        for times in (2, 3, 14)
        for found in doubts([TRAIN] * times, {}, claimed=None, project=None)
    ]

    assert told == ["Row 2", "Rows 2 and 3", "Rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more"]


def test_the_rows_that_repeat_another_are_not_taken_for_those_above() -> None:
    said = [finding_text(*doubts([TRAIN] * times, {}, claimed=None, project=None)) for times in (2, 3)]
    [again] = doubts([replace(TRAIN, what="Buss"), TRAIN], {same_as(TRAIN): 1}, claimed=None, project=None)

    assert said == [
        "Rad 2: samma kostnad står på en rad ovanför. Är den med två gånger?",
        "Rad 2 och 3: samma kostnad står på en rad ovanför. Är den med två gånger?",
    ]
    assert finding_text(again) == "Rad 2: samma kostnad finns redan i ansökan om utbetalning 1."


# ----- who wrote what


def test_only_what_differs_is_somebody_elses_from_now_on() -> None:
    first = authors_after({}, {}, {"done": "Ett.", "plan": "Två."}, Author(1, NOON))

    second = authors_after(first, {"done": "Ett.", "plan": "Två."}, {"done": "Ett.", "plan": "Tre."}, Author(2, NOON))

    assert author_of(second, "done") == Author(1, NOON)
    assert author_of(second, "plan") == Author(2, NOON)
    assert author_of(second, "next") is None
