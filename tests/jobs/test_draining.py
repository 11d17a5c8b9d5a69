"""What a deed promises is done once it is committed: by anyone, twice without harm, later when it fails."""

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from fundflow.adapters.mail import Letter, NotSent
from fundflow.adapters.storage import FolderStore
from fundflow.catalogue import Catalogue
from fundflow.jobs import draining
from fundflow.jobs.draining import JobContext, Worker, drain, sweep
from fundflow.models.document import Document
from fundflow.models.outbox import Notice, OutboxItem, Work
from fundflow.models.presence import Presence
from fundflow.services.documents import keep_file, to_typeset
from fundflow.services.outbox import LEASE, take_due
from fundflow.services.people import ask_for_reset
from tests.whole_case import MONDAY, REGION, World, draft, make_world, submitted


@dataclass
class Postbox:
    """Takes letters, or refuses them while it is closed."""

    letters: list[Letter] = field(default_factory=list)
    closed: bool = False
    meanwhile: Callable[[], None] = lambda: None

    def send(self, letter: Letter) -> None:
        """Take a letter."""
        self.meanwhile()
        if self.closed:
            raise NotSent("stängt")
        self.letters.append(letter)

    def wait_for(self, count: int) -> None:
        """Wait until so many letters have come; only a failure waits two minutes."""
        until = time.monotonic() + 120
        while len(self.letters) < count and time.monotonic() < until:
            time.sleep(0.01)


@dataclass
class Setting:
    """A world, its postbox and what the worker works with."""

    world: World
    postbox: Postbox
    context: JobContext


@pytest.fixture
def setting(engine: Engine, catalogue: Catalogue, tmp_path: Path) -> Iterator[Setting]:
    with Session(engine, expire_on_commit=False) as session:
        postbox = Postbox()
        context = JobContext(
            engine, postbox, FolderStore(tmp_path), REGION, "https://stod.nordanland.example", lambda: MONDAY
        )
        yield Setting(make_world(session, catalogue), postbox, context)


def at(context: JobContext, moment: datetime) -> JobContext:
    return replace(context, clock=lambda: moment)


def test_a_case_sent_in_gives_receipt_and_letters(setting: Setting) -> None:
    submitted(setting.world)

    drain(setting.context)

    assert {letter.to for letter in setting.postbox.letters} == {
        "maja.tallund@nordanland.example",
        "nils.holmlund@nordanland.example",
    }
    assert "RUN 2026/00001" in setting.postbox.letters[0].subject
    setting.world.session.expire_all()
    receipt = setting.world.session.scalars(select(Document).where(Document.template == "receipt")).one()
    assert receipt.storage_key is not None
    assert setting.context.store.read(receipt.storage_key).startswith(b"%PDF-")


def test_draining_twice_sends_nothing_twice(setting: Setting) -> None:
    submitted(setting.world)

    first, second = drain(setting.context), drain(setting.context)

    assert first == 3
    assert second == 0
    assert len(setting.postbox.letters) == 2


def test_a_letter_that_failed_is_tried_later_and_says_why(setting: Setting) -> None:
    submitted(setting.world)
    setting.postbox.closed = True
    drain(setting.context)
    setting.postbox.closed = False

    at_once = drain(setting.context)
    later = drain(at(setting.context, MONDAY + timedelta(minutes=2)))

    assert (at_once, later) == (0, 2)
    errors = setting.world.session.scalars(select(OutboxItem.last_error)).all()
    assert errors.count(None) == 3


def test_what_a_crashed_worker_had_taken_is_taken_anew_when_its_lease_ends(setting: Setting) -> None:
    submitted(setting.world)
    with Session(setting.context.engine) as session, session.begin():
        assert len(take_due(session, at=MONDAY)) == 3

    meanwhile = drain(at(setting.context, MONDAY + LEASE - timedelta(minutes=1)))
    afterwards = drain(at(setting.context, MONDAY + LEASE + timedelta(minutes=1)))

    assert (meanwhile, afterwards) == (0, 3)


def test_a_token_is_forgotten_once_its_letter_has_gone(setting: Setting) -> None:
    ask_for_reset(setting.world.uow("officer"), "YLVA.SANDMO@nordanland.example ")
    setting.world.session.commit()

    drain(setting.context)

    token = setting.postbox.letters[0].text.partition("/konto/nytt-losenord/")[2].split()[0]
    assert len(token) > 30
    setting.world.session.expire_all()
    assert "token" not in setting.world.session.scalars(select(Notice)).one().facts


