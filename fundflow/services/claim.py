"""Claims as the applicant writes them: start, write, send, take back."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import func, insert, select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import flag_modified

from fundflow.domain.authors import Author, authors_after
from fundflow.domain.claim_figures import figures_in
from fundflow.domain.claims import COSTS, ClaimContent, DeclaredCost, as_written, misfits, read_claim
from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.events import EventKind, digest
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.money import total
from fundflow.domain.payments import ClaimState, RowVerdict, flat_cost
from fundflow.domain.programme import Question
from fundflow.domain.workflow import wrong_state
from fundflow.models.case import Case
from fundflow.models.document import Direction
from fundflow.models.payment import Claim, ClaimRow
from fundflow.queries.cases import lock_case
from fundflow.queries.payments import vouchers_of
from fundflow.services.claim_checks import CLAIMING, cost_method_of, missing_in, own_questions
from fundflow.services.claim_delivery import calendar_year
from fundflow.services.diary import Entered, register_document
from fundflow.services.facts import programme_of
from fundflow.services.unit_of_work import UnitOfWork

MOST_COSTS: Final = 500
"""How many costs a claim may hold: more than a page can show and a person can review."""


def start_claim(uow: UnitOfWork, case_id: int, *, token: str) -> Claim:
    """Start a claim in a running case; the same form again gives the same claim. Parked costs are taken up again."""
    case = lock_case(uow.session, uow.actor, case_id)
    started = uow.session.scalars(select(Claim).where(Claim.form_token == token)).first()
    if started is not None and started.case_id != case.id:
        raise NotFound
    if started is not None:
        return started
    if case.organisation_id not in uow.actor.organisations:
        raise Refused([Finding("may_not_edit", Verdict.STOPS)])
    if case.state not in CLAIMING:
        raise Refused([wrong_state(case.state, uow.actor)])
    year = calendar_year(uow, case)
    last = uow.session.scalar(select(func.max(Claim.sequence)).where(Claim.case_id == case.id)) or 0
    claim = Claim(
        case_id=case.id,
        sequence=last + 1,
        form_token=token,
        state=ClaimState.DRAFT,
        progress="",
        is_final=False,
        period_from=year.first if year else None,
        period_to=year.last if year else None,
        started_at=uow.now,
        changed_at=uow.now,
        started_by_id=uow.actor.person_id,
        rows=[],
    )
    parked = [_again(row, place) for place, row in enumerate(_parked(uow, case), start=1)]
    uow.session.add(claim)
    _put_rows(uow, claim, _with_flat_row(uow, case, parked))
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
            ClaimRow.computed.is_(False),
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
        computed=False,
        parked_from_id=row.id,
    )


def get_claim(uow: UnitOfWork, claim_id: int) -> tuple[Case, Claim]:
    """Return a claim with its rows and its case, locked for the deed; NotFound when it is not the person's to see."""
    case_id = uow.session.scalar(select(Claim.case_id).where(Claim.id == claim_id))
    if case_id is None:
        raise NotFound
    case = lock_case(uow.session, uow.actor, case_id)
    claim = _load(uow, claim_id)
    if claim.sent_at is None and case.organisation_id not in uow.actor.organisations:
        raise NotFound
    return case, claim


def _load(uow: UnitOfWork, claim_id: int) -> Claim:
    """Return a claim with its rows as they stand in the database."""
    found = select(Claim).where(Claim.id == claim_id).options(selectinload(Claim.rows))
    return uow.session.scalars(found.execution_options(populate_existing=True)).one()


def answers_of(claim: Claim) -> dict[str, object]:
    """Return the answer to every question of a claim, whose rows are loaded, as it is typed.

    Where nothing typed is kept, that is what the columns and rows say, written as somebody would type it.
    """
    costs = [
        DeclaredCost(row.kind, row.what, row.supplier, row.paid_on, row.declared, row.parked_from_id)
        for row in claim.rows
        if not row.computed
    ]
    said = ClaimContent(
        claim.period_from, claim.period_to, claim.progress, claim.is_final, tuple(costs), claim.row_version
    )
    return {**as_written(said), **claim.answers}


