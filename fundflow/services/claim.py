"""Claims: start, write, send, take back, and judge row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.events import EventKind
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.money import Money
from fundflow.domain.payments import ClaimState, RowVerdict, approved_of
from fundflow.domain.states import State
from fundflow.models.application import Attachment
from fundflow.models.case import Case
from fundflow.models.document import Direction
from fundflow.models.payment import Claim, ClaimRow
from fundflow.queries.cases import lock_case
from fundflow.services.diary import Entered, register_document
from fundflow.services.facts import programme_of
from fundflow.services.unit_of_work import UnitOfWork


def start_claim(uow: UnitOfWork, case_id: int, *, token: str) -> Claim:
    """Start a claim in a running case; the same form again gives the same claim. Parked costs are taken up again."""
    case = lock_case(uow.session, uow.actor, case_id)
    started = uow.session.scalars(select(Claim).where(Claim.form_token == token, Claim.case_id == case.id)).first()
    if started is not None:
        return started
    if case.organisation_id not in uow.actor.organisations:
        raise Refused([Finding("may_not_edit", Verdict.STOPS)])
    if case.state not in (State.ONGOING, State.FINAL_SETTLEMENT):
        raise Refused([Finding("wrong_state", Verdict.STOPS, figures={"state": case.state.value})])
    last = uow.session.scalar(select(func.max(Claim.sequence)).where(Claim.case_id == case.id)) or 0
    claim = Claim(
        case_id=case.id,
        sequence=last + 1,
        form_token=token,
        state=ClaimState.DRAFT,
        progress="",
        is_final=False,
        started_at=uow.now,
        changed_at=uow.now,
        started_by_id=uow.actor.person_id,
    )
    claim.rows = [_again(row, place) for place, row in enumerate(_parked(uow, case), start=1)]
    uow.session.add(claim)
    uow.session.flush()
    return claim


def _parked(uow: UnitOfWork, case: Case) -> Sequence[ClaimRow]:
    taken_up = select(ClaimRow.parked_from_id).where(ClaimRow.parked_from_id.is_not(None))
    return uow.session.scalars(
        select(ClaimRow)
        .join(Claim, Claim.id == ClaimRow.claim_id)
        .where(
            Claim.case_id == case.id,
            Claim.state.in_((ClaimState.DECIDED, ClaimState.PAID)),
            ClaimRow.verdict == RowVerdict.PARKED,
            ClaimRow.id.not_in(taken_up),
        )
        .order_by(ClaimRow.id)
    ).all()


def _again(row: ClaimRow, place: int) -> ClaimRow:
    return ClaimRow(
        place=place,
        kind=row.kind,
        what=row.what,
        supplier=row.supplier,
        paid_on=row.paid_on,
        declared=row.declared,
        in_kind=row.in_kind,
        computed=row.computed,
        parked_from_id=row.id,
    )


def get_claim(uow: UnitOfWork, claim_id: int) -> tuple[Case, Claim]:
    """Return a claim with its rows and its case, locked for the deed; NotFound when it is not the person's to see."""
    case_id = uow.session.scalar(select(Claim.case_id).where(Claim.id == claim_id))
    if case_id is None:
        raise NotFound
    case = lock_case(uow.session, uow.actor, case_id)
    claim = uow.session.scalars(
        select(Claim)
        .where(Claim.id == claim_id)
        .options(selectinload(Claim.rows))
        .execution_options(populate_existing=True)
    ).one()
    if claim.state is ClaimState.DRAFT and case.organisation_id not in uow.actor.organisations:
        raise NotFound
    return case, claim


@dataclass(frozen=True, slots=True)
class DeclaredCost:
    """A cost as declared; ``row_id`` is that of a row already there."""

    kind: str
    what: str
    supplier: str
    paid_on: date | None
    declared: Money
    row_id: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimContent:
    """What a claim says; whole or not, it is kept as it is written. ``version`` is the claim's when it was opened."""

    period_from: date | None
    period_to: date | None
    progress: str
    is_final: bool
    costs: tuple[DeclaredCost, ...]
    version: int


def save_claim(uow: UnitOfWork, claim_id: int, content: ClaimContent) -> Claim:
    """Keep what is written in a draft claim. Raises Conflict when a colleague has changed it meanwhile."""
    case, claim = get_claim(uow, claim_id)
    _require_draft(uow, case, claim)
    if claim.row_version != content.version:
        raise Conflict
    claim.period_from, claim.period_to = content.period_from, content.period_to
    if content.period_from and content.period_to and content.period_to < content.period_from:
        claim.period_from = claim.period_to = None
        raise Refused([Finding("claim_period_order", Verdict.NOT_YET, field="period_to")])
    claim.progress, claim.is_final = content.progress, content.is_final
    claim.rows = _rows(uow, case, claim, content.costs)
    claim.changed_at = uow.now  # so that the version rises also when only rows were changed
    uow.session.flush()
    return claim


def _require_draft(uow: UnitOfWork, case: Case, claim: Claim) -> None:
    if case.organisation_id not in uow.actor.organisations:
        raise Refused([Finding("may_not_edit", Verdict.STOPS)])
    if claim.state is not ClaimState.DRAFT:
        raise Refused([Finding("claim_not_open", Verdict.STOPS)])


