"""A report of the applicant's own case, gathered once for a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from fundflow.domain.errors import NotFound
from fundflow.domain.findings import Finding
from fundflow.domain.programme import IndicatorKind, Question, ReportForm
from fundflow.domain.reports import TO_SEND, count_questions
from fundflow.domain.states import State
from fundflow.queries.cases import get_case
from fundflow.queries.reports import earlier_report, files_of, report_of
from fundflow.services.offers import Offers, offers_of
from fundflow.services.report_checks import Outcome, form_of, missing_in, outcomes_of
from fundflow.services.report_told import ToldByClaims, told_by_claims
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.access import looking
from fundflow.web.autosave import stored_answers
from fundflow.web.case.told import Teller, Told
from fundflow.web.filters import number, tr
from fundflow.web.followup.looks import kind_name
from fundflow.web.followup.reading import participants_before, teller_of_case, told_by_words
from fundflow.web.forms.questions import PREFIX
from fundflow.web.forms.sheet import Stored

if TYPE_CHECKING:
    from fundflow.models.application import Attachment
    from fundflow.models.case import Case
    from fundflow.models.report import Report


def own_case(case_id: int) -> "tuple[UnitOfWork, Case]":
    """Return a case whose applicant this request's person acts for; NotFound otherwise, also for staff."""
    uow = looking()
    case = get_case(uow.session, uow.actor, case_id)
    if case.organisation_id not in uow.actor.organisations or case.programme_version is None:
        raise NotFound
    return uow, case


@dataclass(frozen=True)
class OwnReport:
    """A report as its applicant's pages look at it."""

    uow: UnitOfWork
    case: "Case"
    report: "Report"

    @property
    def name(self) -> str:
        """What the report is called."""
        return kind_name(self.report)

    @property
    def title(self) -> str:
        """What the case is called."""
        return self.case.title or self.case.registry_number or ""

    @property
    def is_open(self) -> bool:
        """Whether it may be written and sent now."""
        return self.report.state in TO_SEND and self.case.state is State.ONGOING

    @cached_property
    def form(self) -> ReportForm:
        """What the report asks."""
        return form_of(self.uow, self.case, self.report)

    @cached_property
    def claimed(self) -> ToldByClaims:
        """What claims have told of what the report asks."""
        return told_by_claims(self.uow, self.case, self.report)

    @cached_property
    def asked(self) -> ReportForm:
        """What the report asks, but for what claims have told."""
        return self.claimed.asked_in(self.form)

    @property
    def answers(self) -> dict[str, object]:
        """What is written, and what claims have told."""
        return {**self.report.answers, **self.claimed.answers(self.form.questions)}

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """The indicators, those that are promised first; with what claims have counted."""
        found = outcomes_of(self.uow, self.case, self.report)
        counted = self.claimed.counts(one.kind for one in found)
        return [replace(one, value=counted.get(one.kind.key, one.value)) for one in found]

    @property
    def outcomes_asked(self) -> list[Outcome]:
        """The indicators that are asked for: those that claims have not counted."""
        return [one for one in self.outcomes if not self.claimed.tells(one.kind)]

    @cached_property
    def kinds(self) -> list[IndicatorKind]:
        """What is asked to be counted, in the order of the page."""
        return [one.kind for one in self.outcomes_asked]

    @property
    def told_by(self) -> str:
        """Which claims have told it, in words."""
        return told_by_words(self.claimed.claims, is_reviewed=self.claimed.is_reviewed)

    @cached_property
    def already_told(self) -> list[Told]:
        """What claims have told, in words, each thing once."""
        questions = [one for one in self.form.questions if self.claimed.tells(one)]
        seen = {one.told_by_claim for one in questions}
        counts = [one for one in self.outcomes if self.claimed.tells(one.kind) and one.kind.told_by_claim not in seen]
        words = [Told(f"count-{one.kind.key}", tr(one.kind.label), str(number(one.value))) for one in counts]
        return [*self.teller.told(questions, self.answers), *words]

    @cached_property
    def questions(self) -> list[Question]:
        """The questions of the form, and one for each count."""
        return [*self.asked.questions, *(question for kind in self.kinds for question in count_questions(kind))]

    @property
    def stored(self) -> dict[str, Stored]:
        """What is written, with the version of the report and who wrote it."""
        return stored_in(self.uow.session, self.report, self.kinds)

    @cached_property
    def offers(self) -> Offers:
        """What questions offer to choose among."""
        return offers_of(self.uow, self.case)

    @cached_property
    def teller(self) -> Teller:
        """Who says answers in words."""
        return teller_of_case(self.uow, self.case)

    @cached_property
    def earlier(self) -> "Report | None":
        """The report that was given before this one."""
        return earlier_report(self.uow.session, self.report)

    @property
    def participants_before(self) -> int | None:
        """How many participants the report before counted."""
        return participants_before(self.earlier)

    @cached_property
    def files(self) -> "Sequence[Attachment]":
        """The files in force."""
        return files_of(self.uow.session, self.report.id)

    @cached_property
    def findings(self) -> list[Finding]:
        """What keeps the report from being sent, and what deserves a second look."""
        return missing_in(self.uow, self.case, self.report)


def own_report(case_id: int, report_id: int) -> OwnReport:
    """Return a report of a case whose applicant this request's person acts for; NotFound otherwise."""
    uow, case = own_case(case_id)
    return OwnReport(uow, case, report_of(uow.session, uow.actor, case_id, report_id))


def stored_in(session: Session, report: "Report", kinds: Sequence[IndicatorKind]) -> dict[str, Stored]:
    """Return what is written in a report and by whom, counts as typed; where only the number is kept, that."""
    written: Mapping[str, object] = {**_counts_of(report, kinds), **report.answers}
    return stored_answers(session, written, report.changed_by, report.row_version)


def _counts_of(report: "Report", kinds: Sequence[IndicatorKind]) -> dict[str, str]:
    rows = {row.indicator: row for row in report.indicators}
    counts: dict[str, str] = {}
    for kind in kinds:
        row = rows.get(kind.key)
        if row is None:
            continue
        numbers = (row.women, row.men, row.unknown) if kind.persons else (row.value,)
        pairs = zip(count_questions(kind), numbers, strict=True)
        counts |= {question.key: str(number) for question, number in pairs if number is not None}
    return counts


def anchor_of(finding: Finding) -> str:
    """Return the place on the page of the report where a finding is mended."""
    return f"#{PREFIX}{finding.field}"


def anchors_of(findings: Sequence[Finding], address: str) -> dict[str, str]:
    """Return where each finding is mended, by its field."""
    return {one.field: address + anchor_of(one) for one in findings if one.field}
