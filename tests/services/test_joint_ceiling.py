"""Earlier aid of a place, reckoned from our own decisions, and the joint yearly ceiling (S10), on both databases."""

from datetime import UTC, date, datetime

import pytest

from fundflow.domain.concepts import Concept
from fundflow.domain.errors import Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.money import Money
from fundflow.domain.rules.engine import findings_of
from fundflow.domain.service_places import PlaceFacts, RunningAid
from fundflow.models.case import Case
from fundflow.models.service_place import ServicePlace
from fundflow.services.facts import facts_of
from fundflow.services.place_facts import ceiling_of, known_of_place
from fundflow.services.service_place import (
    add_place,
    correct_earlier_aid,
    note_earlier_aid,
    note_facts,
)
from tests.place_parts import (
    FACTS,
    FROM,
    NOTED,
    PLAN,
    applied,
    as_written,
    changed,
    codes,
    earlier,
    granted,
    propose,
)
from tests.whole_case import World, add_organisation


@pytest.fixture
def place(world: World) -> ServicePlace:
    """A shop that the world's applicant owns."""
    facts = PlaceFacts(**{**as_written(FACTS), "owner_id": world.organisation_id})
    return add_place(world.uow("officer"), PLAN, facts, from_on=FROM, source=NOTED)


def of_ceiling(world: World, case: Case) -> Finding:
    found = findings_of(facts_of(world.uow("officer"), case))
    return next(one for one in found if one.source and one.source.rule == "S10")


def test_a_grant_of_the_same_place_and_year_counts_under_the_joint_ceiling(world: World, place: ServicePlace) -> None:
    granted(world, "driftstod", place, 220_000)
    case = applied(world, "servicebidrag", place, requested_amount="160 000", driftstod_same_year="0")

    facts, ceiling = facts_of(world.uow("officer"), case), of_ceiling(world, case)

    assert facts.concepts[Concept.DRIFTSTOD_SAME_YEAR] == Money.kronor(220_000)
    assert (ceiling.verdict, ceiling.figures["highest"]) == (Verdict.STOPS, Money.kronor(150_000))


def test_a_grant_over_the_joint_ceiling_cannot_be_decided(world: World, place: ServicePlace) -> None:
    granted(world, "driftstod", place, 220_000)
    case = applied(world, "servicebidrag", place, requested_amount="160 000")

    with pytest.raises(Refused) as refused:
        propose(world, case, 160_000)

    world.session.rollback()
    assert codes(refused) == ["yearly_over"]
    assert case.granted == Money(0)


def test_a_grant_up_to_the_joint_ceiling_is_decided(world: World, place: ServicePlace) -> None:
    granted(world, "driftstod", place, 220_000)

    assert granted(world, "servicebidrag", place, 150_000).granted == Money.kronor(150_000)


def test_what_another_place_was_given_is_not_of_this_place(world: World, place: ServicePlace) -> None:
    elsewhere = add_place(world.uow("officer"), PLAN, FACTS, from_on=FROM, source=NOTED)
    granted(world, "driftstod", elsewhere, 220_000)
    case = applied(world, "servicebidrag", place)

    assert facts_of(world.uow("officer"), case).concepts[Concept.DRIFTSTOD_SAME_YEAR] == Money(0)


def test_the_year_is_that_of_the_decision(world: World, place: ServicePlace) -> None:
    granted(world, "driftstod", place, 220_000)
    world.now = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
    case = applied(world, "driftstod", place, support_year="2026")

    assert facts_of(world.uow("officer"), case).concepts[Concept.DRIFTSTOD_SAME_YEAR] == Money(0)
    assert ceiling_of(world.uow("officer"), date(2025, 12, 31)) == Money.kronor(350_000)
    assert ceiling_of(world.uow("officer"), date(2026, 1, 1)) == Money.kronor(370_000)


def test_a_case_that_is_decided_never_counts_against_itself(world: World, place: ServicePlace) -> None:
    first = granted(world, "driftstod", place, 200_000)
    second = granted(world, "servicebidrag", place, 100_000)

    first_known, second_known = (facts_of(world.uow("officer"), case).concepts for case in (first, second))

    assert first_known[Concept.SERVICEBIDRAG_SAME_YEAR] == Money(0)
    assert second_known[Concept.SERVICEBIDRAG_SAME_YEAR] == Money(0)
    assert second_known[Concept.DRIFTSTOD_SAME_YEAR] == Money.kronor(200_000)


def test_the_larger_of_answer_and_own_decisions_counts(world: World, place: ServicePlace) -> None:
    granted(world, "driftstod", place, 100_000)
    case = applied(world, "servicebidrag", place, driftstod_same_year="150 000", servicebidrag_same_year="0")

    assert facts_of(world.uow("officer"), case).concepts[Concept.DRIFTSTOD_SAME_YEAR] == Money.kronor(150_000)
    assert known_of_place(world.uow("officer"), case).reckoned[Concept.DRIFTSTOD_SAME_YEAR] == Money.kronor(100_000)  # type: ignore[union-attr]


def test_years_of_service_grant_are_the_recipients_and_not_the_year_applied_for(
    world: World, place: ServicePlace
) -> None:
    for year in ("2024", "2025", "2026"):
        granted(world, "servicebidrag", place, 50_000, support_year=year, servicebidrag_years_before="0")
    case = applied(world, "servicebidrag", place, support_year="2026", servicebidrag_years_before="0")

    assert facts_of(world.uow("officer"), case).concepts[Concept.SERVICEBIDRAG_YEARS_BEFORE] == 2


def test_the_years_of_the_one_who_owned_the_place_before_are_not_the_new_owners(
    world: World, place: ServicePlace
) -> None:
    former = add_organisation(world, "Fredrika Handel AB", number="559999-0016")
    note_facts(world.uow("officer"), place.id, changed(owner_id=former), from_on=date(2021, 1, 1), source="X")
    note_facts(
        world.uow("officer"), place.id, changed(owner_id=world.organisation_id), from_on=date(2025, 1, 1), source="X"
    )
    for year in (2023, 2025):
        note_earlier_aid(world.uow("officer"), place.id, RunningAid.SERVICE_GRANT, **earlier(year))
    case = applied(world, "servicebidrag", place, servicebidrag_years_before="0")

    assert known_of_place(world.uow("officer"), case).reckoned[Concept.SERVICEBIDRAG_YEARS_BEFORE] == 1  # type: ignore[union-attr]


def test_aid_from_before_the_service_counts_until_it_is_corrected(world: World, place: ServicePlace) -> None:
    noted = note_earlier_aid(world.uow("officer"), place.id, RunningAid.OPERATING, **earlier(2026))
    case = applied(world, "servicebidrag", place)
    before = facts_of(world.uow("officer"), case).concepts[Concept.DRIFTSTOD_SAME_YEAR]

    correct_earlier_aid(world.uow("officer"), place.id, noted.id, reason="Gällde en annan butik")
    after = facts_of(world.uow("officer"), case).concepts[Concept.DRIFTSTOD_SAME_YEAR]

    assert (before, after) == (Money.kronor(90_000), Money(0))
    with pytest.raises(Refused) as refused:
        correct_earlier_aid(world.uow("officer"), place.id, noted.id, reason="Igen")
    assert codes(refused) == ["place_aid_corrected"]
