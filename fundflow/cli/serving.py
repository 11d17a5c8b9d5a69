"""Serve for development, and bring the database to the tables of this version."""

import click
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy.exc import OperationalError

from fundflow import paths
from fundflow.app import create_app
from fundflow.extensions import db
from fundflow.jobs.draining import Worker


def migrations_of(app: Flask) -> Config:
    """Return Alembic's configuration for the app's database."""
    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS))
    with app.app_context():
        config.attributes["engine"] = db.engine
    return config


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def run(host: str, port: int) -> None:
    """Serve for development; production uses gunicorn (see the README)."""
    app = create_app({"HTTPS": False})
    command.upgrade(migrations_of(app), "head")
    worker = Worker(app.extensions["jobs"])
    app.extensions["wake"] = worker.wake
    worker.start()
    app.run(host=host, port=port, threaded=True, use_reloader=False)


@click.group(name="db")
def database() -> None:
    """Bring the database to this version, check it, or write a migration."""


@database.command()
def upgrade() -> None:
    """Run the migrations that the database lacks."""
    app = create_app()
    try:
        command.upgrade(migrations_of(app), "head")
    except OperationalError as error:
        raise click.ClickException(f"Databasen svarar inte: {error.orig}") from error
    click.echo("Databasen är uppdaterad.")


@database.command()
def check() -> None:
    """Say whether the database is what the models are; exit 1 if not."""
    app = create_app()
    with app.app_context(), db.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), db.metadata)
    if differences:
        raise click.ClickException(f"Databasen skiljer sig från tabellerna: {differences}")
    click.echo("Databasen stämmer med tabellerna.")


@database.command()
@click.option("--rev-id", required=True, help="The next number, as 0002.")
@click.option("-m", "--message", required=True, help="What changes.")
def migrate(rev_id: str, message: str) -> None:
    """Write a migration from what the models have changed; read it before it is committed."""
    command.revision(migrations_of(create_app()), message=message, rev_id=rev_id, autogenerate=True)
