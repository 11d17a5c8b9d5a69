"""Answers are proposed from the organisation and an earlier application, only where nothing is answered."""

from datetime import date
from decimal import Decimal

import pytest

from fundflow.domain import completeness
from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.currencies import Currency
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.gender import LeaderGender
from fundflow.domain.states import State
from fundflow.domain.undertaking import Link, OwnersAndLeader, Relation, Size, Undertaking
from fundflow.models.case import Case
from fundflow.models.organisation import Organisation
from fundflow.queries.cases import answers_of, attachments_of
from fundflow.services.application import Start, Written, save_answers, start_application
from fundflow.services.facts import facts_of
from fundflow.services.proposing import copied_of, copy_answers
from fundflow.services.undertaking import state_group, tell_owners
from tests.calls import open_call
from tests.journey_parts import TOKENS
from tests.payment_parts import codes
from tests.whole_case import World, add_organisation, draft, submitted


def begin(world: World, grant_type: str = "implementation", programme: str = "project_funding") -> Case:
    uow = world.uow("applicant")
    call_id = open_call(uow, programme, grant_type)
    return start_application(uow, Start(programme, grant_type, world.organisation_id, f"token-{next(TOKENS)}", call_id))


def values(world: World, case: Case) -> dict[str, object]:
    return {key: answer.value for key, answer in answers_of(world.session, case.id).items()}


def test_what_the_organisation_has_told_is_proposed_and_can_be_changed(world: World) -> None:
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.COMPANY
    told = OwnersAndLeader(Decimal("62.5"), None, LeaderGender.WOMAN)
    tell_owners(world.uow("applicant"), world.organisation_id, told, as_of=date(2026, 1, 1))

    case = begin(world)

    assert values(world, case) == {"owners_women_percent": "62,5", "leader_gender": "woman"}
    assert (case.owners_women_percent, case.leader_gender) == (Decimal("62.5"), LeaderGender.WOMAN)
    save_answers(world.uow("applicant"), case.id, {"leader_gender": Written("man", 1)})
    assert case.leader_gender is LeaderGender.MAN


@pytest.mark.parametrize("alone", [True, False])
def test_a_stated_group_answers_what_leads_to_it_too(world: World, alone: bool) -> None:
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.COMPANY
    link = Link("Fjällmat AB", Relation.LINKED, Decimal(80), Size(Decimal(4), 11_500_000, 0), "556016-0680")
    size = Size(Decimal("12.5"), 23_000_000, 11_500_000)
    stated = Undertaking(2025, Currency.SEK, size, () if alone else (link,), sek_per_eur=Decimal("11.5"))
    state_group(world.uow("applicant"), world.organisation_id, stated)

    case = begin(world, "hallbarhetscheck", "business_support")

    told = values(world, case)
    assert (told["employees"], told["turnover_eur"], told["balance_eur"]) == ("12,5", "2000000", "1000000")
    facts = facts_of(world.uow("applicant"), case)
    assert told["in_a_group"] == ("no" if alone else "yes")
    assert facts.concepts[Concept.EMPLOYEES] == Decimal("12.5")
    assert facts.unreadable == ()
    if not alone:
        assert [row["turnover_eur"] for row in told["group"]] == ["1000000"]  # type: ignore[attr-defined]


def test_nothing_is_proposed_to_a_form_that_does_not_ask(world: World) -> None:
    told = OwnersAndLeader(Decimal(50), None, LeaderGender.WOMAN)
    tell_owners(world.uow("applicant"), world.organisation_id, told, as_of=date(2026, 1, 1))

    assert values(world, begin(world)) == {}


DAYS = ("project_starts_on", "project_ends_on")
DATED = {"costs": {"year"}, "activities": {"from", "to"}}


def without_days(answers: dict[str, object]) -> dict[str, object]:
    """The answers as another project may say them: no day or year of the earlier one."""
    left = {key: value for key, value in answers.items() if key not in DAYS}
    for key, dated in DATED.items():
        rows: list[dict[str, str]] = left[key]  # type: ignore[assignment]
        left[key] = [{name: cell for name, cell in row.items() if name not in dated} for row in rows]
    return left


