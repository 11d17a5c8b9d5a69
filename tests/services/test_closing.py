"""Closing a case: what is left, who proposes and who decides, and what is released."""

import pytest

from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.errors import Refused
from fundflow.domain.money import ZERO, Money
from fundflow.domain.roles import OrganisationRight
from fundflow.domain.states import State
from fundflow.services.decision import decide, dispatch, send_back
from fundflow.services.followup import before_closing, propose_closing
from tests.claim_parts import sent_claim
from tests.payment_parts import codes, waiting
from tests.report_parts import reporting, settled
from tests.whole_case import World, join


def test_closing_is_refused_with_all_that_is_left(world: World) -> None:
    case, _ = reporting(world)
    sent_claim(world.uow("applicant"), case.id, 10_000)
    waiting(world, case, 20_000)

    with pytest.raises(Refused) as refused:
        propose_closing(world.uow("auditor"), case.id, grounds=" ")

    assert codes(refused) == [
        *("not_permitted", "final_report_not_approved", "claims_open", "payments_open", "grounds_missing"),
    ]
    assert [one.code for one in before_closing(world.uow("officer"), case)] == codes(refused)[1:4]


def test_whoever_acts_for_the_applicant_does_not_propose_closing(world: World) -> None:
    case = settled(world)
    join(world, "officer", OrganisationRight.EDIT, confirmed=True)

    with pytest.raises(Refused) as refused:
        propose_closing(world.uow("officer"), case.id, grounds="Projektet är klart.")

    assert codes(refused) == ["own_case"]


def test_a_closed_case_releases_what_was_never_paid(world: World) -> None:
    case = settled(world)

    decision = propose_closing(world.uow("officer"), case.id, grounds="Projektet är klart.")
    assert (decision.kind, decision.amount) == (DecisionKind.CLOSING, Money.kronor(500_000))
    with pytest.raises(Refused) as twice:
        propose_closing(world.uow("officer"), case.id, grounds="Projektet är klart.")
    with pytest.raises(Refused) as by_preparer:
        decide(world.uow("officer"), decision.id)
    decide(world.uow("head"), decision.id)
    dispatch(world.uow("officer"), decision.id)

    assert codes(twice) == ["proposal_open"]
    assert "prepared_by_decider" in codes(by_preparer)
    assert case.state is State.CLOSED
    assert (case.released, case.balance.outstanding) == (Money.kronor(500_000), ZERO)
    assert case.closed_at == world.now
    assert decision.status is DecisionStatus.DISPATCHED


def test_a_returned_closing_leaves_the_case_settled_and_may_be_proposed_again(world: World) -> None:
    case = settled(world)
    first = propose_closing(world.uow("officer"), case.id, grounds="Projektet är klart.")

    send_back(world.uow("head"), first.id, reason="Skriv vad som återförs.")
    again = propose_closing(world.uow("officer"), case.id, grounds="Projektet är klart. 500 000 kr återförs.")

    assert first.status is DecisionStatus.RETURNED
    assert (case.state, case.released) == (State.FINAL_SETTLEMENT, ZERO)
    assert again.status is DecisionStatus.PROPOSED
