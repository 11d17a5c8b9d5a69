"""Accounts are entered by who may sign, kept, confirmed by the region, and locked while money is on its way."""

import pytest
from sqlalchemy import select

from fundflow.domain.bank import AccountKind, BankState, read_account
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.models.bank import BankDetails
from fundflow.models.outbox import Notice
from fundflow.queries.bank import bank_details_of, bank_details_to_confirm, bank_history
from fundflow.services.bank import confirm_bank_details, enter_bank_details, refuse_bank_details
from fundflow.services.letters import letter_of
from fundflow.services.payment import authorise_payment, confirm_payment, withdraw_authorisation
from tests.payment_parts import authorised, codes, waiting
from tests.whole_case import REGION, World, add_person, granted, join

ANOTHER = read_account(AccountKind.PLUSGIRO, "123456-6")
EVIDENCE = "Bankgiroregistret 2 mars"


def entered(world: World) -> BankDetails:
    return enter_bank_details(world.uow("applicant"), world.organisation_id, ANOTHER)


def in_force(world: World) -> BankDetails:
    details = bank_details_of(world.session, world.organisation_id)
    assert details is not None
    return details


def test_a_change_keeps_what_was_before_and_has_to_be_confirmed_anew(world: World) -> None:
    world.later(days=1)
    details = entered(world)

    assert in_force(world).id == details.id
    assert (details.version, details.state, details.entered_by_id) == (2, BankState.WAITING, world.people["applicant"])
    earlier = bank_history(world.session, world.organisation_id)[1]
    assert (earlier.number, earlier.state, earlier.replaced_at) == ("50501055", BankState.CONFIRMED, world.now)
    assert [one.id for one in bank_details_to_confirm(world.session)] == [details.id]


def test_the_same_account_again_changes_nothing(world: World) -> None:
    before = in_force(world)

    same = enter_bank_details(
        world.uow("applicant"), world.organisation_id, read_account(AccountKind.BANKGIRO, "5050-1055")
    )

    assert (same.id, same.state) == (before.id, BankState.CONFIRMED)


@pytest.mark.parametrize("who", ["writer", "officer", "economist"])
def test_only_one_who_may_sign_enters_an_account(world: World, who: str) -> None:
    with pytest.raises(NotFound):
        enter_bank_details(world.uow(who), world.organisation_id, ANOTHER)


@pytest.mark.parametrize("who", ["officer", "economist"])
def test_the_region_confirms_against_evidence(world: World, who: str) -> None:
    details = confirm_bank_details(world.uow(who), entered(world).id, evidence=EVIDENCE)

    assert (details.state, details.evidence) == (BankState.CONFIRMED, EVIDENCE)
    assert (details.judged_by_id, details.judged_at) == (world.people[who], world.now)


def test_nothing_is_confirmed_without_evidence_or_permission(world: World) -> None:
    details = entered(world)

    with pytest.raises(Refused) as refused:
        confirm_bank_details(world.uow("analyst"), details.id, evidence=" ")

    assert codes(refused) == ["not_permitted", "bank_evidence_missing"]


def test_nobody_confirms_an_account_of_an_organisation_they_act_for(world: World) -> None:
    join(world, "economist", OrganisationRight.EDIT, confirmed=True)

    with pytest.raises(Refused) as refused:
        confirm_bank_details(world.uow("economist"), entered(world).id, evidence=EVIDENCE)

    assert codes(refused) == ["own_case"]


def test_an_account_that_is_replaced_is_not_judged_any_more(world: World) -> None:
    earlier = in_force(world)
    entered(world)

    with pytest.raises(Refused) as refused:
        refuse_bank_details(world.uow("economist"), earlier.id, reason="Fel ägare")

    assert codes(refused) == ["bank_details_replaced"]


def test_nothing_is_authorised_to_an_account_that_is_not_confirmed(world: World) -> None:
    payment = waiting(world, granted(world), 100_000)
    details = entered(world)

    with pytest.raises(Refused) as refused:
        authorise_payment(world.uow("economist"), payment.id)
    assert codes(refused) == ["bank_details_not_confirmed"]

    confirm_bank_details(world.uow("officer"), details.id, evidence=EVIDENCE)
    authorise_payment(world.uow("economist"), payment.id)

    assert (payment.account, payment.bank_details_id) == ("Plusgiro 123456-6", details.id)


def test_the_account_is_locked_from_authorised_to_paid(world: World) -> None:
    payment = authorised(world, granted(world), 100_000)
    before = in_force(world)

    with pytest.raises(Refused) as refused:
        entered(world)
    assert codes(refused) == ["bank_details_locked"]
    with pytest.raises(Refused) as refused:
        refuse_bank_details(world.uow("officer"), before.id, reason="Fel ägare")
    assert codes(refused) == ["bank_details_locked"]

    confirm_payment(world.uow("second_economist"), payment.id, paid_on=world.now.date())

    assert entered(world).version == 2
    assert (payment.account, payment.bank_details_id) == ("Bankgiro 5050-1055", before.id)


def test_an_authorisation_that_is_taken_back_opens_the_account_again(world: World) -> None:
    payment = authorised(world, granted(world), 100_000)

    withdraw_authorisation(world.uow("economist"), payment.id)

    assert (payment.account, payment.bank_details_id) == (None, None)
    assert entered(world).state is BankState.WAITING


def test_everyone_else_who_may_sign_is_told_of_a_new_account(world: World) -> None:
    world.people["partner"] = add_person(world, "Tove Lindmark", (Role.APPLICANT,))
    join(world, "partner", OrganisationRight.SIGN, confirmed=True)

    details = entered(world)
    refuse_bank_details(world.uow("officer"), details.id, reason="Kontot har en annan ägare.")

    told = world.session.execute(select(Notice.letter, Notice.person_id).order_by(Notice.id)).all()
    assert [tuple(row) for row in told] == [
        ("bank_details_changed", world.people["partner"]),
        ("bank_details_refused", world.people["applicant"]),
        ("bank_details_refused", world.people["partner"]),
    ]
    notice = world.session.scalars(select(Notice).order_by(Notice.id)).first()
    assert notice is not None
    letter = letter_of(world.session, notice.id, region=REGION, base_url="https://stod.example")
    assert letter is not None
    assert letter.subject == "Älvdalens utvecklingsförening har ett nytt konto för utbetalning"
    assert f"https://stod.example/organisationer/{world.organisation_id}" in letter.text
