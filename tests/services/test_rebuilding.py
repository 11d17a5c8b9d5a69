"""What is stored equals what it is derived from, all the way through a case; and is mended where it does not."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.money import Money
from fundflow.domain.states import State
from fundflow.models.case import Case
from fundflow.services.application import withdraw_application
from fundflow.services.assessment import propose_decision
from fundflow.services.decision import Proposal, decide, dispatch, send_back
from fundflow.services.importing.deed import import_cases
from fundflow.services.rebuilding import Difference, differences, mend
from fundflow.services.unit_of_work import UnitOfWork
from tests.services.test_importing import ROW, listed, uow_on
from tests.whole_case import World, draft, granted, in_preparation, proposed, submitted


def found(uow: UnitOfWork) -> list[Difference]:
    uow.session.flush()
    uow.session.expire_all()
    return [difference for _, some in differences(uow) for difference in some]


def test_every_state_of_a_case_follows_from_its_history(world: World) -> None:
    draft(world)
    submitted(world)
    in_preparation(world)
    returned = proposed(world)
    send_back(world.uow("director"), returned.id, reason="Skälen behöver utvecklas.")
    proposed(world)
    granted(world)
    rejected = in_preparation(world)
    decision = propose_decision(
        world.uow("officer"), rejected.id, Proposal(DecisionKind.REJECTION, grounds="Behovet är inte styrkt.")
    )
    dispatch(world.uow("officer"), decide(world.uow("director"), decision.id).id)
    withdrawn = in_preparation(world)
    withdraw_application(world.uow("applicant"), withdrawn.id)

    assert found(world.uow("administrator")) == []


def test_a_historic_case_stands_where_its_import_put_it(session: Session, catalogue: Catalogue) -> None:
    uow = uow_on(session, catalogue)
    rows: list[dict[str, object]] = [
        {**ROW, "external_id": "1", "ended_on": "2027-01-31"},
        {**ROW, "external_id": "2"},
        {**ROW, "external_id": "3", "outcome": "withdrawn", "granted_sek": 0},
    ]
    import_cases(uow, listed(*rows))

    assert found(uow) == []


def test_a_stored_sum_that_differs_from_the_ledger_is_found_and_mended(world: World) -> None:
    case = granted(world)
    world.session.execute(update(Case).where(Case.id == case.id).values(granted=Money.kronor(499_999)))
    administrator = world.uow("administrator")

    differing = found(administrator)
    mend(administrator, differing)

    assert differing == [
        Difference(case.id, case.registry_number, "granted", Money.kronor(499_999), Money.kronor(500_000))
    ]
    assert found(administrator) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("state", State.IN_PREPARATION), ("priority", "p6_rik_pa_kompetenser"), ("requested_amount", Money.kronor(1))],
)
def test_states_and_answers_that_were_stored_wrongly_are_found(world: World, column: str, value: object) -> None:
    case = submitted(world)
    world.session.execute(update(Case).where(Case.id == case.id).values({column: value}))

    assert [one.column for one in found(world.uow("administrator"))] == [column]


def test_looking_changes_nothing(world: World) -> None:
    case = submitted(world)
    before = case.row_version

    found(world.uow("administrator"))
    world.session.commit()

    assert world.session.get_one(Case, case.id).row_version == before
