"""What a deed promises is done once it is committed: by anyone, twice without harm, later when it fails."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from fundflow.adapters.mail import Letter, NotSent
from fundflow.adapters.storage import FolderStore
from fundflow.catalogue import Catalogue
from fundflow.jobs.draining import JobContext, Worker, drain
from fundflow.models.document import Document
from fundflow.models.outbox import Notice, OutboxItem, Work
from fundflow.services.outbox import take_due
from fundflow.services.people import ask_for_reset
from tests.whole_case import MONDAY, REGION, World, make_world, submitted


@dataclass
class Postbox:
    """Takes letters, or refuses them while it is closed."""

    letters: list[Letter] = field(default_factory=list)
    closed: bool = False

    def send(self, letter: Letter) -> None:
        """Take a letter."""
        if self.closed:
            raise NotSent("stängt")
        self.letters.append(letter)


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

    meanwhile = drain(at(setting.context, MONDAY + timedelta(minutes=4)))
    afterwards = drain(at(setting.context, MONDAY + timedelta(minutes=6)))

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


def test_the_worker_wakes_does_its_work_and_stops(setting: Setting) -> None:
    submitted(setting.world)
    worker = Worker(setting.context)

    worker.start()
    worker.wake()
    worker.stop()

    assert len(setting.postbox.letters) == 2


def test_every_kind_of_work_is_done_by_someone() -> None:
    from fundflow.jobs.draining import WORK

    assert set(WORK) == set(Work)
