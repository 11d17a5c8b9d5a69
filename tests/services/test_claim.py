"""Claims as their applicant writes them."""

from datetime import date, timedelta

import pytest

from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.money import Money
from fundflow.domain.payments import ClaimState
from fundflow.domain.states import State
from fundflow.models.document import Document
from fundflow.queries.payments import budget_use, claim_of, claims_of
from fundflow.services.claim import ClaimContent, DeclaredCost, save_claim, send_claim, start_claim, withdraw_claim
from fundflow.services.claim_checks import missing_in
from tests.claim_parts import (
    PERIOD,
    add_voucher,
    content,
    cost,
    draft_claim,
    judge,
    parked,
    proposed_payout,
    sent_claim,
)
from tests.whole_case import World, granted


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """What refused the deed, by code."""
    return [finding.code for finding in refused.value.findings]


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

    assert codes(refused) == ["wrong_state"]


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


@pytest.mark.parametrize(
    ("method", "flat_kind", "flat"),
    [
        # 15 % of 10 333 = 1 549.95, rounded down
        pytest.param("indirect_15", "indirect", 1_549, id="indirect costs are 15 per cent of staff"),
        # 40 % of 10 333 = 4 133.20, rounded down
        pytest.param("staff_40", "other_flat", 4_133, id="all other costs are 40 per cent of staff"),
    ],
)
def test_the_flat_rate_is_reckoned_from_the_staff_that_is_declared(
    world: World, method: str, flat_kind: str, flat: int
) -> None:
    case = granted(world, cost_method=method, **_plan_of(method))
    claim = draft_claim(world.uow("writer"), case.id, [cost(10_333)])

    saved = save_claim(
        world.uow("writer"), claim.id, content([cost(10_333, row_id=claim.rows[0].id)], version=claim.row_version)
    )

    assert [(row.kind, row.declared, row.computed) for row in saved.rows] == [
        ("staff", Money.kronor(10_333), False),
        (flat_kind, Money.kronor(flat), True),
    ]


