"""What administrators change of people and applicants: with care, and never without a trace."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from fundflow.domain.administration import PersonChangeKind, Standing
from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.roles import Role
from fundflow.models.case import Case
from fundflow.models.organisation import Organisation
from fundflow.models.outbox import Notice
from fundflow.models.person import OneTimeToken, OrganisationChange, Person, PersonChange
from fundflow.queries.people import actor_of
from fundflow.services import administration
from fundflow.services.accounts import Invited, token_hash
from fundflow.services.people import accept_invitation
from tests.factories import make_case
from tests.whole_case import World, add_person, draft, submitted

PASSWORD = "lingon och hjortron"


def codes(deed: Callable[[], object]) -> set[str]:
    with pytest.raises(Refused) as refused:
        deed()
    return {finding.code for finding in refused.value.findings}


def standing(world: World, person_id: int) -> Standing:
    actor = actor_of(world.session, person_id)
    assert actor is not None
    return Standing(actor.roles, actor.positions)


def change(world: World, person_id: int, *roles: Role, positions: tuple[str, ...] = ()) -> Person:
    return administration.change_rights(
        world.uow("administrator"),
        person_id,
        seen=standing(world, person_id),
        roles=frozenset(roles),
        positions=frozenset(positions),
    )


def trace(world: World, person_id: int) -> list[tuple[PersonChangeKind, dict[str, list[str]]]]:
    rows = world.session.scalars(
        select(PersonChange).where(PersonChange.person_id == person_id).order_by(PersonChange.id)
    )
    return [(row.kind, row.payload) for row in rows]


def invite(world: World, email: str = "ny@nordanland.example", *roles: Role, **changes: object) -> Person:
    invited = Invited(email, "Ny Kollega", frozenset(roles or (Role.ANALYST,)), **changes)  # type: ignore[arg-type]
    return administration.invite_staff(world.uow("administrator"), invited)


def last_token(world: World) -> str:
    return str(world.session.scalars(select(Notice).order_by(Notice.id.desc())).first().facts["token"])  # type: ignore[union-attr]


# ----- rights


def test_a_person_gets_exactly_the_roles_and_positions_that_were_chosen(world: World) -> None:
    officer = world.people["officer"]

    change(world, officer, Role.DECISION_MAKER, positions=("head_of_unit",))

    assert standing(world, officer) == Standing(frozenset({Role.DECISION_MAKER}), frozenset({"head_of_unit"}))
    assert trace(world, officer) == [
        (
            PersonChangeKind.RIGHTS_CHANGED,
            {
                "roles_given": ["decision_maker"],
                "roles_taken": ["case_officer"],
                "positions_given": ["head_of_unit"],
            },
        )
    ]
    (row,) = world.session.scalars(select(PersonChange))
    assert (row.by_id, row.at) == (world.people["administrator"], world.now)


def test_the_role_of_applicant_is_not_taken_and_not_given(world: World) -> None:
    change(world, world.people["applicant"], Role.ANALYST)
    change(world, world.people["officer"], Role.CASE_OFFICER, Role.APPLICANT)

    assert standing(world, world.people["applicant"]).roles == {Role.APPLICANT, Role.ANALYST}
    assert standing(world, world.people["officer"]).roles == {Role.CASE_OFFICER}


def test_whose_rights_shrink_is_signed_out_and_whose_grow_is_not(world: World) -> None:
    person = world.session.get_one(Person, world.people["officer"])

    change(world, person.id, Role.CASE_OFFICER, Role.ANALYST)
    assert person.session_version == 1
    change(world, person.id, Role.CASE_OFFICER)
    assert person.session_version == 2
    change(world, person.id, Role.CASE_OFFICER)
    assert person.session_version == 2
    assert len(trace(world, person.id)) == 2


def test_an_administrator_keeps_the_own_role_and_account(world: World) -> None:
    me = world.people["administrator"]
    add_person(world, "Andra Administratören", (Role.ADMINISTRATOR,))

    assert codes(lambda: change(world, me, Role.ANALYST)) == {"own_administration"}
    assert codes(lambda: administration.deactivate(world.uow("administrator"), me)) == {"own_account"}
    change(world, me, Role.ADMINISTRATOR, Role.ANALYST)


def test_the_service_keeps_an_administrator(world: World) -> None:
    me = world.people["administrator"]
    closed = add_person(world, "Stängd Administratör", (Role.ADMINISTRATOR,))
    world.session.get_one(Person, closed).deactivated_at = world.now

    assert codes(lambda: change(world, me)) == {"own_administration", "last_administrator"}
    assert codes(lambda: administration.deactivate(world.uow("administrator"), me)) == {
        "own_account",
        "last_administrator",
    }


def test_what_someone_else_has_changed_meanwhile_is_not_overwritten(world: World) -> None:
    officer = world.people["officer"]
    seen = standing(world, officer)
    change(world, officer, Role.CASE_OFFICER, Role.ANALYST)

    with pytest.raises(Conflict):
        administration.change_rights(
            world.uow("administrator"), officer, seen=seen, roles=frozenset({Role.AUDITOR}), positions=frozenset()
        )
    assert standing(world, officer).roles == {Role.CASE_OFFICER, Role.ANALYST}


@pytest.mark.parametrize("position", ["board", "officer", "emperor"])
def test_positions_are_those_of_the_order_in_force_that_come_with_no_role(world: World, position: str) -> None:
    with pytest.raises(NotFound):
        change(world, world.people["officer"], Role.CASE_OFFICER, positions=(position,))


def test_only_administrators_do_this(world: World) -> None:
    uow, officer = world.uow("officer"), world.people["officer"]

    for deed in (
        lambda: administration.change_rights(
            uow, officer, seen=standing(world, officer), roles=frozenset({Role.ADMINISTRATOR}), positions=frozenset()
        ),
        lambda: administration.deactivate(uow, world.people["director"]),
        lambda: administration.reactivate(uow, world.people["director"]),
        lambda: administration.invite_staff(uow, Invited("x@y.example", "X", frozenset({Role.ADMINISTRATOR}))),
        lambda: administration.resend_invitation(uow, officer),
        lambda: administration.withdraw_invitation(uow, officer),
        lambda: administration.mark_own(uow, world.organisation_id, is_own=True),
    ):
        assert codes(deed) == {"not_permitted"}


# ----- invitations


def test_an_invited_person_accepts_and_has_the_rights(world: World) -> None:
    person = invite(world, "ny@nordanland.example", Role.DECISION_MAKER, positions=frozenset({"head_of_unit"}))

    accept_invitation(world.uow("officer"), last_token(world), "Ny Kollega", PASSWORD)

    assert standing(world, person.id) == Standing(frozenset({Role.DECISION_MAKER}), frozenset({"head_of_unit"}))
    assert [kind for kind, _ in trace(world, person.id)] == [PersonChangeKind.INVITED]


def test_inviting_somebody_with_an_account_adds_to_what_they_have(world: World) -> None:
    director = world.people["director"]
    address = world.session.get_one(Person, director).email
    world.session.get_one(Person, director).password_hash = "x"
    had = standing(world, director)

    invite(world, address.upper(), Role.ANALYST)

    assert standing(world, director).roles == had.roles | {Role.ANALYST}
    assert standing(world, director).positions == had.positions
    assert world.session.scalar(select(func.count(OneTimeToken.id))) == 0


def test_a_decision_maker_needs_a_position(world: World) -> None:
    officer = world.people["officer"]

    assert codes(lambda: invite(world, "a@b.example", Role.DECISION_MAKER)) == {"position_missing"}
    assert codes(lambda: change(world, officer, Role.CASE_OFFICER, Role.DECISION_MAKER)) == {"position_missing"}
    assert Role.DECISION_MAKER not in standing(world, officer).roles
    change(world, officer, Role.DECISION_MAKER, positions=("head_of_unit",))
    assert codes(lambda: change(world, officer, Role.DECISION_MAKER)) == {"position_missing"}


def test_who_has_a_position_is_made_a_decision_maker_by_an_invitation(world: World) -> None:
    officer = world.people["officer"]
    change(world, officer, Role.CASE_OFFICER, positions=("head_of_unit",))

    invite(world, world.session.get_one(Person, officer).email, Role.DECISION_MAKER)

    assert standing(world, officer).roles >= {Role.CASE_OFFICER, Role.DECISION_MAKER}


def test_an_invitation_needs_a_role_and_an_open_account(world: World) -> None:
    administration.deactivate(world.uow("administrator"), world.people["officer"])
    address = world.session.get_one(Person, world.people["officer"]).email

    assert codes(lambda: invite(world, "a@b.example", Role.APPLICANT)) == {"roles_missing"}
    assert codes(lambda: invite(world, address, Role.ANALYST)) == {"account_closed"}


def test_an_invitation_sent_again_replaces_the_first(world: World) -> None:
    person = invite(world)
    first = last_token(world)

    administration.resend_invitation(world.uow("administrator"), person.id)

    assert codes(lambda: accept_invitation(world.uow("officer"), first, "Ny", PASSWORD)) == {"link_used_or_old"}
    assert accept_invitation(world.uow("officer"), last_token(world), "Ny", PASSWORD) == person.id
    assert codes(lambda: administration.resend_invitation(world.uow("administrator"), person.id)) == {
        "no_open_invitation"
    }


def test_an_invitation_that_is_withdrawn_gives_nothing(world: World) -> None:
    person = invite(world)
    token = last_token(world)

    administration.withdraw_invitation(world.uow("administrator"), person.id)

    assert standing(world, person.id) == Standing(frozenset())
    assert codes(lambda: accept_invitation(world.uow("officer"), token, "Ny", PASSWORD)) == {"link_used_or_old"}
    assert trace(world, person.id)[-1] == (PersonChangeKind.INVITATION_WITHDRAWN, {"roles_taken": ["analyst"]})


def test_an_organisations_invitation_is_left_alone(world: World) -> None:
    person = invite(world)
    world.session.add(
        OneTimeToken(
            purpose="invitation",
            token_hash=token_hash("annan"),
            person_id=person.id,
            organisation_id=world.organisation_id,
            expires_at=world.now + timedelta(days=3),
        )
    )
    world.session.flush()

    administration.withdraw_invitation(world.uow("administrator"), person.id)

    left = world.session.scalars(select(OneTimeToken.token_hash).where(OneTimeToken.used_at.is_(None))).all()
    assert left == [token_hash("annan")]


# ----- closing and opening


def test_a_closed_account_ends_its_sessions_and_may_be_opened_again(world: World) -> None:
    uow, officer = world.uow("administrator"), world.people["officer"]
    person = world.session.get_one(Person, officer)

    administration.deactivate(uow, officer)
    administration.deactivate(uow, officer)
    assert actor_of(world.session, officer) is None
    assert person.session_version == 2

    administration.reactivate(uow, officer)
    administration.reactivate(uow, officer)
    assert standing(world, officer).roles == {Role.CASE_OFFICER}
    assert [kind for kind, _ in trace(world, officer)] == [
        PersonChangeKind.DEACTIVATED,
        PersonChangeKind.REACTIVATED,
    ]


# ----- the region's own applicants


def test_the_regions_own_projects_are_counted_as_such(world: World) -> None:
    sent, unfinished = submitted(world), draft(world)
    organisation = world.session.get_one(Organisation, world.organisation_id)
    imported = make_case(
        world.session, organisation=organisation, origin="imported", registry_number="IMP 1", programme_version=None
    )

    administration.mark_own(world.uow("administrator"), world.organisation_id, is_own=True)
    administration.mark_own(world.uow("administrator"), world.organisation_id, is_own=True)

    own = select(Case.own_project).where(Case.id.in_((sent.id, unfinished.id)))
    assert world.session.scalars(own).all() == [True, True]
    assert world.session.scalar(select(Case.own_project).where(Case.id == imported.id)) is False
    assert draft(world).own_project is True
    (row,) = world.session.scalars(select(OrganisationChange))
    assert (row.kind, row.by_id) == ("marked_own", world.people["administrator"])
