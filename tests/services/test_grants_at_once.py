"""Two grants that draw on the same room, decided at the same moment: they take turns, and only one fits."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from threading import Event

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.currencies import Currency
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.errors import Refused
from fundflow.domain.money import Money, total
from fundflow.domain.service_places import PlaceFacts
from fundflow.domain.states import State
from fundflow.domain.undertaking import Link, Relation, Size, Undertaking
from fundflow.models.case import Case
from fundflow.models.organisation import Organisation
from fundflow.services.assessment import propose_decision
from fundflow.services.decision import ConditionWritten, Proposal, decide
from fundflow.services.service_place import add_place
from fundflow.services.undertaking import confirm_group, state_group
from fundflow.services.unit_of_work import UnitOfWork
from tests.company_answers import answers_of
from tests.factories import make_case
from tests.place_parts import FACTS, FROM, NOTED, PLAN, applied, as_written
from tests.whole_case import REGION, World, add_organisation, assess, in_preparation

SISTER = "559999-0008"
_WAITS_FOR_A_LOCK = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def proposed(world: World, case: Case, kronor: int) -> int:
    """Judge and propose a grant; the decision's id."""
    assess(world, case)
    conditions = (ConditionWritten("Arbetet är klart i år."),)
    proposal = Proposal(DecisionKind.GRANT, "Företaget växer.", Money.kronor(kronor), conditions)
    return propose_decision(world.uow("officer"), case.id, proposal).id


def decided_at_once(engine: sa.Engine, world: World, first: int, second: int) -> list[str]:
    """Decide the first grant, and the second before that is committed; the reasons of the second one's refusal.

    PostgreSQL tells when the second waits for what the first has locked. SQLite lets one write at a time: the second
    has asked for its turn, or is about to, when the first is committed.
    """
    actor, begun = world.actor("head"), Event()
    world.session.commit()

    @contextmanager
    def deciding(decision_id: int) -> Iterator[None]:
        with Session(engine, expire_on_commit=False) as session:
            begun.set()
            decide(UnitOfWork(session, actor, world.now, world.catalogue, REGION), decision_id)
            yield
            session.commit()

    def decide_second() -> list[str]:
        try:
            with deciding(second):
                pass
        except Refused as refused:
            return [finding.code for finding in refused.findings]
        return []

    with ThreadPoolExecutor(1) as threads:
        with deciding(first):
            begun.clear()
            late = threads.submit(decide_second)
            begun.wait()
            if engine.dialect.name == "postgresql":
                _see_that_it_waits(engine, late)
        return late.result()


def _see_that_it_waits(engine: sa.Engine, late: Future[list[str]]) -> None:
    """Return once a session waits for a lock; one that is done without waiting has not taken its turn."""
    with engine.connect() as looking:
        while not looking.scalar(_WAITS_FOR_A_LOCK):
            assert not late.done(), "the second was decided beside the first"
            looking.rollback()  # what is seen of the activity stands still within a transaction


def granted(engine: sa.Engine) -> Money:
    """Everything that was granted in cases of our own."""
    with Session(engine) as session:
        return total(session.scalars(sa.select(Case.granted).where(Case.registry_number.like("RUN 2026/%"))))


@pytest.fixture
def company(world: World) -> Organisation:
    """The world's applicant as a company with 30 000 kronor left under the ceiling of de minimis aid."""
    organisation = world.session.get_one(Organisation, world.organisation_id)
    organisation.kind = ApplicantKind.COMPANY
    make_case(
        world.session,
        organisation=organisation,
        programme="business_support",
        grant_type="tillvaxtcheck",
        state=State.ONGOING,
        registry_number="RUN 2025/00001",
        # 300 000 euro x 10.50 = 3 150 000
        granted=Money.kronor(3_150_000 - 30_000),
        decided_on=date(2025, 6, 1),
        decided_year=2025,
    )
    return organisation


def asking(world: World) -> Case:
    """A case that asks for 25 000 kronor of mikrostöd."""
    return in_preparation(world, programme="business_support", grant_type="mikrostod", **answers_of("mikrostod"))


def test_two_grants_to_one_company_at_once_stay_within_its_room(
    engine: sa.Engine, world: World, company: Organisation
) -> None:
    first, second = (proposed(world, asking(world), 25_000) for _ in range(2))

    refused = decided_at_once(engine, world, first, second)

    assert "room_over" in refused
    assert granted(engine) == Money.kronor(25_000)


def test_two_grants_to_linked_companies_at_once_stay_within_their_room(
    engine: sa.Engine, world: World, company: Organisation
) -> None:
    sister = add_organisation(world, "Fjällmat AB", number=SISTER, kind=ApplicantKind.COMPANY)
    link = Link("Fjällmat AB", Relation.LINKED, Decimal(80), Size(), SISTER)
    stated = Undertaking(2025, Currency.EUR, Size(), (link,))
    version = state_group(world.uow("applicant"), company.id, stated).version
    cases = [asking(world), asking(world)]
    cases[1].organisation_id = sister
    confirm_group(world.uow("officer"), company.id, version=version)
    first, second = (proposed(world, case, 25_000) for case in cases)

    refused = decided_at_once(engine, world, first, second)

    assert "room_over" in refused
    assert granted(engine) == Money.kronor(25_000)


def test_two_service_grants_to_one_recipient_at_once_stay_within_its_ceiling(engine: sa.Engine, world: World) -> None:
    facts = PlaceFacts(**{**as_written(FACTS), "owner_id": world.organisation_id})
    places = [add_place(world.uow("officer"), PLAN, facts, from_on=FROM, source=NOTED) for _ in range(2)]
    cases = [applied(world, "servicebidrag", place, requested_amount="200 000") for place in places]
    first, second = (proposed(world, case, 200_000) for case in cases)

    refused = decided_at_once(engine, world, first, second)

    # 370 000 - 200 000 = 170 000 is left
    assert refused == ["recipient_yearly_over"]
    assert granted(engine) == Money.kronor(200_000)
