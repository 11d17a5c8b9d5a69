"""The commands that read and write files, as one gives them: on a database of each kind, with real files."""

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fundflow.cli.exporting import export_register, export_statistics
from fundflow.cli.importing import import_cases
from fundflow.cli.verifying import rebuild, verify_history, verify_ledger
from tests.excel.reopened import below, reopen, table_rows

GRANTED_2018 = Path(__file__).parent.parent / "data" / "granted-2018.csv"


@pytest.fixture(autouse=True)
def instance(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance of its own, on a fresh database of each kind."""
    folder = tmp_path / "instance"
    monkeypatch.setenv("FUNDFLOW_INSTANCE", str(folder))
    monkeypatch.setenv("FUNDFLOW_DATABASE_URL", database_url)
    monkeypatch.setenv("FUNDFLOW_REGION_NAME", "Region Exempel")
    return folder


def give(command: object, *words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])  # type: ignore[arg-type]


def test_the_grants_of_2018_give_the_workbook_of_2018(tmp_path: Path) -> None:
    out = tmp_path / "2018.xlsx"

    imported = give(import_cases, GRANTED_2018)
    exported = give(export_statistics, "--year", 2018, "--out", out)

    assert (imported.exit_code, exported.exit_code) == (0, 0), imported.output + exported.output
    sheet = reopen(out.read_bytes())["Per prioritering"]
    rows = [
        dict(zip(table_rows(sheet, "per_prioritering")[0], row, strict=True))
        for row in table_rows(sheet, "per_prioritering")[1:]
    ]
    assert [(row["Nr"], row["Beviljade antal"], row["Beviljat kr"]) for row in rows] == [
        (1, 11, 13_257_349),
        (2, 13, 34_207_224),
        (3, 2, 1_010_700),
        (4, 0, 0),
        (5, 0, 0),
        (6, 0, 0),
    ]
    assert {(row["Sökta antal"], row["Sökt kr"], row["Pågående antal"]) for row in rows} == {(None, None, 0)}
    assert below(sheet, "per_prioritering")[1][5:7] == (11 + 13 + 2, 13_257_349 + 34_207_224 + 1_010_700)


def test_the_report_can_be_held_against_the_printed_sums(tmp_path: Path) -> None:
    imported = give(import_cases, GRANTED_2018)

    lines = [" ".join(line.split()) for line in imported.output.splitlines()]
    assert "Projektmedel, 2018, RUP/Regionplan 2014–2020" in lines
    assert "2 Strukturer för innovation 13 13 34 207 224 kr 0 kr" in lines
    assert "Summa 26 26 48 475 273 kr 0 kr" in lines
    assert "26 ärenden är inlästa, inga fanns redan." in lines


def test_a_second_import_says_that_nothing_has_changed() -> None:
    give(import_cases, GRANTED_2018)

    again = give(import_cases, GRANTED_2018)

    assert again.exit_code == 0
    assert "Alla 26 ärenden fanns redan. Ingenting har ändrats." in again.output


def test_a_dry_run_writes_nothing() -> None:
    tried = give(import_cases, GRANTED_2018, "--dry-run")
    after = give(import_cases, GRANTED_2018, "--dry-run")

    assert tried.output == after.output
    assert "Provkörning: 26 ärenden skulle läsas in, inga fanns redan. Ingenting är skrivet." in tried.output


def test_bad_rows_are_listed_and_nothing_is_imported(tmp_path: Path) -> None:
    text = GRANTED_2018.read_text("utf-8").splitlines()
    text[3] = text[3].replace("712000", "712 tkr")
    text[5] = text[5].replace("granted", "beviljad")
    bad = tmp_path / "lista.csv"
    bad.write_text("\n".join(text), "utf-8")

    refused = give(import_cases, bad)
    after = give(import_cases, GRANTED_2018)

    assert refused.exit_code == 1
    assert "Rad 4, granted_sek, ”712 tkr”: är inget belopp i kronor." in refused.output
    assert "Rad 6, outcome, ”beviljad”: är inte något av granted, rejected, dismissed, withdrawn." in refused.output
    assert "2 fel på 2 rader. Ingenting är inläst." in refused.output
    assert "26 ärenden är inlästa, inga fanns redan." in after.output


def test_the_register_as_text_is_what_the_workbook_proves(tmp_path: Path) -> None:
    give(import_cases, GRANTED_2018)
    book, register = tmp_path / "2018.xlsx", tmp_path / "2018.csv"

    give(export_statistics, "--year", 2018, "--out", book)
    give(export_register, "--year", 2018, "--out", register)

    facts = dict(row[:2] for row in reopen(book.read_bytes())["Läs mig"].iter_rows(values_only=True))
    assert facts["Kontrollsumma för tabellen arenden"] == hashlib.sha256(register.read_bytes()).hexdigest()
    assert facts["Region"] == "Region Exempel"
    assert len(register.read_text("utf-8-sig").splitlines()) == 1 + 26


def test_the_whole_register_holds_every_case_with_all_its_money(tmp_path: Path) -> None:
    give(import_cases, GRANTED_2018)
    out = tmp_path / "register.xlsx"

    exported = give(export_register, "--out", out)

    assert exported.exit_code == 0
    [sheet] = reopen(out.read_bytes()).worksheets
    assert len(table_rows(sheet, "arenden")) == 1 + 26
    assert below(sheet, "arenden")[1][17] == 48_475_273


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        pytest.param(("--year", 2018, "--out", "x.csv"), "ska ha ett namn som slutar på .xlsx", id="no workbook"),
        pytest.param(("--year", 2199, "--out", "x.xlsx"), "Året 2199 har inte börjat.", id="a year ahead"),
        pytest.param(
            ("--year", 2018, "--as-of", "2017-12-31", "--out", "x.xlsx"), "ligger före året 2018", id="a day before"
        ),
        pytest.param(
            ("--year", 2018, "--as-of", "i fjol", "--out", "x.xlsx"), "i fjol är ingen dag", id="no day at all"
        ),
        pytest.param(
            ("--year", 2018, "--programme", "projekt", "--out", "x.xlsx"),
            "projekt är inget av programmen",
            id="no programme",
        ),
        pytest.param(("--year", 2018, "--out", "/saknas/x.xlsx"), "går inte att skriva", id="no such folder"),
    ],
)
def test_what_cannot_be_exported_is_one_clear_line(words: tuple[object, ...], answer: str) -> None:
    refused = give(export_statistics, *words)

    assert refused.exit_code != 0
    assert answer in refused.output
    assert "Traceback" not in refused.output


def test_history_and_ledger_prove_themselves() -> None:
    give(import_cases, GRANTED_2018)

    history, ledger, rebuilt = give(verify_history), give(verify_ledger), give(rebuild)

    assert [one.exit_code for one in (history, ledger, rebuilt)] == [0, 0, 0]
    assert "26 händelser är hela och oförändrade." in history.output
    assert "26 ärenden stämmer med reskontra, historik och ansökan." in ledger.output
    assert "26 ärenden är genomgångna, 0 värden är rättade." in rebuilt.output


def test_a_database_without_tables_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUNDFLOW_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")

    refused = give(verify_history)

    assert refused.exit_code == 1
    assert "Databasen saknar tabeller. Kör fundflow db upgrade." in refused.output
