"""The service grant of a recipient (S8): its ceiling and its years over all its places, on both databases."""

from datetime import UTC, date, datetime

import pytest

from fundflow.domain.concepts import Concept
from fundflow.domain.errors import Refused
from fundflow.domain.findings import Finding, Verdict, told_once
from fundflow.domain.money import Money
from fundflow.domain.rules.engine import findings_of
from fundflow.domain.service_places import PlaceFacts
from fundflow.labels.findings import finding_text
from fundflow.models.case import Case
from fundflow.models.organisation import Organisation
from fundflow.models.service_place import ServicePlace
from fundflow.services.facts import facts_of
from fundflow.services.naming import merge_organisation
from fundflow.services.service_place import add_place
from tests.place_parts import FACTS, FROM, NOTED, PLAN, applied, as_written, codes, granted, propose
from tests.whole_case import World, add_organisation


def shop(world: World) -> ServicePlace:
    """One more shop that the world's applicant owns."""
    facts = PlaceFacts(**{**as_written(FACTS), "owner_id": world.organisation_id})
    return add_place(world.uow("officer"), PLAN, facts, from_on=FROM, source=NOTED)


@pytest.fixture
def first(world: World) -> ServicePlace:
    """A shop."""
    return shop(world)


@pytest.fixture
def second(world: World) -> ServicePlace:
    """Another shop of the same recipient."""
    return shop(world)


def said(world: World, case: Case, rule: str) -> list[Finding]:
    found = findings_of(facts_of(world.uow("officer"), case))
    return [one for one in found if one.rests_on(rule) and "ceiling" in one.figures]


def test_what_was_given_to_the_recipients_other_shop_counts_under_its_ceiling(
    world: World, first: ServicePlace, second: ServicePlace
) -> None:
    granted(world, "servicebidrag", first, 300_000)
    case = applied(world, "servicebidrag", second, requested_amount="100 000", servicebidrag_same_year="0")

    (of_recipient,) = said(world, case, "S8")
    (of_place,) = said(world, case, "S10")

    # 370 000 - 300 000 for the recipient, the whole ceiling for the place
    assert (of_recipient.verdict, of_recipient.figures["highest"]) == (Verdict.STOPS, Money.kronor(70_000))
    assert (of_place.verdict, of_place.figures["highest"]) == (Verdict.FULFILLED, Money.kronor(370_000))
    assert "på alla era ställen" in finding_text(of_recipient)


def test_a_grant_over_the_recipients_ceiling_cannot_be_decided(
    world: World, first: ServicePlace, second: ServicePlace
) -> None:
    granted(world, "servicebidrag", first, 300_000)
    case = applied(world, "servicebidrag", second, requested_amount="70 001", servicebidrag_same_year="0")

    with pytest.raises(Refused) as refused:
        propose(world, case, 70_001)

    world.session.rollback()
    assert codes(refused) == ["recipient_yearly_over"]


def test_a_grant_up_to_the_recipients_ceiling_is_decided(
    world: World, first: ServicePlace, second: ServicePlace
) -> None:
    granted(world, "servicebidrag", first, 300_000)

    assert granted(world, "servicebidrag", second, 70_000, servicebidrag_same_year="0").granted == Money.kronor(70_000)


def test_the_operating_support_of_the_other_shop_is_not_the_recipients_service_grant(
    world: World, first: ServicePlace, second: ServicePlace
) -> None:
    granted(world, "driftstod", first, 300_000)
    case = applied(world, "servicebidrag", second, requested_amount="100 000")

    assert facts_of(world.uow("officer"), case).to_recipient == Money(0)


def test_the_recipients_ceiling_is_held_before_a_place_is_linked(world: World, first: ServicePlace) -> None:
    granted(world, "servicebidrag", first, 300_000, support_year="2026")
    case = applied(
        world, "servicebidrag", requested_amount="100 000", support_year="2027", servicebidrag_years_before="0"
    )

    facts = facts_of(world.uow("officer"), case)

    assert facts.to_recipient == Money.kronor(300_000)
    assert facts.concepts[Concept.SERVICEBIDRAG_YEARS_BEFORE] == 1


def test_the_ceiling_is_that_of_the_year_of_the_decision(
    world: World, first: ServicePlace, second: ServicePlace
) -> None:
    granted(world, "servicebidrag", first, 300_000)
    world.now = datetime(2027, 1, 15, 9, 0, tzinfo=UTC)
    case = applied(world, "servicebidrag", second, support_year="2027")

    assert facts_of(world.uow("officer"), case).to_recipient == Money(0)


def test_years_at_any_place_count_and_the_fourth_is_refused(
    world: World, first: ServicePlace, second: ServicePlace
) -> None:
    for year, place in ((2024, first), (2025, second), (2026, first)):
        granted(world, "servicebidrag", place, 50_000, support_year=str(year), servicebidrag_years_before="0")
    case = applied(world, "servicebidrag", second, support_year="2027", servicebidrag_years_before="0")

    with pytest.raises(Refused) as refused:
        propose(world, case, 10_000)

    world.session.rollback()
    assert "years_used" in codes(refused)


def test_what_the_organisation_it_continues_was_given_is_the_recipients(
    world: World, first: ServicePlace, second: ServicePlace
) -> None:
    granted(world, "servicebidrag", first, 300_000)
    case = applied(world, "servicebidrag", second, servicebidrag_same_year="0")
    case.organisation_id = add_organisation(world, "Fredrika Handel AB", number="559999-0016")
    before = world.organisation_id
    merge_organisation(world.uow("officer"), before, into_number="559999-0016", on=date(2026, 2, 1))
    world.session.flush()

    assert facts_of(world.uow("officer"), case).to_recipient == Money.kronor(300_000)


def test_one_that_has_been_continued_is_the_same_recipient(
    world: World, first: ServicePlace, second: ServicePlace
) -> None:
    granted(world, "servicebidrag", first, 300_000)
    case = applied(world, "servicebidrag", second, servicebidrag_same_year="0")
    former = add_organisation(world, "Fredrika Handel AB", number="559999-0016")
    successor = world.session.get_one(Organisation, world.organisation_id)
    merge_organisation(world.uow("officer"), former, into_number=str(successor.number), on=date(2026, 2, 1))
    case.organisation_id = former
    world.session.flush()

    assert facts_of(world.uow("officer"), case).to_recipient == Money.kronor(300_000)


def test_a_refusal_under_both_ceilings_is_told_once_with_both_provisions(world: World, first: ServicePlace) -> None:
    granted(world, "servicebidrag", first, 300_000)
    case = applied(world, "servicebidrag", first, requested_amount="100 000", servicebidrag_same_year="0")

    stopping = [
        one for one in told_once(findings_of(facts_of(world.uow("officer"), case))) if one.verdict is Verdict.STOPS
    ]

    assert [[source.rule for source in one.sources] for one in stopping] == [["S8", "S10"]]
    with pytest.raises(Refused) as refused:
        propose(world, case, 100_000)
    world.session.rollback()
    assert codes(refused) == ["yearly_over"]
