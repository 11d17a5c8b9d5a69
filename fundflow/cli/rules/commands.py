"""fundflow try-rules and fundflow rules: they read the catalogue only, need no database and store nothing."""

import json
import os
from datetime import date
from pathlib import Path

import click
from flask import Flask

from fundflow import clock, paths
from fundflow.catalogue.loader import load_catalogue
from fundflow.catalogue.problems import CatalogueError
from fundflow.cli.context import Day
from fundflow.cli.rules.facts import facts_of_object
from fundflow.cli.rules.printing import HEADS, aligned, rule_line, told
from fundflow.cli.rules.reading import read_objects
from fundflow.config import DEFAULTS
from fundflow.services.trial import Trial

_FILE = click.Path(path_type=Path)


@click.command("try-rules")
@click.argument("file", type=_FILE)
@click.option("--day", type=Day(), help="The day of decision where an object tells none; default today.")
def try_rules(file: Path, day: date | None) -> None:
    """Apply the rules to made-up applications of FILE, a JSON list of objects, and print the findings as JSON.

    Nothing is stored. Absent keys are unknown.
    """
    objects = read_objects(file)
    trial = _trial(day)
    answers = []
    for number, one in enumerate(objects, start=1):
        where = f"Objekt {number} ({one['case']})" if one.get("case") else f"Objekt {number}"
        answers.append(told(one.get("case"), facts_of_object(trial, one, where)))
    click.echo(json.dumps(answers, ensure_ascii=False, indent=2))


@click.command("rules")
@click.option("--programme", metavar="KEY", help="Only the rules that the programme's kinds of support ask.")
@click.option("--day", type=Day(), help="The day; default today.")
def rules(programme: str | None, day: date | None) -> None:
    """Print every rule in force: id, act, provision, status, days, region, values and what it says."""
    trial = _trial(day)
    try:
        in_force = trial.catalogue.rules_in_force(trial.day, programme=programme)
    except KeyError as error:
        known = ", ".join(dict.fromkeys(one.key for one in trial.catalogue.programmes()))
        raise click.ClickException(f"{programme} är inget av programmen {known}.") from error
    who = trial.catalogue.saying_who_may_apply(trial.day, programme=programme)
    for line in aligned([HEADS, *(rule_line(rule, who.get(rule.id, ())) for rule in in_force)]):
        click.echo(line)


def _trial(day: date | None) -> Trial:
    """Return the catalogue and the region that the settings name; the service itself is not started."""
    app = Flask("fundflow", instance_path=os.environ.get("FUNDFLOW_INSTANCE"), instance_relative_config=True)
    app.config.from_mapping(DEFAULTS)
    app.config.from_pyfile("config.py", silent=True)
    app.config.from_prefixed_env("FUNDFLOW")
    try:
        catalogue = load_catalogue(paths.CATALOGUE, *map(Path, app.config["CATALOGUE_FOLDERS"]))
    except CatalogueError as error:
        raise click.ClickException(f"Katalogen stämmer inte: {error.problems[0]}") from error
    return Trial(catalogue, app.config["REGION"], day or clock.today())
