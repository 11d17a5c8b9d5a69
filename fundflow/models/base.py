"""The base of every table: names of constraints, and which Python type is kept as which column."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from fundflow.domain.money import Money
from fundflow.models.types import ExactDecimal, MoneyOre, UtcDateTime


class Base(DeclarativeBase):
    """Own base, so that the models need no Flask and mypy reads them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {Money: MoneyOre, datetime: UtcDateTime, str: Text, Decimal: ExactDecimal}
