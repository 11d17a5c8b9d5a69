"""Facts of a case that may be granted, to be changed one thing at a time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fundflow.catalogue import Catalogue
from fundflow.domain.assessment import Judgement
from fundflow.domain.budget import CostRow, FinancingRow, Plan
from fundflow.domain.calls import CallNow, CallWindow
from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.delegation import Matter
from fundflow.domain.facts import CaseFacts, DecisionFacts
from fundflow.domain.money import Money
from fundflow.domain.programme import CriterionKind, Programme
from fundflow.domain.roles import Actor, Role
from fundflow.domain.states import State
from fundflow.domain.texts import Text

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
APPLICANT_ID, OFFICER_ID, DIRECTOR_ID, SECRETARY_ID = 1, 2, 3, 4
ORGANISATION_ID = 7

_OURS = frozenset({ORGANISATION_ID})
APPLICANT = Actor(APPLICANT_ID, "Maja", frozenset({Role.APPLICANT}), organisations=_OURS, may_sign_for=_OURS)
OFFICER = Actor(OFFICER_ID, "Ylva", frozenset({Role.CASE_OFFICER}))
DIRECTOR = Actor(DIRECTOR_ID, "Kerstin", frozenset({Role.DECISION_MAKER}), frozenset({"director", "head_of_unit"}))
SECRETARY = Actor(SECRETARY_ID, "Olle", frozenset({Role.BOARD_SECRETARY}))


def plan(requested: int = 500_000, *, cost: int = 1_000_000) -> Plan:
    """A plan of one staff line that balances with one co-financier."""
    return Plan(
        (CostRow("staff", "Projektledare", 2026, Money.kronor(cost)),),
        (FinancingRow("Kommunen", "municipality", Money.kronor(cost - requested), decided=True),),
        Money.kronor(requested),
    )


def whole_answers(programme: Programme) -> dict[str, object]:
    """An answer to every question; what it says does not matter to completeness."""
    return {
        question.key: [{column.key: "x" for column in question.columns}] if question.columns else "x"
        for question in programme.questions_for("implementation")
    }


def judgements(programme: Programme, grant_type: str) -> dict[tuple[str, str], Judgement]:
    """A judgement that passes of every criterion."""
    return {
        (criterion.key, ""): Judgement(
            next((level.key for level in criterion.levels if level.passes), ""), "Visas i ansökan."
        )
        for criterion in programme.criteria_for(grant_type)
        if criterion.kind is not CriterionKind.GOALS
    }


def grantable(catalogue: Catalogue, **changes: Any) -> CaseFacts:
    """A case in preparation that nothing stops from being granted."""
    programme = catalogue.programme("project_funding", 1)
    facts = CaseFacts(
        state=State.IN_PREPARATION,
        programme=programme,
        grant_type=programme.grant_type("implementation"),
        rulebook=catalogue.rulebook(TODAY, "vasterbotten"),
        today=TODAY,
        organisation_id=ORGANISATION_ID,
        applicant_kind=ApplicantKind.ASSOCIATION,
        call=CallNow(CallWindow(Text("Utlysningen"), NOON - timedelta(days=1), NOON + timedelta(days=1)), NOON),
        answers=whole_answers(programme),
        attachments=frozenset(kind.key for kind in programme.attachments_for("implementation")),
        concepts={
            Concept.PRIORITY: "p1_nytankande_smart",
            Concept.STATE_AID: "none",
            Concept.OPERATING_SUPPORT: False,
            Concept.SEPARATE_IN_TIME: True,
            Concept.SEPARATE_IN_ECONOMY: True,
            Concept.SEPARATE_IN_WORK: True,
        },
        plan=plan(),
        judgements=judgements(programme, "implementation"),
        officer_id=OFFICER_ID,
        decision=proposed(catalogue, DecisionKind.GRANT, 500_000),
        order=catalogue.delegation_order(TODAY),
    )
    return replace(facts, **changes)


def proposed(
    catalogue: Catalogue, kind: DecisionKind, kronor: int, *, on_meeting: bool = False, grounds: str = "Skälen."
) -> DecisionFacts:
    """A proposal prepared by the officer."""
    matter = Matter(kind.value, "project_funding", "implementation", Money.kronor(kronor))
    return DecisionFacts(
        kind=kind,
        amount=Money.kronor(kronor),
        grounds=grounds,
        matter=matter,
        item=catalogue.delegation_order(TODAY).item_for(matter),
        preparers=frozenset({OFFICER_ID}),
        on_meeting=on_meeting,
    )
