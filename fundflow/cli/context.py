"""What commands that read or change cases work with, and how they tell that something went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import click
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from fundflow import clock
from fundflow.app import create_app
from fundflow.catalogue import Catalogue
from fundflow.catalogue.problems import CatalogueError
from fundflow.domain.roles import Actor, Role
from fundflow.extensions import db
from fundflow.services.unit_of_work import Region, UnitOfWork
from fundflow.web.access import current_region

OPERATOR: Final = Actor(person_id=0, name="fundflow", roles=frozenset({Role.ADMINISTRATOR}))
"""Who acts when whoever runs the service gives a command; in history and ledger that is the service itself."""


@dataclass(frozen=True, slots=True)
class Service:
    """The database, the catalogue and the region that the settings name."""

    engine: Engine
    catalogue: Catalogue
    region: Region

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one state of the database from beginning to end, and cannot change it."""
        postgres = self.engine.dialect.name == "postgresql"
        options = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"} if postgres else {}
        with Session(self.engine.execution_options(reads_only=True, **options), autoflush=False) as session:
            yield session

    @contextmanager
    def deed(self, *, keep: bool = True) -> Iterator[UnitOfWork]:
        """Give a unit of work, committed when the block ends unless it is only tried."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield UnitOfWork(session, OPERATOR, clock.now(), self.catalogue, self.region)
            if keep:
                session.commit()


@contextmanager
def service() -> Iterator[Service]:
    """Give what the settings name; whatever is wrong ends the command with one clear line."""
    try:
        app = create_app()
        with app.app_context():
            try:
                yield Service(db.engine, app.extensions["catalogue"], current_region())
            finally:
                db.engine.dispose()
    except CatalogueError as error:
        raise click.ClickException(f"Katalogen stämmer inte: {error.problems[0]}") from error
    except (OperationalError, ProgrammingError) as error:
        raise click.ClickException(_about_database(str(error.orig))) from error
    except StaleDataError as error:
        raise click.ClickException("Någon annan ändrade samma ärende samtidigt. Försök igen.") from error


def _about_database(words: str) -> str:
    first = words.strip().splitlines()[0] if words.strip() else ""
    if "no such table" in first or "does not exist" in first or "no such column" in first:
        return "Databasen saknar tabeller. Kör fundflow db upgrade."
    return f"Databasen svarar inte: {first}"


class Day(click.ParamType[date]):
    """A day on the command line, as ``2026-12-31``."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; end the command when it is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value} är ingen dag. Skriv till exempel 2026-12-31.", param, ctx)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; an older one of that name is replaced."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise click.ClickException(f"Filen {path} går inte att skriva: {error.strerror}.") from error
