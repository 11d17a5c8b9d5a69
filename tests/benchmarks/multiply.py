"""Makes many cases of few: every row that belongs to a case is copied so many times, on either database.

The copies keep people, organisations and days; ids are moved by a fixed step, and what must be unique gets an ending.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Integer, Table, Text

from fundflow.models.base import Base
from fundflow.models.case import Case

STEP = 1_000_000


def multiply(connection: Connection, times: int) -> None:
    """Copy every case ``times`` times, with all that belongs to it."""
    belonging = list(_belonging())
    numbers = _numbers(times)
    for table in belonging:
        copied = [_copied(column, numbers.c.n, belonging).label(column.name) for column in table.columns]
        statement = sa.select(*copied).select_from(table.join(numbers, sa.true())).where(_is_original(table, belonging))
        connection.execute(table.insert().from_select([column.name for column in table.columns], statement))
    if connection.dialect.name == "postgresql":
        for table in belonging:
            if "id" in table.c:
                connection.execute(
                    sa.text(
                        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                        f"(SELECT max(id) FROM {table.name}))"
                    )
                )


def _belonging() -> Iterator[Table]:
    """Yield the tables whose rows belong to a case, those that others point to first."""
    found = {Case.__table__}
    for table in Base.metadata.sorted_tables:
        if table in found or any(key.column.table in found for key in table.foreign_keys):
            found.add(table)
            yield table


def _numbers(times: int) -> sa.CTE:
    first = sa.select(sa.literal(1).label("n")).cte("numbers", recursive=True)
    return first.union_all(sa.select(first.c.n + 1).where(first.c.n < times))


def _copied(column: Column[Any], n: sa.ColumnElement[int], belonging: list[Table]) -> sa.ColumnElement[Any]:
    points_to = {key.column.table for key in column.foreign_keys}
    if points_to & set(belonging) or (column.name == "id" and isinstance(column.type, Integer)):
        return column + n * STEP
    if isinstance(column.type, Text) and _must_be_unique(column):
        return column + "~" + sa.cast(n, Text)
    return column


def _must_be_unique(column: Column[Any]) -> bool:
    alone = [one for one in column.table.constraints if isinstance(one, sa.UniqueConstraint) and len(one.columns) == 1]
    return bool(column.unique) or any(column.name in one.columns for one in alone)


def _is_original(table: Table, belonging: list[Table]) -> sa.ColumnElement[bool]:
    if "id" in table.c:
        return table.c.id < STEP
    owner = next(key.parent for key in table.foreign_keys if key.column.table in belonging)
    return owner < STEP
