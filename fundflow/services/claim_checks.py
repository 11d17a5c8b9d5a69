"""What a claim lacks before it can be sent: the same findings on the applicant's page and at the deed."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select

from fundflow.domain.budget import CostRow, kinds_not_allowed
from fundflow.domain.claim_doubts import Same, doubts, doubts_of_delivery, same_as
from fundflow.domain.claims import (
    COSTS,
    PERIOD_FROM,
    PERIOD_TO,
    DeclaredCost,
    claim_questions,
    cost_labels,
    not_answered,
    not_readable,
    row_called,
)
from fundflow.domain.concepts import Concept
from fundflow.domain.findings import Figure, Finding, LegalSource, Verdict
from fundflow.domain.money import ZERO, Money, total
from fundflow.domain.payments import ClaimState, paid_by
from fundflow.domain.periods import Period
from fundflow.domain.programme import CostMethod, CostType, Programme, Question
from fundflow.domain.states import State
from fundflow.domain.workflow import wrong_state
from fundflow.models.application import Attachment, CostLine
from fundflow.models.case import Case, CaseFact
from fundflow.models.payment import Claim, ClaimRow
from fundflow.queries.case_money import money_of
from fundflow.queries.payable import waiting_of
from fundflow.services.claim_delivery import LIMITED_BY_ACT, about_delivery, fees_in, less_fees
from fundflow.services.facts import grant_type_of, programme_of
from fundflow.services.published import rulebook_on
from fundflow.services.unit_of_work import UnitOfWork

_PERIOD = {PERIOD_FROM, PERIOD_TO}

CLAIMING = (State.ONGOING, State.FINAL_SETTLEMENT)
"""The states of a case in which its costs can be claimed."""

_FLAT_RATES = LegalSource("P11", None, "regionens villkor för utbetalning")


def cost_method_of(uow: UnitOfWork, case: Case) -> CostMethod | None:
    """Return the way to reckon costs that the application chose, if it chose one."""
    key = uow.session.scalar(
        select(CaseFact.value).where(CaseFact.case_id == case.id, CaseFact.concept == Concept.COST_METHOD.value)
    )
    return programme_of(uow, case).cost_method(json.loads(key)) if key else None


def kinds_to_claim(programme: Programme, grant_type: str, method: CostMethod | None) -> list[CostType]:
    """Return the kinds of cost that a person writes in a claim; flat ones are reckoned."""
    written = [cost_type for cost_type in programme.cost_types_for(grant_type) if not cost_type.flat]
    return [one for one in written if method is None or not method.allows or one.key in method.allows]


def own_questions(uow: UnitOfWork, case: Case) -> tuple[Question, ...]:
    """Return what a claim of the case's grant type asks beside what every claim does."""
    return programme_of(uow, case).claim_for(case.grant_type or "").questions


def missing_in(uow: UnitOfWork, case: Case, claim: Claim) -> list[Finding]:
    """Return all that is to be told of a claim, whose rows are loaded, before it is sent.

    What refuses keeps it from being sent; what warns does not: costs beyond the grant, or that deserve a second look.
    Source: A9, 2003:596 § 11, and what the act of the support says instead: paid in arrears on actual costs.
    """
    unread = _not_readable(uow, case, claim)
    return [
        *_about_claim(uow, case, claim, unread),
        *_about_rows(uow, case, claim, {one.field for one in unread}),
        *_beyond_ceilings(uow, case, claim),
        *to_look_over(uow, case, claim),
    ]


def to_look_over(uow: UnitOfWork, case: Case, claim: Claim) -> list[Finding]:
    """Return what deserves a second look in a claim, whose rows are loaded; it refuses nothing."""
    costs = [_cost(row) for row in claim.rows if not row.computed]
    project = _period(case.project_starts_on, case.project_ends_on)
    earlier = _sent_before(uow, claim) if costs else {}
    claimed = _period(claim.period_from, claim.period_to)
    told = doubts_of_delivery(claim.figures, claim.corrections, own_questions(uow, case))
    return [*doubts(costs, earlier, claimed=claimed, project=project), *told]


