"""What the loader refuses in rules, strategies, orders and lists, and how problems are reported together."""

import re
import shutil
from pathlib import Path

import pytest

from fundflow import paths
from fundflow.catalogue.loader import load_catalogue
from fundflow.catalogue.problems import CatalogueError
from tests.catalogue.broken import FUND, RULES, added, changed, problems_of


@pytest.mark.parametrize(
    ("old", "new", "where", "problem"),
    [
        pytest.param('status = "V"', 'status = "X"', "rules[BY1].status", "none of V, P, U", id="an unknown status"),
        pytest.param(
            'status = "V"', 'status = "V"\nregion = "skane"', "rules[BY1].region", "no region", id="an unknown region"
        ),
        pytest.param(
            'status = "V"', 'status = "V"\nact = "1999:1"', "rules[BY1].act", "no act '1999:1'", id="an unknown act"
        ),
        pytest.param(
            'status = "V"',
            'status = "V"\nfigures = { highest_percent = 150 }',
            "rules[BY1].figures.highest_percent",
            "between 0 and 100",
            id="more than a hundred percent",
        ),
        pytest.param(
            'status = "V"',
            'status = "V"\nfigures = { highest = 150 }',
            "rules[BY1].figures.highest",
            "must hold its unit",
            id="a figure without unit",
        ),
        pytest.param(
            'status = "V"',
            'status = "V"\nfigures = { highest_kronor = 150.5 }',
            "rules[BY1].figures.highest_kronor",
            "whole kronor",
            id="an amount with decimals",
        ),
        pytest.param(
            'status = "V"',
            'status = "V"\nvalid_from = 2026-01-01\nvalid_to = 2025-01-01',
            "rules[BY1].valid_to",
            "before valid_from",
            id="days in the wrong order",
        ),
    ],
)
def test_a_mistake_in_a_rule_names_file_and_key(tmp_path: Path, old: str, new: str, where: str, problem: str) -> None:
    found = problems_of(changed(tmp_path, RULES, old, new))

    assert any(one.file == f"made_up/{RULES}" and one.where == where and problem in one.problem for one in found), found


WORDING = """
[[rules]]
id = "A6"
label = "Högst 40 procent"
act = "2003:596"
provision = "§ 5"
status = "P"
valid_from = 2027-01-01
figures = { highest_percent = 40 }
"""
STRATEGY = """
key = "coast"
version = 1
region = "vasterbotten"
label = "Kusten"
short_name = "Kusten"
source = "påhittad"
levels = []
directions = []
overarching_goals = []

[[priorities]]
key = "sea"
number = 1
label = "Havet"
areas = [{ key = "fish", label = "Fisk" }]

[[priorities]]
key = "land"
number = 2
label = "Landet"
areas = [{ key = "wood", label = "Skog" }]
"""
ORDER = """
key = "new_order"
version = 1
in_force_from = 2027-01-01
positions = [["director", "Direktör"]]

[[items]]
number = "1"
kind = "grant"
position = "director"
up_to_kronor = 100_000
"""


