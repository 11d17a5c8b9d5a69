"""Calls for applications: when one is open, and what keeps a call from being as it is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fundflow.domain.figures_named import OF_REGION, figures_named, unknown_figures
from fundflow.domain.findings import Figure, Finding, LegalSource, Verdict
from fundflow.domain.money import ZERO, Money
from fundflow.domain.rulebook import Rulebook
from fundflow.domain.texts import Text

_CALLS = LegalSource("P4", None, "regionens utlysningar")


class Standing(StrEnum):
    """Where a call stands at a moment."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class CallWindow:
    """What a case's call says of time: open from ``opens_at`` until ``closes_at``, which is closed itself."""

    title: Text
    opens_at: datetime
    closes_at: datetime

    def standing(self, moment: datetime) -> Standing:
        """Return where the call stands at an aware moment."""
        if moment < self.opens_at:
            return Standing.UPCOMING
        return Standing.OPEN if moment < self.closes_at else Standing.CLOSED

    def closed_to(self, moment: datetime) -> Iterator[Finding]:
        """Yield what tells that the call is not open.

        Source: P4, the region's calls.
        """
        match self.standing(moment):
            case Standing.UPCOMING:
                yield Finding("call_upcoming", Verdict.STOPS, _CALLS, {"what": self.title, "opens": self.opens_at})
            case Standing.CLOSED:
                yield Finding("call_closed", Verdict.STOPS, _CALLS, {"what": self.title, "closes": self.closes_at})


@dataclass(frozen=True, slots=True)
class CallNow:
    """A case's call and the moment at which it is asked whether the call is open."""

    window: CallWindow
    moment: datetime


@dataclass(frozen=True, slots=True)
class CallPlan:
    """A call as it is written: for which support, when, with what text and how much money (None: not said)."""

    programme: str
    grant_type: str
    title: str
    text: str
    opens_at: datetime | None
    closes_at: datetime | None
    frame: Money | None = None
    title_en: str = ""
    text_en: str = ""


def against_plan(plan: CallPlan) -> Iterator[Finding]:
    """Yield what is missing or at odds in a call."""
    if not plan.title.strip():
        yield Finding("call_title_missing", Verdict.NOT_YET, field="title")
    if not plan.text.strip():
        yield Finding("call_text_missing", Verdict.NOT_YET, field="text")
    if plan.opens_at is None:
        yield Finding("call_opening_missing", Verdict.NOT_YET, field="opens_on")
    if plan.closes_at is None:
        yield Finding("call_closing_missing", Verdict.NOT_YET, field="closes_on")
    if plan.opens_at is not None and plan.closes_at is not None and plan.closes_at <= plan.opens_at:
        yield Finding("call_order", Verdict.NOT_YET, field="closes_on")
    if plan.frame is not None and plan.frame <= ZERO:
        yield Finding("call_frame_odd", Verdict.NOT_YET, field="frame")


def against_figures(plan: CallPlan, rulebook: Rulebook) -> Iterator[Finding]:
    """Yield the figures that a call's texts name and no rule in force has, or that the region keeps itself."""
    for field, text in (("text", plan.text), ("text_en", plan.text_en)):
        for name in unknown_figures(text, rulebook):
            is_kept = any(one.rule in OF_REGION for one in figures_named(name))
            code = "call_figure_published" if is_kept else "call_figure_unknown"
            yield Finding(code, Verdict.NOT_YET, None, {"name": name}, field)


def against_change(before: CallWindow, after: CallPlan, moment: datetime) -> Iterator[Finding]:
    """Yield what may not be changed in a published call: once it has opened, nobody gets less time than was promised.

    A closed call may be given more time, which opens it again; the change is kept with who made it and when.
    """
    if before.standing(moment) is Standing.UPCOMING:
        return
    figures: dict[str, Figure] = {"opens": before.opens_at, "closes": before.closes_at}
    if after.opens_at != before.opens_at:
        yield Finding("call_has_opened", Verdict.STOPS, _CALLS, figures, "opens_on")
    if after.closes_at is not None and after.closes_at < before.closes_at:
        yield Finding("call_shortened", Verdict.STOPS, _CALLS, figures, "closes_on")
