"""What a receipt or a decision letter says, gathered from case, decision, findings and catalogue; texts only."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fundflow.catalogue.known import ACTS
from fundflow.domain.appropriation import SOURCES
from fundflow.domain.deadlines import last_ordinary_day
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.delegation import BOARD
from fundflow.domain.findings import Finding, SourceStatus, Verdict, told_once
from fundflow.domain.identifiers import is_personal_number
from fundflow.domain.money import ZERO, Money, percent_of
from fundflow.domain.payments import RowVerdict
from fundflow.domain.periods import swedish_day
from fundflow.domain.reports import ReportKind
from fundflow.domain.rules.engine import findings_of
from fundflow.domain.texts import Text
from fundflow.i18n import msgid
from fundflow.labels.amounts import NO_BREAK, decimal_mark
from fundflow.labels.findings import finding_text, plain_source_parts
from fundflow.labels.letters import letter_of
from fundflow.labels.payouts import correction_text, cut_text, line_text, payout_lines
from fundflow.labels.provisions import kind_of_act
from fundflow.labels.receipts import receipt_words
from fundflow.labels.speech import IN_SWEDISH, Speech, speech_in
from fundflow.labels.states import REPORT_KIND
from fundflow.models.application import ApplicationVersion
from fundflow.models.case import Case
from fundflow.models.decision import Condition, Decision, DecisionPreparer
from fundflow.models.organisation import Organisation
from fundflow.models.payment import Claim
from fundflow.models.person import Person
from fundflow.models.report import Report
from fundflow.queries import cases
from fundflow.queries.decisions import came_of_withdrawal
from fundflow.services.facts import facts_of, grant_type_of, programme_of
from fundflow.services.payable import figures_of, payable_in
from fundflow.services.unit_of_work import UnitOfWork

_CARRYING: Final = {DecisionKind.GRANT: Verdict.FULFILLED, DecisionKind.REJECTION: Verdict.STOPS}


def receipt_facts(uow: UnitOfWork, case: Case, version: ApplicationVersion, number: str) -> dict[str, object]:
    """Return what the receipt says, in the language of who sent: number, day, what was sent and its check sum."""
    sender = uow.session.get(Person, version.sent_by_id) if version.sent_by_id else None
    speech = speech_in(sender.language) if sender else IN_SWEDISH
    facts: dict[str, object] = {
        **_head(uow, case, speech, kind=speech.say(msgid("Kvitto"))),
        "number": number,
        "received": speech.day(swedish_day(version.sent_at)),
        "decision_by": speech.day(last_ordinary_day(case.received_on or uow.today), weekday=False),
        "applied_for": _amount(case.requested_amount, speech),
        "total_cost": _amount(case.total_cost, speech),
        "sent_by": sender.name if sender else None,
        "sha256": version.sha256,
        "files": [file.file_name for file in cases.attachments_of(uow.session, case.id)],
    }
    return facts | {"words": receipt_words(facts, speech)}


def _head(uow: UnitOfWork, case: Case, speech: Speech, *, kind: str) -> dict[str, object]:
    organisation = uow.session.get_one(Organisation, case.organisation_id)
    region = uow.region
    contact = " · ".join(part for part in (region.phone, region.email, region.web) if part)
    return {
        "language": speech.language,
        "kind": kind,
        "day": speech.day(uow.today, weekday=False),
        "page": speech.say(msgid("Sida {page} av {all}")),
        "registry_number": case.registry_number or "",
        "case_title": case.title or "",
        "grant_type": speech.read(grant_type_of(uow, case).label),
        "region": {
            "name": region.name,
            "unit": speech.read(Text(region.unit, region.unit_en or None)),
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
    uow: UnitOfWork, case: Case, decision: Decision, reports: Sequence[Report] = (), speech: Speech = IN_SWEDISH
) -> dict[str, object]:
    """Return what the letter of a decision says: outcome, grounds with provisions, conditions, who decided.

    The letter that is sent is Swedish; in another language it is a translation to help the reader. Source: L7 and L8,
    FL §§ 31-33; språklagen (2009:600) 10 §.
    """
    decided_on = decision.decided_on
    grant_type = grant_type_of(uow, case)
    source = uow.catalogue.code_label(SOURCES, case.source_of_money or "")
    facts: dict[str, object] = {
        **_head(uow, case, speech, kind=speech.say(msgid("Beslut") if decided_on else msgid("Förslag till beslut"))),
        "number": decision.number,
        "is_decided": decided_on is not None,
        "legal_basis": _in_words_of(grant_type.legal_basis, decision.legal_basis, speech),
        "grounds": decision.grounds,
        "rules": list(_rules(uow, case, decision, speech)),
        "appeal": speech.read(uow.catalogue.appeal(case.legal_act or "", decision.kind.value)),
        "decided": _decided(uow, case, decision, speech),
        "amount": _amount(decision.amount, speech),
        "applied_for": _amount(case.requested_amount, speech),
        "total_cost": _amount(case.total_cost, speech),
        "granted": _amount(case.granted + case.changed, speech),
        "approved": _amount(case.cost_approved, speech) if case.total_cost else None,
        "paid": _amount(case.paid + case.advanced, speech),
        "share": _share(decision.amount, case.total_cost, speech),
        "period": _period(case.project_starts_on, case.project_ends_on, speech),
        "summary": case.summary,
        "source_of_money": speech.read(source) if source else None,
        "conditions": _conditions(uow, case, decision, speech),
        "reports": [{"kind": speech.say(REPORT_KIND[one.kind]), "due": speech.day(one.due_on)} for one in reports],
        "last_claim": _last_claim(reports, speech),
        "paid_how": speech.read(grant_type.paid) if grant_type.paid else None,
    }
    if decided_on is not None:
        facts["day"] = speech.day(decided_on, weekday=False)
    if decision.claim_id is not None:
        facts["claim"] = _claim(uow, case, decision, speech)
    return facts | {"letter": letter_of(decision.kind, facts, speech)}


def _in_words_of(text: Text, written: str, speech: Speech) -> str:
    """Return what is written in the words that the catalogue has for it; what it has no words for stays as written."""
    return speech.read(text) if written == text.sv else written


def _amount(amount: Money | None, speech: Speech) -> str | None:
    return None if amount is None else speech.amount(amount)


def _share(amount: Money, cost: Money | None, speech: Speech) -> str | None:
    percent = percent_of(amount, cost or ZERO)
    if percent is None:
        return None
    return f"{percent:.2f}".rstrip("0").rstrip(".").replace(".", decimal_mark(speech.language)) + f"{NO_BREAK}%"


def _period(first: date | None, last: date | None, speech: Speech) -> str | None:
    if first is None or last is None:
        return None
    return f"{speech.day(first, weekday=False)} – {speech.day(last, weekday=False)}"


def _last_claim(reports: Sequence[Report], speech: Speech) -> str | None:
    """Return the last day to ask for payment: the final report's, whose approval the last part waits for."""
    final = [one.due_on for one in reports if one.kind is ReportKind.FINAL]
    return speech.day(max(final)) if final else None


