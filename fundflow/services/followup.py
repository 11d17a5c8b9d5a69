"""Reports on the schedule, their review, and the closing of a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from fundflow.domain.completeness import is_answered, is_shown
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.events import EventKind
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.programme import ReportForm
from fundflow.domain.reports import ReportKind, ReportState
from fundflow.domain.states import Action, State
from fundflow.domain.workflow import take
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.document import Direction
from fundflow.models.report import IndicatorValue, Report
from fundflow.queries.cases import lock_case
from fundflow.services.decision import Proposal, propose
from fundflow.services.diary import Entered, register_document
from fundflow.services.facts import facts_of, programme_of
from fundflow.services.unit_of_work import UnitOfWork


def get_report(uow: UnitOfWork, report_id: int) -> tuple[Case, Report]:
    """Return a report and its case, locked for the deed; NotFound when it is not the person's to see."""
    case_id = uow.session.scalar(select(Report.case_id).where(Report.id == report_id))
    if case_id is None:
        raise NotFound
    case = lock_case(uow.session, uow.actor, case_id)
    report = (
        uow.session.scalars(
            select(Report)
            .where(Report.id == report_id)
            .options(joinedload(Report.indicators))
            .execution_options(populate_existing=True)
        )
        .unique()
        .one()
    )
    return case, report


def form_of(uow: UnitOfWork, case: Case, report: Report) -> ReportForm:
    """Return the form of a report, as the case's programme has it."""
    programme = programme_of(uow, case)
    return programme.final_report if report.kind is ReportKind.FINAL else programme.progress_report


@dataclass(frozen=True, slots=True)
class Counted:
    """What has been reached of an indicator so far; persons also as women, men and unknown."""

    value: int
    women: int | None = None
    men: int | None = None
    unknown: int | None = None


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What a report says; whole or not, it is kept as it is written."""

    answers: Mapping[str, object]
    version: int
    participants: tuple[int | None, int | None, int | None] = (None, None, None)
    indicators: Mapping[str, Counted] = field(default_factory=dict)


def save_report(uow: UnitOfWork, report_id: int, content: ReportContent) -> Report:
    """Keep what is written in a report that is due or returned. Raises Conflict when a colleague changed it."""
    case, report = get_report(uow, report_id)
    _require_open(uow, case, report)
    if report.row_version != content.version:
        raise Conflict
    report.answers = dict(content.answers)
    report.changed_at = uow.now  # so that the version rises also when only counts were changed
    report.participants_women, report.participants_men, report.participants_unknown = content.participants
    uow.session.execute(delete(IndicatorValue).where(IndicatorValue.report_id == report.id))
    uow.session.expire(report, ["indicators"])
    uow.session.add_all(
        IndicatorValue(
            report_id=report.id, indicator=key, value=one.value, women=one.women, men=one.men, unknown=one.unknown
        )
        for key, one in content.indicators.items()
    )
    uow.session.flush()
    return report


def _require_open(uow: UnitOfWork, case: Case, report: Report) -> None:
    if case.organisation_id not in uow.actor.organisations:
        raise Refused([Finding("may_not_edit", Verdict.STOPS)])
    if report.state not in (ReportState.DUE, ReportState.RETURNED) or case.state is not State.ONGOING:
        raise Refused([Finding("report_not_open", Verdict.STOPS)])


def send_report(uow: UnitOfWork, report_id: int) -> Report:
    """Send a report; sent twice it is sent once. Raises Refused with every question that must be answered."""
    case, report = get_report(uow, report_id)
    if report.state is ReportState.SENT:
        return report
    _require_open(uow, case, report)
    missing = [
        Finding("answer_missing", Verdict.NOT_YET, None, {"what": question.label.sv}, question.key)
        for question in form_of(uow, case, report).questions
        if question.required
        and is_shown(question, report.answers)
        and not is_answered(report.answers.get(question.key))
    ]
    if missing:
        raise Refused(missing)
    report.state, report.sent_at, report.sent_by_id = ReportState.SENT, uow.now, uow.actor.person_id
    matter = "Slutrapport" if report.kind is ReportKind.FINAL else "Lägesrapport"
    register_document(uow, case, Entered(Direction.IN, matter, case.organisation.name, for_applicant=True))
    uow.record(case, EventKind.REPORT_SENT, report=report.id)
    return report


def return_report(uow: UnitOfWork, report_id: int, *, reason: str) -> Report:
    """Ask for changes in a report, with the reason."""
    case, report = get_report(uow, report_id)
    if report.state is not ReportState.SENT:
        raise Refused([Finding("report_not_open", Verdict.STOPS)])
    if not reason.strip():
        raise Refused([Finding("return_reason_missing", Verdict.NOT_YET, field="reason")])
    report.state, report.return_reason = ReportState.RETURNED, reason
    uow.record(case, EventKind.REPORT_RETURNED, report=report.id)
    return report


def approve_report(uow: UnitOfWork, report_id: int) -> Report:
    """Approve a report; an approved final report takes the case into its final settlement."""
    case, report = get_report(uow, report_id)
    if report.state is not ReportState.SENT:
        raise Refused([Finding("report_not_open", Verdict.STOPS)])
    if report.kind is ReportKind.FINAL:
        case.state = take(Action.APPROVE_FINAL_REPORT, facts_of(uow, case), uow.actor).target
    report.state, report.approved_at, report.approved_by_id = ReportState.APPROVED, uow.now, uow.actor.person_id
    report.return_reason = None
    uow.record(case, EventKind.REPORT_APPROVED, report=report.id)
    return report


def propose_closing(uow: UnitOfWork, case_id: int, *, grounds: str) -> Decision:
    """Propose to close a settled case; what is promised and not paid will be released. All reasons at once."""
    case = lock_case(uow.session, uow.actor, case_id)
    facts = facts_of(uow, case)
    refusals = []
    if case.state is not State.FINAL_SETTLEMENT:
        refusals.append(Finding("final_report_not_approved", Verdict.NOT_YET))
    if facts.open_claims:
        refusals.append(Finding("claims_open", Verdict.NOT_YET, None, {"count": facts.open_claims}))
    if facts.open_payments:
        refusals.append(Finding("payments_open", Verdict.NOT_YET, None, {"count": facts.open_payments}))
    if not grounds.strip():
        refusals.append(Finding("grounds_missing", Verdict.NOT_YET, field="grounds"))
    if refusals:
        raise Refused(refusals)
    return propose(uow, case, Proposal(DecisionKind.CLOSING, grounds, case.balance.outstanding))
