"""The few numbers at the top of the page."""

from dataclasses import dataclass

from fundflow.domain.money import Money, total
from fundflow.queries.money import SourceOutcome
from fundflow.statistics import columns as c
from fundflow.statistics.frames import Frames
from fundflow.statistics.measure import Cell, Figure
from fundflow.web import filters
from fundflow.web.locale import _, _n


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number with its unit, what it is, and what belongs to it."""

    label: str
    number: str
    unit: str
    note: str


def key_figures(frames: Frames, priorities: Figure, lead_times: Figure) -> list[KeyFigure]:
    """Return demand, grants, payments, what is outstanding and how long a decision takes, for the cut."""
    sources = frames.sources
    found = [
        _money(_("Sökt"), priorities.total(c.REQUESTED.heading), _applications(priorities.total(c.APPLIED.heading))),
        _money(_("Beviljat"), priorities.total(c.GRANTED_KRONOR.heading), _grants(priorities)),
        _money(_("Utbetalt"), priorities.total(c.DISBURSED.heading), "" if frames.cut.programme else _target(sources)),
    ]
    if not frames.cut.programme:  # frames and what is outstanding belong to sources of money, not to programmes
        outstanding = total(one.outstanding for one in sources)
        found.append(_money(_("Utestående åtagande"), outstanding, _("beviljat, inte utbetalt")))
    median = lead_times.total(c.MEDIAN.heading)
    ninetieth = lead_times.total(c.NINETIETH.heading)
    words = _("nio av tio inom %(days)s", days=ninetieth) if isinstance(ninetieth, int) else ""
    found.append(KeyFigure(_("Till beslut, median"), _whole(median), _("dagar"), words))
    return found


def _money(label: str, amount: Cell, note: str) -> KeyFigure:
    if not isinstance(amount, Money):
        return KeyFigure(label, filters.NOTHING, "", note)
    return KeyFigure(label, filters.number(amount.as_kronor / 1_000_000, 1), _("mnkr"), note)


def _applications(count: Cell) -> str:
    if not isinstance(count, int):
        return _("ankomstdagar är inte kända")
    return _n("%(count)s ansökan", "%(count)s ansökningar", count, count=filters.number(count))


def _grants(figure: Figure) -> str:
    granted, rejected = figure.total(c.GRANTED.heading), figure.total(c.REJECTED.heading)
    if not isinstance(granted, int) or not isinstance(rejected, int):
        return ""
    words = _n("%(count)s ärende", "%(count)s ärenden", granted, count=filters.number(granted))
    return _("%(cases)s, %(rejected)s avslag", cases=words, rejected=filters.number(rejected))


def _target(sources: list[SourceOutcome]) -> str:
    targets = [one.target for one in sources if one.target is not None]
    return _("mål %(amount)s", amount=filters.mnkr(total(targets))) if targets else ""


def _whole(number: Cell) -> str:
    return filters.number(number) if isinstance(number, int) else filters.NOTHING
