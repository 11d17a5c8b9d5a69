"""What home delivery is entitled to and what is left of it is stored and told within the act, as its payouts are."""

from sqlalchemy import update

from fundflow.domain.concepts import Concept
from fundflow.domain.money import ZERO, Money
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.services.claim import start_claim, withdraw_claim
from fundflow.services.claim_review import FigureWritten, ReviewWritten, note_mark, save_review, standing_of
from fundflow.services.decision import decide, dispatch
from fundflow.services.payable import figures_of, payable_as_told, payable_if_approved, payable_in
from fundflow.services.payment import authorise_payment, before_payout, confirm_payment
from fundflow.services.rebuilding import Difference, differences, mend
from tests.claim_parts import judge, payment_of, proposed_payout
from tests.delivery_parts import granted_delivery, sent_delivery
from tests.whole_case import World, granted


def kr(kronor: int) -> Money:
    return Money.kronor(kronor)


def paid_out(world: World, case: Case, *kronor: int, **figures: object) -> Decision:
    """A claim that is approved as declared, decided, sent and paid."""
    claim = sent_delivery(world.uow("applicant"), case.id, *kronor, **figures)
    judge(world.uow("officer"), claim.id)
    decision = proposed_payout(world.uow("officer"), claim.id)
    decide(world.uow("head"), decision.id)
    dispatch(world.uow("officer"), decision.id)
    if decision.amount:
        payment = payment_of(world.uow("economist"), decision.id)
        authorise_payment(world.uow("economist"), payment.id)
        confirm_payment(world.uow("second_economist"), payment.id, paid_on=world.now.date())
    return decision


def differing(world: World) -> list[Difference]:
    world.session.flush()
    world.session.expire_all()
    return [one for _, some in differences(world.uow("administrator")) for one in some]


# ----- what is stored


def test_the_stored_right_is_what_the_act_allows_on_the_decided_figures(world: World) -> None:
    """Net 400 000 is 150 000 of the grant by its share; 1 400 deliveries allow 140 000."""
    case = granted_delivery(world)
    assert case.entitled == ZERO

    paid_out(world, case, 480_000, occasions=1_400)

    assert (case.entitled, case.paid, case.balance.left_to_claim) == (kr(140_000), kr(140_000), ZERO)
    assert case.balance.outstanding == kr(40_000)


def test_the_stored_right_follows_every_claim_of_the_year(world: World) -> None:
    """First 700 deliveries, 70 000; then 1 300 in all, 130 000."""
    case = granted_delivery(world)
    paid_out(world, case, 240_000, fees=40_000, occasions=700)
    assert case.entitled == kr(70_000)

    paid_out(world, case, 240_000, fees=40_000, occasions=600)

    assert (case.entitled, case.paid) == (kr(130_000), kr(130_000))


def test_a_corrected_figure_counts_in_the_stored_right(world: World) -> None:
    case = granted_delivery(world)
    claim = sent_delivery(world.uow("applicant"), case.id, 480_000, occasions=1_400)
    standing = standing_of(figures_of(claim)[Concept.DELIVERY_OCCASIONS])
    written = {Concept.DELIVERY_OCCASIONS: FigureWritten(1_200, "Turlistan visar 1 200.", standing.mark)}
    save_review(world.uow("officer"), claim.id, ReviewWritten({}, "", note_mark(claim.review_note), written))
    judge(world.uow("officer"), claim.id)

    decide(world.uow("head"), proposed_payout(world.uow("officer"), claim.id).id)

    assert case.entitled == kr(120_000)


def test_below_half_a_price_base_amount_there_is_no_right(world: World) -> None:
    case = granted_delivery(world)

    paid_out(world, case, 29_000, fees=0, occasions=900)

    assert (case.cost_approved, case.entitled) == (kr(29_000), ZERO)


def test_a_later_account_that_gives_less_is_decided_and_takes_nothing_back(world: World) -> None:
    """Net 400 000 gave 150 000. With 100 000 more in fees and 1 000 in costs, net 301 000 gives 112 875."""
    case = granted_delivery(world)
    paid_out(world, case, 480_000, fees=80_000, occasions=2_500)
    late = sent_delivery(world.uow("applicant"), case.id, 1_000, fees=100_000, occasions=0)
    judge(world.uow("officer"), late.id)

    told = {one.code: one.figures for one in before_payout(world.uow("officer"), case, late)}
    decision = proposed_payout(world.uow("officer"), late.id)
    decide(world.uow("head"), decision.id)

    assert (told["delivery_paid_over"]["right"], told["delivery_paid_over"]["over"]) == (kr(112_875), kr(37_125))
    assert (decision.amount, case.entitled, case.paid) == (ZERO, kr(150_000), kr(150_000))
    assert differing(world) == []