def test_an_unknown_address_gets_no_letter(setting: Setting) -> None:
    ask_for_reset(setting.world.uow("officer"), "ingen@nordanland.example")
    setting.world.session.commit()

    assert drain(setting.context) == 0


def test_a_crash_after_the_letter_has_gone_sends_the_same_letter_again(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for_reset(setting.world.uow("officer"), "ylva.sandmo@nordanland.example")
    setting.world.session.commit()
    with monkeypatch.context() as crash:
        crash.setattr(draining, "finished", struck_down)
        drain(setting.context)

    kept = drain(at(setting.context, MONDAY + LEASE + timedelta(minutes=1)))

    first, second = setting.postbox.letters
    assert kept == 1
    assert first == second
    assert drain(at(setting.context, MONDAY + timedelta(days=1))) == 0


def struck_down(*_: object, **__: object) -> None:
    raise OSError("strömmen gick")


def test_others_may_write_while_a_letter_is_handed_over(setting: Setting) -> None:
    submitted(setting.world)
    setting.world.session.close()
    setting.postbox.meanwhile = lambda: write_something(setting.context.engine)

    assert drain(setting.context) == 3


def write_something(engine: Engine) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA busy_timeout=100")
        connection.exec_driver_sql("UPDATE person SET language = 'sv'")
        connection.commit()


def test_a_document_made_by_two_at_once_has_one_file(setting: Setting) -> None:
    submitted(setting.world)
    receipt = setting.world.session.scalars(select(Document).where(Document.template == "receipt")).one()
    first, second = setting.context.store.put(b"ett"), setting.context.store.put(b"tva")

    keep_file(setting.world.session, receipt.id, first)
    keep_file(setting.world.session, receipt.id, second)

    assert (receipt.storage_key, receipt.sha256, receipt.size) == (first.key, first.sha256, 3)


def test_the_same_receipt_made_later_is_the_same_file(setting: Setting) -> None:
    submitted(setting.world)
    drain(at(setting.context, MONDAY + timedelta(days=3)))
    setting.world.session.expire_all()
    receipt = setting.world.session.scalars(select(Document).where(Document.template == "receipt")).one()
    sha256, receipt.storage_key, receipt.sha256 = receipt.sha256, None, None

    unset = to_typeset(setting.world.session, receipt.id)

    assert unset is not None
    assert hashlib.sha256(unset.typeset()).hexdigest() == sha256


def test_a_document_that_cannot_be_made_waits_with_the_reason(setting: Setting) -> None:
    submitted(setting.world)
    receipt = setting.world.session.scalars(select(Document).where(Document.template == "receipt")).one()
    receipt.facts = {}
    setting.world.session.commit()

    kept = drain(setting.context)

    assert kept == 2
    errors = [error for error in setting.world.session.scalars(select(OutboxItem.last_error)) if error]
    assert [error.partition(":")[0] for error in errors] == ["NotTypeset"]


def test_one_who_is_told_to_end_leaves_the_rest(setting: Setting) -> None:
    submitted(setting.world)

    assert drain(setting.context, ended=lambda: True) == 0


def test_the_worker_wakes_does_its_work_and_stops(setting: Setting) -> None:
    worker = Worker(setting.context)
    worker.start()
    submitted(setting.world)

    worker.wake()
    setting.postbox.wait_for(2)
    worker.stop()

    assert len(setting.postbox.letters) == 2


def test_the_worker_looks_by_itself_too(setting: Setting) -> None:
    worker = Worker(setting.context, every=0.05)
    worker.start()

    submitted(setting.world)
    setting.postbox.wait_for(2)
    worker.stop()

    assert len(setting.postbox.letters) == 2


def test_every_kind_of_work_is_done_by_someone() -> None:
    assert set(draining.WORK) == set(Work)


def test_the_worker_forgets_who_had_a_page_open(setting: Setting) -> None:
    case = draft(setting.world)
    person_id = setting.world.people["applicant"]
    setting.world.session.add(Presence(case_id=case.id, page="need", person_id=person_id, seen_at=MONDAY))
    setting.world.session.commit()

    sweep(at(setting.context, MONDAY + timedelta(seconds=59)))
    still_there = setting.world.session.scalars(select(Presence.page)).all()
    setting.world.session.rollback()
    sweep(at(setting.context, MONDAY + timedelta(seconds=60)))

    assert still_there == ["need"]
    assert setting.world.session.scalars(select(Presence.page)).all() == []
