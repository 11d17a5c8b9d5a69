"""Claims as the region judges them, row by row; a flat rate follows the staff it is reckoned on.

A page hides, beside each row, a mark of what stood there when the page was opened. A row that comes back unchanged is
not written, so that two officers may review one claim; one that both have changed comes back as a Conflict.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from sqlalchemy.orm.attributes import flag_modified

from fundflow.domain.claim_figures import ClaimedFigure, unsettled, without_number
from fundflow.domain.concepts import Concept
from fundflow.domain.errors import Conflict, Refused, Theirs
from fundflow.domain.events import EventKind
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import ClaimState, RowVerdict, approved_of, flat_cost
from fundflow.domain.programme import Programme
from fundflow.domain.roles import Permission
from fundflow.i18n import msgid
from fundflow.models.case import Case
from fundflow.models.payment import Claim, ClaimRow
from fundflow.queries.case_page import names_of
from fundflow.services.claim import get_claim
from fundflow.services.claim_checks import cost_method_of
from fundflow.services.facts import programme_of
from fundflow.services.payable import figures_of
from fundflow.services.rights import require_acting
from fundflow.services.unit_of_work import UnitOfWork

FOLLOWS_STAFF: Final = msgid("Schablonen räknas på de personalkostnader som är godkända.")
"""Why a flat rate is less than what was declared."""


NOTE: Final = 0
"""What the note of a review is called among the rows that a colleague has changed; no row has that id."""


@dataclass(frozen=True, slots=True)
class RowJudged:
    """How a cost row is judged: the approved amount counts for deductions only.

    ``verdict`` None: not judged yet; an amount or a reason may be written all the same. ``read`` is the mark of what
    stood in the row when the page was opened.
    """

    verdict: RowVerdict | None
    approved: Money | None
    reason: str
    read: str = ""

    @property
    def meant(self) -> "RowJudged":
        """What the row says: only what belongs to its verdict; an amount without a verdict is a deduction begun."""
        reason = self.reason.strip()
        match self.verdict:
            case RowVerdict.APPROVED:
                return RowJudged(RowVerdict.APPROVED, None, "")
            case RowVerdict.PARKED:
                return RowJudged(RowVerdict.PARKED, None, reason)
            case _:
                is_cut = self.verdict is not None or self.approved is not None
                return RowJudged(RowVerdict.DEDUCTED if is_cut else None, self.approved, reason)

    @property
    def mark(self) -> str:
        """A mark that is the same for the same judgement."""
        meant = self.meant
        approved = "" if meant.approved is None else meant.approved.ore
        return _mark(f"{meant.verdict or ''}/{approved}/{meant.reason}")


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def note_mark(note: str | None) -> str:
    """Return the mark of a review's note."""
    return _mark((note or "").strip())


def judged_of(row: ClaimRow) -> RowJudged:
    """Return what stands in a row, whole or begun."""
    return RowJudged(row.verdict, row.approved, row.reason or "").meant


@dataclass(frozen=True, slots=True)
class FigureWritten:
    """A figure as the review page says it: what is to count, and why where that is not what was claimed.

    ``number`` is in öre where it is money, and None where the field is empty; ``read`` is the mark of what stood there
    when the page was opened.
    """

    number: int | None
    reason: str = ""
    read: str = ""

    @property
    def mark(self) -> str:
        """A mark that is the same for the same figure and reason."""
        return _mark(f"{self.number}/{self.reason.strip()}")


def standing_of(figure: ClaimedFigure) -> FigureWritten:
    """Return what stands in a figure: the region's own once it is written, else what was claimed."""
    number = figure.claimed if figure.corrected is None else figure.corrected
    return FigureWritten(number, figure.reason)


def review_claim(
    uow: UnitOfWork,
    claim_id: int,
    judged: Mapping[int, RowJudged],
    *,
    note: str,
) -> Claim:
    """Judge cost rows, by row id; unjudged ones may wait, and flat rates are judged by the service.

    Raises Refused with what is wrong in each row; then nothing is kept. Source: X13.
    """
    case, claim = _to_review(uow, claim_id)
    programme = programme_of(uow, case)
    ours = [row for row in claim.rows if row.id in judged and not row.computed]
    refusals = [finding for row in ours for finding in _wrong_in(row, judged[row.id], programme)]
    if refusals:
        raise Refused(refusals)
    for row in ours:
        _judge(row, judged[row.id], uow.actor.person_id)
    _note_review(uow, case, claim, note)
    return claim


@dataclass(frozen=True, slots=True)
class ReviewWritten:
    """What a page of review says: the rows by id, the note, the mark of the note that was read, and the figures."""

    rows: Mapping[int, RowJudged]
    note: str
    note_read: str
    figures: Mapping[Concept, FigureWritten] = field(default_factory=dict)


