"""Flat rates and lump sums in claims: reckoned by the service, and asked for whole."""

import pytest

from fundflow.domain.claims import DeclaredCost
from fundflow.domain.errors import Refused
from fundflow.domain.money import Money
from fundflow.services.claim import save_claim, send_claim
from fundflow.services.claim_checks import missing_in
from tests.claim_parts import (
    content,
    cost,
    draft_claim,
)
from tests.payment_parts import codes
from tests.whole_case import World, granted


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

    saved = save_claim(world.uow("writer"), claim.id, content([cost(10_333)], version=claim.row_version))

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


def test_a_kind_that_the_flat_rate_covers_is_refused(world: World) -> None:
    case = granted(world, cost_method="staff_40", **_plan_of("staff_40"))
    claim = draft_claim(world.uow("applicant"), case.id, [cost(10_000), cost(500, "Tåg", kind="travel")])

    with pytest.raises(Refused) as refused:
        send_claim(world.uow("applicant"), claim.id, truthful=True)

    assert codes(refused) == ["cost_kind_not_allowed"]


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
    once = draft_claim(world.uow("applicant"), case.id, [_delivery("En handbok", 400_000)])
    send_claim(world.uow("applicant"), once.id, truthful=True)
    again = draft_claim(world.uow("applicant"), case.id, [_delivery("En handbok", 400_000)])

    with pytest.raises(Refused) as refused:
        send_claim(world.uow("applicant"), again.id, truthful=True)

    assert codes(refused) == ["lump_sum_again"]
