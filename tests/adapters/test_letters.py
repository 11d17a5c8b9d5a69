"""Every letter says what its event is about, in plain words, and goes through a real server."""

import re
import socket
import ssl
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from jinja2 import UndefinedError

from fundflow import paths
from fundflow.adapters.letters import is_in, render
from fundflow.adapters.mail import ConsoleSender, FolderSender, Letter, LogSender, NotSent, Server, SmtpSender, Writer
from fundflow.domain.notices import ACCOUNT_LETTERS, LETTERS

FULLEST: dict[str, Any] = {
    "region": {
        "name": "Region Nordanland",
        "unit": "Regional utveckling",
        "unit_en": "Regional development",
        "email": "stod@nordanland.example",
        "phone": "0900-12 34 00",
    },
    "person": {"name": "Åsa Öberg"},
    "case": {"number": "RUN 2026/00042", "title": "Ny kyla på Älvs livs", "officer": "Ylva Sandmo"},
    "link": "https://stod.nordanland.example/ansokan/42",
    "organisation": "Inlandets Matförening",
    "inviter": "Maja Åström",
    "acts_for": "Inlandets Matförening",
    "asked": "två saker",
    "report": "lägesrapporten",
    "decision": "utbetalning",
    "due_on": "onsdag 11\u00a0mars\u00a02026",
    "paid_on": "fredag 13\u00a0mars\u00a02026",
    "amount": "264\u00a0000\u00a0kr",
}
BAREST: dict[str, Any] = {
    **FULLEST,
    "region": {**FULLEST["region"], "email": "", "phone": "", "unit_en": ""},
    "case": {"number": "RUN 2026/00042", "title": "RUN 2026/00042", "officer": None},
    "inviter": "",
    "acts_for": "",
    "asked": "mer",
}
ASKED_FOR = {letter.name for letters in LETTERS.values() for letter in letters} | set(ACCOUNT_LETTERS)
WRITER = Writer("stod@nordanland.example", "Region Nordanland", "fragor@nordanland.example")


def test_every_letter_that_is_asked_for_is_written_and_no_other() -> None:
    written = {path.stem for path in (paths.TEMPLATES / "letters").glob("*.txt")}

    assert {name for name in written if not name.startswith("_")} == ASKED_FOR


@pytest.mark.parametrize("facts", [FULLEST, BAREST], ids=["fullest", "barest"])
@pytest.mark.parametrize("name", sorted(ASKED_FOR))
def test_every_letter_has_a_subject_a_link_and_the_region_under_it(name: str, facts: dict[str, Any]) -> None:
    letter = render(name, facts)

    assert 10 < len(letter.subject) < 90
    assert facts["link"] in letter.text
    assert "Vänliga hälsningar\nRegion Nordanland\nRegional utveckling\n" in letter.text


TO_APPLICANTS = sorted(name for name in ASKED_FOR if not name.startswith("officer_"))


def test_every_letter_to_an_applicant_is_written_in_english_too_and_those_to_the_office_are_not() -> None:
    written = {path.stem for path in (paths.TEMPLATES / "letters" / "en").glob("*.txt")}

    assert sorted(name for name in written if not name.startswith("_")) == TO_APPLICANTS
    assert sorted(name for name in ASKED_FOR if is_in(name, "en")) == TO_APPLICANTS


@pytest.mark.parametrize("facts", [FULLEST, BAREST], ids=["fullest", "barest"])
@pytest.mark.parametrize("name", TO_APPLICANTS)
def test_an_english_letter_says_the_same_facts_in_english(name: str, facts: dict[str, Any]) -> None:
    letter, swedish = render(name, facts, "en"), render(name, facts)

    assert 10 < len(letter.subject) < 90
    unit = facts["region"]["unit_en"] or "Regional utveckling"
    assert f"Kind regards\nRegion Nordanland\n{unit}\n" in letter.text
    for fact in (facts["link"], facts["case"]["number"], facts["due_on"], facts["paid_on"], facts["amount"]):
        assert (fact in letter.subject + letter.text) == (fact in swedish.subject + swedish.text)
    assert not re.search(r"None|\n\n\n| {2}|\(\)|”{2}|[{}]", f"{letter.subject}\n{letter.text}")


@pytest.mark.parametrize("facts", [FULLEST, BAREST], ids=["fullest", "barest"])
@pytest.mark.parametrize("name", sorted(ASKED_FOR))
def test_no_letter_shouts_regrets_or_leaves_a_hole(name: str, facts: dict[str, Any]) -> None:
    letter = render(name, facts)

    whole = f"{letter.subject}\n{letter.text}"
    assert "!" not in whole
    assert "tyvärr" not in whole.lower()
    assert not re.search(r"None|\n\n\n| {2}|\(\)|”{2}|[{}]", whole)


