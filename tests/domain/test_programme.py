"""What a form asks of each grant type and kind of applicant: questions, answers to choose, files, reports."""

from dataclasses import replace

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.completeness import files_missing
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.guards import budget_balances
from fundflow.domain.money import Money
from fundflow.domain.programme import (
    AttachmentKind,
    Column,
    Option,
    Programme,
    Question,
    QuestionKind,
    ReportForm,
    ReportPlan,
    Shown,
    Text,
)
from tests.domain.parts import OFFICER, grantable, plan

SHORT, LONG = "pre_study", "implementation"


@pytest.fixture
def programme(catalogue: Catalogue) -> Programme:
    return catalogue.programme("project_funding", 1)


def test_an_answer_is_offered_only_for_its_grant_types(programme: Programme) -> None:
    options = (Option("plan", Text("Plan")), Option("build", Text("Bygge"), only_for=(LONG,)))
    column = Column("kind", QuestionKind.CHOICE, Text("Slag"), options=options)
    asked = (
        Question("what", QuestionKind.CHOICE, Text("Vad?"), options=options),
        Question("rows", QuestionKind.ROWS, Text("Rader"), columns=(column,)),
    )
    changed = replace(programme, pages=(replace(programme.pages[0], questions=asked),))

    what, rows = changed.questions_for(SHORT)

    assert [option.key for option in what.options] == ["plan"]
    assert [option.key for option in rows.columns[0].options] == ["plan"]
    assert list(changed.questions_for(LONG)) == list(asked)


def test_a_report_asks_and_is_due_as_the_grant_type_says(programme: Programme) -> None:
    both = Question("all", QuestionKind.LINE, Text("Alla"))
    one = Question("one", QuestionKind.LINE, Text("En"), only_for=(LONG,))
    alone = ReportPlan(None, 3)
    changed = replace(
        programme,
        final_report=ReportForm(Text("Slutrapport"), (both, one)),
        grant_types=tuple(
            replace(each, report_plan=alone if each.key == SHORT else None) for each in programme.grant_types
        ),
    )

    assert changed.final_report_for(SHORT).questions == (both,)
    assert changed.final_report_for(LONG).questions == (both, one)
    assert changed.report_plan_for(SHORT) == alone
    assert changed.report_plan_for(LONG) == programme.report_plan


@pytest.mark.parametrize(("answer", "lacks"), [("yes", ["Karta"]), ("no", []), (None, [])])
def test_a_file_is_required_only_after_the_answer_that_asks_for_it(
    catalogue: Catalogue, answer: str | None, lacks: list[str]
) -> None:
    facts = grantable(catalogue)
    kind = AttachmentKind("map", Text("Karta"), required=True, shown_when=Shown("land_needed", ("yes",)))
    facts = replace(
        facts,
        programme=replace(facts.programme, attachments=(kind,)),
        answers={**facts.answers, "land_needed": answer},
    )

    assert [str(one.figures["what"]) for one in files_missing(facts)] == lacks


def test_a_form_that_asks_for_costs_alone_has_nothing_to_balance(catalogue: Catalogue) -> None:
    facts = grantable(catalogue, plan=replace(plan(), requested=Money.kronor(1)))
    without = replace(
        facts.programme,
        pages=tuple(
            replace(page, questions=tuple(one for one in page.questions if one.key != "financing"))
            for page in facts.programme.pages
        ),
    )

    assert [one.code for one in budget_balances(facts, OFFICER)] == ["financing_short"]
    assert list(budget_balances(replace(facts, programme=without), OFFICER)) == []


# ----- by kind of applicant


@pytest.fixture
def fund(catalogue: Catalogue) -> Programme:
    """The made-up fund, whose second page only associations are asked, and whose question of land only companies."""
    programme = catalogue.programme("village_fund", 1)
    idea, money, *rest = programme.pages
    questions = tuple(
        replace(one, applicant_kinds=(ApplicantKind.COMPANY,)) if one.key == "land_needed" else one
        for one in idea.questions
    )
    pages = (
        replace(idea, questions=questions),
        replace(money, applicant_kinds=(ApplicantKind.ASSOCIATION, ApplicantKind.MUNICIPALITY)),
        *rest,
    )
    return replace(programme, pages=pages)


def pages(fund: Programme, kind: ApplicantKind | None) -> list[str]:
    return [page.key for page in fund.pages_for("village_grant", kind)]


def asked(fund: Programme, kind: ApplicantKind | None) -> set[str]:
    return {question.key for question in fund.questions_for("village_grant", kind)}


def test_a_page_is_there_for_the_kinds_it_names(fund: Programme) -> None:
    assert "money" in pages(fund, ApplicantKind.MUNICIPALITY)
    assert "money" not in pages(fund, ApplicantKind.COMPANY)


def test_a_question_is_asked_of_the_kinds_it_names(fund: Programme) -> None:
    assert "land_needed" in asked(fund, ApplicantKind.COMPANY)
    assert "land_needed" not in asked(fund, ApplicantKind.ASSOCIATION)


def test_an_applicant_of_unknown_kind_is_asked_everything(fund: Programme) -> None:
    assert "land_needed" in asked(fund, None)
    assert "money" in pages(fund, None)


def test_a_page_on_which_nothing_is_asked_is_left_out(fund: Programme) -> None:
    only_companies = tuple(replace(one, applicant_kinds=(ApplicantKind.COMPANY,)) for one in fund.pages[0].questions)
    changed = replace(fund, pages=(replace(fund.pages[0], questions=only_companies), *fund.pages[1:]))

    assert "idea" in pages(changed, ApplicantKind.COMPANY)
    assert "idea" not in pages(changed, ApplicantKind.ASSOCIATION)
