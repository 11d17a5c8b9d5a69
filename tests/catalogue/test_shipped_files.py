"""The files that ship: strategies, code lists, names, places and appeal texts."""

from datetime import date

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.findings import SourceStatus

GRANT_TYPES = {
    "project_funding": ("pre_study", "implementation", "small_project"),
    "business_support": (
        "mikrostod",
        "tillvaxtcheck",
        "hallbarhetscheck",
        "energieffektivisering",
        "affarsutvecklingscheck_digitalisering",
        "affarsutvecklingscheck_internationalisering",
        "innovationscheck",
        "innovationsbidrag",
        "sis",
        "ris",
    ),
    "commercial_service": ("investeringsstod", "servicebidrag", "driftstod", "hemsandning"),
}


def test_the_strategy_of_vasterbotten_has_six_priorities_each_with_areas(catalogue: Catalogue) -> None:
    strategy = catalogue.strategy("vasterbotten_rus_2020_2030", 1)

    assert [priority.number for priority in strategy.priorities] == [1, 2, 3, 4, 5, 6]
    assert [len(priority.areas) for priority in strategy.priorities] == [3, 4, 3, 3, 3, 2]
    assert str(strategy.priorities[1].label) == "En region med platsbaserad hållbar näringslivsutveckling"
    assert str(strategy.priorities[5].official_name) == "Västerbotten – En region rik på kompetenser"


def test_the_strategy_of_vasterbotten_has_two_goals_three_directions_and_a_cross_cutting_chapter(
    catalogue: Catalogue,
) -> None:
    strategy = catalogue.strategy("vasterbotten_rus_2020_2030", 1)

    assert [goal.key for goal in strategy.overarching_goals] == ["levande_plats", "cirkular_plats"]
    assert [direction.key for direction in strategy.directions] == [
        "sammanhallen_region",
        "jamlik_jamstalld_inkludering",
        "foregangare_i_omstallning",
    ]
    assert "projektfinansiering" in [part.key for part in strategy.cross_cutting[0].parts]
    assert strategy.area("projektfinansiering") is None


def test_the_level_whose_entries_are_unknown_is_counted_but_not_listed(catalogue: Catalogue) -> None:
    strategy = catalogue.strategy("vasterbotten_rus_2020_2030", 1)

    level = next(level for level in strategy.levels if level.key == "delprioritering")

    assert (level.count, level.listed) == (20, False)


def test_the_older_plan_has_six_goals_and_sixteen_sub_goals(catalogue: Catalogue) -> None:
    plan = catalogue.strategy("vasterbotten_regionplan_2014_2020", 1)

    numbers = [sub_goal.number for priority in plan.priorities for sub_goal in priority.sub_goals]

    assert len(plan.priorities) == 6
    assert numbers == [
        "1.1",
        "1.2",
        "1.3",
        "1.4",
        "2.1",
        "3.1",
        "3.2",
        "3.3",
        "4.1",
        "4.2",
        "5.1",
        "5.2",
        "5.3",
        "6.1",
        "6.2",
        "6.3",
    ]


def test_norrbotten_has_four_priorities_and_no_areas(catalogue: Catalogue) -> None:
    strategy = catalogue.strategy_in_force("norrbotten", date(2026, 3, 2))

    assert strategy is not None
    assert len(strategy.priorities) == 4
    assert list(strategy.areas()) == []


@pytest.mark.parametrize("written", ["3", " 3 ", "p3_nara_tillganglig"])
def test_a_priority_is_found_by_number_and_by_key(catalogue: Catalogue, written: str) -> None:
    strategy = catalogue.strategy_by_key("vasterbotten_rus_2020_2030")

    assert strategy is not None
    priority = strategy.priority(written)

    assert priority is not None
    assert str(priority.label) == "En nära tillgänglig region"


@pytest.mark.parametrize(
    ("day", "key"),
    [
        pytest.param(date(2013, 12, 31), None, id="before the first plan there is none"),
        pytest.param(date(2018, 6, 1), "vasterbotten_regionplan_2014_2020", id="2018 belongs to the older plan"),
        pytest.param(date(2020, 1, 1), "vasterbotten_rus_2020_2030", id="where both are valid the later one counts"),
        pytest.param(date(2030, 12, 31), "vasterbotten_rus_2020_2030", id="its last day counts"),
        pytest.param(date(2031, 1, 1), None, id="after it there is none"),
    ],
)
def test_the_strategy_follows_the_day(catalogue: Catalogue, day: date, key: str | None) -> None:
    strategy = catalogue.strategy_in_force("vasterbotten", day)

    assert (strategy.key if strategy else None) == key


@pytest.mark.parametrize("programme", GRANT_TYPES)
def test_every_programme_and_kind_of_support_of_the_file_contract_has_a_name(
    catalogue: Catalogue, programme: str
) -> None:
    assert catalogue.knows_programme(programme)
    assert all(catalogue.knows_grant_type(programme, key) for key in GRANT_TYPES[programme])
    assert all(str(catalogue.grant_type_label(programme, key)) for key in GRANT_TYPES[programme])


