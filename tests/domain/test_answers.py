"""What is read of a written answer, and what cannot be read."""

from decimal import Decimal

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.answers import Unreadable, read_value, unreadable_in
from fundflow.domain.money import Money
from fundflow.domain.programme import QuestionKind


@pytest.mark.parametrize(("written", "unreadable"), [("2026", False), ("26", True), ("20 26", False), ("20266", True)])
def test_the_year_of_a_support_is_written_with_four_digits(
    catalogue: Catalogue, written: str, *, unreadable: bool
) -> None:
    form = catalogue.programme("commercial_service", 1)
    question = next(one for page in form.pages for one in page.questions if one.key == "support_year")

    assert unreadable_in(question, written) is unreadable


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (QuestionKind.NUMBER, "14 km", Decimal(14)),
        (QuestionKind.NUMBER, "14,5 kilometer", Decimal("14.5")),
        (QuestionKind.WHOLE_NUMBER, "120 st", 120),
        (QuestionKind.WHOLE_NUMBER, "1 200 timmar", 1200),
        (QuestionKind.WHOLE_NUMBER, "40 hours", 40),
        (QuestionKind.WHOLE_NUMBER, "3 år", 3),
        (QuestionKind.NUMBER, "12 km.", Decimal(12)),
        (QuestionKind.WHOLE_NUMBER, "12 st.", 12),
        (QuestionKind.WHOLE_NUMBER, "12.", 12),
        (QuestionKind.WHOLE_NUMBER, "12,0", 12),
        (QuestionKind.WHOLE_NUMBER, "1 200.00", 1200),
        (QuestionKind.MONEY, "12 500 kr.", Money.kronor(12_500)),
        (QuestionKind.PERCENT, "100 procent", Decimal(100)),
        (QuestionKind.PERCENT, "37,5 percent.", Decimal("37.5")),
        (QuestionKind.PERCENT, "37.5 per cent", Decimal("37.5")),
        (QuestionKind.PERCENT, "45%", Decimal(45)),
        (QuestionKind.PERCENT, "45 %", Decimal(45)),
        (QuestionKind.PERCENT, "45.", Decimal(45)),
    ],
)
def test_a_number_may_be_written_with_its_unit_in_swedish_and_english(
    kind: QuestionKind, written: str, value: object
) -> None:
    assert read_value(kind, written) == value


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        *((QuestionKind.WHOLE_NUMBER, one) for one in ("12,5", "12,000", "1.000", "-1", "1_0", "12 %", "tolv", ".")),
        *((QuestionKind.PERCENT, one) for one in ("101", "100,1 procent", "-1", "1e1", "NaN", "procent", "45 kr")),
        *((QuestionKind.NUMBER, one) for one in ("12..", "km.", "1e3")),
    ],
)
def test_what_is_another_number_or_none_is_not_guessed(kind: QuestionKind, written: str) -> None:
    with pytest.raises(Unreadable):
        read_value(kind, written)


@pytest.mark.parametrize("written", ["14 mil", "km", "120 kr", "14 km norrut"])
def test_another_unit_is_not_guessed(written: str) -> None:
    with pytest.raises(Unreadable):
        read_value(QuestionKind.NUMBER, written)
