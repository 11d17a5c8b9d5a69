"""What a claim gives right to, on accumulated amounts, and what refuses a payout."""

import pytest
from sqlalchemy import select

from fundflow.domain.decisions import DecisionStatus
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import ClaimState
from fundflow.models.case import Case
from fundflow.models.decision import Condition, Decision
from fundflow.models.payment import Payment
from fundflow.queries.payable import payable_of
from fundflow.queries.payments import claim_of
from fundflow.services.decision import decide, dispatch
from fundflow.services.payment import (
    before_payout,
    meet_condition,
    propose_payout,
)
from tests.claim_parts import (
    PAYOUT_GROUNDS,
    deducted,
    judge,
    proposed_payout,
    sent_claim,
)
from tests.payment_parts import codes, paid, reviewed, waiting
from tests.whole_case import World, granted


def test_the_payout_is_reckoned_on_accumulated_amounts(world: World) -> None:
    """Granted 500 000 for 1 000 000; each payout is half of what is approved so far, less what is paid.

    33 333 x 500 000 / 1 000 000 = 16 666.50, rounded down to 16 666. With 33 333 more: 66 666 gives 33 333, less
    16 666 leaves 16 667: the öre that was rounded away comes back.
    """
    case = granted(world)
    first = paid(world, case, 33_333)

    claim = reviewed(world, case, 33_333)

    payable = payable_of(world.session, case, claim, None)
    assert first.amount == Money.kronor(16_666)
    assert (payable.approved_before, payable.approved_now, payable.approved) == (
        Money.kronor(33_333),
        Money.kronor(33_333),
        Money.kronor(66_666),
    )
    assert payable.entitled == Money.kronor(33_333)
    assert payable.highest == Money.kronor(16_667)


def test_never_more_is_paid_than_remains_of_the_grant(world: World) -> None:
    case = granted(world)
    paid(world, case, 800_000)

    claim = reviewed(world, case, 400_000)

    # entitled to half of 1 200 000, but at most the grant of 500 000, of which 400 000 is paid
    assert payable_of(world.session, case, claim, None).highest == Money.kronor(100_000)


def test_a_payout_above_what_remains_is_refused_with_figures_and_source_and_nothing_changed(world: World) -> None:
    case = granted(world)
    claim = reviewed(world, case, 100_000)

    with pytest.raises(Refused) as refused:
        proposed_payout(world.uow("officer"), claim.id, 50_001)

    (finding,) = refused.value.findings
    assert finding.code == "payout_over"
    assert finding.figures["highest"] == Money.kronor(50_000)
    assert finding.figures["over"] == Money.kronor(1)
    assert finding.source is not None
    assert finding.source.rule == "P8"
    assert claim.state is ClaimState.SENT
    assert world.session.scalars(select(Decision.kind).where(Decision.claim_id == claim.id)).all() == []


def test_less_than_the_highest_may_be_paid_and_the_rest_comes_later(world: World) -> None:
    case = granted(world)
    claim = reviewed(world, case, 100_000)
    decision = proposed_payout(world.uow("officer"), claim.id, 20_000)
    decide(world.uow("head"), decision.id)

    later = reviewed(world, case, 10_000)

    # entitled to half of 110 000; 20 000 is decided and not paid yet
    payable = payable_of(world.session, case, later, None)
    assert payable.ordered_before == Money.kronor(20_000)
    assert payable.highest == Money.kronor(35_000)


def test_what_is_decided_and_not_paid_yet_is_not_promised_twice(world: World) -> None:
    case = granted(world)
    waiting(world, case, 100_000)

    claim = reviewed(world, case, 100_000)

    assert payable_of(world.session, case, claim, None).highest == Money.kronor(50_000)


def test_two_proposals_that_together_pass_the_grant_are_stopped_at_the_second_decision(world: World) -> None:
    """Granted 500 000. Both claims give 400 000 when they are proposed; together they give no more than the grant."""
    case = granted(world)
    first = proposed_payout(world.uow("officer"), reviewed(world, case, 800_000).id)
    second = proposed_payout(world.uow("officer"), reviewed(world, case, 800_000).id)
    decide(world.uow("head"), first.id)

    with pytest.raises(Refused) as refused:
        decide(world.uow("head"), second.id)

    assert codes(refused) == ["payout_over_grant"]
    assert refused.value.findings[0].figures["highest"] == Money.kronor(100_000)
    assert second.status is DecisionStatus.PROPOSED