def _rows(uow: UnitOfWork, case: Case, claim: Claim, costs: Sequence[DeclaredCost]) -> list[ClaimRow]:
    programme = programme_of(uow, case)
    before = {row.id: row for row in claim.rows}
    rows = []
    for place, cost in enumerate(costs, start=1):
        cost_type = programme.cost_type(cost.kind)
        if cost_type is None:
            raise NotFound
        row = before.get(cost.row_id or 0) or ClaimRow()
        row.place, row.kind, row.what, row.supplier = place, cost.kind, cost.what, cost.supplier
        row.paid_on, row.declared, row.in_kind, row.computed = (
            cost.paid_on,
            cost.declared,
            cost_type.in_kind,
            cost_type.flat,
        )
        rows.append(row)
    return rows


def send_claim(uow: UnitOfWork, claim_id: int) -> Claim:
    """Send a claim to the region; sent twice it is sent once. Raises Refused with everything that is missing.

    Source: A9, 2003:596 § 11: paid in arrears after account of actual costs.
    """
    case, claim = get_claim(uow, claim_id)
    if claim.state is ClaimState.SENT:
        return claim
    _require_draft(uow, case, claim)
    refusals = list(_missing(uow, case, claim))
    if refusals:
        raise Refused(refusals)
    claim.state, claim.sent_at, claim.sent_by_id = ClaimState.SENT, uow.now, uow.actor.person_id
    register_document(
        uow,
        case,
        Entered(Direction.IN, f"Ansökan om utbetalning {claim.sequence}", case.organisation.name, for_applicant=True),
    )
    declared = Money(sum(row.declared.ore for row in claim.rows))
    uow.record(case, EventKind.CLAIM_SENT, claim=claim.id, declared=declared)
    return claim


def _missing(uow: UnitOfWork, case: Case, claim: Claim) -> list[Finding]:
    missing = []
    if case.organisation_id not in uow.actor.may_sign_for:
        missing.append(Finding("may_not_sign", Verdict.STOPS))
    if claim.period_from is None or claim.period_to is None:
        missing.append(Finding("claim_period_missing", Verdict.NOT_YET, field="period_from"))
    if not claim.rows:
        missing.append(Finding("claim_rows_missing", Verdict.NOT_YET, field="rows"))
    vouchers = select(Attachment.id).where(Attachment.claim_id == claim.id, Attachment.replaced_at.is_(None))
    if uow.session.scalar(vouchers.limit(1)) is None:
        missing.append(Finding("claim_vouchers_missing", Verdict.NOT_YET, field="vouchers"))
    return missing


def withdraw_claim(uow: UnitOfWork, claim_id: int) -> Claim:
    """Take a claim back before it is proposed for decision, or put a draft away."""
    case, claim = get_claim(uow, claim_id)
    if case.organisation_id not in uow.actor.organisations:
        raise Refused([Finding("may_not_edit", Verdict.STOPS)])
    if claim.state not in (ClaimState.DRAFT, ClaimState.SENT):
        raise Refused([Finding("claim_not_open", Verdict.STOPS)])
    was_sent, claim.state = claim.state is ClaimState.SENT, ClaimState.WITHDRAWN
    for row in claim.rows:
        row.parked_from_id = None  # so that a later claim may take the parked costs up again
    if was_sent:
        uow.record(case, EventKind.CLAIM_WITHDRAWN, claim=claim.id)
    return claim


@dataclass(frozen=True, slots=True)
class RowJudged:
    """How a cost row is judged: the approved amount counts for deductions only."""

    verdict: RowVerdict
    approved: Money | None
    reason: str


def review_claim(uow: UnitOfWork, claim_id: int, judged: Mapping[int, RowJudged], *, note: str) -> Claim:
    """Judge cost rows, by row id; unjudged ones may wait. Raises Refused with what is wrong in each row."""
    case, claim = get_claim(uow, claim_id)
    if claim.state is not ClaimState.SENT:
        raise Refused([Finding("claim_not_open", Verdict.STOPS)])
    refusals = [finding for row in claim.rows if row.id in judged for finding in _wrong_in(row, judged[row.id])]
    if refusals:
        raise Refused(refusals)
    for row in claim.rows:
        if (one := judged.get(row.id)) is not None:
            _judge(row, one, uow.actor.person_id)
    claim.reviewed_by_id, claim.review_note = uow.actor.person_id, note
    uow.record(case, EventKind.CLAIM_REVIEWED, claim=claim.id, approved=approved_of(row.claimed for row in claim.rows))
    return claim


def _wrong_in(row: ClaimRow, judged: RowJudged) -> list[Finding]:
    wrong = []
    if judged.verdict is not RowVerdict.APPROVED and not judged.reason.strip():
        wrong.append(Finding("row_reason_missing", Verdict.NOT_YET, None, {"row": row.place}, f"reason-{row.id}"))
    if judged.verdict is RowVerdict.DEDUCTED and (judged.approved is None or judged.approved >= row.declared):
        wrong.append(Finding("row_amount_too_high", Verdict.NOT_YET, None, {"row": row.place}, f"approved-{row.id}"))
    return wrong


def _judge(row: ClaimRow, judged: RowJudged, person_id: int) -> None:
    row.verdict, row.judged_by_id = judged.verdict, person_id
    row.reason = judged.reason.strip() or None
    match judged.verdict:
        case RowVerdict.APPROVED:
            row.approved, row.reason = row.declared, None
        case RowVerdict.DEDUCTED:
            row.approved = judged.approved
        case RowVerdict.PARKED:
            row.approved = None
