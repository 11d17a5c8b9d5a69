"""Bound answers to typed columns and rows, in the transaction of the save."""

from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import delete, select

from fundflow.domain.answers import Unreadable, amount_in, number_in, read_answer, whole_number_in
from fundflow.domain.assessment import GoalEffect
from fundflow.domain.budget import CostRow, with_flat_rates
from fundflow.domain.completeness import is_shown
from fundflow.domain.concepts import ASSESSED, CONCEPTS, OUTSIDE_COUNTY, WHOLE_COUNTY, Concept, Home, Shape
from fundflow.domain.currencies import CurrencyAmount
from fundflow.domain.events import canonical
from fundflow.domain.gender import LeaderGender, Ownership, category
from fundflow.domain.money import Money, total
from fundflow.domain.programme import Programme, Question, QuestionKind
from fundflow.models.application import Answer, CostLine, FinancingLine, GoalContribution, IndicatorTarget
from fundflow.models.case import Case, CaseFact, CaseMunicipality, CasePriority
from fundflow.models.engine import folded
from fundflow.models.organisation import Organisation
from fundflow.models.undertaking import OwnershipRecord
from fundflow.services.offers import Offers, offers_of
from fundflow.services.unit_of_work import UnitOfWork

_ROW_TABLES: Final = (
    CostLine,
    FinancingLine,
    GoalContribution,
    IndicatorTarget,
    CaseMunicipality,
    CasePriority,
    CaseFact,
)
_LONGEST_TITLE: Final = 200


def bind_answers(uow: UnitOfWork, case: Case, programme: Programme) -> None:
    """Write every bound answer of the case to its typed home; what cannot be read leaves its home empty.

    So does an answer to a question that is not asked any more, since its leading question was answered otherwise, or
    that an applicant of this kind is not asked.
    """
    if case.grant_type is None:
        return
    written = {a.question: a.value for a in uow.session.scalars(select(Answer).where(Answer.case_id == case.id))}
    offers, organisation = offers_of(uow, case), uow.session.get_one(Organisation, case.organisation_id)
    asked = list(programme.questions_for(case.grant_type, organisation.kind))
    bound = {
        question.concept: _read(question, written.get(question.key), offers)
        for question in asked
        if question.concept is not None and is_shown(question, written)
    }
    for table in _ROW_TABLES:
        uow.session.execute(delete(table).where(table.case_id == case.id))
    _fill_period(bound)
    if Concept.PRIORITY not in bound:
        taking = offers.strategy.priority_taking(case.programme)
        bound[Concept.PRIORITY] = taking.key if taking else None
    _write_columns(case, bound)
    _write_ownership(uow, case, programme, organisation)
    _write_rows(uow, case, bound, programme)
    _write_municipalities(uow, case, bound.get(Concept.MUNICIPALITIES), organisation)
    _write_category(uow, case, organisation)
    case.own_project = organisation.is_own
    keep_search_text(case, organisation)
    uow.session.flush()


def _fill_period(bound: dict[Concept, Any]) -> None:
    """Give the case its days where the form asks for them otherwise: the day work starts, or the year it is about."""
    year = bound.get(Concept.SUPPORT_YEAR)
    if isinstance(year, int) and MINYEAR <= year <= MAXYEAR:
        bound.setdefault(Concept.PROJECT_STARTS_ON, date(year, 1, 1))
        bound.setdefault(Concept.PROJECT_ENDS_ON, date(year, 12, 31))
    bound.setdefault(Concept.PROJECT_STARTS_ON, bound.get(Concept.WORK_STARTS_ON))


def _read(question: Question, value: object, offers: Offers) -> Any:
    """Return the answer as its concept keeps it; a text that is answered by choosing is what the chosen is called."""
    try:
        read = read_answer(question, value, offers.codes(question))
    except Unreadable:
        return None
    if (
        question.concept is not None
        and question.kind is QuestionKind.CHOICE
        and CONCEPTS[question.concept][0] is Shape.TEXT
    ):
        return next((option.label.sv for option in question.options if option.key == read), None)
    return read


def _write_columns(case: Case, bound: Mapping[Concept, Any]) -> None:
    for concept, (_, home) in CONCEPTS.items():
        if home is Home.COLUMN and concept not in ASSESSED:
            value = bound.get(concept)
            setattr(case, concept.value, _as_column(concept, value))


def _as_column(concept: Concept, value: Any) -> Any:
    if concept is Concept.LEADER_GENDER:
        return LeaderGender(value) if value in set(LeaderGender) else None
    if concept is Concept.TITLE and isinstance(value, str):
        return value[:_LONGEST_TITLE]
    return value or None if isinstance(value, str) else value


