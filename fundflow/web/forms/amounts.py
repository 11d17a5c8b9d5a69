"""What amounts in kronor are in euro, told beside their fields: on the page, and as each answer is saved."""

from collections.abc import Iterator
from typing import Any

from fundflow.domain.concepts import Concept
from fundflow.domain.currencies import Counting, CurrencyAmount
from fundflow.domain.programme import Question, QuestionKind
from fundflow.domain.rates import EuroRate
from fundflow.labels.published import counted_text
from fundflow.web.forms.fields import CurrencyAmountField
from fundflow.web.locale import _, spoken


def tell_counted(field: Any, question: Question, counting: Counting) -> None:
    """Give every amount of a question's field the words that tell what it is in euro."""
    for _place, one, day in _amounts(field, question):
        one.counted = _told(one, counting.on(day))


def counted_in(field: Any, question: Question) -> dict[str, str]:
    """Return what is told beside each amount, by its row and column as ``0-turnover``; a single one by nothing."""
    return {place: one.counted for place, one, _day in _amounts(field, question)}


def _amounts(field: Any, question: Question) -> Iterator[tuple[str, CurrencyAmountField, object]]:
    """Yield each amount with its place, and the day that decides its rate: that of the grant, for earlier aid."""
    if question.kind is QuestionKind.CURRENCY_AMOUNT:
        yield "", field, None
    columns = [one.key for one in question.columns if one.kind is QuestionKind.CURRENCY_AMOUNT]
    if not columns:
        return
    days = [one.key for one in question.columns if one.kind is QuestionKind.DAY]
    for row, entry in enumerate(field.entries):
        is_aid = question.concept is Concept.EARLIER_AID and days
        day = entry.form[f"cell_{days[0]}"].data if is_aid else None
        for key in columns:
            yield f"{row}-{key}", entry.form[f"cell_{key}"], day


def _told(field: CurrencyAmountField, rate: EuroRate | None) -> str:
    return counted_text(field.data, rate, _, spoken()) if isinstance(field.data, CurrencyAmount) else ""