def write_claim(uow: UnitOfWork, claim_id: int, written: Mapping[str, object], *, version: int) -> Claim:
    """Keep what is typed in some fields of a draft claim; what can be read of it is what the claim says.

    Raises Conflict when the claim is not of that version any more; then nothing is kept.
    """
    case, claim = get_claim(uow, claim_id)
    _require_open(uow, case, claim, version)
    answers = {**answers_of(claim), **written}
    kinds = {one.key for one in programme_of(uow, case).cost_types if not one.flat}
    return _keep(uow, case, claim, answers, read_claim(answers, kinds, version))


def save_claim(uow: UnitOfWork, claim_id: int, content: ClaimContent) -> Claim:
    """Keep what a draft claim says, as if it had been typed so.

    Raises Conflict when a colleague has changed it meanwhile; then nothing is kept.
    """
    case, claim = get_claim(uow, claim_id)
    _require_open(uow, case, claim, content.version)
    answers = as_written(content)
    if refusals := list(misfits(answers)):
        raise Refused(refusals)
    return _keep(uow, case, claim, answers, content)


def _require_open(uow: UnitOfWork, case: Case, claim: Claim, version: int) -> None:
    _require_draft(uow, case, claim)
    if claim.row_version != version:
        raise Conflict


def _require_draft(uow: UnitOfWork, case: Case, claim: Claim) -> None:
    if case.organisation_id not in uow.actor.organisations:
        raise Refused([Finding("may_not_edit", Verdict.STOPS)])
    if claim.state is not ClaimState.DRAFT:
        raise Refused([Finding("claim_not_open", Verdict.STOPS)])


def _keep(uow: UnitOfWork, case: Case, claim: Claim, answers: dict[str, object], content: ClaimContent) -> Claim:
    """Keep what is typed and what it says, with the flat rate that the costs give, and note who wrote it."""
    if len(content.costs) > MOST_COSTS:
        raise Refused([Finding("claim_rows_too_many", Verdict.NOT_YET, figures={"limit": MOST_COSTS}, field=COSTS)])
    changed_by = authors_after(claim.changed_by, answers_of(claim), answers, Author(uow.actor.person_id, uow.now))
    flat = next((row for row in claim.rows if row.computed), None)
    rows = _with_flat_row(uow, case, _rows(uow, case, claim, content.costs), flat)
    claim.answers, claim.changed_by = answers, changed_by
    claim.period_from, claim.period_to = content.period_from, content.period_to
    claim.progress, claim.is_final = content.progress, content.is_final
    claim.figures = figures_in(own_questions(uow, case), answers)
    claim.changed_at = uow.now
    flag_modified(claim, "changed_at")  # so that the version rises also when only rows were changed
    _put_rows(uow, claim, rows)
    return claim


_WRITTEN: Final = ["place", "kind", "what", "supplier", "paid_on", "declared", "in_kind", "computed", "parked_from_id"]


def _put_rows(uow: UnitOfWork, claim: Claim, rows: Sequence[ClaimRow]) -> None:
    """Let a claim have these rows and no others, and load them; those that are new are inserted in one statement."""
    new = [row for row in rows if row.id is None]
    claim.rows = [row for row in rows if row.id is not None]
    uow.session.flush()
    if new:
        written = [{"claim_id": claim.id} | {name: getattr(row, name) for name in _WRITTEN} for row in new]
        uow.session.execute(insert(ClaimRow), written)
        _load(uow, claim.id)


def _rows(uow: UnitOfWork, case: Case, claim: Claim, costs: Sequence[DeclaredCost]) -> list[ClaimRow]:
    programme = programme_of(uow, case)
    before = iter([row for row in claim.rows if not row.computed])
    takes_up = any(cost.parked_from for cost in costs)
    may_be_taken_up = _may_be_taken_up(uow, case, claim) if takes_up else set()
    rows: list[ClaimRow] = []
    for place, cost in enumerate(costs, start=1):
        cost_type = programme.cost_type(cost.kind)
        if cost.kind and (cost_type is None or cost_type.flat):
            raise NotFound
        parked_from = cost.parked_from if cost.parked_from in may_be_taken_up else None
        may_be_taken_up.discard(parked_from or 0)
        row = next(before, None) or ClaimRow()
        row.place, row.kind, row.what, row.supplier = place, cost.kind, cost.what, cost.supplier
        row.paid_on, row.declared, row.computed = cost.paid_on, cost.declared, False
        row.in_kind = cost_type is not None and cost_type.in_kind
        row.parked_from_id = parked_from
        rows.append(row)
    return rows


