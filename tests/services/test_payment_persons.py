"""Who reviews, decides, authorises and confirms: never the same person twice (D13)."""

from collections.abc import Callable

import pytest

from fundflow.domain.errors import Refused
from fundflow.domain.money import ZERO
from fundflow.domain.payments import PaymentState, RowVerdict
from fundflow.domain.roles import OrganisationRight, Role
from fundflow.models.payment import Payment
from fundflow.models.person import Person, PersonRole
from fundflow.services.claim_review import RowJudged, review_claim
from fundflow.services.decision import decide
from fundflow.services.payment import (
    authorise_payment,
    confirm_payment,
)
from tests.claim_parts import (
    judge,
    proposed_payout,
    sent_claim,
)
from tests.payment_parts import authorised, codes, reviewed, waiting
from tests.whole_case import World, granted, join


def _reviewer_becomes(world: World, who: str, *, role: Role = Role.CASE_OFFICER) -> None:
    if role not in world.actor(who).roles:
        world.session.add(PersonRole(person_id=world.people[who], role=role))
        world.session.flush()
        world.session.expire(world.session.get_one(Person, world.people[who]), ["roles"])


def test_whoever_reviewed_the_claim_does_not_decide_the_payout(world: World) -> None:
    case = granted(world)
    _reviewer_becomes(world, "head")
    claim = sent_claim(world.uow("applicant"), case.id, 100_000)
    judge(world.uow("head"), claim.id)
    decision = proposed_payout(world.uow("officer"), claim.id)

    with pytest.raises(Refused) as refused:
        decide(world.uow("head"), decision.id)

    assert codes(refused) == ["reviewer_decides"]


def test_whoever_judged_a_single_row_has_reviewed_too(world: World) -> None:
    case = granted(world)
    _reviewer_becomes(world, "head")
    claim = sent_claim(world.uow("applicant"), case.id, 100_000, 5_000)
    approved = RowJudged(RowVerdict.APPROVED, None, "")
    review_claim(world.uow("head"), claim.id, {claim.rows[0].id: approved}, note="")
    review_claim(world.uow("officer"), claim.id, {claim.rows[1].id: approved}, note="")
    decision = proposed_payout(world.uow("officer"), claim.id)

    with pytest.raises(Refused) as refused:
        decide(world.uow("head"), decision.id)

    assert codes(refused) == ["reviewer_decides"]


def test_whoever_proposed_the_payout_does_not_decide_it(world: World) -> None:
    case = granted(world)
    _reviewer_becomes(world, "head")
    decision = proposed_payout(world.uow("head"), reviewed(world, case, 100_000).id)

    with pytest.raises(Refused) as refused:
        decide(world.uow("head"), decision.id)

    assert codes(refused) == ["reviewer_decides"]


Deed = Callable[[World, Payment, str], Payment]


def _authorise(world: World, payment: Payment, who: str) -> Payment:
    return authorise_payment(world.uow(who), payment.id)


def _confirm(world: World, payment: Payment, who: str) -> Payment:
    if payment.state is PaymentState.WAITING:
        authorise_payment(world.uow("economist"), payment.id)
    return confirm_payment(world.uow(who), payment.id, paid_on=world.now.date())


@pytest.mark.parametrize("who", ["officer", "head"], ids=["who reviewed", "who decided"])
@pytest.mark.parametrize("deed", [_authorise, _confirm], ids=["authorises", "confirms"])
def test_reviewer_and_decider_are_neither_of_the_two_who_pay(world: World, deed: Deed, who: str) -> None:
    case = granted(world)
    payment = waiting(world, case, 100_000)
    _reviewer_becomes(world, who, role=Role.ECONOMIST)

    with pytest.raises(Refused) as refused:
        deed(world, payment, who)

    assert codes(refused) == ["payment_involved"]
    assert case.paid == ZERO


def test_whoever_authorised_does_not_confirm(world: World) -> None:
    case = granted(world)
    payment = authorised(world, case, 100_000)

    with pytest.raises(Refused) as refused:
        confirm_payment(world.uow("economist"), payment.id, paid_on=world.now.date())

    assert codes(refused) == ["payment_same_person"]
    assert payment.state is PaymentState.AUTHORISED


@pytest.mark.parametrize("who", ["officer", "head", "auditor", "analyst"])
def test_only_an_economist_pays(world: World, who: str) -> None:
    case = granted(world)
    payment = waiting(world, case, 100_000)

    with pytest.raises(Refused) as refused:
        authorise_payment(world.uow(who), payment.id)

    assert "not_permitted" in codes(refused)


def test_an_economist_who_acts_for_the_applicant_pays_nothing(world: World) -> None:
    case = granted(world)
    payment = waiting(world, case, 100_000)
    join(world, "economist", OrganisationRight.SIGN, confirmed=True)

    with pytest.raises(Refused) as refused:
        authorise_payment(world.uow("economist"), payment.id)

    assert codes(refused) == ["own_case"]