def test_the_stored_right_is_proved_against_ledger_and_decided_claims(world: World) -> None:
    case = granted_delivery(world)
    paid_out(world, case, 480_000, occasions=1_400)
    assert differing(world) == []
    # as it was stored before the act was held against it: the share of all costs, fees and deliveries left out
    world.session.execute(update(Case).where(Case.id == case.id).values(entitled=kr(180_000)))

    found = differing(world)
    mend(world.uow("administrator"), found)

    assert found == [Difference(case.id, case.registry_number, "entitled", kr(180_000), kr(140_000))]
    assert differing(world) == []


# ----- what is told


def test_nothing_is_reckoned_before_something_is_accounted_for(world: World) -> None:
    case = granted_delivery(world)

    assert payable_as_told(world.uow("applicant"), case, sent_only=True) is None


def test_other_support_has_no_such_figures(world: World) -> None:
    case = granted(world)

    assert payable_as_told(world.uow("applicant"), case, sent_only=True) is None


def test_what_waits_counts_as_it_was_sent_and_not_as_it_is_being_judged(world: World) -> None:
    """1 400 deliveries allow 140 000. An officer who has begun to write 1 300 has not decided anything."""
    case = granted_delivery(world)
    claim = sent_delivery(world.uow("applicant"), case.id, 480_000, occasions=1_400)
    standing = standing_of(figures_of(claim)[Concept.DELIVERY_OCCASIONS])
    written = {Concept.DELIVERY_OCCASIONS: FigureWritten(1_300, "Turlistan visar 1 300.", standing.mark)}
    save_review(world.uow("officer"), claim.id, ReviewWritten({}, "", note_mark(claim.review_note), written))

    told = payable_as_told(world.uow("applicant"), case, sent_only=True)

    assert told is not None
    assert (told.highest, told.left_of_grant) == (kr(140_000), kr(180_000))


def test_what_can_be_paid_is_told_the_same_before_and_after_a_decision(world: World) -> None:
    case = granted_delivery(world)
    first = sent_delivery(world.uow("applicant"), case.id, 480_000, occasions=1_400)
    waiting = payable_as_told(world.uow("applicant"), case, sent_only=True)
    judge(world.uow("officer"), first.id)
    decision = proposed_payout(world.uow("officer"), first.id)

    assert waiting is not None
    assert waiting.highest == payable_in(world.uow("officer"), case, first).highest == decision.amount == kr(140_000)

    decide(world.uow("head"), decision.id)
    for sent_only, highest, left in ((True, 140_000, 180_000), (False, 0, 40_000)):
        told = payable_as_told(world.uow("applicant"), case, sent_only=sent_only)
        assert told is not None
        assert (told.highest, told.left_of_grant, told.gives_right_to) == (kr(highest), kr(left), case.entitled)

    dispatch(world.uow("officer"), decision.id)
    sent = payable_as_told(world.uow("applicant"), case, sent_only=True)

    assert sent is not None
    assert (sent.highest, sent.left_of_grant, sent.gives_right_to) == (ZERO, kr(40_000), case.entitled)


def test_corrections_of_a_decision_that_is_not_sent_are_not_told_in_the_next_claim(world: World) -> None:
    """480 000 less 80 000 and 1 400 deliveries are declared; 1 000 deliveries are decided on and not sent."""
    case = granted_delivery(world)
    claim = sent_delivery(world.uow("applicant"), case.id, 480_000, occasions=1_400)
    standing = standing_of(figures_of(claim)[Concept.DELIVERY_OCCASIONS])
    written = {Concept.DELIVERY_OCCASIONS: FigureWritten(1_000, "Turlistan visar 1 000.", standing.mark)}
    save_review(world.uow("officer"), claim.id, ReviewWritten({}, "", note_mark(claim.review_note), written))
    judge(world.uow("officer"), claim.id)
    decide(world.uow("head"), proposed_payout(world.uow("officer"), claim.id).id)

    draft = start_claim(world.uow("applicant"), case.id, token="next")
    told = payable_if_approved(world.uow("applicant"), case, draft, kr(20_000), {})

    assert told.delivery is not None
    assert (told.delivery.delivered.occasions, told.delivery.net) == (1_400, kr(420_000))
    assert (told.approved_before, told.ordered_before, told.left_of_grant) == (ZERO, ZERO, kr(180_000))


def test_a_claim_that_is_taken_back_counts_no_more(world: World) -> None:
    case = granted_delivery(world)
    claim = sent_delivery(world.uow("applicant"), case.id, 480_000)
    withdraw_claim(world.uow("applicant"), claim.id)
    world.session.flush()

    assert payable_as_told(world.uow("applicant"), case, sent_only=True) is None