def _plan_of(method: str) -> dict[str, object]:
    # staff 500 000 and its flat rate are financed half by the grant and half by the municipality
    percent = {"indirect_15": 15, "staff_40": 40}[method]
    half = (500_000 + 500_000 * percent // 100) // 2
    return {
        "kronor": half,
        "requested_amount": str(half),
        "costs": [{"kind": "staff", "what": "Projektledare", "year": "2026", "amount": "500 000"}],
        "financing": [
            {
                "payer": "Kommunen",
                "payer_kind": "municipality",
                "form": "cash",
                "standing": "decided",
                "amount": str(half),
            }
        ],
    }


def test_a_row_that_is_taken_away_is_gone_and_its_flat_rate_with_it(world: World) -> None:
    case = granted(world, cost_method="indirect_15", **_plan_of("indirect_15"))
    claim = draft_claim(world.uow("writer"), case.id, [cost(10_000)])

    saved = save_claim(
        world.uow("writer"), claim.id, content([cost(500, "Tåg", kind="travel")], version=claim.row_version)
    )

    assert [row.kind for row in saved.rows] == ["travel"]


def test_sending_lists_everything_that_is_missing_at_once(world: World) -> None:
    case = granted(world)
    claim = start_claim(world.uow("writer"), case.id, token="one")
    row = DeclaredCost("staff", "", "", None, Money(0))
    save_claim(world.uow("writer"), claim.id, ClaimContent(None, None, "", False, (row,), claim.row_version))

    with pytest.raises(Refused) as refused:
        send_claim(world.uow("writer"), claim.id)

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
        send_claim(world.uow("applicant"), claim.id)

    assert codes(refused) == ["claim_rows_missing"]


def test_a_cost_that_is_not_paid_yet_waits(world: World) -> None:
    case = granted(world)
    tomorrow = world.now.date() + timedelta(days=1)
    ahead = DeclaredCost("travel", "Tåg", "SJ", tomorrow, Money.kronor(900))
    claim = draft_claim(world.uow("applicant"), case.id, [ahead])

    with pytest.raises(Refused) as refused:
        send_claim(world.uow("applicant"), claim.id)

    assert codes(refused) == ["claim_cost_ahead"]


def test_a_contribution_in_kind_needs_no_day_of_payment(world: World) -> None:
    case = granted(world)
    in_kind = DeclaredCost("in_kind", "Lokal", "", None, Money.kronor(900))
    claim = draft_claim(world.uow("applicant"), case.id, [in_kind])

    assert send_claim(world.uow("applicant"), claim.id).rows[0].in_kind


def test_a_kind_that_the_flat_rate_covers_is_refused(world: World) -> None:
    case = granted(world, cost_method="staff_40", **_plan_of("staff_40"))
    claim = draft_claim(world.uow("applicant"), case.id, [cost(10_000), cost(500, "Tåg", kind="travel")])

    with pytest.raises(Refused) as refused:
        send_claim(world.uow("applicant"), claim.id)

    assert codes(refused) == ["cost_kind_not_allowed"]


def test_a_claim_that_is_sent_twice_is_sent_once_and_entered_in_the_register_once(world: World) -> None:
    case = granted(world)
    claim = draft_claim(world.uow("applicant"), case.id, [cost(10_000)])
    send_claim(world.uow("applicant"), claim.id)
    sent_at = claim.sent_at
    world.later(minutes=5)

    send_claim(world.uow("applicant"), claim.id)

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
        send_claim(world.uow("applicant"), claim.id)

    assert codes(refused) == ["wrong_state"]


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


def test_parked_costs_are_taken_up_by_the_next_claim_and_by_no_other(world: World) -> None:
    case = granted(world)
    first = sent_claim(world.uow("applicant"), case.id, 10_000, 4_000)
    judge(world.uow("officer"), first.id, {2: parked()})
    first.state = ClaimState.DECIDED

    second = start_claim(world.uow("writer"), case.id, token="second")
    third = start_claim(world.uow("writer"), case.id, token="third")

    assert [row.declared for row in second.rows] == [Money.kronor(4_000)]
    assert third.rows == []


def test_parked_costs_of_a_claim_that_was_taken_back_can_be_taken_up_again(world: World) -> None:
    case = granted(world)
    first = sent_claim(world.uow("applicant"), case.id, 10_000, 4_000)
    judge(world.uow("officer"), first.id, {2: parked()})
    first.state = ClaimState.DECIDED
    withdraw_claim(world.uow("writer"), start_claim(world.uow("writer"), case.id, token="second").id)

    third = start_claim(world.uow("writer"), case.id, token="third")

    assert [row.declared for row in third.rows] == [Money.kronor(4_000)]


_LUMP_SUMS: dict[str, object] = {
    "cost_method": "lump_sum",
    "costs": [
        {"kind": "lump_sum", "what": "Tre öppna verkstäder", "year": "2026", "amount": "600 000"},
        {"kind": "lump_sum", "what": "En handbok", "year": "2027", "amount": "400 000"},
    ],
}


def _delivery(what: str, kronor: int) -> DeclaredCost:
    return DeclaredCost("lump_sum", what, "", None, Money.kronor(kronor))


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        pytest.param([_delivery("En handbok", 400_000)], [], id="a delivery by name and whole amount"),
        pytest.param([_delivery("en handbok", 400_000)], [], id="whatever the case of its letters"),
        pytest.param([_delivery("En handbok", 399_999)], ["lump_sum_differs"], id="not with another amount"),
        pytest.param([_delivery("En film", 400_000)], ["lump_sum_differs"], id="not one that the budget lacks"),
        pytest.param([_delivery("En handbok", 400_000)] * 2, ["lump_sum_again"], id="not twice in a claim"),
    ],
)
def test_a_lump_sum_is_a_fixed_amount_for_a_named_delivery(
    world: World, costs: list[DeclaredCost], expected: list[str]
) -> None:
    case = granted(world, **_LUMP_SUMS)
    uow = world.uow("applicant")
    claim = draft_claim(uow, case.id, costs)

    found = [one.code for one in missing_in(uow, case, claim) if one.refuses]

    assert found == expected


def test_a_lump_sum_is_claimed_once(world: World) -> None:
    case = granted(world, **_LUMP_SUMS)
    send_claim(
        world.uow("applicant"), draft_claim(world.uow("applicant"), case.id, [_delivery("En handbok", 400_000)]).id
    )
    again = draft_claim(world.uow("applicant"), case.id, [_delivery("En handbok", 400_000)])

    with pytest.raises(Refused) as refused:
        send_claim(world.uow("applicant"), again.id)

    assert codes(refused) == ["lump_sum_again"]


def test_costs_beyond_what_remains_of_the_grant_are_told_with_figures_and_source(world: World) -> None:
    # granted 500 000 for costs of 1 000 000: costs of 1 200 000 give 600 000, which is 100 000 more than remains
    case = granted(world)
    uow = world.uow("applicant")
    claim = draft_claim(uow, case.id, [cost(1_200_000)])

    found = missing_in(uow, case, claim)

    assert [(one.code, one.figures, one.refuses) for one in found] == [
        ("claim_over_left", {"highest": Money.kronor(500_000), "over": Money.kronor(100_000)}, False)
    ]
    assert found[0].source is not None


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

    assert send_claim(world.uow("applicant"), claim.id).state is ClaimState.SENT
