"""Participants reached, as counts of women, men and unknown in approved reports; never persons, never companies."""

from typing import Final

from fundflow.i18n import msgid
from fundflow.statistics import columns as c
from fundflow.statistics.frames import Frames
from fundflow.statistics.measure import Figure, Measure, Row, percent
from fundflow.statistics.names import Names
from fundflow.statistics.priorities import behind, places
from fundflow.statistics.tallies import Key

_COLUMNS: Final = (c.STRATEGY, c.NUMBER, c.PRIORITY, c.WOMEN, c.MEN, c.PERSONS_UNKNOWN, c.WOMEN_SHARE)


def participants(frames: Frames, names: Names) -> Figure:
    """Return participants that were added in the year, by the main priority of their cases.

    Empty when no report of the year counts any. The share is of those whose gender is known.
    """
    found: dict[Key, tuple[int, int, int]] = {
        (strategy, int(version), priority): (int(women), int(men), int(unknown))
        for strategy, version, priority, women, men, unknown in frames.participants.itertuples(index=False, name=None)
        if women or men or unknown
    }
    listed = places(found, names)

    def numbers(counts: tuple[int, int, int]) -> Row:
        women, men, unknown = counts
        return (women, men, unknown, percent(women, women + men))

    sums = [sum(counts) for counts in zip(*found.values(), strict=True)]
    return Figure(
        _COLUMNS,
        tuple((*names.priority(*place), *numbers(found.get(place, (0, 0, 0)))) for place in listed),
        totals=(msgid("Summa"), None, None, *numbers((sums[0], sums[1], sums[2]))) if listed else None,
        behind=tuple(behind(place) for place in listed),
    )


PARTICIPANTS: Final = Measure(
    key="deltagare",
    sheet=msgid("Deltagare"),
    label=msgid("Deltagare som tillkom under året"),
    definition=msgid(
        "Rapporter räknar deltagare sedan projektets start. Årets siffra är den senast godkända rapporten under året "
        "minus den senast godkända före året."
    ),
    source=msgid("Godkända läges- och slutrapporter"),
    columns=_COLUMNS,
    compute=participants,
)
