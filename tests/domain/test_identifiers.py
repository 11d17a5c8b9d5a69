"""Numbers of organisations are checked, written one way, and a person's is known as such."""

import pytest

from fundflow.domain.identifiers import NotANumber, is_personal_number, organisation_number, registry_number


@pytest.mark.parametrize("written", ["556016-0680", "5560160680", "16 556016-0680", " 556016 0680 ", "165560160680"])
def test_an_organisation_number_is_read_and_written_one_way(written: str) -> None:
    assert organisation_number(written) == "556016-0680"


@pytest.mark.parametrize("written", ["556016-0681", "1234", "", "abc", "556016-06800"])
def test_a_wrong_check_digit_or_length_is_refused(written: str) -> None:
    with pytest.raises(NotANumber):
        organisation_number(written)


def test_a_sole_traders_number_is_a_persons() -> None:
    assert is_personal_number(organisation_number("811228-9874"))
    assert not is_personal_number(organisation_number("556016-0680"))


def test_a_registry_number_has_prefix_year_and_five_digits() -> None:
    assert registry_number("RUN", 2026, 42) == "RUN 2026/00042"
