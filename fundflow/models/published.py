"""Figures that others publish, as the region has entered them: rows, none ever changed."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fundflow.domain.published import FigureKind, Published
from fundflow.models.base import Base
from fundflow.models.person import Person
from fundflow.models.types import TenThousandths, text_enum


class PublishedFigure(Base):
    """A rate of the euro on a day, or the price base amount of a year; kronor, kept as whole ten-thousandths.

    ``corrects_id``: the row counts instead of another, which was wrong for the ``reason``; null: it was entered anew.
    A trigger keeps two that count from being of one day or year.
    ``entered_by_id`` null: the service itself.
    """

    __tablename__ = "published_figure"
    __table_args__ = (
        CheckConstraint("(kind = 'euro_rate') = (day IS NOT NULL)", name="rate_has_day"),
        CheckConstraint("(kind = 'price_base') = (year IS NOT NULL)", name="base_has_year"),
        CheckConstraint("year IS NULL OR year BETWEEN 2000 AND 2100", name="plausible_year"),
        CheckConstraint("kind <> 'euro_rate' OR value BETWEEN 50000 AND 250000", name="plausible_rate"),
        CheckConstraint(
            "kind <> 'price_base' OR (value BETWEEN 200000000 AND 2000000000 AND value % 10000 = 0)",
            name="plausible_base",
        ),
        CheckConstraint("(corrects_id IS NULL) = (reason IS NULL)", name="correction_has_reason"),
        Index("ix_published_figure_of_kind", "kind", "day", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[FigureKind] = mapped_column(text_enum(FigureKind))
    day: Mapped[date | None]
    year: Mapped[int | None]
    value: Mapped[Decimal] = mapped_column(TenThousandths)
    source: Mapped[str]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("published_figure.id"), unique=True)
    reason: Mapped[str | None]
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    entered_by: Mapped[Person | None] = relationship(lazy="raise")

    @property
    def figure(self) -> Published:
        """The figure as the domain reads it."""
        return Published(self.kind, self.value, self.source, self.day, self.year)
