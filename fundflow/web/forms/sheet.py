"""One page of answers: shown as stored or as typed, with the version that each answer was written on.

A page hides, beside each answer, the version it had when the page was opened and a fingerprint of what stood there. An
answer that comes back unchanged is not written at all, so two people may write on one page without getting in each
other's way; one that both have changed comes back as a Conflict, and both texts are shown. An amount is unchanged when
it is the same amount, however it is written.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from fundflow.domain.agreement import disagreements
from fundflow.domain.answers import meaning
from fundflow.domain.completeness import is_shown
from fundflow.domain.concepts import Concept
from fundflow.domain.errors import NotFound, Theirs
from fundflow.domain.findings import Finding
from fundflow.domain.programme import Question, QuestionKind
from fundflow.labels.findings import finding_text
from fundflow.services.application import Written
from fundflow.services.offers import Offers, OptionGroup
from fundflow.web.filters import tr
from fundflow.web.forms.amounts import tell_counted
from fundflow.web.forms.base import ADD_ROW, REMOVE_ROW, BaseForm
from fundflow.web.forms.questions import (
    PREFIX,
    answers_in,
    as_posted,
    hint_of,
    hints_of,
    plain,
    question_form,
    width_of,
    yes_and_no,
)
from fundflow.web.locale import _
from fundflow.web.numbers import whole_number

VERSION: Final = "version-"
"""Before a question's key: the hidden field that says on which version its answer was written."""

