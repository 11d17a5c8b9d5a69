"""The rate between euro and kronor that an officer gave a case: rows, none ever changed."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from fundflow.models.base import Base


class CaseRate(Base):
    """Kronor for one euro on a day, for one case; the row with the highest id counts (E11)."""

    __tablename__ = "case_rate"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("funding_case.id"), index=True)
    sek_per_eur: Mapped[Decimal]
    rate_on: Mapped[date]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
