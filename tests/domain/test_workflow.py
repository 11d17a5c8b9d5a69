"""The life of a case as its table tells it: who may take which step, and what refuses it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.assessment import Judgement
from fundflow.domain.concepts import Concept
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.errors import Refused
from fundflow.domain.facts import CaseFacts, FrameFacts
from fundflow.domain.ledger import Balance
from fundflow.domain.money import Money
from fundflow.domain.roles import Actor
from fundflow.domain.states import FINAL, Action, State
from fundflow.domain.workflow import TRANSITIONS, open_steps, take
from tests.domain.parts import (
    APPLICANT,
    DIRECTOR,
    NOON,
    OFFICER,
    ORGANISATION_ID,
    SECRETARY,
    TODAY,
    grantable,
    plan,
    proposed,
)


def refused(action: Action, facts: CaseFacts, actor: Actor) -> set[str]:
    """The codes of everything that refuses the step."""
    with pytest.raises(Refused) as caught:
        take(action, facts, actor)
    return {finding.code for finding in caught.value.findings}


# ----- the table


def test_every_state_can_be_reached_and_every_other_one_left() -> None:
    reached = {transition.target for transition in TRANSITIONS} | {State.DRAFT}
    left = {source for transition in TRANSITIONS for source in transition.sources}

    assert reached == set(State) - {State.REVOKED}  # revocation is a decision of a later version
    assert left == set(State) - set(FINAL)


def test_each_action_stands_once_in_the_table() -> None:
    assert sorted(transition.action for transition in TRANSITIONS) == sorted(Action)


def test_buttons_and_refusals_agree(catalogue: Catalogue) -> None:
    facts = grantable(catalogue, withdrawn=True)

    steps = {step.action: step for step in open_steps(facts, OFFICER)}

    assert {finding.code for finding in steps[Action.PROPOSE_GRANT].refusals} == refused(
        Action.PROPOSE_GRANT, facts, OFFICER
    )
    assert Action.GRANT not in steps


def test_a_step_from_another_state_is_refused_with_the_state(catalogue: Catalogue) -> None:
    facts = grantable(catalogue, state=State.CLOSED)

    assert refused(Action.PROPOSE_GRANT, facts, OFFICER) == {"wrong_state"}


def test_a_role_without_the_permission_is_refused(catalogue: Catalogue) -> None:
    assert refused(Action.PROPOSE_GRANT, grantable(catalogue), APPLICANT) == {"not_permitted"}


# ----- sending in


def test_whoever_may_only_write_does_not_send_in(catalogue: Catalogue) -> None:
    writer = replace(APPLICANT, may_sign_for=frozenset())
    facts = grantable(catalogue, state=State.DRAFT)

    assert "may_not_sign" in refused(Action.SUBMIT, facts, writer)


def test_an_unbalanced_budget_refuses_sending_in_and_says_how_much(catalogue: Catalogue) -> None:
    facts = grantable(catalogue, state=State.DRAFT, plan=replace(plan(), requested=Money.kronor(476_000)))

    with pytest.raises(Refused) as caught:
        take(Action.SUBMIT, facts, APPLICANT)

    short = next(finding for finding in caught.value.findings if finding.code == "financing_short")
    assert short.figures["gap"] == Money.kronor(24_000)


def test_a_rule_that_stops_a_grant_never_stops_sending_in(catalogue: Catalogue) -> None:
    facts = grantable(catalogue, state=State.DRAFT, concepts={Concept.STATE_AID: "direct"})

    assert take(Action.SUBMIT, facts, APPLICANT).target is State.RECEIVED
    assert {"state_aid_direct", "priority_missing"} <= refused(
        Action.PROPOSE_GRANT, replace(facts, state=State.IN_PREPARATION), OFFICER
    )


# ----- proposing


def test_a_case_in_order_can_be_proposed(catalogue: Catalogue) -> None:
    assert take(Action.PROPOSE_GRANT, grantable(catalogue), OFFICER).target is State.READY_FOR_DECISION


@pytest.mark.parametrize(
    ("gate", "level"), [("equality_gate", "does_not"), ("climate_gate", "neither")], ids=["equality", "climate"]
)
def test_a_gate_that_is_not_passed_stops_a_grant_but_not_a_rejection(
    catalogue: Catalogue, gate: str, level: str
) -> None:
    facts = grantable(catalogue)
    criterion = next(one for one in facts.criteria if one.concept == gate)
    failed = {**facts.judgements, (criterion.key, ""): Judgement(level, "Framgår inte av ansökan.")}

    facts = replace(facts, judgements=failed)

    assert "gate_failed" in refused(Action.PROPOSE_GRANT, facts, OFFICER)
    rejection = replace(facts, decision=proposed(catalogue, DecisionKind.REJECTION, 0))
    assert take(Action.PROPOSE_REJECTION, rejection, OFFICER).target is State.READY_FOR_DECISION


def test_a_judgement_without_a_reason_is_no_judgement(catalogue: Catalogue) -> None:
    facts = grantable(catalogue)
    silent = {key: Judgement(one.value, "  ") for key, one in facts.judgements.items()}

    codes = refused(Action.PROPOSE_GRANT, replace(facts, judgements=silent), OFFICER)

    assert {"gate_not_judged", "criterion_not_judged"} <= codes


def test_every_reason_is_told_at_once(catalogue: Catalogue) -> None:
    facts = grantable(
        catalogue,
        concepts={Concept.STATE_AID: "direct", Concept.OPERATING_SUPPORT: False},
        judgements={},
        signatory_confirmed=False,
        decision=proposed(catalogue, DecisionKind.GRANT, 600_000, grounds=" "),
    )

    assert refused(Action.PROPOSE_GRANT, facts, OFFICER) >= {
        "grounds_missing",
        "gate_not_judged",
        "criterion_not_judged",
        "signatory_not_confirmed",
        "more_than_applied_for",
        "state_aid_direct",
        "priority_missing",
        "separation_unknown",
    }


def test_a_withdrawn_case_can_only_be_written_off(catalogue: Catalogue) -> None:
    facts = grantable(catalogue, withdrawn=True)

    assert "is_withdrawn" in refused(Action.PROPOSE_GRANT, facts, OFFICER)
    assert "is_withdrawn" in refused(Action.PROPOSE_REJECTION, facts, OFFICER)


# ----- deciding


def ready(catalogue: Catalogue, kronor: int, **changes: object) -> CaseFacts:
    """A case proposed to be granted an amount that half of its costs allow."""
    on_meeting = bool(changes.pop("on_meeting", False))
    return grantable(
        catalogue,
        state=State.READY_FOR_DECISION,
        plan=plan(kronor, cost=2 * kronor),
        decision=proposed(catalogue, DecisionKind.GRANT, kronor, on_meeting=on_meeting),
        **changes,
    )


def test_the_officer_who_prepared_a_case_does_not_decide_it(catalogue: Catalogue) -> None:
    facts = ready(catalogue, 500_000)
    both = replace(DIRECTOR, person_id=OFFICER.person_id)

    assert refused(Action.GRANT, facts, both) == {"prepared_by_decider"}


def test_the_director_decides_up_to_and_including_the_limit(catalogue: Catalogue) -> None:
    assert take(Action.GRANT, ready(catalogue, 1_200_000), DIRECTOR).target is State.GRANTED


def test_one_krona_above_the_limit_is_the_boards(catalogue: Catalogue) -> None:
    facts = ready(catalogue, 1_200_001)

    assert refused(Action.GRANT, facts, DIRECTOR) == {"board_decides"}
    assert refused(Action.GRANT, facts, SECRETARY) == {"meeting_missing"}


def test_the_secretary_records_the_boards_decision_with_its_meeting(catalogue: Catalogue) -> None:
    assert take(Action.GRANT, ready(catalogue, 1_200_001, on_meeting=True), SECRETARY).target is State.GRANTED


def test_the_frame_stops_what_it_does_not_hold(catalogue: Catalogue) -> None:
    def framed(frame: int | None) -> CaseFacts:
        room = Money.kronor(frame) if frame is not None else None
        return ready(catalogue, 500_000, frame=FrameFacts("anslag_1_1", 2026, room, Money.kronor(9_500_000)))

    assert take(Action.GRANT, framed(10_000_000), DIRECTOR)
    assert refused(Action.GRANT, framed(9_999_999), DIRECTOR) == {"frame_exceeded"}
    assert take(Action.GRANT, framed(None), DIRECTOR)


def test_the_officer_alone_writes_off_what_was_withdrawn(catalogue: Catalogue) -> None:
    decision = proposed(catalogue, DecisionKind.WRITE_OFF, 0)
    matter = replace(decision.matter, after_withdrawal=True)
    decision = replace(decision, matter=matter, item=catalogue.delegation_order(TODAY).item_for(matter))

    withdrawn = grantable(catalogue, withdrawn=True, decision=decision)
    not_withdrawn = grantable(
        catalogue, state=State.READY_FOR_DECISION, decision=proposed(catalogue, DecisionKind.WRITE_OFF, 0)
    )

    assert take(Action.WRITE_OFF, withdrawn, OFFICER).target is State.WRITTEN_OFF
    assert refused(Action.WRITE_OFF, not_withdrawn, OFFICER) >= {"prepared_by_decider", "outside_delegation"}


# ----- completing, closing


def test_preparation_goes_on_without_an_answer_only_after_the_day(catalogue: Catalogue) -> None:
    waiting = grantable(catalogue, state=State.COMPLETION_REQUESTED, completion_due_on=TODAY)

    assert refused(Action.END_COMPLETION, waiting, OFFICER) == {"completion_day_ahead"}
    overdue = replace(waiting, today=TODAY.replace(day=3))
    assert take(Action.END_COMPLETION, overdue, OFFICER).target is State.IN_PREPARATION


def test_a_colleague_without_the_right_to_sign_may_send_a_completion(catalogue: Catalogue) -> None:
    facts = grantable(catalogue, state=State.COMPLETION_REQUESTED, completion_due_on=TODAY)
    colleague = replace(APPLICANT, may_sign_for=frozenset())
    stranger = replace(APPLICANT, organisations=frozenset({ORGANISATION_ID + 1}))

    assert take(Action.SEND_COMPLETION, facts, colleague).target is State.IN_PREPARATION
    assert refused(Action.SEND_COMPLETION, facts, stranger) == {"may_not_edit"}


def test_a_case_is_not_closed_while_money_is_under_way(catalogue: Catalogue) -> None:
    facts = grantable(
        catalogue,
        state=State.FINAL_SETTLEMENT,
        decision=proposed(catalogue, DecisionKind.CLOSING, 0),
        open_claims=1,
        open_payments=2,
        balance=Balance(),
    )

    assert refused(Action.CLOSE, facts, DIRECTOR) == {"claims_open", "payments_open"}
    done = replace(facts, open_claims=0, open_payments=0)
    assert take(Action.CLOSE, done, DIRECTOR).target is State.CLOSED


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        pytest.param(NOON - timedelta(days=2), "call_upcoming", id="before it opens"),
        pytest.param(NOON + timedelta(days=1), "call_closed", id="the moment it closes"),
    ],
)
def test_nothing_is_sent_in_outside_the_time_of_its_call(catalogue: Catalogue, moment: datetime, code: str) -> None:
    facts = grantable(catalogue, state=State.DRAFT, decision=None)
    assert facts.call is not None
    late = replace(facts, call=replace(facts.call, moment=moment))

    assert refused(Action.SUBMIT, late, APPLICANT) == {code}


def test_what_is_applied_for_in_calls_only_needs_one(catalogue: Catalogue) -> None:
    facts = grantable(catalogue, state=State.DRAFT, decision=None, call=None)

    assert refused(Action.SUBMIT, facts, APPLICANT) == {"call_needed"}
