"""Every letter says what its event is about, in plain words, and goes through a real server."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from jinja2 import UndefinedError

from fundflow import paths
from fundflow.adapters.letters import render
from fundflow.adapters.mail import FolderSender, Letter, NotSent, Server, SmtpSender, Writer

FACTS: dict[str, Any] = {
    "region": {
        "name": "Region Nordanland",
        "unit": "Regional utveckling",
        "email": "stod@nordanland.example",
        "phone": "",
    },
    "person": {"name": "Åsa Öberg"},
    "case": {"number": "RUN 2026/00042", "title": "Ny kyla på Älvs livs", "officer": None},
    "link": "https://stod.nordanland.example/ansokan/42",
    "inviter": "",
    "due_on": "onsdag 11\u00a0mars\u00a02026",
    "paid_on": "fredag 13\u00a0mars\u00a02026",
    "amount": "264\u00a0000\u00a0kr",
}
NAMES = sorted(path.stem for path in (paths.TEMPLATES / "letters").glob("*.txt") if not path.stem.startswith("_"))
WRITER = Writer("stod@nordanland.example", "Region Nordanland")


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_renders_with_subject_link_and_no_shouting(name: str) -> None:
    letter = render(name, FACTS)

    assert 10 < len(letter.subject) < 90
    assert FACTS["link"] in letter.text
    assert "tyvärr" not in letter.text.lower()
    assert "\n\n\n" not in letter.text


def test_a_letter_never_goes_with_a_fact_missing() -> None:
    with pytest.raises(UndefinedError):
        render("payment_confirmed", {name: fact for name, fact in FACTS.items() if name != "amount"})


class Postbox:
    """What the server has been handed."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802 - the library's name
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, int]]:
    """A mail server of our own on loopback."""
    box = Postbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


def letter(**changes: object) -> Letter:
    facts: dict[str, Any] = {
        "to": "maja@example.org",
        "to_name": "Maja Åström",
        "subject": "Vi har tagit emot er ansökan",
        "text": "Hej!\n\nÄrendet heter Ny kyla på Älvs livs.\n",
        "key": "notice-7",
        "written_at": datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        **changes,
    }
    return Letter(**facts)


def test_å_ä_and_ö_arrive_whole(postbox: tuple[Postbox, int]) -> None:
    box, port = postbox

    SmtpSender(Server("127.0.0.1", port, starttls=False), WRITER).send(letter())

    message = box.taken[0]
    assert message["Subject"] == "Vi har tagit emot er ansökan"
    assert "Ny kyla på Älvs livs" in message.get_content()
    assert str(message["To"]) == "Maja Åström <maja@example.org>"


def test_a_second_try_is_the_same_letter(postbox: tuple[Postbox, int]) -> None:
    box, port = postbox
    sender = SmtpSender(Server("127.0.0.1", port, starttls=False), WRITER)

    sender.send(letter())
    sender.send(letter())

    assert len({message["Message-ID"] for message in box.taken}) == 1


def test_a_line_break_in_a_title_adds_no_header(postbox: tuple[Postbox, int]) -> None:
    box, port = postbox

    SmtpSender(Server("127.0.0.1", port, starttls=False), WRITER).send(letter(subject="Hej\r\nBcc: alla@example.org"))

    assert box.taken[0]["Bcc"] is None


def test_a_server_that_cannot_encrypt_gets_nothing_when_that_is_asked_for(postbox: tuple[Postbox, int]) -> None:
    box, port = postbox
    sender = SmtpSender(Server("127.0.0.1", port, starttls=True), WRITER, trusted=ssl.create_default_context())

    with pytest.raises(NotSent):
        sender.send(letter())

    assert box.taken == []


def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotSent):
        SmtpSender(Server("127.0.0.1", 9, starttls=False), WRITER).send(letter())


def test_the_demo_keeps_its_letters_in_a_folder(tmp_path: Path) -> None:
    FolderSender(tmp_path, WRITER).send(letter())

    kept = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in tmp_path.iterdir()]
    assert [message["Subject"] for message in kept] == ["Vi har tagit emot er ansökan"]
