"""Commercial service as it ships: what each kind of support asks, demands, judges and sets as a condition."""

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import Concept
from fundflow.domain.programme import CriterionKind, Programme
from tests.catalogue.texts import texts_in

OF_SHOPS = ("investeringsstod", "servicebidrag", "driftstod")
YEARLY = ("servicebidrag", "driftstod", "hemsandning")
ALL = (*OF_SHOPS, "hemsandning")

NEEDS = [
    (ALL, Concept.TITLE),
    (ALL, Concept.REQUESTED_AMOUNT),
    (ALL, Concept.MUNICIPALITIES),
    (OF_SHOPS, Concept.SERVICE_GOODS),
    (OF_SHOPS, Concept.POINT_OF_SALE),
    (OF_SHOPS, Concept.DISTANCE_KM),
    (OF_SHOPS, Concept.OPEN_ALL_YEAR),
    (OF_SHOPS, Concept.EARLIER_AID),
    (OF_SHOPS, Concept.OTHER_AID_SAME_COSTS),
    (OF_SHOPS, Concept.MUNICIPALITY_HEARD),
    (OF_SHOPS, Concept.SPECIAL_REASONS),
    (("investeringsstod",), Concept.COSTS),
    (("investeringsstod",), Concept.WORK_STARTS_ON),
    (("investeringsstod",), Concept.GROUND_85),
    (YEARLY, Concept.SUPPORT_YEAR),
    (("servicebidrag",), Concept.SERVICEBIDRAG_YEARS_BEFORE),
    (("servicebidrag",), Concept.PROFITABILITY),
    (("servicebidrag", "driftstod"), Concept.SERVICEBIDRAG_SAME_YEAR),
    (("servicebidrag", "driftstod"), Concept.DRIFTSTOD_SAME_YEAR),
    (("servicebidrag", "driftstod"), Concept.WIDE_GROCERY_RANGE),
    (("driftstod",), Concept.ISLAND_WITHOUT_FIXED_LINK),
    (("driftstod",), Concept.GROCERY_TURNOVER),
    (("driftstod",), Concept.SGEI_ASSORTMENT),
    (("driftstod",), Concept.SGEI_OPENING_HOURS),
    (("hemsandning",), Concept.HOUSEHOLDS),
    (("hemsandning",), Concept.HOUSEHOLD_OCCASIONS),
    (("hemsandning",), Concept.NET_DELIVERY_COST),
]


@pytest.fixture(scope="module")
def programme(catalogue: Catalogue) -> Programme:
    return catalogue.programme("commercial_service", 1)


