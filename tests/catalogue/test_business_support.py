"""Business support as it ships: what each kind of support asks, demands, judges and sets as a condition."""

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import Concept
from fundflow.domain.programme import CriterionKind, Programme, QuestionKind
from tests.catalogue.texts import texts_in

VOUCHERS = (
    "tillvaxtcheck",
    "hallbarhetscheck",
    "affarsutvecklingscheck_digitalisering",
    "affarsutvecklingscheck_internationalisering",
)
INNOVATION = ("innovationscheck", "innovationsbidrag")
INVESTMENT = ("sis", "ris")
SMALL = ("mikrostod", *VOUCHERS, "energieffektivisering")
ALL = (*SMALL, *INNOVATION, *INVESTMENT)
OF_SIZE = tuple(key for key in ALL if key not in ("mikrostod", "tillvaxtcheck"))
DE_MINIMIS = (*SMALL, "sis")
GBER = (*INNOVATION, "ris")

NEEDS = [
    (ALL, Concept.TITLE),
    (ALL, Concept.REQUESTED_AMOUNT),
    (ALL, Concept.COSTS),
    (ALL, Concept.MUNICIPALITIES),
    (ALL, Concept.WORK_STARTS_ON),
    (ALL, Concept.PROJECT_ENDS_ON),
    (ALL, Concept.REGISTERED_ON),
    (ALL, Concept.EMPLOYEES),
    (ALL, Concept.OWNERS_WOMEN_PERCENT),
    (ALL, Concept.LEADER_GENDER),
    (ALL, Concept.WAGES_AT_COLLECTIVE_LEVEL),
    (ALL, Concept.ENFORCEMENT_DEBT),
    (ALL, Concept.IN_LIQUIDATION),
    (ALL, Concept.BANKRUPT),
    (ALL, Concept.OTHER_AID_SAME_COSTS),
    (OF_SIZE, Concept.TURNOVER_EUR),
    (OF_SIZE, Concept.BALANCE_EUR),
    (OF_SIZE, Concept.GROUP),
    (OF_SIZE, Concept.PUBLIC_OWNERSHIP_PERCENT),
    ((*DE_MINIMIS, *INNOVATION), Concept.EARLIER_AID),
    (GBER, Concept.RECOVERY_ORDER_OPEN),
    (GBER, Concept.IN_DIFFICULTY),
    (GBER, Concept.CONSENTS_TO_PUBLICATION),
    (("mikrostod", "tillvaxtcheck"), Concept.LEADER_BORN_OUTSIDE_NORDICS),
    (("mikrostod", "tillvaxtcheck"), Concept.LEADER_YEARS_IN_SWEDEN),
    (("mikrostod", "tillvaxtcheck"), Concept.FULL_TIME_IN_COMPANY),
    (("tillvaxtcheck",), Concept.LEADER_OWNERSHIP_PERCENT),
    (("mikrostod", "innovationscheck"), Concept.EARLIER_SAME_TYPE),
    (("mikrostod", "energieffektivisering", "sis", "ris"), Concept.DISTRICT),
    (INVESTMENT, Concept.DESO),
    (INVESTMENT, Concept.TOTAL_INVESTMENT),
    (("innovationsbidrag", *INVESTMENT), Concept.FINANCING),
    (INNOVATION, Concept.SEAT_IN_COUNTY),
    (("energieffektivisering",), Concept.OWNS_PREMISES),
    (("energieffektivisering",), Concept.INLAND),
    (("sis",), Concept.RURAL_AREA),
    (("ris",), Concept.MOVES_BETWEEN_COUNTIES),
    (("ris",), Concept.SECURITY_GIVEN),
]


@pytest.fixture(scope="module")
def programme(catalogue: Catalogue) -> Programme:
    return catalogue.programme("business_support", 1)


