"""Who may apply for a kind of support: one finding for the guide, the form, the officer and the letter."""

from collections.abc import Mapping
from typing import Final

from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.rulebook import Rule
from fundflow.domain.rules.asking import barred, judged, met, yes_no

_WHY_JUDGED: Final[Mapping[str, str]] = {
    "P2": "company_must_benefit_others",
    "N6": "company_must_benefit_others",
    "S1": "applicant_judged",
}
"""What is judged of an applicant by these rules; by every other it is whether the applicant is a company."""

MAY_BE_COMPANY: Final = "applicant_may_be_company"
RULED_OUT_BY: Final[Mapping[str, tuple[Concept, str]]] = {
    MAY_BE_COMPANY: (Concept.CARRIES_ON_BUSINESS, "carries_on_no_business"),
    "company_must_benefit_others": (Concept.BENEFITS_OTHERS, "benefits_nobody_else"),
}
"""The answer that settles what is judged where it is no, and what is said then; a yes is still judged."""

FITS: Final = "applicant_fits"
UNKNOWN: Final = "applicant_kind_unknown"
DOES_NOT_FIT: Final = "not_for_applicant"
CODES: Final = frozenset(
    {FITS, UNKNOWN, DOES_NOT_FIT, MAY_BE_COMPANY, *_WHY_JUDGED.values(), *(no for _, no in RULED_OUT_BY.values())}
)
"""The codes of what is said of the applicant."""

SAY_NO_MORE: Final = frozenset({"P2", "S1"})
"""Rules that say who may apply and nothing else."""


def cited(facts: CaseFacts) -> Rule | None:
    """Return the rule that says who may apply: the first of the grant type's that is in force."""
    found = (facts.rulebook.find(rule_id) for rule_id in facts.grant_type.applicants_by)
    return next((rule for rule in found if rule is not None), None)


def who_may_apply(facts: CaseFacts) -> Finding | None:
    """Return what the kind of applicant means for the support; nothing to say where anyone may apply.

    An applicant of another kind is barred by a verified rule and warned by any other, or where no rule is in force.

    Source: P2 and N6, regional policy; B3 and B5, 2022:1468 §§ 7-17; I3 and I7, 2022:1467 §§ 9-10 and 23-24; V4,
    regional policy; S1, 2024:1243 §§ 1-5. The grant type's file says which.
    """
    grant_type, kind, rule = facts.grant_type, facts.applicant_kind, cited(facts)
    if not grant_type.applicants:
        return None
    source = rule.source if rule is not None else None
    if kind is None:
        return Finding(UNKNOWN, Verdict.NOT_YET, source, {"missing": Concept.APPLICANT_KIND.value})
    figures = {"applicant": kind.value, "applicants": ", ".join(grant_type.applicants)}
    if rule is None:
        return None if kind in grant_type.applicants else Finding(DOES_NOT_FIT, Verdict.WARNS, None, figures)
    if kind in grant_type.applicants:
        return met(rule, FITS, figures)
    if kind in grant_type.applicants_judged:
        return _judged(facts, rule, _WHY_JUDGED.get(rule.id, MAY_BE_COMPANY))
    return barred(rule, DOES_NOT_FIT, figures)


def _judged(facts: CaseFacts, rule: Rule, code: str) -> Finding:
    if code in RULED_OUT_BY:
        concept, no = RULED_OUT_BY[code]
        if yes_no(facts, concept) is False:
            return barred(rule, no)
    return judged(rule, code)


def said_of_the_applicant(facts: CaseFacts, rule: Rule) -> None:
    """Say no more than who may apply, which the engine asks of every grant type by its own file."""
