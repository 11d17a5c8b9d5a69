"""A rule that may stop a support is shown beside the questions that it hangs on."""

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.rules.engine import RULES
from fundflow.web.application.rule_places import PLACES

NOT_ASKED = {"A11", "B15", "I1"}
"""An advance is wished for later, and recovery orders and publication concern aid under the exemption alone."""


def test_every_rule_that_has_a_place_is_asked_by_a_function() -> None:
    assert sorted(PLACES.keys() - RULES.keys()) == []


@pytest.mark.parametrize("programme", ["project_funding", "business_support", "commercial_service"])
def test_every_rule_with_a_place_stands_beside_a_question_of_each_support_that_names_it(
    catalogue: Catalogue, programme: str
) -> None:
    form = catalogue.programme(programme, 1)
    nowhere = [
        (grant_type.key, rule)
        for grant_type in form.grant_types
        for rule in grant_type.rules
        if rule in PLACES.keys() - NOT_ASKED
        and not PLACES[rule] & {one.concept for one in form.questions_for(grant_type.key)}
    ]

    assert nowhere == []
