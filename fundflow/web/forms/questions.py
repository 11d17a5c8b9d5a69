"""Forms built from a programme's questions: each answer is kept as it was typed, right or wrong, whole or not.

The same engine serves applications and reports. A page uses a ``Sheet`` (fundflow.web.forms.sheet) and the macro
``sheet`` of ``macros/questions.html``; this module holds what they stand on::

    form = question_form(questions, offers)(formdata=as_posted(questions, stored))
    form.validate()                                  # marks what cannot be read or is too long; never what is missing
    answers = answers_in(questions, request.form)    # question key -> answer as typed, as services take it
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from werkzeug.datastructures import MultiDict
from wtforms import Field, FormField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import Optional, ValidationError

from fundflow.domain.answers import LISTS, Unreadable, letters_over, read_answer, read_value
from fundflow.domain.concepts import Concept
from fundflow.domain.currencies import together
from fundflow.domain.programme import Column, Option, Question, QuestionKind
from fundflow.domain.strategy import OF_STRATEGY, EnglishNames
from fundflow.labels.amounts import grouped
from fundflow.services.offers import Offers, OptionGroup
from fundflow.web.filters import ours, swedish_name, tr
from fundflow.web.forms.base import BaseForm, RowForm
from fundflow.web.forms.choices import choices_of
from fundflow.web.forms.fields import (
    CURRENCY,
    CheckboxesField,
    CurrencyAmountField,
    DecimalField,
    KronorField,
    PercentField,
    RowsField,
    SwedishDateField,
    WholeNumberField,
)
from fundflow.web.locale import SWEDISH, _, _l, spoken

PREFIX: Final = "q_"
"""Before each question's key in the page, so that no key is mistaken for a part of the form."""

_MOST_RADIOS: Final = 7
_SHORT_LINE: Final = 60
_MOST_ROWS: Final = 1000
_ROW_NUMBER: Final = re.compile(r"[0-9]{1,4}", re.ASCII)
_GROUPED: Final = (QuestionKind.MUNICIPALITIES, QuestionKind.STRATEGIC_AREA)


# ----- fields


class _Kronor(KronorField):
    """An amount, read as the domain reads it."""

    below_zero = _l(
        "Ett belopp kan inte vara mindre än noll. En kreditering dras av från den kostnad som den hör till: skriv vad "
        "som är kvar av kostnaden."
    )

    def read(self, text: str) -> Any:
        """Return the amount."""
        return read_value(QuestionKind.MONEY, text)


class _Number(DecimalField):
    """A number with decimals, read as the domain reads it."""

    def read(self, text: str) -> Any:
        """Return the number."""
        return read_value(QuestionKind.NUMBER, text)


class _Day(SwedishDateField):
    """A day, read as the domain reads it."""

    def read(self, text: str) -> Any:
        """Return the day."""
        return read_value(QuestionKind.DAY, text)


_READ: Final[Mapping[QuestionKind, type[Field]]] = {
    QuestionKind.MONEY: _Kronor,
    QuestionKind.WHOLE_NUMBER: WholeNumberField,
    QuestionKind.PERCENT: PercentField,
    QuestionKind.NUMBER: _Number,
    QuestionKind.CURRENCY_AMOUNT: CurrencyAmountField,
    QuestionKind.DAY: _Day,
}


class _Fits:
    """A validator: the text fits the question. It sets no ``maxlength``, which would cut what is pasted."""

    def __init__(self, question: Question) -> None:
        self._question = question

    def __call__(self, form: Any, field: Field) -> None:
        """Raise ValidationError that says how much is too much."""
        over = letters_over(self._question, cleaned(field.data or ""))
        if over:
            most = grouped(self._question.max_length or 0)
            text = _("Texten är %(over)s tecken för lång. Den får ha högst %(most)s.", over=grouped(over), most=most)
            raise ValidationError(text)


class _IsYear:
    """A validator: the number is a year that a support can be about."""

    def __init__(self, question: Question) -> None:
        self._question = question

    def __call__(self, form: Any, field: Field) -> None:
        """Raise ValidationError when the domain cannot read it as a year."""
        try:
            read_answer(self._question, "" if field.data is None else str(field.data))
        except Unreadable as error:
            raise ValidationError(_("Skriv året med fyra siffror, till exempel 2026.")) from error


