"""What the made-up region is made of: names, places and ideas for projects, read from the files beside."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fundflow.domain.concepts import ApplicantKind

_FOLDER: Final = Path(__file__).resolve().parent / "content"


@dataclass(frozen=True, slots=True)
class Place:
    """A made-up place and the code of the municipality that it is counted in."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class ApplicantNames:
    """Names of applicants of one kind, with a place in them for so many places, and their series of numbers."""

    kind: ApplicantKind
    series: str
    names: tuple[str, ...]
    places: int


@dataclass(frozen=True, slots=True)
class Names:
    """First names, surnames, streets, places and what applicants are called."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    streets: tuple[str, ...]
    places: tuple[Place, ...]
    applicants: tuple[ApplicantNames, ...]


@dataclass(frozen=True, slots=True)
class Idea:
    """What a project is about: from the need to what is left of it, in the words of an applicant.

    ``titles`` may hold ``{place}``. ``sdgs`` are goal, effect and how; ``indicators`` are key, least and most.
    """

    priority: str
    area: str
    titles: tuple[str, ...]
    need: str
    aim: str
    goals: tuple[str, ...]
    target: str
    lasting: str
    activities: tuple[str, ...]
    gap: str
    evening_out: str
    climate: str
    climate_ways: tuple[str, ...]
    result: str
    sdgs: tuple[tuple[str, str, str], ...]
    indicators: tuple[tuple[str, int, int], ...]
    fits: frozenset[ApplicantKind]
    theme: str = ""
    eu: str = ""
    climate_effect: bool = False


def read_names() -> Names:
    """Return the names of the region."""
    read = _read("names.toml")
    return Names(
        women=tuple(read["women"]),
        men=tuple(read["men"]),
        surnames=tuple(read["surnames"]),
        streets=tuple(read["streets"]),
        places=tuple(Place(**place) for place in read["places"]),
        applicants=tuple(
            ApplicantNames(ApplicantKind(one["kind"]), one["series"], tuple(one["names"]), one["places"])
            for one in read["applicants"]
        ),
    )


def read_ideas() -> tuple[Idea, ...]:
    """Return every idea, in the order of priorities."""
    return tuple(
        _idea(table["priority"], one)
        for path in sorted(_FOLDER.glob("p[0-9].toml"))
        for table in [_read(path.name)]
        for one in table["ideas"]
    )


def _idea(priority: str, written: dict[str, Any]) -> Idea:
    lists = ("titles", "goals", "activities", "climate_ways")
    return Idea(
        **{
            **written,
            **{name: tuple(written[name]) for name in lists},
            "priority": priority,
            "sdgs": tuple((goal, effect, how) for goal, effect, how in written["sdgs"]),
            "indicators": tuple((key, least, most) for key, least, most in written["indicators"]),
            "fits": frozenset(ApplicantKind(kind) for kind in written["fits"]),
        }
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text("utf-8"))
