"""Column types: money as whole öre, aware moments, exact decimals, closed sets as text."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, String, TypeDecorator

from fundflow.domain.money import Money

_TEN_THOUSAND: Final = Decimal(10_000)


class MoneyOre(TypeDecorator[Money]):
    """Money as BIGINT öre: exact on both databases, where SQLite would keep NUMERIC as a float."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        """Write the öre."""
        return None if value is None else value.ore

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Money | None:
        """Read the öre; a sum over rows comes as Decimal from PostgreSQL."""
        return None if value is None else Money(int(value))


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC; naive ones are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write the moment in UTC; ValueError when it has no zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read the moment as UTC."""
        if value is None:
            return None
        # SQLite forgets the zone; everything we stored was UTC (see process_bind_param).
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal kept as text, so that no database rounds it; for figures that are shown and compared in Python."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Write the digits."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Read the digits."""
        return None if value is None else Decimal(value)


class TenThousandths(TypeDecorator[Decimal]):
    """A number with at most four decimals as a whole number of ten-thousandths, so that both databases compare it."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Write the ten-thousandths; ValueError when there are more decimals."""
        if value is None:
            return None
        whole = value * _TEN_THOUSAND
        if whole != whole.to_integral_value():
            raise ValueError(f"{value} has more than four decimals")
        return int(whole)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Read the number, without empty decimals."""
        if value is None:
            return None
        whole, part = divmod(value, 10_000)
        return Decimal(f"{whole}.{part:04d}".rstrip("0").rstrip("."))


def text_enum(kind: type[StrEnum], *, grows: bool = False) -> Enum:
    """Return a column type that keeps a set as its values: with a CHECK, unless the set ``grows`` with the service."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=not grows,
        values_callable=lambda members: [member.value for member in members],
        length=40,
        name=kind.__name__.lower(),
    )
