"""The database that the made-up year is written to, and deeds done in it by a person at a moment of that year."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from fundflow.adapters.storage import FolderStore
from fundflow.catalogue import Catalogue
from fundflow.domain.roles import Actor, Role
from fundflow.queries.people import actor_of
from fundflow.services.unit_of_work import Region, UnitOfWork

Story = Iterator[datetime]
"""What happens to someone or something: it says when it goes on, and does the deed when it is asked to."""

SYSTEM = Actor(0, "fundflow", frozenset({Role.ADMINISTRATOR}))
"""Who opens the first accounts and imports the old cases."""


@dataclass
class World:
    """A database, and the moment that it is in the made-up year; from ``tells_from`` people get letters."""

    engine: Engine
    catalogue: Catalogue
    region: Region
    store: FolderStore
    now: datetime
    tells_from: datetime
    ids: dict[str, int] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)

    @contextmanager
    def deed(self, who: str) -> Iterator[UnitOfWork]:
        """Do one deed, or several that belong together, as the person of that key; it is committed at the end."""
        with Session(self.engine, expire_on_commit=False) as session:
            actor = SYSTEM if who == "system" else self._actor(session, who)
            is_past = self.now < self.tells_from
            yield UnitOfWork(session, actor, self.now, self.catalogue, self.region, is_past)
            session.commit()

    def _actor(self, session: Session, who: str) -> Actor:
        if who not in self._actors:
            actor = actor_of(session, self.ids[who])
            if actor is None:
                raise LookupError(who)
            self._actors[who] = actor
        return self._actors[who]

    def forget(self, who: str) -> None:
        """Ask anew for what the person may do, after it has changed."""
        self._actors.pop(who, None)

    def passes(self, minutes: int) -> None:
        """Let some minutes go by within a story's turn."""
        self.now += timedelta(minutes=minutes)


def play(world: World, stories: Sequence[Story], *, until: datetime, told: Callable[[int], None]) -> None:
    """Let every story go on in the order of time until the moment; what is left of it then has not happened yet.

    ``told`` hears the place of each story that has come to where it stands.
    """
    turns = [(moment, place) for place, story in enumerate(stories) for moment in [next(story)]]
    heapq.heapify(turns)
    while turns:
        moment, place = heapq.heappop(turns)
        upcoming = None
        if moment <= until:
            world.now = moment
            upcoming = next(stories[place], None)
        if upcoming is None:
            told(place)
        else:
            heapq.heappush(turns, (max(upcoming, moment), place))