@pytest.mark.parametrize(("grant_types", "concept"), NEEDS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_the_rules_of_a_support_need_is_asked_or_established(
    programme: Programme, grant_types: tuple[str, ...], concept: Concept
) -> None:
    for key in grant_types:
        established = {criterion.concept for criterion in programme.criteria_for(key)}

        assert programme.question_of(concept, key) is not None or concept in established, key


def test_every_kind_of_support_is_open_and_named_by_the_tests(programme: Programme) -> None:
    assert {grant_type.key for grant_type in programme.grant_types if grant_type.is_open} == set(ALL)


@pytest.mark.parametrize("grant_type", [key for key in ALL if key not in ("mikrostod", "tillvaxtcheck")])
def test_where_someone_was_born_is_asked_only_where_the_support_depends_on_it(
    programme: Programme, grant_type: str
) -> None:
    assert programme.question_of(Concept.LEADER_BORN_OUTSIDE_NORDICS, grant_type) is None


@pytest.mark.parametrize("grant_type", ALL)
def test_a_company_is_asked_little_at_a_time(programme: Programme, grant_type: str) -> None:
    pages = programme.pages_for(grant_type)
    required = [one for page in pages for one in page.questions if one.required and one.shown_when is None]

    assert all(1 <= len(page.questions) <= 13 for page in pages)
    assert len(pages) <= 6
    assert len(required) <= (27 if grant_type in SMALL else 33)


@pytest.mark.parametrize("grant_type", SMALL)
def test_a_small_support_asks_for_costs_and_leaves_the_rest_to_the_company(
    programme: Programme, grant_type: str
) -> None:
    assert programme.question_of(Concept.FINANCING, grant_type) is None


@pytest.mark.parametrize(
    ("grant_type", "offered"),
    [
        ("tillvaxtcheck", {"external_services", "travel", "other"}),
        ("hallbarhetscheck", {"external_services", "other"}),
        ("innovationscheck", {"external_services", "own_work", "other"}),
        ("innovationsbidrag", {"external_services", "staff", "own_work", "other"}),
        ("sis", {"external_services", "machinery", "investment", "building", "vehicle", "other"}),
    ],
)
def test_a_cost_row_offers_the_kinds_of_the_support(programme: Programme, grant_type: str, offered: set[str]) -> None:
    costs = programme.question_of(Concept.COSTS, grant_type)
    assert costs is not None
    kind = next(column for column in costs.columns if column.key == "kind")

    assert {option.key for option in kind.options} == offered
    assert {cost_type.key for cost_type in programme.cost_types_for(grant_type)} == offered


@pytest.mark.parametrize(
    ("grant_type", "required"),
    [
        ("mikrostod", {"used_equipment"}),
        ("tillvaxtcheck", set()),
        ("hallbarhetscheck", {"quotations"}),
        ("energieffektivisering", {"quotations", "energy_certificate"}),
        ("innovationscheck", set()),
        ("innovationsbidrag", {"annual_accounts", "business_plan"}),
        ("sis", {"quotations", "annual_accounts", "used_equipment"}),
        ("ris", {"quotations", "annual_accounts", "business_plan", "financing_promise", "used_equipment"}),
    ],
)
def test_the_files_that_a_support_demands(programme: Programme, grant_type: str, required: set[str]) -> None:
    assert {kind.key for kind in programme.attachments_for(grant_type) if kind.required} == required


def test_certificates_are_demanded_only_after_the_answer_that_makes_them_needed(programme: Programme) -> None:
    depends = {kind.key: kind.shown_when for kind in programme.attachments if kind.shown_when}

    assert {key: (shown.question, shown.is_one_of) for key, shown in depends.items()} == {
        "used_equipment": ("buys_used", ("yes",)),
        "energy_certificate": ("energy_measure", ("other",)),
    }


@pytest.mark.parametrize("grant_type", ALL)
def test_need_profit_competition_and_sustainability_are_judged(programme: Programme, grant_type: str) -> None:
    judged = {criterion.key for criterion in programme.criteria_for(grant_type)}

    assert {"need", "profitability", "competition", "first_in_line", "equality", "sustainability"} <= judged


@pytest.mark.parametrize("grant_type", ALL)
def test_one_gate_holds_the_preconditions_of_the_act(programme: Programme, grant_type: str) -> None:
    gates = {one.key: one.rule for one in programme.criteria_for(grant_type) if one.kind is CriterionKind.GATE}

    expected = {"preconditions_investment": "I2"} if grant_type in INVESTMENT else {"preconditions": "B2"}
    of_the_act = {} if grant_type == "energieffektivisering" else expected
    assert gates == of_the_act | ({"de_minimis": "E8"} if grant_type in DE_MINIMIS else {})


def test_two_of_twelve_grounds_for_priority_must_hold(programme: Programme) -> None:
    grounds = next(one for one in programme.criteria if one.key == "priority_grounds")

    assert (len(grounds.goals), grounds.at_least, grounds.rule) == (12, 2, "V13")
    assert [(level.key, level.passes) for level in grounds.levels] == [("yes", True), ("no", False)]


def test_larger_support_waits_for_security_controller_and_dialogue(programme: Programme) -> None:
    gating = {one.key: one.proposed for one in programme.conditions_for("ris") if one.gates_payment}

    assert gating == {"security": True, "controller": False, "sustainability_dialogue": False}
    assert {one.key for one in programme.conditions_for("mikrostod") if one.gates_payment} == set()


def test_a_regional_investment_is_kept_five_years_and_its_liability_falls(programme: Programme) -> None:
    proposed = {one.key for one in programme.conditions_for("ris") if one.proposed}

    assert {"keep_five_years", "falling_liability", "no_jtf", "repayment", "report_changes"} <= proposed
    assert "de_minimis" not in proposed


@pytest.mark.parametrize("grant_type", DE_MINIMIS)
def test_a_de_minimis_decision_says_that_it_is_one(programme: Programme, grant_type: str) -> None:
    condition = next(one for one in programme.conditions_for(grant_type) if one.key == "de_minimis")

    assert condition.proposed
    assert "2023/2831" in condition.text.sv


@pytest.mark.parametrize(("grant_type", "months"), [("mikrostod", None), ("sis", None), ("ris", 6)])
def test_only_the_largest_support_reports_on_the_way(programme: Programme, grant_type: str, months: int | None) -> None:
    assert programme.report_plan_for(grant_type).progress_every_months == months


def test_the_final_report_asks_what_suits_the_support(programme: Programme) -> None:
    micro, invention, investment = (
        {question.key for question in programme.final_report_for(key).questions}
        for key in ("mikrostod", "innovationscheck", "ris")
    )

    assert "in_use_on" in investment - micro
    assert "on_the_market" in invention - micro


def test_every_text_is_in_swedish_and_english(programme: Programme) -> None:
    assert [at for at, text in texts_in(programme) if not text.en] == []


def test_the_texts_are_calm(programme: Programme) -> None:
    assert [text.sv for _, text in texts_in(programme) if "!" in text.sv or "tyvärr" in text.sv.lower()] == []


@pytest.mark.parametrize("grant_type", ALL)
def test_every_question_that_is_written_in_words_says_how_long(programme: Programme, grant_type: str) -> None:
    words = (QuestionKind.LINE, QuestionKind.PARAGRAPHS)

    assert [one.key for one in programme.questions_for(grant_type) if one.kind in words and not one.max_length] == []


@pytest.mark.parametrize(
    ("act", "kind", "appealable"),
    [
        ("2022:1468", "grant", False),
        ("2022:1468", "rejection", False),
        ("2022:1468", "recovery", True),
        ("2022:1467", "grant", False),
        ("2022:1467", "withholding", True),
    ],
)
def test_only_withholding_and_recovery_may_be_appealed(
    catalogue: Catalogue, act: str, kind: str, *, appealable: bool
) -> None:
    assert ("förvaltningsdomstol" in str(catalogue.appeal(act, kind))) is appealable


@pytest.mark.parametrize("key", ["jamstalldhetscheck", *ALL])
def test_old_cases_may_name_what_the_form_has_and_what_it_had(catalogue: Catalogue, key: str) -> None:
    assert catalogue.knows_grant_type("business_support", key)
