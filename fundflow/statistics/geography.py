"""Spread over municipalities: the main one of each case, the whole county and outside it (X20)."""

from typing import Final

from fundflow.domain.concepts import OUTSIDE_COUNTY, WHOLE_COUNTY
from fundflow.i18n import msgid
from fundflow.statistics import columns as c
from fundflow.statistics.frames import Frames
from fundflow.statistics.measure import Figure, Measure, Row
from fundflow.statistics.names import OUTSIDE_COUNTY_NAME, UNKNOWN, WHOLE_COUNTY_NAME, Names
from fundflow.statistics.tallies import NOTHING, Tally, tallies

_COLUMNS: Final = (c.MUNICIPALITY_CODE, c.MUNICIPALITY, c.GROUP, c.GRANTED, c.GRANTED_KRONOR, c.DISBURSED)
_WITHOUT_CODE: Final = ((WHOLE_COUNTY, WHOLE_COUNTY_NAME), (OUTSIDE_COUNTY, OUTSIDE_COUNTY_NAME), ("", UNKNOWN))


def per_municipality(frames: Frames, names: Names) -> Figure:
    """Return grants and payments by municipality: every one of the county, zeros too, then those without a code.

    A code from outside the county counts outside it. An empty figure when nothing was granted or paid.
    """
    counted: dict[str, Tally] = {}
    for (code,), tally in tallies(frames.by_municipality, "municipality_code").items():
        place = names.place(code)
        counted[place] = counted.get(place, NOTHING) + tally
    total = sum(counted.values(), NOTHING)
    if not _happened(total):
        return Figure(_COLUMNS, ())

    def numbers(tally: Tally) -> Row:
        return (tally.granted, tally.granted_kronor, tally.disbursed_kronor)

    inside = [
        (one.code, (one.code, one.name, names.group(one), *numbers(counted.get(one.code, NOTHING))))
        for one in names.municipalities()
    ]
    beside = [
        (code, (None, label, None, *numbers(counted.get(code, NOTHING))))
        for code, label in _WITHOUT_CODE
        if code or _happened(counted.get(code, NOTHING))
    ]
    rows: list[tuple[str, Row]] = [*inside, *beside]
    return Figure(
        _COLUMNS,
        tuple(row for _, row in rows),
        totals=(msgid("Summa"), None, None, *numbers(total)),
        behind=tuple({"municipality": code} for code, _ in rows),
    )


def _happened(tally: Tally) -> bool:
    return any((tally.granted, tally.granted_ore, tally.disbursed_ore))


MUNICIPALITIES: Final = Measure(
    key="per_kommun",
    sheet=msgid("Per kommun"),
    label=msgid("Beviljat och utbetalt per kommun"),
    definition=msgid(
        "Ärendets huvudsakliga kommun. Ärenden som når hela länet, eller en plats utanför det, räknas på egna rader."
    ),
    source=msgid("Ärenden och reskontra"),
    columns=_COLUMNS,
    compute=per_municipality,
)
