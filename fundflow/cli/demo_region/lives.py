"""What happens to a case, from the first word to where it stands on the day of the demo."""

import heapq
from datetime import datetime

from fundflow.cli.demo_region import applying, claiming, preparing, reporting
from fundflow.cli.demo_region.applying import Live
from fundflow.cli.demo_region.plans import Fate
from fundflow.cli.demo_region.world import Story
from fundflow.domain.decisions import DecisionKind

_TIME_TO_COMPLETE = 60
"""Days after which a request to complete has surely been answered or has run out."""


def together(*stories: Story) -> Story:
    """Tell several stories of one case at once, each deed when its time has come."""
    turns: list[tuple[datetime, int]] = []
    for place, story in enumerate(stories):
        upcoming = next(story, None)
        if upcoming is not None:
            heapq.heappush(turns, (upcoming, place))
    while turns:
        moment, place = heapq.heappop(turns)
        yield moment
        upcoming = next(stories[place], None)
        if upcoming is not None:
            heapq.heappush(turns, (max(upcoming, moment), place))


def life(case: Live) -> Story:
    """Tell the whole story of a case as its fate says."""
    if case.plan.fate is Fate.DRAFT:
        yield from _draft(case)
        return
    yield from applying.start(case)
    yield from applying.submit(case)
    match case.plan.fate:
        case Fate.RECEIVED:
            return
        case Fate.DISMISSED:
            yield from preparing.register(case)
            yield from preparing.propose_refusal(case, DecisionKind.DISMISSAL, "dismissal")
            yield from preparing.settle(case)
            yield from preparing.send(case)
        case Fate.WRITTEN_OFF:
            yield from _written_off(case)
        case _:
            yield from _prepared(case)


def _draft(case: Live) -> Story:
    chance = case.plan.chance
    yield from applying.start(case, part=chance.choice((0.2, 0.45, 0.7, 0.9)))
    is_shown = case.plan.writer != case.plan.applicant.key
    if not is_shown and chance.random() < 0.1:
        yield from applying.discard(case)


def _written_off(case: Live) -> Story:
    yield from preparing.register(case)
    if case.plan.chance.random() < 0.15:
        yield from preparing.propose_refusal(case, DecisionKind.WRITE_OFF, "write_off")
        yield from preparing.settle(case, who="head")
        yield from preparing.send(case)
        return
    yield from preparing.withdraw(case)


def _prepared(case: Live) -> Story:
    fate, chance = case.plan.fate, case.plan.chance
    yield from preparing.register(case)
    is_young = fate is Fate.PREPARATION and (case.plan.today - case.plan.sent_on).days < _TIME_TO_COMPLETE
    if fate is Fate.COMPLETION or (chance.random() < 0.4 and not is_young):
        yield from preparing.request(case)
        if fate is Fate.COMPLETION:
            return
        yield from preparing.complete(case)
    if fate is Fate.PREPARATION:
        yield from preparing.assess(case, part=chance.choice((0, 0.3, 0.6, 1)))
        return
    refused = fate is Fate.REJECTED or (fate is Fate.PROPOSED and chance.random() < 0.25)
    if refused:
        yield from _refused(case)
    else:
        yield from _granted(case)


def _refused(case: Live) -> Story:
    fails = "equality_gate" if case.plan.chance.random() < 0.25 else ""
    yield from preparing.assess(case, fails=fails, good=False, part=0.5)
    yield from preparing.propose_refusal(case, DecisionKind.REJECTION, "rejection_gate" if fails else "rejection")
    yield from _decided(case)


def _decided(case: Live) -> Story:
    if case.plan.fate is Fate.PROPOSED:
        return
    yield from preparing.settle(case)
    if case.plan.fate is not Fate.DECIDED:
        yield from preparing.send(case)


def _granted(case: Live) -> Story:
    yield from preparing.assess(case)
    yield from preparing.propose_grant(case)
    yield from _decided(case)
    if case.plan.fate in (Fate.PROPOSED, Fate.DECIDED):
        return
    *running, last = claiming.periods(case)
    yield from together(claiming.claims(case, running), reporting.reports(case))
    yield from claiming.claims(case, [last])
    yield from reporting.closing(case)
