"""An application as it is read: every answer in words, page by page, from what is stored or from a frozen copy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from fundflow.catalogue import Catalogue
from fundflow.domain.answers import Unreadable, read_value
from fundflow.domain.completeness import is_answered, is_shown
from fundflow.domain.concepts import OUTSIDE_COUNTY, WHOLE_COUNTY
from fundflow.domain.currencies import CurrencyAmount
from fundflow.domain.facts import CaseFacts
from fundflow.domain.money import Money
from fundflow.domain.programme import Column, Option, Question, QuestionKind, Text
from fundflow.domain.strategy import OF_STRATEGY, Strategy
from fundflow.labels.amounts import decimal_text, kronor_text
from fundflow.labels.published import currency_amount_text
from fundflow.web.filters import plain_day, swedish_name, tr
from fundflow.web.locale import SWEDISH, _, _l, spoken

_YES_NO: Final = {"yes": _l("Ja"), "no": _l("Nej")}
_PLACES: Final = {WHOLE_COUNTY: _l("Hela länet"), OUTSIDE_COUNTY: _l("Utanför länet")}
_COUNTS: Final = (QuestionKind.WHOLE_NUMBER, QuestionKind.NUMBER)
_LONG: Final = 10_000
_NUMBERS: Final = (
    QuestionKind.MONEY,
    QuestionKind.WHOLE_NUMBER,
    QuestionKind.PERCENT,
    QuestionKind.NUMBER,
    QuestionKind.CURRENCY_AMOUNT,
)


@dataclass(frozen=True, slots=True)
class ToldTable:
    """Rows as a table: heads, cells, and which columns hold numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A question with its answer in words; one of ``text``, ``items`` and ``table`` is there, or none of them.

    ``official``: the Swedish names of what is chosen, where the words are English; as many as the words.
    """

    key: str
    question: str
    text: str = ""
    items: tuple[str, ...] = ()
    table: ToldTable | None = None
    is_long: bool = False
    official: tuple[str, ...] = ()

    def called(self, question: str) -> "Told":
        """Return the same answer under another name, where a page shows two of them beside each other."""
        return replace(self, question=question)

    @property
    def is_answered(self) -> bool:
        """Whether anything was answered."""
        return bool(self.table or self.items or self.text)

    @property
    def lines(self) -> list[str]:
        """The answer as lines, to be compared with another version's."""
        if self.table is not None:
            return [" · ".join(cell for cell in row if cell) for row in self.table.rows]
        return list(self.items) or self.text.splitlines()


@dataclass(frozen=True, slots=True)
class ToldPage:
    """A page of the application with the answers that are asked for there."""

    key: str
    label: str
    answers: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Teller:
    """Says answers in the words of the programme and strategy that the case has pinned."""

    catalogue: Catalogue
    facts: CaseFacts
    strategy: Strategy

    def pages(self, answers: Mapping[str, Any]) -> list[ToldPage]:
        """Return every page with its answers; a conditional question that is not asked is left out."""
        return [
            ToldPage(page.key, tr(page.label), tuple(self._answers(page.questions, answers)))
            for page in self.facts.pages
        ]

    def chosen(self, keys: Sequence[str], answers: Mapping[str, Any]) -> list[Told]:
        """Return the answers to these questions, in the order of the form."""
        asked = [one for one in self.facts.questions if one.key in keys]
        return list(self._answers(asked, answers))

    def told(self, questions: Sequence[Question], answers: Mapping[str, Any]) -> list[Told]:
        """Return the answers to these questions, of whichever form; a conditional one that is not asked is left out."""
        return list(self._answers(questions, answers))

    def _answers(self, questions: Sequence[Question], answers: Mapping[str, Any]) -> Iterator[Told]:
        for question in questions:
            if is_shown(question, answers):
                yield self.tell(question, answers.get(question.key))

    def tell(self, question: Question, value: Any) -> Told:
        """Return one answer in words."""
        label = tr(question.label)
        if not is_answered(value):
            return Told(question.key, label)
        if question.kind is QuestionKind.ROWS:
            return Told(question.key, label, table=_table(question, value))
        if isinstance(value, list):
            items = tuple(self._word(question, str(one)) for one in value)
            return Told(question.key, label, items=items, official=self._official(question, value))
        is_long = question.kind is QuestionKind.PARAGRAPHS
        text = self._word(question, str(value))
        return Told(question.key, label, text, is_long=is_long, official=self._official(question, [value]))

    def _official(self, question: Question, values: Sequence[Any]) -> tuple[str, ...]:
        """Return the Swedish names of what is chosen of the strategy, where the page is in English."""
        if question.kind not in OF_STRATEGY or spoken() == SWEDISH:
            return ()
        return tuple(swedish_name(self._named(question, str(one))) for one in values)

    def _word(self, question: Question, value: str) -> str:
        match question.kind:
            case QuestionKind.MUNICIPALITY | QuestionKind.MUNICIPALITIES:
                return municipality_name(self.catalogue, value)
            case kind if kind in OF_STRATEGY:
                return tr(self._named(question, value)) or value
            case _:
                return _value(question.kind, question.options, value)

    def _named(self, question: Question, value: str) -> Text | None:
        """Return what a priority or an area is called; None for one that the strategy does not have."""
        is_area = question.kind is QuestionKind.STRATEGIC_AREA
        found = self.strategy.area(value) if is_area else self.strategy.priority(value)
        return found.label if found else None


