"""Which applicant a row means: by number, else by name; a name that several share is never guessed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from fundflow.domain.concepts import ApplicantKind
from fundflow.i18n import msgid
from fundflow.models.engine import folded
from fundflow.models.organisation import Organisation
from fundflow.services.importing.rows import HistoricCase
from fundflow.services.importing.values import Problem
from fundflow.services.unit_of_work import UnitOfWork

_AT_ONCE: Final = 500
_Item = TypeVar("_Item")


@dataclass(slots=True)
class Applicant:
    """An applicant of the list: one that is registered, or one to register."""

    name: str
    number: str | None
    kind: ApplicantKind | None
    registered: Organisation | None = None


class Applicants:
    """The applicants that the rows of a list mean, found before anything is written."""

    def __init__(self, session: Session, cases: Sequence[HistoricCase]) -> None:
        self._by_number: dict[str, Applicant] = {}
        self._by_name: dict[str, list[Applicant]] = {}
        self._of_row: dict[int, Applicant] = {}
        self.problems: list[Problem] = []
        for organisation in _registered(session, cases):
            self._add(Applicant(organisation.name, organisation.number, organisation.kind, organisation))
        # those with a number first, so that the order of rows decides nothing
        for case in sorted(cases, key=lambda case: (case.applicant_orgnr is None, case.row)):
            found = self._with_number(case) if case.applicant_orgnr else self._with_name(case)
            if found is not None:
                found.kind = found.kind or case.applicant_kind
                self._of_row[case.row] = found

    def of(self, case: HistoricCase) -> Applicant:
        """Return the applicant of a row that has no problem."""
        return self._of_row[case.row]

    def organisation_of(self, case: HistoricCase) -> Organisation:
        """Return the registered organisation of a row; LookupError before ``register``."""
        organisation = self.of(case).registered
        if organisation is None:
            raise LookupError(case.applicant_name)
        return organisation

    def _add(self, applicant: Applicant) -> Applicant:
        self._by_name.setdefault(folded(applicant.name), []).append(applicant)
        if applicant.number:
            self._by_number[applicant.number] = applicant
        return applicant

    def _with_number(self, case: HistoricCase) -> Applicant:
        """Return the applicant of the number; else one of the name whose number nobody knew; else a new one."""
        number = case.applicant_orgnr or ""
        if number in self._by_number:
            return self._by_number[number]
        without = [one for one in self._by_name.get(folded(case.applicant_name), []) if one.number is None]
        if len(without) != 1:
            return self._add(Applicant(case.applicant_name, number, case.applicant_kind))
        without[0].number = number
        self._by_number[number] = without[0]
        return without[0]

    def _with_name(self, case: HistoricCase) -> Applicant | None:
        named = self._by_name.get(folded(case.applicant_name), [])
        if len(named) > 1:
            reason = msgid("Flera sökande heter så. Skriv organisationsnumret i applicant_orgnr.")
            self.problems.append(Problem(case.row, "applicant_name", case.applicant_name, reason))
            return None
        return named[0] if named else self._add(Applicant(case.applicant_name, None, case.applicant_kind))


def _registered(session: Session, cases: Sequence[HistoricCase]) -> list[Organisation]:
    numbers = sorted({case.applicant_orgnr for case in cases if case.applicant_orgnr})
    names = sorted({folded(case.applicant_name) for case in cases})
    found = {
        organisation.id: organisation
        for column, wanted in ((Organisation.number, numbers), (Organisation.name_folded, names))
        for organisation in _those(session, column, wanted)
    }
    return [found[key] for key in sorted(found)]


def _those(session: Session, column: InstrumentedAttribute[Any], wanted: Sequence[str]) -> Iterator[Organisation]:
    for some in chunks(wanted):
        yield from session.scalars(select(Organisation).where(column.in_(some)))


def chunks(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    """Yield the items some hundred at a time: no database takes any number of them in one statement."""
    for first in range(0, len(items), _AT_ONCE):
        yield items[first : first + _AT_ONCE]


def register(uow: UnitOfWork, applicants: Iterable[Applicant]) -> None:
    """Register those that are new; a registered one gets the number and kind that nobody knew before."""
    for applicant in applicants:
        if applicant.registered is None:
            applicant.registered = Organisation(
                name=applicant.name,
                name_folded=folded(applicant.name),
                created_at=uow.now,
                created_by_id=uow.actor.person_id or None,
            )
            uow.session.add(applicant.registered)
        applicant.registered.number = applicant.registered.number or applicant.number
        applicant.registered.kind = applicant.registered.kind or applicant.kind
    uow.session.flush()
