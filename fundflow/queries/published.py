"""Published figures: all that were ever entered, and those that count."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from fundflow.domain.errors import NotFound
from fundflow.domain.periods import swedish_day
from fundflow.domain.published import PublishedFigures, counting
from fundflow.models.published import PublishedFigure


def all_figures(session: Session) -> Sequence[PublishedFigure]:
    """Return every figure, with who entered it, in the order they were entered."""
    statement = select(PublishedFigure).order_by(PublishedFigure.id).options(joinedload(PublishedFigure.entered_by))
    return session.scalars(statement).all()


def get_figure(session: Session, figure_id: int) -> PublishedFigure:
    """Return one figure; NotFound when there is none."""
    figure = session.get(PublishedFigure, figure_id)
    if figure is None:
        raise NotFound
    return figure


def uncorrected(figures: Iterable[PublishedFigure]) -> list[PublishedFigure]:
    """Return the figures that no other corrects."""
    rows = list(figures)
    corrected = {one.corrects_id for one in rows}
    return [one for one in rows if one.id not in corrected]


def figures_known(session: Session, day: date) -> PublishedFigures:
    """Return the figures that count as they were known on a day: what was entered or corrected later is left out."""
    rows = session.scalars(select(PublishedFigure).order_by(PublishedFigure.id))
    known = [one for one in rows if swedish_day(one.entered_at) <= day]
    return counting(one.figure for one in uncorrected(known))
