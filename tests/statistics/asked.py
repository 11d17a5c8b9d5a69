"""How tests ask for a figure."""

from datetime import date

from sqlalchemy.orm import Session

from fundflow.catalogue import Catalogue
from fundflow.queries.case_years import Cut
from fundflow.statistics.frames import Frames
from fundflow.statistics.measure import Cell, Figure, Measure
from fundflow.statistics.names import Names


def figure(
    session: Session, catalogue: Catalogue, measure: Measure, year: int, as_of: date | None = None, **cut: str
) -> Figure:
    """Return a measure of a year, as of its last day unless another is given."""
    frames = Frames(session, Cut(year, as_of or date(year, 12, 31), **cut))
    return measure.compute(frames, Names(catalogue, "vasterbotten"))


def table(shown: Figure, *headings: str) -> list[tuple[Cell, ...]]:
    """Return some columns of a figure, row by row."""
    return list(zip(*(shown.column(heading) for heading in headings), strict=True))


def totals(shown: Figure, *headings: str) -> tuple[Cell, ...]:
    """Return some of the totals."""
    return tuple(shown.total(heading) for heading in headings)
