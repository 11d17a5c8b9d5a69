"""Completing: by question, with a reason and one working day; only what is asked for opens."""

from datetime import date

import pytest
from sqlalchemy import select

from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.roles import OrganisationRight
from fundflow.domain.states import State
from fundflow.models.application import ApplicationVersion
from fundflow.models.case import Case
from fundflow.models.person import Membership
from fundflow.services.application import Written, discard_draft, save_answers
from fundflow.services.intake import (
    Asked,
    assign_case,
    change_received_day,
    confirm_signatory,
    end_completion,
    request_completion,
    start_preparation,
)
from fundflow.services.submission import send_completion
from tests.whole_case import World, draft, in_preparation, join, submitted

WEDNESDAY = date(2026, 3, 11)


def codes(refused: Refused) -> set[str]:
    return {finding.code for finding in refused.findings}


def completing(world: World) -> Case:
    """A case in which the goals are asked for again."""
    case = in_preparation(world)
    request_completion(
        world.uow("officer"),
        case.id,
        asked=[Asked("Målen går inte att följa upp.", question="goals")],
        due_on=WEDNESDAY,
        message="Vi behöver en sak till.",
    )
    world.session.commit()
    return case


def test_starting_takes_a_case_that_nobody_has(world: World) -> None:
    case = submitted(world)

    start_preparation(world.uow("colleague"), case.id)

    assert (case.state, case.officer_id) == (State.IN_PREPARATION, world.people["colleague"])


def test_a_case_is_given_only_to_someone_who_prepares(world: World) -> None:
    case = submitted(world)

    with pytest.raises(NotFound):
        assign_case(world.uow("officer"), case.id, world.people["economist"])


def test_a_case_is_not_given_to_someone_who_acts_for_its_applicant(world: World) -> None:
    case = submitted(world)
    join(world, "colleague", OrganisationRight.EDIT, confirmed=True)

    with pytest.raises(Refused) as refused:
        assign_case(world.uow("officer"), case.id, world.people["colleague"])

    assert codes(refused.value) == {"officer_is_party"}


def test_only_what_is_asked_for_opens_to_the_applicant(world: World) -> None:
    case = completing(world)
    uow = world.uow("writer")

    save_answers(uow, case.id, {"goals": Written("Tjugo företag har börjat använda ny teknik.", 1)})

    with pytest.raises(Refused):
        save_answers(uow, case.id, {"aim": Written("Något annat", 1)})


def test_a_completion_is_frozen_as_a_version_of_its_own(world: World) -> None:
    case = completing(world)
    save_answers(world.uow("writer"), case.id, {"goals": Written("Tjugo företag.", 1)})

    send_completion(world.uow("writer"), case.id)

    assert case.state is State.IN_PREPARATION
    assert case.completion_due_on is None
    versions = world.session.scalars(select(ApplicationVersion).order_by(ApplicationVersion.number)).all()
    assert [version.number for version in versions] == [1, 2]
    assert "Tjugo företag." in versions[1].content
    assert "Tjugo företag." not in versions[0].content


@pytest.mark.parametrize(
    "due_on",
    [
        pytest.param(date(2026, 3, 2), id="today"),
        pytest.param(date(2026, 3, 14), id="a saturday"),
        pytest.param(date(2026, 6, 19), id="midsummer eve"),
    ],
)
def test_the_day_is_a_coming_working_day(world: World, due_on: date) -> None:
    case = in_preparation(world)

    with pytest.raises(Refused) as refused:
        request_completion(
            world.uow("officer"), case.id, asked=[Asked(" ", question="goals")], due_on=due_on, message=""
        )

    assert codes(refused.value) == {"completion_empty", "completion_day_passed"}


def test_preparation_goes_on_when_the_day_has_passed(world: World) -> None:
    case = completing(world)
    with pytest.raises(Refused):
        end_completion(world.uow("officer"), case.id)
    world.session.rollback()
    world.later(days=10)

    end_completion(world.uow("officer"), case.id)

    assert case.state is State.IN_PREPARATION


def test_confirming_who_signed_confirms_the_membership_too(world: World) -> None:
    membership = world.session.scalars(
        select(Membership).where(Membership.person_id == world.people["applicant"])
    ).one()
    membership.confirmed_at = None
    case = in_preparation(world)
    assert case.signatory_confirmed_at is None

    confirm_signatory(world.uow("officer"), case.id)

    assert case.signatory_confirmed_at is not None
    assert membership.confirmed_by_id == world.people["officer"]


def test_the_received_day_can_be_set_back_with_a_reason_but_never_ahead(world: World) -> None:
    case = in_preparation(world)

    change_received_day(
        world.uow("officer"), case.id, day=date(2026, 2, 27), reason="Kom med e-post när tjänsten var nere."
    )

    assert str(case.received_on) == "2026-02-27"
    with pytest.raises(Refused):
        change_received_day(world.uow("officer"), case.id, day=date(2026, 3, 3), reason="Fel.")


def test_two_who_write_the_same_answer_see_both_texts(world: World) -> None:
    case = draft(world)
    save_answers(world.uow("writer"), case.id, {"aim": Written("Nils text", 1)})

    with pytest.raises(Conflict) as conflict:
        save_answers(
            world.uow("applicant"), case.id, {"aim": Written("Majas text", 1), "need": Written("Nytt behov", 1)}
        )

    assert conflict.value.theirs["aim"].value == "Nils text"
    assert conflict.value.theirs["aim"].by == "Nils Holmlund"
    assert conflict.value.theirs["aim"].version == 2


def test_the_same_text_twice_is_no_conflict(world: World) -> None:
    case = draft(world)
    save_answers(world.uow("writer"), case.id, {"aim": Written("Samma", 1)})

    save_answers(world.uow("applicant"), case.id, {"aim": Written("Samma", 1)})


def test_a_question_that_the_form_does_not_have_is_not_saved(world: World) -> None:
    with pytest.raises(NotFound):
        save_answers(world.uow("applicant"), draft(world).id, {"granted": Written("1 000 000", 0)})


def test_a_discarded_draft_is_hidden_from_everyone(world: World) -> None:
    case = draft(world)
    discard_draft(world.uow("applicant"), case.id)
    world.session.flush()

    with pytest.raises(NotFound):
        save_answers(world.uow("applicant"), case.id, {"aim": Written("x", 1)})
