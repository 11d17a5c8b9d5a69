"""The page of rules tells everybody which rules are in force, from where, and with which figures."""

import pytest

from fundflow import paths
from fundflow.catalogue.loader import load_catalogue
from fundflow.labels.figures import FIGURE, NAMED
from tests.pages import Browser, Page


def _rule(page: Page, rule_id: str) -> list[str]:
    rows = [row for number in range(len(list(page.root.all("table")))) for row in page.table(number)]
    return [cell.replace("\u00a0", " ") for cell in next(row for row in rows if row[0] == rule_id)]


def _ids(page: Page) -> list[str]:
    return [row.attrs["id"] for row in page.root.all("tr") if "id" in row.attrs]


def test_a_rule_is_told_with_its_figures_source_status_and_days(browser: Browser) -> None:
    page = browser.open("/regler?stod=business_support/mikrostod")

    said, figures, source, days = _rule(page, "V1")[1:]
    assert said.startswith("Mikrostöd: nytt företag")
    assert "andel av kostnaderna, högst: 50 procent" in figures
    assert "högst: 30 000 kr" in figures
    assert "företagets ålder, högst: 2 år" in figures
    assert "delar av Umeå: Tavelsjö, Holmsund" in figures
    assert source == "regionens riktlinje Bekräftad mot källan: kan hindra att stödet ges"
    assert days == "tills vidare"
    assert _rule(page, "E2")[3].endswith("Inte bekräftad i alla delar: varnar, och handläggaren kontrollerar")
    assert _rule(page, "E6")[2].endswith("1 januari 2029")


def test_who_may_apply_stands_at_the_rule_that_says_so(browser: Browser) -> None:
    micro = browser.open("/regler?stod=business_support/mikrostod")
    service = browser.open("/regler?stod=commercial_service")

    assert "kan söka: företag och enskilda firmor; föreningar" in _rule(micro, "B5")[2]
    assert "kan söka hemsändningsbidrag: kommuner" in _rule(service, "S1")[2]


def test_the_rules_of_a_whole_programme_are_shown(browser: Browser) -> None:
    page = browser.open("/regler").form("Visa").fill({"Stöd": "Kommersiell service, alla stöd"}).press()

    assert _rule(page, "S10")[3].startswith("20, 22 §§")
    assert "(2024:1243)" in page.text
    assert "2022:1467" not in page.text


def test_the_rules_of_one_kind_of_support_are_shown(browser: Browser) -> None:
    page = browser.open("/regler").form("Visa").fill({"Stöd": "commercial_service/driftstod"}).press()

    assert "för Särskilt driftstöd gäller den 19 februari 2026" in page.text.replace("\u00a0", " ")
    assert "S9" in _ids(page)
    assert "S6" not in _ids(page)


@pytest.mark.parametrize(("day", "ceiling"), [("31+december+2025", "350 000 kr"), ("2026-01-01", "370 000 kr")])
def test_the_day_picks_the_wording(browser: Browser, day: str, ceiling: str) -> None:
    page = browser.open(f"/regler?stod=commercial_service/servicebidrag&dag={day}")

    assert f"om året, högst: {ceiling}" in _rule(page, "S8")[2]


def test_all_is_shown_when_nothing_is_chosen_but_no_other_regions_policy(browser: Browser) -> None:
    page = browser.open("/").follow("Regler")

    assert page.heading == "Regler för stöden"
    assert all(act in page.text for act in ("2003:596", "2022:1467", "2022:1468", "2024:1243", "2023/2831"))
    assert "V1" in _ids(page)
    assert "N1" not in _ids(page)


def test_what_is_no_day_is_said_and_stays_in_the_field(browser: Browser) -> None:
    page = browser.open("/regler?dag=snart", status=422)

    assert page.errors == ["Skriv dagen som år, månad och dag, till exempel 2026-02-19."]
    assert 'value="snart"' in page.html
    assert "gäller den 19 februari 2026" in page.text.replace("\u00a0", " ")


def test_a_support_that_does_not_exist_is_told(browser: Browser) -> None:
    page = browser.open("/regler?stod=slott", status=422)

    assert len(page.errors) == 1


def test_a_day_before_every_programme_still_has_rules(browser: Browser) -> None:
    assert browser.open("/regler?dag=1900-01-01&stod=business_support/sis").heading == "Regler för stöden"


def test_every_figure_of_every_rule_has_its_name() -> None:
    rules = load_catalogue(paths.CATALOGUE).rules()
    numbers = {name for rule in rules for name, value in rule.figures.items() if not isinstance(value, str)}
    names = {name for rule in rules for name, value in rule.figures.items() if isinstance(value, str)}

    assert numbers == set(FIGURE)
    assert {name.removesuffix("_2480").removesuffix("_2482") for name in names} == set(NAMED)
