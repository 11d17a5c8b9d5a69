"""Frames and payment targets of a source of money and year: set and changed by dated rows with a board reference."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from fundflow.domain.appropriation import SOURCES, FrameKind
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding, LegalSource, Verdict
from fundflow.domain.money import ZERO, Money, total
from fundflow.domain.roles import Permission
from fundflow.models.appropriation import Appropriation
from fundflow.services.unit_of_work import UnitOfWork

_DATED: Final = LegalSource("X08", None, "regionens beslutsram")
_YEARS: Final = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class FrameChange:
    """A change of a frame or target: what is added (below zero: taken away), from which day, by which decision.

    ``reference`` is the board's registry number and paragraph.
    """

    kind: FrameKind
    source: str
    year: int
    amount: Money
    decided_on: date
    reference: str


def set_frame(uow: UnitOfWork, change: FrameChange) -> Appropriation:
    """Register a change; earlier rows stay as they are, and the frame of a day is the sum up to it.

    Raises Refused with every reason: not permitted, no amount, no reference, the same change again, below zero.
    """
    if change.source not in {option.key for option in uow.catalogue.code_list(SOURCES)}:
        raise NotFound
    if refusals := list(_against(uow, change)):
        raise Refused(refusals)
    row = Appropriation(
        kind=change.kind,
        source_of_money=change.source,
        year=change.year,
        amount=change.amount,
        decided_on=change.decided_on,
        reference=change.reference.strip(),
        entered_at=uow.now,
        entered_by_id=uow.actor.person_id or None,
    )
    uow.session.add(row)
    uow.session.flush()
    return row


def _against(uow: UnitOfWork, change: FrameChange) -> Iterator[Finding]:
    if not uow.actor.may(Permission.FRAME_SET):
        yield Finding("not_permitted", Verdict.STOPS)
    if change.year not in _YEARS:
        yield Finding("frame_year_odd", Verdict.NOT_YET, None, {"year": change.year}, "year")
    if not change.amount:
        yield Finding("frame_amount_missing", Verdict.NOT_YET, None, field="amount")
    if not change.reference.strip():
        yield Finding("frame_reference_missing", Verdict.NOT_YET, _DATED, field="reference")
    earlier = _rows_of(uow, change)
    if any(_is_same(row, change) for row in earlier):
        yield Finding("frame_change_known", Verdict.STOPS, _DATED, field="reference")
    elif total(row.amount for row in earlier) + change.amount < ZERO:
        figures = {"highest": total(row.amount for row in earlier)}
        yield Finding("frame_below_zero", Verdict.STOPS, _DATED, figures, "amount")


def _rows_of(uow: UnitOfWork, change: FrameChange) -> list[Appropriation]:
    statement = (
        select(Appropriation)
        .where(
            Appropriation.kind == change.kind,
            Appropriation.source_of_money == change.source,
            Appropriation.year == change.year,
        )
        .order_by(Appropriation.id)
        .with_for_update()
    )
    return list(uow.session.scalars(statement))


def _is_same(row: Appropriation, change: FrameChange) -> bool:
    return (row.amount, row.decided_on, row.reference) == (change.amount, change.decided_on, change.reference.strip())
