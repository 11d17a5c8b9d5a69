"""Service places of the made-up region: those that cases are about, and a few that nobody has applied for."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from fundflow.cli.demo_region.days import at_hour
from fundflow.cli.demo_region.order import Order
from fundflow.cli.demo_region.world import Story, World
from fundflow.domain.concepts import Concept
from fundflow.domain.money import Money
from fundflow.domain.service_places import Goods, PlaceFacts, PlacePlan, PointOfSale, RunningAid
from fundflow.queries.cases import get_case
from fundflow.services.facts import told_in_application
from fundflow.services.place_facts import is_about_a_place, running_aid
from fundflow.services.service_place import add_place, link_case, note_earlier_aid, note_turnover
from fundflow.services.unit_of_work import UnitOfWork

_TURNOVER: Final = Money.kronor(5_850_000)
_BEFORE: Final = Money.kronor(60_000)
_OTHERS: Final = (
    (PlacePlan("Norrsele Bensin", "2422", "Norrsele 14", PointOfSale.FIXED), Goods.FUEL, "28.5", "Sorsele"),
    (PlacePlan("Tallviks Livs", "2462", "Tallvik", PointOfSale.FIXED), Goods.GROCERIES, "41", "Vilhelmina"),
    (PlacePlan("Varubussen i inlandet", "2463", "", PointOfSale.MOBILE), Goods.GROCERIES, None, None),
)
_CLOSED_AFTER: Final = 2


def other_places(world: World, order: Order) -> list[Story]:
    """Return the story of the places that no case is about, noted when the year begins."""
    return [_others(world, order)]


def _others(world: World, order: Order) -> Story:
    yield at_hour(order.first, 10)
    with world.deed("ylva") as uow:
        _keep_others(uow)


def _keep_others(uow: UnitOfWork) -> None:
    year = uow.today.year
    for plan, goods, distance, nearest in _OTHERS:
        is_closed = goods is Goods.GROCERIES and plan.point_of_sale is PointOfSale.FIXED
        facts = PlaceFacts(
            goods=frozenset({goods}),
            distance_km=Decimal(distance) if distance else None,
            nearest=nearest,
            open_all_year=True,
        )
        place = PlacePlan(
            plan.name,
            plan.municipality_code,
            plan.address,
            plan.point_of_sale,
            closed_on=date(year - _CLOSED_AFTER, 9, 30) if is_closed else None,
        )
        add_place(uow, place, facts, from_on=date(year - 8, 1, 1), source="Kommunernas serviceplaner")


def keep_place(uow: UnitOfWork, case_id: int, owner: str) -> None:
    """Add the place that a case is about, with what its application tells, and link the case to it."""
    case = get_case(uow.session, uow.actor, case_id)
    if not is_about_a_place(uow, case):
        return
    told: dict[Concept, Any] = told_in_application(uow, case)
    year = (case.received_on or uow.today).year
    facts = PlaceFacts(
        owner_id=case.organisation_id,
        goods=frozenset(Goods(one) for one in told.get(Concept.SERVICE_GOODS) or [Goods.GROCERIES]),
        distance_km=told.get(Concept.DISTANCE_KM),
        island_without_fixed_link=told.get(Concept.ISLAND_WITHOUT_FIXED_LINK),
        open_all_year=told.get(Concept.OPEN_ALL_YEAR),
        hours=told.get(Concept.SGEI_OPENING_HOURS),
        wide_grocery_range=told.get(Concept.WIDE_GROCERY_RANGE),
        assortment=told.get(Concept.SGEI_ASSORTMENT),
    )
    plan = PlacePlan(owner.removesuffix(" AB"), case.municipality_code or "", "Byvägen 2", PointOfSale.FIXED)
    place = add_place(
        uow, plan, facts, from_on=date(year - 3, 1, 1), source=f"Ansökan {case.registry_number} och besök"
    )
    turnover = told.get(Concept.GROCERY_TURNOVER) or _TURNOVER
    note_turnover(uow, place.id, year - 1, turnover, source=f"Årsredovisning {year - 1}")
    if running_aid(uow, case) is not None:
        note_earlier_aid(
            uow,
            place.id,
            RunningAid.SERVICE_GRANT,
            decided_on=date(year - 2, 3, 14),
            support_year=year - 2,
            amount=_BEFORE,
            reason=f"Beslut i det gamla diariet, KSV {year - 2}/117",
        )
    link_case(uow, case_id, place.id)