def _cost(row: ClaimRow) -> DeclaredCost:
    return DeclaredCost(row.kind, row.what, row.supplier, row.paid_on, row.declared, row.parked_from_id)


def _period(first: date | None, last: date | None) -> Period | None:
    return Period(first, last) if first and last and first <= last else None


def _sent_before(uow: UnitOfWork, claim: Claim) -> dict[Same, int]:
    """Return the costs of the case's other claims that have been sent, and the number of the claim of each."""
    rows = (
        select(ClaimRow, Claim.sequence)
        .join(Claim, Claim.id == ClaimRow.claim_id)
        .where(ClaimRow.computed.is_(False), *_counts_elsewhere(claim))
        .order_by(Claim.sequence.desc(), ClaimRow.id)
    )
    return {same_as(_cost(row)): number for row, number in uow.session.execute(rows)}


def _counts_elsewhere(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of rows of the case's other claims that are sent, and not judged to be nothing."""
    return (
        Claim.case_id == claim.case_id,
        Claim.id != claim.id,
        Claim.state.not_in((ClaimState.DRAFT, ClaimState.WITHDRAWN)),
        (ClaimRow.verdict.is_(None)) | (ClaimRow.approved > ZERO),
    )


def _about_claim(uow: UnitOfWork, case: Case, claim: Claim, unread: Sequence[Finding]) -> Iterator[Finding]:
    if case.organisation_id not in uow.actor.may_sign_for:
        yield Finding("may_not_sign", Verdict.STOPS)
    if case.state not in CLAIMING:
        yield wrong_state(case.state, uow.actor)
    if (claim.period_from is None or claim.period_to is None) and not _PERIOD & {one.field for one in unread}:
        yield Finding("claim_period_missing", Verdict.NOT_YET, field=PERIOD_FROM)
    yield from unread
    yield from not_answered(own_questions(uow, case), claim.answers)
    if not claim.rows:
        yield Finding("claim_rows_missing", Verdict.NOT_YET, field=COSTS)
    vouchers = select(Attachment.id).where(Attachment.claim_id == claim.id, Attachment.replaced_at.is_(None))
    if uow.session.scalar(vouchers.limit(1)) is None:
        yield Finding("claim_vouchers_missing", Verdict.NOT_YET, _in_arrears(uow, case), field="vouchers")


def _not_readable(uow: UnitOfWork, case: Case, claim: Claim) -> list[Finding]:
    """Return what is typed in a claim and cannot be read, is too long, or is a period that ends before it begins."""
    kinds = kinds_to_claim(programme_of(uow, case), case.grant_type or "", None)
    return list(not_readable(claim_questions(kinds, own_questions(uow, case)), claim.answers))


def _about_rows(uow: UnitOfWork, case: Case, claim: Claim, unread: Collection[str | None]) -> Iterator[Finding]:
    programme, method, source = programme_of(uow, case), cost_method_of(uow, case), _in_arrears(uow, case)
    written = [row for row in claim.rows if not row.computed]
    for row in written:
        lacking = _incomplete(row, programme.cost_type(row.kind))
        yield from (one for one in lacking if one.field not in unread)
        if row.paid_on is not None and row.paid_on > uow.today:
            ahead: dict[str, Figure] = {"row": row.place, "day": row.paid_on}
            yield Finding("claim_cost_ahead", Verdict.NOT_YET, source, ahead, _field(row, "paid_on"))
    costs = [CostRow(row.kind, row.what, None, row.declared) for row in written if row.kind]
    for kind in kinds_not_allowed(costs, method):
        cost_type = programme.cost_type(kind)
        what = cost_type.label if cost_type else kind
        yield Finding("cost_kind_not_allowed", Verdict.NOT_YET, _FLAT_RATES, {"what": what}, COSTS)
    lump_sums = [row for row in written if (one := programme.cost_type(row.kind)) and one.lump_sum]
    yield from _lump_sums(uow, case, claim, lump_sums)


def _incomplete(row: ClaimRow, cost_type: CostType | None) -> Iterator[Finding]:
    paid_needed = cost_type is None or not (cost_type.in_kind or cost_type.lump_sum)
    lacks = (
        ("kind", not row.kind),
        ("what", not row.what),
        ("paid_on", paid_needed and row.paid_on is None),
        ("declared", not row.declared),
    )
    labels = cost_labels()
    for name, is_lacking in lacks:
        if is_lacking:
            figures: dict[str, Figure] = {"row": row_called(row.place), "what": labels[name]}
            yield Finding("row_field_missing", Verdict.NOT_YET, None, figures, _field(row, name))


def _field(row: ClaimRow, name: str) -> str:
    return f"{COSTS}-{row.place - 1}-{name}"


def _lump_sums(uow: UnitOfWork, case: Case, claim: Claim, rows: Sequence[ClaimRow]) -> Iterator[Finding]:
    """Yield what is wrong with rows that are a fixed amount for a named delivery (D19): once each, and whole."""
    if not rows:
        return
    planned = uow.session.execute(select(CostLine.what, CostLine.amount).where(CostLine.case_id == case.id))
    budget = {(what.casefold(), amount) for what, amount in planned}
    elsewhere = _claimed_elsewhere(uow, claim)
    taken: set[str] = set()
    for row in rows:
        name = row.what.casefold()
        if (name, row.declared) not in budget:
            yield Finding("lump_sum_differs", Verdict.NOT_YET, _FLAT_RATES, {"row": row.place}, _field(row, "what"))
        elif name in elsewhere or name in taken:
            yield Finding("lump_sum_again", Verdict.NOT_YET, _FLAT_RATES, {"row": row.place}, _field(row, "what"))
        taken.add(name)


def _claimed_elsewhere(uow: UnitOfWork, claim: Claim) -> set[str]:
    others = select(ClaimRow.what).join(Claim, Claim.id == ClaimRow.claim_id).where(*_counts_elsewhere(claim))
    return {what.casefold() for what in uow.session.scalars(others)}


def _in_arrears(uow: UnitOfWork, case: Case) -> LegalSource | None:
    """Return what says how this kind of support is paid, in the act that the case is decided under."""
    return paid_by(grant_type_of(uow, case), rulebook_on(uow, uow.today))


def _beyond_ceilings(uow: UnitOfWork, case: Case, claim: Claim) -> list[Finding]:
    """Return what costs give beyond what can be paid: by the grant or by the act, whichever ceiling binds."""
    by_act, by_grant = list(about_delivery(uow, case, claim)), list(_beyond_grant(uow, case, claim))
    if any(one.code in LIMITED_BY_ACT for one in by_act):
        by_grant = [one for one in by_grant if one.refuses]
    return [*by_grant, *by_act]


def _beyond_grant(uow: UnitOfWork, case: Case, claim: Claim) -> Iterator[Finding]:
    """Yield that the costs give more than what remains of the grant, alone or with the claims that wait before it.

    Actual costs may be more than was planned and are told as they are, so it warns, with every amount; what is paid is
    held back at the payout. Where nothing remains it stops.
    """
    declared = less_fees(uow, case, total(row.declared for row in claim.rows), fees_in(claim))
    if not case.budgeted_cost or not declared:
        return
    source = _in_arrears(uow, case)
    left = money_of(uow.session, case, sent_only=True).left
    granted = case.granted + case.changed
    share = declared.part(granted, case.budgeted_cost)
    if not left:
        yield Finding("claim_nothing_left", Verdict.STOPS, source, {"share": share}, COSTS)
    elif share > left:
        figures: dict[str, Figure] = {"highest": left, "share": share, "over": share - left}
        yield Finding("claim_over_left", Verdict.WARNS, source, figures, COSTS)
    elif (ahead := _declared_before(uow, case, claim).part(granted, case.budgeted_cost)) + share > left:
        figures = {"highest": left, "share": share, "ahead": ahead, "over": ahead + share - left}
        yield Finding("claim_over_with_others", Verdict.WARNS, source, figures, COSTS)


def _declared_before(uow: UnitOfWork, case: Case, claim: Claim) -> Money:
    """Return what the other claims of the case that wait for a decision declare."""
    waiting, delivered = waiting_of(uow.session, case.id, but_claim=claim.id, sent_only=True)
    return less_fees(uow, case, waiting, delivered.fees)
