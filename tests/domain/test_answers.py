"""What is read of a written answer, and what cannot be read."""

from decimal import Decimal

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.answers import Unreadable, read_value, unreadable_in
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
    ],
)
def test_a_number_may_be_written_with_its_unit_in_swedish_and_english(
    kind: QuestionKind, written: str, value: object
) -> None:
    assert read_value(kind, written) == value


@pytest.mark.parametrize("written", ["14 mil", "km", "120 kr", "14 km norrut"])
def test_another_unit_is_not_guessed(written: str) -> None:
    with pytest.raises(Unreadable):
        read_value(QuestionKind.NUMBER, written)
