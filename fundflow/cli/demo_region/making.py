"""The whole made-up register: accounts, applicants, frames, old cases and new ones, in the order of time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

import sqlalchemy as sa

from fundflow.cli.demo_region.applicants import Applicant, make_applicants, open_accounts
from fundflow.cli.demo_region.applying import Live, live
from fundflow.cli.demo_region.calls import calls
from fundflow.cli.demo_region.content import read_ideas, read_names
from fundflow.cli.demo_region.days import at_hour
from fundflow.cli.demo_region.figures import published_figures
from fundflow.cli.demo_region.history import imports, lists
from fundflow.cli.demo_region.lives import life
from fundflow.cli.demo_region.order import Order
from fundflow.cli.demo_region.people import APPLICANTS, PASSWORD
from fundflow.cli.demo_region.places import other_places
from fundflow.cli.demo_region.plans import CasePlan, Drawing, Fate, draw, fates
from fundflow.cli.demo_region.supports import read_supports, supports
from fundflow.cli.demo_region.world import Story, World, play
from fundflow.domain.appropriation import FrameKind
from fundflow.domain.money import Money
from fundflow.domain.roles import OrganisationRight
from fundflow.services.appropriation import FrameChange, set_frame
from fundflow.services.letters import letter_of
from fundflow.services.people import accept_invitation, invite_colleague

_TO_DECIDE: Final = timedelta(days=75)
_ABOUT_NEW_YEAR: Final = timedelta(days=60)
_GRANTED: Final = frozenset({Fate.PROPOSED, Fate.DECIDED, Fate.ONGOING, Fate.SETTLEMENT, Fate.CLOSED})


def make(world: World, order: Order, told: Callable[[int], None]) -> None:
    """Make the register; ``told`` hears how many cases have come to where they stand."""
    names, ideas = read_names(), read_ideas()
    chance = Random(order.seed)  # noqa: S311 - made-up cases, to be the same each time
    world.now = at_hour(order.first - timedelta(days=40), 9)
    applicants = make_applicants(names, chance)
    registered = open_accounts(world, applicants)
    drawing = Drawing(applicants, ideas, names.places, order.today, order.first)
    old = lists(names, ideas, order)
    of_other_programmes = read_supports(order)
    plans = _plans(drawing, order, chance, order.cases - len(old) - len(of_other_programmes))
    told(len(old))
    cases = [live(world, plan, registered[plan.applicant.key]) for plan in plans]
    stories: list[Story] = [life(case) for case in cases]
    stories += supports(world, of_other_programmes, order)
    counted = len(stories)
    stories += [_frame(world, cases, year) for year in range(order.first.year, order.today.year + 1)]
    stories.append(published_figures(world, order))
    stories += other_places(world, order) if of_other_programmes else []
    stories += calls(world, order)
    stories += imports(world, old, order)
    stories.append(_colleague(world, registered[APPLICANTS[0].key], order))
    now = at_hour(order.today, 0)
    play(world, stories, until=now, told=lambda place: told(1) if place < counted else None)
    world.now = now


def _plans(drawing: Drawing, order: Order, chance: Random, count: int) -> list[CasePlan]:
    """Return the plans in order of number; the first ones belong to the applicant whose account is shown."""
    drawn = fates(count, chance)
    chance.shuffle(drawn)
    shown = (Fate.COMPLETION, Fate.DRAFT, Fate.ONGOING, Fate.CLOSED)
    for place, fate in enumerate(shown):
        found = drawn.index(fate, place) if fate in drawn[place:] else place
        drawn[place], drawn[found] = drawn[found], drawn[place]
    plans = [draw(drawing, number, fate, seed=order.seed) for number, fate in enumerate(drawn, start=1)]
    titles: dict[str, int] = {}
    mine = [_of(plan, drawing.applicants[0], drawing, order) for plan in plans[: len(shown)]]
    return [_titled(plan, titles) for plan in (*mine, *plans[len(shown) :])]


def _of(plan: CasePlan, applicant: Applicant, drawing: Drawing, order: Order) -> CasePlan:
    """Return the plan as one of the shown applicant's own, made worth looking at."""
    idea = next(idea for idea in drawing.ideas if applicant.kind in idea.fits and len(idea.titles) > plan.number % 3)
    changed = replace(plan, applicant=applicant, writer=applicant.key, idea=idea)
    title = idea.titles[plan.number % len(idea.titles)].format(place=applicant.place.name)
    if plan.fate is Fate.DRAFT:
        return replace(changed, title=title, writer=APPLICANTS[1].key)
    if plan.fate is not Fate.ONGOING:
        return replace(changed, title=title)
    starts_on = order.today - timedelta(days=170)
    return replace(
        changed,
        title=title,
        grant_type="implementation",
        total=1_900_000,
        share=50,
        method="indirect_15",
        sent_on=order.today - timedelta(days=280),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=547),
    )


def _titled(plan: CasePlan, titles: dict[str, int]) -> CasePlan:
    """Return the plan with a title that no earlier case has: later ones are a further step."""
    titles[plan.title] = titles.get(plan.title, 0) + 1
    times = titles[plan.title]
    return plan if times == 1 else replace(plan, title=f"{plan.title}, steg {times}")


def _frame(world: World, cases: Sequence[Live], year: int) -> Story:
    """Set the frame and the payment target of a year in January, and add to the frame before the summer."""
    needed = sum(case.budget.requested for case in cases if case.plan.fate in _GRANTED and _may_count(case.plan, year))
    frame = max(3_000_000, _rounded_up(needed * 108 // 100))
    for day, kind, kronor, paragraph in (
        (date(year, 1, 8), FrameKind.DECISION_FRAME, frame * 9 // 10, 4),
        (date(year, 1, 8), FrameKind.PAYMENT_TARGET, frame * 7 // 10, 5),
        (date(year, 6, 12), FrameKind.DECISION_FRAME, frame - frame * 9 // 10, 61),
    ):
        yield at_hour(day, 10)
        with world.deed("economist") as uow:
            reference = f"Regionala utvecklingsnämnden {day.isoformat()}, § {paragraph}"
            set_frame(uow, FrameChange(kind, "anslag_1_1", year, Money.kronor(kronor), day, reference))


def _may_count(plan: CasePlan, year: int) -> bool:
    """Say whether a grant is likely to be decided in the year; those about new year count in both."""
    about = plan.sent_on + _TO_DECIDE
    return year in {(about - _ABOUT_NEW_YEAR).year, about.year, (about + _ABOUT_NEW_YEAR).year}


def _rounded_up(kronor: int) -> int:
    return -(-kronor // 500_000) * 500_000


def _colleague(world: World, organisation_id: int, order: Order) -> Story:
    """Let the shown applicant invite a colleague who may write but not sign."""
    inviter, colleague = APPLICANTS
    yield at_hour(order.today - timedelta(days=90), 9)
    with world.deed(inviter.key) as uow:
        invite_colleague(uow, organisation_id, colleague.email, OrganisationRight.EDIT)
        notice_id = uow.session.scalar(sa.text("SELECT max(id) FROM notice"))
        letter = letter_of(uow.session, notice_id, region=world.region, base_url="")
    token = letter.text.partition("/konto/inbjudan/")[2].split()[0] if letter else ""
    world.passes(40)
    with world.deed("system") as uow:
        accept_invitation(uow, token, colleague.name, PASSWORD)
    world.forget(colleague.key)
