"""Home delivery is paid on what the municipality accounts for: never above the act, whatever was granted."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from fundflow.domain.concepts import Concept
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.errors import Conflict, Refused
from fundflow.domain.findings import Verdict
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import ClaimState
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.document import Direction, Document
from fundflow.models.payment import Claim
from fundflow.services.claim import send_claim, start_claim, write_claim
from fundflow.services.claim_checks import missing_in
from fundflow.services.claim_review import FigureWritten, ReviewWritten, note_mark, save_review, standing_of
from fundflow.services.decision import Proposal, decide, dispatch, file_proposal
from fundflow.services.payable import figures_of, payable_in
from fundflow.services.payment import authorise_payment, before_payout, confirm_payment, propose_payout
from tests.claim_parts import PAYOUT_GROUNDS, judge, payment_of, proposed_payout
from tests.delivery_parts import YEAR, account, draft_delivery, granted_delivery, sent_delivery
from tests.payment_parts import codes
from tests.whole_case import World


def kr(kronor: int) -> Money:
    return Money.kronor(kronor)


def reviewed(world: World, case: Case, *kronor: int, **figures: object) -> Claim:
    """A claim whose costs are approved as declared."""
    claim = sent_delivery(world.uow("applicant"), case.id, *kronor, **figures)
    return judge(world.uow("officer"), claim.id)


def decided(world: World, claim: Claim, kronor: int | None = None) -> Decision:
    """A payout that is decided and sent."""
    decision = proposed_payout(world.uow("officer"), claim.id, kronor)
    decide(world.uow("head"), decision.id)
    dispatch(world.uow("officer"), decision.id)
    return decision


def correct(
    world: World, claim: Claim, who: str, *, read: FigureWritten | None = None, **figures: tuple[int | None, str]
) -> list[str]:
    """Write other figures in the review, as a page does that was opened now, or when ``read`` stood there."""
    standing = {concept: standing_of(figure) for concept, figure in figures_of(claim).items()}
    written = {}
    for name, (number, reason) in figures.items():
        concept = Concept(f"delivery_{name}")
        written[concept] = FigureWritten(number, reason, (read or standing[concept]).mark)
    found = save_review(world.uow(who), claim.id, ReviewWritten({}, "", note_mark(claim.review_note), written))
    return [finding.code for finding in found]


# ----- the applicant


def test_a_claim_begins_with_the_year_of_the_application(world: World) -> None:
    case = granted_delivery(world)

    claim = start_claim(world.uow("applicant"), case.id, token="first")

    assert (claim.period_from, claim.period_to) == YEAR


def test_what_is_missing_is_told_by_question(world: World) -> None:
    case = granted_delivery(world)
    claim = draft_delivery(world.uow("applicant"), case.id, 480_000, own=account("", "två tusen"))

    found = missing_in(world.uow("applicant"), case, claim)

    assert {(one.code, one.field) for one in found if one.refuses} == {
        ("answer_missing", "household_fees"),
        ("answer_unreadable", "deliveries_made"),
    }


def test_no_fees_is_an_answer(world: World) -> None:
    case = granted_delivery(world)

    claim = sent_delivery(world.uow("applicant"), case.id, 400_000, fees=0)

    assert (claim.state, claim.figures["delivery_fees"]) == (ClaimState.SENT, 0)


def test_the_claim_is_for_the_calendar_year_and_sent_after_it(world: World) -> None:
    case = granted_delivery(world)
    claim = draft_delivery(world.uow("applicant"), case.id, 480_000, own=account(80_000, 1_850))
    write_claim(world.uow("applicant"), claim.id, {"period_to": "2027-01-05"}, version=claim.row_version)
    assert "claim_outside_year" in [one.code for one in missing_in(world.uow("applicant"), case, claim)]

    write_claim(world.uow("applicant"), claim.id, {"period_to": "2026-12-31"}, version=claim.row_version)
    world.later(days=-30)
    with pytest.raises(Refused) as refused:
        send_claim(world.uow("applicant"), claim.id, truthful=True)

    assert codes(refused) == ["claim_year_not_over"]


def test_a_claim_above_the_act_is_warned_and_may_be_sent(world: World) -> None:
    """Net 480 000 gives the whole 180 000 by its share; 1 200 deliveries allow 120 000."""
    case = granted_delivery(world)
    claim = draft_delivery(world.uow("applicant"), case.id, 560_000, own=account(80_000, 1_200))

    told = {one.code: one for one in missing_in(world.uow("applicant"), case, claim) if not one.refuses}

    warning = told["claim_over_delivery"]
    assert (warning.verdict, warning.source.rule if warning.source else "") == (Verdict.WARNS, "S5")
    assert (warning.figures["gives"], warning.figures["now"]) == (kr(180_000), kr(120_000))
    assert send_claim(world.uow("applicant"), claim.id, truthful=True).state is ClaimState.SENT


def test_a_claim_is_told_by_the_case_s_own_act(world: World) -> None:
    case = granted_delivery(world)
    claim = draft_delivery(world.uow("applicant"), case.id, 700_000, own=account(0, 9_000))
    write_claim(world.uow("applicant"), claim.id, {"costs": []}, version=claim.row_version)
    write_claim(world.uow("applicant"), claim.id, {"costs": [_bill("2099-01-01", 700_000)]}, version=claim.row_version)

    found = missing_in(world.uow("applicant"), case, claim)

    acts = {one.code: (one.source.rule, one.source.act) for one in found if one.source is not None}
    assert acts["claim_cost_ahead"] == ("S15", "2024:1243")
    assert acts["claim_over_left"] == ("S15", "2024:1243")
    assert not [one for one in found if one.source and one.source.act == "2003:596"]


def _bill(day: str, kronor: int) -> dict[str, str]:
    return {
        "kind": "bought_delivery",
        "what": "Turer",
        "supplier": "Glesbygdsåkeriet",
        "paid_on": day,
        "declared": str(kronor),
    }


@pytest.mark.parametrize(
    ("occasions", "code"),
    [(1_200, "claim_over_delivery"), (9_000, "claim_over_left")],
)
def test_of_two_ceilings_only_the_one_that_binds_is_told(world: World, occasions: int, code: str) -> None:
    """Net 700 000 gives 262 500 by its share; 180 000 is granted, and 1 200 deliveries allow 120 000."""
    case = granted_delivery(world)
    claim = draft_delivery(world.uow("applicant"), case.id, 700_000, own=account(0, occasions))

    found = missing_in(world.uow("applicant"), case, claim)

    assert [one.code for one in found if one.code.startswith("claim_over")] == [code]


@pytest.mark.parametrize(("households", "is_doubted"), [(1_200, False), (1_201, True)])
def test_more_households_than_deliveries_are_doubted_and_refuse_nothing(
    world: World, households: int, is_doubted: bool
) -> None:
    case = granted_delivery(world)
    claim = draft_delivery(world.uow("applicant"), case.id, 560_000, own=account(80_000, 1_200, households))

    found = [one for one in missing_in(world.uow("applicant"), case, claim) if "households" in one.code]

    doubted = [("households_served", Verdict.WARNS, households, 1_200)] if is_doubted else []
    assert [(one.field, one.verdict, one.figures["households"], one.figures["occasions"]) for one in found] == doubted
    assert send_claim(world.uow("applicant"), claim.id, truthful=True).state is ClaimState.SENT


def test_what_waits_counts_in_the_warning(world: World) -> None:
    """Net 200 000 in each; 700 deliveries wait and 400 more are 1 100: 110 000, while 37.5 percent is 150 000."""
    case = granted_delivery(world)
    sent_delivery(world.uow("applicant"), case.id, 200_000, fees=0, occasions=700)
    claim = draft_delivery(world.uow("applicant"), case.id, 200_000, own=account(0, 400))

    told = {one.code: one.figures for one in missing_in(world.uow("applicant"), case, claim) if not one.refuses}

    assert (told["claim_over_delivery"]["gives"], told["claim_over_delivery"]["now"]) == (kr(150_000), kr(110_000))
    assert "delivery_too_small" not in told


def test_what_was_accounted_for_is_frozen_with_the_claim(world: World) -> None:
    case = granted_delivery(world)
    sent_delivery(world.uow("applicant"), case.id, 480_000)

    came_in = select(Document).where(Document.direction == Direction.IN).order_by(Document.id.desc())
    document = world.session.scalars(came_in).first()

    assert document is not None
    assert document.facts is not None
    assert document.facts["figures"] == {
        "delivery_fees": 8_000_000,
        "delivery_occasions": 1_850,
        "delivery_households": 40,
    }
    assert document.facts["answers"]["deliveries_made"] == "1850"


# ----- the payout


def test_the_payout_is_reckoned_on_the_net_cost_and_the_deliveries(world: World) -> None:
    """Costs 480 000 less fees 80 000 are 400 000: 37.5 percent is 150 000, half 200 000; 1 400 deliveries 140 000."""
    case = granted_delivery(world)
    claim = reviewed(world, case, 300_000, 180_000, occasions=1_400)

    payable = payable_in(world.uow("officer"), case, claim)

    assert payable.delivery is not None
    assert (payable.delivery.net, payable.entitled) == (kr(400_000), kr(150_000))
    assert (payable.delivery.by_share, payable.delivery.by_occasion) == (kr(200_000), kr(140_000))
    assert payable.highest == kr(140_000)
    with pytest.raises(Refused) as refused:
        proposed_payout(world.uow("officer"), claim.id, 140_001)
    assert codes(refused) == ["payout_over_delivery"]


def test_below_half_a_price_base_amount_nothing_is_paid(world: World) -> None:
    case = granted_delivery(world)
    claim = reviewed(world, case, 40_000, fees="10 400,01", occasions=900)

    told = [one.code for one in before_payout(world.uow("officer"), case, claim) if one.verdict is Verdict.WARNS]
    with pytest.raises(Refused) as refused:
        proposed_payout(world.uow("officer"), claim.id, 1)

    assert "delivery_too_small" in told
    assert codes(refused) == ["payout_delivery_too_small"]
    assert decided(world, claim).amount == ZERO


def test_claims_of_one_year_count_together(world: World) -> None:
    """The first: net 200 000, 700 deliveries: 70 000. Then net 400 000, 1 300 deliveries: 130 000, of which 60 000."""
    case = granted_delivery(world)
    first = reviewed(world, case, 240_000, fees=40_000, occasions=700)
    assert decided(world, first).amount == kr(70_000)

    second = reviewed(world, case, 240_000, fees=40_000, occasions=600)

    payable = payable_in(world.uow("officer"), case, second)
    assert payable.delivery is not None
    assert (payable.delivery.net, payable.delivery.delivered.occasions) == (kr(400_000), 1_300)
    assert (payable.ordered_before, payable.highest) == (kr(70_000), kr(60_000))
    assert decided(world, second).amount == kr(60_000)
    # what each decision rested on stays as it was
    assert payable_in(world.uow("officer"), case, first).highest == kr(70_000)
    assert payable_in(world.uow("officer"), case, second).highest == kr(60_000)


def test_the_decision_is_held_as_well_as_the_proposal(world: World) -> None:
    """Two proposals, each within the act alone; once the first is decided on, the second is too much."""
    case = granted_delivery(world)
    first = reviewed(world, case, 240_000, fees=0, occasions=900)
    late = reviewed(world, case, 240_000, fees=200_000, occasions=0)
    one = proposed_payout(world.uow("officer"), first.id)
    assert one.amount == kr(90_000)
    proposal = Proposal(DecisionKind.PAYOUT, PAYOUT_GROUNDS, kr(20_000), claim_id=late.id, approved_costs=kr(240_000))
    two = file_proposal(world.uow("officer"), case, proposal)
    decide(world.uow("head"), one.id)

    with pytest.raises(Refused) as refused:
        decide(world.uow("head"), two.id)

    # 280 000 net and 900 deliveries: 90 000, all of it decided
    assert codes(refused) == ["payout_over_delivery"]


def test_it_is_paid_by_two_persons_and_booked(world: World) -> None:
    case = granted_delivery(world)
    decision = decided(world, reviewed(world, case, 480_000, occasions=1_400))
    payment = payment_of(world.uow("economist"), decision.id)

    authorise_payment(world.uow("economist"), payment.id)
    confirm_payment(world.uow("second_economist"), payment.id, paid_on=world.now.date())

    assert (case.paid, case.cost_approved) == (kr(140_000), kr(480_000))


# ----- the review


def test_an_officer_corrects_a_figure_with_a_reason_beside_what_was_claimed(world: World) -> None:
    case = granted_delivery(world)
    claim = reviewed(world, case, 480_000, occasions=2_400)

    assert correct(world, claim, "officer", occasions=(1_300, "")) == ["delivery_occasions_reason_missing"]
    assert payable_in(world.uow("officer"), case, claim).highest == kr(150_000)
    with pytest.raises(Refused) as refused:
        proposed_payout(world.uow("officer"), claim.id)
    assert codes(refused) == ["delivery_occasions_reason_missing"]

    assert correct(world, claim, "colleague", occasions=(1_300, "Turlistan visar 1 300.")) == []

    assert claim.figures["delivery_occasions"] == 2_400
    assert figures_of(claim)[Concept.DELIVERY_OCCASIONS].by == world.people["colleague"]
    assert payable_in(world.uow("officer"), case, claim).highest == kr(130_000)


def test_an_emptied_figure_is_told_and_stays_as_it_was_with_whoever_wrote_it(world: World) -> None:
    claim = reviewed(world, granted_delivery(world), 480_000, occasions=1_560)
    assert correct(world, claim, "officer", occasions=(None, "")) == ["delivery_occasions_emptied"]
    assert claim.corrections == {}
    correct(world, claim, "colleague", occasions=(1_400, "Turlistan visar 1 400."), fees=(0, "Gratis enligt taxan."))

    told = correct(world, claim, "officer", occasions=(None, "Turlistan visar 1 400."), fees=(None, ""))

    assert sorted(told) == ["delivery_fees_emptied", "delivery_occasions_emptied"]
    figures = figures_of(claim)
    assert {one.by for one in figures.values()} == {world.people["colleague"]}
    assert [figures[one].counts for one in (Concept.DELIVERY_FEES, Concept.DELIVERY_OCCASIONS)] == [0, 1_400]


def test_whoever_corrects_a_figure_prepares_the_decision(world: World) -> None:
    case = granted_delivery(world)
    claim = reviewed(world, case, 480_000)
    correct(world, claim, "colleague", fees=(9_000_000, "Enligt huvudboken."))
    judge(world.uow("officer"), claim.id)

    decision = proposed_payout(world.uow("officer"), claim.id)

    people = {preparer.person_id for preparer in decision.preparers}
    assert people == {world.people["officer"], world.people["colleague"]}


def test_two_officers_who_correct_the_same_figure_are_told(world: World) -> None:
    claim = reviewed(world, granted_delivery(world), 480_000)
    opened = standing_of(figures_of(claim)[Concept.DELIVERY_FEES])
    correct(world, claim, "colleague", fees=(9_000_000, "Enligt huvudboken."))

    with pytest.raises(Conflict) as conflict:
        correct(world, claim, "officer", read=opened, fees=(8_500_000, "Enligt bilagan."))

    assert conflict.value.theirs["delivery_fees"].value == FigureWritten(9_000_000, "Enligt huvudboken.")
    assert correct(world, claim, "officer", read=opened, fees=(9_000_000, "Enligt huvudboken.")) == []


def test_a_claim_from_before_figures_were_asked_waits_for_the_officer(world: World) -> None:
    case = granted_delivery(world)
    claim = reviewed(world, case, 480_000)
    claim.figures, claim.answers = {}, {}
    world.session.flush()

    with pytest.raises(Refused) as refused:
        propose_payout(world.uow("officer"), claim.id, amount=ZERO, grounds=PAYOUT_GROUNDS)
    assert codes(refused) == ["delivery_fees_missing", "delivery_occasions_missing"]

    correct(world, claim, "officer", fees=(0, "Gratis enligt taxan."), occasions=(1_400, "Enligt turlistan."))

    assert payable_in(world.uow("officer"), case, claim).highest == kr(140_000)


# ----- what is told


def test_the_letter_shows_the_formula_its_source_and_what_was_corrected(world: World) -> None:
    case = granted_delivery(world)
    claim = reviewed(world, case, 480_000, occasions=1_500)
    correct(world, claim, "officer", occasions=(1_400, "Turlistan visar 1 400."))
    decided(world, claim)

    letter = world.session.scalars(select(Document).where(Document.template == "decision_payout")).one()
    text = json.dumps(letter.facts, ensure_ascii=False).replace("\u00a0", " ")

    for said in (
        '"label": "Hushållens avgifter hittills", "amount": "−80 000 kr"',
        '"label": "Nettokostnad hittills", "amount": "400 000 kr"',
        '"label": "100 kr × 1 400 leveranser", "amount": "140 000 kr"',
        '"label": "Betalas ut nu", "amount": "140 000 kr"',
        'om nettokostnaden är minst 29 600 kr", "amount": "140 000 kr"',
        "Förordningen tillåter högst 140 000 kr för 2026: 50 procent av nettokostnaden 400 000 kr är 200 000 kr",
        '"small": "Förordning (2024:1243) 10–14 §§."',
        "Leveranser eller resor: 1 400 i stället för 1 500.",
        "Turlistan visar 1 400.",
    ):
        assert said in text
    assert "S5" not in text
    assert letter.facts is not None
    table = letter.facts["letter"]["parts"][0]["table"]
    totals = [label.partition(":")[0] for place, (label, _) in enumerate(table["rows"]) if place in table["totals"]]
    assert totals == [
        "Godkända kostnader hittills",
        "Nettokostnad hittills",
        "Förordningens tak",
        "Högst att betala ut nu",
        "Betalas ut nu",
    ]


def test_other_support_asks_nothing_beside_its_costs(world: World) -> None:
    programme = world.catalogue.programme_in_force("project_funding", date(2026, 3, 2))

    assert programme is not None
    assert all(not programme.claim_for(one.key).questions for one in programme.grant_types)
