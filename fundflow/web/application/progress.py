"""How far an application has come, part by part, in the same findings as everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from fundflow.domain import completeness
from fundflow.domain.completeness import is_answered, is_shown
from fundflow.domain.facts import CaseFacts
from fundflow.domain.findings import Finding, in_order
from fundflow.domain.guards import budget_balances
from fundflow.domain.programme import AttachmentKind, Page, Question
from fundflow.domain.roles import Actor
from fundflow.web.application.own import own_findings
from fundflow.web.forms.questions import PREFIX
from fundflow.web.locale import _


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the task list: its page, what is left there, and how it looks."""

    page: Page
    left: tuple[Finding, ...]
    is_begun: bool

    @property
    def is_done(self) -> bool:
        """Whether nothing is left in a part that someone has written in."""
        return self.is_begun and not self.left

    @property
    def words(self) -> str:
        """How far the part has come."""
        if self.is_done:
            return _("Klar")
        if not self.is_begun:
            return _("Inte påbörjad")
        return _("%(count)s att ordna", count=len(self.left))

    @property
    def icon(self) -> str:
        """The icon of its tag."""
        return "check-lg" if self.is_done else "circle-half" if self.is_begun else "circle"

    @property
    def look(self) -> str:
        """The look of its tag."""
        return "done" if self.is_done else "todo" if self.is_begun else "draft"


def parts_of(facts: CaseFacts, actor: Actor) -> list[Part]:
    """Return every part of the application, in order, with what is left in it."""
    balance = list(budget_balances(facts, actor))
    parts = []
    for page in facts.programme.pages_for(facts.grant_type.key):
        keys = {question.key for question in page.questions}
        left = [*completeness.missing_on(page, facts), *(one for one in balance if one.field in keys)]
        begun = any(is_answered(facts.answers.get(question.key)) for question in page.questions)
        parts.append(Part(page, tuple(left), begun))
    return parts


def files_left(facts: CaseFacts) -> list[Finding]:
    """Return the required files that are missing."""
    return [one for one in completeness.missing(facts) if one.code == "attachment_missing"]


def rules_on(page: Page, facts: CaseFacts, actor: Actor) -> list[Finding]:
    """Return what the rules say that belongs to a page: of its own questions, and of money where money is asked for."""
    keys = {question.key for question in page.questions}
    own = [one for one in [*completeness.missing_on(page, facts), *budget_balances(facts, actor)] if one.field in keys]
    bound = {question.concept.value for question in page.questions if question.concept}
    asked = [
        one for one in own_findings(facts) if _CONCEPTS_OF.get(one.source.rule if one.source else "", set()) & bound
    ]
    return in_order([*own, *asked])


_MONEY = {"costs", "financing", "requested_amount", "cost_method"}
_CONCEPTS_OF: Mapping[str, set[str]] = {
    "A2": {"separate_in_time"},
    "A3": {"priority"},
    "A4": {"state_aid"},
    "A5": {"operating_support"},
    "A6": _MONEY,
    "A7": {"operating_support"},
    "A11": {"advance_requested"},
    "N6": _MONEY,
    "P1": {"project_starts_on"},
    "P3": _MONEY,
    "P4": _MONEY,
    "P11": _MONEY,
    "Y3": _MONEY,
}
"""Beside which concepts a rule is shown while one writes; the check page shows them all."""


def anchor(finding: Finding) -> str:
    """Return the place on its page where a finding is mended."""
    field = finding.field or ""
    return f"#{field}" if field.startswith("bilaga-") else f"#{PREFIX}{field}"


def page_of(facts: CaseFacts, finding: Finding) -> Page | None:
    """Return the page on which a finding is mended; None for files and rules of the whole."""
    for page in facts.programme.pages_for(facts.grant_type.key):
        if any(_belongs(finding, question) for question in page.questions):
            return page
    return None


def _belongs(finding: Finding, question: Question) -> bool:
    field = finding.field or ""
    return field == question.key or field.startswith(f"{question.key}-")


def shown_questions(page: Page, facts: CaseFacts) -> list[Question]:
    """Return the questions of a page that are asked, given what has been answered."""
    return [question for question in page.questions if is_shown(question, facts.answers)]


def kinds_of(facts: CaseFacts) -> list[AttachmentKind]:
    """Return the kinds of file of the application, the required ones first."""
    return sorted(facts.programme.attachments_for(facts.grant_type.key), key=lambda kind: not kind.required)
