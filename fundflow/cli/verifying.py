"""Proofs: that no history was changed, that what is stored equals what it is derived from; and the mending of it."""

import click

from fundflow.cli.context import service
from fundflow.domain.money import Money
from fundflow.labels.amounts import kronor_text
from fundflow.queries.chain import Break, broken_links, count_events
from fundflow.services.rebuilding import Difference, count_cases, differences, mend
from fundflow.services.unit_of_work import UnitOfWork

_WHY = {
    Break.MISSING: "en händelse före den saknas",
    Break.CHANGED: "händelsen har ändrats",
    Break.UNLINKED: "händelsen följer inte på den före",
    Break.EMPTY: "ärendet har ingen historik",
}


@click.command("verify-history")
def verify_history() -> None:
    """Walk the chain of hashes of every case and name each event that is missing or was changed."""
    broken = []
    with service() as ours, ours.reading() as session:
        count = count_events(session)
        with click.progressbar(broken_links(session), length=count, label="Går igenom", update_min_steps=100) as bar:
            broken = [link for link in bar if link is not None]
    for link in broken:
        where = f"händelse {link.sequence}: " if link.sequence else ""
        click.echo(f"{link.registry_number or link.case_id}, {where}{_WHY[link.why]}", err=True)
    if broken:
        raise click.ClickException(f"Historiken är bruten på {len(broken)} ställen.")
    click.echo(f"{count} händelser är hela och oförändrade.")


@click.command("verify-ledger")
def verify_ledger() -> None:
    """Hold stored sums, states and answers of every case against ledger, history and application."""
    with service() as ours, ours.deed(keep=False) as uow:
        count, found = _differences(uow)
    _tell(found)
    if found:
        raise click.ClickException(f"{len(found)} lagrade värden stämmer inte. Kör fundflow rebuild för att rätta dem.")
    click.echo(f"{count} ärenden stämmer med reskontra, historik och ansökan.")


@click.command("rebuild")
def rebuild() -> None:
    """Store anew what is derived from ledger, history and application where it differs."""
    with service() as ours, ours.deed() as uow:
        count, found = _differences(uow)
        mend(uow, found)
    _tell(found)
    click.echo(f"{count} ärenden är genomgångna, {len(found)} värden är rättade.")


def _differences(uow: UnitOfWork) -> tuple[int, list[Difference]]:
    count = count_cases(uow.session)
    found: list[Difference] = []
    with click.progressbar(length=count, label="Går igenom") as bar:
        for looked_at, some in differences(uow):
            found += some
            bar.update(looked_at)
    return count, found


def _tell(found: list[Difference]) -> None:
    for one in found:
        number = one.registry_number or one.case_id
        line = f"{number}, {one.column}: {_shown(one.stored)} är lagrat, {_shown(one.derived)} är rätt"
        click.echo(line, err=True)


def _shown(value: object) -> str:
    if isinstance(value, Money):
        return kronor_text(value).replace("\u00a0", " ")
    return "inget" if value is None else str(value)
