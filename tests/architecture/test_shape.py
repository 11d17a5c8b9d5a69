"""The shape of the tree: small files, no corners, nothing of a question's key or a programme's name in code."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from fundflow import paths

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "fundflow").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TOML = sorted(paths.CATALOGUE.rglob("*.toml"))


def test_no_module_passes_four_hundred_lines() -> None:
    lines = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in [*SOURCES, *TESTS]}

    assert {path: count for path, count in lines.items() if count > 400} == {}


def test_no_room_is_a_corner() -> None:
    corners = {"utils", "util", "helpers", "helper", "common", "misc", "core"}

    assert [path for path in SOURCES if corners & set(path.with_suffix("").parts[-3:])] == []


def test_templates_stand_at_top_level_only() -> None:
    assert not (ROOT / "fundflow" / "templates").exists()


def test_nothing_reads_what_lies_beside_the_project() -> None:
    readers = [path for path in [*SOURCES, *TESTS] if "../" + "shared" in path.read_text("utf-8")]

    assert readers == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_stand_at_the_top(path: Path) -> None:
    room = path.relative_to(ROOT / "fundflow").parts[0]
    tree = ast.parse(path.read_text("utf-8"))
    inside = [
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    allowed = {"statistics": {"pandas"}}.get(room, set())
    names = {alias.name for node in inside for alias in node.names if isinstance(node, ast.Import)}
    names |= {node.module or "" for node in inside if isinstance(node, ast.ImportFrom)}
    assert names <= allowed


def keys_in(table: object) -> set[str]:
    """Every question key in a file of the catalogue."""
    if isinstance(table, list):
        return {key for one in table for key in keys_in(one)}
    if not isinstance(table, dict):
        return set()
    own = {question["key"] for question in table.get("questions", ()) if isinstance(question, dict)}
    return own | {key for one in table.values() for key in keys_in(one)}


def test_no_question_key_is_written_in_code() -> None:
    """Keys that are also words of the code, as ``summary``, cannot be told apart: those of two words are looked for."""
    questions = set()
    for path in TOML:
        questions |= keys_in(tomllib.loads(path.read_text("utf-8")))
    concepts = ROOT / "fundflow" / "domain" / "concepts.py"
    shared = set(re.findall(r'"([a-z_0-9]+)"', concepts.read_text("utf-8")))
    distinct = {key for key in questions - shared if "_" in key}

    found = {
        (str(path.relative_to(ROOT)), key)
        for path in SOURCES
        if "demo_region" not in path.parts
        for key in distinct
        if f'"{key}"' in path.read_text("utf-8")
    }

    assert distinct
    assert found == set()


def test_no_programme_is_named_in_code() -> None:
    named = re.compile(r'"(project_funding|business_support|commercial_service)"')

    found = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if "demo_region" not in path.parts and named.search(path.read_text("utf-8"))
    ]

    assert found == []


def test_no_host_of_a_registry_and_no_path_of_a_machine_is_written() -> None:
    hosts = re.compile(r"(files\.pythonhosted|registry\.npmjs|deb\.debian)\.org|/root/|/home/|/opt/")
    texts = [*SOURCES, *TESTS, *(ROOT / "bin").iterdir(), ROOT / "requirements.lock", ROOT / "pyproject.toml"]

    found = [path.name for path in texts if path.name != "test_shape.py" and hosts.search(path.read_text("utf-8"))]

    assert found == []
