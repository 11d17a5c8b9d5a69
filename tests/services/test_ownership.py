"""Who owns and leads an applicant: asked of companies, counted by the rule, and of nobody else."""

import pytest

from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.errors import NotFound
from fundflow.domain.gender import GenderCategory
from fundflow.models.organisation import Organisation
from fundflow.services.application import Written, save_answers
from fundflow.services.facts import facts_of
from tests.whole_case import World, draft


@pytest.fixture
def company(world: World) -> World:
    """The world, whose applicant is a company."""
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.COMPANY
    world.session.commit()
    return world


@pytest.mark.parametrize(
    ("owned", "leader", "category"),
    [
        ("100", "man", GenderCategory.WOMEN),
        ("50", "man", GenderCategory.EVEN),
        ("0", "woman", GenderCategory.MEN),
        ("", "woman", GenderCategory.WOMEN),
        ("", "other", GenderCategory.UNKNOWN),
        ("", "", GenderCategory.UNKNOWN),
    ],
)
def test_a_company_is_counted_by_what_it_answers(
    company: World, owned: str, leader: str, category: GenderCategory
) -> None:
    assert draft(company, owners_women_percent=owned, leader_gender=leader).gender_category is category


def test_an_association_is_not_asked_and_not_counted(world: World) -> None:
    case = draft(world)

    assert case.gender_category is GenderCategory.NOT_APPLICABLE
    assert case.owners_women_percent is None
    with pytest.raises(NotFound):
        save_answers(world.uow("applicant"), case.id, {"leader_gender": Written("woman", 0)})


def test_what_a_company_answered_leaves_the_case_when_it_turns_out_to_be_none(company: World) -> None:
    case = draft(company, owners_women_percent="100", leader_gender="woman")
    company.session.get_one(Organisation, company.organisation_id).kind = ApplicantKind.ASSOCIATION

    save_answers(company.uow("applicant"), case.id, {"aim": Written("Ett annat syfte.", 1)})

    assert (case.owners_women_percent, case.leader_gender) == (None, None)
    assert "leader_gender" not in [question.key for question in facts_of(company.uow("officer"), case).questions]
