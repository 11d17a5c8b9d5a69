"""The shape of a regional strategy: priorities with areas and sub-goals, directions, and how a case contributes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from fundflow.domain.programme import QuestionKind, Text

OF_STRATEGY: Final = frozenset({QuestionKind.PRIORITY, QuestionKind.FURTHER_PRIORITIES, QuestionKind.STRATEGIC_AREA})
"""The kinds of question whose answers the region's strategy names."""


class EnglishNames(StrEnum):
    """Whose the English names of a strategy are: the region's own, or our plain translations, which are unofficial."""

    OFFICIAL = "official"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the strategy as it is called there; ``listed`` is False where its entries are not known."""

    key: str
    label: Text
    count: int | None
    listed: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A named part of a priority, or a direction or overarching goal; ``number`` as the strategy prints it.

    ``variants`` are other spellings of the label in reports, to be recognised and never shown.
    """

    key: str
    label: Text
    number: str | None = None
    summary: Text | None = None
    variants: tuple[str, ...] = ()
    parts: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Priority:
    """What money counts on: one main priority a case, any number of further ones.

    ``official_name`` is the whole wording of the strategy where the label is shorter; ``measures`` are the third level
    of older plans, whose numbers have nothing to do with the appropriation 1:1 (X04). ``takes``: the programmes whose
    cases count here where the form asks for no priority.
    """

    key: str
    number: int
    label: Text
    official_name: Text | None = None
    areas: tuple[Entry, ...] = ()
    sub_goals: tuple[Entry, ...] = ()
    measures: tuple[Entry, ...] = ()
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strategy:
    """A regional development strategy in one version; cases keep the one under which they were judged.

    ``english_names`` None: it is named in Swedish only.
    """

    key: str
    version: int
    region: str
    label: Text
    short_name: Text
    valid_from: date | None
    valid_to: date | None
    source: str
    levels: tuple[Level, ...]
    directions: tuple[Entry, ...]
    overarching_goals: tuple[Entry, ...]
    priorities: tuple[Priority, ...]
    cross_cutting: tuple[Entry, ...] = ()
    english_names: EnglishNames | None = None

    def priority(self, key_or_number: str) -> Priority | None:
        """Return the priority of that key or number."""
        wanted = key_or_number.strip()
        return next((p for p in self.priorities if wanted in (p.key, str(p.number))), None)

    def priority_taking(self, programme: str) -> Priority | None:
        """Return the priority on which cases of the programme count where their form asks for none."""
        return next((priority for priority in self.priorities if programme in priority.takes), None)

    def area(self, key: str) -> Entry | None:
        """Return the strategic area of that key, whichever priority it belongs to."""
        return next((area for _, area in self.areas() if area.key == key), None)

    def areas(self) -> Iterator[tuple[Priority, Entry]]:
        """Yield each strategic area with its priority."""
        for priority in self.priorities:
            for area in priority.areas:
                yield priority, area

    def in_force_on(self, day: date) -> bool:
        """Say whether the strategy applies on the day; an unknown end is open."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
