"""Before and after: what differs between two versions of an application, down to the words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from fundflow.web.case.told import Told, ToldPage

_WORDS: Final = re.compile(r"\s+|[^\s]+")
_LONGEST_TO_COMPARE: Final = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; ``changed``: it stands on this side only."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose answer differs, with its text before and after in pieces."""

    key: str
    question: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def changes_between(before: Sequence[ToldPage], after: Sequence[ToldPage]) -> list[Change]:
    """Return what differs, in the order of the form as it was sent last."""
    earlier, later = _by_key(before), _by_key(after)
    asked = {**later, **{key: told for key, told in earlier.items() if key not in later}}
    return list(_changes(asked, earlier, later))


def _by_key(pages: Sequence[ToldPage]) -> dict[str, Told]:
    return {told.key: told for page in pages for told in page.answers}


def _changes(asked: Mapping[str, Told], earlier: Mapping[str, Told], later: Mapping[str, Told]) -> Iterator[Change]:
    for key, told in asked.items():
        old, new = ("\n".join(side[key].lines) if key in side else "" for side in (earlier, later))
        if old != new:
            yield Change(key, told.question, *pieces_of(old, new))


def pieces_of(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces, what differs marked word by word; very long texts are marked whole."""
    if len(old) + len(new) > _LONGEST_TO_COMPARE * 2:
        return (Piece(old, True),), (Piece(new, True),)
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    before: list[Piece] = []
    after: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        same = kind == "equal"
        before += [Piece("".join(left[i:j]), not same)] if j > i else []
        after += [Piece("".join(right[k:m]), not same)] if m > k else []
    return tuple(before), tuple(after)


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that was added or taken away between two versions."""

    name: str
    added: bool


def file_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FileChange]:
    """Return the files that differ between two frozen contents, by their check sums."""
    old = {file["sha256"]: file["name"] for file in before.get("attachments", ())}
    new = {file["sha256"]: file["name"] for file in after.get("attachments", ())}
    gone = [FileChange(name, added=False) for key, name in old.items() if key not in new]
    return gone + [FileChange(name, added=True) for key, name in new.items() if key not in old]
