"""What a receipt or a decision letter says, gathered from case, decision, findings and catalogue; texts only."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fundflow.domain.appropriation import SOURCES
from fundflow.domain.deadlines import last_ordinary_day
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.delegation import BOARD
from fundflow.domain.findings import SourceStatus, Verdict, told_once
from fundflow.domain.identifiers import is_personal_number
from fundflow.domain.money import ZERO, Money, percent_of
from fundflow.domain.payments import RowVerdict
from fundflow.domain.periods import swedish_day
from fundflow.domain.reports import ReportKind
from fundflow.domain.rules.engine import findings_of
from fundflow.labels.amounts import NO_BREAK, kronor_text, long_day
from fundflow.labels.findings import finding_text, sources_text
from fundflow.labels.letters import letter_of
from fundflow.labels.payouts import payout_lines
from fundflow.labels.states import REPORT_KIND
from fundflow.models.application import ApplicationVersion
from fundflow.models.case import Case
from fundflow.models.decision import Condition, Decision, DecisionPreparer
from fundflow.models.organisation import Organisation
from fundflow.models.payment import Claim
from fundflow.models.person import Person
from fundflow.models.report import Report
from fundflow.queries import cases
from fundflow.queries.payable import payable_of
from fundflow.services.facts import facts_of, grant_type_of
from fundflow.services.unit_of_work import UnitOfWork

_CARRYING: Final = {DecisionKind.GRANT: Verdict.FULFILLED, DecisionKind.REJECTION: Verdict.STOPS}


def receipt_facts(uow: UnitOfWork, case: Case, version: ApplicationVersion, number: str) -> dict[str, object]:
    """Return what the receipt says: number, day, what was sent and its check sum."""
    sender = uow.session.get(Person, version.sent_by_id) if version.sent_by_id else None
    return {
        **_head(uow, case, kind="Kvitto", number=number),
        "received": long_day(swedish_day(version.sent_at)),
        "decision_by": long_day(last_ordinary_day(case.received_on or uow.today), weekday=False),
        "applied_for": _amount(case.requested_amount),
        "total_cost": _amount(case.total_cost),
        "sent_by": sender.name if sender else None,
        "sha256": version.sha256,
        "files": [file.file_name for file in cases.attachments_of(uow.session, case.id)],
    }


def _head(uow: UnitOfWork, case: Case, *, kind: str, number: str) -> dict[str, object]:
    organisation = uow.session.get_one(Organisation, case.organisation_id)
    region = uow.region
    contact = " · ".join(part for part in (region.phone, region.email, region.web) if part)
    return {
        "kind": kind,
        "number": number,
        "day": long_day(uow.today, weekday=False),
        "registry_number": case.registry_number or "",
        "case_title": case.title or "",
        "grant_type": grant_type_of(uow, case).label.sv,
        "region": {
            "name": region.name,
            "unit": region.unit,
            "contact": contact,
            "brand": region.brand,
            "mark": region.mark,
        },
        "recipient": {
            "name": organisation.name,
            "number": _shown_number(organisation.number),
            "address": organisation.address,
        },
    }


def _shown_number(number: str | None) -> str | None:
    """Return an organisation's number; a sole trader's is a personal number, which no letter needs (L26)."""
    return None if number is None or is_personal_number(number) else number


def decision_facts(
    uow: UnitOfWork, case: Case, decision: Decision, reports: Sequence[Report] = ()
) -> dict[str, object]:
    """Return what the letter of a decision says: outcome, grounds with provisions, conditions, who decided.

    Source: L7 and L8, FL §§ 31-33.
    """
    decided_on = decision.decided_on
    source = uow.catalogue.code_label(SOURCES, case.source_of_money or "")
    facts: dict[str, object] = {
        **_head(uow, case, kind="Beslut" if decided_on else "Förslag till beslut", number=decision.number),
        "is_decided": decided_on is not None,
        "legal_basis": decision.legal_basis,
        "grounds": decision.grounds,
        "rules": list(_rules(uow, case, decision)),
        "appeal": uow.catalogue.appeal(case.legal_act or "", decision.kind.value).sv,
        "decided": _decided(uow, decision),
        "amount": _amount(decision.amount),
        "applied_for": _amount(case.requested_amount),
        "total_cost": _amount(case.total_cost),
        "granted": _amount(case.granted + case.changed),
        "approved": _amount(case.cost_approved) if case.total_cost else None,
        "paid": _amount(case.paid + case.advanced),
        "share": _share(decision.amount, case.total_cost),
        "period": _period(case.project_starts_on, case.project_ends_on),
        "summary": case.summary,
        "source_of_money": source.sv if source else None,
        "conditions": _conditions(uow, decision),
        "reports": [{"kind": REPORT_KIND[one.kind], "due": long_day(one.due_on)} for one in reports],
        "last_claim": _last_claim(reports),
        "paid_how": paid.sv if (paid := grant_type_of(uow, case).paid) else None,
    }
    if decided_on is not None:
        facts["day"] = long_day(decided_on, weekday=False)
    if decision.claim_id is not None:
        facts["claim"] = _claim(uow, case, decision)
    return facts | {"letter": letter_of(decision.kind, facts)}


def _amount(amount: Money | None) -> str | None:
    return None if amount is None else kronor_text(amount)


def _share(amount: Money, cost: Money | None) -> str | None:
    percent = percent_of(amount, cost or ZERO)
    return None if percent is None else f"{percent:.2f}".rstrip("0").rstrip(".").replace(".", ",") + f"{NO_BREAK}%"


def _period(first: date | None, last: date | None) -> str | None:
    if first is None or last is None:
        return None
    return f"{long_day(first, weekday=False)} – {long_day(last, weekday=False)}"


def _last_claim(reports: Sequence[Report]) -> str | None:
    """Return the last day to ask for payment: the final report's, whose approval the last part waits for."""
    final = [one.due_on for one in reports if one.kind is ReportKind.FINAL]
    return long_day(max(final)) if final else None