def _rules(uow: UnitOfWork, case: Case, decision: Decision, speech: Speech) -> Iterator[Mapping[str, str]]:
    """Yield the provisions that carry the decision: those a grant fulfils, those that stop what is rejected."""
    carrying = _CARRYING.get(decision.kind)
    if carrying is None:
        return
    for finding in told_once(findings_of(facts_of(uow, case, decision))):
        if finding.verdict is carrying and finding.sources:
            text = finding_text(finding, speech.translate, speech.language)
            yield {"text": text, "source": _sources(uow, finding, speech)}


def _sources(uow: UnitOfWork, finding: Finding, speech: Speech) -> str:
    """Return the act and provision of a finding, without our own rule's id, and with no doubt: it is decided on."""
    acts = {one.key: one.label.sv for one in uow.catalogue.codes(ACTS).codes}
    said = (
        plain_source_parts(
            dataclasses.replace(one, status=SourceStatus.VERIFIED),
            kind_of_act(one.act, acts, speech.translate),
            speech.translate,
            speech.language,
        )
        for one in finding.sources
    )
    return " ".join(dict.fromkeys(where for where, _doubt in said))


def _conditions(uow: UnitOfWork, case: Case, decision: Decision, speech: Speech) -> list[dict[str, object]]:
    """Return the conditions in order; in another language those of the programme are translated, others quoted."""
    rows = uow.session.scalars(select(Condition).where(Condition.decision_id == decision.id).order_by(Condition.place))
    if speech is IN_SWEDISH:
        return [{"text": one.text, "gates_payment": one.gates_payment} for one in rows]
    known = {one.text.sv: speech.read(one.text) for one in programme_of(uow, case).conditions}
    return [
        {
            "text": known.get(one.text, ""),
            "quoted": "" if one.text in known else one.text,
            "gates_payment": one.gates_payment,
        }
        for one in rows
    ]


