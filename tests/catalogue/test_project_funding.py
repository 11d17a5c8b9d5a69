"""The programme of project funding as it ships: what is asked, what is judged, what is counted."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.programme import CriterionKind, Programme, QuestionKind, Text
from tests.catalogue.texts import texts_in

BOTH = ("pre_study", "implementation")


@pytest.fixture(scope="module")
def programme(catalogue: Catalogue) -> Programme:
    return catalogue.programme("project_funding", 1)


@pytest.mark.parametrize("grant_type", BOTH)
@pytest.mark.parametrize(
    "concept",
    [
        Concept.TITLE,
        Concept.SUMMARY,
        Concept.PROJECT_STARTS_ON,
        Concept.PROJECT_ENDS_ON,
        Concept.SEPARATE_IN_TIME,
        Concept.SEPARATE_IN_ECONOMY,
        Concept.SEPARATE_IN_WORK,
        Concept.OPERATING_SUPPORT,
        Concept.STATE_AID,
        Concept.PRIORITY,
        Concept.STRATEGIC_AREA,
        Concept.FURTHER_PRIORITIES,
        Concept.MUNICIPALITIES,
        Concept.AGENDA_GOALS,
        Concept.COST_METHOD,
        Concept.COSTS,
        Concept.FINANCING,
        Concept.REQUESTED_AMOUNT,
        Concept.EU_PROGRAMME,
        Concept.EXPECTED_RESULT,
        Concept.THEME,
    ],
)
def test_both_kinds_of_project_ask_it(programme: Programme, grant_type: str, concept: Concept) -> None:
    assert programme.question_of(concept, grant_type) is not None


@pytest.mark.parametrize(
    "key",
    [
        "need",
        "aim",
        "goals",
        "target_group",
        "activities",
        "organisation",
        "partners",
        "dissemination",
        "related_cases",
    ],
)
@pytest.mark.parametrize("grant_type", BOTH)
def test_what_the_ordinance_and_the_region_want_to_know_is_asked(
    programme: Programme, grant_type: str, key: str
) -> None:
    assert key in [question.key for question in programme.questions_for(grant_type)]


def test_a_pre_study_is_asked_less(programme: Programme) -> None:
    short, long = (len(list(programme.questions_for(grant_type))) for grant_type in BOTH)

    assert short <= long - 8
    assert programme.question_of(Concept.INDICATORS, "pre_study") is None


@pytest.mark.parametrize("grant_type", BOTH)
def test_the_form_has_nine_pages_that_a_person_can_take_in(programme: Programme, grant_type: str) -> None:
    pages = programme.pages_for(grant_type)

    assert len(pages) == 9
    assert all(1 <= len(page.questions) <= 10 for page in pages)


@pytest.mark.parametrize("kind", ApplicantKind)
def test_only_companies_are_asked_who_owns_and_leads_them(programme: Programme, kind: ApplicantKind) -> None:
    asked = {question.concept for question in programme.questions_for("implementation", kind)}

    is_company = kind in (ApplicantKind.COMPANY, ApplicantKind.SOLE_TRADER)
    assert ({Concept.OWNERS_WOMEN_PERCENT, Concept.LEADER_GENDER} <= asked) is is_company
    assert {Concept.TITLE, Concept.COSTS} <= asked


def test_the_cohesive_region_is_asked_and_judged_in_five_parts(programme: Programme) -> None:
    page = next(page for page in programme.pages_for("implementation") if page.key == "cohesion")
    parts = [one for one in programme.criteria if one.key.startswith("cohesion_")]

    written = {question.key for question in page.questions if question.kind is QuestionKind.PARAGRAPHS}

    assert written == {"benefits_several", "cooperation", "sector_strategies_how", "anchoring", "regional_value"}
    assert [part.kind for part in parts] == [CriterionKind.TEXT] * 5


def test_two_gates_stop_and_nothing_else_does(programme: Programme) -> None:
    gates = {one.key: one for one in programme.criteria if one.kind is CriterionKind.GATE}

    assert {key: gate.rule for key, gate in gates.items()} == {"equality_gate": "X26", "climate_gate": "X27"}
    assert [level.key for level in gates["equality_gate"].levels if not level.passes] == ["does_not"]
    assert [level.key for level in gates["climate_gate"].levels if not level.passes] == ["neither"]


def test_five_criteria_are_graded_from_one_to_four(programme: Programme) -> None:
    graded = [one for one in programme.criteria if one.kind is CriterionKind.GRADED]

    assert [one.key for one in graded] == ["relevance", "regional_added_value", "feasibility", "goal_logic", "budget"]
    assert all([level.key for level in one.levels] == ["1", "2", "3", "4"] for one in graded)


def test_the_goals_of_agenda_2030_are_marked_one_by_one(programme: Programme) -> None:
    criterion = next(one for one in programme.criteria if one.kind is CriterionKind.GOALS)

    assert len(criterion.goals) == 17
    assert [level.key for level in criterion.levels] == ["direct", "indirect", "negative"]


@pytest.mark.parametrize(
    ("method", "percent", "flat", "written"),
    [
        ("actual", None, None, {"staff", "external_services", "travel", "investment", "premises", "other", "in_kind"}),
        ("indirect_15", 15, "indirect", {"staff", "external_services", "travel", "investment", "other", "in_kind"}),
        ("staff_40", 40, "other_flat", {"staff"}),
        ("lump_sum", None, None, {"lump_sum"}),
    ],
)
def test_the_ways_to_reckon_costs(
    programme: Programme, method: str, percent: int | None, flat: str | None, written: set[str]
) -> None:
    way = programme.cost_method(method)

    assert way is not None
    assert way.percent_of_staff == (None if percent is None else Decimal(percent))
    assert way.flat_cost_type == flat
    assert set(way.allows) == written


def test_a_computed_cost_is_not_offered_on_a_row(programme: Programme) -> None:
    costs = programme.question_of(Concept.COSTS, "pre_study")

    assert costs is not None
    offered = {option.key for option in costs.columns[0].options}

    assert offered.isdisjoint({"indirect", "other_flat"})
    assert "staff" in offered


def test_the_percentages_are_those_of_the_regions_rule(catalogue: Catalogue, programme: Programme) -> None:
    rule = catalogue.rulebook(date(2026, 3, 2), "vasterbotten").find("P11")

    assert rule is not None
    assert [method.percent_of_staff for method in programme.cost_methods if method.percent_of_staff] == [
        rule.percent("indirect_percent"),
        rule.percent("other_costs_on_staff_percent"),
    ]


def test_only_an_implementation_project_must_certify_its_financing(programme: Programme) -> None:
    required = {key: [one.key for one in programme.attachments_for(key) if one.required] for key in BOTH}

    assert required == {"pre_study": [], "implementation": ["financing_certificates"]}


def test_participants_are_reported_as_women_men_and_unknown(programme: Programme) -> None:
    for form in (programme.progress_report, programme.final_report):
        counted = [question.key for question in form.questions if question.kind is QuestionKind.WHOLE_NUMBER]

        assert counted == ["participants_women", "participants_men", "participants_unknown"]


def test_what_an_applicant_reads_is_in_swedish_and_english(programme: Programme) -> None:
    read = (
        programme.label,
        programme.summary,
        programme.pages,
        programme.attachments,
        programme.cost_types,
        programme.cost_methods,
        programme.indicators,
        programme.progress_report,
        programme.final_report,
    )

    assert [at for at, text in texts_in(read) if not text.en] == []


def test_the_texts_are_calm(programme: Programme) -> None:
    shouted = [text.sv for text in _texts(programme) if "!" in text.sv or "tyvärr" in text.sv.lower()]

    assert shouted == []


def _texts(programme: Programme) -> Iterator[Text]:
    for page in programme.pages:
        yield from filter(None, (page.label, page.lead))
        for question in page.questions:
            yield from filter(None, (question.label, question.hint))
    for criterion in programme.criteria:
        yield from (criterion.label, criterion.guidance)
    for condition in programme.conditions:
        yield condition.text
