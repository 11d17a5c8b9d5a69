"""Claims as the region judges them, row by row; a flat rate follows the staff it is reckoned on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fundflow.domain.errors import Refused
from fundflow.domain.events import EventKind
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import ClaimState, RowVerdict, approved_of, flat_cost
from fundflow.domain.programme import Programme
from fundflow.domain.roles import Permission
from fundflow.i18n import msgid
from fundflow.models.case import Case
from fundflow.models.payment import Claim, ClaimRow
from fundflow.services.claim import get_claim
from fundflow.services.claim_checks import cost_method_of
from fundflow.services.facts import programme_of
from fundflow.services.rights import require_acting
from fundflow.services.unit_of_work import UnitOfWork

FOLLOWS_STAFF: Final = msgid("Schablonen räknas på de personalkostnader som är godkända.")
"""Why a flat rate is less than what was declared."""


@dataclass(frozen=True, slots=True)
class RowJudged:
    """How a cost row is judged: the approved amount counts for deductions only."""

    verdict: RowVerdict
    approved: Money | None
    reason: str


def review_claim(uow: UnitOfWork, claim_id: int, judged: Mapping[int, RowJudged], *, note: str) -> Claim:
    """Judge cost rows, by row id; unjudged ones may wait, and flat rates are judged by the service.

    Raises Refused with what is wrong in each row; then nothing is kept. Source: X13.
    """
    case, claim = get_claim(uow, claim_id)
    require_acting(uow, case, Permission.CLAIM_REVIEW)
    if claim.state is not ClaimState.SENT:
        raise Refused([Finding("claim_not_open", Verdict.STOPS)])
    programme = programme_of(uow, case)
    ours = [row for row in claim.rows if row.id in judged and not row.computed]
    refusals = [finding for row in ours for finding in _wrong_in(row, judged[row.id], programme)]
    if refusals:
        raise Refused(refusals)
    for row in ours:
        _judge(row, judged[row.id], uow.actor.person_id)
    _judge_flat_rates(uow, case, claim)
    claim.reviewed_by_id, claim.review_note = uow.actor.person_id, note.strip() or None
    uow.record(case, EventKind.CLAIM_REVIEWED, claim=claim.id, approved=approved_of(row.claimed for row in claim.rows))
    return claim


def _wrong_in(row: ClaimRow, judged: RowJudged, programme: Programme) -> Iterator[Finding]:
    if judged.verdict is RowVerdict.APPROVED:
        return
    figures = {"row": row.place}
    if not judged.reason.strip():
        yield Finding("row_reason_missing", Verdict.NOT_YET, None, figures, f"reason-{row.id}")
    if judged.verdict is not RowVerdict.DEDUCTED:
        return
    cost_type = programme.cost_type(row.kind)
    if judged.approved is None or not ZERO <= judged.approved < row.declared:
        yield Finding("row_amount_too_high", Verdict.NOT_YET, None, figures, f"approved-{row.id}")
    elif cost_type is not None and cost_type.lump_sum and judged.approved:
        yield Finding("lump_sum_whole", Verdict.NOT_YET, None, figures, f"approved-{row.id}")


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


def _judge_flat_rates(uow: UnitOfWork, case: Case, claim: Claim) -> None:
    """Judge flat rates once every other row is: the rate on approved staff, never more than was declared (D19)."""
    if any(row.verdict is None for row in claim.rows if not row.computed):
        return
    programme, method = programme_of(uow, case), cost_method_of(uow, case)
    approved = [(row.kind, row.approved or ZERO) for row in claim.rows if not row.computed]
    for row in claim.rows:
        if not row.computed:
            continue
        amount = min(row.declared, flat_cost(approved, method, programme))
        is_whole = amount == row.declared
        verdict = RowVerdict.APPROVED if is_whole else RowVerdict.DEDUCTED
        _judge(row, RowJudged(verdict, amount, "" if is_whole else FOLLOWS_STAFF), uow.actor.person_id)
