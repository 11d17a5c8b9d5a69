"""Whether a place is thinly built: what is answered, else what the region has listed, else unknown."""

from dataclasses import replace

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.concepts import Concept
from fundflow.domain.places import OUTSIDE, Place
from fundflow.domain.rules.place import is_rural
from tests.domain.parts import grantable


@pytest.mark.parametrize(
    ("listed", "answered", "rural"),
    [
        pytest.param(True, None, True, id="listed"),
        pytest.param(False, None, False, id="listed as not"),
        pytest.param(None, None, None, id="neither listed nor answered"),
        pytest.param(True, False, False, id="the answer wins over the list"),
        pytest.param(None, True, True, id="answered"),
    ],
)
def test_an_answer_wins_over_the_list(
    catalogue: Catalogue, listed: bool | None, answered: bool | None, rural: bool | None
) -> None:
    place = Place("2421", "Storuman", "1", is_rural=listed)
    concepts = {} if answered is None else {Concept.RURAL_AREA: answered}

    assert is_rural(replace(grantable(catalogue), place=place, concepts=concepts)) is rural


def test_outside_the_map_nothing_is_thinly_built_whatever_the_list_says(catalogue: Catalogue) -> None:
    place = Place("2480", "Umeå", OUTSIDE, is_rural=True)

    assert is_rural(replace(grantable(catalogue), place=place, concepts={})) is False


def test_without_a_place_it_is_unknown(catalogue: Catalogue) -> None:
    assert is_rural(replace(grantable(catalogue), place=None, concepts={})) is None
