"""Rates of the euro in the made-up region; they are made up too, and say so."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from fundflow.cli.demo_region.days import at_hour
from fundflow.cli.demo_region.order import Order
from fundflow.cli.demo_region.world import Story, World
from fundflow.domain.published import FigureKind, Published
from fundflow.services.published import correct_figure, enter_figure

_SOURCE: Final = "Demo, Region Nordanland"
_WEEK: Final = timedelta(days=7)


def published_figures(world: World, order: Order) -> Story:
    """Enter a rate when the year begins and one last week, which was written wrong and is corrected the day after."""
    january, last_week = date(order.today.year, 1, 2), order.today - _WEEK
    if january < last_week:
        yield at_hour(january, 9)
        with world.deed("administrator") as uow:
            enter_figure(uow, _rate("10.95", january))
    yield at_hour(last_week, 9)
    with world.deed("administrator") as uow:
        wrong = enter_figure(uow, _rate("11.51", last_week)).id
    yield at_hour(last_week + timedelta(days=1), 10)
    with world.deed("administrator") as uow:
        correct_figure(uow, wrong, _rate("11.15", last_week), reason="Siffrorna var omkastade.")


def _rate(kronor: str, day: date) -> Published:
    return Published(FigureKind.EURO_RATE, Decimal(kronor), _SOURCE, day=day)
