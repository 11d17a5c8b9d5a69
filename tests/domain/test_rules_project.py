"""The rules of project funding, each with numbers worked by hand and at its boundary."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fundflow import paths
from fundflow.catalogue import Catalogue
from fundflow.catalogue.loader import load_catalogue
from fundflow.domain.budget import FinancingRow
from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, SourceStatus, Verdict
from fundflow.domain.money import Money
from fundflow.domain.rules.engine import RULES, findings_of, highest_grant
from fundflow.labels.findings import SENTENCE, finding_text, source_text
from tests.domain.applications import UNKNOWN, cost, highest, verdict
from tests.domain.parts import TODAY, grantable, plan

SHIPPED = load_catalogue(paths.CATALOGUE)


def finding(facts: CaseFacts, rule: str) -> Finding:
    return next(one for one in findings_of(facts) if one.source is not None and one.source.rule == rule)


def asked(catalogue: Catalogue, requested: int, *, cost: int) -> CaseFacts:
    return grantable(catalogue, plan=plan(requested, cost=cost), decision=None)


def test_half_of_the_costs_exactly_is_within_and_a_krona_more_is_over(catalogue: Catalogue) -> None:
    within = finding(asked(catalogue, 500_000, cost=1_000_000), "P3")
    over = finding(asked(catalogue, 500_001, cost=1_000_000), "P3")

    assert within.verdict is Verdict.FULFILLED
    assert over.verdict is Verdict.STOPS
    assert over.figures == {
        "highest": Money.kronor(500_000),
        "asked": Money.kronor(500_001),
        "over": Money.kronor(1),
    }


def test_a_partly_verified_rule_warns_and_never_stops(catalogue: Catalogue) -> None:
    over = finding(asked(catalogue, 600_000, cost=1_000_000), "A6")

    assert over.source is not None
    assert over.source.status is SourceStatus.PARTLY
    assert over.verdict is Verdict.WARNS


def test_other_money_from_the_appropriation_counts_against_the_half(catalogue: Catalogue) -> None:
    facts = asked(catalogue, 400_000, cost=1_000_000)
    other = FinancingRow("Region Norrbotten", "other_1_1", Money.kronor(150_000))
    facts = replace(facts, plan=replace(facts.plan, financing=(*facts.plan.financing, other)))

    # 50 % of 1 000 000 is 500 000; less 150 000 from another decider leaves 350 000
    assert finding(facts, "A6").figures["highest"] == Money.kronor(350_000)


def test_with_tillvaxtverket_the_whole_may_be_covered_but_each_gives_half_at_most(catalogue: Catalogue) -> None:
    facts = asked(catalogue, 500_000, cost=1_000_000)
    other = FinancingRow("Tillväxtverket", "tillvaxtverket", Money.kronor(500_000))
    facts = replace(facts, plan=replace(facts.plan, financing=(other,)))

    assert finding(facts, "A6").figures["highest"] == Money.kronor(500_000)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [(None, Verdict.NOT_YET), ("none", Verdict.FULFILLED), ("indirect", Verdict.JUDGED), ("direct", Verdict.STOPS)],
)
def test_direct_state_aid_stops_and_an_unanswered_question_waits(
    catalogue: Catalogue, answer: str | None, verdict: Verdict
) -> None:
    concepts = {Concept.STATE_AID: answer} if answer else {}

    assert finding(grantable(catalogue, concepts=concepts), "A4").verdict is verdict


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_what_half_allows_is_never_more_than_half(requested: int, cost: int) -> None:
    facts = asked(SHIPPED, requested, cost=cost)

    ceiling = highest_grant(findings_of(facts))

    assert ceiling is not None
    assert 2 * ceiling.ore <= cost * 100
    assert (finding(facts, "P3").verdict is Verdict.STOPS) == (2 * requested > cost)


def test_a_pre_study_of_twelve_months_is_short_and_a_day_more_is_long(catalogue: Catalogue) -> None:
    programme = catalogue.programme("project_funding", 1)

    def lasting(last: date) -> CaseFacts:
        days = {Concept.PROJECT_STARTS_ON: date(2026, 4, 1), Concept.PROJECT_ENDS_ON: last}
        return grantable(catalogue, grant_type=programme.grant_type("pre_study"), concepts=days)

    assert finding(lasting(date(2027, 3, 31)), "P1").verdict is Verdict.FULFILLED
    assert finding(lasting(date(2027, 4, 1)), "P1").verdict is Verdict.STOPS


def test_a_company_may_apply_if_others_benefit_which_is_judged(catalogue: Catalogue) -> None:
    assert finding(grantable(catalogue, applicant_kind=ApplicantKind.COMPANY), "P2").verdict is Verdict.JUDGED
    assert finding(grantable(catalogue, applicant_kind=ApplicantKind.MUNICIPALITY), "P2").verdict is Verdict.FULFILLED


def test_each_region_asks_its_own_policy(catalogue: Catalogue) -> None:
    norrbotten = grantable(catalogue, rulebook=catalogue.rulebook(TODAY, "norrbotten"))

    asked_there = {one.source.rule for one in findings_of(norrbotten) if one.source}

    assert "N6" in asked_there
    assert "P3" not in asked_there


def test_every_rule_of_every_programme_has_its_function_or_is_a_gate(catalogue: Catalogue) -> None:
    gates = {"X26", "X27", "BY1"}
    in_force = catalogue.programmes_in_force(TODAY)
    asked_for = {rule for programme in in_force for one in programme.grant_types for rule in one.rules}

    assert asked_for - gates - set(RULES) == set()


def test_every_finding_of_a_case_has_its_sentence_and_source(catalogue: Catalogue) -> None:
    for facts in (grantable(catalogue), grantable(catalogue, concepts={}, judgements={}, decision=None)):
        for one in findings_of(facts):
            assert finding_text(one)
            assert one.code in SENTENCE
            assert one.source is not None
            assert source_text(one.source)


# ----- as try-rules asks

_ADVANCE = {
    "grant_type": "implementation",
    "decision_on": "2026-05-04",
    "requested_amount": 900_000,
    "costs": [cost("staff", 2_000_000)],
    "financing": [],
    "advance_requested": 400_000,
    "economic_strength_tested": True,
}


@pytest.mark.parametrize(("reasons", "answer"), [(True, "fulfilled"), (UNKNOWN, "judged"), (False, "warns")])
def test_an_advance_is_given_for_special_reasons(reasons: bool | None, answer: str) -> None:
    # half of 900 000 is 450 000; 400 000 is the most
    assert verdict({**_ADVANCE, "special_reasons": reasons}, "A11") == answer
    assert verdict({**_ADVANCE, "special_reasons": reasons, "advance_requested": 400_001}, "A11") == "warns"
    assert highest({**_ADVANCE, "special_reasons": reasons}) == 1_000_000


@pytest.mark.parametrize(("answer", "said"), [(True, "fulfilled"), (UNKNOWN, "not_yet"), (False, "stops")])
def test_a_project_is_separate_in_time_economy_and_work(answer: bool | None, said: str) -> None:
    separate = {"separate_in_time": True, "separate_in_economy": True, "separate_in_work": answer}

    assert verdict({**_ADVANCE, **separate}, "A2") == said


@pytest.mark.parametrize(("notified", "said"), [(True, "fulfilled"), (UNKNOWN, "stops"), (False, "stops")])
def test_direct_state_aid_waits_for_the_government_to_be_notified(notified: bool | None, said: str) -> None:
    assert verdict({**_ADVANCE, "state_aid": "direct", "government_notified": notified}, "A4") == said


@pytest.mark.parametrize(("requested", "is_told"), [(1_200_000, True), (1_200_001, False)])
def test_what_a_small_project_gives_is_not_for_a_call(catalogue: Catalogue, requested: int, is_told: bool) -> None:
    facts = asked(catalogue, requested, cost=3_000_000)
    told = [one for one in findings_of(facts) if one.code == "small_project_instead"]

    assert bool(told) is is_told
    assert all(one.verdict is Verdict.WARNS and not one.refuses for one in told)
    assert highest_grant(findings_of(facts)) == Money.kronor(1_500_000)