CONFLICT: Final = "conflict"
TAKE_THEIRS: Final = "take-theirs"
ADD_THEIRS: Final = "add-theirs"
_MOST_COLUMNS: Final = 4
_SUMS: Final[Mapping[Concept | None, str]] = {
    Concept.COSTS: "costs",
    Concept.FINANCING: "financing",
    Concept.REQUESTED_AMOUNT: "requested",
}


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer as it stands, and its version; 0: nothing stands there. Who wrote it and when, where that is known."""

    value: object
    version: int = 0
    by: str = ""
    at: datetime | None = None

    @property
    def theirs(self) -> Theirs:
        """The answer as someone else's, to be shown beside one's own."""
        return Theirs(self.value, self.version, self.by, self.at)


@dataclass(frozen=True, slots=True)
class Item:
    """A question on the page, with all that the macro shows of it."""

    question: Question
    field: Any
    version: str
    groups: Sequence[OptionGroup] = ()
    theirs: Theirs | None = None
    shown_when: str = ""
    shown_words: str = ""
    width: str = ""
    sum_name: str = ""
    note: str = ""
    told: Sequence[Finding] = ()
    hint: str = ""

    @property
    def look(self) -> str:
        """Which macro shows it: rows, municipalities, grouped or field."""
        match self.question.kind:
            case QuestionKind.ROWS:
                return "rows"
            case QuestionKind.MUNICIPALITIES:
                return "municipalities"
            case QuestionKind.STRATEGIC_AREA:
                return "grouped"
            case _:
                return "field"

    def apart(self, mine: object) -> "Apart":
        """Return what differs between one's own answer and someone else's, where there is one."""
        return apart(self.question, mine, self.theirs.value if self.theirs else None)

    @property
    def widths(self) -> dict[str, str]:
        """Which columns of a row want a line of their own: the first text, where there are many columns or texts."""
        columns = self.question.columns
        texts = [one.key for one in columns if one.kind is QuestionKind.LINE]
        is_crowded = len(columns) > _MOST_COLUMNS or (len(columns) == _MOST_COLUMNS and len(texts) > 1)
        return {texts[0]: "full"} if texts and is_crowded else {}

    @property
    def attributes(self) -> dict[str, Any]:
        """The attributes of its controls; of the money columns, for rows."""
        sums = {"data-sum": self.sum_name} if self.sum_name else {}
        if self.question.kind is not QuestionKind.ROWS:
            return sums
        return {one.key: sums for one in self.question.columns if sums and one.kind is QuestionKind.MONEY}


@dataclass(frozen=True)
class Sheet:
    """The questions of a page with what is shown in each."""

    questions: Sequence[Question]
    offers: Offers
    answers: Mapping[str, object]
    versions: Mapping[str, str]
    theirs: Mapping[str, Theirs] = field(default_factory=dict)
    checked: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, Sequence[Finding]] = field(default_factory=dict)

    @cached_property
    def form(self) -> BaseForm:
        """The form; what is wrong with it is marked when the sheet is a checked one."""
        form = question_form(self.questions, self.offers)(formdata=as_posted(self.questions, self.answers))
        for question in self.questions:
            _give_hints(form[PREFIX + question.key], question, self.offers)
            form[PREFIX + question.key].rules_id = self._rules_id(question)
            tell_counted(form[PREFIX + question.key], question, self.offers.counting)
        if self.checked:
            self._mark(form)
        return form

    def _rules_id(self, question: Question) -> str:
        """Return the id of what rules say of the answer; empty where they say nothing at its field."""
        return f"{PREFIX}{question.key}-rules" if self.told.get(question.key) else ""

    def is_sound(self) -> bool:
        """Mark what cannot be read, is too long or does not fit another answer; say whether nothing is marked."""
        self._mark(self.form)
        return not self.has_errors

    def _mark(self, form: BaseForm) -> None:
        form.validate()
        asked = [question for question in self.questions if is_shown(question, self.answers)]
        offers = self.offers
        for finding in disagreements(asked, self.answers, offers.strategy, applied_on=offers.applied_on):
            field = form[f"{PREFIX}{finding.field}"]
            field.errors = [*field.errors, finding_text(finding, _)]

    @cached_property
    def items(self) -> list[Item]:
        """The questions in order, as they are shown."""
        return [self._item(question) for question in self.questions]

    @property
    def has_errors(self) -> bool:
        """Whether something is marked."""
        return bool(self.form.errors)

    def changed(self) -> dict[str, Written]:
        """Return the answers that differ from what stood on the page when it was opened."""
        written = {}
        for question in self.questions:
            if question.key not in self.versions:
                continue
            version, _dot, mark = self.versions[question.key].partition(".")
            value = plain(question, self.answers.get(question.key))
            if _fingerprint(question, value) != mark:
                written[question.key] = Written(value, whole_number(version, 0))
        return written

    def overtaken(self, stored: Mapping[str, Stored]) -> dict[str, Theirs]:
        """Return what others have saved since the page was opened, of the answers that were changed on it."""
        theirs = {}
        for question in self.questions:
            now = stored.get(question.key, Stored(None))
            standing = _fingerprint(question, plain(question, now.value))
            mine = _fingerprint(question, plain(question, self.answers.get(question.key)))
            opened = self.versions.get(question.key, "").partition(".")[2]
            if question.key in self.changed() and standing not in (opened, mine):
                theirs[question.key] = now.theirs
        return theirs

    def _item(self, question: Question) -> Item:
        return Item(
            question,
            self.form[PREFIX + question.key],
            self.versions.get(question.key, ""),
            groups=self.offers.groups(question),
            theirs=self.theirs.get(question.key),
            shown_when=_shown_when(question),
            shown_words=self._shown_words(question),
            width=width_of(question),
            sum_name=_SUMS.get(question.concept, ""),
            note=self.notes.get(question.key, ""),
            told=self.told.get(question.key, ()),
            hint=hint_of(question, self.offers),
        )

    def _shown_words(self, question: Question) -> str:
        """Return the answers that ask for the question, for whoever has no scripts."""
        shown = question.shown_when
        leading = next((one for one in self.questions if shown is not None and one.key == shown.question), None)
        if shown is None or leading is None:
            return ""
        labels = dict(yes_and_no()) if leading.kind is QuestionKind.YES_NO else {}
        labels |= {option.key: tr(option.label) for group in self.offers.groups(leading) for option in group.options}
        return ", ".join(labels.get(key, key) for key in shown.is_one_of)


def stored_sheet(
    questions: Sequence[Question], offers: Offers, stored: Mapping[str, Stored], notes: Mapping[str, str] | None = None
) -> Sheet:
    """Return a sheet of what is stored, with what cannot be read marked."""
    return Sheet(
        questions,
        offers,
        {key: one.value for key, one in stored.items()},
        {one.key: version_of(one, stored.get(one.key)) for one in questions},
        checked=True,
        notes=notes or {},
    )


def posted_sheet(
    questions: Sequence[Question],
    offers: Offers,
    posted: MultiDict[str, str],
    stored: Mapping[str, Stored],
    notes: Mapping[str, str] | None = None,
) -> Sheet:
    """Return a sheet of what was posted, after a row was added or taken away and another's answer taken over.

    Raises NotFound when the page holds a question that is not asked here.
    """
    known = {question.key for question in questions}
    versions = {key.removeprefix(VERSION): value for key, value in posted.items() if key.startswith(VERSION)}
    if not set(versions) <= known:
        raise NotFound
    answers = answers_in(questions, posted, keep_blank=True)
    _change_rows(questions, answers, posted)
    taken = posted.get(TAKE_THEIRS) or posted.get(ADD_THEIRS, "")
    still = {key for key in posted.getlist(CONFLICT) if key in known and key in stored and key != taken}
    if taken in known and taken in stored:
        question = next(one for one in questions if one.key == taken)
        joined = joined_rows(question, answers[taken], stored[taken].value) if ADD_THEIRS in posted else None
        answers[taken] = stored[taken].value if joined is None else joined
        versions[taken] = version_of(question, stored[taken])
    theirs = {key: stored[key].theirs for key in still}
    return Sheet(questions, offers, answers, versions, theirs=theirs, notes=notes or {})


def with_conflict(sheet: Sheet, theirs: Mapping[str, Theirs]) -> Sheet:
    """Return the sheet with both texts of what two have changed; saved once more, it is written over the other's."""
    questions = {question.key: question for question in sheet.questions}
    versions = {
        key: version_of(questions[key], Stored(one.value, one.version))
        for key, one in theirs.items()
        if key in questions
    }
    return Sheet(
        sheet.questions,
        sheet.offers,
        sheet.answers,
        {**sheet.versions, **versions},
        theirs=dict(theirs),
        notes=sheet.notes,
    )


