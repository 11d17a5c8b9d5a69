"""The demo: a made-up region's cases in an instance of their own, made by the services themselves, and served."""

import gc
import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import click
from alembic import command
from flask import Flask

from fundflow import clock, paths
from fundflow.adapters import passwords
from fundflow.app import create_app
from fundflow.cli.context import Day
from fundflow.cli.demo_region.days import at_hour
from fundflow.cli.demo_region.making import make
from fundflow.cli.demo_region.order import EARLIEST, LATEST, Order
from fundflow.cli.demo_region.people import ACCOUNTS, PASSWORD
from fundflow.cli.demo_region.world import World
from fundflow.cli.serving import migrations_of
from fundflow.extensions import db
from fundflow.jobs.draining import Worker
from fundflow.queries.people import all_people
from fundflow.web.access import current_region

_MARKER: Final = "demo.json"
_FEWEST: Final = 20
_WIDEST: Final = 26
_LETTERS_OF: Final = timedelta(days=14)
_SETTINGS: Final = {
    "DEMO": True,
    "HTTPS": False,
    "REGION": "vasterbotten",
    "REGION_NAME": "Region Nordanland",
    "REGION_UNIT": "Regional utveckling",
    "REGISTRY_PREFIX": "RUN",
    "CONTACT_ADDRESS": "Region Nordanland, Box 1, 900 10 Kustnäs",
    "CONTACT_PHONE": "0900-12 34 00",
    "CONTACT_EMAIL": "projektmedel@nordanland.example",
    "CONTACT_WEB": "nordanland.example",
    "DATA_PROTECTION_EMAIL": "dataskydd@nordanland.example",
    "MAIL_SENDER": "projektmedel@nordanland.example",
    "MAIL_SERVER": "",
    "SIGN_IN_LIMIT": "60 per minute",
}


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--cases", default=320, show_default=True, type=click.IntRange(min=_FEWEST), help="How many cases.")
@click.option("--no-serve", is_flag=True, help="Make the cases and end.")
@click.option("--seed", default=1, show_default=True, help="The same seed and day give the same register.")
@click.option("--today", type=Day(), default=None, help="The day that is today in the demo; without it, today.")
@click.option(
    "--instance",
    envvar="FUNDFLOW_INSTANCE",
    default="instance/demo",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the demo keeps its database, files and letters.",
)
def demo(**options: Any) -> None:
    """Make a region's worth of made-up cases in all stages, show the accounts, and serve."""
    order = Order(options["cases"], options["seed"], options["today"] or clock.today())
    if not EARLIEST <= order.today <= LATEST:
        raise click.ClickException(f"Demon kan visa dagar mellan {EARLIEST} och {LATEST}.")
    instance = Instance(options["instance"].resolve(), order)
    instance.require_ours()
    passwords.configure(fast=True)
    remake = not instance.is_as_ordered
    if remake:
        instance.clear()
    app = _app(instance, port=options["port"])
    if remake:
        _fill(app, instance)
    _tell(instance, options["port"], serves=not options["no_serve"])
    if not options["no_serve"]:
        _serve(app, options["port"])