@pytest.mark.parametrize(
    ("file", "text", "where", "problem"),
    [
        pytest.param("rules/new.toml", WORDING, "rules[A6].valid_from", "another wording", id="overlapping wordings"),
        pytest.param("rules/new.txt", "", "", "is not a TOML file", id="a file that is no TOML"),
        pytest.param("programs/new.toml", "", "", "belongs to none of", id="a folder that means nothing"),
        pytest.param(
            "strategies/coast.toml", STRATEGY.replace('"vasterbotten"', '"skane"'), "region", "no region 'skane'",
            id="a strategy of an unknown region",
        ),
        pytest.param(
            "strategies/coast.toml", STRATEGY.replace("number = 2", "number = 1"), "priorities", "stands twice",
            id="a number of a priority twice",
        ),
        pytest.param(
            "strategies/coast.toml", STRATEGY.replace('"wood"', '"fish"'), "priorities[land].areas[fish]",
            "another priority", id="an area in two priorities",
        ),
        pytest.param(
            "strategies/coast.toml", STRATEGY.replace('key = "coast"', 'key = "norrbotten_rus_2030"'), "",
            "stands in data/strategies/norrbotten_rus_2030.1.toml too", id="a strategy that exists",
        ),
        pytest.param(
            "strategies/coast.toml", STRATEGY.replace("number = 2", 'number = 2\ntakes = ["boats"]'),
            "priorities[land].takes", "no programme 'boats'", id="a priority that takes an unknown programme",
        ),
        pytest.param(
            "strategies/coast.toml", re.sub("(number = [12])", '\\1\ntakes = ["project_funding"]', STRATEGY),
            "priorities[land].takes", "another priority too", id="a programme that two priorities take",
        ),
        pytest.param(
            "delegation/new.toml", ORDER.replace('position = "director"', 'position = "king"'), "items[1].position",
            "no position 'king'", id="an unknown position",
        ),
        pytest.param(
            "delegation/new.toml", ORDER.replace('kind = "grant"', 'kind = "gift"'), "items[1].kind", "'gift'",
            id="an unknown kind of decision",
        ),
        pytest.param(
            "delegation/new.toml", ORDER.replace("up_to_kronor", "up_to"), "items[1].up_to", "unknown key",
            id="an amount without unit",
        ),
        pytest.param(
            "delegation/new.toml", ORDER + 'programmes = ["no_such"]', "items[1].programmes", "no programme",
            id="an order about an unknown programme",
        ),
        pytest.param(
            "codes/colours.toml", 'key = "colours"\nlabel = "Färger"\nsource = "påhittad"\nstatus = "V"', "codes",
            "has codes", id="a listed code list without codes",
        ),
        pytest.param(
            "municipalities.toml",
            '[[municipalities]]\ncode = "2284"\nname = "Örnsköldsvik"\ncounty_code = "24"\n'
            'county = "Västerbottens län"\naid_area = "4"\naid_area_status = "P"',
            "municipalities[2284].aid_area", "is none of", id="an unknown aid area",
        ),
        pytest.param(
            "gender/rule.2.toml",
            'in_force_from = 2027-01-01\n[rule]\nkey = "x"\nversion = 2\neven_from_percent = 60\n'
            'even_to_percent = 40\napplies_to = ["company"]',
            "rule.even_to_percent", "between 0 and 100", id="an interval that is none",
        ),
        pytest.param(
            "appeal/new.toml",
            '[[appeals]]\nact = "2003:596"\nkinds = ["grant"]\nprovision = "§ 1"\nstatus = "U"\ntext = "Nej."', "",
            "appeal 2003:596 grant stands in data/appeal/2003-596.toml too", id="an appeal text that exists",
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_another_file_names_file_and_key(
    tmp_path: Path, file: str, text: str, where: str, problem: str
) -> None:
    found = problems_of(added(tmp_path, file, text))

    assert any(one.where == where and problem in one.problem for one in found), "\n".join(map(str, found))
    assert any(one.file.startswith("more/") and one.where == where for one in found)


def test_every_problem_of_all_folders_is_reported_together(tmp_path: Path) -> None:
    first = changed(tmp_path, FUND, 'key = "village_fund"', 'kei = "village_fund"')
    changed_twice = (first / RULES).read_text(encoding="utf-8").replace('status = "V"', 'statsu = "V"')
    (first / RULES).write_text(changed_twice, encoding="utf-8")
    more = added(tmp_path, "rules/new.toml", WORDING)

    with pytest.raises(CatalogueError) as raised:
        load_catalogue(paths.CATALOGUE, first, more)

    lines = str(raised.value).splitlines()
    assert {line.split(":")[0] for line in lines} == {f"made_up/{FUND}", f"made_up/{RULES}", "more/rules/new.toml"}
    assert len(lines) == len(set(lines))


def test_a_mistake_in_one_part_of_a_programme_names_that_part(tmp_path: Path) -> None:
    shutil.copytree(paths.CATALOGUE, tmp_path / "data")
    part = tmp_path / "data" / "programmes" / "project_funding.1" / "criteria.toml"
    part.write_text(part.read_text(encoding="utf-8").replace('rule = "X26"', 'rule = "X99"'), encoding="utf-8")

    with pytest.raises(CatalogueError) as raised:
        load_catalogue(tmp_path / "data")

    assert str(raised.value) == (
        "data/programmes/project_funding.1/criteria.toml: criteria[equality_gate].rule: there is no rule 'X99'"
    )


def test_a_key_that_stands_in_two_parts_of_a_programme_is_refused(tmp_path: Path) -> None:
    shutil.copytree(paths.CATALOGUE, tmp_path / "data")
    part = tmp_path / "data" / "programmes" / "project_funding.1" / "reports.toml"
    part.write_text("version = 2\n" + part.read_text(encoding="utf-8"), encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"reports.toml: version: stands in another file too"):
        load_catalogue(tmp_path / "data")


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="nowhere: the file: there is no such folder"):
        load_catalogue(paths.CATALOGUE, tmp_path / "nowhere")


def test_a_strategy_with_english_names_says_whose_they_are(tmp_path: Path) -> None:
    english = STRATEGY.replace('label = "Havet"', 'label = { sv = "Havet", en = "The sea" }')

    (problem,) = problems_of(added(tmp_path, "strategies/coast.toml", english))

    assert (problem.where, "official or ours" in problem.problem) == ("english_names", True)


def test_a_strategy_is_named_in_english_wholly_or_not_at_all(tmp_path: Path) -> None:
    english = STRATEGY.replace('source = "påhittad"', 'source = "påhittad"\nenglish_names = "ours"').replace(
        'label = "Havet"', 'label = { sv = "Havet", en = "The sea" }'
    )

    found = problems_of(added(tmp_path, "strategies/coast.toml", english))

    assert {one.where for one in found} == {
        "priorities[sea].fish.label",
        "priorities[land].label",
        "priorities[land].wood.label",
    }
