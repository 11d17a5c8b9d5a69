"""Typeset documents with typst: one file that is both archive PDF (A-3a) and accessible PDF (UA-1).

Facts go in as JSON, so that nothing a person writes can become code; the time stamp is the document's own, so that the
same facts give the same bytes.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import typst

from fundflow import paths

_FOLDER: Final = paths.TEMPLATES / "documents"
_STANDARDS: Final[list[Literal["a-3a", "ua-1"]]] = ["a-3a", "ua-1"]

_LINE_ENDS: Final = ("\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85")
_KEPT_UNSEEN: Final = "\n\u00ad\u200c\u200d"
_UNSEEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn")
_NO_SIGN: Final = "\u25a1"
# What the bundled fonts have signs for: Latin with its accents, Greek, Cyrillic, dashes, quotes, currencies, fractions.
_SIGNS: Final = (
    *((0x20, 0x36F), (0x370, 0x484), (0x48A, 0x4FF), (0x1E00, 0x1FFF), (0x2010, 0x2027), (0x2030, 0x2040)),
    *((0x2044, 0x2052), (0x2070, 0x209F), (0x20AC, 0x20AC), (0x2116, 0x2117), (0x2122, 0x2122), (0x2153, 0x215F)),
    *((0x2190, 0x2193), (0x2212, 0x2212), (0x2260, 0x2265), (0x25A0, 0x25CF), (0x2713, 0x2713)),
)


class NotTypeset(Exception):
    """The document could not be made; the text says why."""


def templates() -> list[str]:
    """Return the names of the documents that can be typeset."""
    return sorted(path.stem for path in _FOLDER.glob("*.typ") if not path.stem.startswith("_"))


def typeset(template: str, facts: Mapping[str, object], *, at: datetime) -> bytes:
    """Return the document as PDF/A-3a and PDF/UA-1, dated ``at``.

    Control characters that people paste are left out. Where a text holds a sign that the bundled fonts lack, such as a
    picture or a script of another part of the world, the standards forbid to show nothing: an empty square stands
    there.

    Raises NotTypeset when there is no such document or its facts do not fill it.
    """
    if template not in templates():
        raise NotTypeset(template)
    readable = _each_text(facts, _without_control)
    try:
        return _compile(_FOLDER / f"{template}.typ", readable, at)
    except RuntimeError as error:
        with_squares = _each_text(readable, _with_squares)
        if with_squares == readable:
            raise NotTypeset(f"{template}: {error}") from error
    try:
        return _compile(_FOLDER / f"{template}.typ", with_squares, at)
    except RuntimeError as error:
        raise NotTypeset(f"{template}: {error}") from error


def _compile(source: Path, facts: object, at: datetime) -> bytes:
    made: bytes = typst.compile(
        str(source),
        root=str(_FOLDER),
        ignore_system_fonts=True,
        sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)},
        pdf_standards=[*_STANDARDS],
        timestamp=int(at.timestamp()),
    )
    return made


def _each_text(facts: object, mend: Callable[[str], str]) -> object:
    """Return the facts with every text in them mended; keys are ours and stay."""
    if isinstance(facts, str):
        return mend(facts)
    if isinstance(facts, Mapping):
        return {key: _each_text(value, mend) for key, value in facts.items()}
    if isinstance(facts, list | tuple):
        return [_each_text(value, mend) for value in facts]
    return facts


def _without_control(text: str) -> str:
    """Return the text with one kind of line end and without characters that are not for the eye."""
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    text = unicodedata.normalize("NFC", text.replace("\t", " "))
    return "".join(sign for sign in text if sign in _KEPT_UNSEEN or unicodedata.category(sign) not in _UNSEEN)


def _with_squares(text: str) -> str:
    return "".join(sign if sign in _KEPT_UNSEEN or _has_sign(sign) else _NO_SIGN for sign in text)


def _has_sign(sign: str) -> bool:
    return sign == _NO_SIGN or any(first <= ord(sign) <= last for first, last in _SIGNS)
