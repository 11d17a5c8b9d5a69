"""Forms built from a programme's questions: each answer is kept as it was typed, right or wrong, whole or not.

The same engine serves applications and reports::

    form = question_form(questions, offers)(formdata=as_posted(questions, stored))
    form.validate()                                  # marks what cannot be read; never what is missing
    written = answers_in(questions, form)            # question key -> answer, as services take it
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from wtforms import Field, FormField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from fundflow.domain.completeness import is_answered
from fundflow.domain.concepts import Concept
from fundflow.domain.programme import Column, Question, QuestionKind
from fundflow.services.offers import Offers
from fundflow.web.filters import tr
from fundflow.web.forms.base import BaseForm, RowForm
from fundflow.web.forms.fields import (
    CheckboxesField,
    KronorField,
    PercentField,
    RowsField,
    SwedishDateField,
    WholeNumberField,
)
from fundflow.web.locale import _

PREFIX: Final = "q_"
"""Before each question's key in the page, so that no key is mistaken for a part of the form."""

_MOST_RADIOS: Final = 7
_LONGEST_LINE: Final = 300
_LONGEST_TEXT: Final = 20_000
_LISTS: Final = (QuestionKind.CHOICES, QuestionKind.MUNICIPALITIES, QuestionKind.FURTHER_PRIORITIES)
_READ: Final[Mapping[QuestionKind, type[Field]]] = {
    QuestionKind.MONEY: KronorField,
    QuestionKind.WHOLE_NUMBER: WholeNumberField,
    QuestionKind.PERCENT: PercentField,
    QuestionKind.DAY: SwedishDateField,
}


class _AnswersForm(BaseForm):
    """The answers of one page; the page itself holds the token."""

    class Meta(BaseForm.Meta):
        """Without a token of its own: every page posts the session's."""

        csrf = False


def question_form(questions: Iterable[Question], offers: Offers | None) -> type[BaseForm]:
    """Return a form class with a field for each question, in order; without offers the questions' own options stand."""
    fields = {PREFIX + question.key: _field(question, offers) for question in questions}
    return type("AnswersForm", (_AnswersForm,), fields)


def _field(question: Question, offers: Offers | None) -> Any:
    if question.kind is QuestionKind.ROWS:
        return RowsField(FormField(_row_form(question)), label=tr(question.label), min_entries=1)
    common: dict[str, Any] = {
        "label": tr(question.label),
        "description": tr(question.hint),
        "validators": [] if question.required else [Optional()],
    }
    return _single(question, offers, common)


def _single(question: Question, offers: Offers | None, common: dict[str, Any]) -> Any:
    offered = _offered(question, offers)
    if question.kind in _LISTS:
        return CheckboxesField(**common, choices=offered, validate_choice=False, hints=_hints(question))
    if offered and len(offered) <= _MOST_RADIOS and question.kind is not QuestionKind.STRATEGIC_AREA:
        return RadioField(**common, choices=offered, validate_choice=False)
    if offered:
        return SelectField(**common, choices=[("", _("Välj")), *offered], validate_choice=False)
    if question.kind in _READ:
        return _READ[question.kind](**common)
    longest = question.max_length or (_LONGEST_TEXT if question.kind is QuestionKind.PARAGRAPHS else _LONGEST_LINE)
    common["validators"] = [*common["validators"], AtMost(longest)]
    return TextAreaField(**common) if question.kind is QuestionKind.PARAGRAPHS else StringField(**common)


class AtMost:
    """A validator: so many letters at most. The page gets no limit of its own, which would cut what is pasted."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: object, field: Field) -> None:
        """Raise ValidationError that says how much too long the text is."""
        over = len(field.data or "") - self.most
        if over > 0:
            raise ValidationError(
                _("Texten är %(over)s tecken för lång. Högst %(most)s får plats.", over=over, most=self.most)
            )


def _hints(question: Question) -> dict[str, str]:
    return {option.key: tr(option.hint) for option in question.options if option.hint}


def _offered(question: Question, offers: Offers | None) -> list[tuple[str, str]]:
    if question.kind is QuestionKind.YES_NO:
        return [("yes", _("Ja")), ("no", _("Nej"))]
    if offers is None:
        return [(option.key, tr(option.label)) for option in question.options]
    return [(option.key, tr(option.label)) for group in offers.groups(question) for option in group.options]


def offered_labels(question: Question, offers: Offers | None) -> dict[str, str]:
    """Return what each answer to choose is called, by its key."""
    return dict(_offered(question, offers))


def _row_form(question: Question) -> type[RowForm]:
    return type("AnswerRow", (RowForm,), {column.key: _cell(question, column) for column in question.columns})


def _cell(question: Question, column: Column) -> Any:
    label, validators = tr(column.label), [Optional()]
    offered = [(option.key, tr(option.label)) for option in column.options]
    if column.kind is QuestionKind.YES_NO:
        offered = [("yes", _("Ja")), ("no", _("Nej"))]
    if offered:
        return SelectField(label, validators, choices=[("", _("Välj")), *offered], validate_choice=False)
    if question.concept is Concept.COSTS and column.kind is QuestionKind.WHOLE_NUMBER:
        return WholeNumberField(label, validators)
    if column.kind in _READ:
        return _READ[column.kind](label, validators)
    if column.kind is QuestionKind.PARAGRAPHS:
        return TextAreaField(label, validators)
    return StringField(label, validators)


# ----- between what is stored and what is posted


def as_posted(questions: Iterable[Question], stored: Mapping[str, object]) -> MultiDict[str, str]:
    """Return stored answers as if they had just been posted, so that they show exactly as they were typed."""
    posted: MultiDict[str, str] = MultiDict()
    for question in questions:
        name, value = PREFIX + question.key, stored.get(question.key)
        if question.kind is QuestionKind.ROWS:
            for place, row in enumerate(value if isinstance(value, list) else ()):
                for column in question.columns:
                    posted.add(f"{name}-{place}-{column.key}", str(row.get(column.key) or ""))
        elif isinstance(value, list):
            posted.setlist(name, [str(one) for one in value])
        elif value is not None:
            posted.add(name, str(value))
    return posted


def answers_in(questions: Iterable[Question], form: BaseForm) -> dict[str, object]:
    """Return the answers of a posted form as they were typed; rows in which nothing was written are left out."""
    return {question.key: _answer(question, form[PREFIX + question.key]) for question in questions}


def _answer(question: Question, field: Field) -> object:
    if isinstance(field, RowsField):
        rows = [{column.key: _typed(entry.form[column.key]) for column in question.columns} for entry in field.entries]
        return [row for row in rows if is_answered(row)]
    if question.kind in _LISTS:
        return [str(one) for one in field.data or ()]
    return _typed(field)


def _typed(field: Field) -> str:
    raw = field.raw_data[0] if field.raw_data else ""
    return str(raw).replace("\r\n", "\n").strip()


def versions_in(posted: ImmutableMultiDict[str, str], questions: Iterable[Question]) -> dict[str, int]:
    """Return the version of each answer as it stood when the page was opened; 0 where nothing stood."""
    given = {question.key: posted.get(f"v_{question.key}", "0") for question in questions}
    return {key: int(version) if version.isdigit() else 0 for key, version in given.items()}