def test_an_earlier_application_of_the_same_type_is_copied_whole_but_for_its_files_and_days(world: World) -> None:
    earlier = submitted(world)
    case = begin(world)

    copy_answers(world.uow("applicant"), case.id, earlier.id)

    assert set(DAYS) <= set(values(world, earlier))
    assert values(world, case) == without_days(values(world, earlier))
    assert (case.title, case.requested_amount, case.state) == (earlier.title, earlier.requested_amount, State.DRAFT)
    assert (case.project_starts_on, case.project_ends_on) == (None, None)
    assert list(attachments_of(world.session, case.id)) == []
    copied = copied_of(world.uow("applicant"), case)
    assert copied is not None
    assert (copied.earlier.id, copied.left) == (earlier.id, ())
    assert {one.key for one in copied.to_date} == {*DAYS, *DATED}


def test_a_copy_is_not_complete_before_its_own_days_are_told(world: World) -> None:
    case = begin(world)
    copy_answers(world.uow("applicant"), case.id, submitted(world).id)

    missing = {str(one.field) for one in completeness.missing(facts_of(world.uow("applicant"), case))}

    assert {field for field in missing if not field.startswith("bilaga-")} == {
        *DAYS,
        *(f"costs-{row}-year" for row in (0, 1)),
        *("activities-0-from", "activities-0-to"),
    }


def test_a_day_that_is_told_anew_is_not_left_to_tell(world: World) -> None:
    case = begin(world)
    copy_answers(world.uow("applicant"), case.id, submitted(world).id)
    save_answers(world.uow("applicant"), case.id, {"project_starts_on": Written("2027-01-01", 0)})

    copied = copied_of(world.uow("applicant"), case)

    assert copied is not None
    assert "project_starts_on" not in {one.key for one in copied.to_date}


def test_what_is_answered_already_is_not_written_over(world: World) -> None:
    earlier, case = submitted(world), begin(world)
    save_answers(world.uow("applicant"), case.id, {"aim": Written("Ett eget syfte.", 0)})

    copy_answers(world.uow("applicant"), case.id, earlier.id)

    assert values(world, case)["aim"] == "Ett eget syfte."
    copied = copied_of(world.uow("applicant"), case)
    assert copied is not None
    assert [one.key for one in copied.left] == ["aim"]


def test_another_programme_takes_over_what_means_the_same(world: World) -> None:
    earlier = submitted(world)
    case = begin(world, "village_grant", "village_fund")

    copy_answers(world.uow("applicant"), case.id, earlier.id)

    assert not case.title
    copied = copied_of(world.uow("applicant"), case)
    assert copied is not None
    assert "aim" in [one.key for one in copied.left]
    assert set(values(world, case)) == {one.key for one in copied.copied}


def test_only_the_organisations_own_applications_are_copied_and_only_to_drafts(world: World) -> None:
    earlier, sent = submitted(world), submitted(world)
    case = begin(world)

    with pytest.raises(Refused) as refused:
        copy_answers(world.uow("applicant"), sent.id, earlier.id)
    assert codes(refused) == ["wrong_state"]

    earlier.organisation_id = add_organisation(world, "En annan förening")
    world.session.flush()
    with pytest.raises(NotFound):
        copy_answers(world.uow("applicant"), case.id, earlier.id)
    with pytest.raises(NotFound):
        copy_answers(world.uow("officer"), draft(world).id, sent.id)


def test_the_title_of_another_support_is_not_copied(world: World) -> None:
    earlier = submitted(world)
    same, other = begin(world), begin(world, "pre_study")

    copy_answers(world.uow("applicant"), same.id, earlier.id)
    copy_answers(world.uow("applicant"), other.id, earlier.id)

    assert values(world, same)["title"] == values(world, earlier)["title"]
    assert "title" not in values(world, other)
    assert "aim" in values(world, other)
