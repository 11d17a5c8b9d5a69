"""What the rules answer is weighed for one who asks early: it fits, it may fit, or it does not."""

import pytest

from fundflow.domain.concepts import Concept
from fundflow.domain.findings import Finding, Reach, Verdict
from fundflow.domain.fit import Fit, weigh
from fundflow.domain.money import Money


def waits(missing: str) -> Finding:
    """A finding that waits for these answers."""
    return Finding("answer_needed", Verdict.NOT_YET, figures={"missing": missing})


ASKED = frozenset({Concept.EMPLOYEES})
MET = Finding("small_enough_for_special_aid", Verdict.FULFILLED, figures={"highest": Money.kronor(500)})


@pytest.mark.parametrize(
    ("finding", "fit"),
    [
        pytest.param(MET, Fit.FITS, id="what is fulfilled"),
        pytest.param(waits("employees"), Fit.MAY_FIT, id="asked"),
        pytest.param(waits("group"), Fit.FITS, id="asked later"),
        pytest.param(Finding("left_to_judgement", Verdict.JUDGED), Fit.FITS, id="what is judged of everyone"),
        pytest.param(Finding("town_judged", Verdict.JUDGED), Fit.MAY_FIT, id="what is judged because of the answer"),
        pytest.param(Finding("rate_unknown", Verdict.JUDGED, reach=Reach.UNKNOWN), Fit.MAY_FIT, id="no known rate"),
        pytest.param(Finding("in_difficulty", Verdict.WARNS), Fit.MAY_FIT, id="a warning"),
        pytest.param(Finding("bankrupt", Verdict.STOPS, reach=Reach.BARS), Fit.DOES_NOT_FIT, id="what stops"),
    ],
)
def test_a_finding_decides_how_a_support_fits(finding: Finding, fit: Fit) -> None:
    assert weigh([MET, finding], ASKED).fit is fit


def test_every_finding_stands_once_and_the_amount_is_the_engines() -> None:
    doubt = waits("employees, group")
    later = waits("group")

    weighed = weigh([MET, doubt, later], ASKED)

    assert (weighed.speaks_for, weighed.doubts, weighed.later) == ((MET,), (doubt,), (later,))
    assert weighed.highest == Money.kronor(500)


def test_a_ceiling_that_waits_for_what_is_applied_for_counts_and_is_not_told() -> None:
    waiting = Finding(
        "not_asked_yet", Verdict.NOT_YET, figures={"highest": Money.kronor(400), "missing": "requested_amount"}
    )

    weighed = weigh([MET, waiting], ASKED)

    assert weighed.highest == Money.kronor(400)
    assert weighed.later == ()