def test_text_in_a_title_is_never_read_as_a_template() -> None:
    case = {**FULLEST["case"], "title": "{{ region.name }} {% raise %} <b>&amp;"}

    letter = render("case_submitted", {**FULLEST, "case": case})

    assert "”{{ region.name }} {% raise %} <b>&amp;”" in letter.text


def test_a_letter_never_goes_with_a_fact_missing() -> None:
    with pytest.raises(UndefinedError):
        render("payment_confirmed", {name: fact for name, fact in FULLEST.items() if name != "amount"})


class Postbox:
    """What the server has been handed."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802 - the library's name
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, int]]:
    """A mail server of our own on loopback."""
    box, port = Postbox(), free_port()
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


def test_a_letter_says_that_a_machine_wrote_it_and_where_to_answer(postbox: tuple[Postbox, int]) -> None:
    box, port = postbox

    SmtpSender(Server("127.0.0.1", port, starttls=False), WRITER).send(letter())

    message = box.taken[0]
    assert str(message["From"]) == "Region Nordanland <stod@nordanland.example>"
    assert str(message["Reply-To"]) == "fragor@nordanland.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "sv"
    assert message["Date"].datetime == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert message.get_content_type() == "text/plain"


def test_a_long_paragraph_arrives_unbroken(postbox: tuple[Postbox, int]) -> None:
    box, port = postbox
    text = "Så här står det: " + "åäö " * 2000 + "slut.\n.\nEn ensam punkt ovanför.\n"

    SmtpSender(Server("127.0.0.1", port, starttls=False), WRITER).send(letter(text=text))

    assert box.taken[0].get_content().splitlines() == text.splitlines()


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


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[tuple[Postbox, int, ssl.SSLContext]]:
    """A mail server that asks for encryption and a name, and what trusts its certificate."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    made += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    shown, trusted = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context(cafile=certificate)
    shown.load_cert_chain(certificate, key)
    box = Postbox()
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=shown,
        require_starttls=True,
        auth_required=True,
        authenticator=lambda *asked: AuthResult(
            success=asked[-1] == LoginPassword(b"fundflow", b"hemligt"), handled=False
        ),
    )
    controller.start()
    yield box, controller.port, trusted
    controller.stop()


def test_a_guarded_server_gets_the_letter_encrypted_with_name_and_password(
    guarded: tuple[Postbox, int, ssl.SSLContext],
) -> None:
    box, port, trusted = guarded

    SmtpSender(Server("127.0.0.1", port, user="fundflow", password="hemligt"), WRITER, trusted=trusted).send(letter())

    assert [message["Subject"] for message in box.taken] == ["Vi har tagit emot er ansökan"]


def test_a_wrong_password_is_said_without_the_password(guarded: tuple[Postbox, int, ssl.SSLContext]) -> None:
    box, port, trusted = guarded
    sender = SmtpSender(Server("127.0.0.1", port, user="fundflow", password="gissning"), WRITER, trusted=trusted)

    with pytest.raises(NotSent) as refused:
        sender.send(letter())

    assert "SMTPAuthenticationError" in str(refused.value)
    assert "gissning" not in str(refused.value)
    assert box.taken == []


def test_a_server_that_nobody_vouches_for_gets_nothing(guarded: tuple[Postbox, int, ssl.SSLContext]) -> None:
    box, port, _ = guarded

    with pytest.raises(NotSent):
        SmtpSender(Server("127.0.0.1", port, user="fundflow", password="hemligt"), WRITER).send(letter())

    assert box.taken == []


def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotSent):
        SmtpSender(Server("127.0.0.1", 9, starttls=False), WRITER).send(letter())


def test_the_demo_keeps_its_letters_in_a_folder(tmp_path: Path) -> None:
    sender = FolderSender(tmp_path / "mail", WRITER)

    sender.send(letter())
    sender.send(letter())

    [kept] = sender.kept()
    assert message_from_bytes(kept.read_bytes(), policy=policy.default)["Subject"] == "Vi har tagit emot er ansökan"
    assert "Ärendet heter Ny kyla på Älvs livs." in kept.read_text("utf-8")


def test_a_letter_is_readable_in_the_terminal() -> None:
    printed: list[str] = []

    ConsoleSender(WRITER, out=printed.append).send(letter())

    assert "Subject: Vi har tagit emot er ansökan\n\nHej!\n\nÄrendet heter" in printed[0]


def test_the_log_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        LogSender().send(letter())

    assert "notice-7" in caplog.text
    assert "maja" not in caplog.text.lower()
