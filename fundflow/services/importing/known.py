"""Which cases of a list are in the register already, and whether they say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from fundflow.domain.events import EventKind
from fundflow.domain.money import Money
from fundflow.i18n import msgid
from fundflow.labels.amounts import kronor_text
from fundflow.models.case import Case
from fundflow.models.event import CaseEvent
from fundflow.services.importing.applicants import chunks
from fundflow.services.importing.rows import HistoricCase
from fundflow.services.importing.values import Problem


@dataclass(frozen=True, slots=True)
class Divided:
    """The rows of a list: new ones, and how many are known with the same values."""

    new: tuple[HistoricCase, ...]
    known: int
    problems: tuple[Problem, ...]


def divide(session: Session, cases: Sequence[HistoricCase]) -> Divided:
    """Part the rows of a list; one that stands twice in it, or is known with other values, is a bad row (D26)."""
    problems = list(_twice(cases))
    twice = {problem.row for problem in problems}
    before = _imported_before(session, [case.identity for case in cases])
    taken = _registry_numbers(session, [case.external_id for case in cases if case.external_id])
    new: list[HistoricCase] = []
    known = 0
    for case in cases:
        earlier = before.get(case.identity)
        if case.row in twice:
            continue
        if earlier is None and case.external_id in taken:
            reason = msgid("Numret används redan av ett ärende som inte är inläst från en förteckning.")
            problems.append(Problem(case.row, "external_id", case.external_id or "", reason))
        elif earlier is None:
            new.append(case)
        elif earlier["content"] == case.content:
            known += 1
        else:
            problems.append(Problem(case.row, _differing(case, earlier), "", _difference(case, earlier)))
    return Divided(tuple(new), known, tuple(problems))


def _twice(cases: Sequence[HistoricCase]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for case in cases:
        if case.identity in first:
            reason = msgid("Samma ärende står också på rad {row}.").format(row=first[case.identity])
            column = "external_id" if case.external_id else "title"
            yield Problem(case.row, column, case.external_id or case.title, reason)
        first.setdefault(case.identity, case.row)


def _imported_before(session: Session, identities: Sequence[str]) -> dict[str, dict[str, object]]:
    """Return what was written down of each known identity when it was imported."""
    found: dict[str, dict[str, object]] = {}
    for some in chunks(identities):
        rows = session.execute(
            select(Case.import_identity, CaseEvent.payload)
            .join(CaseEvent, CaseEvent.case_id == Case.id)
            .where(Case.import_identity.in_(some), CaseEvent.kind == EventKind.CASE_IMPORTED)
        )
        found |= {identity: payload for identity, payload in rows if identity}
    return found


def _registry_numbers(session: Session, numbers: Sequence[str]) -> set[str]:
    """Return which of the numbers belong to cases that no list has brought."""
    found: set[str] = set()
    for some in chunks(numbers):
        statement = select(Case.registry_number).where(
            Case.registry_number.in_(some),
            or_(Case.import_identity.is_(None), Case.external_id.is_(None)),
        )
        found |= {number for number in session.scalars(statement) if number}
    return found


_AMOUNTS = (("granted_sek", "granted"), ("paid_sek", "paid"), ("applied_sek", "applied"))


def _differing(case: HistoricCase, earlier: dict[str, object]) -> str | None:
    for column, name in _AMOUNTS:
        amount = getattr(case, name)
        if (amount.ore if amount is not None else None) != earlier.get(name):
            return column
    return None


def _difference(case: HistoricCase, earlier: dict[str, object]) -> str:
    column = _differing(case, earlier)
    if column is None:
        return msgid("Ärendet finns redan i registret med andra värden.")
    name = dict(_AMOUNTS)[column]
    sentence = msgid("Ärendet finns redan i registret med andra värden: {there} där, {here} i filen.")
    return sentence.format(there=_amount(earlier.get(name)), here=_amount(getattr(case, name)))


def _amount(amount: object) -> str:
    match amount:
        case Money():
            return kronor_text(amount)
        case int():
            return kronor_text(Money(amount))
        case _:
            return msgid("tomt")
