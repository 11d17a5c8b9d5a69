"""What the loader refuses in a programme's own questions of a claim, and what it takes."""

from pathlib import Path

import pytest

from fundflow import paths
from fundflow.catalogue.loader import load_catalogue
from tests.catalogue.broken import FUND, changed, problems_of

VISITS = """
[claim]
label = "Besök"

[[claim.questions]]
key = "visits"
kind = "whole_number"
label = "Hur många har besökt bygget?"
"""
HELD = """
[[claim.questions]]
key = "fees"
kind = "money"
concept = "delivery_fees"
label = "Vad har hushållen betalat?"
required = true

[[claim.questions]]
key = "times"
kind = "whole_number"
concept = "delivery_occasions"
label = "Hur många gånger?"
required = true
"""


def with_claim(tmp_path: Path, claim: str) -> Path:
    """The made-up programme with questions in its claim."""
    return changed(tmp_path, FUND, "\n[progress_report]", f"{claim}\n[progress_report]")


def test_a_programme_may_ask_more_in_its_claims(tmp_path: Path) -> None:
    catalogue = load_catalogue(paths.CATALOGUE, with_claim(tmp_path, VISITS))

    form = catalogue.programme("village_fund", 1).claim_for("village_grant")
    assert (form.label and form.label.sv, [one.key for one in form.questions]) == ("Besök", ["visits"])


@pytest.mark.parametrize(
    ("old", "new", "where", "problem"),
    [
        pytest.param('label = "Besök"\n', "", "claim.label", "need a heading", id="no heading"),
        pytest.param(
            'kind = "whole_number"',
            'kind = "hole_number"',
            "claim.questions[visits].kind",
            "is none of",
            id="an unknown kind",
        ),
        pytest.param(
            'label = "Hur många', 'lable = "Hur många', "claim.questions[visits].lable", "unknown key", id="misspelt"
        ),
        pytest.param(
            'key = "visits"', 'key = "costs"', "claim.questions[costs].key", "in every claim already", id="a key taken"
        ),
        pytest.param(
            'kind = "whole_number"',
            'kind = "rows"\ncolumns = [{ key = "a", kind = "line", label = "A" }]',
            "claim.questions[visits].kind",
            "a claim asks",
            id="rows beside the costs",
        ),
        pytest.param(
            'kind = "whole_number"',
            'kind = "choice"',
            "claim.questions[visits].options",
            "those need some",
            id="a choice of nothing",
        ),
        pytest.param(
            'key = "visits"',
            'key = "visits"\napplicant_kinds = ["association"]',
            "claim.questions[visits].applicant_kinds",
            "whoever has the grant",
            id="asked of some applicants",
        ),
        pytest.param(
            'key = "visits"',
            'key = "visits"\nonly_for = ["city_grant"]',
            "claim.questions[visits].only_for",
            "no grant type 'city_grant'",
            id="an unknown grant type",
        ),
        pytest.param(
            'key = "visits"',
            'key = "visits"\nconcept = "households"',
            "claim.questions[visits].concept",
            "no concept of a claim",
            id="a concept of the application",
        ),
        pytest.param(
            'kind = "whole_number"',
            'kind = "line"\nconcept = "delivery_households"',
            "claim.questions[visits].kind",
            "is asked as whole_number",
            id="a number asked as a text",
        ),
        pytest.param(
            'key = "visits"',
            'key = "visits"\nconcept = "delivery_occasions"',
            "claim.questions[visits].required",
            "sets what can be paid",
            id="a figure of the payout that may be left out",
        ),
        pytest.param(
            'key = "visits"',
            'key = "visits"\nrequired = true\nconcept = "delivery_occasions"',
            "grant_types[village_grant]",
            "which only rule 'S5'",
            id="a figure of a payout that nothing reckons with",
        ),
        pytest.param(
            'key = "visits"',
            'key = "visits"\nshown_when = { question = "open", is_one_of = ["yes"] }',
            "claim.questions[visits].shown_when",
            "no question 'open'",
            id="shown by a question that is not there",
        ),
    ],
)
def test_a_mistake_in_a_claim_names_the_key(tmp_path: Path, old: str, new: str, where: str, problem: str) -> None:
    assert old in VISITS
    found = problems_of(with_claim(tmp_path, VISITS.replace(old, new)))

    assert any(one.where == where and problem in one.problem for one in found), "\n".join(map(str, found))


@pytest.mark.parametrize("concept", ["delivery_fees", "delivery_occasions"])
def test_a_payout_that_the_act_limits_needs_the_figures_in_the_claim(tmp_path: Path, concept: str) -> None:
    asked = HELD.replace(f'concept = "{concept}"\n', "")
    folder = with_claim(tmp_path, f'[claim]\nlabel = "Leveranser"\n{asked}')
    text = (folder / FUND).read_text("utf-8")
    (folder / FUND).write_text(text.replace('rules = ["A6"', 'rules = ["S5", "A6"'), "utf-8")

    found = problems_of(folder)

    assert [one.problem for one in found] == [f"rule 'S5' limits the payout: the claim must ask for {concept}"]


def test_a_concept_of_a_claim_is_no_question_of_the_application(tmp_path: Path) -> None:
    found = problems_of(changed(tmp_path, FUND, 'concept = "summary"', 'concept = "delivery_occasions"'))

    assert any("answered by a claim, never by a question" in one.problem for one in found)
