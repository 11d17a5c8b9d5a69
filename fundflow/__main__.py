"""The ``fundflow`` command: one group, every command in its room under ``cli``."""

import importlib
import sys
from typing import Any, Final

import click

from fundflow.domain.errors import NotFound, Refused
from fundflow.labels.findings import finding_text

COMMANDS: Final[dict[str, str]] = {
    "demo": "fundflow.cli.demo:demo",
    "run": "fundflow.cli.serving:run",
    "work": "fundflow.cli.working:work",
    "db": "fundflow.cli.serving:database",
    "check-catalogue": "fundflow.cli.catalogue:check_catalogue",
    "rules": "fundflow.cli.rules.commands:rules",
    "try-rules": "fundflow.cli.rules.commands:try_rules",
    "create-person": "fundflow.cli.people:create_person",
    "import-cases": "fundflow.cli.importing:import_cases",
    "export-statistics": "fundflow.cli.exporting:export_statistics",
    "export-register": "fundflow.cli.exporting:export_register",
    "verify-history": "fundflow.cli.verifying:verify_history",
    "verify-ledger": "fundflow.cli.verifying:verify_ledger",
    "rebuild": "fundflow.cli.verifying:rebuild",
    "workflow-diagram": "fundflow.cli.workflow:workflow_diagram",
}
"""Where each command lies; it is loaded when it is asked for, so that ``--help`` needs neither Flask nor pandas."""


class Commands(click.Group):
    """The commands, loaded one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fundflow")
def group(**_: Any) -> None:
    """Handle funding cases from application to statistics."""


def main() -> None:
    """Run a command; what a person did wrong is one clear line, never a traceback."""
    try:
        sys.exit(group(prog_name="fundflow", standalone_mode=False))
    except click.exceptions.NoArgsIsHelpError as no_command:
        no_command.show()
        sys.exit(no_command.exit_code)
    except click.ClickException as wrong:
        click.echo(f"Error: {wrong.format_message()}", err=True)
        sys.exit(wrong.exit_code)
    except click.Abort:
        click.echo("Avbrutet.", err=True)
        sys.exit(1)
    except Refused as refused:
        for finding in refused.findings:
            click.echo(finding_text(finding), err=True)
        sys.exit(1)
    except NotFound:
        click.echo("Det som söks finns inte.", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
