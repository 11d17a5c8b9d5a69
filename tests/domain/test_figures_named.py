"""A text names figures of rules and is told those of the day, as the reader's language writes them."""

from datetime import date
from decimal import Decimal

import pytest

from fundflow.domain.figures_named import NamedFigure, figures_named, unknown_figures, with_figures, without_figures
from fundflow.domain.findings import SourceStatus
from fundflow.domain.rulebook import Rule, Rulebook
from fundflow.domain.texts import Text
from fundflow.labels.amounts import figure_written


def rule(rule_id: str, first: date | None = None, last: date | None = None, **figures: Decimal | int | str) -> Rule:
    """A rule with these figures."""
    return Rule(rule_id, Text("Regel"), None, "§ 1", SourceStatus.VERIFIED, first, last, None, figures)


RULES = [
    rule("S8", None, date(2025, 12, 31), highest_yearly_kronor=350_000),
    rule("S8", date(2026, 1, 1), None, highest_yearly_kronor=370_000),
    rule("BY1", None, None, highest_percent=Decimal("42.5"), place="torget"),
]


def told(text: str, day: date = date(2026, 5, 4), language: str = "sv") -> str:
    """What the text says on a day, with ordinary blanks."""
    said = with_figures(text, Rulebook(RULES, day), lambda figure: figure_written(figure, language))
    return said.replace("\u00a0", " ")


@pytest.mark.parametrize(("day", "amount"), [(date(2025, 12, 31), "350 000"), (date(2026, 1, 1), "370 000")])
def test_a_figure_is_the_one_of_the_day(day: date, amount: str) -> None:
    assert told("Högst {S8.highest_yearly_kronor} kronor om året", day) == f"Högst {amount} kronor om året"


def test_what_the_region_keeps_itself_is_told_by_no_text() -> None:
    """The undated figure of the rules would stand where another one counts."""
    rulebook = Rulebook([rule("E11", sek_per_eur=Decimal("10.5")), *RULES], date(2026, 5, 4))
    text = "Sök först. En euro är {E11.sek_per_eur} kronor."

    assert unknown_figures(text, rulebook) == ["{E11.sek_per_eur}"]
    assert with_figures(text, rulebook, str) == "Sök först."


@pytest.mark.parametrize(("language", "share"), [("sv", "42,5"), ("en", "42.5")])
def test_a_figure_is_written_as_the_language_does(language: str, share: str) -> None:
    assert told("{BY1.highest_percent} %", language=language) == f"{share} %"


def test_of_several_the_first_in_force_is_told() -> None:
    assert told("{N1.highest_percent|BY1.highest_percent|S8.highest_yearly_kronor} procent") == "42,5 procent"


def test_a_sentence_whose_figure_no_rule_has_is_left_out() -> None:
    text = "Små företag. Minst {V3.least_persons} ska arbeta heltid. Sök först."

    assert told(text) == "Små företag. Sök först."
    assert told("Högst {V3.highest_kronor} kronor") == ""
    assert told("Vid {BY1.place}.") == "", "a figure that is a text is no number"


@pytest.mark.parametrize(
    ("least", "said"),
    [(1, "Minst 1 person ska arbeta på heltid."), (2, "Minst 2 personer ska arbeta på heltid.")],
)
def test_a_word_after_a_number_agrees_with_it(least: int, said: str) -> None:
    text = "Minst {V9.least_persons} [person|personer] ska arbeta på heltid."
    rulebook = Rulebook([rule("V9", least_persons=least)], date(2026, 5, 4))

    assert with_figures(text, rulebook, figure_written) == said
    assert without_figures(text) == "Minst  ska arbeta på heltid."
    assert unknown_figures(text, Rulebook([], date(2026, 5, 4))) == ["{V9.least_persons}"]


def test_paragraphs_stay_paragraphs() -> None:
    text = "Mer än {S8.highest_yearly_kronor} kronor.\n\nKanske {V3.least_persons}.\n\nVälkomna."

    assert told(text) == "Mer än 370 000 kronor.\n\n\n\nVälkomna."


def test_other_braces_are_left_alone() -> None:
    text = "En euro räknas som {sek_per_eur}. {sgei_assortment}"

    assert told(text) == text
    assert list(figures_named(text)) == []


def test_what_a_text_names_is_known_and_what_no_rule_has_is_told() -> None:
    text = "{S8.highest_yearly_kronor} och {V3.least_persons|N1.least_persons}"

    assert list(figures_named(text)) == [
        NamedFigure("S8", "highest_yearly_kronor"),
        NamedFigure("V3", "least_persons"),
        NamedFigure("N1", "least_persons"),
    ]
    assert unknown_figures(text, Rulebook(RULES, date(2026, 5, 4))) == ["{V3.least_persons|N1.least_persons}"]
