"""Render letters from text templates: the first line is the subject. Plain Jinja, no Flask."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from fundflow import paths


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter ready to send."""

    subject: str
    text: str


def render(name: str, facts: Mapping[str, object], language: str = "sv") -> Rendered:
    """Return the letter of that name with its facts; a fact that is missing is a mistake and raises UndefinedError."""
    written = _environment().get_template(_file_of(name, language)).render(**facts)
    subject, _, text = written.strip().partition("\n")
    return Rendered(subject.strip(), text.strip() + "\n")


def is_in(name: str, language: str) -> bool:
    """Say whether the letter is written in the language; those to the office are in Swedish only."""
    return (paths.TEMPLATES / "letters" / _file_of(name, language)).is_file()


def _file_of(name: str, language: str) -> str:
    return f"{name}.txt" if language == "sv" else f"{language}/{name}.txt"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # Letters are plain text: nothing in them is read as markup, so nothing is escaped.
    return Environment(
        loader=FileSystemLoader(paths.TEMPLATES / "letters"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
        keep_trailing_newline=True,
    )
