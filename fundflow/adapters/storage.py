"""Files by a key of ours in a folder; created, never overwritten. What a file is, by its content."""

import hashlib
import os
import re
import secrets
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

import filetype

MEGABYTE: Final = 1024 * 1024
LARGEST_FILE: Final = 20 * MEGABYTE
LARGEST_CASE: Final = 200 * MEGABYTE
"""Limits of one file and of all files of a case, in bytes (D43)."""

_PDF: Final = "application/pdf"
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS: Final = {_PDF: "pdf", _DOCX: "docx", _XLSX: "xlsx", "image/png": "png", "image/jpeg": "jpg"}
"""The types that are taken in, and how the name of each ends."""

_KEY: Final = re.compile(r"^[0-9a-f]{2}/[0-9a-f]{30}$")
_PARTS: Final = {"word/document.xml": _DOCX, "xl/workbook.xml": _XLSX}
_MOST_PARTS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a content lies, its SHA-256 in hexadecimal and its size in bytes."""

    key: str
    sha256: str
    size: int


class FolderStore:
    """Keeps contents in a folder, each under a random key."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> Stored:
        """Keep a content under a new key; it is whole on disk before the key is returned."""
        name = secrets.token_hex(16)
        key = f"{name[:2]}/{name[2:]}"
        path = self._folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
        return Stored(key, hashlib.sha256(content).hexdigest(), len(content))

    def read(self, key: str) -> bytes:
        """Return the content of a key. Raises KeyError for a key that is not ours or is not there."""
        if not _KEY.match(key):
            raise KeyError(key)
        try:
            return (self._folder / key).read_bytes()
        except FileNotFoundError as error:
            raise KeyError(key) from error


def sniff(content: bytes) -> str | None:
    """Return the media type of a content that is taken in, by what it holds and never by its name; else None.

    Word and Excel files are told from other archives by the part that makes them so.
    """
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    guessed = filetype.guess_mime(content)
    return guessed if guessed in ENDINGS and guessed not in _PARTS.values() else None


def _office_type(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError):
        return None
    if len(names) > _MOST_PARTS or "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in _PARTS.items() if part in names), None)
