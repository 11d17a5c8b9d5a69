"""Folders with one mistake in them, beside the files that ship."""

import shutil
from pathlib import Path

import pytest

from fundflow import paths
from fundflow.catalogue.loader import load_catalogue
from fundflow.catalogue.problems import CatalogueError, Problem

MADE_UP = Path(__file__).parent / "made_up"
FUND = "programmes/village_fund.1.toml"
RULES = "rules/village_fund.toml"


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """Return what is wrong with the folder and those that ship together."""
    with pytest.raises(CatalogueError) as raised:
        load_catalogue(paths.CATALOGUE, folder)
    return raised.value.problems


def changed(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """Copy the made-up programme and change one thing in a file of it."""
    folder = tmp_path / "made_up"
    shutil.copytree(MADE_UP, folder, dirs_exist_ok=True)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def added(tmp_path: Path, file: str, text: str) -> Path:
    """Make a folder that holds one file."""
    folder = tmp_path / "more"
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8")
    return folder
