"""Files by a key of ours in a folder; created, never overwritten. What a file is, by its content."""

import hashlib
import os
import re
import secrets
import zipfile
import zlib
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
_MAIN_PARTS: Final = {_DOCX: "word/document.xml", _XLSX: "xl/workbook.xml"}
_DECLARATION: Final = "[Content_Types].xml"
_PICTURES: Final = ("image/png", "image/jpeg")
_PICTURE_ENDINGS: Final = ("png", "jpg", "jpeg", "jpe", "jfif")
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
        """Keep a content under a new key; it is whole on disk before the key is returned.

        Raises FileExistsError rather than write over a content that is there.
        """
        name = secrets.token_hex(16)
        key = f"{name[:2]}/{name[2:]}"
        path = self._folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        try:
            with draft.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                raise FileExistsError(key)
            draft.rename(path)
        finally:
            draft.unlink(missing_ok=True)
        _sync_folder(path.parent)
        return Stored(key, hashlib.sha256(content).hexdigest(), len(content))

    def read(self, key: str) -> bytes:
        """Return the content of a key. Raises KeyError for a key that is not ours or is not there."""
        if not _KEY.match(key):
            raise KeyError(key)
        try:
            return (self._folder / key).read_bytes()
        except FileNotFoundError as error:
            raise KeyError(key) from error


def _sync_folder(folder: Path) -> None:
    """Let the name of a new file survive a power cut, as its content does."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sniff(content: bytes) -> str | None:
    """Return the media type of a content that is taken in, by what it holds and never by its name; else None.

    Word and Excel files are told from other archives by their main part and what they declare it to be; those with
    macros are not taken in. A PDF has an end as well as a beginning.
    """
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    guessed = filetype.guess_mime(content)
    if guessed == _PDF and b"%%EOF" not in content:
        return None
    return guessed if guessed in ENDINGS and guessed not in _MAIN_PARTS else None


def fits_name(media_type: str, file_name: str) -> bool:
    """Say whether a name may stand on a content of the type: ``page.html`` on a PDF would open as a page.

    Pictures may be called each other's names, as telephones do; a name without an ending promises nothing.
    """
    _, dot, ending = file_name.lower().rpartition(".")
    if not dot:
        return True
    if media_type in _PICTURES:
        return ending in _PICTURE_ENDINGS
    return ending == ENDINGS[media_type]


def _office_type(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if len(archive.infolist()) > _MOST_PARTS or archive.getinfo(_DECLARATION).file_size > MEGABYTE:
                return None
            names, declared = set(archive.namelist()), archive.read(_DECLARATION)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, NotImplementedError, RuntimeError):
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    for media_type, part in _MAIN_PARTS.items():
        if part in names and f"{media_type}.main+xml".encode() in declared:
            return media_type
    return None
