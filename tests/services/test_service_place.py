"""The register of service places, on both databases: facts over time, and what rules know through it."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.errors import Conflict, Refused
from fundflow.domain.events import EventKind
from fundflow.domain.money import Money
from fundflow.domain.service_places import PlaceFacts, PlacePlan, PointOfSale, RunningAid
from fundflow.models.application import Answer
from fundflow.models.case import Case, CaseFact
from fundflow.models.event import CaseEvent
from fundflow.models.organisation import Organisation
from fundflow.models.service_place import ServicePlace, ServicePlaceChange
from fundflow.queries.cases import answers_of as answers_of_case
from fundflow.queries.service_places import record_on, turnover_in
from fundflow.services.application import Start, start_application
from fundflow.services.facts import facts_of
from fundflow.services.place_facts import known_of_place
from fundflow.services.service_place import (
    add_place,
    change_place,
    link_case,
    note_earlier_aid,
    note_facts,
    note_turnover,
)
from tests.place_parts import FACTS, FROM, JUNE, NOTED, PLAN, applied, as_written, changed, codes, earlier, leave_open
from tests.whole_case import World, in_preparation


@pytest.fixture
def place(world: World) -> ServicePlace:
    """A shop that the world's applicant owns."""
    facts = PlaceFacts(**{**as_written(FACTS), "owner_id": world.organisation_id})
    return add_place(world.uow("officer"), PLAN, facts, from_on=FROM, source=NOTED)


# ----- facts over time


def test_what_is_noted_later_leaves_what_was_known_before(world: World, place: ServicePlace) -> None:
    note_facts(
        world.uow("officer"), place.id, changed(distance_km=Decimal("8.5")), from_on=date(2025, 6, 1), source="X"
    )

    before, after = (record_on(world.session, place.id, day) for day in (date(2025, 5, 31), JUNE))

    assert (before.distance_km, after.distance_km) == (Decimal("34"), Decimal("8.5"))  # type: ignore[union-attr]
    assert record_on(world.session, place.id, date(2019, 12, 31)) is None


def test_of_two_notes_from_one_day_the_later_counts(world: World, place: ServicePlace) -> None:
    note_facts(world.uow("officer"), place.id, changed(open_all_year=False), from_on=FROM, source="Rättat")

    assert record_on(world.session, place.id, FROM).open_all_year is False  # type: ignore[union-attr]


def test_the_turnover_of_a_year_is_the_one_noted_last(world: World, place: ServicePlace) -> None:
    for kronor in (6_000_000, 6_400_000):
        note_turnover(world.uow("officer"), place.id, 2025, Money.kronor(kronor), source="Bokslut")

    assert turnover_in(world.session, place.id, 2025) == Money.kronor(6_400_000)
    assert turnover_in(world.session, place.id, 2024) is None


def test_a_change_of_the_place_itself_is_kept_and_two_at_once_collide(world: World, place: ServicePlace) -> None:
    version = place.row_version
    moved = PlacePlan("Fredrika Livs", "2463", "Storgatan 4, Fredrika", PointOfSale.FIXED)
    change_place(world.uow("officer"), place.id, moved, version=version)

    change = world.session.scalars(sa.select(ServicePlaceChange)).one()
    assert change.what == {"name": ["Fredrika Lanthandel", "Fredrika Livs"]}
    with pytest.raises(Conflict):
        change_place(world.uow("colleague"), place.id, PLAN, version=version)


def test_every_reason_against_a_place_is_told_at_once(world: World) -> None:
    plan = PlacePlan(
        " ",
        "2463",
        "",
        PointOfSale.FIXED,
        latitude=Decimal(80),
        opened_on=date(2020, 1, 1),
        closed_on=date(2019, 1, 1),
    )

    with pytest.raises(Refused) as refused:
        add_place(world.uow("officer"), plan, PlaceFacts(), from_on=date(2027, 1, 1), source="")

    assert codes(refused) == [
        "place_name_missing",
        "place_closes_before_opening",
        "place_half_a_position",
        "place_outside_sweden",
        "place_sells_nothing",
        "place_day_ahead",
        "place_source_missing",
    ]


@pytest.mark.parametrize("who", ["analyst", "head", "economist", "applicant"])
def test_only_those_who_prepare_cases_write_in_the_register(world: World, place: ServicePlace, who: str) -> None:
    with pytest.raises(Refused) as refused:
        note_turnover(world.uow(who), place.id, 2025, Money.kronor(1), source="Bokslut")

    assert codes(refused) == ["not_permitted"]


@pytest.mark.parametrize(
    "table", ["service_place_change", "service_place_record", "service_place_turnover", "service_place_aid"]
)
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_what_is_noted_is_never_changed(world: World, place: ServicePlace, table: str, change: str) -> None:
    uow = world.uow("officer")
    change_place(uow, place.id, PlacePlan("Livs", "2463", "", PointOfSale.FIXED), version=place.row_version)
    note_turnover(uow, place.id, 2025, Money.kronor(1), source="Bokslut")
    note_earlier_aid(uow, place.id, RunningAid.OPERATING, **earlier(2025))
    world.session.commit()

    with pytest.raises(sa.exc.DBAPIError, match="only added"):
        world.session.execute(sa.text(change.format(table)))


