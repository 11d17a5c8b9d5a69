"""One case the whole way, role by role, on both databases: what is stored equals what history and ledger derive."""

from datetime import date

from sqlalchemy import select

from fundflow.domain.claims import ClaimContent, DeclaredCost
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import Money
from fundflow.domain.payments import ClaimState, RowVerdict
from fundflow.domain.reports import ReportKind
from fundflow.domain.states import State
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.ledger import LedgerEntry
from fundflow.models.payment import Claim, Payment
from fundflow.models.report import Report
from fundflow.queries.cases import targets_of
from fundflow.queries.chain import broken_links
from fundflow.services.claim import save_claim, send_claim, start_claim
from fundflow.services.claim_review import RowJudged, review_claim
from fundflow.services.decision import decide, dispatch
from fundflow.services.followup import (
    Counted,
    ReportContent,
    approve_report,
    form_of,
    get_report,
    propose_closing,
    save_report,
    send_report,
)
from fundflow.services.payment import authorise_payment, confirm_payment, propose_payout
from fundflow.services.rebuilding import differences
from tests.journey_parts import TOKENS
from tests.whole_case import World, answer_to, attach_row, granted


def claimed(world: World, case: Case, *, kronor: int, is_final: bool = False) -> Claim:
    """A claim of one staff cost, sent in."""
    uow = world.uow("applicant")
    claim = start_claim(uow, case.id, token=f"claim-{next(TOKENS)}")
    attach_row(world, case, "voucher", claim_id=claim.id)
    cost = DeclaredCost("staff", "Projektledare", "Lön", date(2026, 9, 30), Money.kronor(kronor))
    first, last = date(2026, 9, 1), date(2026, 12, 31)
    save_claim(uow, claim.id, ClaimContent(first, last, "Vi har börjat.", is_final, (cost,), claim.row_version))
    send_claim(uow, claim.id, truthful=True)
    world.session.commit()
    return claim


def paid(world: World, claim: Claim, *, kronor: int) -> Payment:
    """A claim approved row by row, decided by the head of unit and paid by two economists."""
    world.session.refresh(claim, ["rows"])
    judged = {row.id: RowJudged(RowVerdict.APPROVED, None, "") for row in claim.rows}
    review_claim(world.uow("officer"), claim.id, judged, note="")
    decision = propose_payout(
        world.uow("officer"), claim.id, amount=Money.kronor(kronor), grounds="Kostnaderna är styrkta."
    )
    decide(world.uow("head"), decision.id)
    dispatch(world.uow("officer"), decision.id)
    world.session.commit()
    payment = world.session.scalars(select(Payment).where(Payment.decision_id == decision.id)).one()
    authorise_payment(world.uow("economist"), payment.id)
    confirm_payment(world.uow("second_economist"), payment.id, paid_on=world.now.date())
    world.session.commit()
    return payment


def reported(world: World, case: Case, kind: ReportKind) -> None:
    """The report of a kind, sent and approved."""
    report = world.session.scalars(select(Report).where(Report.case_id == case.id, Report.kind == kind)).one()
    uow = world.uow("applicant")
    form = form_of(uow, *get_report(uow, report.id))
    answers = {question.key: answer_to(world.catalogue, question) for question in form.questions}
    counted = {target.indicator: Counted(women=40, men=35, unknown=5) for target in targets_of(world.session, case.id)}
    save_report(uow, report.id, ReportContent(answers, report.row_version, indicators=counted))
    send_report(uow, report.id)
    approve_report(world.uow("officer"), report.id)
    world.session.commit()


def test_a_case_goes_from_form_to_closed_and_every_sum_can_be_derived(world: World) -> None:
    case = granted(world, kronor=500_000)
    world.later(days=250)

    # 500 000 of 1 000 000 kr: half of every approved krona, rounded down
    paid(world, claimed(world, case, kronor=300_001), kronor=150_000)
    reported(world, case, ReportKind.PROGRESS)
    world.later(days=200)
    last = claimed(world, case, kronor=399_999, is_final=True)
    reported(world, case, ReportKind.FINAL)
    paid(world, last, kronor=200_000)
    closing = propose_closing(world.uow("officer"), case.id, grounds="Projektet är genomfört.")
    decide(world.uow("head"), closing.id)
    dispatch(world.uow("officer"), closing.id)
    world.session.commit()

    assert case.state is State.CLOSED
    assert (case.granted, case.paid, case.released) == (
        Money.kronor(500_000),
        Money.kronor(350_000),
        Money.kronor(150_000),
    )
    assert case.balance.outstanding == Money(0)
    assert [found for found in broken_links(world.session) if found is not None] == []
    assert [found for _, found in differences(world.uow("administrator")) if found] == []


def test_the_ledger_tells_the_whole_story_of_the_money(world: World) -> None:
    case = granted(world, kronor=500_000)
    world.later(days=250)
    payment = paid(world, claimed(world, case, kronor=300_001), kronor=150_000)

    rows = world.session.execute(select(LedgerEntry.kind, LedgerEntry.amount).order_by(LedgerEntry.id)).all()
    assert [(kind, amount.whole_kronor) for kind, amount in rows] == [
        (EntryKind.RESERVED, 500_000),
        (EntryKind.RESERVED, -500_000),
        (EntryKind.GRANTED, 500_000),
        (EntryKind.COST_APPROVED, 300_001),
        (EntryKind.PAID, 150_000),
    ]
    entry = world.session.scalars(select(LedgerEntry).where(LedgerEntry.kind == EntryKind.PAID)).one()
    assert entry.booked_by_id == world.people["economist"]
    assert entry.confirmed_by_id == world.people["second_economist"]
    assert entry.payment_id == payment.id
    claim = world.session.scalars(select(Claim)).one()
    assert claim.state is ClaimState.PAID


def test_every_decision_was_taken_by_another_person_than_prepared_it(world: World) -> None:
    case = granted(world)
    world.later(days=250)
    paid(world, claimed(world, case, kronor=100_000), kronor=50_000)

    for decision in world.session.scalars(select(Decision)):
        world.session.refresh(decision, ["preparers"])
        assert decision.decided_by_id not in {one.person_id for one in decision.preparers}
    kinds = set(world.session.scalars(select(Decision.kind)))
    assert kinds == {DecisionKind.GRANT, DecisionKind.PAYOUT}
