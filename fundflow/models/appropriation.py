"""Frames and targets by source of money and budget year: dated rows with the decision behind each (X08)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from fundflow.domain.appropriation import FrameKind
from fundflow.domain.money import Money
from fundflow.models.base import Base
from fundflow.models.types import text_enum


class Appropriation(Base):
    """A change of a frame or target: its amount, the day it applies from and the decision it rests on."""

    __tablename__ = "appropriation"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[FrameKind] = mapped_column(text_enum(FrameKind))
    source_of_money: Mapped[str]
    year: Mapped[int]
    amount: Mapped[Money]
    decided_on: Mapped[date]
    reference: Mapped[str]
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
