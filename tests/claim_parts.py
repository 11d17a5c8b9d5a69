"""Claims, reviews, payouts, payments and reports made by the services, one deed a function.

Each takes the unit of work of whoever does it, so that they serve a session of a test's own as well as a journey.
``case_id``, first, is for tests of the applicant's pages (tests/web/applicant/conftest.py).
"""

import itertools
from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from sqlalchemy import select

from fundflow.domain.claims import ClaimContent, DeclaredCost
from fundflow.domain.money import Money
from fundflow.domain.payments import RowVerdict
from fundflow.models.application import Attachment
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.payment import Claim, Payment
from fundflow.models.report import Report
from fundflow.queries.payments import claim_of
from fundflow.queries.reports import report_of
from fundflow.services.claim import save_claim, send_claim, start_claim
from fundflow.services.claim_review import RowJudged, review_claim
from fundflow.services.followup import Counted, ReportContent, save_report, send_report
from fundflow.services.payable import payable_in
from fundflow.services.payment import propose_payout
from fundflow.services.report_checks import form_of, outcomes_of
from fundflow.services.unit_of_work import UnitOfWork
from tests.journey_parts import Journey, granted_case

_COUNT = itertools.count(1)
PERIOD = (date(2026, 1, 1), date(2026, 2, 28))
PAID_ON = date(2026, 2, 10)
PAYOUT_GROUNDS = "Kostnaderna är granskade mot underlagen och ryms i beslutet."


@pytest.fixture
def case_id(journey: Journey) -> int:
    """A running case: 600 000 kr granted of costs of 1 200 000 kr."""
    return granted_case(journey)


# ----- claims


def cost(kronor: int, what: str = "Löner, projektledare", *, kind: str = "staff") -> DeclaredCost:
    """A cost that is paid, of so many kronor."""
    return DeclaredCost(kind, what, "Egen personal", PAID_ON, Money.kronor(kronor))


def content(costs: Sequence[DeclaredCost], *, version: int, is_final: bool = False) -> ClaimContent:
    """What a whole claim says."""
    return ClaimContent(*PERIOD, "Vi har startat verkstäderna.", is_final, tuple(costs), version)


def draft_claim(uow: UnitOfWork, case_id: int, costs: Sequence[DeclaredCost], *, is_final: bool = False) -> Claim:
    """Start a claim, write its costs and add a voucher."""
    claim = start_claim(uow, case_id, token=f"claim-{next(_COUNT)}")
    claim = save_claim(uow, claim.id, content(costs, version=claim.row_version, is_final=is_final))
    add_voucher(uow, claim)
    return claim


def add_voucher(uow: UnitOfWork, claim: Claim) -> Attachment:
    """Write a voucher as a row; its file is not stored."""
    voucher = Attachment(
        case_id=claim.case_id,
        claim_id=claim.id,
        kind="voucher",
        file_name="Lönespecifikationer februari.pdf",
        media_type="application/pdf",
        size=84_000,
        sha256="1" * 64,
        storage_key=f"voucher-{next(_COUNT)}",
        uploaded_at=uow.now,
        uploaded_by_id=uow.actor.person_id,
    )
    uow.session.add(voucher)
    uow.session.flush()
    return voucher


def sent_claim(uow: UnitOfWork, case_id: int, *kronor: int, is_final: bool = False) -> Claim:
    """Send a claim with a staff cost of each amount."""
    claim = draft_claim(uow, case_id, [cost(one) for one in kronor], is_final=is_final)
    return send_claim(uow, claim.id, truthful=True)


def judge(uow: UnitOfWork, claim_id: int, judged: Mapping[int, RowJudged] | None = None) -> Claim:
    """Judge rows as told by their place, and approve the others that a person judges."""
    claim = _claim(uow, claim_id)
    approved = RowJudged(RowVerdict.APPROVED, None, "")
    by_id = {row.id: (judged or {}).get(row.place, approved) for row in claim.rows if not row.computed}
    return review_claim(uow, claim_id, by_id, note="")


def deducted(kronor: int, reason: str = "Ligger före perioden.") -> RowJudged:
    """Approve only so much of a row."""
    return RowJudged(RowVerdict.DEDUCTED, Money.kronor(kronor), reason)


def parked(reason: str = "Fakturan är inte betald.") -> RowJudged:
    """Let a row wait for a later claim."""
    return RowJudged(RowVerdict.PARKED, None, reason)


def proposed_payout(uow: UnitOfWork, claim_id: int, kronor: int | None = None) -> Decision:
    """Propose to pay so much, or the highest."""
    claim = _claim(uow, claim_id)
    highest = payable_in(uow, uow.session.get_one(Case, claim.case_id), claim).highest
    amount = highest if kronor is None else Money.kronor(kronor)
    return propose_payout(uow, claim_id, amount=amount, grounds=PAYOUT_GROUNDS)


def _claim(uow: UnitOfWork, claim_id: int) -> Claim:
    case_id = uow.session.scalars(select(Claim.case_id).where(Claim.id == claim_id)).one()
    return claim_of(uow.session, uow.actor, case_id, claim_id)


def payment_of(uow: UnitOfWork, decision_id: int) -> Payment:
    """The payment of a payout decision that has been sent."""
    return uow.session.scalars(select(Payment).where(Payment.decision_id == decision_id)).one()


# ----- reports


def whole_report(uow: UnitOfWork, case_id: int, report_id: int) -> ReportContent:
    """An answer to every question of a report, and a count of every indicator that is promised."""
    report = report_of(uow.session, uow.actor, case_id, report_id)
    case = uow.session.get_one(Case, case_id)
    questions = form_of(uow, case, report).questions
    answers = {one.key: "12" if one.kind.value == "whole_number" else "Det har gått som planerat." for one in questions}
    counts = {
        one.kind.key: Counted(women=9, men=6, unknown=0) if one.kind.persons else Counted(7)
        for one in outcomes_of(uow, case, report)
        if one.target is not None
    }
    return ReportContent(answers, report.row_version, counts)


def sent_report(uow: UnitOfWork, case_id: int, report_id: int) -> Report:
    """Write a whole report and send it."""
    save_report(uow, report_id, whole_report(uow, case_id, report_id))
    return send_report(uow, report_id)
