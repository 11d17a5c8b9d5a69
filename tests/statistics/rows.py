"""Rows behind figures: cases with days and entries, decisions, frames, reports and judgements."""

import itertools
from datetime import UTC, date, datetime, time
from typing import Final

from sqlalchemy.orm import Session

from fundflow.domain.appropriation import FrameKind
from fundflow.domain.decisions import DecisionKind, DecisionStatus
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import Money
from fundflow.domain.reports import ReportKind, ReportState
from fundflow.domain.states import Origin, State
from fundflow.models.appropriation import Appropriation
from fundflow.models.assessment import Assessment
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.ledger import LedgerEntry
from fundflow.models.organisation import Organisation
from fundflow.models.person import Person
from fundflow.models.report import Report
from tests.factories import make_case, make_organisation

_NUMBER = itertools.count(1)
SOURCE: Final = "anslag_1_1"
RUS: Final = "vasterbotten_rus_2020_2030"


def at(day: date) -> datetime:
    """Return noon of the day, in UTC."""
    return datetime.combine(day, time(12), UTC)


def kr(kronor: int) -> Money:
    """Return whole kronor."""
    return Money.kronor(kronor)


def applied(session: Session, on: date, kronor: int, **changes: object) -> Case:
    """Add a case received on the day, for so much."""
    number = next(_NUMBER)
    facts: dict[str, object] = {
        "registry_number": f"RUN {on.year}/{number:05d}",
        "received_on": on,
        "received_at": at(on),
        "requested_amount": kr(kronor),
        "priority": "p1_nytankande_smart",
        **changes,
    }
    if "organisation" not in facts:
        facts["organisation"] = make_organisation(session, f"Sökande {number}")
    organisation = facts.pop("organisation")
    assert isinstance(organisation, Organisation)
    return make_case(session, organisation=organisation, **facts)


def book(session: Session, case: Case, kind: EntryKind, on: date, kronor: int) -> None:
    """Book an entry and keep the stored sum, as the ledger's service does."""
    session.add(
        LedgerEntry(
            case_id=case.id,
            kind=kind,
            amount=kr(kronor),
            source_of_money=case.source_of_money,
            booked_on=on,
            booked_at=at(on),
        )
    )
    setattr(case, kind.value, getattr(case, kind.value) + kr(kronor))
    session.flush()


def decide(session: Session, case: Case, kind: DecisionKind, on: date) -> Decision:
    """Add a decision that someone has taken."""
    person = make_person(session)
    number = next(_NUMBER)
    decision = Decision(
        case_id=case.id,
        kind=kind,
        status=DecisionStatus.DISPATCHED,
        number=f"{case.registry_number}-{number}",
        legal_basis="förordningen",
        grounds="Skäl.",
        proposed_by_id=person.id,
        proposed_at=at(on),
        decided_by_id=person.id,
        decided_at=at(on),
        decided_on=on,
        delegation_item="1.1",
        dispatched_at=at(on),
    )
    session.add(decision)
    case.decided_on, case.decided_year = on, on.year
    session.flush()
    return decision


def grant(session: Session, case: Case, on: date, kronor: int) -> Case:
    """Decide a grant, book it and let the case run."""
    decide(session, case, DecisionKind.GRANT, on)
    case.entitled = kr(kronor)
    book(session, case, EntryKind.GRANTED, on, kronor)
    case.state = State.ONGOING
    session.flush()
    return case


def reject(session: Session, case: Case, on: date) -> Case:
    """Decide a rejection."""
    decide(session, case, DecisionKind.REJECTION, on)
    case.state = State.REJECTED
    session.flush()
    return case


def close(session: Session, case: Case, on: date) -> Case:
    """Close a case at noon of the day."""
    case.closed_at, case.state = at(on), State.CLOSED
    session.flush()
    return case


def historic(session: Session, **changes: object) -> Case:
    """Add a case as an import leaves it: without a received day."""
    facts: dict[str, object] = {
        "origin": Origin.IMPORTED,
        "programme_version": None,
        "received_on": None,
        "received_at": None,
        "requested_amount": None,
        **changes,
    }
    return applied(session, date(2018, 12, 31), 0, **facts)


def make_person(session: Session) -> Person:
    """Add someone of the office."""
    number = next(_NUMBER)
    person = Person(email=f"person{number}@example.org", name=f"Person {number}", created_at=at(date(2024, 1, 1)))
    session.add(person)
    session.flush()
    return person


def frame(session: Session, kind: FrameKind, year: int, on: date, kronor: int) -> None:
    """Register a change of a frame or target."""
    session.add(
        Appropriation(
            kind=kind,
            source_of_money=SOURCE,
            year=year,
            amount=kr(kronor),
            decided_on=on,
            reference="RUN § 12",
            entered_at=at(on),
        )
    )
    session.flush()


def report(session: Session, case: Case, approved_on: date, counts: tuple[int, int, int]) -> Report:
    """Add an approved report that counts women, men and unknown since the start."""
    row = Report(
        case_id=case.id,
        kind=ReportKind.PROGRESS,
        state=ReportState.APPROVED,
        due_on=approved_on,
        answers={},
        changed_at=at(approved_on),
        participants_women=counts[0],
        participants_men=counts[1],
        participants_unknown=counts[2],
        sent_at=at(approved_on),
        approved_at=at(approved_on),
    )
    session.add(row)
    session.flush()
    return row


def judge(session: Session, case: Case, criterion: str, value: str, part: str = "") -> None:
    """Add a judgement of a criterion."""
    person = make_person(session)
    session.add(
        Assessment(
            case_id=case.id,
            criterion=criterion,
            part=part,
            value=value,
            reason="Motivering.",
            version=1,
            assessed_at=at(date(2026, 3, 1)),
            assessed_by_id=person.id,
        )
    )
    session.flush()
