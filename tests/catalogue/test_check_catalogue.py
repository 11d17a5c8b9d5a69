"""fundflow check-catalogue, as run on a command line."""

from pathlib import Path

from click.testing import CliRunner

from fundflow.cli.catalogue import check_catalogue
from tests.catalogue.broken import FUND, MADE_UP, changed


def test_what_ships_is_whole_and_counted() -> None:
    result = CliRunner().invoke(check_catalogue)

    assert result.exit_code == 0
    assert "strategier 3" in result.stdout
    assert "kommuner 29" in result.stdout


def test_a_folder_of_ones_own_is_checked_beside_it() -> None:
    result = CliRunner().invoke(check_catalogue, [str(MADE_UP)])

    assert result.exit_code == 0
    assert "program 4" in result.stdout


def test_every_problem_is_one_line_and_the_command_fails(tmp_path: Path) -> None:
    folder = changed(tmp_path, FUND, 'key = "village_fund"', 'key = "village_fund"\ncolour = "red"')

    result = CliRunner().invoke(check_catalogue, [str(folder)])

    assert result.exit_code == 1
    assert result.stderr == f"made_up/{FUND}: colour: unknown key\n"
    assert result.stdout == ""
