"""A municipality's home delivery, granted for a year and accounted for after it, by the services.

Granted 180 000 kr of an expected net cost of 480 000 kr for 2026, which is 37.5 percent.
"""

from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from fundflow.domain.claims import ClaimContent, DeclaredCost
from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.conditions import library_of
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.money import Money
from fundflow.models.case import Case
from fundflow.models.organisation import Organisation
from fundflow.models.payment import Claim
from fundflow.services.assessment import propose_decision
from fundflow.services.claim import save_claim, send_claim, start_claim
from fundflow.services.decision import ConditionWritten, Proposal, decide, dispatch
from fundflow.services.facts import facts_of
from fundflow.services.unit_of_work import UnitOfWork
from tests.claim_parts import add_voucher
from tests.company_answers import answers_of
from tests.journey_parts import NOON, Journey
from tests.whole_case import World, assess, in_preparation

GRANTED: Final = 180_000
YEAR: Final = (date(2026, 1, 1), date(2026, 12, 31))
_TOKENS = iter(range(1, 1_000))


def granted_delivery(world: World, *, year: int = 2026) -> Case:
    """Home delivery in a year that is granted, and the year is over."""
    world.session.get_one(Organisation, world.organisation_id).kind = ApplicantKind.MUNICIPALITY
    answers = {**answers_of("hemsandning"), "support_year": str(year), "delivery_year": str(year)}
    case = in_preparation(world, programme="commercial_service", grant_type="hemsandning", **answers)
    assess(world, case)
    library = library_of(facts_of(world.uow("officer"), case))
    conditions = tuple(ConditionWritten(one.text.sv, one.gates_payment, one.key) for one in library if one.proposed)
    grounds = "Hushållen når ingen butik på annat sätt."
    proposal = Proposal(DecisionKind.GRANT, grounds, Money.kronor(GRANTED), conditions)
    decision = propose_decision(world.uow("officer"), case.id, proposal)
    world.session.commit()
    decide(world.uow("head"), decision.id)
    dispatch(world.uow("officer"), decision.id)
    world.session.commit()
    if world.now.year == year:
        world.later(days=315)
    return case


def delivery_case(journey: Journey) -> int:
    """A journey's case of home delivery, granted in 2026 for 2025: its id."""
    with Session(journey.engine, expire_on_commit=False) as session:
        world = World(session, journey.catalogue, NOON, dict(journey.ids), journey.organisation_id)
        return granted_delivery(world, year=2025).id


def delivery_costs(*kronor: int, year: int = 2026) -> tuple[DeclaredCost, ...]:
    """What the municipality has paid a haulier, a row for each amount."""
    return tuple(
        DeclaredCost("bought_delivery", f"Turer, del {place}", "Glesbygdsåkeriet", date(year, 12, 1), Money.kronor(one))
        for place, one in enumerate(kronor, start=1)
    )


def account(fees: object, occasions: object, households: object = "40") -> dict[str, object]:
    """What the municipality answers beside its costs."""
    return {
        "household_fees": str(fees),
        "deliveries_made": str(occasions),
        "households_served": str(households),
    }


def draft_delivery(
    uow: UnitOfWork, case_id: int, *kronor: int, own: dict[str, object], period: tuple[date, date] = YEAR
) -> Claim:
    """Write a claim of these costs, with a voucher."""
    claim = start_claim(uow, case_id, token=f"delivery-{next(_TOKENS)}")
    costs = delivery_costs(*kronor, year=period[0].year)
    content = ClaimContent(*period, "Bilen har kört varje vecka.", False, costs, claim.row_version, own)
    saved = save_claim(uow, claim.id, content)
    add_voucher(uow, saved)
    return saved


def sent_delivery(
    uow: UnitOfWork,
    case_id: int,
    *kronor: int,
    fees: object = 80_000,
    occasions: object = 1_850,
    period: tuple[date, date] = YEAR,
) -> Claim:
    """Send a claim of these costs and figures."""
    claim = draft_delivery(uow, case_id, *kronor, own=account(fees, occasions), period=period)
    return send_claim(uow, claim.id, truthful=True)
