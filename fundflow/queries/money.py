"""Frames and targets by source of money and year, and what has been decided and paid against them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, ColumnElement, case, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from fundflow.domain.appropriation import FrameKind
from fundflow.domain.facts import FrameFacts
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import ZERO, Money
from fundflow.domain.periods import budget_year
from fundflow.models.appropriation import Appropriation
from fundflow.models.ledger import LedgerEntry

_GRANTED = (EntryKind.GRANTED, EntryKind.CHANGED)
_DISBURSED = (EntryKind.ADVANCED, EntryKind.PAID)


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """A source of money in a year, as of a day; ``source`` empty: not known. ``frame`` and ``target`` None: none set.

    ``granted`` and ``disbursed`` are booked in the year, ``reserved`` and ``outstanding`` stand open on the day,
    whichever year they come from (product.md 5).
    """

    source: str
    frame: Money | None
    target: Money | None
    granted: Money
    disbursed: Money
    reserved: Money
    outstanding: Money

    @property
    def left(self) -> Money | None:
        """What is left to decide; below zero when more than the frame is granted, None without a frame."""
        return None if self.frame is None else self.frame - self.granted


def frame_facts(session: Session, source: str, year: int, day: date) -> FrameFacts:
    """Return the decision frame of a source and year as it stands on the day, and what is decided of it by then.

    Reserved amounts are not counted (D20).
    """
    amount = _ore(Appropriation.amount)
    frame = session.scalar(
        select(_summed(amount)).where(
            Appropriation.kind == FrameKind.DECISION_FRAME,
            Appropriation.source_of_money == source,
            Appropriation.year == year,
            Appropriation.decided_on <= day,
        )
    )
    period = budget_year(year)
    decided = session.scalar(
        select(_summed(_ore(LedgerEntry.amount))).where(
            LedgerEntry.source_of_money == source,
            LedgerEntry.kind.in_(_GRANTED),
            LedgerEntry.booked_on.between(period.first, min(period.last, day)),
        )
    )
    return FrameFacts(source, year, None if frame is None else Money(frame), Money(decided or 0))


def frame_changes(session: Session, year: int, day: date) -> Sequence[Appropriation]:
    """Return every registered change of frames and targets of the year up to the day: by source, oldest first (X08)."""
    statement = (
        select(Appropriation)
        .where(Appropriation.year == year, Appropriation.decided_on <= day)
        .order_by(Appropriation.source_of_money, Appropriation.kind, Appropriation.decided_on, Appropriation.id)
    )
    return session.scalars(statement).all()


def frame_years(session: Session) -> Sequence[int]:
    """Return the years that have a frame or a target, latest first."""
    return session.scalars(select(Appropriation.year).distinct().order_by(Appropriation.year.desc())).all()


def outcomes(session: Session, year: int, day: date) -> list[SourceOutcome]:
    """Return each source that has a frame, a target, or money in the year or outstanding on the day, by its key.

    Two statements, however many cases there are. Entries later than the day are ignored (D22).
    """
    frames = _frames(session, year, day)
    money = _money(session, year, day)
    found = []
    for source in sorted({key for key, _ in frames} | set(money)):
        granted, disbursed, reserved, outstanding = money.get(source, (ZERO, ZERO, ZERO, ZERO))
        frame = frames.get((source, FrameKind.DECISION_FRAME))
        target = frames.get((source, FrameKind.PAYMENT_TARGET))
        found.append(SourceOutcome(source, frame, target, granted, disbursed, reserved, outstanding))
    return [one for one in found if _matters(one)]


def _matters(one: SourceOutcome) -> bool:
    has_frame = one.frame is not None or one.target is not None
    return has_frame or any((one.granted, one.disbursed, one.reserved, one.outstanding))


def _frames(session: Session, year: int, day: date) -> dict[tuple[str, FrameKind], Money]:
    rows = session.execute(
        select(Appropriation.source_of_money, Appropriation.kind, _summed(_ore(Appropriation.amount)))
        .where(Appropriation.year == year, Appropriation.decided_on <= day)
        .group_by(Appropriation.source_of_money, Appropriation.kind)
    )
    return {(source, kind): Money(ore) for source, kind, ore in rows}


def _money(session: Session, year: int, day: date) -> dict[str, tuple[Money, Money, Money, Money]]:
    period = budget_year(year)
    in_year = LedgerEntry.booked_on.between(period.first, period.last)
    signs = case(
        (LedgerEntry.kind.in_(_GRANTED), 1),
        (LedgerEntry.kind.in_((EntryKind.RELEASED, *_DISBURSED)), -1),
        else_=0,
    )
    source = func.coalesce(LedgerEntry.source_of_money, "")
    rows = session.execute(
        select(
            source,
            _sum_where(LedgerEntry.kind.in_(_GRANTED) & in_year),
            _sum_where(LedgerEntry.kind.in_(_DISBURSED) & in_year),
            _sum_where(LedgerEntry.kind == EntryKind.RESERVED),
            _summed(_ore(LedgerEntry.amount) * signs),
        )
        .where(LedgerEntry.booked_on <= day)
        .group_by(source)
    )
    return {key: (Money(a), Money(b), Money(c), Money(d)) for key, a, b, c, d in rows}


def _sum_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return _summed(case((condition, _ore(LedgerEntry.amount)), else_=0))


def _ore(column: object) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)


def _summed(ore: ColumnElement[int]) -> ColumnElement[int]:
    # PostgreSQL sums BIGINT as NUMERIC; cast back, both databases answer with whole numbers
    return cast(func.sum(ore), BigInteger)
