"""Who last wrote each answer of a form, and when: told to a colleague who has written the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Author:
    """A person and the moment at which they wrote an answer."""

    person_id: int
    at: datetime


def authors_after(
    authors: Mapping[str, object], before: Mapping[str, object], after: Mapping[str, object], by: Author
) -> dict[str, object]:
    """Return who wrote each answer, once those that differ from before are this person's; as it is stored."""
    changed = {key for key in {*before, *after} if (before.get(key) or "") != (after.get(key) or "")}
    return {**authors, **{key: [by.person_id, by.at.isoformat()] for key in sorted(changed)}}


def author_of(authors: Mapping[str, object], question: str) -> Author | None:
    """Return who wrote an answer; None when it was written before that was noted."""
    match authors.get(question):
        case [int(person_id), str(at)]:
            return Author(person_id, datetime.fromisoformat(at))
        case _:
            return None
