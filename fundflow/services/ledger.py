"""Post entries and keep the stored sums; the only place that does either."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fundflow.domain.errors import Refused
from fundflow.domain.ledger import Entry, EntryKind, broken_invariants
from fundflow.domain.money import ZERO
from fundflow.domain.states import Origin
from fundflow.models.case import Case
from fundflow.models.ledger import LedgerEntry
from fundflow.services.payable import entitled_of
from fundflow.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Voucher:
    """What an entry rests on: its decision or payment, the day it counts, and the second person where two are needed.

    ``booked_by_id`` None: the person of the deed.
    """

    decision_id: int | None = None
    payment_id: int | None = None
    booked_on: date | None = None
    booked_by_id: int | None = None
    confirmed_by_id: int | None = None


def post(uow: UnitOfWork, case: Case, entries: Iterable[Entry], voucher: Voucher) -> None:
    """Book the entries and add them to the stored sums; amounts of zero are left out.

    Raises Refused when an invariant on accumulated amounts would break; then nothing is booked.
    """
    booked = [entry for entry in entries if entry.amount]
    after = case.balance.after(booked)
    promised = after.of(EntryKind.GRANTED) + after.of(EntryKind.CHANGED)
    now_entitled = entitled_of(uow, case, approved=after.of(EntryKind.COST_APPROVED), granted=promised)
    after = case.balance.after(booked, entitled=now_entitled)
    broken = broken_invariants(after, imported=case.origin is Origin.IMPORTED)
    if broken:
        raise Refused(broken)
    for entry in booked:
        uow.session.add(
            LedgerEntry(
                case_id=case.id,
                kind=entry.kind,
                amount=entry.amount,
                source_of_money=case.source_of_money,
                booked_on=voucher.booked_on or uow.today,
                booked_at=uow.now,
                decision_id=voucher.decision_id,
                payment_id=voucher.payment_id,
                booked_by_id=voucher.booked_by_id or uow.actor.person_id or None,
                confirmed_by_id=voucher.confirmed_by_id,
            )
        )
        setattr(case, entry.kind.value, after.sums.get(entry.kind, ZERO))
    case.entitled = now_entitled
