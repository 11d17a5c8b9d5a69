"""What several rules say alike is told once, with every source; what they say apart stays apart."""

import pytest

from fundflow.domain.findings import Figure, Finding, LegalSource, Verdict, told_once
from fundflow.domain.money import Money

S8 = LegalSource("S8", "2024:1243", "§§ 19–20")
S10 = LegalSource("S10", "2024:1243", "§§ 20, 22")
CEILING: dict[str, Figure] = {"ceiling": Money.kronor(370_000)}


def over(source: LegalSource, used: int, code: str = "yearly_over") -> Finding:
    """What is asked for is more than what is left of the year's ceiling."""
    left = Money.kronor(370_000 - used)
    return Finding(code, Verdict.STOPS, source, {**CEILING, "used": Money.kronor(used), "highest": left})


def test_the_same_refusal_by_two_rules_is_one_that_names_both() -> None:
    (told,) = told_once([over(S8, 100_000), over(S10, 100_000)])

    assert told.sources == (S8, S10)
    assert told.figures["used"] == Money.kronor(100_000)
    assert (told.rests_on("S8"), told.rests_on("S10"), told.rests_on("S9")) == (True, True, False)


@pytest.mark.parametrize("code", ["yearly_over", "yearly_used"])
def test_of_two_refusals_under_one_ceiling_the_one_that_leaves_less_is_told(code: str) -> None:
    (told,) = told_once([over(S8, 100_000), over(S10, 370_000 if code == "yearly_used" else 150_000, code)])

    assert told.code == code
    assert told.sources == (S8, S10)


def test_different_verdicts_and_different_figures_stay_apart() -> None:
    within = Finding("yearly_within", Verdict.FULFILLED, S8, CEILING)
    waits = [Finding("answer_needed", Verdict.NOT_YET, S8, {"missing": one}) for one in ("costs", "group")]

    assert told_once([within, over(S10, 1), *waits]) == [within, over(S10, 1), *waits]


def test_two_supports_of_which_one_has_a_higher_ceiling_are_two() -> None:
    other = Finding("yearly_over", Verdict.STOPS, S10, {"ceiling": Money.kronor(350_000), "highest": Money(0)})

    assert len(told_once([over(S8, 1), other])) == 2
