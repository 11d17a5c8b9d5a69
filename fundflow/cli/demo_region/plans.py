"""What each case of the made-up year is to be about, how large it is, when it comes in and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import Final

from fundflow.cli.demo_region.applicants import Applicant
from fundflow.cli.demo_region.content import Idea, Place
from fundflow.domain.deadlines import is_working_day
from fundflow.domain.periods import add_months

BOARD_LIMIT: Final = 1_200_000
"""Kronor: what the director decides up to and including, as the shipped delegation order says."""


class Fate(StrEnum):
    """How far a case has come on the day of the demo."""

    DRAFT = "draft"
    RECEIVED = "received"
    COMPLETION = "completion"
    PREPARATION = "preparation"
    PROPOSED = "proposed"
    DECIDED = "decided"
    ONGOING = "ongoing"
    SETTLEMENT = "settlement"
    CLOSED = "closed"
    REJECTED = "rejected"
    DISMISSED = "dismissed"
    WRITTEN_OFF = "written_off"


@dataclass(frozen=True, slots=True)
class Course:
    """How common a fate is in a hundred cases, and how many days ago such a case came in; None: as far as we go."""

    in_hundred: float
    youngest: int
    oldest: int | None
    board_youngest: int = 0


COURSES: Final = {
    Fate.DRAFT: Course(4.5, 2, 40),
    Fate.RECEIVED: Course(4, 1, 8),
    Fate.COMPLETION: Course(4, 26, 44),
    Fate.PREPARATION: Course(7.5, 14, 75),
    Fate.PROPOSED: Course(3.5, 74, 82),
    Fate.DECIDED: Course(2.5, 96, 104),
    Fate.ONGOING: Course(22, 115, 560, 190),
    Fate.SETTLEMENT: Course(5.5, 300, None, 360),
    Fate.CLOSED: Course(23.5, 400, None, 460),
    Fate.REJECTED: Course(16, 100, None, 190),
    Fate.DISMISSED: Course(3, 70, None, 170),
    Fate.WRITTEN_OFF: Course(4, 45, None),
}


@dataclass(frozen=True, slots=True)
class CasePlan:
    """A case to be: everything that is drawn beforehand. ``chance`` is its own, so that no case disturbs another."""

    number: int
    fate: Fate
    chance: Random
    applicant: Applicant
    writer: str
    idea: Idea
    other: Place
    grant_type: str
    title: str
    total: int
    share: int
    method: str
    officer: str
    sent_on: date
    starts_on: date
    ends_on: date
    today: date

    @property
    def token(self) -> str:
        """The form's token, the same each time the case is made."""
        return f"demo-{self.number:04d}"

    @property
    def is_small(self) -> bool:
        """Whether it is a pre-study."""
        return self.grant_type == "pre_study"


def fates(count: int, chance: Random) -> list[Fate]:
    """Return the fate of each of so many cases: every fate at least once, else as common as the courses say."""
    weights = [course.in_hundred for course in COURSES.values()]
    more = {fate: int(count * course.in_hundred / sum(weights)) - 1 for fate, course in COURSES.items()}
    found = [*COURSES, *(fate for fate, share in more.items() for _ in range(share))][:count]
    found += chance.choices(list(COURSES), weights, k=count - len(found))
    return found


@dataclass(frozen=True, slots=True)
class Drawing:
    """What cases are drawn from."""

    applicants: Sequence[Applicant]
    ideas: Sequence[Idea]
    places: Sequence[Place]
    today: date
    first: date


def draw(drawing: Drawing, number: int, fate: Fate, *, seed: int) -> CasePlan:
    """Return the plan of one case."""
    chance = Random(f"{seed}/{number}")  # noqa: S311 - made-up cases, to be the same each time
    applicant = chance.choice(drawing.applicants)
    idea = chance.choice([idea for idea in drawing.ideas if applicant.kind in idea.fits] or list(drawing.ideas))
    other = chance.choice([place for place in drawing.places if place != applicant.place])
    small = chance.random() < (0.6 if fate in (Fate.CLOSED, Fate.SETTLEMENT) else 0.25)
    total = chance.randint(16, 60) * 10_000 if small else int(chance.triangular(70, 620, 170)) * 10_000
    total = min(total, 2_200_000) if fate is Fate.DECIDED else total
    share = 50 if small else chance.choice((50, 50, 50, 45, 40) if not idea.eu else (25, 30, 35))
    sent_on = _sent_on(drawing, fate, chance, small=small, for_board=total * share // 100 > BOARD_LIMIT)
    starts_on, ends_on = _project_days(drawing.today, fate, chance, sent_on, small=small)
    return CasePlan(
        number=number,
        fate=fate,
        chance=chance,
        applicant=applicant,
        writer=applicant.key,
        idea=idea,
        other=other,
        grant_type="pre_study" if small else "implementation",
        title=_title(idea, applicant.place, chance, small=small),
        total=total,
        share=share,
        method=_method(chance, small=small),
        officer=chance.choices(("ylva", "jonas", "aino"), (48, 27, 25))[0],
        sent_on=sent_on,
        starts_on=starts_on,
        ends_on=ends_on,
        today=drawing.today,
    )


def _title(idea: Idea, place: Place, chance: Random, *, small: bool) -> str:
    title = chance.choice(idea.titles).format(place=place.name)
    return f"Förstudie: {title[0].lower()}{title[1:]}" if small else title


def _method(chance: Random, *, small: bool) -> str:
    if small:
        return chance.choices(("indirect_15", "staff_40", "lump_sum", "actual"), (40, 30, 15, 15))[0]
    return chance.choices(("indirect_15", "staff_40", "actual"), (45, 15, 40))[0]


def _sent_on(drawing: Drawing, fate: Fate, chance: Random, *, small: bool, for_board: bool) -> date:
    course = COURSES[fate]
    furthest = (drawing.today - drawing.first).days
    youngest = max(course.youngest, course.board_youngest if for_board else 0)
    limit = 330 if small and fate is Fate.ONGOING else furthest  # a pre-study is over within the year
    oldest = max(youngest, min(course.oldest or furthest, furthest, limit))
    day = drawing.today - timedelta(days=chance.randint(youngest, oldest))
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def _project_days(today: date, fate: Fate, chance: Random, sent_on: date, *, small: bool) -> tuple[date, date]:
    """Return the first and last day of the project, such that what is told of it can have happened."""
    starts_on = (sent_on + timedelta(days=chance.randint(90, 130))).replace(day=1)
    longest = add_months(starts_on, 11) if small else add_months(starts_on, chance.choice((18, 24, 30, 36)))
    match fate:
        case Fate.CLOSED:
            ends_on = starts_on + (today - timedelta(days=chance.randint(120, 150)) - starts_on) * chance.uniform(
                0.6, 1
            )
        case Fate.SETTLEMENT:
            ends_on = today - timedelta(days=chance.randint(45, 75))
        case Fate.ONGOING:
            ends_on = max(today + timedelta(days=chance.randint(20, 420)), starts_on + timedelta(days=150))
        case _:
            ends_on = longest
    return starts_on, min(max(ends_on, starts_on + timedelta(days=60)), longest)
