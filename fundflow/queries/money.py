"""Frames and what is decided and paid against them."""

from datetime import date

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from fundflow.domain.facts import FrameFacts
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import Money
from fundflow.models.appropriation import Appropriation, FrameKind
from fundflow.models.ledger import LedgerEntry


def frame_facts(session: Session, source: str, year: int, day: date) -> FrameFacts:
    """Return the decision frame of a source and year as it stood on the day, and what is decided against it.

    Reserved amounts are shown elsewhere and not counted (D20).
    """
    rows = session.execute(
        select(func.count(Appropriation.id), func.sum(Appropriation.amount)).where(
            Appropriation.kind == FrameKind.DECISION_FRAME,
            Appropriation.source_of_money == source,
            Appropriation.year == year,
            Appropriation.decided_on <= day,
        )
    ).one()
    decided = session.scalar(
        select(func.sum(LedgerEntry.amount)).where(
            LedgerEntry.kind.in_((EntryKind.GRANTED, EntryKind.CHANGED)),
            LedgerEntry.source_of_money == source,
            extract("year", LedgerEntry.booked_on) == year,
            LedgerEntry.booked_on <= day,
        )
    )
    return FrameFacts(source, year, rows[1] if rows[0] else None, decided or Money(0))
