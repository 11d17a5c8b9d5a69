"""The rate between euro and kronor that an officer gives a case, with its day."""

from datetime import date
from decimal import Decimal
from typing import Final

from fundflow.domain.aid import against_rate
from fundflow.domain.errors import Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.rates import EuroRate
from fundflow.domain.rulebook import rate_in
from fundflow.labels.amounts import decimal_text, long_day
from fundflow.models.aid import CaseRate
from fundflow.models.case import Case
from fundflow.queries.aid import rates_of
from fundflow.queries.cases import lock_case
from fundflow.services.intake import write_note
from fundflow.services.known import UNDECIDED
from fundflow.services.published import rulebook_on
from fundflow.services.unit_of_work import UnitOfWork

RATE_NOTE: Final = "euro_rate"
"""The kind of note that tells of a changed rate."""


def give_rate(uow: UnitOfWork, case_id: int, *, sek_per_eur: Decimal, day: date) -> Case:
    """Give the case its rate between euro and kronor and the day it was read; earlier ones are kept, with a note.

    Source: E11.
    """
    case = lock_case(uow.session, uow.actor, case_id)
    if case.state not in UNDECIDED:
        raise Refused([Finding("wrong_state", Verdict.STOPS, figures={"state": case.state.value})])
    rate, before = EuroRate(sek_per_eur, day), rates_of(uow.session, [case.id]).get(case.id)
    if rate == before:
        return case
    usual = rate_in(rulebook_on(uow, uow.today))
    if refusals := list(against_rate(rate, usual, uow.today)):
        raise Refused(refusals)
    uow.session.add(
        CaseRate(
            case_id=case.id, sek_per_eur=sek_per_eur, rate_on=day, noted_at=uow.now, noted_by_id=uow.actor.person_id
        )
    )
    write_note(uow, case.id, kind=RATE_NOTE, text=_told(rate, before or usual))
    return case


def _told(rate: EuroRate, before: EuroRate | None) -> str:
    day_text = long_day(rate.day, weekday=False) if rate.day else ""
    text = f"En euro räknas som {decimal_text(rate.sek_per_eur)} kronor, kursen den {day_text}."
    return text if before is None else f"{text} Förut {decimal_text(before.sek_per_eur)} kronor."
