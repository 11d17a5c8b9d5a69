"""Every figure of a cut, with what a reader must know of them: what goes into the yearly workbook."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.i18n import msgid
from fundflow.labels.amounts import long_day
from fundflow.queries.case_years import Cut
from fundflow.statistics.frames import Frames
from fundflow.statistics.measure import UNIT_LABEL, Column, Figure, Measure
from fundflow.statistics.names import Names
from fundflow.statistics.registry import MEASURES, every_column


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who gives the figures out, and with which version of the service."""

    region: str
    region_name: str
    version: str


@dataclass(frozen=True, slots=True)
class Yearbook:
    """The figures of a year as of a day, their definitions, and the facts of the first sheet (label, value)."""

    cut: Cut
    publisher: Publisher
    figures: tuple[tuple[Measure, Figure], ...]
    definitions: tuple[Column, ...]
    facts: tuple[tuple[str, str], ...]

    def figure(self, key: str) -> Figure:
        """Return the figure of a measure; KeyError when there is none of that key."""
        return {measure.key: figure for measure, figure in self.figures}[key]


def _silent(_: Measure) -> None:
    """Tell nobody."""


def compose(
    session: Session,
    catalogue: Catalogue,
    cut: Cut,
    publisher: Publisher,
    *,
    told: Callable[[Measure], None] = _silent,
) -> Yearbook:
    """Return the yearbook of a cut, telling of each measure as it is computed.

    The session should see one state of the database from beginning to end.
    """
    frames, names = Frames(session, cut), Names(catalogue, publisher.region)
    figures = []
    for measure in MEASURES:
        figures.append((measure, measure.compute(frames, names)))
        told(measure)
    chosen = names.programme(cut.programme) if cut.programme else msgid("Alla program")
    facts = (
        (msgid("Innehåll"), msgid("Regionens stöd: ansökningar, beslut och utbetalningar")),
        (msgid("Region"), publisher.region_name),
        (msgid("År"), str(cut.year)),
        (msgid("Uppgifterna gäller"), as_of_words(cut)),
        (msgid("Urval"), chosen),
        (msgid("Läge"), msgid("Preliminär: året är inte låst")),
        (msgid("Tjänstens version"), publisher.version),
        (msgid("Katalogens kontrollsumma"), catalogue.versions_hash()),
    )
    return Yearbook(cut, publisher, tuple(figures), tuple(every_column()), facts)


def as_of_words(cut: Cut) -> str:
    """Return the as-of day in words."""
    return msgid("per den {day}").format(day=long_day(cut.as_of, weekday=False))


def unit_words(measure: Measure) -> str:
    """Return the units of a table in words, each once and in the order of its columns."""
    units = dict.fromkeys(column.unit for column in measure.columns if column.unit.is_counted)
    return ", ".join(UNIT_LABEL[unit] for unit in units) or msgid("text")
