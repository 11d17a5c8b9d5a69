"""A shop in the register of service places, and cases about it, for tests of what comes of them."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.errors import Refused
from fundflow.domain.money import Money
from fundflow.domain.service_places import Goods, PlaceFacts, PlacePlan, PointOfSale
from fundflow.models.case import Case, CaseFact
from fundflow.models.organisation import Organisation
from fundflow.models.service_place import ServicePlace
from fundflow.services.assessment import propose_decision
from fundflow.services.decision import Proposal, decide, dispatch
from fundflow.services.service_place import (
    link_case,
)
from tests.company_answers import answers_of
from tests.whole_case import World, assess, in_preparation

PLAN = PlacePlan("Fredrika Lanthandel", "2463", "Storgatan 4, Fredrika", PointOfSale.FIXED)
FACTS = PlaceFacts(
    goods=frozenset({Goods.GROCERIES}),
    distance_km=Decimal("34"),
    nearest="Åsele Centrum",
    island_without_fixed_link=False,
    open_all_year=True,
    hours="måndag–fredag 9–18",
    wide_grocery_range=True,
)
FROM = date(2020, 1, 1)
JUNE = date(2025, 6, 1)
NOTED = "Ägarens årsredovisning"


def as_written(facts: PlaceFacts) -> dict[str, object]:
    """Return facts by name."""
    return {name: getattr(facts, name) for name in PlaceFacts.__dataclass_fields__}


def changed(**changes: object) -> PlaceFacts:
    """Return the shop's facts with some of them otherwise."""
    return PlaceFacts(**{**as_written(FACTS), **changes})  # type: ignore[arg-type]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """Return the codes of a refusal."""
    return [one.code for one in refused.value.findings]


def applied(world: World, grant_type: str, place: ServicePlace | None = None, **answers: object) -> Case:
    """A case of the shop's owner, in preparation and linked to the place."""
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.COMPANY
    written = {**answers_of(grant_type), **answers}
    case = in_preparation(world, programme="commercial_service", grant_type=grant_type, **written)
    if place is not None:
        link_case(world.uow("officer"), case.id, place.id)
    return case


def granted(world: World, grant_type: str, place: ServicePlace, kronor: int, **answers: object) -> Case:
    """A case about the place that has been granted so much."""
    case = applied(world, grant_type, place, requested_amount=str(kronor), **answers)
    propose(world, case, kronor)
    return case


def propose(world: World, case: Case, kronor: int) -> None:
    """Judge, propose, decide and send a grant of so much."""
    assess(world, case)
    proposal = Proposal(DecisionKind.GRANT, "Butiken bär bygden.", Money.kronor(kronor))
    decision = propose_decision(world.uow("officer"), case.id, proposal)
    world.session.commit()
    decide(world.uow("head"), decision.id)
    dispatch(world.uow("officer"), decision.id)
    world.session.commit()


def leave_open(world: World, case: Case, *concepts: Concept) -> None:
    """Let nothing be known of these from the application."""
    world.session.execute(sa.delete(CaseFact).where(CaseFact.case_id == case.id, CaseFact.concept.in_(concepts)))


def earlier(year: int) -> dict[str, object]:
    """Return what is noted of aid that was decided in a year."""
    return {
        "decided_on": date(year, 2, 1),
        "support_year": year,
        "amount": Money.kronor(90_000),
        "reason": "Beslut i det gamla diariet",
    }
