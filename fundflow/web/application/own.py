"""The applicant's own cases, gathered once for a page: of an organisation one acts for, and never an imported one."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from flask import current_app

from fundflow.catalogue import Catalogue
from fundflow.domain.calls import Standing
from fundflow.domain.completeness import is_shown
from fundflow.domain.concepts import Concept
from fundflow.domain.errors import NotFound
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, Verdict, told_once
from fundflow.domain.fit import LAW_ASKS_MORE, UNLESS_REASONS
from fundflow.domain.programme import AttachmentKind, Page, Question
from fundflow.domain.rules.engine import findings_of, highest_grant
from fundflow.domain.states import State
from fundflow.queries.cases import answers_of, get_case, open_completion
from fundflow.services.facts import facts_of
from fundflow.services.offers import Offers, offers_of
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.access import looking
from fundflow.web.case.told import Teller
from fundflow.web.filters import tr
from fundflow.web.forms.sheet import Stored
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.application import Answer, Completion
    from fundflow.models.case import Case
    from fundflow.queries.applicants import Earlier


@dataclass(frozen=True)
class Own:
    """A case as its applicant's pages look at it; what officers have judged of it is left out."""

    uow: UnitOfWork
    case: "Case"

    @cached_property
    def facts(self) -> CaseFacts:
        """What rules know of the case."""
        return facts_of(self.uow, self.case, with_judgements=False)

    @cached_property
    def offers(self) -> Offers:
        """What the case's questions offer to choose among."""
        return offers_of(self.uow, self.case)

    @cached_property
    def teller(self) -> Teller:
        """Who says answers in words."""
        return Teller(self.uow.catalogue, self.facts, self.offers.strategy)

    @cached_property
    def pages(self) -> list[Page]:
        """The pages of the form."""
        return self.facts.pages

    @cached_property
    def kinds(self) -> list[AttachmentKind]:
        """The kinds of file that are asked for after the answers so far or lie there, the required ones first."""
        every = self.facts.programme.attachments_for(self.facts.grant_type.key)
        asked = [one for one in every if is_shown(one, self.facts.answers) or self._is_held(one)]
        return sorted(asked, key=lambda kind: not kind.required)

    @cached_property
    def kind_labels(self) -> dict[str, str]:
        """What each kind of file is called, by its key."""
        return {one.key: tr(one.label) for one in self.facts.programme.attachments}

    def _is_held(self, kind: AttachmentKind) -> bool:
        return kind.key in self.facts.attachments or kind.key in self.reasons

    @cached_property
    def rows(self) -> "dict[str, Answer]":
        """The answers as they are kept, by question key."""
        return answers_of(self.uow.session, self.case.id)

    @property
    def stored(self) -> dict[str, Stored]:
        """The answers with their versions, as a sheet wants them."""
        return {key: Stored(row.value, row.version) for key, row in self.rows.items()}

    @cached_property
    def completion(self) -> "Completion | None":
        """The request that is open, if the applicant is asked to complete."""
        if self.case.state is not State.COMPLETION_REQUESTED:
            return None
        return open_completion(self.uow.session, self.case.id)

    @property
    def reasons(self) -> dict[str, str]:
        """Why each opened question and kind of file is to be completed."""
        items = self.completion.items if self.completion else []
        return {item.question or item.attachment_kind or "": item.reason for item in items}

    @property
    def open_questions(self) -> list[Question]:
        """The questions that may be written now: all of a draft, or what a completion asks for, none of it optional."""
        every = [question for page in self.pages for question in page.questions]
        if self.case.state is State.DRAFT:
            return every
        return [replace(question, required=True) for question in every if question.key in self.reasons]

    @property
    def open_kinds(self) -> list[AttachmentKind]:
        """The kinds of file that may be changed now."""
        if self.case.state is State.DRAFT:
            return self.kinds
        return [kind for kind in self.kinds if kind.key in self.reasons]

    @property
    def may_sign(self) -> bool:
        """Whether the person may send in for the applicant."""
        return self.case.organisation_id in self.uow.actor.may_sign_for

    @property
    def call_is_closed(self) -> bool:
        """Whether the case's call has closed; never for a support that is always open."""
        call = self.facts.call
        return call is not None and call.window.standing(call.moment) is Standing.CLOSED

    @property
    def title(self) -> str:
        """What the case is called, also before it has a title."""
        return title_of(self.case)

    @cached_property
    def rule_findings(self) -> list[Finding]:
        """What every rule says, to the applicant, who is not to mend what the office judges or finds out."""
        offices = {criterion.concept.value for criterion in self.facts.criteria if criterion.concept is not None}
        found = findings_of(self.facts)
        return [*told_once(as_told_to_applicant(one, offices) for one in found), *self._lowest_ceiling(found)]

    def _lowest_ceiling(self, found: Sequence[Finding]) -> Iterator[Finding]:
        """Yield which of several ceilings decides, at the amount that is applied for."""
        ceilings = {one.figures["highest"] for one in found if "highest" in one.figures}
        question = self.facts.programme.question_of(Concept.REQUESTED_AMOUNT, self.facts.grant_type.key)
        lowest = highest_grant(found)
        if lowest and len(ceilings) > 1 and question is not None:
            yield Finding("lowest_ceiling", Verdict.INFORMS, None, {"most": lowest}, question.key)

    def page(self, key: str) -> Page:
        """Return the page of that key; NotFound when the form has none."""
        page = next((page for page in self.pages if page.key == key), None)
        if page is None:
            raise NotFound
        return page


