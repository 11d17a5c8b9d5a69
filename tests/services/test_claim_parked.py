"""Costs that wait for a later claim: taken up once, and known again however they are changed."""

from fundflow.domain.claims import COSTS, cost_rows
from fundflow.domain.money import Money
from fundflow.domain.payments import ClaimState
from fundflow.services.claim import answers_of, get_claim, start_claim, withdraw_claim, write_claim
from tests.claim_parts import judge, parked, sent_claim
from tests.whole_case import World, granted


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


def second_with_parked(world: World) -> tuple[int, int]:
    """A claim that has taken up a parked cost: its id, and that of the parked row."""
    case = granted(world)
    first = sent_claim(world.uow("applicant"), case.id, 10_000, 4_000)
    judge(world.uow("officer"), first.id, {2: parked()})
    first.state = ClaimState.DECIDED
    second = start_claim(world.uow("writer"), case.id, token="second")
    return second.id, first.rows[1].id


def test_a_parked_cost_stays_what_it_is_when_it_is_changed_and_moved(world: World) -> None:
    claim_id, parked_id = second_with_parked(world)
    _case, claim = get_claim(world.uow("writer"), claim_id)
    [typed] = cost_rows(answers_of(claim))
    new = {**typed, "what": "Ny", "parked_from": ""}

    written = {COSTS: [new, {**typed, "declared": "3 900", "paid_on": "när den är betald"}]}
    write_claim(world.uow("writer"), claim_id, written, version=claim.row_version)

    assert [(row.what, row.parked_from_id, row.declared) for row in claim.rows] == [
        ("Ny", None, Money.kronor(4_000)),
        ("Löner, projektledare", parked_id, Money.kronor(3_900)),
    ]


def test_a_parked_cost_is_taken_up_once_and_only_in_its_own_case(world: World) -> None:
    claim_id, parked_id = second_with_parked(world)
    other = start_claim(world.uow("writer"), granted(world).id, token="other")
    row = {"kind": "staff", "what": "Löner", "declared": "1", "parked_from": str(parked_id)}

    write_claim(world.uow("writer"), other.id, {COSTS: [row]}, version=other.row_version)
    _case, claim = get_claim(world.uow("writer"), claim_id)
    write_claim(world.uow("writer"), claim_id, {COSTS: [row, row]}, version=claim.row_version)

    assert [one.parked_from_id for one in other.rows] == [None]
    assert [one.parked_from_id for one in claim.rows] == [parked_id, None]