def municipality_name(catalogue: Catalogue, code: str) -> str:
    """Return what a municipality answer is called: its name, the whole county, outside it, or the code."""
    if code in _PLACES:
        return str(_PLACES[code])
    municipality = catalogue.municipality(code)
    return municipality.name if municipality else code


def _table(question: Question, rows: Sequence[Mapping[str, Any]]) -> ToldTable:
    columns = [column for column in question.columns if not column.hidden]
    return ToldTable(
        heads=tuple(tr(column.label) for column in columns),
        rows=tuple(
            tuple(_cell(column, str(row.get(column.key) or "")) for column in columns)
            for row in rows
            if is_answered(row)
        ),
        numeric=tuple(column.kind in _NUMBERS for column in columns),
    )


def _cell(column: Column, value: str) -> str:
    return _value(column.kind, column.options, value)


def _value(kind: QuestionKind, options: Sequence[Option], value: str) -> str:
    """Return a single value as it is shown; what cannot be read stays as it was written."""
    if kind is QuestionKind.YES_NO:
        return str(_YES_NO.get(value, value))
    if options:
        return next((tr(option.label) for option in options if option.key == value), value)
    if kind is QuestionKind.MONEY:
        return _money(value)
    if kind is QuestionKind.CURRENCY_AMOUNT:
        return _in_currency(value)
    if kind is QuestionKind.DAY:
        return _day(value)
    if kind in _COUNTS:
        return _count(kind, value)
    if kind is QuestionKind.PERCENT:
        return _percent(value)
    return value


def _day(value: str) -> str:
    try:
        day = read_value(QuestionKind.DAY, value)
    except Unreadable:
        return value
    return plain_day(day) if isinstance(day, date) else value


def _count(kind: QuestionKind, value: str) -> str:
    """Return a number with blanks between thousands; one of four digits stands as it is, since a year does."""
    try:
        number = read_value(kind, value)
    except Unreadable:
        return value
    count = Decimal(number) if isinstance(number, int | Decimal) else Decimal(0)
    return decimal_text(count, spoken()) if abs(count) >= _LONG else value


def _in_currency(value: str) -> str:
    try:
        amount = read_value(QuestionKind.CURRENCY_AMOUNT, value)
    except Unreadable:
        return value
    return currency_amount_text(amount, spoken()) if isinstance(amount, CurrencyAmount) else value


def _percent(value: str) -> str:
    try:
        percent = read_value(QuestionKind.PERCENT, value)
    except Unreadable:
        return value
    return _("%(number)s %%", number=decimal_text(percent, spoken())) if isinstance(percent, Decimal) else value


def _money(value: str) -> str:
    try:
        amount = read_value(QuestionKind.MONEY, value)
    except Unreadable:
        return value
    return kronor_text(amount, spoken()) if isinstance(amount, Money) else value
