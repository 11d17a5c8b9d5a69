"""The shape of a programme: grant types, pages of questions, criteria, attachments, conditions, reports."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from fundflow.domain.aid import AidRegime
from fundflow.domain.concepts import ApplicantKind, Concept
from fundflow.domain.doubted import Doubted
from fundflow.domain.texts import Text as Text


class QuestionKind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    PARAGRAPHS = "paragraphs"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    MONEY = "money"
    WHOLE_NUMBER = "whole_number"
    PERCENT = "percent"
    NUMBER = "number"
    CURRENCY_AMOUNT = "currency_amount"
    DAY = "day"
    MUNICIPALITY = "municipality"
    MUNICIPALITIES = "municipalities"
    PRIORITY = "priority"
    STRATEGIC_AREA = "strategic_area"
    FURTHER_PRIORITIES = "further_priorities"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; ``municipality``: the code of the one that it lies in, where it is a part of one."""

    key: str
    label: Text
    hint: Text | None = None
    only_for: tuple[str, ...] = ()
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Shown only when another question (of a file any, else of its page) has one of these answers: yes is ``yes``."""

    question: str
    is_one_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a repeating row; what is ``hidden`` follows its row and is not shown."""

    key: str
    kind: QuestionKind
    label: Text
    required: bool = True
    options: tuple[Option, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to answer; bound to a concept when it means the same everywhere.

    ``only_for``: the grant types that ask it, ``applicant_kinds``: the kinds of applicant that are asked; empty: all.
    ``told_by_claim``: in a report, what claims tell that is the same; it is asked only while no claim has told it.
    """

    key: str
    kind: QuestionKind
    label: Text
    hint: Text | None = None
    required: bool = False
    concept: Concept | None = None
    max_length: int | None = None
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    row_name: Text | None = None
    shown_when: Shown | None = None
    doubted_when: Doubted | None = None
    only_for: tuple[str, ...] = ()
    applicant_kinds: tuple[ApplicantKind, ...] = ()
    told_by_claim: Concept | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One part of the application; ``only_for`` and ``applicant_kinds`` as of a question."""

    key: str
    label: Text
    lead: Text | None
    questions: tuple[Question, ...]
    only_for: tuple[str, ...] = ()
    applicant_kinds: tuple[ApplicantKind, ...] = ()

    def asked_of(self, grant_type: str, applicant_kind: ApplicantKind | None) -> "Page":
        """Return the page with the questions that are asked then, each with the answers that are offered then."""
        return replace(self, questions=tuple(_of(applicant_kind, _asked(grant_type, self.questions))))


@dataclass(frozen=True, slots=True)
class AttachmentKind:
    """A kind of file: whether it must be there, whether there may be several, after which answer it is asked for."""

    key: str
    label: Text
    hint: Text | None = None
    required: bool = False
    several: bool = False
    shown_when: Shown | None = None
    only_for: tuple[str, ...] = ()


class CriterionKind(StrEnum):
    """What a criterion is.

    A gate stops, a fact is established for the rules, a graded one has described levels, a ground gives priority, a
    text is reasoned, and goals are marked one by one and never summed; so is any list whose entries are judged apart.
    """

    GATE = "gate"
    FACT = "fact"
    GRADED = "graded"
    GROUND = "ground"
    TEXT = "text"
    GOALS = "goals"


@dataclass(frozen=True, slots=True)
class Level:
    """One judgement to choose, described; ``passes`` is read for gates only."""

    key: str
    label: Text
    description: Text | None = None
    passes: bool = True


@dataclass(frozen=True, slots=True)
class Criterion:
    """What an officer judges, always with a written reason; ``goals`` are those of a criterion of that kind.

    ``at_least``: so many goals must be marked with a level that passes. ``concept``: what the level tells the rules.
    """

    key: str
    kind: CriterionKind
    label: Text
    guidance: Text
    levels: tuple[Level, ...] = ()
    goals: tuple[Option, ...] = ()
    at_least: int = 0
    concept: Concept | None = None
    rule: str | None = None
    reads: tuple[str, ...] = ()
    only_for: tuple[str, ...] = ()

    def level(self, key: str | None) -> Level | None:
        """Return the chosen level, if there is one of that key."""
        return next((level for level in self.levels if level.key == key), None)


@dataclass(frozen=True, slots=True)
class CostType:
    """A kind of cost that budgets, claims and flat rates know; ``in_kind`` is not money, ``flat`` is computed."""

    key: str
    label: Text
    in_kind: bool = False
    staff: bool = False
    lump_sum: bool = False
    flat: bool = False
    only_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CostMethod:
    """A way to reckon costs: percentages (0-100) on direct staff, or only certain kinds of row."""

    key: str
    label: Text
    flat_cost_type: str | None = None
    percent_of_staff: Decimal | None = None
    allows: tuple[str, ...] = ()
    hint: Text | None = None
    only_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionText:
    """A condition from the library; ``gates_payment``: nothing is paid before it is met."""

    key: str
    text: Text
    gates_payment: bool = False
    proposed: bool = False
    only_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorKind:
    """Something counted in reports; ``persons`` as women, men and unknown; ``told_by_claim`` as of a question."""

    key: str
    label: Text
    unit: Text
    persons: bool = False
    only_for: tuple[str, ...] = ()
    told_by_claim: Concept | None = None


@dataclass(frozen=True, slots=True)
class ReportForm:
    """What a report asks."""

    label: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class ClaimForm:
    """What a claim asks beside its period, costs and text, under a heading of its own; most grant types ask nothing."""

    label: Text | None = None
    lead: Text | None = None
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """How often reports are due: progress every so many months (None: never), the final one so long after the end."""

    progress_every_months: int | None
    final_after_months: int


@dataclass(frozen=True, slots=True)
class GrantType:
    """A kind of support that can be applied for: always, or with ``in_calls_only`` while a call for it is open.

    ``report_plan`` stands in place of the programme's. ``paid``: what the decision says of how it is paid; None: in
    arrears, on claims. ``paid_at_grant``: the whole grant is paid when its decision is sent, without a claim.
    ``purposes`` (a code list) and ``applicants`` tell what and whom it is for; empty: anything, anyone. Whether
    ``applicants_judged`` may have it is judged. ``applicants_by``: the rules that say so; the first in force is cited.
    ``aid_regime``: the regulation of the union that its grants fall under; None: it is no aid to an undertaking.
    """

    key: str
    label: Text
    summary: Text
    legal_basis: Text
    act: str
    source_of_money: str
    rules: tuple[str, ...]
    facts: tuple[tuple[Text, Text], ...] = ()
    is_open: bool = True
    in_calls_only: bool = False
    report_plan: ReportPlan | None = None
    paid: Text | None = None
    paid_at_grant: bool = False
    purposes: tuple[str, ...] = ()
    applicants: tuple[ApplicantKind, ...] = ()
    applicants_judged: tuple[ApplicantKind, ...] = ()
    applicants_by: tuple[str, ...] = ()
    aid_regime: AidRegime | None = None


_Asked = TypeVar("_Asked", Page, Question)
_OnlyFor = TypeVar(
    "_OnlyFor", Page, Question, Option, AttachmentKind, Criterion, CostType, CostMethod, ConditionText, IndicatorKind
)


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme in one version, as its file says; ``place`` orders programmes in lists, lowest first."""

    key: str
    version: int
    in_force_from: date
    label: Text
    summary: Text
    grant_types: tuple[GrantType, ...]
    pages: tuple[Page, ...]
    attachments: tuple[AttachmentKind, ...]
    criteria: tuple[Criterion, ...]
    cost_types: tuple[CostType, ...]
    cost_methods: tuple[CostMethod, ...]
    conditions: tuple[ConditionText, ...]
    indicators: tuple[IndicatorKind, ...]
    progress_report: ReportForm
    final_report: ReportForm
    report_plan: ReportPlan
    claim: ClaimForm = field(default_factory=ClaimForm)
    code_lists: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    place: int = 100

    def grant_type(self, key: str) -> GrantType:
        """Return the grant type of that key; KeyError when there is none."""
        for grant_type in self.grant_types:
            if grant_type.key == key:
                return grant_type
        raise KeyError(key)

    def pages_for(self, grant_type: str, applicant_kind: ApplicantKind | None = None) -> list[Page]:
        """Return the pages of an application for the grant type, each with the questions that are asked then.

        An applicant of unknown kind is asked everything, since it may be of any kind; a page without a question that
        is asked is left out.
        """
        pages = (
            page.asked_of(grant_type, applicant_kind) for page in _of(applicant_kind, _for(grant_type, self.pages))
        )
        return [page for page in pages if page.questions]

    def questions_for(self, grant_type: str, applicant_kind: ApplicantKind | None = None) -> Iterator[Question]:
        """Yield every question of an application for the grant type by an applicant of the kind, in order."""
        for page in self.pages_for(grant_type, applicant_kind):
            yield from page.questions

    def question_of(self, concept: Concept, grant_type: str) -> Question | None:
        """Return the question that is bound to the concept, if the form has one."""
        return next((q for q in self.questions_for(grant_type) if q.concept is concept), None)

    def attachments_for(self, grant_type: str) -> list[AttachmentKind]:
        """Return the kinds of file that belong to an application for the grant type."""
        return list(_for(grant_type, self.attachments))

    def criteria_for(self, grant_type: str) -> list[Criterion]:
        """Return the criteria of the grant type, in order."""
        return list(_for(grant_type, self.criteria))

    def conditions_for(self, grant_type: str) -> list[ConditionText]:
        """Return the library of conditions for the grant type."""
        return list(_for(grant_type, self.conditions))

    def cost_types_for(self, grant_type: str) -> list[CostType]:
        """Return the kinds of cost of the grant type."""
        return list(_for(grant_type, self.cost_types))

    def indicators_for(self, grant_type: str) -> list[IndicatorKind]:
        """Return what is counted in reports of the grant type."""
        return list(_for(grant_type, self.indicators))

    def progress_report_for(self, grant_type: str) -> ReportForm:
        """Return what a progress report of the grant type asks."""
        return _report(grant_type, self.progress_report)

    def final_report_for(self, grant_type: str) -> ReportForm:
        """Return what the final report of the grant type asks."""
        return _report(grant_type, self.final_report)

    def claim_for(self, grant_type: str) -> ClaimForm:
        """Return what a claim of the grant type asks beside what every claim does."""
        return replace(self.claim, questions=tuple(_asked(grant_type, self.claim.questions)))

    def report_plan_for(self, grant_type: str) -> ReportPlan:
        """Return when reports of the grant type are due."""
        return self.grant_type(grant_type).report_plan or self.report_plan

    def cost_type(self, key: str) -> CostType | None:
        """Return the kind of cost, if the programme has it."""
        return next((cost_type for cost_type in self.cost_types if cost_type.key == key), None)

    def cost_method(self, key: str | None) -> CostMethod | None:
        """Return the way to reckon costs, if the programme has it."""
        return next((method for method in self.cost_methods if method.key == key), None)


def _for(grant_type: str, items: tuple[_OnlyFor, ...]) -> Iterator[_OnlyFor]:
    return (item for item in items if not item.only_for or grant_type in item.only_for)


def _of(kind: ApplicantKind | None, items: Iterator[_Asked]) -> Iterator[_Asked]:
    return (item for item in items if kind is None or not item.applicant_kinds or kind in item.applicant_kinds)


def _report(grant_type: str, form: ReportForm) -> ReportForm:
    return replace(form, questions=tuple(_asked(grant_type, form.questions)))


def _asked(grant_type: str, questions: tuple[Question, ...]) -> Iterator[Question]:
    return (_narrowed(grant_type, question) for question in _for(grant_type, questions))


def _narrowed(grant_type: str, question: Question) -> Question:
    offered = (*question.options, *(option for column in question.columns for option in column.options))
    if not any(option.only_for for option in offered):
        return question
    columns = tuple(replace(one, options=tuple(_for(grant_type, one.options))) for one in question.columns)
    return replace(question, options=tuple(_for(grant_type, question.options)), columns=columns)
