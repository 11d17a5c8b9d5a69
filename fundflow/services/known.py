"""From stored answers to what rules read: typed values, rows and what the case itself tells."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select

from fundflow.domain.aid import EarlierAid
from fundflow.domain.answers import Unreadable, read_value
from fundflow.domain.completeness import is_account_whole, is_answered, is_shown
from fundflow.domain.concepts import CONCEPTS, IN_EURO, OUTSIDE_COUNTY, WHOLE_COUNTY, Concept, Home, Shape
from fundflow.domain.currencies import Counting, Currency, CurrencyAmount
from fundflow.domain.money import ZERO, Money
from fundflow.domain.periods import parse_day
from fundflow.domain.places import Place
from fundflow.domain.programme import Question, QuestionKind
from fundflow.domain.rates import EuroRate
from fundflow.domain.size import GroupCompany
from fundflow.domain.states import State
from fundflow.domain.undertaking import proposed_of_group
from fundflow.models.case import Case, CaseFact
from fundflow.queries.undertaking import group_of
from fundflow.services.unit_of_work import UnitOfWork

UNDECIDED: Final = (
    State.RECEIVED,
    State.COMPLETION_REQUESTED,
    State.IN_PREPARATION,
    State.READY_FOR_DECISION,
)
_NONE: Final[Mapping[Shape, object]] = {Shape.ROWS: (), Shape.MONEY: ZERO}
"""What an answer is when its leading question says that there is none."""

_LED: Final = (Concept.GROUP, Concept.EARLIER_AID)
"""Rows that are asked for when another answer says that there are some."""

_AMOUNT: Final = QuestionKind.CURRENCY_AMOUNT


def concepts_of(
    uow: UnitOfWork, case: Case, questions: Iterable[Question], answers: Mapping[str, object], counting: Counting
) -> dict[Concept, object]:
    """Return what is known of a case, by concept: its columns, its facts, and what follows from other answers.

    Until someone in the office has noted otherwise the project's economy is not tested. What is told in kronor and
    asked for in euro is counted by ``counting``.
    """
    known = known_of_region(counting.rate) | _none_of(questions, answers)
    known |= {
        concept: getattr(case, concept.value)
        for concept, (_, home) in CONCEPTS.items()
        if home is Home.COLUMN and getattr(case, concept.value) is not None
    }
    rows = uow.session.execute(select(CaseFact.concept, CaseFact.value).where(CaseFact.case_id == case.id))
    known |= {Concept(name): _typed(Concept(name), json.loads(value), counting) for name, value in rows}
    for concept in _not_told_whole(questions, answers):
        known.pop(concept, None)
    return known | _confirmed_group(uow, case, counting)


def _not_told_whole(questions: Iterable[Question], answers: Mapping[str, object]) -> Iterable[Concept]:
    """Return the rows that an answer says there are, and of which none is written or earlier aid is half told.

    No row would else be read as none at all. A company of the group that is half told is known to be there.
    """
    for question in questions:
        if question.concept not in _LED or question.shown_when is None or not is_shown(question, answers):
            continue
        told = answers.get(question.key)
        half = question.concept is Concept.EARLIER_AID and not is_account_whole(question, answers)
        if half or not is_answered(told):
            yield question.concept


def _confirmed_group(uow: UnitOfWork, case: Case, counting: Counting) -> dict[Concept, object]:
    """Return the size and group that the region confirmed or corrected since the case came in, until it is decided.

    What the region has gone through goes before what the form says; a decided case keeps what it was decided on.
    """
    if case.state not in UNDECIDED or case.received_at is None:
        return {}
    statement = group_of(uow.session, case.organisation_id)
    if statement is None or statement.confirmed_at is None or statement.confirmed_at < case.received_at:
        return {}
    written = proposed_of_group(statement.stated)
    return {
        concept: tuple(_rows(concept, value, counting))
        if isinstance(value, list)
        else _in_euro(str(value), counting.rate)
        if concept in IN_EURO
        else read_value(QuestionKind.NUMBER, str(value))
        for concept, value in written.items()
    }


def known_of_region(rate: EuroRate | None) -> dict[Concept, object]:
    """Return what is known before anything is answered: an untested economy, no other payer, the region's rate."""
    known: dict[Concept, object] = {Concept.ECONOMIC_STRENGTH_TESTED: False, Concept.FINANCING: ()}
    if rate is not None:
        known[Concept.SEK_PER_EUR] = rate.sek_per_eur
    return known


def place_of(uow: UnitOfWork, case: Case) -> Place | None:
    """Return the case's main municipality; None when it has none of its own."""
    if case.municipality_code in (None, WHOLE_COUNTY, OUTSIDE_COUNTY):
        return None
    return uow.catalogue.place(str(case.municipality_code), uow.region.key)


def _none_of(questions: Iterable[Question], answers: Mapping[str, object]) -> dict[Concept, object]:
    """Return the rows and amounts that are not asked for, since the question that leads to them says no."""
    return {
        question.concept: _NONE[CONCEPTS[question.concept][0]]
        for question in questions
        if question.concept is not None
        and CONCEPTS[question.concept][0] in _NONE
        and question.shown_when is not None
        and is_answered(answers.get(question.shown_when.question))
        and not is_shown(question, answers)
    }


def _typed(concept: Concept, value: Any, counting: Counting) -> object:
    if concept in IN_EURO:
        return _in_euro(str(value), counting.rate)
    match CONCEPTS[concept][0]:
        case Shape.MONEY:
            return Money(int(value))
        case Shape.DAY:
            return parse_day(value)
        case Shape.NUMBER | Shape.PERCENT:
            return Decimal(str(value))
        case Shape.ROWS:
            return tuple(_rows(concept, value, counting))
        case _:
            return value


def _rows(
    concept: Concept, rows: Iterable[Mapping[str, str]], counting: Counting
) -> Iterable[GroupCompany | EarlierAid]:
    for row in rows:
        if concept is Concept.GROUP:
            yield GroupCompany(
                row.get("relation") or None,
                _read(row, "percent", QuestionKind.PERCENT),
                _read(row, "employees", QuestionKind.NUMBER),
                *(_in_euro(str(row.get(name) or ""), counting.rate) for name in ("turnover_eur", "balance_eur")),
            )
        elif concept is Concept.EARLIER_AID:
            yield _earlier_aid(row, counting)


def _earlier_aid(row: Mapping[str, str], counting: Counting) -> EarlierAid:
    """Return aid as rules count it; in kronor it is counted by the rate of the day it was granted."""
    granted_on, told = _read(row, "granted_on", QuestionKind.DAY), _read(row, "amount_eur", _AMOUNT)
    return EarlierAid(
        granted_on,
        told and told.in_euro(counting.on(granted_on)),
        row.get("regulation") or None,
        row.get("grant_type") or None,
        told.amount if told and told.currency is Currency.SEK else None,
    )


def _in_euro(written: str, rate: EuroRate | None) -> Decimal | None:
    """Return an amount in euro; None when nothing is written, or it cannot be read, or it is kronor without a rate."""
    told = _read({"amount": written}, "amount", _AMOUNT)
    return told.in_euro(rate) if isinstance(told, CurrencyAmount) else None


def _read(row: Mapping[str, str], name: str, kind: QuestionKind) -> Any:
    """Return a cell as its kind says; None when it is empty or cannot be read."""
    try:
        return read_value(kind, str(row.get(name) or ""))
    except Unreadable:
        return None
