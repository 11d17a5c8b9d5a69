"""The calls of the made-up years: one each half-year, so that every larger project has one to be in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from fundflow.cli.demo_region.days import at_hour
from fundflow.cli.demo_region.order import Order
from fundflow.cli.demo_region.world import Story, World
from fundflow.clock import STOCKHOLM
from fundflow.domain.calls import CallPlan
from fundflow.domain.money import Money
from fundflow.services.call import publish_call, write_call

GRANT_TYPE: Final = "implementation"
_TOLD_BEFORE: Final = timedelta(days=30)
_LAST_MINUTE: Final = time(23, 59)
_THEMES: Final = (
    (
        "Hållbar utveckling i hela länet, våren %s",
        "Hållbar utveckling i hela länet, hösten %s",
    ),
    (
        "Sustainable development in the whole county, spring %s",
        "Sustainable development in the whole county, autumn %s",
    ),
)
_TEXT: Final = (
    "Utlysningen är till för genomförandeprojekt som söker mer än {P4.small_project_at_most_kronor} kronor. "
    "Kommuner, organisationer, lärosäten och företag kan söka, om fler än den som söker har nytta av projektet.\n\n"
    "Vi lägger vikt vid samverkan i flera kommuner, jämlik och jämställd inkludering och minskad klimatpåverkan.\n\n"
    "Regionala utvecklingsnämnden beslutar löpande under utlysningen."
)
_TEXT_EN: Final = (
    "The call is for implementation projects that apply for more than {P4.small_project_at_most_kronor} kronor. "
    "Municipalities, organisations, universities and companies may apply, if others than the applicant benefit.\n\n"
    "We look for cooperation in several municipalities, equal and gender-equal inclusion, and less climate impact.\n\n"
    "The regional development board decides throughout the call."
)


@dataclass(frozen=True, slots=True)
class HalfYear:
    """The half of a year that a day lies in: 0 in the spring, 1 in the autumn."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> "HalfYear":
        """Return the half-year of a day."""
        return cls(day.year, int(day.month > 6))

    @property
    def key(self) -> str:
        """What the call is known by in the demo."""
        return f"call-{self.year}-{self.half}"

    @property
    def opens_at(self) -> datetime:
        """The first minute."""
        return at_hour(date(self.year, 7 if self.half else 1, 1), 0)

    @property
    def closes_at(self) -> datetime:
        """The last minute, from which the call is closed."""
        last = date(self.year, 12, 31) if self.half else date(self.year, 6, 30)
        return datetime.combine(last, _LAST_MINUTE, STOCKHOLM)

    @property
    def following(self) -> "HalfYear":
        """The one after it."""
        return HalfYear(self.year + self.half, 1 - self.half)


def calls(world: World, order: Order) -> Iterator[Story]:
    """Yield the story of each call from before the first case until the one that is to come."""
    half_year = HalfYear.of(order.first - timedelta(days=40))
    while half_year.opens_at.date() - _TOLD_BEFORE <= order.today:
        yield _call(world, order, half_year)
        half_year = half_year.following


def _call(world: World, order: Order, half_year: HalfYear) -> Story:
    swedish, english = (theme[half_year.half] % half_year.year for theme in _THEMES)
    earliest = order.first - timedelta(days=39)
    yield at_hour(max(earliest, half_year.opens_at.date() - _TOLD_BEFORE), 10)
    with world.deed("ylva") as uow:
        plan = CallPlan(
            programme="project_funding",
            grant_type=GRANT_TYPE,
            title=swedish,
            text=_TEXT,
            opens_at=half_year.opens_at,
            closes_at=half_year.closes_at,
            frame=Money.kronor(24_000_000 if half_year.half else 30_000_000),
            title_en=english,
            text_en=_TEXT_EN,
        )
        call = write_call(uow, plan)
        publish_call(uow, call.id)
        world.ids[half_year.key] = call.id
