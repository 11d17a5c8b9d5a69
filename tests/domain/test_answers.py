"""What is read of a written answer, and what cannot be read."""

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.answers import unreadable_in


@pytest.mark.parametrize(("written", "unreadable"), [("2026", False), ("26", True), ("20 26", False), ("20266", True)])
def test_the_year_of_a_support_is_written_with_four_digits(
    catalogue: Catalogue, written: str, *, unreadable: bool
) -> None:
    form = catalogue.programme("commercial_service", 1)
    question = next(one for page in form.pages for one in page.questions if one.key == "support_year")

    assert unreadable_in(question, written) is unreadable
