"""Money and cases by strategic priority; the main one and further ones are never added together (X02)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from fundflow.domain.gender import GenderCategory
from fundflow.i18n import msgid
from fundflow.statistics import columns as c
from fundflow.statistics.frames import Frames
from fundflow.statistics.measure import (
    ChartKind,
    Drawing,
    Figure,
    Measure,
    Row,
    Series,
    SheetChart,
    number_of,
    percent,
    percent_words,
)
from fundflow.statistics.names import Names
from fundflow.statistics.tallies import NOTHING, Key, Tally, demand_note, grand_total, tallies

_Place = tuple[str, int, str]
"""Strategy, its version, and a priority's key; empty when the case has none."""


def places(found: Mapping[Key, object], names: Names) -> list[_Place]:
    """Return every priority of each strategy that has something, zeros too, in the order of the strategies (D23).

    ``found`` is keyed by strategy, version and priority. What has no known priority comes last in its strategy.
    """
    strategies = {(str(key[0]), int(key[1])) for key in found}

    def by_age(one: tuple[str, int]) -> tuple[str, str, int]:
        strategy = names.strategy(*one)
        starts = strategy.valid_from.isoformat() if strategy and strategy.valid_from else ""
        return starts, *one

    listed: list[_Place] = []
    for key, version in sorted(strategies, key=by_age):
        strategy = names.strategy(key, version)
        known = [priority.key for priority in strategy.priorities] if strategy else []
        used = sorted(str(one[2]) for one in found if (one[0], int(one[1])) == (key, version))
        listed += [(key, version, priority) for priority in dict.fromkeys([*known, *used])]
    return listed


def behind(place: _Place) -> Mapping[str, str]:
    """Return the codes that the cases of a priority have in common."""
    return {"strategy": place[0], "priority": place[2]} if place[2] else {"strategy": place[0]}


_COLUMNS: Final = (
    c.STRATEGY,
    c.NUMBER,
    c.PRIORITY,
    c.APPLIED,
    c.REQUESTED,
    c.GRANTED,
    c.GRANTED_KRONOR,
    c.GRANTED_SHARE,
    c.REJECTED,
    c.DISBURSED,
    c.ONGOING,
)


def per_priority(frames: Frames, names: Names) -> Figure:
    """Return demand, grants, rejections, payments and running cases by main priority."""
    found = tallies(frames.cells, "strategy", "strategy_version", "priority")
    total = grand_total(frames.cells)
    listed = places(found, names)

    def numbers(tally: Tally) -> Row:
        share = percent(tally.granted_ore, total.granted_ore)
        rest = (share, tally.rejected, tally.disbursed_kronor, tally.ongoing)
        return (*tally.demand(total), tally.granted, tally.granted_kronor, *rest)

    return Figure(
        _COLUMNS,
        tuple((*names.priority(*place), *numbers(found.get(place, NOTHING))) for place in listed),
        totals=(msgid("Summa"), None, None, *numbers(total)) if listed else None,
        notes=demand_note(total),
        behind=tuple(behind(place) for place in listed),
    )


def largest_priority(figure: Figure) -> str | None:
    """Return which priority got the largest part of what was granted."""
    shares = [share for share in figure.column(c.GRANTED_SHARE.heading) if isinstance(share, Decimal)]
    if not shares or not max(shares):
        return None
    row = figure.rows[figure.column(c.GRANTED_SHARE.heading).index(max(shares))]
    label = row[figure.place(c.PRIORITY.heading)]
    words = percent_words(max(shares))
    return msgid("{share} procent av det beviljade gick till ”{priority}”").format(share=words, priority=label)


def draw_priorities(figure: Figure) -> Drawing | None:
    """Draw what was granted, a bar a priority."""
    if not figure.rows:
        return None
    labels = tuple(str(label) for label in figure.column(c.PRIORITY.heading))
    granted = tuple(number_of(cell) for cell in figure.column(c.GRANTED_KRONOR.heading))
    series = (Series("granted", c.GRANTED_KRONOR.heading, granted),)
    caption = msgid("Beviljat per prioritering, miljoner kronor")
    return Drawing(ChartKind.BARS, caption, labels, series, behind=figure.behind)


