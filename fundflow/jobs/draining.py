"""Do what the outbox holds: send letters, typeset documents. Safe at any time, by anyone, twice."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from fundflow.adapters.mail import Letter, Sender
from fundflow.adapters.storage import FolderStore
from fundflow.models.outbox import Work
from fundflow.services.documents import keep_file, to_typeset
from fundflow.services.letters import letter_of, mark_sent
from fundflow.services.outbox import LEASE, failed, finished, take_due
from fundflow.services.presence import forget_absent
from fundflow.services.unit_of_work import Region

logger = logging.getLogger(__name__)

_AT_ONCE: Final = 20
_MARGIN: Final = timedelta(minutes=2)
_LONGEST_STOP: Final = 30

Note = Callable[[Session], None]
"""What is written once something has been done outside; the promise is marked as kept in the same transaction."""


@dataclass(frozen=True, slots=True)
class JobContext:
    """What the worker needs: the database, who carries letters, where files lie, and the address of the service."""

    engine: Engine
    sender: Sender
    store: FolderStore
    region: Region
    base_url: str
    clock: Callable[[], datetime]


def drain(context: JobContext, *, ended: Callable[[], bool] = lambda: False) -> int:
    """Do everything that is due, or until told to end; return how many promises were kept."""
    kept = 0
    while not ended() and (batch := _lease(context)):
        latest = context.clock() + LEASE - _MARGIN
        for item_id, work, subject_id in batch:
            if ended() or context.clock() > latest:
                break  # what is left is taken anew when its lease runs out, by whoever comes first
            kept += _do(context, item_id, work, subject_id)
    return kept


def _lease(context: JobContext) -> list[tuple[int, Work, int]]:
    with Session(context.engine) as session, session.begin():
        return take_due(session, at=context.clock(), most=_AT_ONCE)


def _do(context: JobContext, item_id: int, work: Work, subject_id: int) -> bool:
    """Keep one promise and note it; a failure is written down and tried later.

    No transaction is open while a server or a disk is waited for: on SQLite it would hold up everyone who writes.
    """
    try:
        note = WORK[work](context, subject_id)
        with Session(context.engine, expire_on_commit=False) as session, session.begin():
            note(session)
            finished(session, item_id, at=context.clock())
    except Exception as error:  # the outermost loop of a job: whatever fails waits for its next try
        logger.warning("outbox item %d failed: %s", item_id, type(error).__name__)
        with Session(context.engine) as session, session.begin():
            failed(session, item_id, f"{type(error).__name__}: {error}", at=context.clock())
        return False
    return True


@contextmanager
def _reading(context: JobContext) -> Iterator[Session]:
    options = {"reads_only": True, "postgresql_readonly": context.engine.dialect.name == "postgresql"}
    with Session(context.engine.execution_options(**options), autoflush=False) as session:
        yield session


def _send_notice(context: JobContext, notice_id: int) -> Note:
    """Send a letter; the same key each time makes a second try the same letter to the reader."""
    with _reading(context) as session:
        written = letter_of(session, notice_id, region=context.region, base_url=context.base_url)
    if written is None:
        return _nothing
    context.sender.send(
        Letter(
            to=written.email,
            to_name=written.name,
            subject=written.subject,
            text=written.text,
            key=f"notice-{notice_id}",
            written_at=written.written_at,
            language=written.language,
        )
    )
    return partial(mark_sent, notice_id=notice_id, at=context.clock())


def _typeset(context: JobContext, document_id: int) -> Note:
    """Make the file of a document; two that make it at once make the same, and the first one's is kept."""
    with _reading(context) as session:
        unset = to_typeset(session, document_id)
    if unset is None:
        return _nothing
    return partial(keep_file, document_id=document_id, stored=context.store.put(unset.typeset()))


def _nothing(session: Session) -> None:
    """Note nothing: it was done before."""


WORK: Final[Mapping[Work, Callable[[JobContext, int], Note]]] = {
    Work.SEND_NOTICE: _send_notice,
    Work.TYPESET: _typeset,
}


def sweep(context: JobContext) -> None:
    """Take away what is only of the moment: who had which page open a minute ago."""
    with Session(context.engine) as session, session.begin():
        forget_absent(session, at=context.clock())


class Worker:
    """A thread that drains when it is woken, and every so many seconds anyway."""

    def __init__(self, context: JobContext, *, every: float = 60) -> None:
        self._context = context
        self._every = every
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fundflow-worker", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def wake(self) -> None:
        """Say that something has been promised."""
        self._woken.set()

    def stop(self) -> None:
        """Finish the promise under way and end; what is left is done when someone works again."""
        self._stopped.set()
        self._woken.set()
        self._thread.join(timeout=_LONGEST_STOP)

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._woken.clear()
            try:
                drain(self._context, ended=self._stopped.is_set)
                sweep(self._context)
            except Exception:  # the database may be away for a while; the next turn tries again
                logger.exception("the outbox could not be read")
            if not self._stopped.is_set():
                self._woken.wait(timeout=self._every)
