"""Send letters by mail: through a server, to a folder or to the log; the only module that knows smtplib."""

import logging
import re
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from pathlib import Path
from typing import Final, Protocol

logger = logging.getLogger(__name__)

_SECONDS: Final = 30
_NOT_IN_A_NAME: Final = re.compile(r"[^A-Za-z0-9._-]+")
_BLANKS: Final = re.compile(r"\s+")


class NotSent(Exception):
    """The letter could not be handed over; the text says why, for the outbox."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to send. ``key`` is the same each time the same letter is tried, and becomes its Message-ID."""

    to: str
    subject: str
    text: str
    key: str
    written_at: datetime
    to_name: str = ""
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class Writer:
    """From whom letters come: an address, the name beside it, and where answers go when that is elsewhere."""

    address: str
    name: str = ""
    reply_to: str = ""


class Sender(Protocol):
    """Whatever takes a letter away."""

    def send(self, letter: Letter) -> None:
        """Hand the letter over; NotSent when that fails."""


def compose(letter: Letter, writer: Writer) -> EmailMessage:
    """Return the letter as a message: plain text, marked as written by a machine so that no machine answers it.

    The Message-ID is made from the letter's key and the moment it was written: a letter that is sent twice after a
    crash is one letter to the mail reader.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(writer.name, writer.address)
    message["To"] = _address(letter.to_name, letter.to)
    if writer.reply_to:
        message["Reply-To"] = _address("", writer.reply_to)
    message["Subject"] = _one_line(letter.subject)
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{_message_id(letter)}@{writer.address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter.text, cte="quoted-printable")
    message["Content-Language"] = letter.language
    return message


def _address(name: str, address: str) -> Address:
    return Address(display_name=_one_line(name), addr_spec=address)


def _one_line(text: str) -> str:
    """Return the text without line breaks, which a header would end at."""
    return _BLANKS.sub(" ", text).strip()


def _message_id(letter: Letter) -> str:
    return f"{_NOT_IN_A_NAME.sub('-', letter.key)}.{letter.written_at:%Y%m%d%H%M%S%f}"


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server; without a user nobody signs in. ``starttls`` refuses to send where the server cannot."""

    host: str
    port: int = 587
    starttls: bool = True
    user: str = ""
    password: str = ""


class SmtpSender:
    """Hands letters to a mail server, one connection a letter."""

    def __init__(self, server: Server, writer: Writer, *, trusted: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._writer = writer
        self._trusted = trusted or ssl.create_default_context()

    def send(self, letter: Letter) -> None:
        """Hand the letter to the server; NotSent with the server's answer when it refuses or cannot be reached."""
        server = self._server
        try:
            with smtplib.SMTP(server.host, server.port, timeout=_SECONDS) as connection:
                if server.starttls:
                    connection.starttls(context=self._trusted)
                if server.user:
                    connection.login(server.user, server.password)
                connection.send_message(compose(letter, self._writer))
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise NotSent(f"{type(error).__name__}: {error}") from error


class FolderSender:
    """Keeps letters as ``.eml`` files that a mail program opens and a text editor reads: for demo and trial."""

    def __init__(self, folder: Path, writer: Writer) -> None:
        self._folder = folder
        self._writer = writer

    def send(self, letter: Letter) -> None:
        """Write the letter to a file named by its key; the same letter again replaces its file."""
        message = compose(letter, self._writer)
        message.replace_header("Content-Transfer-Encoding", "8bit")
        message.set_payload(letter.text, "utf-8")
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{_message_id(letter)}.eml"
        path.write_bytes(message.as_bytes(policy=SMTPUTF8))

    def kept(self) -> Sequence[Path]:
        """Return the files, oldest first."""
        return sorted(self._folder.glob("*.eml"), key=lambda path: (path.stat().st_mtime_ns, path.name))


class LogSender:
    """Writes to the log that a letter would have gone, and to no one; its text holds names and links and is left out.

    What a service without a mail server uses.
    """

    def send(self, letter: Letter) -> None:
        """Note the letter's key and how long it is."""
        logger.info("letter %s not sent, no mail server is set: %d characters", letter.key, len(letter.text))


class ConsoleSender:
    """Prints letters whole, for those who develop."""

    def __init__(self, writer: Writer, *, out: "Printer | None" = None) -> None:
        self._writer = writer
        self._print = out or print

    def send(self, letter: Letter) -> None:
        """Print the headings and the text as they are read, not as they are coded."""
        message = compose(letter, self._writer)
        self._print(f"From: {message['From']}\nTo: {message['To']}\nSubject: {message['Subject']}\n\n{letter.text}\n")


class Printer(Protocol):
    """What takes a text, as ``print`` does."""

    def __call__(self, text: str, /) -> object:
        """Take the text."""
