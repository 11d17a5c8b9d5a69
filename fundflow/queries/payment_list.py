"""Payments to make and made: views with sums, words, order and pages, all of it in SQL.

A page takes four statements, whatever the number of payments: its rows, their preparers, the accounts of those who are
paid, and the sums of the views.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, and_, case, cast, func, select, true, type_coerce
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from fundflow.domain.money import Money
from fundflow.domain.payments import PaymentState
from fundflow.domain.roles import Actor
from fundflow.models.bank import BankDetails
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.engine import folded
from fundflow.models.organisation import Organisation
from fundflow.models.payment import Claim, Payment
from fundflow.queries.bank import bank_details_in_force
from fundflow.queries.paging import ListRequest, Page
from fundflow.queries.scope import visible_to

VIEW: Final = "vy"
VIEWS: Final = ("gora", "anordna", "bekrafta", "utbetalda")
"""The views, in the order of their tabs; without one, every payment."""

LATELY: Final = timedelta(days=30)
_STATES: Final = {state: place for place, state in enumerate(PaymentState)}
_ORDERS: Final[Mapping[str, ColumnElement[Any]]] = {
    "arende": Case.title.collate("sv"),
    "sokande": Organisation.name.collate("sv"),
    "nummer": Case.registry_number.expression,
    "lage": case(*((Payment.state == state, place) for state, place in _STATES.items())),
    "beslutad": Decision.decided_on.expression,
    "betald": Payment.paid_on.expression,
    "belopp": Payment.amount.expression,
}
SORTS: Final = tuple(_ORDERS)


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment with its case, applicant, decision, preparers and people, and the number of its claim in the case.

    ``claim_number`` None: the grant itself is paid, without a claim.
    ``account`` is the one it was authorised with, else the applicant's in force; None: none is registered.
    """

    payment: Payment
    claim_number: int | None
    account: BankDetails | None


@dataclass(frozen=True, slots=True)
class Sum:
    """How many payments, and how much money."""

    payments: int
    amount: Money


@dataclass(frozen=True, slots=True)
class PaymentList:
    """A page of payments, the sum of all of them, and the sums of the views among what the words find."""

    page: Page[PaymentRow]
    total: Sum
    views: Mapping[str, Sum]


def payment_list(session: Session, viewer: Actor, request: ListRequest, *, today: date) -> PaymentList:
    """Return the payments of the viewer's cases that the request asks for."""
    found = and_(visible_to(viewer), *_with_words(request.words))
    within = and_(found, _view(request.one(VIEW), today))
    total, views = _sums(session, found, within, today)
    order = _ORDERS.get(request.sort, _ORDERS["beslutad"])
    directed = order.desc() if request.descending else order.asc()
    found_rows = session.execute(
        select(Payment, Claim.sequence)
        .join(Payment.case)
        .join(Case.organisation)
        .join(Payment.decision)
        .outerjoin(Claim, Claim.id == Decision.claim_id)
        .where(within)
        .options(
            contains_eager(Payment.case).contains_eager(Case.organisation),
            contains_eager(Payment.decision).options(joinedload(Decision.decided_by), selectinload(Decision.preparers)),
            joinedload(Payment.authorised_by),
            joinedload(Payment.confirmed_by),
            joinedload(Payment.bank_details),
        )
        .order_by(directed.nulls_last(), Payment.id)
        .limit(request.per_page)
        .offset(request.offset)
    ).all()
    accounts = bank_details_in_force(session, (payment.case.organisation_id for payment, _ in found_rows))
    rows = [
        PaymentRow(payment, number, payment.bank_details or accounts.get(payment.case.organisation_id))
        for payment, number in found_rows
    ]
    return PaymentList(Page(rows, total.payments, request), total, views)


def _with_words(words: str) -> list[ColumnElement[bool]]:
    return [Case.search_text.contains(word, autoescape=True) for word in folded(words).split()]


def _view(view: str | None, today: date) -> ColumnElement[bool]:
    conditions: dict[str, ColumnElement[bool]] = {
        "gora": Payment.state != PaymentState.CONFIRMED,
        "anordna": Payment.state == PaymentState.WAITING,
        "bekrafta": Payment.state == PaymentState.AUTHORISED,
        "utbetalda": and_(Payment.state == PaymentState.CONFIRMED, Payment.paid_on >= today - LATELY),
    }
    return conditions.get(view or "", true())


def _sums(
    session: Session, found: ColumnElement[bool], within: ColumnElement[bool], today: date
) -> tuple[Sum, dict[str, Sum]]:
    """Return the sum of what is asked for and of each view, from one walk through the table."""
    wanted = [within, *(and_(found, _view(view, today)) for view in VIEWS)]
    columns = [column for one in wanted for column in (_count(one), _amount(one))]
    values = session.execute(select(*columns).select_from(Payment).join(Payment.case)).one()
    sums = [Sum(values[place], Money(values[place + 1])) for place in range(0, len(values), 2)]
    return sums[0], dict(zip(VIEWS, sums[1:], strict=True))


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _amount(condition: ColumnElement[bool]) -> ColumnElement[int]:
    # PostgreSQL sums BIGINT as NUMERIC; cast back, both databases answer with whole numbers
    ore = type_coerce(Payment.amount, BigInteger)
    return cast(func.coalesce(func.sum(case((condition, ore), else_=0)), 0), BigInteger)
