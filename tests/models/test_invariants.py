"""What the database itself refuses, tried by raw SQL on both databases: no code of ours stands between."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from fundflow.models.decision import Decision
from tests.whole_case import World, granted, in_preparation, proposed, submitted

Refused = (sa.exc.IntegrityError, sa.exc.DBAPIError)


def refused(session: Session, statement: str, **values: object) -> str:
    """Return what the database said when it refused the statement."""
    with pytest.raises(Refused) as error, session.begin_nested():
        session.execute(sa.text(statement), values)
    return str(error.value.orig)


def decision_of(world: World) -> Decision:
    """The decision by which a case was granted."""
    case = granted(world)
    return world.session.scalars(sa.select(Decision).where(Decision.case_id == case.id)).one()


@pytest.mark.parametrize("table", ["case_event", "ledger_entry", "person_change"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
def test_history_ledger_and_trace_are_only_added_to(world: World, table: str, change: str) -> None:
    granted(world)
    world.session.execute(
        sa.text(
            "INSERT INTO person_change (person_id, kind, at, payload) "
            "VALUES (:person, 'deactivated', '2026-03-02 11:00:00', '{}')"
        ),
        {"person": world.people["officer"]},
    )

    assert "only added" in refused(world.session, change.format(table))


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("paid = granted + 1, entitled = granted + 1", "within_grant"),
        ("advanced = granted + 1", "within_grant"),
        ("released = granted + 1", "within_grant"),
        ("paid = entitled + 1", "within_entitled"),
        ("advanced = 100, settled = 101, entitled = 101", "settled_within_advanced"),
        ("reserved = -1", "sums_not_negative"),
        ("paid = -1", "sums_not_negative"),
        ("granted = 0", "granted_has_amount"),
        ("registry_number = NULL", "received_has_number"),
        ("received_at = NULL", "received_has_moment"),
        ("programme_version = NULL", "programme_pinned"),
        ("strategy_version = NULL", "strategy_pinned"),
        ("state = 'closed', closed_at = NULL", "closed_has_moment"),
        ("state = 'completion_requested', completion_due_on = NULL", "completion_has_a_day"),
        ("state = 'lost'", "state"),
    ],
)
def test_a_granted_case_cannot_be_put_wrong(world: World, change: str, constraint: str) -> None:
    case = granted(world)

    said = refused(world.session, f"UPDATE funding_case SET {change} WHERE id = :case", case=case.id)

    assert constraint in said


@pytest.mark.parametrize(
    "change",
    [
        "amount = amount + 100",
        "kind = 'rejection'",
        "grounds = 'Andra skäl'",
        "status = 'proposed'",
        "decided_by_id = proposed_by_id",
        "decided_on = '2020-01-01'",
        "delegation_item = '9.9'",
    ],
)
def test_a_decision_that_is_made_is_not_changed(world: World, change: str) -> None:
    decision = decision_of(world)

    said = refused(world.session, f"UPDATE decision SET {change} WHERE id = :decision", decision=decision.id)

    assert "not changed" in said


def test_a_decision_that_is_made_is_not_taken_away(world: World) -> None:
    decision = decision_of(world)

    assert "not changed" in refused(world.session, "DELETE FROM decision WHERE id = :one", one=decision.id)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("status = 'decided', delegation_item = '1.1'", "decided_has_person"),
        (
            "status = 'decided', decided_by_id = proposed_by_id, decided_at = proposed_at, delegation_item = NULL",
            "decided_has_item",
        ),
        ("meeting_on = '2026-03-02', meeting_paragraph = NULL", "meeting_has_paragraph"),
        ("kind = 'payout'", "payout_has_claim"),
    ],
)
def test_a_proposal_cannot_be_made_a_decision_by_half(world: World, change: str, constraint: str) -> None:
    decision = proposed(world)

    said = refused(world.session, f"UPDATE decision SET {change} WHERE id = :decision", decision=decision.id)

    assert constraint in said


def test_a_case_has_one_open_proposal(world: World) -> None:
    decision = proposed(world)
    columns = ", ".join(column.name for column in Decision.__table__.columns if column.name not in ("id", "number"))

    said = refused(
        world.session,
        f"INSERT INTO decision ({columns}, number) SELECT {columns}, 'RUN 2026/00001-99' FROM decision WHERE id = :one",
        one=decision.id,
    )

    assert "unique" in said.lower()


@pytest.mark.parametrize("make", [submitted, in_preparation])
def test_a_number_is_given_once(world: World, make: Callable[[World], object]) -> None:
    make(world)
    make(world)

    said = refused(world.session, "UPDATE funding_case SET registry_number = 'RUN 2026/00001'")

    assert "unique" in said.lower()


def test_nobody_has_the_same_address(world: World) -> None:
    assert "unique" in refused(world.session, "UPDATE person SET email = 'samma@nordanland.example'").lower()
