"""Days from receipt to decision."""

from typing import TYPE_CHECKING, Final

from fundflow.i18n import msgid
from fundflow.statistics import columns as c
from fundflow.statistics.frames import Frames
from fundflow.statistics.measure import Figure, Measure, Row
from fundflow.statistics.names import Names

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS: Final = (c.PROGRAMME, c.DECISIONS, c.MEDIAN, c.NINETIETH)
_HALF: Final = (1, 2)
_NINE_TENTHS: Final = (9, 10)


def days_to_decision(frames: Frames, names: Names) -> Figure:
    """Return the number of decisions, and the median and ninetieth percentile of days, by programme and in all."""
    frame = frames.lead_times
    programmes = names.programmes(list(frame["programme"]))
    return Figure(
        _COLUMNS,
        tuple((names.programme(key), *_numbers(frame[frame["programme"] == key])) for key in programmes),
        totals=(msgid("Alla program"), *_numbers(frame)) if programmes else None,
        behind=tuple({"programme": key} for key in programmes),
    )


def _numbers(cells: "pd.DataFrame") -> Row:
    by_days = cells.groupby("days", observed=True)["cases"].sum().sort_index()
    return (int(by_days.sum()), lower_value(by_days, _HALF), lower_value(by_days, _NINE_TENTHS))


def lower_value(by_days: "pd.Series[int]", part: tuple[int, int]) -> int:
    """Return the value that a part (numerator, denominator) of the cases does not exceed; the lower of two (D22).

    In: number of cases, indexed by days in order. The place is a whole number, so that no fraction is rounded.
    """
    numerator, denominator = part
    place = (int(by_days.sum()) - 1) * numerator // denominator
    before = by_days.cumsum()
    return int(before[before > place].index[0])


LEAD_TIMES: Final = Measure(
    key="handlaggningstid",
    sheet=msgid("Handläggningstid"),
    label=msgid("Dagar från ankomst till beslut"),
    definition=msgid(
        "Kalenderdagar från den dag ansökan kom in till bifall, avslag eller avvisning under året. Avskrivna ärenden "
        "och ärenden där någon av dagarna är okänd räknas inte."
    ),
    source=msgid("Ärenden och beslut"),
    columns=_COLUMNS,
    compute=days_to_decision,
)
