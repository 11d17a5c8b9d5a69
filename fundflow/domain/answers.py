"""From what people wrote to typed values; what cannot be read stays as it was written, and is said."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from fundflow.domain.money import Money, NotAnAmount, parse_kronor
from fundflow.domain.periods import NotADay, parse_day
from fundflow.domain.programme import Question, QuestionKind

Value = str | bool | Money | int | Decimal | date | list[str] | list[dict[str, str]] | None


class Unreadable(ValueError):
    """The answer is not of its kind."""


def read_answer(question: Question, written: object) -> Value:
    """Return the answer as its kind says, None for nothing; rows come back as they are, each with its columns.

    Raises Unreadable when something is written that is not of the kind.
    """
    if question.kind is QuestionKind.ROWS:
        return [row for row in written if isinstance(row, dict)] if isinstance(written, list) else []
    if question.kind in _LISTS:
        return [str(one) for one in written if one] if isinstance(written, list) else []
    return read_value(question.kind, written if isinstance(written, str) else "")


_LISTS = (QuestionKind.CHOICES, QuestionKind.MUNICIPALITIES, QuestionKind.FURTHER_PRIORITIES)


def read_value(kind: QuestionKind, written: str) -> str | bool | Money | int | Decimal | date | None:
    """Return one value of a kind, None for nothing. Raises Unreadable."""
    text = written.strip()
    if not text:
        return None
    try:
        match kind:
            case QuestionKind.YES_NO:
                return {"yes": True, "no": False}[text]
            case QuestionKind.MONEY:
                return parse_kronor(text)
            case QuestionKind.WHOLE_NUMBER:
                return _whole_number(text)
            case QuestionKind.PERCENT:
                return _percent(text)
            case QuestionKind.DAY:
                return parse_day(text)
            case _:
                return text
    except (KeyError, NotAnAmount, NotADay, ValueError, InvalidOperation) as error:
        raise Unreadable(text) from error


def _whole_number(text: str) -> int:
    number = int("".join(text.split()).replace("\u00a0", ""))
    if not 0 <= number <= 1_000_000_000:
        raise Unreadable(text)
    return number


def _percent(text: str) -> Decimal:
    percent = Decimal(text.removesuffix("%").strip().replace(",", "."))
    if not 0 <= percent <= 100:
        raise Unreadable(text)
    return percent


def unreadable_in(question: Question, written: object) -> bool:
    """Say whether something in the answer cannot be read, in any of its rows."""
    try:
        value = read_answer(question, written)
        if question.kind is QuestionKind.ROWS and isinstance(value, list):
            for row in value:
                if isinstance(row, Mapping):
                    _read_row(question, row)
    except Unreadable:
        return True
    return False


def _read_row(question: Question, row: Mapping[str, str]) -> None:
    for column in question.columns:
        read_value(column.kind, str(row.get(column.key) or ""))


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