class _Offered:
    """A validator: what is chosen is among what is offered."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._codes = frozenset(codes)

    def __call__(self, form: Any, field: Field) -> None:
        """Raise ValidationError when something else was chosen."""
        chosen = field.data if isinstance(field.data, list) else [field.data]
        if not {one for one in chosen if one} <= self._codes:
            raise ValidationError(_("Svaret går inte att välja längre. Välj ett av dem som finns."))


# ----- the form


class _AnswersForm(BaseForm):
    """The answers of one page; the page itself holds the token."""

    class Meta(BaseForm.Meta):
        """Without a token of its own: every page posts the session's."""

        csrf = False


def question_form(questions: Iterable[Question], offers: Offers) -> type[BaseForm]:
    """Return a form class with a field for each question, in order; the field is called PREFIX and the key."""
    return type("AnswersForm", (_AnswersForm,), {PREFIX + one.key: _field(one, offers) for one in questions})


def _field(question: Question, offers: Offers) -> Any:
    if question.kind is QuestionKind.ROWS:
        return RowsField(FormField(_row_form(question)), label=tr(question.label), min_entries=1)
    optional = [] if question.required else [Optional()]
    common: dict[str, Any] = {"label": tr(question.label), "description": hint_of(question, offers)}
    groups = offers.groups(question)
    options = [option for group in groups for option in group.options]
    if question.kind is QuestionKind.YES_NO:
        return RadioField(**common, validators=optional, choices=choices_of(yes_and_no()), validate_choice=False)
    if options or question.kind in _GROUPED:
        return _choice(question, groups, {**common, "validators": [*optional, _Offered(one.key for one in options)]})
    if question.kind in _READ:
        is_year = [_IsYear(question)] if question.concept is Concept.SUPPORT_YEAR else []
        return _READ[question.kind](**common, validators=[*optional, *is_year])
    many_lines = question.kind is QuestionKind.PARAGRAPHS
    return (TextAreaField if many_lines else StringField)(**common, validators=[*optional, _Fits(question)])


def hint_of(question: Question, offers: Offers) -> str:
    """Return the hint in the reader's language, and whose the English names of priorities are."""
    hint = tr(question.hint) if question.hint else ""
    is_ours = question.kind is QuestionKind.PRIORITY and offers.strategy.english_names is EnglishNames.OURS
    if is_ours and spoken() != SWEDISH:
        whose = _("Namnen på engelska är vår egen översättning.")
        return f"{hint} {whose}".strip()
    return hint


def hints_of(question: Question, options: Iterable[Option]) -> dict[str, str]:
    """Return the hints of options by their keys; of what the strategy names, its Swedish name on an English page."""
    if question.kind in OF_STRATEGY and spoken() != SWEDISH:
        named = {option.key: swedish_name(option.label) for option in options}
        return {key: ours(name) for key, name in named.items() if name}
    return {option.key: tr(option.hint) for option in options if option.hint}


def _choice(question: Question, groups: Sequence[OptionGroup], common: dict[str, Any]) -> Any:
    options = [option for group in groups for option in group.options]
    choices = choices_of(_choices(options))
    if question.kind in LISTS:
        return CheckboxesField(**common, choices=choices, validate_choice=False, hints=hints_of(question, options))
    many = len(options) > _MOST_RADIOS and question.kind is QuestionKind.CHOICE
    if many or question.kind is QuestionKind.MUNICIPALITY:
        choices = [SelectChoice(value="", label=_("Välj")), *_under_headings(groups)]
        return SelectField(**common, choices=choices, validate_choice=False)
    return RadioField(**common, choices=choices, validate_choice=False)


def _under_headings(groups: Sequence[OptionGroup]) -> list[SelectChoice]:
    return [
        SelectChoice(value=option.key, label=tr(option.label), optgroup=tr(group.label) if group.label else None)
        for group in groups
        for option in group.options
    ]


def _choices(options: Iterable[Option]) -> list[tuple[str, str]]:
    return [(option.key, tr(option.label)) for option in options]


