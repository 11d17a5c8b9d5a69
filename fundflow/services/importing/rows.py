"""The columns of a list of historic cases, and a row as its cells are read."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.events import digest
from fundflow.domain.gender import LeaderGender
from fundflow.domain.money import Money
from fundflow.domain.strategy import Strategy
from fundflow.i18n import msgid
from fundflow.models.engine import folded
from fundflow.services.importing import values
from fundflow.services.importing.values import BadValue, Problem

Row = tuple[int, Mapping[str, object]]
"""The number of a row as the spreadsheet shows it, and its cells by heading; what is blank may be left out."""


class Outcome(StrEnum):
    """How a historic case ended."""

    GRANTED = "granted"
    REJECTED = "rejected"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class _Column:
    read: Callable[[object], object]
    required: bool = False


COLUMNS: Final[Mapping[str, _Column]] = {
    "external_id": _Column(values.text),
    "programme": _Column(values.key, required=True),
    "grant_type": _Column(values.key),
    "strategy": _Column(values.key, required=True),
    "priority": _Column(values.key, required=True),
    "further_priorities": _Column(values.keys),
    "applicant_name": _Column(values.text, required=True),
    "applicant_orgnr": _Column(values.number_of_organisation),
    "applicant_kind": _Column(values.one_of(ApplicantKind)),
    "municipality_code": _Column(values.municipality),
    "title": _Column(values.text, required=True),
    "applied_sek": _Column(values.amount),
    "granted_sek": _Column(values.amount),
    "paid_sek": _Column(values.amount),
    "outcome": _Column(values.one_of(Outcome), required=True),
    "received_on": _Column(values.day),
    "decided_on": _Column(values.day),
    "decided_year": _Column(values.year),
    "started_on": _Column(values.day),
    "ended_on": _Column(values.day),
    "eu_programme": _Column(values.text),
    "source_of_money": _Column(values.text),
    "owners_women_percent": _Column(values.percent),
    "leader_gender": _Column(values.one_of(LeaderGender)),
    "own_project": _Column(values.yes_or_no),
    "note": _Column(values.text),
}
_MUST_BE_THERE: Final = (*(name for name, column in COLUMNS.items() if column.required), "granted_sek")
_ONE_OF_THEM: Final = ("decided_on", "decided_year")


@dataclass(frozen=True, slots=True)
class HistoricCase:
    """A row that holds: its values as keys of the catalogue, and the strategy in the version that is kept."""

    row: int
    external_id: str | None
    programme: str
    grant_type: str | None
    strategy: Strategy
    priority: str
    further_priorities: tuple[str, ...]
    applicant_name: str
    applicant_orgnr: str | None
    applicant_kind: ApplicantKind | None
    municipality_code: str | None
    title: str
    applied: Money | None
    granted: Money | None
    paid: Money | None
    outcome: Outcome
    received_on: date | None
    decided_on: date | None
    decided_year: int
    started_on: date | None
    ended_on: date | None
    eu_programme: str | None
    source_of_money: str | None
    owners_women_percent: Decimal | None
    leader_gender: LeaderGender | None
    own_project: bool | None
    note: str | None

    @property
    def identity(self) -> str:
        """What makes the case the same case in another list: its own number, else what it is about (D26)."""
        if self.external_id is not None:
            return f"id:{self.external_id}"
        decided = self.decided_on.isoformat() if self.decided_on else str(self.decided_year)
        granted = self.granted.ore if self.granted else 0
        about = (self.programme, self.strategy.key, decided, folded(self.applicant_name), folded(self.title), granted)
        return f"row:{digest(list(about))}"

    @property
    def content(self) -> str:
        """The SHA-256 of every value, to tell a row that is known from one that has changed."""
        return digest({name: _plain(getattr(self, name)) for name in self.__slots__ if name != "row"})

    @property
    def counted_on(self) -> date:
        """The day that the decision counts: its own, or 31 December of a year that is all that is known (D26)."""
        return self.decided_on or date(self.decided_year, 12, 31)


def _plain(value: object) -> object:
    match value:
        case Money():
            return value.ore
        case Strategy():
            return value.key
        case date():
            return value.isoformat()
        case Decimal():
            return str(value.normalize())
        case tuple():
            return list(value)
        case _:
            return value


def heading_problems(headings: Sequence[str]) -> Iterator[Problem]:
    """Yield what is wrong with the head: unknown columns, columns twice, columns that must be there and are not."""
    for heading in headings:
        if heading not in COLUMNS:
            yield Problem(None, heading, "", msgid("Kolumnen är inte känd."))
    for heading in sorted({one for one in headings if headings.count(one) > 1}):
        yield Problem(None, heading, "", msgid("Kolumnen står två gånger."))
    for required in _MUST_BE_THERE:
        if required not in headings:
            yield Problem(None, required, "", msgid("Kolumnen saknas."))
    if not set(_ONE_OF_THEM) & set(headings):
        yield Problem(None, " / ".join(_ONE_OF_THEM), "", msgid("En av kolumnerna behövs."))


def read_cells(row: Row, told: Collection[str | None]) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values of a row by column, and what is wrong with its cells; columns in ``told`` are known to be bad.

    What is blank or cannot be read has no value.
    """
    number, cells = row
    found: dict[str, Any] = {}
    problems = []
    for name, column in COLUMNS.items():
        cell = cells.get(name)
        if name in told:
            continue
        if values.is_blank(cell):
            if column.required:
                problems.append(Problem(number, name, "", msgid("Värdet saknas.")))
            continue
        try:
            found[name] = column.read(cell)
        except BadValue as bad:
            problems.append(Problem(number, name, str(cell), str(bad)))
    return found, problems