def _decided(uow: UnitOfWork, case: Case, decision: Decision, speech: Speech) -> dict[str, object]:
    presenter = _presenter(uow, case, decision)
    decider = uow.session.get(Person, decision.decided_by_id) if decision.decided_by_id else None
    if decider is None or decision.decided_on is None:
        how = speech.say(msgid("Beslutet är inte fattat än."))
    elif decision.meeting_on is not None:
        how = speech.say(
            msgid("%(board)s beslutade %(day)s, %(paragraph)s."),
            board=speech.read(_label(uow, decision, BOARD)),
            day=speech.day(decision.meeting_on),
            paragraph=decision.meeting_paragraph,
        )
    else:
        how = speech.say(
            msgid(
                "%(name)s, %(position)s, beslutade %(day)s. Rätten att besluta följer av delegationsordningen, punkt "
                "%(item)s."
            ),
            name=decider.name,
            position=speech.read(_label(uow, decision, _position(uow, decision))).lower(),
            day=speech.day(decision.decided_on),
            item=decision.delegation_item,
        )
    return {"how": how, "presented_by": presenter.name if presenter else None, "took_part": _took_part(uow, decision)}


def _presenter(uow: UnitOfWork, case: Case, decision: Decision) -> Person | None:
    """Return who presented the decision; the officer, or nobody, where it follows the applicant's withdrawal (D4)."""
    if not came_of_withdrawal(decision, case):
        return uow.session.get_one(Person, decision.proposed_by_id)
    decides_alone = case.officer_id == decision.decided_by_id
    return uow.session.get(Person, case.officer_id) if case.officer_id and not decides_alone else None


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


def _label(uow: UnitOfWork, decision: Decision, position: str) -> Text:
    return uow.catalogue.delegation_order(decision.decided_on or uow.today).label_of(position)


def _claim(uow: UnitOfWork, case: Case, decision: Decision, speech: Speech) -> dict[str, object]:
    claim = uow.session.scalars(
        select(Claim).where(Claim.id == decision.claim_id).options(selectinload(Claim.rows))
    ).one()
    payable = payable_in(uow, case, claim)
    spoken = (speech.translate, speech.language)
    return {
        "name": speech.say(msgid("Nr %(number)s"), number=claim.sequence),
        "period": _period(claim.period_from, claim.period_to, speech) or "",
        "calculation": [
            {"label": line_text(line, *spoken), "amount": speech.amount(line.amount), "is_total": line.is_total}
            for line in payout_lines(payable, decision.amount)
        ],
        "act": [
            {"text": finding_text(one, *spoken), "source": _sources(uow, one, speech)}
            for one in (payable.delivery.told() if payable.delivery is not None else ())
        ],
        "cuts": [
            {
                "what": row.what,
                "how": cut_text(row.declared, row.approved, *spoken),
                "reason": row.reason or "",
            }
            for row in claim.rows
            if row.verdict in (RowVerdict.DEDUCTED, RowVerdict.PARKED)
        ],
        "corrections": [
            {"text": correction_text(figure, *spoken), "reason": figure.reason}
            for figure in figures_of(claim).values()
            if figure.is_corrected
        ],
    }
