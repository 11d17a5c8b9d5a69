"""Group, size, owners and leader are told in versions, confirmed or corrected by the region, never overwritten."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.currencies import Currency
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.gender import GenderCategory, LeaderGender
from fundflow.domain.size import GroupCompany
from fundflow.domain.undertaking import Link, OwnersAndLeader, Relation, Size, Undertaking
from fundflow.models.organisation import Organisation
from fundflow.queries.undertaking import group_history, group_of, owners_history
from fundflow.services.facts import facts_of
from fundflow.services.submission import submit_application
from fundflow.services.undertaking import confirm_group, correct_group, state_group, tell_owners
from tests.payment_parts import codes
from tests.whole_case import World, draft, in_preparation, submitted

STATED = Undertaking(
    2025,
    Currency.EUR,
    Size(Decimal("12.5"), 2_000_000, 1_000_000),
    (Link("Fjällmat AB", Relation.LINKED, Decimal(80), Size(Decimal(4), 500_000, 200_000)),),
)
WOMEN = OwnersAndLeader(Decimal(80), Decimal(20), LeaderGender.WOMAN)
MEN = OwnersAndLeader(Decimal(0), Decimal(100), LeaderGender.MAN)
DAY = date(2026, 3, 1)


def test_what_is_stated_is_read_back_as_it_was(world: World) -> None:
    state_group(world.uow("writer"), world.organisation_id, STATED)
    world.session.commit()
    world.session.expire_all()

    statement = group_of(world.session, world.organisation_id)

    assert statement is not None
    assert statement.stated == STATED
    assert (statement.version, statement.confirmed_at) == (1, None)


def test_each_statement_is_a_version_and_the_same_again_is_none(world: World) -> None:
    for stated in (STATED, STATED, replace(STATED, year=2024)):
        state_group(world.uow("applicant"), world.organisation_id, stated)

    history = group_history(world.session, world.organisation_id)
    assert [(one.version, one.year) for one in history] == [(2, 2024), (1, 2025)]


def test_the_region_confirms_what_it_has_read(world: World) -> None:
    state_group(world.uow("applicant"), world.organisation_id, STATED)
    state_group(world.uow("applicant"), world.organisation_id, replace(STATED, year=2024))

    with pytest.raises(Refused) as refused:
        confirm_group(world.uow("officer"), world.organisation_id, version=1)
    assert codes(refused) == ["group_stated_anew"]

    statement = confirm_group(world.uow("officer"), world.organisation_id, version=2)
    assert statement.confirmed_by_id == world.people["officer"]


def test_a_correction_says_why_and_keeps_what_the_applicant_stated(world: World) -> None:
    state_group(world.uow("applicant"), world.organisation_id, STATED)
    right = replace(STATED, size=Size(Decimal(55), 12_000_000, 6_000_000))

    with pytest.raises(Refused) as refused:
        correct_group(world.uow("officer"), world.organisation_id, right, note=" ")
    assert codes(refused) == ["group_note_missing"]
    correct_group(world.uow("officer"), world.organisation_id, right, note="Årsredovisningen 2025")

    latest, first = group_history(world.session, world.organisation_id)
    assert (latest.stated, latest.note, latest.confirmed_by_id) == (
        right,
        "Årsredovisningen 2025",
        world.people["officer"],
    )
    assert (first.stated, first.note) == (STATED, None)


def test_rules_read_what_the_region_corrected_since_the_case_came_in(world: World) -> None:
    state_group(world.uow("applicant"), world.organisation_id, STATED)
    case = in_preparation(world)
    assert Concept.TURNOVER_EUR not in facts_of(world.uow("officer"), case).concepts

    world.later(days=1)
    right = replace(STATED, size=Size(Decimal(55), 12_000_000, 6_000_000))
    correct_group(world.uow("officer"), world.organisation_id, right, note="Årsredovisningen 2025")

    known = facts_of(world.uow("officer"), case).concepts
    assert (known[Concept.EMPLOYEES], known[Concept.TURNOVER_EUR]) == (Decimal(55), Decimal(12_000_000))
    assert known[Concept.GROUP] == (
        GroupCompany("linked", Decimal(80), Decimal(4), Decimal(500_000), Decimal(200_000)),
    )


def test_a_case_that_came_in_later_is_read_by_its_own_answers(world: World) -> None:
    state_group(world.uow("applicant"), world.organisation_id, STATED)
    confirm_group(world.uow("officer"), world.organisation_id, version=1)
    world.later(days=1)

    case = in_preparation(world)

    assert Concept.TURNOVER_EUR not in facts_of(world.uow("officer"), case).concepts


def test_strangers_state_nothing_and_analysts_confirm_nothing(world: World) -> None:
    with pytest.raises(NotFound):
        state_group(world.uow("officer"), world.organisation_id, STATED)
    with pytest.raises(NotFound):
        tell_owners(world.uow("officer"), world.organisation_id, WOMEN, as_of=DAY)
    state_group(world.uow("applicant"), world.organisation_id, STATED)
    with pytest.raises(Refused) as refused:
        confirm_group(world.uow("analyst"), world.organisation_id, version=1)
    assert codes(refused) == ["not_permitted"]


# ----- owners and leader


def tell(world: World, told: OwnersAndLeader, as_of: date = DAY) -> int:
    return tell_owners(world.uow("applicant"), world.organisation_id, told, as_of=as_of).id


def test_owners_are_told_in_versions(world: World) -> None:
    tell(world, WOMEN)
    tell(world, WOMEN)
    tell(world, MEN)

    history = owners_history(world.session, world.organisation_id)
    assert [(one.version, one.told) for one in history] == [(2, MEN), (1, WOMEN)]


def test_a_day_ahead_and_more_than_the_whole_are_refused(world: World) -> None:
    with pytest.raises(Refused) as refused:
        tell(world, OwnersAndLeader(Decimal(80), Decimal(40), None), world.now.date() + timedelta(days=1))

    assert codes(refused) == ["owners_over_whole", "name_day_ahead"]


def test_a_case_keeps_what_was_told_when_it_was_sent_in(world: World) -> None:
    first = tell(world, WOMEN)
    case = submitted(world)
    tell(world, MEN)

    assert case.ownership_record_id == first
    assert (case.owners_women_percent, case.leader_gender) == (Decimal(80), LeaderGender.WOMAN)


def test_what_the_form_asks_goes_before_what_the_organisation_told(world: World) -> None:
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.COMPANY
    case = draft(world, owners_women_percent="10", leader_gender="man")
    tell(world, WOMEN)

    submit_application(world.uow("applicant"), case.id, truthful=True)

    assert (case.owners_women_percent, case.leader_gender) == (Decimal(10), LeaderGender.MAN)
    assert case.gender_category is GenderCategory.MEN
