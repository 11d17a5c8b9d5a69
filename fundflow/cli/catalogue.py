"""fundflow check-catalogue: read every programme, strategy, rule and order, and say what is wrong."""

from pathlib import Path

import click

from fundflow import paths
from fundflow.catalogue.loader import load_catalogue
from fundflow.catalogue.problems import CatalogueError


@click.command("check-catalogue")
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check_catalogue(folders: tuple[Path, ...]) -> None:
    """Check programmes, strategies and rules, and those in FOLDERS beside them.

    Prints what there is, or one line a problem with file and key, and then ends with exit code 1.
    """
    try:
        catalogue = load_catalogue(paths.CATALOGUE, *folders)
    except CatalogueError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        raise SystemExit(1) from None
    counted = (f"{kind} {count}" for kind, count in catalogue.counts().items())
    click.echo("Katalogen stämmer: " + ", ".join(counted) + ".")
