"""Rows of a list of costs that are no costs: sums, heads that stand again, and empty ones. They are left out and told.

A row is taken for a sum only when it cannot be a cost: nothing but its word and an amount is filled in.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fundflow.domain.money import ZERO, Money, total
from fundflow.domain.texts import Text
from fundflow.i18n import msgid
from fundflow.labels.amounts import kronor_text
from fundflow.services.importing import values
from fundflow.services.importing.deed import Listed
from fundflow.services.importing.rows import Row
from fundflow.services.importing.values import BadValue, Reason

AMOUNT: Final = "declared"
_WORDS: Final = re.compile(
    r"(summa|delsumma|totalsumma|slutsumma|s:a|totalt?|totalkostnad(er)?|sum|subtotal|grand total)\b", re.IGNORECASE
)
"""What the first word of a sum is, in Swedish and English."""

ColumnOf = Callable[[str], str | None]
"""Which column of a cost a heading names; None: none."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is left out: its number and what stands in it. ``is_sum`` False: the head, once more.

    ``amount`` None: a sum whose amount is not there, or cannot be read.
    """

    row: int
    written: str
    is_sum: bool
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What is told of a row that was left out; ``is_warning``: the sum is another than that of the costs."""

    text: Reason
    is_warning: bool = False


def without_sums(listed: Listed, column_of: ColumnOf) -> tuple[Listed, tuple[LeftOut, ...]]:
    """Return the list without rows that are no costs, nor what could not be read in them, and those that are told."""
    reader = _Reader(listed, column_of)
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    empty: set[int] = set()
    for row in listed.rows:
        written = reader.written(row)
        if (found := reader.as_head(row, written) or reader.as_sum(row, written)) is not None:
            left_out.append(found)
        elif reader.is_empty(row, written):
            empty.add(row[0])
        else:
            rows.append(row)
    if rows and (last := reader.as_bare_sum(rows)) is not None:
        rows.pop()
        left_out.append(last)
    gone = empty | {one.row for one in left_out}
    unreadable = tuple(one for one in listed.unreadable if one.row not in gone)
    return replace(listed, rows=tuple(rows), unreadable=unreadable), tuple(left_out)


class _Reader:
    """Reads rows as what stands in each column of a cost, also where a cell is merged with others."""

    def __init__(self, listed: Listed, column_of: ColumnOf) -> None:
        self.columns = {heading: column for heading in listed.headings if (column := column_of(heading)) is not None}
        self.column_of = column_of
        self.merged: dict[int, dict[str, str]] = {}
        for one in listed.unreadable:
            if one.row is not None and one.column is not None:
                self.merged.setdefault(one.row, {})[str(one.column)] = one.value

    def written(self, row: Row) -> dict[str, str]:
        """Return what stands in each column of a cost that is filled in, by column."""
        number, cells = row
        by_heading = {**cells, **self.merged.get(number, {})}
        return {
            column: _as_text(by_heading[heading])
            for heading, column in self.columns.items()
            if not values.is_blank(by_heading.get(heading))
        }

    def as_head(self, row: Row, written: Mapping[str, str]) -> LeftOut | None:
        """Return the row if it is the head once more: every cell that is filled in holds a name of its own column."""
        is_head = len(written) > 1 and all(
            self.column_of(text.lower().rstrip("* ")) == column for column, text in written.items()
        )
        return LeftOut(row[0], next(iter(written.values())), is_sum=False) if is_head else None

    def as_sum(self, row: Row, written: Mapping[str, str]) -> LeftOut | None:
        """Return the row if it is a sum by its word: that word, in one cell or merged over several, and an amount."""
        words = {text for column, text in written.items() if column != AMOUNT}
        if len(words) != 1 or not _WORDS.match(word := next(iter(words))):
            return None
        is_merged = bool(self.merged.get(row[0]))
        if not is_merged and len(written.keys() - {AMOUNT}) > 1:
            return None
        return LeftOut(row[0], word, is_sum=True, amount=self.amount(row))

    def is_empty(self, row: Row, written: Mapping[str, str]) -> bool:
        """Say whether nothing of a cost is filled in, or only a zero, as a formula leaves in rows not used."""
        return not written or (written.keys() == {AMOUNT} and self.amount(row) == ZERO)

    def as_bare_sum(self, rows: Sequence[Row]) -> LeftOut | None:
        """Return the last row if it holds nothing but what the amounts above it come to."""
        *above, last = rows
        if not above or self.written(last).keys() != {AMOUNT}:
            return None
        amount, others = self.amount(last), [self.amount(row) for row in above]
        known = [one for one in others if one is not None]
        if amount is None or len(known) < len(others) or amount != total(known):
            return None
        return LeftOut(last[0], "", is_sum=True, amount=amount)

    def amount(self, row: Row) -> Money | None:
        """Return the amount of a row; None when none is there that can be read."""
        heading = next((one for one, column in self.columns.items() if column == AMOUNT), None)
        cell = row[1].get(heading) if heading is not None else None
        if cell is None or values.is_blank(cell):
            return None
        try:
            return values.amount(cell)
        except BadValue:
            return None


def _as_text(cell: object) -> str:
    try:
        return values.text(cell)
    except BadValue:
        return str(cell)


def remarks(left_out: Sequence[LeftOut], costs: Sequence[tuple[int, Money]]) -> Iterator[Remark]:
    """Yield what is told of each row that was left out; ``costs`` are the row and amount of each that was taken in.

    A sum holds when it is that of all costs above it, or of those since the sum before it.
    """
    since = 0
    for one in left_out:
        if not one.is_sum:
            yield Remark(Reason.of(msgid("Rad {row} är rubrikerna en gång till. Den är inte med."), row=one.row))
            continue
        above = [(row, amount) for row, amount in costs if row < one.row]
        whole, part = (total(amount for row, amount in above if row > first) for first in (0, since))
        since = one.row
        yield _about_sum(one, whole, holds=one.amount in (None, whole, part))


def _about_sum(one: LeftOut, whole: Money, *, holds: bool) -> Remark:
    if holds or one.amount is None:
        reason = msgid("Rad {row} är en summa och ingen kostnad. Den är inte med.")
        return Remark(Reason.of(reason, row=one.row))
    reason = msgid(
        "Rad {row} är en summa och ingen kostnad. Den är inte med. Där står {sum}, men kostnaderna ovanför är "
        "{costs}. Se efter att ingen kostnad saknas."
    )
    return Remark(Reason.of(reason, row=one.row, sum=_kronor(one.amount), costs=_kronor(whole)), is_warning=True)


def _kronor(amount: Money) -> Text:
    return Text(kronor_text(amount), kronor_text(amount, "en"))
