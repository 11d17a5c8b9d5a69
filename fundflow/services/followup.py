"""Reports on the schedule, their review, and the closing of a case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import flag_modified

from fundflow.domain.answers import Unreadable, read_answer
from fundflow.domain.authors import Author, authors_after
from fundflow.domain.concepts import Concept
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.events import EventKind, digest
from fundflow.domain.findings import Finding, LegalSource, Verdict
from fundflow.domain.programme import IndicatorKind, Question
from fundflow.domain.reports import GIVEN, TO_SEND, ReportKind, ReportState, count_questions
from fundflow.domain.roles import Permission
from fundflow.domain.states import Action, State
from fundflow.domain.workflow import take
from fundflow.labels.states import REPORT_KIND
from fundflow.models.case import Case
from fundflow.models.decision import Decision
from fundflow.models.document import Direction
from fundflow.models.report import IndicatorValue, Report
from fundflow.queries.cases import lock_case
from fundflow.queries.reports import files_of
from fundflow.services.deadlines import follow_reports
from fundflow.services.decision import Proposal, propose
from fundflow.services.diary import Entered, register_document
from fundflow.services.facts import facts_of, programme_of
from fundflow.services.report_checks import form_of, missing_in, participants_in
from fundflow.services.report_told import ToldByClaims, told_by_claims
from fundflow.services.rights import against_acting
from fundflow.services.unit_of_work import UnitOfWork

_REASONS = LegalSource("L8", "2017:900", "32 §")


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


@dataclass(frozen=True, slots=True)
class Counted:
    """What has been reached of an indicator so far; for persons women, men and unknown, whose sum is the value."""

    value: int | None = None
    women: int | None = None
    men: int | None = None
    unknown: int | None = None

    @property
    def reached(self) -> int | None:
        """The value, or the sum of persons; None where nothing is written."""
        persons = [count for count in (self.women, self.men, self.unknown) if count is not None]
        return sum(persons) if persons else self.value


def counted_in(kinds: Iterable[IndicatorKind], answers: Mapping[str, object]) -> dict[str, Counted]:
    """Return what the answers count of each indicator; what is not written or cannot be read is left out."""
    counted = {}
    for kind in kinds:
        numbers = [_number_in(question, answers) for question in count_questions(kind)]
        counted[kind.key] = Counted(None, *numbers) if kind.persons else Counted(numbers[0])
    return {key: one for key, one in counted.items() if one.reached is not None}


def _number_in(question: Question, answers: Mapping[str, object]) -> int | None:
    try:
        value = read_answer(question, answers.get(question.key))
    except Unreadable:
        return None
    return value if isinstance(value, int) else None


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What a report says; whole or not, it is kept as it is written. ``version`` is that of the page when opened."""

    answers: Mapping[str, object]
    version: int
    indicators: Mapping[str, Counted] = field(default_factory=dict)


def save_report(uow: UnitOfWork, report_id: int, content: ReportContent) -> Report:
    """Keep what is written in a report that is due or returned; participants are read from the answers.

    Raises Conflict when a colleague has changed it meanwhile; then nothing is kept.
    """
    case, report = get_report(uow, report_id)
    _require_open(uow, case, report)
    if report.row_version != content.version:
        raise Conflict
    by = Author(uow.actor.person_id, uow.now)
    report.changed_by = authors_after(report.changed_by, report.answers, content.answers, by)
    report.answers = dict(content.answers)
    report.changed_at = uow.now
    flag_modified(report, "changed_at")  # so that the version rises also when only counts were changed
    participants = participants_in(form_of(uow, case, report), report.answers)
    report.participants_women = participants.get(Concept.PARTICIPANTS_WOMEN)
    report.participants_men = participants.get(Concept.PARTICIPANTS_MEN)
    report.participants_unknown = participants.get(Concept.PARTICIPANTS_UNKNOWN)
    uow.session.execute(delete(IndicatorValue).where(IndicatorValue.report_id == report.id))
    uow.session.expire(report, ["indicators"])
    uow.session.add_all(
        IndicatorValue(
            report_id=report.id, indicator=key, value=one.reached, women=one.women, men=one.men, unknown=one.unknown
        )
        for key, one in content.indicators.items()
        if one.reached is not None
    )
    uow.session.flush()
    return report


def _require_open(uow: UnitOfWork, case: Case, report: Report) -> None:
    refusals = []
    if case.organisation_id not in uow.actor.organisations:
        refusals.append(Finding("may_not_edit", Verdict.STOPS))
    if report.state not in TO_SEND or case.state is not State.ONGOING:
        refusals.append(Finding("report_not_open", Verdict.STOPS))
    if refusals:
        raise Refused(refusals)


