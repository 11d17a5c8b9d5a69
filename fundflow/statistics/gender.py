"""Who owns and leads the companies that apply and are granted; participants and judgements stand elsewhere (X24)."""

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
from fundflow.statistics.tallies import NOTHING, Tally, demand_note, grand_total, tallies

_COLUMNS: Final = (
    c.PROGRAMME,
    c.CATEGORY,
    c.APPLIED,
    c.REQUESTED,
    c.GRANTED,
    c.GRANTED_KRONOR,
    c.COUNT_SHARE,
    c.GRANTED_SHARE,
    c.GRANT_RATE,
    c.DISBURSED,
)
_DRAWN: Final = (c.APPLIED, c.GRANTED, c.GRANTED_KRONOR)
_DRAWN_CATEGORIES: Final = (GenderCategory.WOMEN, GenderCategory.EVEN, GenderCategory.MEN, GenderCategory.UNKNOWN)


def per_gender(frames: Frames, names: Names) -> Figure:
    """Return demand, grants and payments by programme and gender category; shares are of the programme.

    Every category of each programme that has a case, zeros too.
    """
    found = tallies(frames.cells, "programme", "gender_category")
    programmes = tallies(frames.cells, "programme")
    total = grand_total(frames.cells)
    cut = [(key, category) for key in names.programmes([key for (key,) in programmes]) for category in GenderCategory]

    def row(programme: str, category: GenderCategory) -> Row:
        tally = found.get((programme, category.value), NOTHING)
        numbers = _numbers(tally, programmes[(programme,)])
        return (names.programme(programme), names.category(category.value), *numbers)

    return Figure(
        _COLUMNS,
        tuple(row(programme, category) for programme, category in cut),
        totals=(msgid("Summa"), None, *_numbers(total, total)) if cut else None,
        notes=(*names.gender_rule(frames.cut.as_of), *demand_note(total)) if cut else (),
        behind=tuple({"programme": programme, "category": category.value} for programme, category in cut),
    )


def _numbers(tally: Tally, whole: Tally) -> Row:
    return (
        *tally.demand(whole),
        tally.granted,
        tally.granted_kronor,
        percent(tally.granted, whole.granted),
        percent(tally.granted_ore, whole.granted_ore),
        tally.grant_rate(),
        tally.disbursed_kronor,
    )


def _sum_of(figure: Figure, category: str, heading: str) -> Decimal:
    amounts = zip(figure.column(c.CATEGORY.heading), figure.column(heading), strict=True)
    return sum((number_of(cell) or Decimal(0) for name, cell in amounts if name == category), Decimal(0))


def draw_gender(figure: Figure) -> Drawing | None:
    """Draw how applications, grants and kronor are parted between the categories; nothing when none is known.

    Applicants that are no companies are left out: they have no category.
    """
    names = {category: _label(figure, category) for category in _DRAWN_CATEGORIES}
    series = [
        Series(category.value, label, tuple(_sum_of(figure, label, column.heading) for column in _DRAWN))
        for category, label in names.items()
        if label
    ]
    known = any(number for one in series if one.key != GenderCategory.UNKNOWN for number in one.numbers)
    if not known:
        return None
    labels = (msgid("Ansökningar"), msgid("Beviljade"), msgid("Beviljade kronor"))
    units = tuple(column.unit for column in _DRAWN)
    caption = msgid("Fördelning efter vem som äger och leder företaget, procent")
    return Drawing(ChartKind.SHARES, caption, labels, tuple(series), units=units)


def _label(figure: Figure, category: GenderCategory) -> str:
    for row, behind in zip(figure.rows, figure.behind, strict=True):
        if behind["category"] == category.value:
            return str(row[figure.place(c.CATEGORY.heading)])
    return ""


def women_got(figure: Figure) -> str | None:
    """Return women's share of applications and of kronor, among companies whose category is known or not."""
    drawn = draw_gender(figure)
    if drawn is None:
        return None
    women = next(one for one in drawn.series if one.key == GenderCategory.WOMEN)
    wholes = [sum((one.numbers[place] or Decimal(0) for one in drawn.series), Decimal(0)) for place in range(3)]
    if not wholes[2]:
        return None
    of_kronor = percent_words((women.numbers[2] or Decimal(0)) * 100 / wholes[2])
    if not wholes[0]:
        return msgid("Kvinnors företag fick {kronor} procent av kronorna").format(kronor=of_kronor)
    of_demand = percent_words((women.numbers[0] or Decimal(0)) * 100 / wholes[0])
    sentence = msgid("Kvinnors företag: {demand} procent av ansökningarna, {kronor} procent av kronorna")
    return sentence.format(demand=of_demand, kronor=of_kronor)


GENDER: Final = Measure(
    key="per_kon",
    sheet=msgid("Per kön"),
    label=msgid("Sökt, beviljat och utbetalt efter vem som äger och leder företaget"),
    definition=msgid(
        "Räknar företag och enskilda firmor efter ägande och ledning. Övriga sökande är Ej tillämpligt. "
        "Deltagare och projektens jämställdhetsbedömning är andra mått och står i egna tabeller."
    ),
    source=msgid("Ärenden, beslut och reskontra"),
    columns=_COLUMNS,
    compute=per_gender,
    headline=women_got,
    drawing=draw_gender,
    sheet_chart=SheetChart(
        (c.PROGRAMME.heading, c.CATEGORY.heading),
        (c.COUNT_SHARE.heading, c.GRANTED_SHARE.heading),
        msgid("Andel av beviljade ärenden och av beviljat kr, procent"),
    ),
    on_page=True,
)
