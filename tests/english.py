"""Finds Swedish on a page in English: words that our own texts hold in Swedish and in no English text.

What stands in an element marked as Swedish is left out, and so is what people wrote themselves: their language is not
known, and it stands in the database as they wrote it.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache

from babel.messages.pofile import read_po
from sqlalchemy import Engine, text

from fundflow import paths
from tests.inspection import Node

READ_ALOUD = ("alt", "aria-label", "data-label", "placeholder", "title")
WRITTEN_BY_PEOPLE = (
    *("answer", "application_version", "attachment", "case_fact", "claim", "claim_row", "cost_line", "financing_line"),
    *("funding_case", "goal_contribution", "group_link", "message", "organisation", "organisation_name", "person"),
    *("published_figure", "report", "service_place"),
)
_PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}|\S+@\S+")
_WORD = re.compile(r"[a-zà-ÿ]{2,}")
_SAME_IN_BOTH = frozenset({"kr"})
_NAMES = re.compile("El Salvador")
_TEXTS = frozenset({"label", "hint", "lead", "summary", "text", "guidance", "description", "official_name"})
"""The keys of the catalogue whose texts may stand in Swedish alone."""


def words_in(said: str) -> set[str]:
    """The words of a text, in small letters."""
    return set(_WORD.findall(_PLACES.sub(" ", _NAMES.sub(" ", said)).lower()))


@cache
def telltales() -> frozenset[str]:
    """Every word of our Swedish texts that no English one holds."""
    swedish: set[str] = set()
    english: set[str] = set()
    for source, translation in (*_of_pages(), *_of_the_catalogue()):
        swedish |= words_in(source)
        english |= words_in(translation)
    return frozenset(swedish - english - _SAME_IN_BOTH)


def _of_pages() -> Iterator[tuple[str, str]]:
    with (paths.TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        for message in read_po(file, locale="en"):
            if isinstance(message.id, tuple):
                yield from zip(message.id, message.string, strict=True)
            elif message.id:
                yield message.id, str(message.string)


def _of_the_catalogue() -> Iterator[tuple[str, str]]:
    for path in sorted(paths.CATALOGUE.rglob("*.toml")):
        yield from _both_languages(tomllib.loads(path.read_text("utf-8")))


def _both_languages(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and "sv" in value:
        yield value["sv"], value.get("en", "")
    elif isinstance(value, dict | list):
        if isinstance(value, dict):
            yield from ((said, "") for key, said in value.items() if key in _TEXTS and isinstance(said, str))
        for one in value.values() if isinstance(value, dict) else value:
            yield from _both_languages(one)


def written_by_people(engine: Engine) -> frozenset[str]:
    """Every line that people wrote in their cases, and their names; as a page shows it, with single blanks."""
    with engine.connect() as connection:
        rows = [row for table in WRITTEN_BY_PEOPLE for row in connection.execute(text(f"SELECT * FROM {table}"))]
    return frozenset(line for row in rows for cell in row for line in _lines(cell) if len(line) > 3)


def _lines(cell: object) -> Iterator[str]:
    if isinstance(cell, str) and cell[:1] in ("{", "[", '"'):
        yield from _lines(json.loads(cell))
    elif isinstance(cell, str):
        yield from (" ".join(line.split()) for line in cell.splitlines())
    elif isinstance(cell, dict | list):
        for one in cell.values() if isinstance(cell, dict) else cell:
            yield from _lines(one)


def swedish_on(page: Node, written: Iterable[str] = ()) -> dict[str, list[str]]:
    """The texts of a page that hold Swedish and are not marked so, each with its telltale words."""
    longest_first = sorted(written, key=len, reverse=True)
    found: dict[str, list[str]] = {}
    for said in set(_said(page)):
        if words_in(said) & telltales():
            rest = said
            for line in longest_first:
                rest = rest.replace(line, " ")
            if told := words_in(rest) & telltales():
                found[said] = sorted(told)
    return found


def _said(node: Node) -> Iterator[str]:
    if node.attrs.get("lang", "en") != "en" or node.tag in ("script", "style", "textarea"):
        return
    yield from (" ".join(node.attrs[name].split()) for name in READ_ALOUD if name in node.attrs)
    for child in node.children:
        if isinstance(child, Node):
            yield from _said(child)
        else:
            yield " ".join(child.split())