@pytest.mark.parametrize(("grant_types", "concept"), NEEDS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_the_rules_of_a_support_need_is_asked_or_established(
    programme: Programme, grant_types: tuple[str, ...], concept: Concept
) -> None:
    for key in grant_types:
        established = {criterion.concept for criterion in programme.criteria_for(key)}

        assert programme.question_of(concept, key) is not None or concept in established, key


def test_every_kind_of_support_is_open_and_named_by_the_tests(programme: Programme) -> None:
    assert {grant_type.key for grant_type in programme.grant_types if grant_type.is_open} == set(ALL)


@pytest.mark.parametrize(("grant_type", "most"), [("hemsandning", 11), *((key, 22) for key in OF_SHOPS)])
def test_a_shopkeeper_answers_in_ten_minutes(programme: Programme, grant_type: str, most: int) -> None:
    required = [one for one in programme.questions_for(grant_type) if one.required and one.shown_when is None]

    assert len(required) <= most
    assert len(programme.pages_for(grant_type)) <= 3


def test_the_law_on_service_asks_neither_of_wages_nor_of_debts(programme: Programme) -> None:
    barred = {Concept.WAGES_AT_COLLECTIVE_LEVEL, Concept.ENFORCEMENT_DEBT, Concept.IN_LIQUIDATION, Concept.BANKRUPT}
    asked = {question.concept for key in ALL for question in programme.questions_for(key)}

    assert barred.isdisjoint(asked)


@pytest.mark.parametrize(
    ("grant_type", "required"),
    [
        ("investeringsstod", {"quotations", "legal_requirement"}),
        ("servicebidrag", {"annual_accounts", "action_plan"}),
        ("driftstod", {"annual_accounts", "registration"}),
        ("hemsandning", {"cost_account"}),
    ],
)
def test_the_files_that_a_support_demands(programme: Programme, grant_type: str, required: set[str]) -> None:
    assert {kind.key for kind in programme.attachments_for(grant_type) if kind.required} == required


def test_a_legal_requirement_is_proven_only_where_it_is_the_ground(programme: Programme) -> None:
    kind = next(one for one in programme.attachments if one.key == "legal_requirement")

    assert kind.shown_when is not None
    assert (kind.shown_when.question, kind.shown_when.is_one_of) == ("ground_85", ("4",))


def test_the_municipality_is_heard_before_a_shop_is_supported(programme: Programme) -> None:
    heard = {
        key: [one.kind for one in programme.criteria_for(key) if one.concept is Concept.MUNICIPALITY_HEARD]
        for key in ALL
    }

    assert heard == {**{key: [CriterionKind.FACT] for key in OF_SHOPS}, "hemsandning": []}


def test_the_officer_says_which_ground_gives_85_per_cent_or_none(programme: Programme) -> None:
    criterion = next(one for one in programme.criteria if one.concept is Concept.GROUND_85)

    assert [level.key for level in criterion.levels] == ["none", "1a", "1b", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("grant_type", "judged"),
    [
        ("investeringsstod", {"service_place", "other_service", "need", "ground_85"}),
        ("servicebidrag", {"service_place", "other_service", "need", "action_plan"}),
        ("driftstod", {"service_place", "other_service", "need"}),
        ("hemsandning", {"home_delivery"}),
    ],
)
def test_what_is_judged_of_a_support(programme: Programme, grant_type: str, judged: set[str]) -> None:
    criteria = {criterion.key for criterion in programme.criteria_for(grant_type)}

    assert judged | {"sparse_service", "equality", "sustainability"} <= criteria


def test_operating_support_imposes_a_service_of_general_economic_interest(programme: Programme) -> None:
    proposed = {one.key for one in programme.conditions_for("driftstod") if one.proposed}

    assert {"general_interest", "de_minimis_general_interest", "report_changes", "repayment"} <= proposed
    assert "de_minimis" not in proposed


@pytest.mark.parametrize(
    ("grant_type", "said"),
    [("investeringsstod", None), ("servicebidrag", "när det har beviljats"), ("hemsandning", "i efterskott")],
)
def test_the_decision_says_how_the_support_is_paid(programme: Programme, grant_type: str, said: str | None) -> None:
    paid = programme.grant_type(grant_type).paid

    assert (paid is None) if said is None else (paid is not None and said in paid.sv)


@pytest.mark.parametrize(
    ("grant_type", "asked"),
    [
        ("investeringsstod", {"done", "in_use_on", "meaning"}),
        ("servicebidrag", {"plan_done", "grocery_turnover", "meaning"}),
        ("driftstod", {"kept_range", "kept_range_how", "grocery_turnover", "meaning"}),
        ("hemsandning", {"net_cost", "occasions", "meaning"}),
    ],
)
def test_the_final_report_asks_what_suits_the_support(programme: Programme, grant_type: str, asked: set[str]) -> None:
    assert {question.key for question in programme.final_report_for(grant_type).questions} == asked
    assert programme.report_plan_for(grant_type).progress_every_months is None


def test_a_claim_of_home_delivery_asks_for_fees_deliveries_and_households(programme: Programme) -> None:
    asked = {key: {one.concept for one in programme.claim_for(key).questions} for key in ALL}

    assert asked.pop("hemsandning") == {
        Concept.DELIVERY_FEES,
        Concept.DELIVERY_OCCASIONS,
        Concept.DELIVERY_HOUSEHOLDS,
    }
    assert not any(asked.values())


def test_the_kinds_of_cost_suit_what_is_claimed(programme: Programme) -> None:
    assert {one.key for one in programme.cost_types_for("hemsandning")} == {
        "bought_delivery",
        "own_staff",
        "own_vehicle",
        "other",
    }
    assert "bought_delivery" not in {one.key for one in programme.cost_types_for("investeringsstod")}


def test_every_text_is_in_swedish_and_english(programme: Programme) -> None:
    assert [at for at, text in texts_in(programme) if not text.en] == []


def test_the_texts_are_calm(programme: Programme) -> None:
    assert [text.sv for _, text in texts_in(programme) if "!" in text.sv or "tyvärr" in text.sv.lower()] == []


@pytest.mark.parametrize(("kind", "appealable"), [("grant", False), ("rejection", False), ("recovery", True)])
def test_only_withholding_and_recovery_may_be_appealed(catalogue: Catalogue, kind: str, *, appealable: bool) -> None:
    assert ("förvaltningsdomstol" in str(catalogue.appeal("2024:1243", kind))) is appealable


@pytest.mark.parametrize("key", ["investeringsbidrag", *ALL])
def test_old_cases_may_name_what_the_form_has_and_what_it_had(catalogue: Catalogue, key: str) -> None:
    assert catalogue.knows_grant_type("commercial_service", key)