# ----- the place of a case


def test_a_case_is_linked_and_its_history_tells(world: World, place: ServicePlace) -> None:
    case = applied(world, "driftstod", place)
    link_case(world.uow("officer"), case.id, None)

    kinds = world.session.scalars(sa.select(CaseEvent.kind).where(CaseEvent.case_id == case.id)).all()
    assert kinds[-2:] == [EventKind.PLACE_LINKED, EventKind.PLACE_UNLINKED]
    assert case.service_place_id is None


def test_a_case_of_another_support_has_no_place(world: World, place: ServicePlace) -> None:
    case = in_preparation(world)

    with pytest.raises(Refused) as refused:
        link_case(world.uow("officer"), case.id, place.id)

    assert codes(refused) == ["case_without_place"]


def test_the_register_fills_in_what_the_application_leaves_open(world: World, place: ServicePlace) -> None:
    note_turnover(world.uow("officer"), place.id, 2025, Money.kronor(6_400_000), source="Bokslut")
    case = applied(world, "driftstod", open_all_year="no")
    leave_open(world, case, Concept.DISTANCE_KM, Concept.GROCERY_TURNOVER)
    before = facts_of(world.uow("officer"), case).concepts

    link_case(world.uow("officer"), case.id, place.id)
    after = facts_of(world.uow("officer"), case).concepts

    assert Concept.DISTANCE_KM not in before
    assert (after[Concept.DISTANCE_KM], after[Concept.GROCERY_TURNOVER]) == (Decimal(34), Money.kronor(6_400_000))
    assert after[Concept.OPEN_ALL_YEAR] is False  # the applicant's answer stands
    assert known_of_place(world.uow("officer"), case).registered[Concept.OPEN_ALL_YEAR] is True  # type: ignore[union-attr]


def test_facts_are_those_of_the_day_the_application_came_in(world: World, place: ServicePlace) -> None:
    case = applied(world, "driftstod", place)
    leave_open(world, case, Concept.DISTANCE_KM)
    world.later(days=30)
    note_facts(world.uow("officer"), place.id, changed(distance_km=Decimal(2)), from_on=date(2026, 3, 20), source="X")

    assert facts_of(world.uow("officer"), case).concepts[Concept.DISTANCE_KM] == Decimal(34)


def test_answers_and_stored_facts_are_not_overwritten(world: World, place: ServicePlace) -> None:
    def stored(case: Case) -> tuple[list[tuple[str, object]], list[tuple[str, str]]]:
        answers = sa.select(Answer.question, Answer.value).where(Answer.case_id == case.id).order_by(Answer.question)
        facts = sa.select(CaseFact.concept, CaseFact.value).where(CaseFact.case_id == case.id)
        return [tuple(row) for row in world.session.execute(answers)], sorted(
            tuple(row) for row in world.session.execute(facts)
        )

    case = applied(world, "driftstod", distance_km="12")
    before = stored(case)
    link_case(world.uow("officer"), case.id, place.id)
    facts_of(world.uow("officer"), case)
    world.session.commit()

    assert stored(case) == before


# ----- what is proposed to the owner


def begun(world: World, programme: str = "commercial_service", grant_type: str = "driftstod") -> dict[str, object]:
    """The answers of an application that the owner has just started."""
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.COMPANY
    start = Start(programme, grant_type, world.organisation_id, "token")
    case = start_application(world.uow("applicant"), start)
    return {key: answer.value for key, answer in answers_of_case(world.session, case.id).items()}


def test_an_owner_of_one_place_is_proposed_what_is_known_of_it(world: World, place: ServicePlace) -> None:
    note_turnover(world.uow("officer"), place.id, 2025, Money.kronor(6_400_000), source="Bokslut")

    assert begun(world) == {
        "municipality": "2463",
        "service_goods": ["groceries"],
        "point_of_sale": "fixed",
        "distance_km": "34",
        "island_without_fixed_link": "no",
        "open_all_year": "yes",
        "opening_hours": "måndag–fredag 9–18",
        "wide_grocery_range": "yes",
        "grocery_turnover": "6400000",
    }


def test_what_is_known_of_a_place_is_not_proposed_in_other_forms(world: World, place: ServicePlace) -> None:
    assert begun(world, "business_support", "mikrostod") == {}


def test_an_owner_of_two_places_is_proposed_nothing(world: World, place: ServicePlace) -> None:
    add_place(world.uow("officer"), PLAN, changed(owner_id=world.organisation_id), from_on=FROM, source=NOTED)

    assert begun(world) == {}


def test_an_owner_of_a_closed_place_is_proposed_nothing(world: World, place: ServicePlace) -> None:
    closed = PlacePlan("Fredrika Lanthandel", "2463", "", PointOfSale.FIXED, closed_on=date(2025, 12, 31))
    change_place(world.uow("officer"), place.id, closed, version=place.row_version)

    assert begun(world) == {}