def title_of(case: "Case | Earlier") -> str:
    """Return what a case is called to its applicant; one without a title by the support that it is about."""
    return case.title or _("Ansökan om %(what)s", what=support_of(case).lower())


def support_of(case: "Case | Earlier") -> str:
    """Return what the support is called that a case is about."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    return tr(catalogue.grant_type_label(case.programme, case.grant_type or ""))


def own(case_id: int) -> Own:
    """Return a case whose applicant this request's person acts for; NotFound otherwise, also for staff."""
    uow = looking()
    case = get_case(uow.session, uow.actor, case_id)
    if case.organisation_id not in uow.actor.organisations or case.programme_version is None:
        raise NotFound
    return Own(uow, case)


def own_draft(case_id: int) -> Own:
    """Return a draft of the person's; NotFound when it is none."""
    found = own(case_id)
    if found.case.state is not State.DRAFT:
        raise NotFound
    return found


def as_told_to_applicant(finding: Finding, offices: Collection[str]) -> Finding:
    """Return a finding in words for the applicant; ``offices`` are the concepts that a criterion establishes."""
    if finding.code == "gate_not_judged":
        return replace(finding, code="gate_will_be_judged", verdict=Verdict.JUDGED)
    if finding.code in _ASKED_BY_THE_OFFICE:
        return replace(finding, verdict=Verdict.JUDGED)
    if finding.code == LAW_ASKS_MORE:
        return replace(finding, verdict=Verdict.INFORMS)
    if finding.code in UNLESS_REASONS:
        return replace(finding, verdict=Verdict.WARNS)
    if finding.code == "answer_needed" and _missing(finding) <= set(offices):
        return replace(finding, code="office_finds_out", verdict=Verdict.JUDGED)
    return finding


_ASKED_BY_THE_OFFICE: Final = frozenset({"municipality_not_heard"})
"""What is not there yet, and is for the office to ask others about."""

_TOLD_BY: Final = {Concept.TOTAL_COST: Concept.COSTS, Concept.MUNICIPALITY_CODE: Concept.MUNICIPALITIES}
"""What is reckoned or read from the answer to another concept's question."""


def _missing(finding: Finding) -> set[str]:
    return set(str(finding.figures.get("missing", "")).split(", "))


def not_waiting(
    questions: Sequence[Question], findings: Sequence[Finding], unanswered: Collection[str | None]
) -> list[Finding]:
    """Return the findings but those that only wait for questions that are told of as unanswered.

    A question that hangs on the answer to one of them waits too.
    """
    waits = {
        question.concept
        for question in questions
        if question.concept is not None
        and (question.key in unanswered or (question.shown_when and question.shown_when.question in unanswered))
    }
    known = {concept.value for concept in waits} | {one.value for one, told_by in _TOLD_BY.items() if told_by in waits}
    return [one for one in findings if one.code != "answer_needed" or not _missing(one) <= known]


def without_repeats(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, each once."""
    seen: dict[tuple[str, str | None, tuple[object, ...]], Finding] = {}
    for one in findings:
        seen.setdefault((one.code, one.field, tuple(one.figures.values())), one)
    return list(seen.values())
