"""Import a list of historic cases: all of it or nothing, with every bad row named."""

from dataclasses import dataclass

from fundflow.domain.errors import Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.roles import Permission
from fundflow.services.importing.applicants import Applicants
from fundflow.services.importing.checking import Known, case_of, check_row
from fundflow.services.importing.known import divide
from fundflow.services.importing.reconciliation import Line, reconcile
from fundflow.services.importing.rows import HistoricCase, Row, heading_problems, read_cells
from fundflow.services.importing.values import Problem
from fundflow.services.importing.writing import Progress, write
from fundflow.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it was read from a file: its headings, its rows, cells that could not be read, and the file's hash.

    ``notice`` says how it was read where that had to be guessed.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    unreadable: tuple[Problem, ...] = ()
    sha256: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it. With problems nothing is written; ``report`` adds up every row of the list, new and known.

    ``counted_later`` is how many rows know only the running year, and so count from its last day (D26).
    """

    new: int
    known: int
    problems: tuple[Problem, ...]
    report: tuple[Line, ...] = ()
    counted_later: int = 0


def _silent(done: int, there_are: int) -> None:
    """Tell nobody."""


def import_cases(uow: UnitOfWork, listed: Listed, *, dry_run: bool = False, progress: Progress = _silent) -> Imported:
    """Write the cases of a list that are not known; a dry run finds the same and writes nothing.

    A second import of the same list changes nothing. Raises Refused when the person may not import.
    """
    if not uow.actor.may(Permission.CASES_IMPORT):
        raise Refused([Finding("not_permitted", Verdict.STOPS)])
    problems = list(heading_problems(listed.headings))
    if problems:
        return Imported(0, 0, tuple(problems))
    cases = _read(uow, listed, problems)
    divided = divide(uow.session, cases)
    applicants = Applicants(uow.session, divided.new)
    problems += [*divided.problems, *applicants.problems]
    if problems:
        return Imported(0, 0, tuple(sorted(problems, key=lambda problem: (problem.row or 0, problem.column or ""))))
    if not dry_run:
        write(uow, divided.new, applicants, file_sha256=listed.sha256, progress=progress)
    later = sum(1 for case in cases if case.counted_on > uow.today)
    return Imported(len(divided.new), divided.known, (), tuple(reconcile(cases, uow.catalogue)), later)


def _read(uow: UnitOfWork, listed: Listed, problems: list[Problem]) -> list[HistoricCase]:
    """Return the cases of the rows that hold, and tell what is wrong with the others."""
    known = Known(uow.catalogue, uow.today)
    problems += listed.unreadable
    cases = []
    for row in listed.rows:
        number = row[0]
        told = frozenset(problem.column for problem in listed.unreadable if problem.row == number)
        values, found = read_cells(row, told)
        bad = told | {problem.column for problem in found}
        found += check_row(number, values, bad, known)
        problems += found
        if not (told or found):
            cases.append(case_of(number, values, known))
    return cases
