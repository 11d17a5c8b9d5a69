"""How far an application has come, part by part, in the same findings as everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask import url_for

from fundflow.domain.completeness import files_missing, is_answered, missing_on, too_long_on
from fundflow.domain.concepts import Concept
from fundflow.domain.doubts import OUTSIDE_PROJECT
from fundflow.domain.findings import Finding, Verdict, in_order
from fundflow.domain.guards import budget_balances
from fundflow.domain.programme import Page, Question
from fundflow.domain.rules import applicants
from fundflow.web.application.own import Own, not_waiting, without_repeats
from fundflow.web.application.rule_places import PLACES
from fundflow.web.forms.questions import PREFIX
from fundflow.web.locale import _

_NOT_WRITTEN: Final = "answer_missing"
_MOST_NAMED: Final = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the task list: its page, what is left there, and how it looks."""

    page: Page
    left: tuple[Finding, ...]
    is_begun: bool

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return not self.left

    @property
    def wrong(self) -> int:
        """How many things are to be put right, beside what is not written yet."""
        return sum(one.code != _NOT_WRITTEN for one in self.left)

    @property
    def words(self) -> str:
        """How far the part has come."""
        if self.is_done:
            return _("Klar") if self.is_begun else _("Frivillig")
        if not self.is_begun:
            return _("Inte påbörjad")
        return _("%(count)s att ordna", count=self.wrong) if self.wrong else _("Påbörjad")

    @property
    def look(self) -> tuple[str, str]:
        """The icon and the class of its tag."""
        if self.is_done:
            return ("check-lg", "done") if self.is_begun else ("circle", "draft")
        if not self.is_begun:
            return "circle", "draft"
        return ("exclamation-triangle", "todo") if self.wrong else ("circle-half", "received")


def parts_of(own: Own) -> list[Part]:
    """Return every part of the application, in order, with what is left in it."""
    return [
        Part(
            page,
            tuple(wrong_on(own, page.questions)),
            any(is_answered(own.facts.answers.get(question.key)) for question in page.questions),
        )
        for page in own.pages
    ]


def wrong_on(own: Own, questions: Sequence[Question]) -> list[Finding]:
    """Return what stops sending in and belongs to some questions: missing, unreadable, out of balance."""
    keys = {question.key for question in questions}
    page = Page("", questions[0].label, None, tuple(questions)) if questions else None
    balance = [one for one in budget_balances(own.facts, own.uow.actor) if one.field in keys]
    return [*(missing_on(page, own.facts) if page else ()), *balance]


def files_left(own: Own) -> list[Finding]:
    """Return the required files that are missing."""
    return list(files_missing(own.facts))


def beside(own: Own, questions: Sequence[Question]) -> list[Finding]:
    """Return what stands beside a page while one writes: what is wrong, how much is left, and what its rules say.

    Who may apply stands beside the first page.
    """
    found = wrong_on(own, questions)
    unwritten = [one for one in found if one.code == _NOT_WRITTEN]
    if len(unwritten) > _MOST_NAMED:
        found = [one for one in found if one.code != _NOT_WRITTEN]
        found.append(Finding("answers_left", Verdict.NOT_YET, None, {"count": len(unwritten)}, unwritten[0].field))
    page = Page("", questions[0].label, None, tuple(questions)) if questions else None
    too_long = too_long_on(page, own.facts) if page else ()
    said = not_waiting(questions, _rules_of(own, questions), {one.field for one in unwritten})
    return in_order(without_repeats([*found, *too_long, *said]))


_SUMS: Final = frozenset({"financing_short", "financing_over", "in_kind_differs", "cost_kind_not_allowed"})
_ROWS: Final = "row_field_missing"
_AT_ROWS: Final = frozenset({_ROWS, *OUTSIDE_PROJECT})
_IN_KIND: Final = "in_kind_differs"
"""What is mended among the costs or in the financing, and is told at both."""


def at_fields(own: Own, questions: Sequence[Question], *, is_writing: bool = False) -> dict[str, list[Finding]]:
    """Return, by question, what is told at its field: the rules that its answer breaks, sums and rows that do not hold.

    ``is_writing``: rows are not told of, since one of them is being filled in.
    """
    broken = (one for one in own.rule_findings if one.verdict in (Verdict.STOPS, Verdict.WARNS))
    codes = _SUMS if is_writing else _SUMS | {_ROWS}
    found = [*(one for one in wrong_on(own, questions) if one.code in codes), *broken]
    found += _at_financing(own, found)
    told = {question.key: [one for one in found if _is_at(one, question)] for question in questions}
    return {key: without_repeats(findings) for key, findings in told.items() if findings}


def _at_financing(own: Own, found: Sequence[Finding]) -> list[Finding]:
    """Return what is told at the financing too: the costs in kind that differ from it."""
    question = own.facts.programme.question_of(Concept.FINANCING, own.facts.grant_type.key)
    return [replace(one, field=question.key) for one in found if question is not None and one.code == _IN_KIND]


def _is_at(finding: Finding, question: Question) -> bool:
    field = finding.field or ""
    return field == question.key or (finding.code in _AT_ROWS and field.startswith(f"{question.key}-"))


def _rules_of(own: Own, questions: Sequence[Question]) -> list[Finding]:
    bound = {question.concept for question in questions if question.concept is not None}
    keys = {question.key for question in questions}
    reads = {criterion.key: set(criterion.reads) for criterion in own.facts.criteria}
    begins = bool(own.pages) and keys >= {one.key for one in own.pages[0].questions}
    return [
        one
        for one in own.rule_findings
        if (one.code in applicants.CODES and begins)
        or any(PLACES.get(source.rule, frozenset()) & bound for source in one.sources)
        or reads.get(one.field or "", set()) & keys
        or (one.source is None and (one.field or "").split("-")[0] in keys)
    ]


# ----- where a finding is mended


def anchor(finding: Finding) -> str:
    """Return the place on its page where a finding is mended."""
    return f"#{PREFIX}{finding.field}"


def url_of(own: Own, finding: Finding) -> str | None:
    """Return where a finding is mended; None for what belongs to no question or file."""
    field = finding.field or ""
    if field.startswith("bilaga-"):
        return url_for("application.files", case_id=own.case.id, _anchor=field)
    for page in own.pages:
        if any(field == question.key or field.startswith(f"{question.key}-") for question in page.questions):
            return url_for("application.part", case_id=own.case.id, page_key=page.key) + anchor(finding)
    return None
