"""Who has a page open: noted once a person, forgotten after a minute, told to colleagues only."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.errors import NotFound
from fundflow.models.presence import Presence
from fundflow.queries.presence import SEEN_LATELY, others_on
from fundflow.services.organisation import end_membership
from fundflow.services.presence import forget_absent, leave_page, note_presence
from tests.journey_parts import NOON, Journey, begin, draft_case


@pytest.fixture
def journey(engine: Engine, catalogue: Catalogue) -> Journey:
    """People and an applicant, on each database."""
    return begin(engine, catalogue)


@pytest.fixture
def case_id(journey: Journey) -> int:
    """A draft."""
    return draft_case(journey)


def seen(journey: Journey, who: str, case_id: int, *, after: timedelta = timedelta()) -> list[str]:
    """Whom a person sees on the page, so long after noon."""
    with journey.acting(who) as uow:
        return list(others_on(uow.session, uow.actor, case_id, "need", at=NOON + after))


def rows(journey: Journey) -> int:
    with Session(journey.engine) as session:
        return session.scalar(select(func.count()).select_from(Presence)) or 0


def test_a_person_is_noted_once_and_seen_by_colleagues(journey: Journey, case_id: int) -> None:
    for seconds in (0, 20, 40):
        with journey.acting("applicant", NOON + timedelta(seconds=seconds)) as uow:
            note_presence(uow, case_id, "need")

    assert rows(journey) == 1
    assert seen(journey, "colleague", case_id, after=timedelta(seconds=99)) == ["Maja Tallmyr"]
    assert seen(journey, "colleague", case_id, after=timedelta(seconds=100)) == []
    assert seen(journey, "applicant", case_id) == []


def test_drafts_have_nobody_on_them_for_staff_and_strangers(journey: Journey, case_id: int) -> None:
    with journey.acting("applicant") as uow:
        note_presence(uow, case_id, "need")

    for who in ("stranger", "officer", "administrator"):
        assert seen(journey, who, case_id) == []
        with journey.acting(who) as uow, pytest.raises(NotFound):
            note_presence(uow, case_id, "need")


def test_one_who_no_longer_acts_for_the_applicant_is_not_told_of(journey: Journey, case_id: int) -> None:
    with journey.acting("colleague") as uow:
        note_presence(uow, case_id, "need")
    assert seen(journey, "applicant", case_id) == ["Isak Forsdal"]

    with journey.acting("applicant") as uow:
        end_membership(uow, journey.organisation_id, journey.ids["colleague"])

    assert seen(journey, "applicant", case_id) == []


def test_leaving_and_growing_old_take_the_row_away(journey: Journey, case_id: int) -> None:
    for who in ("applicant", "colleague"):
        with journey.acting(who) as uow:
            note_presence(uow, case_id, "need")

    with journey.acting("applicant") as uow:
        leave_page(uow, case_id, "need")
    assert rows(journey) == 1

    with Session(journey.engine) as session, session.begin():
        forget_absent(session, at=NOON + SEEN_LATELY - timedelta(seconds=1))
    assert rows(journey) == 1
    with Session(journey.engine) as session, session.begin():
        forget_absent(session, at=NOON + SEEN_LATELY)
    assert rows(journey) == 0
