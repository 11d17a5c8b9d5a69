"""Historic cases as rows of the register: the case, its entries in the ledger, and the event that brought it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from typing import Final

from fundflow.domain.events import EventKind
from fundflow.domain.gender import Ownership, category
from fundflow.domain.ledger import Entry, EntryKind
from fundflow.domain.money import ZERO
from fundflow.domain.states import Origin, State
from fundflow.models.case import Case, CaseMunicipality, CasePriority
from fundflow.services.concepts import keep_search_text
from fundflow.services.importing.applicants import Applicants, chunks, register
from fundflow.services.importing.rows import HistoricCase, Outcome
from fundflow.services.ledger import Voucher, post
from fundflow.services.unit_of_work import UnitOfWork

Progress = Callable[[int, int], None]
"""Told how many are done and how many there are."""

_STATES: Final = {
    Outcome.REJECTED: State.REJECTED,
    Outcome.DISMISSED: State.DISMISSED,
    Outcome.WITHDRAWN: State.WRITTEN_OFF,
}


def write(
    uow: UnitOfWork, cases: Sequence[HistoricCase], applicants: Applicants, *, file_sha256: str, progress: Progress
) -> None:
    """Write the cases, with what follows from each of them."""
    register(uow, {id(one): one for one in map(applicants.of, cases)}.values())
    done = 0
    for some in chunks(cases):
        _write_some(uow, [(historic, _case_of(uow, historic, applicants)) for historic in some], file_sha256)
        done += len(some)
        progress(done, len(cases))


def _write_some(uow: UnitOfWork, pairs: Sequence[tuple[HistoricCase, Case]], file_sha256: str) -> None:
    """Write some cases together: one statement for many rows is quicker than one for each."""
    uow.session.add_all(case for _, case in pairs)
    uow.session.flush()
    for historic, case in pairs:
        uow.session.add_all(CasePriority(case_id=case.id, priority=key) for key in historic.further_priorities)
        if historic.municipality_code:
            uow.session.add(CaseMunicipality(case_id=case.id, code=historic.municipality_code))
        state = state_of(historic, uow)
        if historic.granted:
            _book(uow, case, historic, closed=state is State.CLOSED)
        # set last: the database refuses a granted state without a granted amount
        case.state = state
    for historic, case in pairs:
        uow.record(
            case,
            EventKind.CASE_IMPORTED,
            content=historic.content,
            file=file_sha256,
            outcome=historic.outcome.value,
            applied=historic.applied,
            granted=historic.granted,
            paid=historic.paid,
            decided_on=historic.decided_on,
            decided_year=historic.decided_year,
        )


def state_of(historic: HistoricCase, uow: UnitOfWork) -> State:
    """Return where a historic case stands: a granted one runs while its last day lies ahead (D25)."""
    if historic.outcome is not Outcome.GRANTED:
        return _STATES[historic.outcome]
    return State.ONGOING if historic.ended_on and historic.ended_on > uow.today else State.CLOSED


def _case_of(uow: UnitOfWork, historic: HistoricCase, applicants: Applicants) -> Case:
    organisation = applicants.organisation_of(historic)
    rule = uow.catalogue.gender_rule(uow.today)
    answered = Ownership(historic.applicant_kind, historic.owners_women_percent, historic.leader_gender)
    withdrawn = historic.outcome is Outcome.WITHDRAWN
    case = Case(
        state=State.RECEIVED,
        origin=Origin.IMPORTED,
        registry_number=historic.external_id or _made_up_number(historic),
        external_id=historic.external_id,
        import_identity=historic.identity,
        programme=historic.programme,
        grant_type=historic.grant_type,
        strategy=historic.strategy.key,
        strategy_version=historic.strategy.version,
        source_of_money=historic.source_of_money,
        organisation_id=organisation.id,
        own_project=organisation.is_own if historic.own_project is None else historic.own_project,
        title=historic.title,
        requested_amount=historic.applied,
        municipality_code=historic.municipality_code,
        priority=historic.priority,
        owners_women_percent=historic.owners_women_percent,
        leader_gender=historic.leader_gender,
        gender_category=category(answered, rule),
        gender_rule_version=rule.version,
        project_starts_on=historic.started_on,
        project_ends_on=historic.ended_on,
        eu_programme=historic.eu_programme,
        note=historic.note,
        created_at=uow.now,
        changed_at=uow.now,
        received_on=historic.received_on,
        withdrawn_at=datetime.combine(historic.counted_on, time(12), UTC) if withdrawn else None,
        decided_on=historic.decided_on,
        decided_year=historic.decided_year,
    )
    keep_search_text(case, organisation)
    return case


def _made_up_number(historic: HistoricCase) -> str:
    """Return a number for a case whose list has none: the same each time, and taken from no series (D25)."""
    return f"IMP {historic.decided_year}/{historic.identity.removeprefix('row:')[:10]}"


def _book(uow: UnitOfWork, case: Case, historic: HistoricCase, *, closed: bool) -> None:
    """Book what was granted and paid, and release the rest of a closed case.

    A closed file promises nothing more, so what was granted and is not known to be paid is released on its last day;
    otherwise every historic case would show as outstanding for ever. Paid amounts are booked on the project's last
    day, or with the decision where that day is unknown or lies ahead (D26). Nothing is approved as cost: historic
    cases have no claims (D25).
    """
    granted, paid, decided_on = historic.granted or ZERO, historic.paid or ZERO, historic.counted_on
    ended_on = historic.ended_on if closed and historic.ended_on else decided_on
    post(uow, case, [Entry(EntryKind.GRANTED, granted)], Voucher(booked_on=decided_on))
    post(uow, case, [Entry(EntryKind.PAID, paid)], Voucher(booked_on=ended_on))
    if closed:
        released_on = max(ended_on, decided_on)
        post(uow, case, [Entry(EntryKind.RELEASED, granted - paid)], Voucher(booked_on=released_on))
