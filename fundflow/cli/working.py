"""The worker: sends letters and typesets documents until it is told to stop."""

import signal
import threading

import click

from fundflow.app import create_app
from fundflow.jobs.draining import Worker, drain


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
def work(*, once: bool) -> None:
    """Send letters and typeset documents; run one of these beside the server."""
    context = create_app().extensions["jobs"]
    if once:
        click.echo(f"Utfört: {drain(context)}")
        return
    ended = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ended.set())
    worker = Worker(context)
    worker.start()
    click.echo("Arbetar. Avsluta med Ctrl+C.")
    ended.wait()
    worker.stop()
