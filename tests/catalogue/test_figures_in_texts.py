"""The figures in the texts of programmes: each is named by its rule, none is typed, and each can be told."""

import itertools
from datetime import date
from pathlib import Path

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.figures_named import figures_named, with_figures
from fundflow.domain.programme import GrantType
from fundflow.labels.amounts import figure_written
from tests.catalogue.broken import FUND, changed, problems_of
from tests.catalogue.texts import texts_in

FACT = '"Högst {A6.highest_percent} procent av kostnaderna"'


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        ('"Högst {Q9.highest_percent} procent"', "there is no rule 'Q9'"),
        ('"Högst {A6.highest_kronor} kronor"', "rule 'A6' has no number 'highest_kronor'"),
        ('"Högst {S6.highest_percent} procent"', "'S6' is none of the rules of the grant type"),
        ('"Högst {A6.highest_percent procent"', "what stands in braces names no figure of a rule"),
        ('"En euro är {E11.sek_per_eur} kronor"', "the region keeps the figures of rule 'E11' with their days"),
        ('"Halva {S20.prisbasbelopp_2026_kronor}"', "the region keeps the figures of rule 'S20' with their days"),
        ('"Högst {A6} procent"', "what stands in braces names no figure of a rule"),
        (
            '{ sv = "Högst {A6.highest_percent} procent", en = "At most some" }',
            "Swedish and English name different figures",
        ),
        ('"Högst 50 procent av kostnaderna"', "'50 procent' is typed; the rule has it: write {A6.highest_percent}"),
        ('"Högst hälften av kostnaderna"', "'hälften' is typed; the rule has it: write {A6.highest_percent}"),
        (
            '{ sv = "Det mesta", en = "At most half of the costs" }',
            "'half' is typed; the rule has it: write {A6.highest_percent}",
        ),
    ],
)
def test_a_fact_names_the_figures_of_its_rules(tmp_path: Path, new: str, problem: str) -> None:
    folder = changed(tmp_path, FUND, FACT, new)

    found = [one for one in problems_of(folder) if problem in one.problem]

    assert [(Path(one.file).name, one.where) for one in found] == [
        ("village_fund.1.toml", "grant_types[village_grant].facts")
    ]


def test_a_figure_that_no_rule_has_may_be_typed(tmp_path: Path) -> None:
    folder = changed(tmp_path, FUND, FACT, '"Högst {A6.highest_percent} procent, i 49 procent av fallen, 2 kronor om"')
    folder = changed(tmp_path, FUND, 'label = "Vad vill byn göra?"', 'label = ""')

    assert not [one for one in problems_of(folder) if "typed" in one.problem]


def test_a_hint_names_amounts_too(tmp_path: Path) -> None:
    lead = 'lead = "Berätta vad byn vill göra."'
    amount = 'lead = "Belopp över 1 miljon kronor prövas för sig."'
    folder = changed(tmp_path, FUND, lead, amount)
    rules = folder / "rules" / "village_fund.toml"
    rules.write_text(rules.read_text("utf-8") + "figures = { limit_kronor = 1_000_000 }\n", "utf-8")

    assert "'1 miljon kronor' is typed; the rule has it: write {BY1.limit_kronor}" in [
        one.problem for one in problems_of(folder)
    ]


def test_a_figure_stands_only_where_pages_tell_the_days(tmp_path: Path) -> None:
    folder = changed(tmp_path, FUND, 'label = "Vad vill byn göra?"', 'label = "Vad? {A6.highest_percent}"')

    (problem,) = problems_of(folder)

    assert problem.where == "pages[idea].questions[what_for].label"
    assert "a fact, a hint, a lead or a guidance only" in problem.problem


def every_grant_type(catalogue: Catalogue) -> list[GrantType]:
    return [one for programme in catalogue.programmes() for one in programme.grant_types]


@pytest.mark.parametrize(("region", "year"), list(itertools.product(("vasterbotten", "norrbotten"), (2025, 2026))))
def test_every_text_can_be_told(catalogue: Catalogue, region: str, year: int) -> None:
    rules = catalogue.rulebook(date(year, 5, 4), region)

    for programme in catalogue.programmes():
        for where, text in texts_in(programme):
            for said in filter(None, (text.sv, text.en)):
                told = with_figures(said, rules, figure_written)
                assert not list(figures_named(told)), where


def test_every_support_tells_in_its_own_region_how_much_it_gives(catalogue: Catalogue) -> None:
    rules = catalogue.rulebook(date(2026, 5, 4), "vasterbotten")

    for grant_type in every_grant_type(catalogue):
        for _name, value in grant_type.facts:
            assert with_figures(value.sv, rules, figure_written), (grant_type.key, value.sv)
