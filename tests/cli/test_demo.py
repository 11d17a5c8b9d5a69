"""The demo: every state is there, what it makes holds, and the same order gives the same register."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fundflow.adapters import passwords
from fundflow.app import create_app
from fundflow.cli.demo import demo
from fundflow.cli.demo_region.people import ACCOUNTS, PASSWORD
from fundflow.cli.verifying import verify_history, verify_ledger
from fundflow.domain.roles import Role
from fundflow.domain.states import State

# One process makes the demo, and reads it.
pytestmark = pytest.mark.xdist_group("demo")

TODAY = "2026-03-02"
CASES = "24"


def ordered(folder: Path, *more: str) -> Result:
    """Make a small demo in a folder."""
    return CliRunner().invoke(
        demo, ["--no-serve", "--cases", CASES, "--today", TODAY, "--instance", str(folder), *more]
    )


def asked(folder: Path, question: str) -> list[tuple[object, ...]]:
    """Ask the database of a demo."""
    connection = sqlite3.connect(folder / "fundflow.db")
    try:
        return list(connection.execute(question))
    finally:
        connection.close()


def register_of(folder: Path) -> list[tuple[object, ...]]:
    """Every case with its state, sums and the hash of its whole history."""
    return asked(
        folder,
        "SELECT c.id, c.registry_number, c.external_id, c.title, c.state, c.requested_amount, c.granted, c.paid, "
        "(SELECT e.hash FROM case_event e WHERE e.case_id = c.id ORDER BY e.sequence DESC LIMIT 1) "
        "FROM funding_case c ORDER BY c.id",
    )


@pytest.fixture(autouse=True, scope="module")
def _as_before() -> Iterator[None]:
    """Leave the environment and the cost of passwords as they were."""
    before = os.environ.get("FUNDFLOW_INSTANCE")
    yield
    passwords.configure(fast=False)
    if before is None:
        os.environ.pop("FUNDFLOW_INSTANCE", None)
    else:
        os.environ["FUNDFLOW_INSTANCE"] = before


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A small demo and what the terminal said."""
    folder = tmp_path_factory.mktemp("demo") / "region"
    return folder, ordered(folder)


def test_a_case_stands_in_every_state_but_revoked(made: tuple[Path, Result]) -> None:
    folder, said = made

    states = {state for (state,) in asked(folder, "SELECT DISTINCT state FROM funding_case WHERE origin = 'form'")}

    assert said.exit_code == 0, said.output
    assert states == {state.value for state in State} - {State.REVOKED.value}


def test_other_commands_over_the_demo_know_its_region(
    made: tuple[Path, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = made
    monkeypatch.setenv("FUNDFLOW_INSTANCE", str(folder))

    settings = create_app().config

    assert settings["REGION_NAME"] == "Region Nordanland"
    assert not settings["DEMO"]


def test_as_many_cases_are_made_as_are_ordered_and_some_of_them_are_old(made: tuple[Path, Result]) -> None:
    folder, _ = made

    counted = dict(asked(folder, "SELECT origin, count(*) FROM funding_case GROUP BY origin"))

    assert sum(int(str(count)) for count in counted.values()) == int(CASES)
    assert counted["imported"] == 5


def test_history_and_ledger_are_proved(made: tuple[Path, Result], monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _ = made
    monkeypatch.setenv("FUNDFLOW_INSTANCE", str(folder))

    answers = [CliRunner().invoke(command) for command in (verify_history, verify_ledger)]

    assert [answer.exit_code for answer in answers] == [0, 0], [answer.output for answer in answers]


def test_registry_numbers_have_no_gaps_and_follow_the_days(made: tuple[Path, Result]) -> None:
    folder, _ = made

    numbers = asked(
        folder,
        "SELECT registry_number FROM funding_case WHERE origin = 'form' AND received_on IS NOT NULL "
        "ORDER BY received_at",
    )

    by_year: dict[str, list[int]] = {}
    for (number,) in numbers:
        year, _, place = str(number).removeprefix("RUN ").partition("/")
        by_year.setdefault(year, []).append(int(place))
    assert all(places == list(range(1, len(places) + 1)) for places in by_year.values())


def test_nothing_happens_after_the_day_of_the_demo(made: tuple[Path, Result]) -> None:
    folder, _ = made

    ((latest,),) = asked(folder, "SELECT max(at) FROM case_event")

    assert str(latest) < TODAY


def test_every_role_of_this_version_has_an_account(made: tuple[Path, Result]) -> None:
    _, said = made

    roles = {role for account in ACCOUNTS for role in account.roles}

    assert roles == set(Role) - {Role.SPECIALIST}
    assert all(account.email in said.output and account.name in said.output for account in ACCOUNTS)
    assert PASSWORD in said.output


def test_the_shown_applicant_has_a_draft_something_to_complete_and_a_running_project(
    made: tuple[Path, Result],
) -> None:
    folder, _ = made

    states = asked(
        folder,
        "SELECT c.state FROM funding_case c JOIN membership m ON m.organisation_id = c.organisation_id "
        "JOIN person p ON p.id = m.person_id WHERE p.email = 'maja.tallmyr@nordanmat.example'",
    )

    assert {("draft",), ("completion_requested",), ("ongoing",)} <= set(states)


def test_a_larger_demo_has_companies_shops_and_a_municipality_too(tmp_path: Path) -> None:
    ordered(tmp_path / "region", "--cases", "60")

    found = asked(
        tmp_path / "region",
        "SELECT programme, state FROM funding_case WHERE origin = 'form' AND programme <> 'project_funding'",
    )

    assert {programme for programme, _ in found} == {"business_support", "commercial_service"}
    assert {state for _, state in found} == {"received", "in_preparation", "ready_for_decision", "ongoing"}
    linked = asked(tmp_path / "region", "SELECT grant_type FROM funding_case WHERE service_place_id IS NOT NULL")
    places = asked(tmp_path / "region", "SELECT closed_on IS NULL FROM service_place")
    assert sorted(linked) == [("driftstod",), ("investeringsstod",), ("servicebidrag",)]
    assert sorted(places) == [(0,), *[(1,)] * 5]


def test_the_same_order_gives_the_same_register(made: tuple[Path, Result], tmp_path: Path) -> None:
    first, _ = made

    ordered(tmp_path / "again")

    assert register_of(tmp_path / "again") == register_of(first)


def test_what_is_as_ordered_is_not_made_again(made: tuple[Path, Result]) -> None:
    folder, _ = made
    before = (folder / "fundflow.db").stat().st_ino

    said = ordered(folder)

    assert said.exit_code == 0
    assert (folder / "fundflow.db").stat().st_ino == before


def test_a_folder_that_no_demo_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "viktigt.txt").write_text("Behåll.", "utf-8")

    said = ordered(tmp_path)

    assert said.exit_code == 1
    assert "är inte tom" in said.output
    assert [path.name for path in tmp_path.iterdir()] == ["viktigt.txt"]


def test_a_day_that_the_catalogue_does_not_reach_is_refused(tmp_path: Path) -> None:
    said = CliRunner().invoke(demo, ["--no-serve", "--today", "2020-01-01", "--instance", str(tmp_path / "x")])

    assert said.exit_code == 1
    assert "mellan 2025-08-01 och 2030-12-31" in said.output
    assert not (tmp_path / "x").exists()
