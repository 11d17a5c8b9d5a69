"""Messages in a case: in the register, told by letter, written once, and waiting until somebody has dealt with them."""

import pytest
from sqlalchemy import func, select

from fundflow.domain.errors import Refused
from fundflow.models.document import Direction, Document
from fundflow.models.message import Message
from fundflow.models.outbox import Notice
from fundflow.queries.case_page import counts_of
from fundflow.queries.messages import messages_of
from fundflow.services.message import need_no_answer, write_to_applicant, write_to_office
from tests.whole_case import World, draft, in_preparation


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in refused.value.findings}


def test_a_message_from_the_applicant_is_registered_told_and_waits(world: World) -> None:
    case = in_preparation(world)

    message = write_to_office(world.uow("applicant"), case.id, " Får vi byta startdag? ", token="a")

    document = world.session.get_one(Document, message.document_id)
    assert message.text == "Får vi byta startdag?"
    assert (document.direction, document.for_applicant) == (Direction.IN, True)
    assert counts_of(world.session, case.id).messages_waiting == 1
    letters = world.session.scalars(select(Notice.letter).where(Notice.person_id == world.people["officer"])).all()
    assert "officer_message_received" in letters


def test_an_answer_goes_to_everyone_who_acts_for_the_applicant_and_ends_the_waiting(world: World) -> None:
    case = in_preparation(world)
    write_to_office(world.uow("applicant"), case.id, "Får vi byta startdag?", token="a")

    answer = write_to_applicant(world.uow("officer"), case.id, "Ja, skriv den nya dagen här.", token="b")

    told = world.session.scalars(select(Notice.person_id).where(Notice.letter == "message_sent")).all()
    assert {world.people["applicant"], world.people["writer"]} <= set(told)
    assert world.session.get_one(Document, answer.document_id).direction is Direction.OUT
    assert counts_of(world.session, case.id).messages_waiting == 0
    first = messages_of(world.session, world.actor("officer"), case.id)[0]
    assert first.handled_by_id == world.people["officer"]


def test_a_message_that_needs_no_answer_is_noted_as_read(world: World) -> None:
    case = in_preparation(world)
    write_to_office(world.uow("applicant"), case.id, "Tack för hjälpen!", token="a")

    need_no_answer(world.uow("officer"), case.id)

    assert counts_of(world.session, case.id).messages_waiting == 0


def test_a_double_click_writes_one_message(world: World) -> None:
    case = in_preparation(world)

    first = write_to_office(world.uow("applicant"), case.id, "Hej", token="a")
    second = write_to_office(world.uow("applicant"), case.id, "Hej", token="a")

    assert first.id == second.id
    assert world.session.scalar(select(func.count(Message.id))) == 1


def test_nothing_written_is_refused(world: World) -> None:
    case = in_preparation(world)

    with pytest.raises(Refused) as refused:
        write_to_office(world.uow("applicant"), case.id, "  \n", token="a")

    assert codes(refused) == {"message_empty"}


def test_a_draft_has_nobody_to_write_to(world: World) -> None:
    case = draft(world)

    with pytest.raises(Refused) as refused:
        write_to_office(world.uow("applicant"), case.id, "Hej", token="a")

    assert codes(refused) == {"not_now"}


@pytest.mark.parametrize("who", ["auditor", "analyst", "director"])
def test_those_who_only_read_do_not_write(world: World, who: str) -> None:
    case = in_preparation(world)

    with pytest.raises(Refused) as refused:
        write_to_applicant(world.uow(who), case.id, "Hej", token="a")

    assert codes(refused) == {"not_permitted"}
