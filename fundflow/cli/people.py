"""Make the first administrator, who invites the rest in the service."""

import click

from fundflow.cli.context import service
from fundflow.domain.errors import Refused
from fundflow.domain.roles import Role
from fundflow.labels.findings import finding_text
from fundflow.services.accounts import Invited, open_account


@click.command()
@click.option("--email", prompt="E-post", help="The address that one signs in with.")
@click.option("--name", prompt="Namn", help="The person's name.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice([role.value for role in Role]),
    default=[Role.ADMINISTRATOR.value],
    show_default=True,
    help="What the person is in the service; may be given several times.",
)
@click.password_option(prompt="Lösenord", confirmation_prompt="Lösenordet igen", help="Asked for twice when not given.")
def create_person(email: str, name: str, roles: tuple[str, ...], password: str) -> None:
    """Make an account with a password: the first administrator."""
    if "@" not in email.strip("@"):
        raise click.ClickException(f"{email} är ingen e-postadress.")
    invited = Invited(email, name.strip(), frozenset(Role(role) for role in roles))
    with service() as ours, ours.deed() as uow:
        try:
            open_account(uow, invited, password)
        except Refused as refused:
            raise click.ClickException(" ".join(finding_text(one) for one in refused.findings)) from refused
    click.echo(f"{name.strip()} kan nu logga in med {email.strip().lower()}.")
