"""From what people wrote to typed values; what cannot be read stays as it was written, and is said."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from fundflow.domain.concepts import Concept
from fundflow.domain.currencies import Currency, CurrencyAmount, apart, parse_currency_amount
from fundflow.domain.money import Money, NotAnAmount, parse_kronor
from fundflow.domain.periods import NotADay, parse_day
from fundflow.domain.programme import Column, Option, Question, QuestionKind

_DECIMAL: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?", re.ASCII)

_WHOLE: Final = re.compile(r"([0-9]{1,12})(?:\.0{1,2})?", re.ASCII)
_SHARE: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{1,12})?", re.ASCII)

_PERCENT: Final = re.compile(r"(?<=\d)\s*(%|procent|per\s?cent)$", re.IGNORECASE)

_UNIT: Final = re.compile(
    r"(?<=\d)\s*(km|kilometer|kilometres?|kilometers?|st\.?|styck|stycken|pcs|pieces|h|tim\.?|timm(?:e|ar)|hours?"
    r"|år|years?|dagar|days|månader|months|personer|people|persons|hushåll|households|eur|euros?|€)$",
    re.IGNORECASE,
)

Value = str | bool | Money | CurrencyAmount | int | Decimal | date | list[str] | list[dict[str, str]] | None


class Unreadable(ValueError):
    """The answer is not of its kind."""


def read_answer(question: Question, written: object, known: Collection[str] | None = None) -> Value:
    """Return the answer as its kind says, None for nothing; rows come back as they are, each with its columns.

    ``known``: the codes to choose among where they are not the question's own options, as priorities; None: any. In a
    row a choice that is not offered comes back empty.

    Raises Unreadable when something is written that is not of the kind, or chosen that is not offered.
    """
    if question.kind is QuestionKind.ROWS:
        return [_known_row(question, row) for row in _rows(written)]
    codes = known if known is not None else _codes(question.options)
    if question.kind in LISTS:
        chosen = [str(one) for one in written if one] if isinstance(written, list) else []
        _require_offered(chosen, codes)
        return list(chosen)
    value = read_value(question.kind, written if isinstance(written, str) else "")
    if question.concept is Concept.SUPPORT_YEAR and isinstance(value, int) and value not in _YEARS:
        raise Unreadable(str(value))
    if question.kind in CHOSEN and isinstance(value, str):
        _require_offered([value], codes)
    return value


_YEARS: Final = range(2000, 2100)
"""Years that a support can be about; 26 is not one of them."""

LISTS: Final = (QuestionKind.CHOICES, QuestionKind.MUNICIPALITIES, QuestionKind.FURTHER_PRIORITIES)
"""Kinds that are answered with several codes."""

CHOSEN: Final = (
    QuestionKind.CHOICE,
    QuestionKind.MUNICIPALITY,
    QuestionKind.PRIORITY,
    QuestionKind.STRATEGIC_AREA,
)
"""Kinds that are answered with one code."""


def _rows(written: object) -> list[Mapping[str, object]]:
    return [row for row in written if isinstance(row, dict)] if isinstance(written, list) else []


def _codes(options: tuple[Option, ...]) -> frozenset[str] | None:
    return frozenset(option.key for option in options) if options else None


def _require_offered(chosen: list[str], codes: Collection[str] | None) -> None:
    if codes is not None and not set(chosen) <= set(codes):
        raise Unreadable(", ".join(chosen))


def _known_row(question: Question, row: Mapping[str, object]) -> dict[str, str]:
    """Return a row as texts, with choices that are not offered left empty; keys that are no columns stay."""
    known = {key: str(value or "") for key, value in row.items()}
    for column in question.columns:
        if not _is_offered(column, known.get(column.key, "")):
            known[column.key] = ""
    return known


def _is_offered(column: Column, text: str) -> bool:
    codes = _codes(column.options) if column.kind in CHOSEN else None
    return not text or codes is None or text in codes


def read_value(kind: QuestionKind, written: str) -> str | bool | Money | CurrencyAmount | int | Decimal | date | None:
    """Return one value of a kind, None for nothing. Raises Unreadable."""
    text = written.strip()
    if not text:
        return None
    try:
        return _READ[kind](text) if kind in _READ else text
    except (KeyError, NotAnAmount, NotADay, ValueError, InvalidOperation) as error:
        raise Unreadable(text) from error


def _digits(text: str) -> str:
    """Return a number without the full stop and the unit that people write after it, and without its blanks.

    Units are known in Swedish and English; another one stays. A comma becomes a full stop.
    """
    return "".join(_UNIT.sub("", text.removesuffix(".")).split()).replace("\u00a0", "").replace(",", ".")


def _whole_number(text: str) -> int:
    """Return a whole number; decimals that are zero are none, but three of them may be thousands."""
    found = _WHOLE.fullmatch(_digits(text))
    if found is None or int(found[1]) > 1_000_000_000:
        raise Unreadable(text)
    return int(found[1])


def _number(text: str) -> Decimal:
    """Return a number of zero or more with at most four decimals, after a comma or a full stop."""
    cleaned = _digits(text)
    if not _DECIMAL.fullmatch(cleaned):
        raise Unreadable(text)
    return Decimal(cleaned)


def _percent(text: str) -> Decimal:
    """Return a percentage from 0 to 100, with or without the sign or the word."""
    cleaned = _digits(_PERCENT.sub("", text.removesuffix(".")))
    if not _SHARE.fullmatch(cleaned) or Decimal(cleaned) > 100:
        raise Unreadable(text)
    return Decimal(cleaned)


_READ: Final[Mapping[QuestionKind, Callable[[str], bool | Money | CurrencyAmount | int | Decimal | date]]] = {
    QuestionKind.YES_NO: {"yes": True, "no": False}.__getitem__,
    QuestionKind.MONEY: parse_kronor,
    QuestionKind.WHOLE_NUMBER: _whole_number,
    QuestionKind.PERCENT: _percent,
    QuestionKind.NUMBER: _number,
    QuestionKind.CURRENCY_AMOUNT: parse_currency_amount,
    QuestionKind.DAY: parse_day,
}


def unreadable_in(question: Question, written: object, known: Collection[str] | None = None) -> bool:
    """Say whether something in the answer cannot be read, in any of its rows; ``known`` as in read_answer."""
    try:
        if question.kind is not QuestionKind.ROWS:
            read_answer(question, written, known)
        return any(unreadable_cells(question, row) for row in _rows(written) if question.kind is QuestionKind.ROWS)
    except Unreadable:
        return True


def unreadable_cells(question: Question, row: Mapping[str, object]) -> list[str]:
    """Return the keys of the columns in which something is written that cannot be read."""
    return [column.key for column in question.columns if not _is_readable(column, str(row.get(column.key) or ""))]


def _is_readable(column: Column, text: str) -> bool:
    try:
        read_value(column.kind, text)
    except Unreadable:
        return False
    return _is_offered(column, text)


def meaning(question: Question, written: object) -> object:
    """Return an answer with its amounts as they are read, to tell whether it is another answer or the same anew.

    ``420 000`` means what ``420000 euro`` means where amounts are told in kronor or euro; other texts mean themselves.
    """
    if question.kind is not QuestionKind.ROWS:
        return _meaning(question.kind, written)
    kinds = {column.key: column.kind for column in question.columns}
    return [{key: _meaning(kinds.get(key), text) for key, text in row.items()} for row in _rows(written)]


def _meaning(kind: QuestionKind | None, written: object) -> object:
    if kind not in (QuestionKind.MONEY, QuestionKind.CURRENCY_AMOUNT) or not isinstance(written, str):
        return written
    try:
        amount = read_value(kind, written)
    except Unreadable:
        text, currency = apart(written)
        return [text, currency or Currency.EUR] if kind is QuestionKind.CURRENCY_AMOUNT else written
    if isinstance(amount, Money):
        return amount.ore
    return amount.written if isinstance(amount, CurrencyAmount) else ""


def tells_kronor(questions: Iterable[Question], answers: Mapping[str, object]) -> bool:
    """Say whether an amount that may be told in kronor or euro is told in kronor, in any of these answers."""
    return any(_in_kronor(question, answers.get(question.key)) for question in questions)


def _in_kronor(question: Question, answer: object) -> bool:
    if question.kind is QuestionKind.CURRENCY_AMOUNT:
        return apart(str(answer or ""))[1] is Currency.SEK
    asked = [column.key for column in question.columns if column.kind is QuestionKind.CURRENCY_AMOUNT]
    return any(apart(str(row.get(key) or ""))[1] is Currency.SEK for row in _rows(answer) for key in asked)


def letters_over(question: Question, written: object) -> int:
    """Return how many letters longer the answer is than the question takes; 0 when it fits."""
    if question.max_length is None or not isinstance(written, str):
        return 0
    return max(0, len(written) - question.max_length)


def amount_in(row: Mapping[str, str], field: str) -> Money | None:
    """Return the amount of a row's field, None when there is none that can be read."""
    try:
        return parse_kronor(str(row.get(field) or ""))
    except NotAnAmount:
        return None


def whole_number_in(row: Mapping[str, str], field: str) -> int | None:
    """Return the whole number of a row's field, None when there is none that can be read."""
    try:
        value = read_value(QuestionKind.WHOLE_NUMBER, str(row.get(field) or ""))
    except Unreadable:
        return None
    return value if isinstance(value, int) else None


def number_in(row: Mapping[str, str], field: str) -> Decimal | None:
    """Return the number of a row's field, None when there is none that can be read."""
    try:
        value = read_value(QuestionKind.NUMBER, str(row.get(field) or ""))
    except Unreadable:
        return None
    return value if isinstance(value, Decimal) else None
