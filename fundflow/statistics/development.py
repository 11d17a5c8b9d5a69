"""Ten years of grants, by programme, and how much of them went to women's companies."""

from decimal import Decimal
from typing import Final

from fundflow.domain.gender import GenderCategory
from fundflow.domain.money import Money
from fundflow.i18n import msgid
from fundflow.statistics import columns as c
from fundflow.statistics.frames import Frames
from fundflow.statistics.measure import ChartKind, Drawing, Figure, Measure, Series, Unit, number_of, percent
from fundflow.statistics.names import Names

_COLUMNS: Final = (c.YEAR, c.PROGRAMME, c.GRANTED, c.GRANTED_KRONOR, c.WOMEN_GRANTED_SHARE)
_KNOWN: Final = (GenderCategory.WOMEN.value, GenderCategory.MEN.value, GenderCategory.EVEN.value)


def ten_years(frames: Frames, names: Names) -> Figure:
    """Return grants by year and programme, those that have any: a year that is not known is no zero (H8).

    Women's share is empty where no case has a known category (H11).
    """
    frame = frames.decade
    keys = [(int(year), programme) for year, programme in frame[["year", "programme"]].itertuples(index=False)]
    order = names.programmes([programme for _, programme in keys])
    listed = sorted(set(keys), key=lambda key: (key[0], order.index(key[1])))
    rows = []
    for year, programme in listed:
        cells = frame[(frame["year"] == year) & (frame["programme"] == programme)]
        ore = int(cells["granted_ore"].sum())
        known = cells["gender_category"].isin(_KNOWN).any()
        women = int(cells.loc[cells["gender_category"] == GenderCategory.WOMEN.value, "granted_ore"].sum())
        share = percent(women, ore) if known else None
        rows.append((year, names.programme(programme), int(cells["granted"].sum()), Money(ore), share))
    return Figure(
        _COLUMNS,
        tuple(rows),
        behind=tuple({"year": str(year), "programme": programme} for year, programme in listed),
    )


def draw_ten_years(figure: Figure) -> Drawing | None:
    """Draw what was granted each year, a line a programme, in million kronor; nothing for a single year."""
    years = sorted({int(str(year)) for year in figure.column(c.YEAR.heading)})
    if len(years) < 2:
        return None
    listed = range(years[0], years[-1] + 1)
    series = []
    for programme in dict.fromkeys(str(name) for name in figure.column(c.PROGRAMME.heading)):
        granted = {row[0]: row[3] for row in figure.rows if row[1] == programme}
        numbers = tuple(_millions(number_of(granted.get(year))) for year in listed)
        series.append(Series(programme, programme, numbers))
    return Drawing(ChartKind.LINES, Unit.KRONOR, tuple(str(year) for year in listed), tuple(series))


def _millions(kronor: Decimal | None) -> Decimal | None:
    return None if kronor is None else kronor / 1_000_000


DEVELOPMENT: Final = Measure(
    key="utveckling",
    sheet=msgid("Tio år"),
    label=msgid("Beviljat under tio år"),
    definition=msgid("År och program som har beviljade ärenden. Ett år utan rad är inte känt eller har inga beslut."),
    source=msgid("Reskontran"),
    columns=_COLUMNS,
    compute=ten_years,
    drawing=draw_ten_years,
    on_page=True,
)
