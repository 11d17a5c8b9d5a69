"""Ten years of grants, by programme, and how much of them went to women's companies."""

from decimal import Decimal
from typing import Final

from fundflow.domain.gender import GenderCategory
from fundflow.domain.money import Money
from fundflow.i18n import msgid
from fundflow.statistics import columns as c
from fundflow.statistics.frames import Frames
from fundflow.statistics.measure import ChartKind, Drawing, Figure, Measure, Series, number_of, percent
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
    """Draw what was granted each year by all programmes of the cut; nothing for a single year."""
    granted: dict[int, Decimal] = {}
    for year, kronor in zip(figure.column(c.YEAR.heading), figure.column(c.GRANTED_KRONOR.heading), strict=True):
        place = int(str(year))
        granted[place] = granted.get(place, Decimal(0)) + (number_of(kronor) or Decimal(0))
    if len(granted) < 2:
        return None
    years = range(min(granted), max(granted) + 1)
    numbers = tuple(granted[year] / 1_000_000 if year in granted else None for year in years)
    caption = msgid("Beviljat per år, miljoner kronor")
    series = Series("granted", msgid("Beviljat"), numbers)
    return Drawing(ChartKind.LINES, caption, tuple(str(year) for year in years), (series,))


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
