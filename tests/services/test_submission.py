"""Sending in: once, whole, numbered without gaps, frozen and told."""

import json

import pytest
from sqlalchemy import func, select

from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.events import EventKind, digest
from fundflow.domain.money import Money
from fundflow.domain.states import State
from fundflow.models.application import ApplicationVersion, CostLine
from fundflow.models.case import Case, CasePriority, NumberSeries
from fundflow.models.event import CaseEvent
from fundflow.models.outbox import Notice, OutboxItem
from fundflow.services.application import Start, start_application
from fundflow.services.submission import submit_application
from tests.whole_case import World, draft, submitted


def codes(refused: Refused) -> set[str]:
    return {finding.code for finding in refused.findings}


def test_the_same_form_starts_one_draft(world: World) -> None:
    start = Start("project_funding", "pre_study", world.organisation_id, "samma-formular")

    first = start_application(world.uow("applicant"), start)
    second = start_application(world.uow("applicant"), start)

    assert first.id == second.id


def test_nobody_starts_a_draft_for_an_organisation_of_others(world: World) -> None:
    with pytest.raises(NotFound):
        start_application(world.uow("officer"), Start("project_funding", "pre_study", world.organisation_id, "t"))


def test_answers_are_bound_to_columns_and_rows_as_they_are_saved(world: World) -> None:
    case = draft(world)

    assert case.title == "Digitala verkstäder i inlandet"
    assert case.requested_amount == Money.kronor(500_000)
    assert case.total_cost == Money.kronor(1_000_000)
    assert case.priority == "p1_nytankande_smart"
    assert case.municipality_code == "2481"
    lines = world.session.scalars(select(CostLine.amount).where(CostLine.case_id == case.id).order_by(CostLine.place))
    assert list(lines) == [Money.kronor(700_000), Money.kronor(300_000)]
    further = world.session.scalars(select(CasePriority.priority).where(CasePriority.case_id == case.id)).all()
    assert further == ["p6_rik_pa_kompetenser"]


def test_a_case_sent_in_has_number_day_and_a_frozen_copy_that_its_hash_proves(world: World) -> None:
    case = submitted(world)

    assert (case.state, case.registry_number) == (State.RECEIVED, "RUN 2026/00001")
    assert str(case.received_on) == "2026-03-02"
    version = world.session.scalars(select(ApplicationVersion)).one()
    content = json.loads(version.content)
    assert digest(content) == version.sha256
    assert content["registry_number"] == "RUN 2026/00001"
    assert "Digitala verkstäder i inlandet" in content["answers"].values()


def test_sending_in_twice_gives_one_case_and_one_number(world: World) -> None:
    case = submitted(world)

    again = submit_application(world.uow("applicant"), case.id, truthful=True)

    assert again.registry_number == "RUN 2026/00001"
    kinds = world.session.scalars(select(CaseEvent.kind).where(CaseEvent.case_id == case.id)).all()
    assert kinds.count(EventKind.CASE_SUBMITTED) == 1


def test_numbers_have_no_gap_where_a_sending_in_was_refused(world: World) -> None:
    submitted(world)
    broken = draft(world, requested_amount="476 000")
    with pytest.raises(Refused):
        submit_application(world.uow("applicant"), broken.id, truthful=True)
    world.session.rollback()

    third = submitted(world)

    assert third.registry_number == "RUN 2026/00002"
    assert world.session.scalar(select(NumberSeries.last)) == 2


def test_each_year_begins_its_own_series(world: World) -> None:
    submitted(world)
    world.later(days=365)

    assert submitted(world).registry_number == "RUN 2027/00001"


def test_every_reason_is_told_at_once_and_nothing_is_changed(world: World) -> None:
    case = draft(world, title="", requested_amount="tolv", costs=[{"kind": "staff", "amount": "700 000"}])

    with pytest.raises(Refused) as refused:
        submit_application(world.uow("applicant"), case.id, truthful=True)

    assert {"answer_missing", "answer_unreadable", "row_field_missing", "financing_short"} <= codes(refused.value)
    assert case.state is State.DRAFT
    assert case.registry_number is None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"project_starts_on": "2027-08-31", "project_ends_on": "2026-09-01"}, "ends_before_start"),
        ({"project_starts_on": "2026-09-01", "project_ends_on": "1 september 2026"}, "ends_before_start"),
        ({"priority": "p3_nara_tillganglig", "strategic_area": "digitalisering"}, "area_elsewhere"),
    ],
)
def test_answers_that_do_not_fit_each_other_are_saved_and_keep_the_case_from_being_sent(
    world: World, changed: dict[str, str], code: str
) -> None:
    case = draft(world, **changed)

    with pytest.raises(Refused) as refused:
        submit_application(world.uow("applicant"), case.id, truthful=True)

    assert codes(refused.value) == {code}
    assert case.state is State.DRAFT


def test_the_truth_must_be_certified(world: World) -> None:
    case = draft(world)

    with pytest.raises(Refused) as refused:
        submit_application(world.uow("applicant"), case.id, truthful=False)

    assert codes(refused.value) == {"not_truthful"}


def test_a_colleague_who_may_only_write_does_not_send_in(world: World) -> None:
    case = draft(world)

    with pytest.raises(Refused) as refused:
        submit_application(world.uow("writer"), case.id, truthful=True)

    assert codes(refused.value) == {"may_not_sign"}


def test_drafts_are_invisible_to_staff(world: World) -> None:
    case = draft(world)

    for who in ("officer", "director", "auditor", "administrator"):
        with pytest.raises(NotFound):
            submit_application(world.uow(who), case.id, truthful=True)


def test_everyone_who_acts_for_the_applicant_is_told_by_letter(world: World) -> None:
    submitted(world)

    told = world.session.scalars(select(Notice.person_id).where(Notice.letter == "case_submitted")).all()
    assert set(told) == {world.people["applicant"], world.people["writer"]}
    assert world.session.scalar(select(func.count(OutboxItem.id))) >= 2


def test_what_is_rolled_back_leaves_no_letter(world: World) -> None:
    case = draft(world)
    submit_application(world.uow("applicant"), case.id, truthful=True)
    world.session.rollback()

    assert world.session.scalars(select(Notice)).all() == []
    assert world.session.get_one(Case, case.id).state is State.DRAFT