def test_programmes_are_called_what_the_workbook_prints(catalogue: Catalogue) -> None:
    labels = [str(catalogue.programme_label(key)) for key in GRANT_TYPES]

    assert labels == ["Projektmedel", "Företagsstöd", "Kommersiell service"]


def test_what_nobody_has_heard_of_is_not_known(catalogue: Catalogue) -> None:
    assert not catalogue.knows_programme("culture_support")
    assert not catalogue.knows_grant_type("project_funding", "mikrostod")
    with pytest.raises(KeyError):
        catalogue.programme_label("culture_support")


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("agenda_2030", 17),
        ("project_expected_result_2025", 6),
        ("project_theme_2025", 5),
        ("vasterbotten_ris_focus_2018", 7),
        ("national_2021_2030", 4),
        ("vasterbotten_sector_strategies", 11),
        ("vasterbotten_ris_2022_2030", 0),
        ("goal_rating", 3),
        ("eu_programmes", 12),
    ],
)
def test_the_code_lists_are_whole(catalogue: Catalogue, key: str, count: int) -> None:
    assert len(catalogue.code_list(key)) == count


@pytest.mark.parametrize("written", ["eruf", "ERDF", "Europeiska  regionala strukturfonden"])
def test_an_eu_programme_is_found_by_any_of_its_spellings(catalogue: Catalogue, written: str) -> None:
    code = catalogue.find_code("eu_programmes", written)

    assert code is not None
    assert code.key == "eruf"


def test_there_are_twenty_nine_municipalities_in_two_counties(catalogue: Catalogue) -> None:
    west, north = catalogue.municipalities("vasterbotten"), catalogue.municipalities("norrbotten")

    assert (len(west), len(north)) == (15, 14)
    assert {one.county for one in west} == {"Västerbottens län"}
    assert [one.name for one in west if one.aid_area == "mixed"] == ["Umeå"]
    assert [one.name for one in north if one.aid_area == "2"] == ["Piteå"]


def test_no_municipality_is_inland_before_the_region_has_said_so(catalogue: Catalogue) -> None:
    assert {one.group for key in catalogue.regions() for one in catalogue.municipalities(key)} == {None}


def test_a_municipality_elsewhere_is_not_known(catalogue: Catalogue) -> None:
    assert catalogue.municipality("2284") is None


@pytest.mark.parametrize("kind", ["grant", "rejection", "dismissal", "write_off", "payout", "closing"])
def test_the_appeal_text_of_project_funding_waits_for_a_lawyer(catalogue: Catalogue, kind: str) -> None:
    assert "ska bekräftas av jurist" in str(catalogue.appeal("2003:596", kind))


def test_there_is_an_appeal_text_for_an_act_without_one(catalogue: Catalogue) -> None:
    assert str(catalogue.appeal("2015:210", "recovery")).startswith("Kontakta oss")


def test_the_regions_own_policy_is_left_out_elsewhere(catalogue: Catalogue) -> None:
    day = date(2026, 3, 2)

    assert catalogue.rulebook(day, "vasterbotten").find("P3") is not None
    assert catalogue.rulebook(day, "norrbotten").find("P3") is None
    assert catalogue.rulebook(day, "norrbotten").find("X26") is not None


def test_a_regional_rule_has_no_act(catalogue: Catalogue) -> None:
    rule = catalogue.rulebook(date(2026, 3, 2), "vasterbotten").find("P4")

    assert rule is not None
    assert (rule.act, rule.provision, rule.status) == (None, "regional policy", SourceStatus.VERIFIED)
    assert rule.number("small_project_at_most_kronor") == 1_200_000


def test_a_rule_is_found_only_within_its_days(catalogue: Catalogue) -> None:
    assert catalogue.rulebook(date(2023, 12, 31), "vasterbotten").find("P4") is None
    assert catalogue.rulebook(date(2024, 1, 1), "vasterbotten").find("P4") is not None


def test_every_kind_of_support_is_for_something_that_the_guide_asks_and_nothing_asked_is_for_nobody(
    catalogue: Catalogue,
) -> None:
    kinds = [kind for one in catalogue.programmes() if one.key in GRANT_TYPES for kind in one.grant_types]

    assert [kind.key for kind in kinds if not kind.purposes] == []
    assert {purpose for kind in kinds for purpose in kind.purposes} == {
        one.key for one in catalogue.code_list("purposes")
    }


def test_the_rules_in_force_are_those_of_the_day_the_region_and_the_support(catalogue: Catalogue) -> None:
    day = date(2026, 2, 19)
    micro = catalogue.rules_in_force(day, programme="business_support", grant_type="mikrostod", region="vasterbotten")
    everywhere = catalogue.rules_in_force(day)

    assert {rule.region for rule in micro} == {None, "vasterbotten"}
    assert "V1" in [rule.id for rule in micro]
    assert "N1" not in [rule.id for rule in micro]
    assert "N1" in [rule.id for rule in everywhere]
    assert len([rule for rule in everywhere if rule.id == "S8"]) == 1
    with pytest.raises(KeyError):
        catalogue.rules_in_force(day, programme="business_support", grant_type="slott")
