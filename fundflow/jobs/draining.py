"""Do what the outbox holds: send letters, typeset documents. Safe at any time, by anyone, twice."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from fundflow.adapters.mail import Letter, Sender
from fundflow.adapters.storage import FolderStore
from fundflow.models.outbox import Work
from fundflow.services.documents import typeset_document
from fundflow.services.letters import letter_of, mark_sent
from fundflow.services.outbox import failed, finished, take_due
from fundflow.services.unit_of_work import Region

logger = logging.getLogger(__name__)

_EVERY_SECONDS: Final = 60
_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class JobContext:
    """What the worker needs: the database, who carries letters, where files lie, and the address of the service."""

    engine: Engine
    sender: Sender
    store: FolderStore
    region: Region
    base_url: str
    clock: Callable[[], datetime]


def drain(context: JobContext) -> int:
    """Do everything that is due; return how many promises were kept."""
    kept = 0
    while batch := _lease(context):
        for item_id, work, subject_id in batch:
            kept += _do(context, item_id, work, subject_id)
    return kept


def _lease(context: JobContext) -> list[tuple[int, Work, int]]:
    with Session(context.engine) as session, session.begin():
        return take_due(session, at=context.clock(), most=_AT_ONCE)


def _do(context: JobContext, item_id: int, work: Work, subject_id: int) -> bool:
    """Keep one promise in a transaction of its own; a failure is written down and tried later."""
    try:
        with Session(context.engine, expire_on_commit=False) as session, session.begin():
            WORK[work](context, session, subject_id)
            finished(session, item_id, at=context.clock())
    except Exception as error:  # the outermost loop of a job: whatever fails waits for its next try
        logger.warning("outbox item %d failed: %s", item_id, type(error).__name__)
        with Session(context.engine) as session, session.begin():
            failed(session, item_id, f"{type(error).__name__}: {error}", at=context.clock())
        return False
    return True


def _send_notice(context: JobContext, session: Session, notice_id: int) -> None:
    """Send a letter; the same key each time makes a second try the same letter to the reader."""
    written = letter_of(session, notice_id, region=context.region, base_url=context.base_url)
    if written is None:
        return
    letter = Letter(
        to=written.email,
        to_name=written.name,
        subject=written.subject,
        text=written.text,
        key=f"notice-{notice_id}",
        written_at=written.written_at,
    )
    context.sender.send(letter)
    mark_sent(session, notice_id, at=context.clock())


def _typeset(context: JobContext, session: Session, document_id: int) -> None:
    typeset_document(session, context.store, document_id)


WORK: Final[Mapping[Work, Callable[[JobContext, Session, int], None]]] = {
    Work.SEND_NOTICE: _send_notice,
    Work.TYPESET: _typeset,
}


class Worker:
    """A thread that drains when it is woken, and each minute anyway."""

    def __init__(self, context: JobContext) -> None:
        self._context = context
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
        """Finish what is under way and end."""
        self._stopped.set()
        self._woken.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._woken.clear()
            try:
                drain(self._context)
            except Exception:  # the database may be away for a while; the next turn tries again
                logger.exception("the outbox could not be read")
            self._woken.wait(timeout=_EVERY_SECONDS)