def yes_and_no() -> list[tuple[str, str]]:
    """Return the two answers to a yes-or-no question."""
    return [("yes", _("Ja")), ("no", _("Nej"))]


def _row_form(question: Question) -> type[RowForm]:
    return type("AnswerRow", (RowForm,), {f"cell_{one.key}": _cell(one) for one in question.columns})


def _cell(column: Column) -> Any:
    # The name is given apart, so that no key is mistaken for a part of the row's form.
    common: dict[str, Any] = {"label": tr(column.label), "name": column.key}
    if column.hidden:
        return HiddenField(**common)
    choices = yes_and_no() if column.kind is QuestionKind.YES_NO else _choices(column.options)
    if choices:
        offered = _Offered(code for code, _label in choices)
        choices_here = choices_of([("", _("Välj")), *choices])
        return SelectField(**common, validators=[offered], choices=choices_here, validate_choice=False)
    if column.kind in _READ:
        return _READ[column.kind](**common)
    return (TextAreaField if column.kind is QuestionKind.PARAGRAPHS else StringField)(**common)


def width_of(question: Question) -> str:
    """Return how wide a text field is: a short line is ``m``, nothing is the whole measure."""
    is_short = question.max_length is not None and question.max_length <= _SHORT_LINE
    return "m" if question.kind is QuestionKind.LINE and is_short else ""


# ----- between what is stored and what is posted


def as_posted(questions: Iterable[Question], answers: Mapping[str, object]) -> MultiDict[str, str]:
    """Return answers as if they had just been posted, so that they show exactly as they were typed."""
    posted: MultiDict[str, str] = MultiDict()
    for question in questions:
        name, value = PREFIX + question.key, answers.get(question.key)
        if question.kind is QuestionKind.ROWS:
            for place, row in enumerate(_rows(value)):
                for column in question.columns:
                    posted.add(f"{name}-{place}-{column.key}", str(row.get(column.key) or ""))
        elif isinstance(value, list):
            posted.setlist(name, [str(one) for one in value])
        elif value is not None:
            posted.add(name, str(value))
    return posted


def answers_in(
    questions: Iterable[Question], posted: MultiDict[str, str], *, keep_blank: bool = False
) -> dict[str, object]:
    """Return the answers of a posted page as they were typed; rows in which nothing is written are left out.

    ``keep_blank``: they are kept, for a page that is shown again and not saved.
    """
    return {question.key: _answer(question, posted, keep_blank) for question in questions}


def _answer(question: Question, posted: MultiDict[str, str], keep_blank: bool) -> object:
    name = PREFIX + question.key
    if question.kind is QuestionKind.ROWS:
        rows = [
            {column.key: _typed(column.kind, f"{name}-{number}-{column.key}", posted) for column in question.columns}
            for number in _row_numbers(name, posted)
        ]
        shown = [column.key for column in question.columns if not column.hidden]
        return [row for row in rows if keep_blank or any(row[key] for key in shown)]
    if question.kind in LISTS:
        return [one for one in map(cleaned, posted.getlist(name)) if one]
    return _typed(question.kind, name, posted)


def _typed(kind: QuestionKind, name: str, posted: MultiDict[str, str]) -> str:
    """Return what was typed in one field; an amount with the currency that was chosen beside it."""
    text = cleaned(posted.get(name, ""))
    return together(text, posted.get(f"{name}{CURRENCY}", "")) if kind is QuestionKind.CURRENCY_AMOUNT else text


def _row_numbers(name: str, posted: MultiDict[str, str]) -> list[int]:
    numbers = (key.removeprefix(f"{name}-").partition("-")[0] for key in posted if key.startswith(f"{name}-"))
    return sorted({int(number) for number in numbers if _ROW_NUMBER.fullmatch(number)})[:_MOST_ROWS]


def cleaned(text: str) -> str:
    """Return a text as it is kept: with single line breaks and no blanks around; a NUL no database takes."""
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def plain(question: Question, value: object) -> object:
    """Return a stored answer in the shape that ``answers_in`` gives, so that the two can be compared."""
    return answers_in([question], as_posted([question], {question.key: value}))[question.key]


def _rows(value: object) -> list[Mapping[str, object]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