def save_review(uow: UnitOfWork, claim_id: int, written: ReviewWritten) -> list[Finding]:
    """Keep a review as it is written, whole or not, and return what is wrong in it.

    A row in which something is missing stays unjudged, with what is written kept. Rows that the page did not change
    are left alone, and a figure that is emptied stays as it was. Raises Conflict with what a colleague has written
    meanwhile in the same rows; then nothing is kept.
    """
    case, claim = _to_review(uow, claim_id)
    programme = programme_of(uow, case)
    ours = [row for row in claim.rows if row.id in written.rows and not row.computed]
    changed = [row for row in ours if written.rows[row.id].mark != written.rows[row.id].read]
    note_changed = note_mark(written.note) != written.note_read
    standing = {concept: standing_of(figure) for concept, figure in figures_of(claim).items()}
    _require_as_read(uow, claim, changed, written, note_changed=note_changed)
    shown = [row for row in ours if row in changed or judged_of(row).mark == written.rows[row.id].mark]
    wrong = {row.id: list(_wrong_in(row, written.rows[row.id].meant, programme)) for row in shown}
    news = [row for row in changed if judged_of(row).mark != written.rows[row.id].mark]
    for row in news:
        judged = written.rows[row.id].meant
        (_begin if wrong[row.id] or judged.verdict is None else _judge)(row, judged, uow.actor.person_id)
    emptied = [concept for concept, one in written.figures.items() if one.number is None]
    corrected = {
        concept: one
        for concept, one in written.figures.items()
        if concept not in emptied and one.mark not in (one.read, standing[concept].mark)
    }
    _correct(claim, corrected, uow.actor.person_id)
    if news or note_changed or corrected:
        _note_review(uow, case, claim, written.note if note_changed else claim.review_note or "")
    told = [finding for findings in wrong.values() for finding in findings]
    figures = figures_of(claim)
    return [*told, *without_number(figures, emptied), *(one for one in unsettled(figures) if written.figures)]


def _to_review(uow: UnitOfWork, claim_id: int) -> tuple[Case, Claim]:
    case, claim = get_claim(uow, claim_id)
    require_acting(uow, case, Permission.CLAIM_REVIEW)
    if claim.state is not ClaimState.SENT:
        raise Refused([Finding("claim_not_open", Verdict.STOPS)])
    return case, claim


def _require_as_read(
    uow: UnitOfWork, claim: Claim, changed: Sequence[ClaimRow], written: ReviewWritten, *, note_changed: bool
) -> None:
    """Raise Conflict when a colleague has written something else where this page changes something."""
    ours = written.rows
    stale = [row for row in changed if judged_of(row).mark not in (ours[row.id].read, ours[row.id].mark)]
    note_is_stale = note_changed and note_mark(claim.review_note) not in (written.note_read, note_mark(written.note))
    held = figures_of(claim)
    overtaken = [
        concept
        for concept, one in written.figures.items()
        if one.mark != one.read and standing_of(held[concept]).mark not in (one.read, one.mark)
    ]
    if not stale and not note_is_stale and not overtaken:
        return
    people = [*(row.judged_by_id for row in stale), *(held[one].by for one in overtaken), claim.reviewed_by_id]
    names = names_of(uow.session, _ids(people))
    theirs = {str(row.id): _theirs(judged_of(row), names.get(row.judged_by_id or 0, "")) for row in stale}
    if note_is_stale:
        by = names.get(claim.reviewed_by_id or 0, "")
        theirs[str(NOTE)] = Theirs(claim.review_note or "", claim.row_version, by)
    for concept in overtaken:
        by = names.get(held[concept].by or 0, "")
        theirs[concept.value] = Theirs(standing_of(held[concept]), claim.row_version, by)
    raise Conflict(theirs)


def _correct(claim: Claim, written: Mapping[Concept, FigureWritten], person_id: int) -> None:
    """Keep what is to count beside what was claimed, which stands as it was sent."""
    if not written:
        return
    kept = dict(claim.corrections)
    for concept, one in written.items():
        if one.number == claim.figures.get(concept.value) and not one.reason.strip():
            kept.pop(concept.value, None)
        else:
            kept[concept.value] = {"value": one.number, "reason": one.reason.strip(), "by": person_id}
    claim.corrections = kept


def _ids(ids: Iterable[int | None]) -> list[int]:
    return [one for one in ids if one]


def _theirs(judged: RowJudged, by: str) -> Theirs:
    return Theirs(judged, 0, by)


def _note_review(uow: UnitOfWork, case: Case, claim: Claim, note: str) -> None:
    """Write down who reviewed last, judge flat rates anew, and let the version rise also when only rows changed."""
    _judge_flat_rates(uow, case, claim)
    claim.reviewed_by_id, claim.review_note = uow.actor.person_id, note.strip() or None
    flag_modified(claim, "reviewed_by_id")
    uow.record(case, EventKind.CLAIM_REVIEWED, claim=claim.id, approved=approved_of(row.claimed for row in claim.rows))
    uow.session.flush()


def _begin(row: ClaimRow, judged: RowJudged, person_id: int) -> None:
    """Keep what is written in a row that is not judged yet."""
    fits = judged.approved is not None and ZERO <= judged.approved <= row.declared
    row.verdict, row.judged_by_id = None, person_id
    row.approved, row.reason = judged.approved if fits else None, judged.reason or None


def _wrong_in(row: ClaimRow, judged: RowJudged, programme: Programme) -> Iterator[Finding]:
    if judged.verdict in (None, RowVerdict.APPROVED):
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
        case _:
            row.approved = None


def _judge_flat_rates(uow: UnitOfWork, case: Case, claim: Claim) -> None:
    """Judge flat rates once every other row is: the rate on approved staff, never more than was declared (D19)."""
    if any(row.verdict is None for row in claim.rows if not row.computed):
        for row in claim.rows:
            if row.computed:
                row.verdict = row.approved = row.reason = row.judged_by_id = None
        return
    programme, method = programme_of(uow, case), cost_method_of(uow, case)
    approved = [(row.kind, row.approved or ZERO) for row in claim.rows if not row.computed]
    for row in claim.rows:
        if not row.computed:
            continue
        amount = min(row.declared, flat_cost(approved, method, programme))
        is_whole = amount == row.declared
        verdict = RowVerdict.APPROVED if is_whole else RowVerdict.DEDUCTED
        if (row.verdict, row.approved) != (verdict, amount):
            _judge(row, RowJudged(verdict, amount, "" if is_whole else FOLLOWS_STAFF), uow.actor.person_id)