def test_the_calculation_of_a_paid_claim_stays_what_it_was_when_it_was_decided(world: World) -> None:
    case = granted(world)
    payment = paid(world, case, 33_333)
    first = world.session.get_one(Decision, payment.decision_id).claim_id
    world.later(days=30)
    paid(world, case, 100_000)
    world.session.flush()

    claim = claim_of(world.session, world.actor("officer"), case.id, first or 0)
    payable = payable_of(world.session, case, claim, None)

    assert (payable.approved_before, payable.paid_before) == (ZERO, ZERO)
    assert payable.highest == payment.amount


def test_every_reason_against_a_payout_is_told_at_once(world: World) -> None:
    case = granted(world)
    claim = sent_claim(world.uow("applicant"), case.id, 100_000)

    with pytest.raises(Refused) as refused:
        propose_payout(world.uow("officer"), claim.id, amount=Money.kronor(900_000), grounds=" ")

    assert codes(refused) == ["claim_row_not_judged", "payout_over", "grounds_missing"]


def test_a_payout_is_never_less_than_nothing(world: World) -> None:
    case = granted(world)
    claim = reviewed(world, case, 100_000)

    with pytest.raises(Refused) as refused:
        propose_payout(world.uow("officer"), claim.id, amount=Money(-1), grounds=PAYOUT_GROUNDS)

    assert codes(refused) == ["amount_missing"]


def test_the_last_part_waits_for_the_final_report(world: World) -> None:
    case = granted(world)
    claim = sent_claim(world.uow("applicant"), case.id, 100_000, is_final=True)
    judge(world.uow("officer"), claim.id)

    with pytest.raises(Refused) as refused:
        proposed_payout(world.uow("officer"), claim.id)

    assert codes(refused) == ["final_report_not_approved"]


def test_a_claim_that_gives_nothing_is_decided_without_a_payment(world: World) -> None:
    case = granted(world)
    claim = sent_claim(world.uow("applicant"), case.id, 100_000)
    judge(world.uow("officer"), claim.id, {1: deducted(0, "Representation ger inte rätt till stöd.")})
    decision = proposed_payout(world.uow("officer"), claim.id)
    decide(world.uow("head"), decision.id)

    dispatch(world.uow("officer"), decision.id)

    assert claim.state is ClaimState.PAID
    assert world.session.scalars(select(Payment)).all() == []


# ----- conditions


def _condition(world: World, case: Case, *, gates: bool = True) -> Condition:
    condition = world.session.scalars(
        select(Condition).join(Decision, Decision.id == Condition.decision_id).where(Decision.case_id == case.id)
    ).one()
    condition.gates_payment = gates
    world.session.flush()
    return condition


def test_nothing_is_paid_before_the_conditions_are_met(world: World) -> None:
    case = granted(world)
    condition = _condition(world, case)
    claim = reviewed(world, case, 100_000)
    with pytest.raises(Refused) as refused:
        proposed_payout(world.uow("officer"), claim.id)

    meet_condition(world.uow("officer"), case.id, condition_id=condition.id, evidence="Intyg den 2 mars.")

    assert codes(refused) == ["payment_conditions"]
    assert refused.value.findings[0].figures["what"] == condition.text
    assert proposed_payout(world.uow("officer"), claim.id).amount == Money.kronor(50_000)


def test_what_holds_before_a_payout_is_told_also_when_it_is_fulfilled(world: World) -> None:
    case = granted(world)
    condition = _condition(world, case)
    meet_condition(world.uow("officer"), case.id, condition_id=condition.id, evidence="Intyg den 2 mars.")
    claim = reviewed(world, case, 100_000)

    found = [one.code for one in before_payout(world.uow("officer"), case, claim)]

    assert found == ["claim_rows_judged", "condition_met"]


def test_a_condition_is_met_once_and_by_something_that_shows_it(world: World) -> None:
    case = granted(world)
    condition = _condition(world, case)
    with pytest.raises(Refused) as refused:
        meet_condition(world.uow("officer"), case.id, condition_id=condition.id, evidence="  ")
    meet_condition(world.uow("officer"), case.id, condition_id=condition.id, evidence="Intyg den 2 mars.")

    meet_condition(world.uow("colleague"), case.id, condition_id=condition.id, evidence="Ett annat intyg.")

    assert codes(refused) == ["evidence_missing"]
    assert (condition.evidence, condition.met_by_id) == ("Intyg den 2 mars.", world.people["officer"])


def test_a_condition_of_another_case_is_not_found(world: World) -> None:
    condition = _condition(world, granted(world))
    other = granted(world)

    with pytest.raises(NotFound):
        meet_condition(world.uow("officer"), other.id, condition_id=condition.id, evidence="Intyg.")
