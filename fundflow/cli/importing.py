"""Historic cases into the register, with a report to hold against the source."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import click

from fundflow.cli.context import service
from fundflow.domain.money import Money, total
from fundflow.excel.reading import UnreadableFile, read_list
from fundflow.labels.amounts import kronor_text
from fundflow.services.importing.deed import Imported, Listed
from fundflow.services.importing.deed import import_cases as do_import
from fundflow.services.importing.reconciliation import Line
from fundflow.services.importing.rows import COLUMNS
from fundflow.services.importing.values import Problem

_WIDEST_LABEL = 48


@click.command("import-cases")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Read and check, but write nothing.")
def import_cases(file: Path, *, dry_run: bool) -> None:
    """Import historic cases from FILE (.xlsx or .csv): all of them or, if any row is wrong, none.

    Every wrong row is listed. A second import of the same file changes nothing.
    """
    listed = _read(file)
    click.echo(f"{file.name}: {len(listed.rows)} rader.")
    with service() as ours, ours.deed(keep=not dry_run) as uow:
        with click.progressbar(length=len(listed.rows), label="Läser in", update_min_steps=50) as bar:
            imported = do_import(uow, listed, dry_run=dry_run, progress=lambda done, _: bar.update(done - bar.pos))
        _stop_if_wrong(imported.problems)
    _report(imported.report)
    _say(imported, dry_run=dry_run)


def _read(file: Path) -> Listed:
    try:
        return read_list(file.read_bytes(), file.name, COLUMNS)
    except UnreadableFile as error:
        raise click.ClickException(f"{file.name}: {error}") from error
    except OSError as error:
        raise click.ClickException(f"{file.name} går inte att läsa: {error.strerror}.") from error


def _stop_if_wrong(problems: Sequence[Problem]) -> None:
    if not problems:
        return
    for problem in problems:
        click.echo(str(problem), err=True)
    rows = len({problem.row for problem in problems if problem.row})
    where = f" på {rows} {'rad' if rows == 1 else 'rader'}" if rows else ""
    raise click.ClickException(f"{len(problems)} fel{where}. Ingenting är inläst.")


def _report(lines: Iterable[Line]) -> None:
    for (programme, year, strategy), group in groupby(
        lines, key=lambda line: (line.programme, line.year, line.strategy)
    ):
        found = list(group)
        click.echo(f"\n{programme}, {year}, {strategy}")
        click.echo(_columns("Nr", "Prioritering", "Antal", "Beviljade", "Beviljat", "Utbetalt"))
        for line in found:
            click.echo(_columns(line.number, line.priority, line.cases, line.granted_cases, line.granted, line.paid))
        sums = (total(line.granted for line in found), total(line.paid for line in found))
        counts = (sum(line.cases for line in found), sum(line.granted_cases for line in found))
        click.echo(_columns("", "Summa", *counts, *sums))


def _columns(number: object, label: str, *cells: object) -> str:
    """Return a line of the report: number and label to the left, figures to the right."""
    short = label if len(label) <= _WIDEST_LABEL else f"{label[: _WIDEST_LABEL - 1]}…"
    written = [_shown(cell) for cell in cells]
    widths = (8, 10, 18, 18)
    figures = "".join(cell.rjust(width) for cell, width in zip(written, widths, strict=True))
    return f"{number!s:>4}  {short.ljust(_WIDEST_LABEL)}{figures}"


def _shown(cell: object) -> str:
    return kronor_text(cell).replace("\u00a0", " ") if isinstance(cell, Money) else str(cell)


def _say(imported: Imported, *, dry_run: bool) -> None:
    click.echo()
    known = f"{imported.known} fanns redan" if imported.known else "inga fanns redan"
    if dry_run:
        click.echo(f"Provkörning: {imported.new} ärenden skulle läsas in, {known}. Ingenting är skrivet.")
    elif imported.new:
        click.echo(f"{imported.new} ärenden är inlästa, {known}.")
    else:
        click.echo(f"Alla {imported.known} ärenden fanns redan. Ingenting har ändrats.")
    if imported.counted_later:
        click.echo(f"{imported.counted_later} ärenden har bara beslutsår och räknas från den 31 december det året.")