def also_contributes(frames: Frames, names: Names) -> Figure:
    """Return how many granted cases also contribute to each priority."""
    frame = frames.further_priorities
    found: dict[Key, int] = {
        (str(strategy), int(version), str(priority)): int(cases)
        for strategy, version, priority, cases in frame.itertuples(index=False, name=None)
    }
    # the strategies of the year's granted cases, so that zeros are there too
    granted: dict[Key, object] = {
        key: tally
        for key, tally in tallies(frames.cells, "strategy", "strategy_version", "priority").items()
        if tally.granted
    }
    listed = [place for place in places({**granted, **found}, names) if place[2]]
    return Figure(
        (c.STRATEGY, c.NUMBER, c.PRIORITY, c.ALSO_CONTRIBUTES),
        tuple((*names.priority(*place), found.get(place, 0)) for place in listed),
    )


def priority_and_gender(frames: Frames, names: Names) -> Figure:
    """Return grants by main priority and gender category, every category of every priority."""
    found = tallies(frames.cells, "strategy", "strategy_version", "priority", "gender_category")
    granted = {key: tally for key, tally in found.items() if tally.granted or tally.granted_ore}
    total = sum(granted.values(), NOTHING)
    cut = list(_with_categories(places({key[:3]: None for key in granted}, names)))

    def row(place: _Place, category: str) -> Row:
        tally = granted.get((*place, category), NOTHING)
        return (*names.priority(*place), names.category(category), tally.granted, tally.granted_kronor)

    return Figure(
        (c.STRATEGY, c.NUMBER, c.PRIORITY, c.CATEGORY, c.GRANTED, c.GRANTED_KRONOR),
        tuple(row(place, category) for place, category in cut),
        totals=(msgid("Summa"), None, None, None, total.granted, total.granted_kronor) if cut else None,
        behind=tuple({**behind(place), "category": category} for place, category in cut),
    )


def _with_categories(listed: list[_Place]) -> Iterator[tuple[_Place, str]]:
    for place in listed:
        for category in GenderCategory:
            yield place, category.value


PRIORITIES: Final = Measure(
    key="per_prioritering",
    sheet=msgid("Per prioritering"),
    label=msgid("Sökt, beviljat och utbetalt per prioritering"),
    definition=msgid(
        "Alla ärenden räknas på sin huvudprioritering. Varje prioritering i en strategi som har ärenden under året "
        "står med, även de utan."
    ),
    source=msgid("Ärenden, beslut och reskontra"),
    columns=_COLUMNS,
    compute=per_priority,
    headline=largest_priority,
    drawing=draw_priorities,
    sheet_chart=SheetChart((c.PRIORITY.heading,), (c.GRANTED_KRONOR.heading,), msgid("Beviljat kr per prioritering")),
    on_page=True,
)

FURTHER: Final = Measure(
    key="fler_prioriteringar",
    sheet=msgid("Fler prioriteringar"),
    label=msgid("Projekt som även bidrar till andra prioriteringar"),
    definition=msgid("Räknar ärenden, inte pengar, och läggs aldrig ihop med tabellen per prioritering."),
    source=msgid("Ärenden"),
    columns=(c.STRATEGY, c.NUMBER, c.PRIORITY, c.ALSO_CONTRIBUTES),
    compute=also_contributes,
)

PRIORITIES_BY_GENDER: Final = Measure(
    key="prioritering_kon",
    sheet=msgid("Prioritering och kön"),
    label=msgid("Beviljat per prioritering och kön"),
    definition=msgid("Beviljat på huvudprioriteringen, delat efter vem som äger och leder företaget."),
    source=msgid("Ärenden och reskontra"),
    columns=(c.STRATEGY, c.NUMBER, c.PRIORITY, c.CATEGORY, c.GRANTED, c.GRANTED_KRONOR),
    compute=priority_and_gender,
)
