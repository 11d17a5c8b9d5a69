"""The rules in force, for everybody."""

from fundflow import paths
from fundflow.catalogue.loader import load_catalogue
from fundflow.labels.figures import FIGURE
from tests.pages import Browser


def test_the_rules_in_force_are_open_to_all_with_source_and_values(browser: Browser) -> None:
    page = browser.open("/regler?program=commercial_service&dag=2026-03-02")

    assert "S10, (2024:1243) 20, 22 §§" in page.text
    assert "370 000 kr" in page.text
    assert "Kontrollerad: kan stoppa" in page.text
    assert "Delvis kontrollerad: varnar" in page.text


def test_the_day_picks_the_wording_and_the_programme_its_rules(browser: Browser) -> None:
    older = browser.open("/regler?program=commercial_service&dag=31+december+2025")

    assert "350 000 kr" in older.text
    assert "370 000 kr" not in older.text
    assert "2022:1467" not in older.text


def test_all_programmes_are_shown_when_none_is_chosen(browser: Browser) -> None:
    page = browser.open("/").follow("Regler")

    assert page.heading == "Regler för stöden"
    assert all(act in page.text for act in ("2003:596", "2022:1467", "2022:1468", "2024:1243", "2023/2831"))


def test_what_is_no_day_is_said_and_stays_in_the_field(browser: Browser) -> None:
    page = browser.open("/regler?dag=snart")

    assert "Det är ingen dag." in page.text
    assert 'value="snart"' in page.html


def test_every_figure_of_every_rule_has_its_name() -> None:
    rules = load_catalogue(paths.CATALOGUE).rules()
    named = {name for rule in rules for name, value in rule.figures.items() if not isinstance(value, str)}

    assert named == set(FIGURE)
