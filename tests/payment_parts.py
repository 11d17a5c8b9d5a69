"""A claim of the world's applicant taken from review to paid, one stage a function."""

import pytest

from fundflow.domain.errors import Refused
from fundflow.models.case import Case
from fundflow.models.payment import Claim, Payment
from fundflow.services.decision import decide, dispatch
from fundflow.services.payment import authorise_payment, confirm_payment
from tests.claim_parts import judge, payment_of, proposed_payout, sent_claim
from tests.whole_case import World


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """What refused the deed, by code."""
    return [finding.code for finding in refused.value.findings]


def reviewed(world: World, case: Case, *kronor: int) -> Claim:
    """A claim of staff costs, each approved."""
    claim = sent_claim(world.uow("applicant"), case.id, *kronor)
    return judge(world.uow("officer"), claim.id)


def waiting(world: World, case: Case, *kronor: int) -> Payment:
    """A payment that waits to be authorised, of a claim of staff costs."""
    decision = proposed_payout(world.uow("officer"), reviewed(world, case, *kronor).id)
    decide(world.uow("head"), decision.id)
    dispatch(world.uow("officer"), decision.id)
    world.session.flush()
    return payment_of(world.uow("economist"), decision.id)


def authorised(world: World, case: Case, *kronor: int) -> Payment:
    """A payment that one economist has authorised."""
    return authorise_payment(world.uow("economist"), waiting(world, case, *kronor).id)


def paid(world: World, case: Case, *kronor: int) -> Payment:
    """A payment that has gone."""
    payment = authorised(world, case, *kronor)
    return confirm_payment(world.uow("second_economist"), payment.id, paid_on=world.now.date())