def _write_rows(uow: UnitOfWork, case: Case, bound: Mapping[Concept, Any], programme: Programme) -> None:
    add = uow.session.add
    costs = list(_costs(bound.get(Concept.COSTS) or (), programme))
    planned = with_flat_rates(costs, programme.cost_method(bound.get(Concept.COST_METHOD)), programme)
    for place, row in enumerate(planned, start=1):
        add(
            CostLine(
                case_id=case.id,
                place=place,
                kind=row.kind,
                what=row.what,
                year=row.year,
                amount=row.amount,
                in_kind=row.in_kind,
                own_hours=row.own_hours,
                hourly_rate=row.hourly_rate,
                computed=place > len(costs),
            )
        )
    case.total_cost = total(row.amount for row in planned) if planned else bound.get(Concept.NET_DELIVERY_COST)
    for place, financing in enumerate(_whole(bound.get(Concept.FINANCING)), start=1):
        amount = amount_in(financing, "amount")
        if amount:
            add(
                FinancingLine(
                    case_id=case.id,
                    place=place,
                    payer=str(financing.get("payer") or ""),
                    payer_kind=str(financing.get("payer_kind") or "own"),
                    amount=amount,
                    in_kind=financing.get("form") == "in_kind",
                    decided=financing.get("standing") == "decided",
                )
            )
    _write_goals(uow, case, bound)
    for priority in dict.fromkeys(bound.get(Concept.FURTHER_PRIORITIES) or ()):
        if priority != case.priority:
            add(CasePriority(case_id=case.id, priority=priority))
    for concept, (_, home) in CONCEPTS.items():
        if home is Home.FACT and _is_told(concept, bound.get(concept)):
            add(CaseFact(case_id=case.id, concept=concept.value, value=canonical(_plain(bound[concept])).decode()))


def _is_told(concept: Concept, value: Any) -> bool:
    """Say whether something is answered: boxes of which none is ticked tell nothing, and are no refusal either."""
    return bool(value) if CONCEPTS[concept][0] is Shape.CODES else value is not None


def _write_goals(uow: UnitOfWork, case: Case, bound: Mapping[Concept, Any]) -> None:
    goals = {
        row["goal"]: row
        for row in _whole(bound.get(Concept.AGENDA_GOALS))
        if row.get("goal") and row.get("effect") in set(GoalEffect)
    }
    for goal, row in goals.items():
        uow.session.add(
            GoalContribution(
                case_id=case.id, goal=goal, effect=GoalEffect(row["effect"]), how=str(row.get("how") or "")
            )
        )
    targets = {row.get("indicator"): whole_number_in(row, "target") for row in _whole(bound.get(Concept.INDICATORS))}
    for indicator, target in targets.items():
        if indicator and target is not None:
            uow.session.add(IndicatorTarget(case_id=case.id, indicator=indicator, target=target))


def _whole(rows: object) -> Iterable[Mapping[str, str]]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _costs(rows: Iterable[Mapping[str, str]], programme: Programme) -> Iterable[CostRow]:
    for row in rows:
        amount, cost_type = amount_in(row, "amount"), programme.cost_type(str(row.get("kind") or ""))
        if amount and cost_type is not None:
            year = whole_number_in(row, "year")
            what, hours, rate = str(row.get("what") or ""), number_in(row, "own_hours"), amount_in(row, "hourly_rate")
            yield CostRow(cost_type.key, what, year, amount, cost_type.in_kind, own_hours=hours, hourly_rate=rate)


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return value.ore
    if isinstance(value, CurrencyAmount):
        return value.written
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _write_municipalities(uow: UnitOfWork, case: Case, codes: object, organisation: Organisation) -> None:
    codes = [codes] if isinstance(codes, str) else codes
    chosen = list(dict.fromkeys(codes)) if isinstance(codes, list) else []
    uow.session.add_all(CaseMunicipality(case_id=case.id, code=code) for code in chosen)
    case.municipality_code = _main_municipality(chosen, organisation.municipality_code)


def _main_municipality(chosen: list[str], of_applicant: str | None) -> str | None:
    """Return the one that figures count on: the whole county, else the applicant's own if chosen, else the first."""
    if WHOLE_COUNTY in chosen:
        return WHOLE_COUNTY
    codes = [code for code in chosen if code != OUTSIDE_COUNTY]
    if not codes:
        return OUTSIDE_COUNTY if chosen else None
    return of_applicant if of_applicant in codes else codes[0]


def keep_ownership(uow: UnitOfWork, case: Case, programme: Programme, record_id: int | None) -> None:
    """Let a case that is sent in keep what its organisation has told of owners and leader, for good."""
    organisation = uow.session.get_one(Organisation, case.organisation_id)
    case.ownership_record_id = record_id
    _write_ownership(uow, case, programme, organisation)
    _write_category(uow, case, organisation)


def _write_ownership(uow: UnitOfWork, case: Case, programme: Programme, organisation: Organisation) -> None:
    """Write what the organisation had told when the case was sent in, where the form itself does not ask."""
    if case.ownership_record_id is None:
        return
    record = uow.session.get_one(OwnershipRecord, case.ownership_record_id)
    asked = {question.concept for question in programme.questions_for(case.grant_type or "", organisation.kind)}
    if Concept.OWNERS_WOMEN_PERCENT not in asked:
        case.owners_women_percent = record.women_percent
    if Concept.LEADER_GENDER not in asked:
        case.leader_gender = record.leader_gender


def _write_category(uow: UnitOfWork, case: Case, organisation: Organisation) -> None:
    rule = uow.catalogue.gender_rule(uow.today)
    answered = Ownership(organisation.kind, case.owners_women_percent, case.leader_gender)
    case.gender_category, case.gender_rule_version = category(answered, rule), rule.version


def keep_search_text(case: Case, organisation: Organisation) -> None:
    """Keep what search looks in: number, title, applicant and summary, folded."""
    numbers = (case.registry_number, case.external_id, organisation.number, organisation.foreign_id)
    texts = (case.title, organisation.name, organisation.other_names, case.summary)
    case.search_text = folded(" ".join(part for part in (*numbers, *texts) if part))
