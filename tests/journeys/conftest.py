"""Journeys are gone through from the first form: nothing of them is put back from another test."""

import pytest

from tests.remembered import nothing_is_known


@pytest.fixture(autouse=True)
def _in_earnest(database_url: str) -> None:
    """Do every deed, on a fresh database."""
    nothing_is_known()
