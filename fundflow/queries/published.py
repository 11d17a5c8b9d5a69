"""Published figures: all that were ever entered, and those that count."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ScalarSelect, func, literal, select
from sqlalchemy.orm import Session, joinedload

from fundflow.domain.decisions import DecisionKind
from fundflow.domain.errors import NotFound
from fundflow.domain.published import PublishedFigures, counting
from fundflow.models.decision import Decision
from fundflow.models.published import PublishedFigure
from fundflow.models.types import UtcDateTime
from fundflow.queries.case_money import counted


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


def figures_known(session: Session, moment: datetime, *, decided: int | None = None) -> PublishedFigures:
    """Return the figures that count as they were known at a moment: what was entered or corrected later is left out.

    ``decided``: the id of a case whose decision is the moment instead; one without a decision has none of its own.
    """
    known_at = literal(moment, UtcDateTime)
    until = known_at if decided is None else func.coalesce(_decided_at(decided), known_at)
    known = select(PublishedFigure).where(PublishedFigure.entered_at <= until).order_by(PublishedFigure.id)
    return counting(one.figure for one in uncorrected(session.scalars(known)))


def _decided_at(case_id: int) -> ScalarSelect[datetime | None]:
    """Return when an application was decided: the moment of the latest decision about the case but its closing."""
    return (
        select(func.max(Decision.decided_at))
        .where(
            Decision.case_id == case_id,
            Decision.status.in_(counted(sent_only=False)),
            Decision.claim_id.is_(None),
            Decision.kind != DecisionKind.CLOSING,
        )
        .scalar_subquery()
    )
