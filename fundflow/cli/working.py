"""The worker: sends letters and typesets documents until it is told to stop."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click
from flask import current_app

from fundflow.cli.context import service
from fundflow.jobs.draining import Worker, drain, sweep

_EVERY: Final = 5
"""Seconds between looks: what the server promises in its own process wakes nobody here."""


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
def work(*, once: bool) -> None:
    """Send letters and typeset documents; run one of these beside the server."""
    with service():
        context = current_app.extensions["jobs"]
        done = drain(context)
        if once:
            sweep(context)
            click.echo(f"Utfört: {done}")
            return
        with _told_to_end() as ended:
            worker = Worker(context, every=_EVERY)
            worker.start()
            click.echo("Arbetar. Avsluta med Ctrl+C.")
            ended.wait()
            worker.stop()
    click.echo("Slutar. Det som återstår görs nästa gång.")


@contextmanager
def _told_to_end() -> Iterator[threading.Event]:
    """Give what is set when the process is asked to end, by Ctrl+C or by whatever runs it."""
    ended = threading.Event()
    before = {name: signal.signal(name, lambda *_: ended.set()) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield ended
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
