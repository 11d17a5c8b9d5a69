"""Many at once, through the service's own units of work: nothing is lost and nobody has to try again (D21)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa
from sqlalchemy.orm import Session

from fundflow.models.case import Case, NumberSeries
from fundflow.queries.cases import lock_case
from fundflow.services.diary import next_registry_number
from fundflow.services.unit_of_work import UnitOfWork
from tests.whole_case import REGION, World, submitted

THREADS, TIMES = 8, 50


def at_once(engine: sa.Engine, world: World, deed: Callable[[UnitOfWork], None], times: int) -> None:
    """Do a deed so many times in each thread, each in a transaction of its own; the first failure is raised."""
    actor = world.actor("officer")
    world.session.commit()

    def work(_: int) -> None:
        for _time in range(times):
            with Session(engine, expire_on_commit=False) as session:
                deed(UnitOfWork(session, actor, world.now, world.catalogue, REGION))
                session.commit()

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(work, range(THREADS)))


def test_four_hundred_changes_of_one_case_by_eight_at_once_are_all_there(engine: sa.Engine, world: World) -> None:
    case = submitted(world)
    case.note = "0"

    def add_one(uow: UnitOfWork) -> None:
        locked = lock_case(uow.session, uow.actor, case.id)
        locked.note = str(int(locked.note or 0) + 1)

    at_once(engine, world, add_one, TIMES)

    with Session(engine) as session:
        assert session.scalar(sa.select(Case.note).where(Case.id == case.id)) == str(THREADS * TIMES)


def test_numbers_taken_by_eight_at_once_have_no_gap_and_no_twin(engine: sa.Engine, world: World) -> None:
    taken: list[str] = []
    at_once(engine, world, lambda uow: taken.append(next_registry_number(uow)), 10)

    assert sorted(taken) == [f"RUN 2026/{number:05d}" for number in range(1, THREADS * 10 + 1)]
    with Session(engine) as session:
        assert session.scalar(sa.select(NumberSeries.last)) == THREADS * 10