def is_only_shown_again(posted: Mapping[str, str]) -> bool:
    """Say whether a button was pressed that changes the page and saves nothing."""
    return any(name in posted for name in (ADD_ROW, REMOVE_ROW, TAKE_THEIRS, ADD_THEIRS))


def joined_rows(question: Question, mine: object, theirs: object) -> list[object] | None:
    """Return my rows and after them those of theirs that I have not, or have fewer times; None for what is no rows."""
    if question.kind is not QuestionKind.ROWS:
        return None
    own, others = plain(question, mine), plain(question, theirs)
    if not isinstance(own, list) or not isinstance(others, list):
        return None
    return [*own, *_beyond(question, others, own)]


def _beyond(question: Question, rows: Sequence[object], others: Sequence[object]) -> list[object]:
    """Return the rows that others lack; one that stands twice here and once there is lacking once."""
    left = Counter(_fingerprint(question, [row]) for row in others)
    beyond = []
    for row in rows:
        mark = _fingerprint(question, [row])
        if left[mark]:
            left[mark] -= 1
        else:
            beyond.append(row)
    return beyond


@dataclass(frozen=True, slots=True)
class Apart:
    """What differs between two answers: of rows only those that the other lacks, and how many both have."""

    mine: object
    theirs: object
    alike: int = 0


def apart(question: Question, mine: object, theirs: object) -> Apart:
    """Return what differs, so that in a long list of rows one sees what there is to choose between."""
    own, others = (plain(question, one) for one in (mine, theirs))
    if question.kind is not QuestionKind.ROWS or not isinstance(own, list) or not isinstance(others, list):
        return Apart(mine, theirs)
    only_own = _beyond(question, own, others)
    return Apart(only_own, _beyond(question, others, own), len(own) - len(only_own))


def version_of(question: Question, stored: Stored | None) -> str:
    """Return what the hidden field says: the version, and a fingerprint of what stood there."""
    value = plain(question, stored.value if stored else None)
    return f"{stored.version if stored else 0}.{_fingerprint(question, value)}"


def _fingerprint(question: Question, value: object) -> str:
    return sha256(json.dumps(meaning(question, value), sort_keys=True).encode()).hexdigest()[:16]


def _change_rows(questions: Sequence[Question], answers: dict[str, object], posted: Mapping[str, str]) -> None:
    for question in questions:
        name, rows = PREFIX + question.key, answers[question.key]
        if question.kind is not QuestionKind.ROWS or not isinstance(rows, list):
            continue
        if posted.get(ADD_ROW) == name:
            rows.append({})
        unwanted = posted.get(REMOVE_ROW, "")
        place = unwanted.removeprefix(f"{name}-")
        if unwanted.startswith(f"{name}-") and place.isascii() and place.isdigit() and int(place) < len(rows):
            del rows[int(place)]


def _shown_when(question: Question) -> str:
    shown = question.shown_when
    return f"{PREFIX}{shown.question}={'|'.join(shown.is_one_of)}" if shown else ""


def _give_hints(field: Any, question: Question, offers: Offers) -> None:
    """Give a group of choices the hints of its options, where the macro looks for them."""
    if not hasattr(field, "hints"):
        options = [option for group in offers.groups(question) for option in group.options]
        field.hints = hints_of(question, options)
