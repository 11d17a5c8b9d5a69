"""The session, person, time and catalogue of one deed, and the history it writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.domain.events import EventKind, event_hash
from fundflow.domain.money import Money
from fundflow.domain.periods import swedish_day
from fundflow.domain.roles import Actor
from fundflow.models.case import Case
from fundflow.models.event import CaseEvent
from fundflow.services.notices import queue_letters


@dataclass(frozen=True, slots=True)
class Region:
    """What a region sets: its key in the catalogue, its names, the prefix of its registry numbers, how to reach it.

    ``brand`` is a colour as ``#1d4f73`` and ``mark`` a drawing as SVG, for the heads of letters; empty: the name alone.
    """

    key: str
    name: str
    registry_prefix: str
    unit: str = "Regional utveckling"
    unit_en: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    web: str = ""
    brand: str = "#1d4f73"
    mark: str = ""


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """One deed: everything in it is committed together, or nothing is. Whoever opened it commits.

    ``is_past``: the deed was done long ago and is only now written down, so nobody is told of it by letter.
    """

    session: Session
    actor: Actor
    now: datetime
    catalogue: Catalogue
    region: Region
    is_past: bool = False

    @property
    def today(self) -> date:
        """The Swedish day of the deed."""
        return swedish_day(self.now)

    def record(self, case: Case, kind: EventKind, **payload: object) -> CaseEvent:
        """Add an event to the history of the case and queue the letters that it calls for.

        The payload holds ids, codes, days and amounts only (D8); money is kept in öre.
        """
        self.session.flush()
        last = self.session.scalars(
            select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.sequence.desc()).limit(1)
        ).first()
        sequence, previous = (last.sequence + 1, last.hash) if last else (1, "")
        written = _written(payload)
        actor_id = self.actor.person_id or None
        event = CaseEvent(
            case_id=case.id,
            sequence=sequence,
            kind=kind,
            actor_id=actor_id,
            at=self.now,
            payload=written,
            previous_hash=previous,
            hash=event_hash(
                previous, sequence=sequence, kind=kind.value, actor_id=actor_id, at=self.now, payload=written
            ),
        )
        self.session.add(event)
        case.changed_at = self.now
        if not self.is_past:
            queue_letters(self.session, case, kind, at=self.now, about=written)
        return event


def _written(payload: Mapping[str, object]) -> dict[str, object]:
    def plain(value: object) -> object:
        if isinstance(value, Money):
            return value.ore
        return value.isoformat() if isinstance(value, date) else value

    return {name: plain(value) for name, value in payload.items() if value is not None}
