"""Names are kept over time and found by search; an organisation that has ceased is continued by another."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from fundflow.domain.applicants import NameKind
from fundflow.domain.bank import BankState
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.models.outbox import Notice
from fundflow.models.person import Membership
from fundflow.queries.bank import bank_details_of
from fundflow.queries.cases import get_case
from fundflow.queries.organisations import find_organisations, names_of
from fundflow.services.application import Start, start_application
from fundflow.services.intake import assign_case, start_preparation
from fundflow.services.naming import add_alias, merge_organisation, rename_organisation
from fundflow.services.organisation import OrganisationFacts, register_organisation, update_organisation
from fundflow.services.payment import authorise_payment
from tests.payment_parts import codes, waiting
from tests.whole_case import World, add_organisation, add_person, granted, submitted

FROM = date(2026, 2, 1)
SUCCESSOR = "556016-0680"


@pytest.fixture
def successor(world: World) -> int:
    """Another organisation, with its own person."""
    organisation_id = add_organisation(world, "Inlandets tillväxt AB", number=SUCCESSOR)
    world.people["taker"] = add_person(world, "Tove Lindmark", (Role.APPLICANT,))
    world.session.add(
        Membership(
            person_id=world.people["taker"],
            organisation_id=organisation_id,
            right=OrganisationRight.SIGN,
            created_at=world.now,
            confirmed_at=world.now,
        )
    )
    world.session.commit()
    return organisation_id


def rename(world: World, name: str, from_on: date = FROM, who: str = "applicant") -> None:
    rename_organisation(world.uow(who), world.organisation_id, name=name, from_on=from_on)
    world.session.commit()


def found(world: World, words: str) -> list[str]:
    return [one.name for one in find_organisations(world.session, words)]


def test_earlier_names_are_kept_with_their_days_and_found(world: World) -> None:
    case = submitted(world)

    rename(world, "Älvdalens  tillväxt")

    kept = [(one.name, one.from_on) for one in names_of(world.session, world.organisation_id)]
    assert kept == [("Älvdalens tillväxt", FROM), ("Älvdalens utvecklingsförening", None)]
    assert found(world, "UTVECKLINGSFÖRENING") == ["Älvdalens tillväxt"]
    assert found(world, "älvdalens tillväxt") == ["Älvdalens tillväxt"]
    assert "älvdalens utvecklingsförening" in case.search_text
    assert "älvdalens tillväxt" in case.search_text


def test_a_change_that_is_noted_late_does_not_hide_a_later_name(world: World) -> None:
    rename(world, "Den senaste", date(2026, 2, 1))
    rename(world, "Den mellersta", date(2025, 6, 1))

    assert found(world, "mellersta") == ["Den senaste"]


def test_an_alias_is_found_and_changes_no_name(world: World) -> None:
    add_alias(world.uow("officer"), world.organisation_id, name="ÄUF")
    add_alias(world.uow("officer"), world.organisation_id, name="äuf")

    assert found(world, "äuf") == ["Älvdalens utvecklingsförening"]
    assert [one.kind for one in names_of(world.session, world.organisation_id)] == [NameKind.ALIAS]


def test_only_who_may_sign_and_officers_change_names(world: World) -> None:
    rename(world, "Ett namn", who="officer")
    for who in ("writer", "analyst"):
        with pytest.raises(NotFound):
            rename(world, "Ett annat namn", who=who)


def test_a_name_from_a_day_ahead_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refused:
        rename(world, "Ett namn", world.now.date() + timedelta(days=1))

    assert codes(refused) == ["name_day_ahead"]


def test_keeping_the_other_facts_leaves_name_and_number(world: World) -> None:
    facts = OrganisationFacts("Något annat", "556016-0680", ApplicantKind.ASSOCIATION, address="Torget 1")

    organisation = update_organisation(world.uow("applicant"), world.organisation_id, facts)

    assert (organisation.name, organisation.number) == ("Älvdalens utvecklingsförening", "802000-0009")
    assert organisation.address == "Torget 1"


def test_two_foreign_organisations_do_not_share_a_number_in_their_register(world: World) -> None:
    facts = OrganisationFacts("Ab Kvarken r.f.", None, ApplicantKind.ASSOCIATION, country="FI", foreign_id="0201256-6")
    register_organisation(world.uow("applicant"), facts)

    with pytest.raises(Refused) as refused:
        register_organisation(world.uow("writer"), facts)

    assert codes(refused) == ["organisation_taken"]
    assert found(world, "0201256") == ["Ab Kvarken r.f."]


# ----- mergers


def merge(world: World, who: str = "officer") -> None:
    merge_organisation(world.uow(who), world.organisation_id, into_number=SUCCESSOR, on=FROM)
    world.session.commit()


def test_the_successors_people_act_in_cases_that_stay(world: World, successor: int) -> None:
    case = submitted(world)
    with pytest.raises(NotFound):
        get_case(world.session, world.actor("taker"), case.id)

    merge(world)

    assert get_case(world.session, world.actor("taker"), case.id).organisation_id == world.organisation_id
    assert world.organisation_id in world.actor("taker").may_sign_for
    assert successor not in world.actor("applicant").organisations
    assert "inlandets tillväxt ab" in case.search_text
    assert found(world, "älvdalens") == ["Inlandets tillväxt AB", "Älvdalens utvecklingsförening"]


def test_letters_of_the_case_reach_the_successors_people(world: World, successor: int) -> None:
    case = submitted(world)
    merge(world)
    world.session.execute(delete(Notice))

    assign_case(world.uow("officer"), case.id, world.people["officer"])
    start_preparation(world.uow("officer"), case.id)

    told = set(world.session.scalars(select(Notice.person_id).where(Notice.letter == "preparation_started")))
    assert told == {world.people[who] for who in ("applicant", "writer", "taker")}


def test_nothing_new_is_begun_for_one_that_has_ceased(world: World, successor: int) -> None:
    merge(world)

    with pytest.raises(Refused) as refused:
        start_application(
            world.uow("applicant"), Start("project_funding", "implementation", world.organisation_id, "t")
        )

    assert codes(refused) == ["organisation_merged"]


def test_what_is_left_is_paid_to_the_successor(world: World, successor: int) -> None:
    payment = waiting(world, granted(world), 100_000)
    merge(world)
    details = bank_details_of(world.session, world.organisation_id)
    assert details is not None
    assert (details.organisation_id, details.state) == (successor, BankState.CONFIRMED)

    authorise_payment(world.uow("economist"), payment.id)

    assert payment.bank_details_id == details.id


def test_only_officers_merge_and_never_in_a_circle(world: World, successor: int) -> None:
    with pytest.raises(NotFound):
        merge(world, "applicant")
    merge(world)

    with pytest.raises(Refused) as refused:
        merge_organisation(world.uow("officer"), successor, into_number="802000-0009", on=FROM)
    assert codes(refused) == ["merged_in_circle"]
    with pytest.raises(Refused) as refused:
        merge(world)
    assert codes(refused) == ["merged_already"]


def test_a_successor_is_registered_first(world: World) -> None:
    with pytest.raises(Refused) as refused:
        merge_organisation(world.uow("officer"), world.organisation_id, into_number="556000-4615", on=FROM)

    assert codes(refused) == ["successor_unknown"]
