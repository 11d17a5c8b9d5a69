"""Who may apply: one finding for every kind of support, as its file says; a verified rule bars, any other warns."""

from dataclasses import replace
from datetime import date

import pytest

from fundflow.catalogue import Catalogue
from fundflow.domain.budget import Plan
from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Reach, Verdict
from fundflow.domain.money import Money
from fundflow.domain.programme import GrantType, Programme
from fundflow.domain.rules.applicants import CODES, who_may_apply
from fundflow.domain.rules.engine import findings_of, highest_grant
from fundflow.labels.findings import finding_text
from fundflow.services.trial import Trial, facts_of_concepts
from tests.domain.applications import company, cost, highest, verdict

COMPANY, SOLE_TRADER, MUNICIPALITY = ApplicantKind.COMPANY, ApplicantKind.SOLE_TRADER, ApplicantKind.MUNICIPALITY
ASSOCIATION, OTHER = ApplicantKind.ASSOCIATION, ApplicantKind.OTHER
DAY = date(2026, 5, 4)
MICRO = company("mikrostod", costs=[cost("external_services", 50_000)], requested_amount=20_000)


def facts(catalogue: Catalogue, grant_type: str, kind: ApplicantKind | None, region: str = "vasterbotten") -> CaseFacts:
    programme, found = next(
        (one, kind_of) for one in catalogue.programmes() for kind_of in one.grant_types if kind_of.key == grant_type
    )
    return tried(catalogue, programme, found, kind, region)


def tried(
    catalogue: Catalogue, programme: Programme, grant_type: GrantType, kind: ApplicantKind | None, region: str
) -> CaseFacts:
    concepts = {} if kind is None else {Concept.APPLICANT_KIND: kind}
    return facts_of_concepts(Trial(catalogue, region, DAY), programme, grant_type, concepts, Plan((), ()))


def said(facts: CaseFacts) -> Finding:
    found = who_may_apply(facts)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("grant_type", "kind", "verdict", "rule"),
    [
        ("implementation", MUNICIPALITY, Verdict.FULFILLED, "P2"),
        ("implementation", ASSOCIATION, Verdict.FULFILLED, "P2"),
        ("implementation", COMPANY, Verdict.JUDGED, "P2"),
        ("mikrostod", COMPANY, Verdict.FULFILLED, "B5"),
        ("mikrostod", ASSOCIATION, Verdict.JUDGED, "B5"),
        ("mikrostod", MUNICIPALITY, Verdict.STOPS, "B5"),
        ("energieffektivisering", MUNICIPALITY, Verdict.STOPS, "V4"),
        ("innovationscheck", ApplicantKind.UNIVERSITY, Verdict.STOPS, "B3"),
        ("sis", SOLE_TRADER, Verdict.FULFILLED, "I7"),
        ("sis", ApplicantKind.AUTHORITY, Verdict.STOPS, "I7"),
        ("ris", ApplicantKind.REGION, Verdict.STOPS, "I3"),
        ("driftstod", COMPANY, Verdict.FULFILLED, "S1"),
        ("driftstod", ASSOCIATION, Verdict.JUDGED, "S1"),
        ("hemsandning", MUNICIPALITY, Verdict.FULFILLED, "S1"),
        ("hemsandning", COMPANY, Verdict.STOPS, "S1"),
        ("hemsandning", OTHER, Verdict.STOPS, "S1"),
    ],
)
def test_the_kind_of_applicant_is_held_against_whom_the_support_is_for(
    catalogue: Catalogue, grant_type: str, kind: ApplicantKind, verdict: Verdict, rule: str
) -> None:
    found = said(facts(catalogue, grant_type, kind))

    assert (found.verdict, found.source and found.source.rule) == (verdict, rule)
    assert (found.reach is Reach.BARS) == (verdict is Verdict.STOPS)


@pytest.mark.parametrize("region", ["vasterbotten", "norrbotten"])
def test_every_kind_of_support_says_who_may_apply_exactly_once(catalogue: Catalogue, region: str) -> None:
    for key in ("project_funding", "business_support", "commercial_service"):
        programme = catalogue.programme(key, 1)
        for grant_type in programme.grant_types:
            for kind in ApplicantKind:
                found = findings_of(tried(catalogue, programme, grant_type, kind, region))
                about = [one for one in found if one.code in CODES]
                assert len(about) == 1, (grant_type.key, kind)
                assert finding_text(about[0])


def test_norrbotten_asks_that_others_benefit_by_its_own_policy(catalogue: Catalogue) -> None:
    found = said(facts(catalogue, "implementation", COMPANY, "norrbotten"))

    assert (found.code, found.source and found.source.rule) == ("company_must_benefit_others", "N6")


@pytest.mark.parametrize(
    ("grant_type", "kind", "concept", "codes"),
    [
        (
            *("small_project", COMPANY, Concept.BENEFITS_OTHERS),
            ("company_must_benefit_others", "benefits_nobody_else"),
        ),
        ("mikrostod", ASSOCIATION, Concept.CARRIES_ON_BUSINESS, ("applicant_may_be_company", "carries_on_no_business")),
    ],
)
def test_a_no_settles_what_is_else_judged_of_the_applicant(
    catalogue: Catalogue, grant_type: str, kind: ApplicantKind, concept: Concept, codes: tuple[str, str]
) -> None:
    known = facts(catalogue, grant_type, kind)
    yes, no = (said(replace(known, concepts={**known.concepts, concept: answer})) for answer in (True, False))

    assert (yes.code, yes.verdict) == (codes[0], Verdict.JUDGED)
    assert (no.code, no.verdict, no.reach) == (codes[1], Verdict.STOPS, Reach.BARS)


def test_an_unverified_rule_tells_and_bars_nobody(catalogue: Catalogue) -> None:
    found = said(facts(catalogue, "energieffektivisering", MUNICIPALITY, "norrbotten"))

    assert (found.verdict, found.reach) == (Verdict.INFORMS, Reach.NOTHING)


def test_an_unknown_kind_waits_for_the_answer(catalogue: Catalogue) -> None:
    found = said(facts(catalogue, "mikrostod", None))

    assert (found.verdict, found.figures["missing"]) == (Verdict.NOT_YET, "applicant_kind")


def test_a_refusal_names_whom_the_support_is_for_and_what_the_applicant_is(catalogue: Catalogue) -> None:
    text = finding_text(said(facts(catalogue, "mikrostod", MUNICIPALITY)))

    assert text == "Stödet söks av företag och enskilda firmor. Ni är en kommun."


def test_one_that_may_not_apply_can_be_granted_nothing(catalogue: Catalogue) -> None:
    assert highest({**MICRO, "applicant_kind": "municipality"}) == 0
    assert highest_grant(findings_of(facts(catalogue, "mikrostod", MUNICIPALITY))) == Money(0)


def test_a_rule_is_not_fulfilled_just_because_the_applicant_is_of_the_right_kind() -> None:
    outside = company("ris", aid_area="none", costs=[cost("machinery", 4_000_000)], requested_amount=500_000)

    assert verdict(MICRO, "B5") == "judged"
    assert verdict({**MICRO, "applicant_kind": None}, "B5") == "judged"
    assert verdict({**MICRO, "applicant_kind": "municipality"}, "B5") == "stops"
    assert verdict(outside, "I3") == "not_applicable"
