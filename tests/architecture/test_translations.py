"""Every text of the applicant's pages is there in English, with the same facts in it, and compiled as it is written."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from fundflow import paths

ROOT = Path(__file__).parents[2]
ENGLISH = paths.TRANSLATIONS / "en" / "LC_MESSAGES"
KEYWORDS = ("-k", "_l", "-k", "_n:1,2", "-k", "msgid", "-k", "ngettext:1,2")
_PLACES = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]+\}|%%")


@pytest.fixture(scope="module")
def in_code(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The texts as they stand in templates and code now."""
    out = tmp_path_factory.mktemp("texts") / "texts.pot"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        CommandLineInterface().run(["pybabel", "-q", "extract", "-F", "pyproject.toml", *KEYWORDS, "-o", str(out), "."])
    with out.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def translated() -> Catalog:
    """The English texts, as they are written."""
    with (ENGLISH / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


def texts(message: Message) -> list[tuple[str, str]]:
    """Swedish and English of a message, of each of its forms."""
    if isinstance(message.id, tuple):
        return list(zip(message.id, message.string, strict=True))
    return [(message.id, str(message.string))]


def test_every_text_of_the_applicants_pages_is_in_the_catalogue_and_no_other(
    in_code: Catalog, translated: Catalog
) -> None:
    wanted = {message.id for message in in_code if message.id}
    held = {message.id for message in translated if message.id}

    assert wanted - held == set(), "run bin/translate, and translate what is new"
    assert held - wanted == set(), "run bin/translate: these are no longer said"


def test_every_text_is_translated_with_the_same_facts_in_it(translated: Catalog) -> None:
    pairs = [pair for message in translated if message.id for pair in texts(message)]

    empty = [swedish for swedish, english in pairs if not english.strip()]
    other_facts = [
        swedish
        for swedish, english in pairs
        if sorted(set(_PLACES.findall(swedish))) != sorted(set(_PLACES.findall(english)))
    ]

    assert empty == []
    assert other_facts == []


def test_what_is_compiled_is_what_is_written(translated: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, translated)

    assert (ENGLISH / "messages.mo").read_bytes() == compiled.getvalue()
