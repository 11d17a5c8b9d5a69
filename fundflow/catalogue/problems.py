"""What is wrong in the files of the catalogue: file, place and problem, all of a folder together."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake; ``where`` is the path of keys, such as ``pages[costs].questions[total].label``."""

    file: str
    where: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where or 'the file'}: {self.problem}"


class CatalogueError(Exception):
    """The catalogue cannot be used; its text has one line a problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
