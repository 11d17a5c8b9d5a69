"""Calls for applications: written, published, changed without taking time from anybody, and closed to the minute."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from fundflow.domain.calls import CallPlan
from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.money import Money
from fundflow.domain.states import State
from fundflow.models.call import CallChange, FundingCall
from fundflow.queries.calls import all_calls, changes_of, closed_calls, published_calls
from fundflow.services.application import Start, start_application
from fundflow.services.call import change_call, publish_call, write_call
from fundflow.services.submission import submit_application
from tests.whole_case import World, draft

# The world's moment is Monday 2 March 2026, 10.00 in Sweden. The call is open that day from 8.00 to 16.00.
OPENS = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
CLOSES = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
PLAN = CallPlan(
    programme="project_funding",
    grant_type="implementation",
    title="Grön omställning i inlandet",
    text="För projekt som minskar klimatpåverkan.",
    opens_at=OPENS,
    closes_at=CLOSES,
    frame=Money.kronor(5_000_000),
)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in refused.value.findings}


def published(world: World, plan: CallPlan = PLAN) -> FundingCall:
    call = write_call(world.uow("officer"), plan)
    return publish_call(world.uow("officer"), call.id)


def begin(world: World, call: FundingCall, token: str = "t") -> Start:
    return Start("project_funding", "implementation", world.organisation_id, token, call.id)


def test_a_call_is_written_for_the_version_in_force_and_seen_only_when_published(world: World) -> None:
    call = write_call(world.uow("officer"), PLAN)
    before = published_calls(world.session, world.now)

    publish_call(world.uow("officer"), call.id)

    assert (call.programme_version, list(before)) == (1, [])
    assert [one.title for one in published_calls(world.session, world.now)] == ["Grön omställning i inlandet"]


def test_a_call_that_lacks_things_is_refused_with_every_reason(world: World) -> None:
    empty = replace(PLAN, title=" ", text="", opens_at=CLOSES, closes_at=OPENS, frame=Money.kronor(0))

    with pytest.raises(Refused) as refused:
        write_call(world.uow("officer"), empty)

    assert codes(refused) == {"call_title_missing", "call_text_missing", "call_order", "call_frame_odd"}


def test_a_call_for_a_support_that_is_not_there_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        write_call(world.uow("officer"), replace(PLAN, grant_type="moon_landing"))


def test_only_those_who_manage_calls_write_and_publish(world: World) -> None:
    call = write_call(world.uow("administrator"), PLAN)

    with pytest.raises(Refused):
        write_call(world.uow("analyst"), PLAN)
    with pytest.raises(Refused):
        publish_call(world.uow("analyst"), call.id)


def test_a_call_that_is_over_is_not_published(world: World) -> None:
    call = write_call(world.uow("officer"), PLAN)
    world.now = CLOSES

    with pytest.raises(Refused) as refused:
        publish_call(world.uow("officer"), call.id)

    assert codes(refused) == {"call_over"}


def test_an_application_is_begun_in_an_open_call_and_keeps_it(world: World) -> None:
    call = published(world)

    case = start_application(world.uow("applicant"), begin(world, call))

    assert (case.call_id, case.programme_version) == (call.id, call.programme_version)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        pytest.param(OPENS - timedelta(seconds=1), "call_upcoming", id="a second before it opens"),
        pytest.param(CLOSES, "call_closed", id="the moment it closes"),
    ],
)
def test_outside_its_time_no_application_is_begun(world: World, moment: datetime, code: str) -> None:
    world.now = OPENS - timedelta(days=1)
    call = published(world)
    world.now = moment

    with pytest.raises(Refused) as refused:
        start_application(world.uow("applicant"), begin(world, call))

    assert codes(refused) == {code}


def test_a_call_of_another_support_or_not_published_cannot_be_used(world: World) -> None:
    hidden = write_call(world.uow("officer"), PLAN)
    other = published(world)

    with pytest.raises(NotFound):
        start_application(world.uow("applicant"), begin(world, hidden))
    with pytest.raises(NotFound):
        start_application(
            world.uow("applicant"), Start("project_funding", "pre_study", world.organisation_id, "u", other.id)
        )


def test_sending_in_is_refused_from_the_minute_the_call_closes_and_the_draft_is_kept(world: World) -> None:
    call = published(world)
    case = draft(world)
    case.call_id = call.id
    world.now = CLOSES

    with pytest.raises(Refused) as refused:
        submit_application(world.uow("applicant"), case.id, truthful=True)

    assert "call_closed" in codes(refused)
    assert case.state is State.DRAFT


def test_a_second_before_it_closes_the_application_is_sent(world: World) -> None:
    call = published(world)
    case = draft(world)
    case.call_id = call.id
    world.now = CLOSES - timedelta(seconds=1)

    submit_application(world.uow("applicant"), case.id, truthful=True)

    assert case.state is State.RECEIVED
    tally = all_calls(world.session)[0]
    assert (tally.cases, tally.requested) == (1, case.requested_amount)


def test_an_open_call_may_be_given_more_time_but_never_less(world: World) -> None:
    call = published(world)
    longer, shorter = CLOSES + timedelta(days=1), CLOSES - timedelta(hours=1)

    change_call(world.uow("officer"), call.id, replace(PLAN, closes_at=longer), version=call.row_version)
    with pytest.raises(Refused) as refused:
        change_call(
            world.uow("officer"),
            call.id,
            replace(PLAN, opens_at=OPENS - timedelta(hours=1), closes_at=shorter),
            version=call.row_version,
        )

    assert call.closes_at == longer
    assert codes(refused) == {"call_has_opened", "call_shortened"}


def test_a_change_of_a_published_call_is_kept_with_what_stood_there(world: World) -> None:
    call = published(world)

    change_call(world.uow("officer"), call.id, replace(PLAN, frame=Money.kronor(6_000_000)), version=call.row_version)

    latest = changes_of(world.session, call.id)[0]
    assert latest.what == {"frame": [500_000_000, 600_000_000]}
    assert latest.person is not None
    assert latest.person.name == "Ylva Sandmo"


def test_two_who_change_the_same_call_do_not_overwrite_each_other(world: World) -> None:
    call = published(world)
    seen = call.row_version
    change_call(world.uow("officer"), call.id, replace(PLAN, title="Grön omställning"), version=seen)

    with pytest.raises(Conflict):
        change_call(world.uow("colleague"), call.id, replace(PLAN, title="Omställning"), version=seen)


def test_a_closed_call_leaves_the_open_ones_and_is_listed_as_closed(world: World) -> None:
    call = published(world)

    world.now = CLOSES

    assert list(published_calls(world.session, world.now)) == []
    assert [one.id for one in closed_calls(world.session, world.now)] == [call.id]


@pytest.mark.parametrize("change", ["UPDATE call_change SET id = id", "DELETE FROM call_change"])
def test_the_changes_of_calls_are_only_added(world: World, change: str) -> None:
    published(world)
    world.session.flush()
    assert world.session.scalar(sa.select(sa.func.count(CallChange.id))) == 1

    with pytest.raises(sa.exc.DBAPIError, match="only added"):
        world.session.execute(sa.text(change))


def test_the_database_refuses_a_call_that_closes_before_it_opens(world: World) -> None:
    call = published(world)

    with pytest.raises(sa.exc.IntegrityError):
        world.session.execute(sa.update(FundingCall).where(FundingCall.id == call.id).values(closes_at=OPENS))