def _rules(uow: UnitOfWork, case: Case, decision: Decision) -> Iterator[Mapping[str, str]]:
    """Yield the provisions that carry the decision: those a grant fulfils, those that stop what is rejected."""
    carrying = _CARRYING.get(decision.kind)
    if carrying is None:
        return
    for finding in told_once(findings_of(facts_of(uow, case, decision))):
        if finding.verdict is carrying and finding.sources:
            sources = (dataclasses.replace(one, status=SourceStatus.VERIFIED) for one in finding.sources)
            yield {"text": finding_text(finding), "source": sources_text(sources)}


def _conditions(uow: UnitOfWork, decision: Decision) -> list[dict[str, object]]:
    rows = uow.session.scalars(select(Condition).where(Condition.decision_id == decision.id).order_by(Condition.place))
    return [{"text": one.text, "gates_payment": one.gates_payment} for one in rows]


def _decided(uow: UnitOfWork, decision: Decision) -> dict[str, object]:
    presenter = uow.session.get_one(Person, decision.proposed_by_id)
    decider = uow.session.get(Person, decision.decided_by_id) if decision.decided_by_id else None
    if decider is None or decision.decided_on is None:
        how = "Beslutet är inte fattat än."
    elif decision.meeting_on is not None:
        how = f"{_label(uow, decision, BOARD)} beslutade {long_day(decision.meeting_on)}, {decision.meeting_paragraph}."
    else:
        position = _label(uow, decision, _position(uow, decision)).lower()
        how = f"{decider.name}, {position}, beslutade {long_day(decision.decided_on)}."
        how += f" Rätten att besluta följer av delegationsordningen, punkt {decision.delegation_item}."
    return {"how": how, "presented_by": presenter.name, "took_part": _took_part(uow, decision)}


def _took_part(uow: UnitOfWork, decision: Decision) -> list[str]:
    """Return who else has prepared the decision, in Swedish order."""
    statement = (
        select(Person.name)
        .join(DecisionPreparer, DecisionPreparer.person_id == Person.id)
        .where(DecisionPreparer.decision_id == decision.id, Person.id != decision.proposed_by_id)
        .order_by(Person.name.collate("sv"), Person.id)
    )
    return list(uow.session.scalars(statement))


def _position(uow: UnitOfWork, decision: Decision) -> str:
    items = uow.catalogue.delegation_order(decision.decided_on or uow.today).items
    return next((item.position for item in items if item.number == decision.delegation_item), BOARD)


def _label(uow: UnitOfWork, decision: Decision, position: str) -> str:
    return uow.catalogue.delegation_order(decision.decided_on or uow.today).label_of(position).sv


def _claim(uow: UnitOfWork, case: Case, decision: Decision) -> dict[str, object]:
    claim = uow.session.scalars(
        select(Claim).where(Claim.id == decision.claim_id).options(selectinload(Claim.rows))
    ).one()
    lines = payout_lines(payable_of(uow.session, case, claim), decision.amount)
    return {
        "name": f"Nr {claim.sequence}",
        "period": _period(claim.period_from, claim.period_to) or "",
        "calculation": [{"label": line.label, "amount": line.words} for line in lines],
        "cuts": [
            {"what": row.what, "how": _how_cut(row.verdict, row.approved, row.declared), "reason": row.reason or ""}
            for row in claim.rows
            if row.verdict in (RowVerdict.DEDUCTED, RowVerdict.PARKED)
        ],
    }


def _how_cut(verdict: RowVerdict | None, approved: Money | None, declared: Money) -> str:
    if verdict is RowVerdict.PARKED:
        return f"{kronor_text(declared)} väntar till en senare ansökan"
    return f"{kronor_text(declared - (approved or ZERO))} dras av från {kronor_text(declared)}"
