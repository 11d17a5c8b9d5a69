"""The payment that two persons make, and what it books."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import PaymentState
from fundflow.domain.roles import Role
from fundflow.models.bank import BankDetails
from fundflow.models.ledger import LedgerEntry
from fundflow.queries.payments import ledger_of
from fundflow.services.claim_review import review_claim
from fundflow.services.decision import send_back
from fundflow.services.payment import (
    authorise_payment,
    confirm_payment,
    withdraw_authorisation,
)
from tests.claim_parts import (
    cost,
    deducted,
    draft_claim,
    judge,
    proposed_payout,
)
from tests.payment_parts import authorised, codes, paid, reviewed, waiting
from tests.whole_case import World, add_person, granted


def test_a_payment_is_authorised_by_one_confirmed_by_another_and_booked_on_the_day_it_went(world: World) -> None:
    case = granted(world)
    payment = authorised(world, case, 100_000)
    world.later(days=3)
    went_on = world.now.date() - timedelta(days=1)

    confirm_payment(world.uow("second_economist"), payment.id, paid_on=went_on)

    entry = world.session.scalars(select(LedgerEntry).where(LedgerEntry.payment_id == payment.id)).one()
    assert (entry.amount, entry.booked_on) == (Money.kronor(50_000), went_on)
    assert (entry.booked_by_id, entry.confirmed_by_id) == (
        world.people["economist"],
        world.people["second_economist"],
    )
    assert case.paid == Money.kronor(50_000)
    assert payment.account == "Bankgiro 5050-1055"


def test_a_payment_is_confirmed_once(world: World) -> None:
    case = granted(world)
    payment = paid(world, case, 100_000)
    add = add_person(world, "Tove Lindmark", (Role.ECONOMIST,))
    world.people["third_economist"] = add

    with pytest.raises(Refused) as refused:
        confirm_payment(world.uow("third_economist"), payment.id, paid_on=world.now.date())

    assert codes(refused) == ["payment_wrong_state"]
    assert case.paid == Money.kronor(50_000)


@pytest.mark.parametrize("days", [1, -1], ids=["a day that has not come", "a day before the decision"])
def test_the_day_of_payment_lies_between_decision_and_today(world: World, days: int) -> None:
    case = granted(world)
    payment = authorised(world, case, 100_000)

    with pytest.raises(Refused) as refused:
        confirm_payment(world.uow("second_economist"), payment.id, paid_on=world.now.date() + timedelta(days=days))

    assert codes(refused) == ["payment_day_wrong"]
    assert payment.state is PaymentState.AUTHORISED


def test_nothing_is_confirmed_that_nobody_authorised(world: World) -> None:
    case = granted(world)
    payment = waiting(world, case, 100_000)

    with pytest.raises(Refused) as refused:
        confirm_payment(world.uow("second_economist"), payment.id, paid_on=world.now.date())

    assert codes(refused) == ["payment_wrong_state"]


def test_a_payment_needs_an_account(world: World) -> None:
    case = granted(world)
    payment = waiting(world, case, 100_000)
    world.session.execute(delete(BankDetails))

    with pytest.raises(Refused) as refused:
        authorise_payment(world.uow("economist"), payment.id)

    assert codes(refused) == ["bank_details_missing"]


def test_an_authorisation_is_taken_back_and_given_anew_also_by_another(world: World) -> None:
    case = granted(world)
    payment = authorised(world, case, 100_000)

    withdraw_authorisation(world.uow("economist"), payment.id)
    assert (payment.state, payment.authorised_by_id, payment.account) == (PaymentState.WAITING, None, None)
    authorise_payment(world.uow("second_economist"), payment.id)
    confirm_payment(world.uow("economist"), payment.id, paid_on=world.now.date())

    assert payment.state is PaymentState.CONFIRMED


def test_a_payout_that_is_sent_back_can_be_reviewed_and_proposed_anew(world: World) -> None:
    case = granted(world)
    claim = reviewed(world, case, 100_000)
    decision = proposed_payout(world.uow("officer"), claim.id)
    send_back(world.uow("head"), decision.id, reason="Rad 1 saknar underlag.")

    judge(world.uow("officer"), claim.id, {1: deducted(40_000)})

    assert proposed_payout(world.uow("officer"), claim.id).amount == Money.kronor(20_000)


def test_a_whole_grant_is_paid_to_the_last_krona_in_uneven_parts(world: World) -> None:
    case = granted(world)
    parts = [paid(world, case, kronor).amount for kronor in (333_333, 333_333, 333_334)]

    # half of 333 333, 666 666 and 1 000 000: 166 666 (rounded down), then 166 667, then 166 667
    assert parts == [Money.kronor(166_666), Money.kronor(166_667), Money.kronor(166_667)]
    assert case.paid == Money.kronor(500_000)
    assert case.balance.outstanding == ZERO


def test_the_ledger_tells_what_the_balance_was_after_each_entry(world: World) -> None:
    case = granted(world)
    paid(world, case, 100_000)
    world.session.flush()

    booked = ledger_of(world.session, case.id)

    told = [
        (one.entry.kind.value, one.entry.amount.whole_kronor, one.balance.outstanding.whole_kronor) for one in booked
    ]
    assert told == [
        ("reserved", 500_000, 0),
        ("reserved", -500_000, 0),
        ("granted", 500_000, 500_000),
        ("cost_approved", 100_000, 500_000),
        ("paid", 50_000, 450_000),
    ]
    assert (booked[-1].booked_by, booked[-1].confirmed_by) == ("Siv Granström", "Bo Älvberg")


def test_a_draft_of_the_applicant_is_nothing_to_review(world: World) -> None:
    case = granted(world)
    claim = draft_claim(world.uow("applicant"), case.id, [cost(1_000)])

    with pytest.raises(NotFound):
        review_claim(world.uow("officer"), claim.id, {}, note="")
