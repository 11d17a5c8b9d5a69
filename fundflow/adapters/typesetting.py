"""Typeset documents with typst: one file that is both archive PDF (A-3a) and accessible PDF (UA-1).

Facts go in as JSON, so that nothing a person writes can become code; the time stamp is the document's own, so that the
same facts give the same bytes.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import typst

from fundflow import paths

_FOLDER: Final = paths.TEMPLATES / "documents"
_STANDARDS: Final[list[Literal["a-3a", "ua-1"]]] = ["a-3a", "ua-1"]


class NotTypeset(Exception):
    """The document could not be made; the text says why."""


def templates() -> list[str]:
    """Return the names of the documents that can be typeset."""
    return sorted(path.stem for path in _FOLDER.glob("*.typ") if not path.stem.startswith("_"))


def typeset(template: str, facts: Mapping[str, object], *, at: datetime) -> bytes:
    """Return the document as PDF/A-3a and PDF/UA-1, dated ``at``.

    Raises NotTypeset when there is no such document or its facts do not fill it.
    """
    source: Path = _FOLDER / f"{template}.typ"
    if template not in templates():
        raise NotTypeset(template)
    try:
        made: bytes = typst.compile(
            str(source),
            root=str(_FOLDER),
            ignore_system_fonts=True,
            sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)},
            pdf_standards=[*_STANDARDS],
            timestamp=int(at.timestamp()),
        )
    except (RuntimeError, ValueError) as error:
        raise NotTypeset(f"{template}: {error}") from error
    return made
