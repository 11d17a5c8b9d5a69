"""From tables and programme to what guards and rules may know."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from fundflow.domain.answers import unreadable_in
from fundflow.domain.assessment import Judgement, Judgements, told_by
from fundflow.domain.budget import CostRow, FinancingRow, Plan
from fundflow.domain.calls import CallNow
from fundflow.domain.concepts import Concept
from fundflow.domain.deadlines import last_ordinary_day
from fundflow.domain.decisions import REFUSALS, DecisionKind, DecisionStatus
from fundflow.domain.delegation import DelegationOrder, Matter
from fundflow.domain.facts import CaseFacts, DecisionFacts, FrameFacts
from fundflow.domain.money import ZERO, Money
from fundflow.domain.payments import ClaimState, PaymentState
from fundflow.domain.programme import GrantType, Programme, Question
from fundflow.domain.states import State
from fundflow.models.application import Attachment, CostLine
from fundflow.models.call import FundingCall
from fundflow.models.case import Case
from fundflow.models.decision import Decision, DecisionPreparer
from fundflow.models.organisation import Organisation
from fundflow.models.payment import Claim, Payment
from fundflow.queries import cases
from fundflow.queries.money import frame_facts
from fundflow.services.aid import aid_had
from fundflow.services.counting import counting_of, rulebook_of
from fundflow.services.known import UNDECIDED, concepts_of, place_of
from fundflow.services.offers import offers_of
from fundflow.services.payable import payable_when_decided
from fundflow.services.place_facts import with_place
from fundflow.services.unit_of_work import UnitOfWork


def programme_of(uow: UnitOfWork, case: Case) -> Programme:
    """Return the programme in the version that the case has pinned; a historic case has none (ValueError)."""
    if case.programme_version is None:
        raise ValueError(f"case {case.id} is imported and has no programme version")
    return uow.catalogue.programme(case.programme, case.programme_version)


def grant_type_of(uow: UnitOfWork, case: Case) -> GrantType:
    """Return the kind of support of the case, as the version it has pinned says."""
    return programme_of(uow, case).grant_type(case.grant_type or "")


def questions_of(uow: UnitOfWork, case: Case) -> list[Question]:
    """Return what the applicant of the case is asked, in order."""
    kind = uow.session.get_one(Organisation, case.organisation_id).kind
    return list(programme_of(uow, case).questions_for(case.grant_type or "", kind))


def facts_of(
    uow: UnitOfWork, case: Case, decision: Decision | None = None, *, with_judgements: bool = True
) -> CaseFacts:
    """Return what is known of a case today, with a decision when one is at hand; a handful of statements.

    What an officer has established counts before what the applicant answered; ``with_judgements`` False leaves it out.
    """
    programme = programme_of(uow, case)
    grant_type = programme.grant_type(case.grant_type or "")
    answers = {key: answer.value for key, answer in cases.answers_of(uow.session, case.id).items()}
    order = uow.catalogue.delegation_order(uow.today)
    judgements = _judgements(uow, case) if with_judgements else {}
    rulebook = rulebook_of(uow, case)
    counting = counting_of(uow, case, rulebook)
    offers = offers_of(uow, case, counting)
    told = with_place(uow, case, concepts_of(uow, case, questions_of(uow, case), answers, counting))
    had = aid_had(uow, case, grant_type, told.concepts, counting)
    return CaseFacts(
        state=case.state,
        programme=programme,
        grant_type=grant_type,
        rulebook=rulebook,
        today=uow.today,
        call=_call(uow, case),
        organisation_id=case.organisation_id,
        applicant_kind=uow.session.get_one(Organisation, case.organisation_id).kind,
        strategy=offers.strategy,
        answers=answers,
        concepts=told.concepts | had.known | told_by(programme.criteria_for(grant_type.key), judgements),
        received_on=case.received_on or uow.today,
        decided_by=_decided_by(uow, case, decision),
        place=place_of(uow, case),
        plan=_plan(uow, case),
        unreadable=tuple(
            question.key
            for question in questions_of(uow, case)
            if unreadable_in(question, answers.get(question.key), offers.codes(question))
        ),
        attachments=_attachment_kinds(uow, case),
        judgements=judgements,
        officer_id=case.officer_id,
        withdrawn=case.withdrawn_at is not None,
        signatory_confirmed=case.signatory_confirmed_at is not None,
        completion_due_on=case.completion_due_on,
        aid=had.aid,
        euro_rate=counting.rate,
        to_recipient=told.to_recipient,
        decision=decision_facts(uow, case, decision, order) if decision is not None else None,
        order=order,
        balance=case.balance,
        frame=_frame(uow, case),
        open_claims=_count(
            uow, select(func.count(Claim.id)).where(Claim.case_id == case.id, Claim.state.in_(_OPEN_CLAIMS))
        ),
        open_payments=_count(
            uow,
            select(func.count(Payment.id)).where(Payment.case_id == case.id, Payment.state != PaymentState.CONFIRMED),
        ),
    )


def _decided_by(uow: UnitOfWork, case: Case, decision: Decision | None) -> date | None:
    """Return the day by which a case that nobody decides on now is to have its decision; a late one is due today."""
    waits = case.state is State.DRAFT or case.state in UNDECIDED
    return max(uow.today, last_ordinary_day(case.received_on or uow.today)) if waits and decision is None else None


def told_in_application(uow: UnitOfWork, case: Case) -> dict[Concept, object]:
    """Return what the application alone tells, before the register of places and what an officer has established."""
    answers = {key: answer.value for key, answer in cases.answers_of(uow.session, case.id).items()}
    counting = counting_of(uow, case)
    return concepts_of(uow, case, questions_of(uow, case), answers, counting)


def _judgements(uow: UnitOfWork, case: Case) -> Judgements:
    return {key: Judgement(row.value, row.reason) for key, row in cases.assessments_of(uow.session, case.id).items()}


_OPEN_CLAIMS = (ClaimState.SENT, ClaimState.PROPOSED)


def _count(uow: UnitOfWork, statement: Any) -> int:
    return int(uow.session.scalar(statement) or 0)


def decision_facts(uow: UnitOfWork, case: Case, decision: Decision, order: DelegationOrder) -> DecisionFacts:
    """Return what guards know of a decision, with the item of the order that it falls under."""
    matter = matter_of(case, decision.kind, decision.amount)
    preparers = frozenset(
        uow.session.scalars(select(DecisionPreparer.person_id).where(DecisionPreparer.decision_id == decision.id))
    )
    return DecisionFacts(
        kind=decision.kind,
        amount=decision.amount,
        grounds=decision.grounds,
        matter=matter,
        item=order.item_for(matter),
        preparers=preparers,
        on_meeting=decision.meeting_on is not None,
        payable=payable_when_decided(uow, case, decision),
    )


def matter_of(case: Case, kind: DecisionKind, amount: Money) -> Matter:
    """Return the matter that the delegation order is asked about; refusals go by the amount applied for (D14)."""
    held_against = case.requested_amount or ZERO if kind in REFUSALS else amount
    return Matter(kind.value, case.programme, case.grant_type, held_against, case.withdrawn_at is not None)


def _cost_row(line: CostLine) -> CostRow:
    return CostRow(
        line.kind,
        line.what,
        line.year,
        line.amount,
        line.in_kind,
        own_hours=line.own_hours,
        hourly_rate=line.hourly_rate,
    )


def _plan(uow: UnitOfWork, case: Case) -> Plan:
    costs = cases.costs_of(uow.session, case.id)
    financing = cases.financing_of(uow.session, case.id)
    return Plan(
        tuple(_cost_row(row) for row in costs),
        tuple(FinancingRow(row.payer, row.payer_kind, row.amount, row.in_kind, row.decided) for row in financing),
        case.requested_amount,
    )


def _attachment_kinds(uow: UnitOfWork, case: Case) -> frozenset[str]:
    return frozenset(
        uow.session.scalars(
            select(Attachment.kind)
            .where(Attachment.case_id == case.id, Attachment.replaced_at.is_(None), Attachment.claim_id.is_(None))
            .distinct()
        )
    )


def _call(uow: UnitOfWork, case: Case) -> CallNow | None:
    if case.call_id is None:
        return None
    return CallNow(uow.session.get_one(FundingCall, case.call_id).window, uow.now)


def _frame(uow: UnitOfWork, case: Case) -> FrameFacts | None:
    return frame_facts(uow.session, case.source_of_money, uow.today.year, uow.today) if case.source_of_money else None


def open_decision(uow: UnitOfWork, case: Case) -> Decision | None:
    """Return the proposal about the case itself that waits to be decided."""
    return uow.session.scalars(
        select(Decision).where(
            Decision.case_id == case.id, Decision.claim_id.is_(None), Decision.status == DecisionStatus.PROPOSED
        )
    ).first()
