"""Frames and payment targets: set, changed by dated rows, held against what is decided, and never rewritten."""

from datetime import date

import pytest
from sqlalchemy import select

from fundflow.domain.appropriation import FrameKind
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.facts import FrameFacts
from fundflow.domain.money import ZERO, Money
from fundflow.models.appropriation import Appropriation
from fundflow.queries.money import frame_changes, frame_facts, outcomes
from fundflow.services.appropriation import FrameChange, set_frame
from tests.payment_parts import codes, paid
from tests.whole_case import World, granted

SOURCE = "anslag_1_1"
BUDGET = "RUN 2025/00410 § 61"
JANUARY, APRIL, DECEMBER = date(2026, 1, 1), date(2026, 4, 20), date(2026, 12, 31)


def change(kronor: int, **changes: object) -> FrameChange:
    """A change of this year's decision frame, by the board's budget."""
    facts: dict[str, object] = {
        "kind": FrameKind.DECISION_FRAME,
        "source": SOURCE,
        "year": 2026,
        "amount": Money.kronor(kronor),
        "decided_on": JANUARY,
        "reference": BUDGET,
        **changes,
    }
    return FrameChange(**facts)  # type: ignore[arg-type]


def raised(kronor: int, **changes: object) -> FrameChange:
    """A later change, by a decision of its own in April."""
    return change(kronor, **{"decided_on": APRIL, "reference": "RUN 2026/00055 § 12", **changes})


def frame_on(world: World, day: date) -> FrameFacts:
    """The frame of the source as it stands on a day."""
    return frame_facts(world.session, SOURCE, 2026, day)


# ----- set and change


def test_without_a_frame_nothing_is_said_of_it(world: World) -> None:
    assert frame_on(world, DECEMBER) == FrameFacts(SOURCE, 2026, None, ZERO)


def test_an_economist_sets_a_frame_with_the_decision_it_rests_on(world: World) -> None:
    row = set_frame(world.uow("economist"), change(30_000_000, reference=f"  {BUDGET} "))

    assert (row.reference, row.decided_on) == (BUDGET, JANUARY)
    assert (row.entered_by_id, row.entered_at) == (world.people["economist"], world.now)
    assert frame_on(world, JANUARY).frame == Money.kronor(30_000_000)


def test_a_change_counts_from_its_day_and_leaves_the_earlier_row(world: World) -> None:
    set_frame(world.uow("economist"), change(30_000_000))
    set_frame(world.uow("second_economist"), raised(-4_000_000))

    frames = [frame_on(world, day).frame for day in (date(2025, 12, 31), JANUARY, date(2026, 4, 19), APRIL)]

    assert frames == [None, Money.kronor(30_000_000), Money.kronor(30_000_000), Money.kronor(26_000_000)]
    rows = frame_changes(world.session, 2026, DECEMBER)
    assert [row.amount for row in rows] == [Money.kronor(30_000_000), Money.kronor(-4_000_000)]
    assert len(frame_changes(world.session, 2026, JANUARY)) == 1


def test_frames_and_targets_of_sources_and_years_are_apart(world: World) -> None:
    economist = world.uow("economist")
    set_frame(economist, change(30_000_000))
    set_frame(economist, change(12_000_000, kind=FrameKind.PAYMENT_TARGET))
    set_frame(economist, change(5_000_000, source="own_project_money"))
    set_frame(economist, change(28_000_000, year=2027))

    found = [(one.source, one.frame, one.target) for one in outcomes(world.session, 2026, DECEMBER)]

    assert found == [
        (SOURCE, Money.kronor(30_000_000), Money.kronor(12_000_000)),
        ("own_project_money", Money.kronor(5_000_000), None),
    ]


# ----- decided and left


def test_what_is_granted_and_paid_in_the_year_is_held_against_the_frame(world: World) -> None:
    set_frame(world.uow("economist"), change(1_200_000))
    case = granted(world, kronor=500_000)
    paid(world, case, 200_000)

    (source,) = outcomes(world.session, 2026, DECEMBER)

    assert frame_on(world, DECEMBER) == FrameFacts(SOURCE, 2026, Money.kronor(1_200_000), Money.kronor(500_000))
    assert (source.granted, source.left) == (Money.kronor(500_000), Money.kronor(700_000))
    assert (source.disbursed, source.outstanding) == (Money.kronor(100_000), Money.kronor(400_000))


def test_what_is_decided_later_is_not_counted_before(world: World) -> None:
    set_frame(world.uow("economist"), change(1_200_000))
    granted(world, kronor=500_000)

    assert frame_on(world, date(2026, 3, 1)).decided == ZERO
    assert frame_on(world, date(2026, 3, 2)).decided == Money.kronor(500_000)


def test_a_frame_taken_down_below_what_is_decided_shows_less_than_nothing_left(world: World) -> None:
    set_frame(world.uow("economist"), change(600_000))
    granted(world, kronor=500_000)
    set_frame(world.uow("economist"), raised(-200_000))

    (source,) = outcomes(world.session, 2026, DECEMBER)

    assert source.left == Money.kronor(-100_000)


# ----- refusals


@pytest.mark.parametrize("who", ["officer", "director", "analyst", "administrator"])
def test_only_an_economist_sets_frames(world: World, who: str) -> None:
    with pytest.raises(Refused) as refused:
        set_frame(world.uow(who), change(1_000_000))

    assert codes(refused) == ["not_permitted"]


def test_everything_wrong_is_said_at_once_and_nothing_is_kept(world: World) -> None:
    with pytest.raises(Refused) as refused:
        set_frame(world.uow("officer"), change(0, year=1999, reference=" "))

    assert codes(refused) == [
        *("not_permitted", "frame_year_odd", "frame_amount_missing", "frame_reference_missing"),
    ]
    assert [one.field for one in refused.value.findings] == [None, "year", "amount", "reference"]
    assert world.session.scalars(select(Appropriation)).all() == []


def test_the_same_change_is_registered_once(world: World) -> None:
    set_frame(world.uow("economist"), change(1_000_000))

    with pytest.raises(Refused) as refused:
        set_frame(world.uow("second_economist"), change(1_000_000, reference=f"{BUDGET} "))

    assert codes(refused) == ["frame_change_known"]
    assert frame_on(world, DECEMBER).frame == Money.kronor(1_000_000)


def test_a_frame_never_goes_below_nothing(world: World) -> None:
    set_frame(world.uow("economist"), change(1_000_000))

    with pytest.raises(Refused) as refused:
        set_frame(world.uow("economist"), raised(-1_000_001))
    set_frame(world.uow("economist"), raised(-1_000_000))

    assert codes(refused) == ["frame_below_zero"]
    assert refused.value.findings[0].figures == {"highest": Money.kronor(1_000_000)}
    assert frame_on(world, DECEMBER).frame == ZERO


def test_a_source_that_the_catalogue_does_not_know_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        set_frame(world.uow("economist"), change(1_000_000, source="lotteri"))
