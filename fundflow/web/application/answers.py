"""Answers as a reader reads them: labels for codes, tables for rows, nothing for what was not asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fundflow.domain.completeness import is_answered, is_shown
from fundflow.domain.programme import Page, Question, QuestionKind
from fundflow.services.offers import Offers
from fundflow.web.filters import tr
from fundflow.web.forms.questions import offered_labels
from fundflow.web.locale import _


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer to be read: a text, or a table of rows."""

    question: Question
    text: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return not self.text and not self.rows


def read(pages: Sequence[Page], answers: Mapping[str, object], offers: Offers) -> list[tuple[Page, list[Shown]]]:
    """Return every page with its answers, for reading."""
    return [
        (page, [shown(question, answers.get(question.key), offers) for question in _asked(page, answers)])
        for page in pages
    ]


def _asked(page: Page, answers: Mapping[str, object]) -> list[Question]:
    return [question for question in page.questions if is_shown(question, answers)]


def shown(question: Question, value: object, offers: Offers) -> Shown:
    """Return one answer for reading."""
    if question.kind is QuestionKind.ROWS:
        rows = [row for row in value if isinstance(row, dict) and is_answered(row)] if isinstance(value, list) else []
        return Shown(
            question,
            headings=tuple(tr(column.label) for column in question.columns),
            rows=tuple(tuple(_cell(question, column.key, row) for column in question.columns) for row in rows),
        )
    labels = offered_labels(question, offers)
    values = [str(one) for one in value] if isinstance(value, list) else [str(value)] if is_answered(value) else []
    return Shown(question, text=", ".join(labels.get(one, one) for one in values))


def _cell(question: Question, key: str, row: Mapping[str, object]) -> str:
    value = str(row.get(key) or "")
    column = next(one for one in question.columns if one.key == key)
    if column.kind is QuestionKind.YES_NO:
        return {"yes": _("Ja"), "no": _("Nej")}.get(value, value)
    return next((tr(option.label) for option in column.options if option.key == value), value)
