"""Workbooks and text files out of the register: the year's statistics, and the cases themselves."""

import importlib.metadata
from datetime import date
from pathlib import Path

import click

from fundflow import clock
from fundflow.cli.context import Day, Service, service, write_file
from fundflow.excel.case_register import SHEET, write_case_register
from fundflow.excel.plain import csv_of
from fundflow.excel.sheets import Layout
from fundflow.excel.statistics_book import write_statistics_book
from fundflow.queries import register as rows
from fundflow.queries.case_years import Cut
from fundflow.statistics.cases import CASES, register
from fundflow.statistics.measure import Figure
from fundflow.statistics.names import Names
from fundflow.statistics.registry import MEASURES
from fundflow.statistics.yearbook import Publisher, as_of_words, compose

_YEAR = click.IntRange(1950, 2200)
_OUT = click.Path(dir_okay=False, path_type=Path)


@click.command("export-statistics")
@click.option("--year", type=_YEAR, required=True, help="The year.")
@click.option("--out", type=_OUT, required=True, help="The workbook to write, .xlsx.")
@click.option(
    "--as-of", type=Day(), help="The day the figures are known on; default 31 December, or today in a running year."
)
@click.option("--programme", metavar="KEY", help="One programme only; default all.")
def export_statistics(year: int, out: Path, as_of: date | None, programme: str | None) -> None:
    """Write the yearly workbook: every table per priority, gender, kind of support and so on, and the cases behind."""
    if out.suffix.lower() != ".xlsx":
        raise click.ClickException("Arbetsboken ska ha ett namn som slutar på .xlsx.")
    with service() as ours:
        cut = _cut(ours, year, as_of, programme)
        publisher = Publisher(ours.region.key, ours.region.name, importlib.metadata.version("fundflow"))
        with ours.reading() as session, click.progressbar(length=len(MEASURES) + 1, label="Räknar") as bar:
            book = compose(session, ours.catalogue, cut, publisher, told=lambda _: bar.update(1))
            content = write_statistics_book(book)
            bar.update(1)
    write_file(out, content)
    cases = len(book.figure(CASES.key).rows)
    click.echo(f"{out}: {year}, {as_of_words(cut)}. {cases} ärenden.".replace("\u00a0", " "))


@click.command("export-register")
@click.option("--out", type=_OUT, required=True, help="The file to write, .xlsx or .csv.")
@click.option("--year", type=_YEAR, help="Only the cases of a year, with its amounts; default all cases.")
@click.option("--as-of", type=Day(), help="The day they are known on; default as in export-statistics.")
@click.option("--programme", metavar="KEY", help="One programme only; default all.")
def export_register(out: Path, year: int | None, as_of: date | None, programme: str | None) -> None:
    """Write the flat register of cases. With a year it is the table ``arenden`` of that year's workbook."""
    if out.suffix.lower() not in (".xlsx", ".csv"):
        raise click.ClickException("Filen ska ha ett namn som slutar på .xlsx eller .csv.")
    with service() as ours:
        cut = _cut(ours, year or (as_of or clock.today()).year, as_of, programme)
        with ours.reading() as session:
            found = rows.cases_of_year(session, cut) if year else rows.every_case(session, cut)
            figure = register(found, Names(ours.catalogue, ours.region.key))
    click.echo(f"Skriver {len(figure.rows)} ärenden.")
    content = csv_of(figure) if out.suffix.lower() == ".csv" else write_case_register(_layout(figure, cut, year, ours))
    write_file(out, content)
    click.echo(f"{out}: {len(figure.rows)} ärenden, {as_of_words(cut)}.".replace("\u00a0", " "))


def _layout(figure: Figure, cut: Cut, year: int | None, ours: Service) -> Layout:
    title = f"{SHEET} {year}, {ours.region.name}" if year else f"{SHEET}, {ours.region.name}"
    lines = (
        "Årets belopp." if year else "Alla belopp, oavsett år.",
        "Enhet: kronor",
        f"Källa: {CASES.source}, {ours.region.name}",
        f"Uppgifterna gäller {as_of_words(cut)}.",
    )
    return Layout(CASES.key, title, lines, figure)


def _cut(ours: Service, year: int, as_of: date | None, programme: str | None) -> Cut:
    if programme is not None and not ours.catalogue.knows_programme(programme):
        known = ", ".join(ours.catalogue.programme_keys())
        raise click.ClickException(f"{programme} är inget av programmen {known}.")
    if year > clock.today().year:
        raise click.ClickException(f"Året {year} har inte börjat.")
    if as_of is not None and as_of < date(year, 1, 1):
        raise click.ClickException(f"Dagen {as_of} ligger före året {year}.")
    return Cut.of(year, clock.today(), as_of=as_of, programme=programme)
