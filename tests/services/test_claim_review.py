"""Claims judged row by row, each cut with its reason."""

import pytest

from fundflow.domain.errors import Refused
from fundflow.domain.money import Money
from fundflow.domain.payments import RowVerdict
from fundflow.domain.roles import OrganisationRight
from fundflow.queries.payable import payable_of
from fundflow.services.claim_review import RowJudged, review_claim
from tests.claim_parts import (
    deducted,
    judge,
    parked,
    sent_claim,
)
from tests.payment_parts import codes
from tests.whole_case import World, granted, join


def test_rows_are_approved_cut_or_parked_each_with_its_reason(world: World) -> None:
    case = granted(world)
    claim = sent_claim(world.uow("applicant"), case.id, 100_000, 36_000, 48_000)

    judge(world.uow("officer"), claim.id, {2: deducted(24_000), 3: parked()})

    assert [(row.verdict, row.approved, row.reason) for row in claim.rows] == [
        (RowVerdict.APPROVED, Money.kronor(100_000), None),
        (RowVerdict.DEDUCTED, Money.kronor(24_000), "Ligger före perioden."),
        (RowVerdict.PARKED, None, "Fakturan är inte betald."),
    ]


def test_every_row_that_is_wrong_is_told_and_nothing_is_kept(world: World) -> None:
    case = granted(world)
    claim = sent_claim(world.uow("applicant"), case.id, 100_000, 36_000, 48_000)

    with pytest.raises(Refused) as refused:
        judge(
            world.uow("officer"),
            claim.id,
            {2: RowJudged(RowVerdict.DEDUCTED, Money.kronor(36_000), " "), 3: parked("")},
        )

    assert codes(refused) == ["row_reason_missing", "row_amount_too_high", "row_reason_missing"]
    assert [one.field for one in refused.value.findings] == [
        f"reason-{claim.rows[1].id}",
        f"approved-{claim.rows[1].id}",
        f"reason-{claim.rows[2].id}",
    ]
    assert {row.verdict for row in claim.rows} == {None}


def test_a_deduction_cannot_approve_less_than_nothing(world: World) -> None:
    case = granted(world)
    claim = sent_claim(world.uow("applicant"), case.id, 100_000)

    with pytest.raises(Refused) as refused:
        judge(world.uow("officer"), claim.id, {1: deducted(-1)})

    assert codes(refused) == ["row_amount_too_high"]


def test_some_rows_may_wait(world: World) -> None:
    case = granted(world)
    claim = sent_claim(world.uow("applicant"), case.id, 100_000, 36_000)

    review_claim(
        world.uow("officer"), claim.id, {claim.rows[0].id: RowJudged(RowVerdict.APPROVED, None, "")}, note="Väntar."
    )

    assert [row.verdict for row in claim.rows] == [RowVerdict.APPROVED, None]


def test_a_flat_rate_follows_the_staff_that_is_approved(world: World) -> None:
    # costs 575 000: staff 500 000 and 15 % of it; half of that is granted
    case = granted(
        world,
        kronor=287_500,
        cost_method="indirect_15",
        requested_amount="287 500",
        costs=[{"kind": "staff", "what": "Projektledare", "year": "2026", "amount": "500 000"}],
        financing=[
            {
                "payer": "Kommunen",
                "payer_kind": "municipality",
                "form": "cash",
                "standing": "decided",
                "amount": "287 500",
            }
        ],
    )
    claim = sent_claim(world.uow("applicant"), case.id, 60_000, 40_000, 20_000)

    judge(world.uow("officer"), claim.id, {2: deducted(30_000), 3: parked()})

    # approved staff 60 000 + 30 000 = 90 000; 15 % is 13 500 of the 18 000 declared
    flat = claim.rows[-1]
    assert (flat.computed, flat.declared) == (True, Money.kronor(18_000))
    assert (flat.verdict, flat.approved) == (RowVerdict.DEDUCTED, Money.kronor(13_500))
    assert flat.reason
    # 103 500 x 287 500 / 575 000 = 51 750
    assert payable_of(world.session, case, claim, None).highest == Money.kronor(51_750)


def test_whoever_acts_for_the_applicant_reviews_nothing(world: World) -> None:
    case = granted(world)
    claim = sent_claim(world.uow("applicant"), case.id, 100_000)
    join(world, "officer", OrganisationRight.EDIT, confirmed=True)

    with pytest.raises(Refused) as refused:
        judge(world.uow("officer"), claim.id)

    assert codes(refused) == ["own_case"]
