"""Names and mergers that make no sense are refused, each with its reason."""

from datetime import date

import pytest

from fundflow.domain.applicants import against_merging, against_name
from fundflow.domain.identifiers import masked_number

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("name", "from_on", "codes"),
    [
        ("Nordanmat AB", TODAY, []),
        ("Nordanmat AB", None, []),
        ("  ", TODAY, ["name_missing"]),
        ("Nordanmat AB", date(2026, 3, 3), ["name_day_ahead"]),
    ],
)
def test_a_name_is_written_and_its_day_has_come(name: str, from_on: date | None, codes: list[str]) -> None:
    assert [finding.code for finding in against_name(name, from_on, TODAY)] == codes


@pytest.mark.parametrize(
    ("into", "continued_by", "is_merged", "on", "codes"),
    [
        (2, [2], False, TODAY, []),
        (1, [1], False, TODAY, ["merged_in_circle"]),
        (2, [2, 3, 1], False, TODAY, ["merged_in_circle"]),
        (2, [2], True, TODAY, ["merged_already"]),
        (2, [2], False, date(2026, 4, 1), ["merged_day_ahead"]),
    ],
)
def test_an_organisation_is_continued_by_another_once_and_never_in_a_circle(
    into: int, continued_by: list[int], is_merged: bool, on: date, codes: list[str]
) -> None:
    found = against_merging(1, into, continued_by=continued_by, is_merged=is_merged, on=on, today=TODAY)

    assert [finding.code for finding in found] == codes


def test_a_persons_number_is_masked_and_an_organisations_is_not() -> None:
    assert masked_number("811228-9874") == "811228-XXXX"
    assert masked_number("556016-0680") == "556016-0680"
