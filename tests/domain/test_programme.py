"""Which pages and questions an applicant of each kind is asked."""

from dataclasses import replace

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.programme import Programme


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