def _may_be_taken_up(uow: UnitOfWork, case: Case, claim: Claim) -> set[int]:
    """Return the parked costs that a claim may hold: those that it has, and those that no claim has taken up."""
    held = {row.parked_from_id for row in claim.rows if row.parked_from_id}
    return held | {row.id for row in _parked(uow, case)}


def _with_flat_row(uow: UnitOfWork, case: Case, rows: list[ClaimRow], before: ClaimRow | None = None) -> list[ClaimRow]:
    """Return the rows with that of the flat rate last, when the chosen way to reckon has one and there is staff."""
    programme, method = programme_of(uow, case), cost_method_of(uow, case)
    amount = flat_cost([(row.kind, row.declared) for row in rows], method, programme)
    cost_type = programme.cost_type(method.flat_cost_type or "") if method else None
    if not amount or cost_type is None:
        return rows
    row = before or ClaimRow()
    row.place, row.kind, row.what, row.supplier = len(rows) + 1, cost_type.key, cost_type.label.sv, ""
    row.paid_on, row.declared, row.in_kind, row.computed = None, amount, False, True
    return [*rows, row]


def send_claim(uow: UnitOfWork, claim_id: int, *, truthful: bool) -> Claim:
    """Send a claim to the region; sent twice it is sent once. What was sent is frozen with its SHA-256.

    ``truthful``: the sender affirms that the costs are true. Raises Refused with everything that is missing. Source:
    A9, 2003:596 § 11: paid in arrears after account of actual costs.
    """
    case, claim = get_claim(uow, claim_id)
    if claim.state not in (ClaimState.DRAFT, ClaimState.WITHDRAWN):
        return claim
    _require_draft(uow, case, claim)
    refusals = [finding for finding in missing_in(uow, case, claim) if finding.refuses]
    if not truthful:
        refusals.append(Finding("not_truthful", Verdict.NOT_YET, field="truthful"))
    if refusals:
        raise Refused(refusals)
    claim.state, claim.sent_at, claim.sent_by_id = ClaimState.SENT, uow.now, uow.actor.person_id
    matter = f"Ansökan om utbetalning {claim.sequence}"
    document = register_document(uow, case, Entered(Direction.IN, matter, case.organisation.name, for_applicant=True))
    document.facts = _frozen(uow, claim, own_questions(uow, case))
    declared = total(row.declared for row in claim.rows)
    uow.record(case, EventKind.CLAIM_SENT, claim=claim.id, declared=declared, sha256=digest(document.facts))
    return claim


def _frozen(uow: UnitOfWork, claim: Claim, own: Sequence[Question]) -> dict[str, object]:
    """Return what is kept of a claim as it was sent; amounts in öre."""
    return {
        "claim": claim.sequence,
        "period": [day.isoformat() for day in (claim.period_from, claim.period_to) if day],
        "is_final": claim.is_final,
        "progress": claim.progress,
        "answers": {question.key: claim.answers.get(question.key) for question in own},
        "figures": claim.figures,
        "rows": [
            {
                "kind": row.kind,
                "what": row.what,
                "supplier": row.supplier,
                "paid_on": row.paid_on.isoformat() if row.paid_on else None,
                "declared": row.declared.ore,
            }
            for row in claim.rows
        ],
        "vouchers": [
            {"name": file.file_name, "size": file.size, "sha256": file.sha256}
            for file in vouchers_of(uow.session, claim.id)
        ],
    }


def withdraw_claim(uow: UnitOfWork, claim_id: int) -> Claim:
    """Put a draft away, or take a claim back before it is proposed for decision; the latter is for those who sign."""
    case, claim = get_claim(uow, claim_id)
    if case.organisation_id not in uow.actor.organisations:
        raise Refused([Finding("may_not_edit", Verdict.STOPS)])
    if claim.state not in (ClaimState.DRAFT, ClaimState.SENT):
        raise Refused([Finding("claim_not_open", Verdict.STOPS)])
    was_sent = claim.state is ClaimState.SENT
    if was_sent and case.organisation_id not in uow.actor.may_sign_for:
        raise Refused([Finding("may_not_sign", Verdict.STOPS)])
    claim.state = ClaimState.WITHDRAWN
    for row in claim.rows:
        row.parked_from_id = None  # so that a later claim may take the parked costs up again
    if was_sent:
        uow.record(case, EventKind.CLAIM_WITHDRAWN, claim=claim.id)
    return claim
