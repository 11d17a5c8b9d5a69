"""Finds the files of a folder and reads their TOML: what a file holds is told by the folder it lies in."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from fundflow.catalogue.problems import Problem
from fundflow.catalogue.reader import Part
from fundflow.catalogue.shapes import (
    AppealFile,
    CodeList,
    DatedGenderRule,
    KnownProgramme,
    MunicipalityFile,
    RegionFile,
    RuleFile,
)
from fundflow.domain.delegation import DelegationOrder
from fundflow.domain.programme import Programme
from fundflow.domain.strategy import Strategy

_SHAPES: Final[Mapping[str, type]] = {
    "codes": CodeList,
    "regions": RegionFile,
    "municipalities": MunicipalityFile,
    "rules": RuleFile,
    "strategies": Strategy,
    "programmes": Programme,
    "historic": KnownProgramme,
    "delegation": DelegationOrder,
    "gender": DatedGenderRule,
    "appeal": AppealFile,
}
"""What a file holds, by the folder it lies in or, at the top, by its name. Code lists come first: others offer them."""


@dataclass(frozen=True, slots=True)
class Source:
    """One thing of the catalogue as it lies in its files; only a programme may lie in several."""

    shape: type
    parts: tuple[Part, ...]

    def file_of(self, where: str) -> str:
        """Return the file that holds the first step of a path such as ``pages[costs].questions[total]``."""
        name, _, key = where.partition(".")[0].rstrip("]").partition("[")
        for part in self.parts:
            value = part.raw.get(name)
            if isinstance(value, list) and any(_is_called(item, key) for item in value):
                return part.file
            if value is not None and not key:
                return part.file
        return self.parts[0].file


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read, with its source; ``whole`` is False when reading it already found problems."""

    value: Any
    source: Source
    whole: bool


def sources_in(folder: Path, problems: list[Problem]) -> Iterator[Source]:
    """Yield what the folder holds, by file name; a programme may be a folder of files."""
    if not folder.is_dir():
        problems.append(Problem(folder.name, "", "there is no such folder"))
        return
    for first in sorted(folder.iterdir()):
        shape = _SHAPES.get(first.stem if first.is_file() else first.name)
        if shape is None:
            problems.append(Problem(_name(first, folder), "", f"belongs to none of {', '.join(_SHAPES)}"))
            continue
        for path in sorted(first.iterdir()) if first.is_dir() else [first]:
            files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
            parts = tuple(part for file in files if (part := _part(file, folder, problems)))
            if parts:
                yield Source(shape, parts)


def _part(file: Path, folder: Path, problems: list[Problem]) -> Part | None:
    name = _name(file, folder)
    if file.suffix != ".toml":
        problems.append(Problem(name, "", "is not a TOML file"))
        return None
    try:
        return Part(name, tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(Problem(name, "", f"cannot be read as TOML: {error}"))
        return None


def fingerprint(folders: Iterable[Path]) -> str:
    """Return the SHA-256 of every file of the folders, names and contents."""
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.rglob("*.toml")):
            digest.update(_name(file, folder).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder.parent).as_posix()


def _is_called(item: object, key: str) -> bool:
    return isinstance(item, dict) and str(item.get("key") or item.get("id") or item.get("code")) == key
