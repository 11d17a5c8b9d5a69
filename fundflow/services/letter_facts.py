"""What a receipt or a decision letter says, gathered from case, decision, findings and catalogue; texts only."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fundflow.domain.decisions import DecisionKind
from fundflow.domain.delegation import BOARD
from fundflow.domain.findings import Verdict
from fundflow.domain.money import ZERO, Money, percent_of
from fundflow.domain.payments import RowVerdict
from fundflow.domain.periods import swedish_day
from fundflow.domain.rules.engine import findings_of
from fundflow.labels.amounts import kronor_text, long_day
from fundflow.labels.findings import finding_text, source_text
from fundflow.labels.states import REPORT_KIND, SOURCE_OF_MONEY
from fundflow.models.application import ApplicationVersion
from fundflow.models.case import Case
from fundflow.models.decision import Condition, Decision
from fundflow.models.organisation import Organisation
from fundflow.models.payment import Claim
from fundflow.models.person import Person
from fundflow.models.report import Report
from fundflow.queries import cases
from fundflow.services.facts import facts_of, programme_of
from fundflow.services.unit_of_work import UnitOfWork

_CITED = (Verdict.FULFILLED, Verdict.STOPS)


def receipt_facts(uow: UnitOfWork, case: Case, version: ApplicationVersion, number: str) -> dict[str, object]:
    """Return what the receipt says: number, day, what was sent and its check sum."""
    sender = uow.session.get(Person, version.sent_by_id) if version.sent_by_id else None
    return {
        **_head(uow, case, kind="Kvitto", number=number),
        "received": long_day(swedish_day(version.sent_at)),
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
        "grant_type": programme_of(uow, case).grant_type(case.grant_type or "").label.sv,
        "region": {"name": region.name, "unit": region.unit, "contact": contact},
        "recipient": {"name": organisation.name, "number": organisation.number, "address": organisation.address},
    }


def decision_facts(
    uow: UnitOfWork, case: Case, decision: Decision, reports: Sequence[Report] = ()
) -> dict[str, object]:
    """Return what the letter of a decision says (L7, L8): outcome, grounds with provisions, conditions, who decided."""
    facts: dict[str, object] = {
        **_head(uow, case, kind="Beslut", number=decision.number),
        "legal_basis": decision.legal_basis,
        "grounds": decision.grounds,
        "rules": list(_rules(uow, case, decision)),
        "appeal": uow.catalogue.appeal(case.legal_act or "", decision.kind.value).sv,
        "decided": _decided(uow, decision),
        "amount": _amount(decision.amount),
        "applied_for": _amount(case.requested_amount),
        "total_cost": _amount(case.total_cost),
        "granted": _amount(case.granted + case.changed),
        "approved": _amount(case.cost_approved),
        "paid": _amount(case.paid + case.advanced),
        "share": _share(decision.amount, case.total_cost),
        "period": _period(case),
        "summary": case.summary,
        "source_of_money": SOURCE_OF_MONEY.get(case.source_of_money or "", case.source_of_money),
        "conditions": _conditions(uow, decision),
        "reports": [{"kind": REPORT_KIND[one.kind], "due": long_day(one.due_on)} for one in reports],
    }
    return facts | ({"claim": _claim(uow, case, decision)} if decision.claim_id is not None else {})


def _amount(amount: Money | None) -> str | None:
    return None if amount is None else kronor_text(amount)


def _share(amount: Money, cost: Money | None) -> str | None:
    percent = percent_of(amount, cost or ZERO)
    return None if percent is None else f"{percent:.2f}".replace(".", ",") + "\u00a0%"


def _period(case: Case) -> str | None:
    if case.project_starts_on is None or case.project_ends_on is None:
        return None
    first, last = (long_day(day, weekday=False) for day in (case.project_starts_on, case.project_ends_on))
    return f"{first} – {last}"


def _rules(uow: UnitOfWork, case: Case, decision: Decision) -> Iterator[Mapping[str, str]]:
    if decision.kind not in (DecisionKind.GRANT, DecisionKind.REJECTION):
        return
    for finding in findings_of(facts_of(uow, case, decision)):
        if finding.verdict in _CITED and finding.source is not None:
            yield {"text": finding_text(finding), "source": source_text(finding.source)}


def _conditions(uow: UnitOfWork, decision: Decision) -> list[dict[str, object]]:
    rows = uow.session.scalars(select(Condition).where(Condition.decision_id == decision.id).order_by(Condition.place))
    return [{"text": one.text, "gates_payment": one.gates_payment} for one in rows]


def _decided(uow: UnitOfWork, decision: Decision) -> dict[str, str]:
    presenter = uow.session.get_one(Person, decision.proposed_by_id)
    decider = uow.session.get(Person, decision.decided_by_id) if decision.decided_by_id else None
    if decision.meeting_on is not None:
        how = f"Nämnden beslutade {long_day(decision.meeting_on)}, {decision.meeting_paragraph}."
    elif decider is not None and decision.decided_on is not None:
        position = _position(uow, decision)
        how = f"{decider.name}, {position}, beslutade {long_day(decision.decided_on)}."
    else:
        how = "Beslutet är inte fattat än."
    if decision.delegation_item and decision.meeting_on is None:
        how += f" Rätten att besluta följer av delegationsordningen, punkt {decision.delegation_item}."
    return {"how": how, "presented_by": presenter.name}


def _position(uow: UnitOfWork, decision: Decision) -> str:
    order = uow.catalogue.delegation_order(decision.decided_on or uow.today)
    position = next((item.position for item in order.items if item.number == decision.delegation_item), BOARD)
    return order.label_of(position).sv.lower()


def _claim(uow: UnitOfWork, case: Case, decision: Decision) -> dict[str, object]:
    claim = uow.session.scalars(
        select(Claim).where(Claim.id == decision.claim_id).options(selectinload(Claim.rows))
    ).one()
    period = ""
    if claim.period_from is not None and claim.period_to is not None:
        first, last = (long_day(day, weekday=False) for day in (claim.period_from, claim.period_to))
        period = f"{first} – {last}"
    declared = Money(sum(row.declared.ore for row in claim.rows))
    lines = (
        ("Redovisade kostnader", declared),
        ("Godkända kostnader den här gången", decision.approved_costs),
        ("Godkända kostnader hittills", case.cost_approved),
        ("Bidragets andel av dem", case.entitled),
        ("Utbetalt tidigare", case.paid + case.settled),
        ("Betalas ut nu", decision.amount),
    )
    return {
        "name": f"Nr {claim.sequence}",
        "period": period,
        "calculation": [{"label": label, "amount": kronor_text(amount)} for label, amount in lines],
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
