"""A final report asks nothing that the claims of the case have told: it takes their figures, as reviewed."""

import pytest
from sqlalchemy import select

from fundflow.domain.concepts import Concept
from fundflow.domain.errors import Refused
from fundflow.domain.reports import ReportKind
from fundflow.models.case import Case
from fundflow.models.document import Document
from fundflow.models.payment import Claim
from fundflow.models.report import Report
from fundflow.services.claim import withdraw_claim
from fundflow.services.claim_review import FigureWritten, ReviewWritten, note_mark, save_review, standing_of
from fundflow.services.decision import decide, dispatch
from fundflow.services.followup import ReportContent, return_report, save_report, send_report
from fundflow.services.payable import figures_of
from fundflow.services.report_checks import missing_in
from fundflow.services.report_told import NOTHING, told_by_claims
from tests.claim_parts import judge, proposed_payout
from tests.delivery_parts import granted_delivery, sent_delivery
from tests.payment_parts import codes
from tests.report_parts import report_in, reporting
from tests.whole_case import World


def final_report(world: World, case: Case) -> Report:
    return report_in(world, case, ReportKind.FINAL)


def unanswered(world: World, case: Case, report: Report) -> set[str | None]:
    """What the report still asks for."""
    return {one.field for one in missing_in(world.uow("applicant"), case, report) if one.refuses}


def decided(world: World, claim: Claim, *, occasions: int | None = None) -> None:
    """A payout that is decided and sent; an officer has put another number of deliveries in the claim."""
    if occasions is not None:
        standing = standing_of(figures_of(claim)[Concept.DELIVERY_OCCASIONS])
        written = {Concept.DELIVERY_OCCASIONS: FigureWritten(occasions, "Enligt turlistan.", standing.mark)}
        save_review(world.uow("officer"), claim.id, ReviewWritten({}, "", note_mark(claim.review_note), written))
    judge(world.uow("officer"), claim.id)
    decision = proposed_payout(world.uow("officer"), claim.id)
    decide(world.uow("head"), decision.id)
    dispatch(world.uow("officer"), decision.id)


def sent(world: World, case: Case, report: Report, **answers: str) -> Report:
    """The report with everything answered that it asks, and sent."""
    texts = {str(one): "Ett svar." for one in unanswered(world, case, report)} | answers
    save_report(world.uow("applicant"), report.id, ReportContent(texts, report.row_version))
    return send_report(world.uow("applicant"), report.id)


def test_without_a_claim_the_report_asks_for_the_year(world: World) -> None:
    case = granted_delivery(world)
    report = final_report(world, case)

    assert told_by_claims(world.uow("applicant"), case, report) == NOTHING
    assert {"net_cost", "occasions"} <= unanswered(world, case, report)


def test_what_a_claim_has_told_is_not_asked_again(world: World) -> None:
    """Costs 480 000 less fees 80 000; 1 400 deliveries to 40 households."""
    case = granted_delivery(world)
    report = final_report(world, case)
    sent_delivery(world.uow("applicant"), case.id, 480_000, occasions=1_400)

    told = told_by_claims(world.uow("applicant"), case, report)

    assert told.figures == {
        Concept.NET_DELIVERY_COST: 40_000_000,
        Concept.DELIVERY_OCCASIONS: 1_400,
        Concept.DELIVERY_HOUSEHOLDS: 40,
    }
    assert (told.claims, told.is_reviewed) == ((1,), False)
    assert not {"net_cost", "occasions"} & unanswered(world, case, report)
    assert unanswered(world, case, report)


def test_what_is_being_reviewed_is_told_as_sent_and_then_as_decided(world: World) -> None:
    case = granted_delivery(world)
    report = final_report(world, case)
    claim = sent_delivery(world.uow("applicant"), case.id, 480_000, occasions=1_400)

    decided(world, claim, occasions=1_300)

    told = told_by_claims(world.uow("applicant"), case, report)
    assert told.is_reviewed
    assert told.figures[Concept.DELIVERY_OCCASIONS] == 1_300


def test_claims_of_a_year_are_told_together_but_not_households_that_may_stand_in_both(world: World) -> None:
    case = granted_delivery(world)
    for _ in range(2):
        sent_delivery(world.uow("applicant"), case.id, 200_000, fees="40 000,50", occasions=600)

    told = told_by_claims(world.uow("applicant"), case, final_report(world, case))

    # 400 000 less twice 40 000,50
    assert told.figures == {Concept.NET_DELIVERY_COST: 31_999_900, Concept.DELIVERY_OCCASIONS: 1_200}
    assert told.claims == (1, 2)


def test_a_claim_that_is_taken_back_or_leaves_a_figure_out_tells_nothing_of_it(world: World) -> None:
    case = granted_delivery(world)
    report = final_report(world, case)
    claim = sent_delivery(world.uow("applicant"), case.id, 480_000)
    claim.figures = {"delivery_occasions": 1_850}
    world.session.flush()
    assert set(told_by_claims(world.uow("applicant"), case, report).figures) == {Concept.DELIVERY_OCCASIONS}

    withdraw_claim(world.uow("applicant"), claim.id)
    world.session.flush()

    assert told_by_claims(world.uow("applicant"), case, report) == NOTHING


def test_the_report_as_sent_holds_what_the_claims_have_told(world: World) -> None:
    case = granted_delivery(world)
    report = final_report(world, case)
    claim = sent_delivery(world.uow("applicant"), case.id, 480_000, fees="79 999,50", occasions=1_400)

    sent(world, case, report)

    frozen = world.session.scalars(select(Document).where(Document.id == max(document_ids(world)))).one().facts
    assert frozen is not None
    assert frozen["answers"]["net_cost"] == "400 000,50"
    assert frozen["answers"]["occasions"] == "1 400"
    assert frozen["indicators"]["deliveries"] == [1_400, None, None, None]
    assert frozen["indicators"]["households_served"] == [40, None, None, None]
    assert (frozen["from_claims"], frozen["claims_reviewed"]) == ([1], False)

    return_report(world.uow("officer"), report.id, reason="Skriv mer.")
    decided(world, claim, occasions=1_300)
    again = sent(world, case, report, **dict.fromkeys(report.answers, "Mer."))

    assert again.answers["occasions"] == "1 300"
    assert {row.indicator: row.value for row in again.indicators}["deliveries"] == 1_300


def document_ids(world: World) -> list[int]:
    return list(world.session.scalars(select(Document.id)))


def test_what_is_left_is_still_asked_for(world: World) -> None:
    case = granted_delivery(world)
    sent_delivery(world.uow("applicant"), case.id, 480_000)

    with pytest.raises(Refused) as refused:
        send_report(world.uow("applicant"), final_report(world, case).id)

    assert set(codes(refused)) == {"answer_missing"}


def test_other_support_asks_its_claims_nothing(world: World) -> None:
    case, report = reporting(world)

    assert told_by_claims(world.uow("applicant"), case, report) == NOTHING
