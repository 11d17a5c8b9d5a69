"""The first administrator is made on the command line, and wrong input gets one clear line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from fundflow.adapters import passwords
from fundflow.cli.people import create_person
from fundflow.domain.roles import Role
from fundflow.models.person import Person, PersonRole


@pytest.fixture(autouse=True)
def instance(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An instance of its own, on a fresh database of each kind."""
    monkeypatch.setenv("FUNDFLOW_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("FUNDFLOW_DATABASE_URL", database_url)


def made(email: str = "Arne.Vikmo@nordanland.example", password: str = "norrsken over fjallet") -> Result:
    return CliRunner().invoke(
        create_person, ["--email", email, "--name", "Arne Vikmo"], input=f"{password}\n{password}\n"
    )


def test_the_first_administrator_can_sign_in(engine: Engine) -> None:
    answer = made()

    assert answer.exit_code == 0, answer.output
    with Session(engine) as session:
        person = session.scalars(select(Person)).one()
        assert person.email == "arne.vikmo@nordanland.example"
        assert passwords.verify(person.password_hash or "", "norrsken over fjallet")
        assert session.scalars(select(PersonRole.role)).all() == [Role.ADMINISTRATOR]


def test_an_address_is_used_once(engine: Engine) -> None:
    made()

    again = made()

    assert again.exit_code == 1
    assert "Det finns redan ett konto" in again.output


def test_a_short_password_is_refused_with_the_length(engine: Engine) -> None:
    refused = made(password="kort")

    assert refused.exit_code == 1
    assert "minst 12 tecken" in refused.output


def test_what_is_no_address_is_refused() -> None:
    assert "ingen e-postadress" in made(email="arne").output
