"""What a list is asked for and what it answers with, as values: filters, words, order and page.

A query function takes a ``ListRequest`` and returns a ``Page``. It knows which column belongs to each sort key; the
request knows keys only, and the web checks that they are among those the list has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class ListRequest:
    """One view of a list: chosen values by filter, words to search for, sort key and direction, page from 1."""

    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: str = ""
    sort: str = ""
    descending: bool = False
    page: int = 1
    per_page: int = 25

    def __post_init__(self) -> None:
        if self.page < 1 or self.per_page < 1:
            raise ValueError(f"page {self.page} of {self.per_page} rows")

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return the chosen values of a filter, none when it is not used."""
        return self.filters.get(name, ())

    def one(self, name: str) -> str | None:
        """Return the chosen value of a filter that has one at most."""
        return next(iter(self.chosen(name)), None)

    @property
    def offset(self) -> int:
        """How many rows stand before the page."""
        return (self.page - 1) * self.per_page

    @property
    def is_narrowed(self) -> bool:
        """Whether filters or words leave rows out."""
        return bool(self.words or any(self.filters.values()))


@dataclass(frozen=True, slots=True)
class Page(Generic[_Row]):
    """The rows of one page, and how many rows there are on all of them."""

    rows: Sequence[_Row]
    total: int
    request: ListRequest

    @property
    def number(self) -> int:
        """The page's number, from 1."""
        return self.request.page

    @property
    def last_number(self) -> int:
        """The number of the last page; 1 also when the list is empty."""
        return max(1, -(-self.total // self.request.per_page))

    @property
    def first_row(self) -> int:
        """The place of the page's first row in the whole list, from 1; 0 when the page is empty."""
        return self.request.offset + 1 if self.rows else 0

    @property
    def last_row(self) -> int:
        """The place of the page's last row in the whole list; 0 when the page is empty."""
        return self.request.offset + len(self.rows) if self.rows else 0
