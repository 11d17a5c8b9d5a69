"""The workflow as a diagram, from its table."""

import click

from fundflow.domain.workflow import mermaid


@click.command()
def workflow_diagram() -> None:
    """Print the table of transitions as a Mermaid diagram, as the README shows it."""
    click.echo(mermaid())
