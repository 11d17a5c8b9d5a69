"""Versions and days: which programme, rule, order and gender rule counts, and a programme of one's own beside them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fundflow import paths
from fundflow.catalogue import Catalogue
from fundflow.catalogue.loader import load_catalogue
from tests.catalogue.broken import FUND, MADE_UP, added, changed

NEXT_WORDING = """
[[rules]]
id = "P9"
label = "Taket"
act = "2003:596"
provision = "§ 5"
status = "V"
valid_to = 2025-12-31
figures = { highest_kronor = 350_000 }

[[rules]]
id = "P9"
label = "Taket, höjt"
act = "2003:596"
provision = "§ 5"
status = "V"
valid_from = 2026-01-01
figures = { highest_kronor = 370_000, share_percent = 42.5 }
"""
NEXT_ORDER = """
key = "example"
version = 2
in_force_from = 2027-01-01
positions = [["director", "Direktör"]]

[[items]]
number = "1"
kind = "grant"
position = "director"
"""
NEXT_GENDER_RULE = """
in_force_from = 2027-01-01

[rule]
key = "owners_and_leader"
version = 2
even_from_percent = 45
even_to_percent = 55
applies_to = ["company"]
"""


def test_a_made_up_programme_stands_beside_those_that_ship(catalogue: Catalogue) -> None:
    in_force = catalogue.programmes_in_force(date(2026, 3, 2))

    in_order = ["project_funding", "business_support", "commercial_service", "village_fund"]
    assert [programme.key for programme in in_force] == in_order
    assert str(catalogue.programme_label("village_fund")) == "Byafonden"
    assert catalogue.programme_label("village_fund").read_in("en") == "The village fund"
    assert str(catalogue.grant_type_label("village_fund", "village_grant")) == "Bybidrag"
    assert catalogue.programme_keys()[:4] == in_order


def test_no_programme_is_in_force_before_its_day(catalogue: Catalogue) -> None:
    assert catalogue.programmes_in_force(date(2023, 12, 31)) == []
    assert catalogue.programme_in_force("project_funding", date(2023, 12, 31)) is None
    assert catalogue.programme_in_force("project_funding", date(2024, 1, 1)) is not None


def test_the_newest_version_counts_from_its_day_and_the_older_one_is_kept(tmp_path: Path) -> None:
    second = changed(
        tmp_path, FUND, "version = 1\nin_force_from = 2024-01-01", "version = 2\nin_force_from = 2027-01-01"
    )
    (second / "rules" / "village_fund.toml").unlink()

    catalogue = load_catalogue(paths.CATALOGUE, MADE_UP, second)

    versions = [catalogue.programme_in_force("village_fund", day) for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert [programme.version for programme in versions if programme] == [1, 2]
    assert catalogue.programme("village_fund", 1).in_force_from == date(2024, 1, 1)


def test_a_version_that_does_not_exist_is_a_key_error(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError):
        catalogue.programme("project_funding", 99)


@pytest.mark.parametrize(
    ("day", "highest"),
    [
        pytest.param(date(2025, 12, 31), 350_000, id="the last day of the older wording"),
        pytest.param(date(2026, 1, 1), 370_000, id="the first day of the newer one"),
    ],
)
def test_the_wording_of_a_rule_follows_the_day(tmp_path: Path, day: date, highest: int) -> None:
    catalogue = load_catalogue(paths.CATALOGUE, added(tmp_path, "rules/new.toml", NEXT_WORDING))

    rule = catalogue.rulebook(day, "vasterbotten").find("P9")

    assert rule is not None
    assert rule.number("highest_kronor") == highest


def test_a_percentage_is_read_exactly(tmp_path: Path) -> None:
    catalogue = load_catalogue(paths.CATALOGUE, added(tmp_path, "rules/new.toml", NEXT_WORDING))

    rule = catalogue.rulebook(date(2026, 1, 1), "vasterbotten").find("P9")

    assert rule is not None
    assert rule.percent("share_percent") == Decimal("42.5")


def test_the_same_rule_may_have_a_wording_of_its_own_in_each_region(tmp_path: Path) -> None:
    one = '[[rules]]\nid = "P9"\nlabel = "Taket"\nprovision = "regional policy"\nstatus = "V"\nregion = "{region}"\n'
    text = one.format(region="vasterbotten") + "\n" + one.format(region="norrbotten")

    catalogue = load_catalogue(paths.CATALOGUE, added(tmp_path, "rules/new.toml", text))

    found = [catalogue.rulebook(date(2026, 1, 1), region).find("P9") for region in catalogue.regions()]
    assert [rule.region for rule in found if rule] == ["vasterbotten", "norrbotten"]


def test_the_delegation_order_follows_the_day(tmp_path: Path) -> None:
    catalogue = load_catalogue(paths.CATALOGUE, added(tmp_path, "delegation/new.toml", NEXT_ORDER))

    versions = [catalogue.delegation_order(day).version for day in (date(2026, 12, 31), date(2027, 1, 1))]

    assert versions == [1, 2]
    with pytest.raises(KeyError):
        catalogue.delegation_order(date(2018, 12, 31))


def test_the_gender_rule_follows_the_day_and_the_first_one_reaches_back(tmp_path: Path) -> None:
    catalogue = load_catalogue(paths.CATALOGUE, added(tmp_path, "gender/new.toml", NEXT_GENDER_RULE))

    versions = [catalogue.gender_rule(day).version for day in (date(2018, 12, 31), date(2027, 1, 1))]

    assert versions == [1, 2]


def test_another_folder_gives_another_fingerprint(catalogue: Catalogue) -> None:
    shipped = load_catalogue(paths.CATALOGUE)

    assert shipped.versions_hash() == load_catalogue(paths.CATALOGUE).versions_hash()
    assert shipped.versions_hash() != catalogue.versions_hash()
