"""Run the one migration history on SQLite and PostgreSQL.

A caller may hand over a connection or an engine in ``config.attributes``; else the application's engine is used.
"""

from typing import Any

import sqlalchemy as sa
from alembic import context
from sqlalchemy import Connection

import fundflow.models  # noqa: F401 - so that every table is known
from fundflow.models.base import Base


def render_item(kind: str, item: Any, autogen_context: Any) -> str | bool:
    """Write the plain type beneath ours, so that a migration never depends on today's classes."""
    if kind == "type" and isinstance(item, sa.types.TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    if kind == "type" and isinstance(item, sa.Enum):
        values = ", ".join(repr(value) for value in item.enums)
        return f"sa.Enum({values}, name={item.name!r}, native_enum=False, create_constraint=True, length={item.length})"
    return False


def include_name(name: str | None, kind: str, parents: Any) -> bool:
    """Leave out what a text index makes beside its table."""
    return not (kind == "table" and name is not None and name.startswith("case_text"))


def run(connection: Connection) -> None:
    """Upgrade on one connection; SQLite's foreign keys rest meanwhile and are checked afterwards."""
    is_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        include_name=include_name,
        compare_type=True,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if is_sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
        raise RuntimeError(f"foreign keys broken by the migration: {broken}")


def connect_and_run(engine: sa.Engine) -> None:
    """Open a connection whose keys rest before the transaction begins: within one the pragma does nothing."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            driver = connection.connection.driver_connection
            connection.rollback()
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            run(connection)
            connection.commit()
        finally:
            if engine.dialect.name == "sqlite":
                connection.rollback()
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
elif (engine := context.config.attributes.get("engine")) is not None:
    connect_and_run(engine)
else:
    from flask import current_app

    connect_and_run(current_app.extensions["migrate"].db.engine)