def send_report(uow: UnitOfWork, report_id: int) -> Report:
    """Send a report; sent twice it is sent once. What was sent is frozen with its SHA-256.

    Raises Refused with every question that must be answered.
    """
    case, report = get_report(uow, report_id)
    if report.state in GIVEN and case.organisation_id in uow.actor.organisations:
        return report
    _require_open(uow, case, report)
    refusals = [finding for finding in missing_in(uow, case, report) if finding.refuses]
    if refusals:
        raise Refused(refusals)
    told = told_by_claims(uow, case, report)
    _take_up(uow, case, report, told)
    report.state, report.sent_at, report.sent_by_id = ReportState.SENT, uow.now, uow.actor.person_id
    entered = Entered(Direction.IN, REPORT_KIND[report.kind], case.organisation.name, for_applicant=True)
    document = register_document(uow, case, entered)
    document.facts = _frozen(uow, report, told)
    follow_reports(uow, case)
    uow.record(case, EventKind.REPORT_SENT, report=report.id, sha256=digest(document.facts))
    return report


def _take_up(uow: UnitOfWork, case: Case, report: Report, told: ToldByClaims) -> None:
    """Let the report say what the claims have told, so that it is whole by itself, in figures as in words."""
    report.answers = {**report.answers, **told.answers(form_of(uow, case, report).questions)}
    kinds = programme_of(uow, case).indicators_for(case.grant_type or "")
    counted = {row.indicator: row for row in report.indicators}
    for key, value in told.counts(kinds).items():
        if key in counted:
            counted[key].value = value
        else:
            report.indicators.append(IndicatorValue(report_id=report.id, indicator=key, value=value))


def _frozen(uow: UnitOfWork, report: Report, told: ToldByClaims) -> dict[str, object]:
    """Return what is kept of a report as it was sent, so that one that is returned and changed loses nothing."""
    return {
        "report": report.id,
        "kind": report.kind.value,
        "answers": report.answers,
        "indicators": {
            row.indicator: [row.value, row.women, row.men, row.unknown]
            for row in sorted(report.indicators, key=lambda row: row.indicator)
        },
        "files": [
            {"name": file.file_name, "size": file.size, "sha256": file.sha256}
            for file in files_of(uow.session, report.id)
        ],
        **({"from_claims": list(told.claims), "claims_reviewed": told.is_reviewed} if told.figures else {}),
    }


def return_report(uow: UnitOfWork, report_id: int, *, reason: str) -> Report:
    """Ask for changes in a report, with the reason. Raises Refused with everything that speaks against it."""
    case, report = get_report(uow, report_id)
    refusals = list(against_acting(uow, case, Permission.REPORT_REVIEW))
    if report.state is not ReportState.SENT or case.state is not State.ONGOING:
        refusals.append(Finding("report_not_waiting", Verdict.STOPS))
    if not reason.strip():
        refusals.append(Finding("report_reason_missing", Verdict.NOT_YET, field="reason"))
    if refusals:
        raise Refused(refusals)
    report.state, report.return_reason = ReportState.RETURNED, reason.strip()
    follow_reports(uow, case)
    uow.record(case, EventKind.REPORT_RETURNED, report=report.id)
    return report


def approve_report(uow: UnitOfWork, report_id: int) -> Report:
    """Approve a report; an approved final report takes the case into its final settlement."""
    case, report = get_report(uow, report_id)
    refusals = list(against_acting(uow, case, Permission.REPORT_REVIEW))
    if report.state is not ReportState.SENT:
        refusals.append(Finding("report_not_waiting", Verdict.STOPS))
    if refusals:
        raise Refused(refusals)
    if report.kind is ReportKind.FINAL:
        case.state = take(Action.APPROVE_FINAL_REPORT, facts_of(uow, case), uow.actor).target
    report.state, report.approved_at, report.approved_by_id = ReportState.APPROVED, uow.now, uow.actor.person_id
    report.return_reason = None
    follow_reports(uow, case)
    uow.record(case, EventKind.REPORT_APPROVED, report=report.id)
    return report


def before_closing(uow: UnitOfWork, case: Case) -> list[Finding]:
    """Return what must be done before a case is closed; nothing when it can be."""
    facts = facts_of(uow, case)
    left = [
        ("final_report_not_approved", case.state is not State.FINAL_SETTLEMENT, {}),
        ("claims_open", bool(facts.open_claims), {"count": facts.open_claims}),
        ("payments_open", bool(facts.open_payments), {"count": facts.open_payments}),
    ]
    return [Finding(code, Verdict.NOT_YET, None, figures) for code, is_left, figures in left if is_left]


def propose_closing(uow: UnitOfWork, case_id: int, *, grounds: str) -> Decision:
    """Propose to close a settled case; what is promised and not paid will be released. All reasons at once."""
    case = lock_case(uow.session, uow.actor, case_id)
    refusals = [*against_acting(uow, case, Permission.CASE_PREPARE), *before_closing(uow, case)]
    if not grounds.strip():
        refusals.append(Finding("grounds_missing", Verdict.NOT_YET, _REASONS, field="grounds"))
    if refusals:
        raise Refused(refusals)
    return propose(uow, case, Proposal(DecisionKind.CLOSING, grounds, case.balance.outstanding))