@dataclass(frozen=True, slots=True)
class Instance:
    """The folder of the demo; its marker says that it is the demo's and what was made in it."""

    folder: Path
    order: Order

    @property
    def _marker(self) -> Path:
        return self.folder / _MARKER

    @property
    def _wanted(self) -> dict[str, object]:
        order = self.order
        return {"cases": order.cases, "seed": order.seed, "today": order.today.isoformat(), "version": _version()}

    def require_ours(self) -> None:
        """Refuse a folder with something in it that no demo has made."""
        if self.folder.is_dir() and any(self.folder.iterdir()) and not self._marker.is_file():
            raise click.ClickException(
                f"{self.folder} är inte tom och innehåller ingen demo. Välj en annan mapp med --instance."
            )

    @property
    def is_as_ordered(self) -> bool:
        """Whether what is ordered is there and whole."""
        try:
            return bool(json.loads(self._marker.read_text("utf-8")) == {**self._wanted, "whole": True})
        except (OSError, ValueError):
            return False

    def clear(self) -> None:
        """Take away an earlier demo, and claim the folder for the one to be made."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._mark(whole=False)

    def done(self) -> None:
        """Keep the region's settings for other commands over the same instance, and note that the demo is whole."""
        kept = (f"{name} = {value!r}\n" for name, value in _SETTINGS.items() if name != "DEMO")
        (self.folder / "config.py").write_text("".join(kept), "utf-8")
        self._mark(whole=True)

    def _mark(self, *, whole: bool) -> None:
        self._marker.write_text(json.dumps({**self._wanted, "whole": whole}, indent=2) + "\n", "utf-8")


def _version() -> str:
    """Return what a demo is made by: the version, the tables, and the demo's own content."""
    made_by = [*sorted((Path(__file__).parent / "demo_region").rglob("*.*")), *sorted(paths.MIGRATIONS.rglob("*.py"))]
    texts = (path.read_bytes() for path in made_by if path.suffix in (".py", ".toml"))
    return f"{version('fundflow')}-{hashlib.sha256(b''.join(texts)).hexdigest()[:12]}"


def _app(instance: Instance, *, port: int) -> Flask:
    """Return the service over the demo's instance; its clock stands on the day of the demo."""
    os.environ["FUNDFLOW_INSTANCE"] = str(instance.folder)
    away = timedelta(days=(instance.order.today - clock.today()).days)
    settings: dict[str, Any] = {**_SETTINGS, "BASE_URL": f"http://127.0.0.1:{port}"}
    if away:
        settings["CLOCK"] = lambda: clock.now() + away
    app = create_app(settings)
    app.extensions["demo_accounts"] = [
        {"name": one.name, "what": one.what, "email": one.email, "password": PASSWORD} for one in ACCOUNTS
    ]
    return app


def _fill(app: Flask, instance: Instance) -> None:
    command.upgrade(migrations_of(app), "head")
    with app.app_context():
        world = World(
            engine=db.engine,
            catalogue=app.extensions["catalogue"],
            region=current_region(),
            store=app.extensions["store"],
            now=clock.now(),
            tells_from=at_hour(instance.order.today - _LETTERS_OF, 0),
        )
        with world.deed("system") as uow:
            if all_people(uow.session):
                raise click.ClickException("Databasen är inte tom. Ta bort FUNDFLOW_DATABASE_URL eller välj en tom.")
        label = f"Gör {instance.order.cases} påhittade ärenden"
        gc.freeze()  # what is loaded stays; going through it again and again takes a tenth of the time
        with click.progressbar(length=instance.order.cases, label=label) as bar:
            make(world, instance.order, bar.update)
        db.engine.dispose()
    instance.done()


def _tell(instance: Instance, port: int, *, serves: bool) -> None:
    click.echo(
        f"\nRegion Nordanland, {instance.order.today.isoformat()}. Alla personer och organisationer är påhittade."
    )
    click.echo(f"\nLösenord för alla konton: {PASSWORD}\n")
    for one in ACCOUNTS:
        click.echo(f"  {one.email.ljust(_widest())}  {one.name.ljust(_WIDEST)}{one.what}")
    if serves:
        click.echo(f"\nBrev hamnar i {instance.folder / 'mail'}.")
        click.echo(f"Öppna http://127.0.0.1:{port} och avsluta med Ctrl+C.\n")


def _widest() -> int:
    return max(len(one.email) for one in ACCOUNTS)


def _serve(app: Flask, port: int) -> None:
    worker = Worker(app.extensions["jobs"])
    app.extensions["wake"] = worker.wake
    worker.start()
    app.run(host="127.0.0.1", port=port, threaded=True, use_reloader=False)
