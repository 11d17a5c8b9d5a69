"""Claims as their applicant writes them."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from fundflow.domain.claims import ClaimContent, DeclaredCost
from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.money import Money
from fundflow.domain.payments import ClaimState
from fundflow.domain.states import State
from fundflow.domain.texts import Text
from fundflow.models.document import Document
from fundflow.queries.payments import budget_use, claim_of, claims_of
from fundflow.services.claim import (
    MOST_COSTS,
    save_claim,
    send_claim,
    start_claim,
    withdraw_claim,
)
from fundflow.services.claim_checks import missing_in
from fundflow.services.decision import decide, dispatch
from tests.claim_parts import (
    PERIOD,
    add_voucher,
    content,
    cost,
    draft_claim,
    judge,
    proposed_payout,
    sent_claim,
)
from tests.databases import statements_to
from tests.payment_parts import codes
from tests.whole_case import World, granted


def test_a_claim_is_started_once_however_often_its_form_is_sent(world: World) -> None:
    case = granted(world)

    first = start_claim(world.uow("writer"), case.id, token="one")
    again = start_claim(world.uow("writer"), case.id, token="one")

    assert again.id == first.id
    assert first.sequence == 1


def test_several_claims_may_be_open_at_once(world: World) -> None:
    case = granted(world)

    sequences = [start_claim(world.uow("writer"), case.id, token=str(number)).sequence for number in range(3)]

    assert sequences == [1, 2, 3]


def test_a_claim_is_for_those_who_act_for_the_applicant(world: World) -> None:
    case = granted(world)

    with pytest.raises(Refused) as refused:
        start_claim(world.uow("officer"), case.id, token="one")

    assert codes(refused) == ["may_not_edit"]


def test_nothing_is_claimed_before_the_decision_is_sent(world: World) -> None:
    case = granted(world)
    case.state = State.GRANTED

    with pytest.raises(Refused) as refused:
        start_claim(world.uow("writer"), case.id, token="one")

    assert codes(refused) == ["not_now"]


def test_a_draft_is_kept_as_it_is_written_whole_or_not(world: World) -> None:
    case = granted(world)
    claim = start_claim(world.uow("writer"), case.id, token="one")
    unfinished = DeclaredCost("", "Skruvar", "", None, Money(0))

    save_claim(world.uow("writer"), claim.id, ClaimContent(None, None, "", False, (unfinished,), claim.row_version))

    row = claim_of(world.session, world.actor("writer"), case.id, claim.id).rows[0]
    assert (row.kind, row.what, row.declared) == ("", "Skruvar", Money(0))


def test_a_colleague_who_saved_meanwhile_is_noticed_also_when_only_rows_were_changed(world: World) -> None:
    case = granted(world)
    claim = draft_claim(world.uow("writer"), case.id, [cost(10_000)])
    opened = claim.row_version
    save_claim(world.uow("applicant"), claim.id, content([cost(12_000)], version=opened))

    with pytest.raises(Conflict):
        save_claim(world.uow("writer"), claim.id, content([cost(9_000)], version=opened))

    kept = claim_of(world.session, world.actor("writer"), case.id, claim.id)
    assert [row.declared for row in kept.rows] == [Money.kronor(12_000)]


def test_a_period_that_ends_before_it_begins_is_refused_and_nothing_changed(world: World) -> None:
    case = granted(world)
    claim = draft_claim(world.uow("writer"), case.id, [cost(10_000)])
    backwards = ClaimContent(PERIOD[1], PERIOD[0], "", False, (), claim.row_version)

    with pytest.raises(Refused) as refused:
        save_claim(world.uow("writer"), claim.id, backwards)

    assert codes(refused) == ["claim_period_order"]
    assert len(claim.rows) == 1


def test_an_unknown_kind_of_cost_is_not_found(world: World) -> None:
    case = granted(world)
    claim = start_claim(world.uow("writer"), case.id, token="one")

    with pytest.raises(NotFound):
        save_claim(world.uow("writer"), claim.id, content([cost(1, kind="gold")], version=claim.row_version))


def test_sending_lists_everything_that_is_missing_at_once(world: World) -> None:
    case = granted(world)
    claim = start_claim(world.uow("writer"), case.id, token="one")
    row = DeclaredCost("staff", "", "", None, Money(0))
    save_claim(world.uow("writer"), claim.id, ClaimContent(None, None, "", False, (row,), claim.row_version))

    with pytest.raises(Refused) as refused:
        send_claim(world.uow("writer"), claim.id, truthful=True)

    assert codes(refused) == [
        "may_not_sign",
        "claim_period_missing",
        "claim_vouchers_missing",
        *["row_field_missing"] * 3,
    ]
    assert claim.state is ClaimState.DRAFT


def test_a_claim_without_costs_is_not_sent(world: World) -> None:
    case = granted(world)
    claim = draft_claim(world.uow("applicant"), case.id, [])

    with pytest.raises(Refused) as refused:
        send_claim(world.uow("applicant"), claim.id, truthful=True)

    assert codes(refused) == ["claim_rows_missing"]


def test_a_cost_that_is_not_paid_yet_waits(world: World) -> None:
    case = granted(world)
    tomorrow = world.now.date() + timedelta(days=1)
    ahead = DeclaredCost("travel", "Tåg", "SJ", tomorrow, Money.kronor(900))
    claim = draft_claim(world.uow("applicant"), case.id, [ahead])

    with pytest.raises(Refused) as refused:
        send_claim(world.uow("applicant"), claim.id, truthful=True)

    assert codes(refused) == ["claim_cost_ahead"]


def test_a_contribution_in_kind_needs_no_day_of_payment(world: World) -> None:
    case = granted(world)
    in_kind = DeclaredCost("in_kind", "Lokal", "", None, Money.kronor(900))
    claim = draft_claim(world.uow("applicant"), case.id, [in_kind])

    assert send_claim(world.uow("applicant"), claim.id, truthful=True).rows[0].in_kind


def test_a_claim_that_is_sent_twice_is_sent_once_and_entered_in_the_register_once(world: World) -> None:
    case = granted(world)
    claim = draft_claim(world.uow("applicant"), case.id, [cost(10_000)])
    send_claim(world.uow("applicant"), claim.id, truthful=True)
    sent_at = claim.sent_at
    world.later(minutes=5)

    send_claim(world.uow("applicant"), claim.id, truthful=True)

    matters = [one.matter for one in world.session.query(Document).filter_by(case_id=case.id)]
    assert matters.count("Ansökan om utbetalning 1") == 1
    assert claim.sent_at == sent_at


def test_what_was_sent_is_frozen_with_its_hash_in_the_history(world: World) -> None:
    case = granted(world)
    sent_claim(world.uow("applicant"), case.id, 10_000)

    document = world.session.query(Document).filter_by(case_id=case.id, matter="Ansökan om utbetalning 1").one()

    assert document.facts["rows"][0]["declared"] == 1_000_000  # 10 000 kronor in öre
    assert document.facts["vouchers"][0]["name"] == "Lönespecifikationer februari.pdf"


def test_a_claim_that_was_sent_cannot_be_changed(world: World) -> None:
    case = granted(world)
    claim = sent_claim(world.uow("applicant"), case.id, 10_000)

    with pytest.raises(Refused) as refused:
        save_claim(world.uow("applicant"), claim.id, content([], version=claim.row_version))

    assert codes(refused) == ["claim_not_open"]


def test_a_claim_is_not_sent_in_a_case_that_is_closed(world: World) -> None:
    case = granted(world)
    claim = draft_claim(world.uow("applicant"), case.id, [cost(10_000)])
    case.state, case.closed_at = State.CLOSED, world.now

    with pytest.raises(Refused) as refused:
        send_claim(world.uow("applicant"), claim.id, truthful=True)

    assert codes(refused) == ["not_now"]


def test_a_draft_is_the_applicants_own(world: World) -> None:
    case = granted(world)
    claim = draft_claim(world.uow("writer"), case.id, [cost(10_000)])

    assert [one.id for one in claims_of(world.session, world.actor("writer"), case.id)] == [claim.id]
    assert claims_of(world.session, world.actor("officer"), case.id) == []


def test_a_draft_is_put_away_and_a_sent_claim_taken_back_by_someone_who_signs(world: World) -> None:
    case = granted(world)
    draft = draft_claim(world.uow("writer"), case.id, [cost(10_000)])
    sent = sent_claim(world.uow("applicant"), case.id, 10_000)

    withdraw_claim(world.uow("writer"), draft.id)
    with pytest.raises(Refused) as refused:
        withdraw_claim(world.uow("writer"), sent.id)
    withdraw_claim(world.uow("applicant"), sent.id)

    assert codes(refused) == ["may_not_sign"]
    assert [one.id for one in claims_of(world.session, world.actor("writer"), case.id)] == [sent.id]


def test_a_claim_that_waits_for_decision_is_not_taken_back(world: World) -> None:
    case = granted(world)
    claim = sent_claim(world.uow("applicant"), case.id, 10_000)
    judge(world.uow("officer"), claim.id)
    proposed_payout(world.uow("officer"), claim.id)

    with pytest.raises(Refused) as refused:
        withdraw_claim(world.uow("applicant"), claim.id)

    assert codes(refused) == ["claim_not_open"]


def test_a_cost_that_an_earlier_claim_has_is_told_and_stops_nothing(world: World) -> None:
    case = granted(world)
    sent_claim(world.uow("applicant"), case.id, 10_000)
    uow = world.uow("applicant")
    claim = draft_claim(uow, case.id, [cost(9_000), cost(10_000)])

    [found] = [one for one in missing_in(uow, case, claim) if one.code == "claim_costs_again"]

    assert (found.figures["rows"], found.figures["claim"], found.refuses) == (Text("Rad 2", "Row 2"), 1, False)
    assert send_claim(world.uow("applicant"), claim.id, truthful=True).state is ClaimState.SENT


def test_costs_beyond_what_remains_of_the_grant_are_told_with_figures_and_source(world: World) -> None:
    # granted 500 000 for costs of 1 000 000: costs of 1 200 000 give 600 000, which is 100 000 more than remains
    case = granted(world)
    uow = world.uow("applicant")
    claim = draft_claim(uow, case.id, [cost(1_200_000)])

    found = [one for one in missing_in(uow, case, claim) if one.code.startswith("claim_over")]

    amounts = {"highest": Money.kronor(500_000), "share": Money.kronor(600_000), "over": Money.kronor(100_000)}
    assert [(one.code, one.figures, one.refuses) for one in found] == [("claim_over_left", amounts, False)]
    assert found[0].source is not None


def test_costs_that_fit_only_without_the_claims_that_wait_are_told_with_every_amount(world: World) -> None:
    # 700 000 give 350 000 and 400 000 give 200 000, together 50 000 more than the grant of 500 000
    case = granted(world)
    uow = world.uow("applicant")
    sent_claim(uow, case.id, 700_000)
    claim = draft_claim(uow, case.id, [cost(400_000)])

    [found] = [one for one in missing_in(uow, case, claim) if one.code.startswith("claim_over")]

    assert (found.code, found.refuses) == ("claim_over_with_others", False)
    assert found.figures == {
        "highest": Money.kronor(500_000),
        "share": Money.kronor(200_000),
        "ahead": Money.kronor(350_000),
        "over": Money.kronor(50_000),
    }


def test_a_claim_of_which_nothing_can_be_paid_is_not_sent(world: World) -> None:
    case = granted(world)
    first = sent_claim(world.uow("applicant"), case.id, 1_000_000)
    judge(world.uow("officer"), first.id)
    decision = proposed_payout(world.uow("officer"), first.id)
    decide(world.uow("head"), decision.id)
    claim = draft_claim(world.uow("applicant"), case.id, [cost(10_000)])
    # a decision that is not sent yet is not told by a refusal either (D5)
    assert [one.code for one in missing_in(world.uow("applicant"), case, claim) if one.refuses] == []
    dispatch(world.uow("officer"), decision.id)

    with pytest.raises(Refused) as refused:
        send_claim(world.uow("applicant"), claim.id, truthful=True)

    assert codes(refused) == ["claim_nothing_left"]


def test_a_claim_is_not_sent_without_affirming_that_it_is_true(world: World) -> None:
    case = granted(world)
    claim = draft_claim(world.uow("applicant"), case.id, [cost(10_000)])

    with pytest.raises(Refused) as refused:
        send_claim(world.uow("applicant"), claim.id, truthful=False)

    assert codes(refused) == ["not_truthful"]
    assert claim.state is ClaimState.DRAFT


def test_more_costs_than_a_person_can_review_are_refused_and_nothing_changed(world: World) -> None:
    case = granted(world)
    claim = draft_claim(world.uow("writer"), case.id, [cost(10_000)])
    many = [cost(1) for _ in range(MOST_COSTS + 1)]

    with pytest.raises(Refused) as refused:
        save_claim(world.uow("writer"), claim.id, content(many, version=claim.row_version))

    assert codes(refused) == ["claim_rows_too_many"]
    assert len(claim.rows) == 1


def test_the_budget_is_set_against_what_is_approved_and_what_is_claimed(world: World) -> None:
    case = granted(world)
    first = sent_claim(world.uow("applicant"), case.id, 100_000)
    judge(world.uow("officer"), first.id)
    first.state = ClaimState.DECIDED
    second = sent_claim(world.uow("applicant"), case.id, 50_000)
    world.session.flush()

    used = {one.kind: one for one in budget_use(world.session, case.id)}
    without = {one.kind: one for one in budget_use(world.session, case.id, but_claim=second.id)}

    # 700 000 budgeted for staff, 300 000 for services
    assert (used["staff"].approved, used["staff"].claimed) == (Money.kronor(100_000), Money.kronor(50_000))
    assert used["staff"].left == Money.kronor(550_000)
    assert used["external_services"].left == Money.kronor(300_000)
    assert without["staff"].claimed == Money(0)


def test_a_form_of_another_case_starts_nothing(world: World) -> None:
    start_claim(world.uow("writer"), granted(world).id, token="one")

    with pytest.raises(NotFound):
        start_claim(world.uow("writer"), granted(world).id, token="one")


def test_a_cost_of_the_day_of_sending_is_in_time(world: World) -> None:
    case = granted(world)
    today = DeclaredCost("travel", "Tåg", "SJ", date(2026, 3, 2), Money.kronor(900))
    claim = draft_claim(world.uow("applicant"), case.id, [today])
    add_voucher(world.uow("applicant"), claim)

    assert send_claim(world.uow("applicant"), claim.id, truthful=True).state is ClaimState.SENT


@pytest.mark.parametrize("added", [1, 499])
def test_costs_are_added_in_one_statement_and_keep_their_order(engine: sa.Engine, world: World, added: int) -> None:
    case = granted(world)
    claim = draft_claim(world.uow("writer"), case.id, [cost(1)])
    first = claim.rows[0].id
    costs = [cost(kronor) for kronor in range(1, added + 2)]

    with statements_to(engine) as sent:
        saved = save_claim(world.uow("writer"), claim.id, content(costs, version=claim.row_version))

    assert len([one for one in sent if one.startswith("INSERT INTO claim_row")]) == 1
    assert [(row.place, row.declared) for row in saved.rows] == [
        (place, Money.kronor(place)) for place in range(1, added + 2)
    ]
    ids = [row.id for row in saved.rows]
    assert ids == sorted(ids)
    assert ids[0] == first
