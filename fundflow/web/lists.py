"""Lists in the address bar: what is asked for out of a query string, and the addresses that ask for something else.

``ListShape`` says what a list can be asked; ``ListView`` is what its template needs for heads, facets and pages::

    SHAPE = ListShape(filters=("lage", "program"), sorts=("frist", "sokt"), default_sort="frist")

    asked = SHAPE.read(request.args)
    page = worklist_of(reading(), current_actor(), asked)
    return render_template("desk/worklist.html", page=page, list=ListView(SHAPE, asked, "desk.worklist"))

The parameters are ``sok``, ``sortera`` (with ``-`` for descending), ``sida``, ``per_sida`` and the filters' own names,
repeated for several values. What is unknown or wrong is left out: an old link still shows a list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from flask import url_for
from werkzeug.datastructures import MultiDict

from fundflow.queries.paging import ListRequest, Page
from fundflow.web.numbers import whole_number

WORDS: Final = "sok"
SORT: Final = "sortera"
PAGE: Final = "sida"
PER_PAGE: Final = "per_sida"
_LONGEST_WORDS: Final = 200
_LARGEST_PAGE: Final = 100_000


@dataclass(frozen=True, slots=True)
class ListShape:
    """What a list can be asked: its filters and sort keys, its first order, and how long its pages are.

    ``default_sort`` is written as in the address, ``-sokt`` for the largest first. ``starts_with`` are the filters that
    hold when the address has none of its own; ``alla`` as the only value of one of them takes it away.
    """

    filters: tuple[str, ...]
    sorts: tuple[str, ...]
    default_sort: str
    per_page: tuple[int, ...] = (25, 50, 100)
    starts_with: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def read(self, args: MultiDict[str, str]) -> ListRequest:
        """Return what the query string asks for."""
        written = args.get(SORT, self.default_sort)
        sort = written if written.removeprefix("-") in self.sorts else self.default_sort
        asked = _whole(args.get(PER_PAGE), self.per_page[0])
        return ListRequest(
            filters={name: values for name in self.filters if (values := self._values(name, args))},
            words=" ".join(args.get(WORDS, "").split())[:_LONGEST_WORDS],
            sort=sort.removeprefix("-"),
            descending=sort.startswith("-"),
            page=min(_whole(args.get(PAGE), 1), _LARGEST_PAGE),
            per_page=asked if asked in self.per_page else self.per_page[0],
        )

    def write(self, request: ListRequest) -> dict[str, object]:
        """Return the query string's parameters for the request; what goes without saying is left out."""
        sort = ("-" if request.descending else "") + request.sort
        written: dict[str, object] = {
            name: list(request.chosen(name)) or ["alla"]
            for name in self.filters
            if request.chosen(name) != tuple(self.starts_with.get(name, ()))
        }
        said = {
            WORDS: (request.words, ""),
            SORT: (sort, self.default_sort),
            PAGE: (request.page, 1),
            PER_PAGE: (request.per_page, self.per_page[0]),
        }
        return written | {name: value for name, (value, unsaid) in said.items() if value != unsaid}

    def _values(self, name: str, args: MultiDict[str, str]) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(value for value in args.getlist(name) if value))
        if not values:
            return tuple(self.starts_with.get(name, ()))
        return () if values == ("alla",) else values


def _whole(text: str | None, otherwise: int) -> int:
    return whole_number(text, 0) or otherwise


@dataclass(frozen=True, slots=True)
class ListView:
    """What a list's template asks: the addresses of the same list, asked otherwise."""

    shape: ListShape
    request: ListRequest
    endpoint: str
    values: Mapping[str, object] = field(default_factory=dict)

    def _url(self, request: ListRequest) -> str:
        return url_for(self.endpoint, **{**self.values, **self.shape.write(request)})  # type: ignore[arg-type]

    @property
    def url(self) -> str:
        """The address of the list as it stands, to come back to from a row."""
        return self._url(self.request)

    @property
    def action(self) -> str:
        """The address that the list's filter form sends to."""
        return url_for(self.endpoint, **self.values)  # type: ignore[arg-type]

    @property
    def clear_url(self) -> str:
        """The address of the list without words and filters, also without those that hold at first."""
        return self._url(replace(self.request, filters={}, words="", page=1))

    def page_url(self, number: int) -> str:
        """Return the address of another page."""
        return self._url(replace(self.request, page=number))

    def sort_url(self, key: str) -> str:
        """Return the address that sorts by the key; a second time turns the order."""
        turned = self.request.sort == key and not self.request.descending
        return self._url(replace(self.request, sort=key, descending=turned, page=1))

    def aria_sort(self, key: str) -> str | None:
        """Return how a column is sorted, for ``aria-sort``; None when the list is sorted by another."""
        if self.request.sort != key:
            return None
        return "descending" if self.request.descending else "ascending"

    def is_chosen(self, name: str, value: str) -> bool:
        """Say whether a filter's value is chosen."""
        return value in self.request.chosen(name)

    def with_url(self, name: str, *values: str) -> str:
        """Return the address of the list with exactly these values of a filter."""
        return self._url(replace(self.request, filters={**self.request.filters, name: values}, page=1))

    def without_url(self, name: str, value: str | None = None) -> str:
        """Return the address of the list without a filter, or without one of its values."""
        left = tuple(one for one in self.request.chosen(name) if value is not None and one != value)
        return self._url(replace(self.request, filters={**self.request.filters, name: left}, page=1))

    def without_words_url(self) -> str:
        """Return the address of the list without the words searched for."""
        return self._url(replace(self.request, words="", page=1))

    def kept(self, *changed: str) -> list[tuple[str, str]]:
        """Return name and value of the hidden fields that a form needs so that the rest of the list stays as it is.

        ``changed``: the parameters that the form has fields for. The page is never kept.
        """
        written = self.shape.write(self.request)
        return [
            (name, str(value))
            for name, values in written.items()
            if name not in (*changed, PAGE)
            for value in (values if isinstance(values, list) else [values])
        ]


def page_numbers(page: Page[object]) -> Iterable[int | None]:
    """Return the page numbers to show: first, last and those around the page; None where some are left out."""
    last, number = page.last_number, page.number
    near = {1, last, *range(max(1, number - 1), min(last, number + 1) + 1)}
    shown: list[int | None] = []
    for one in sorted(near):
        if shown and shown[-1] is not None and one > shown[-1] + 1:
            # A gap of one page is no shorter than its number.
            shown.append(one - 1 if one == shown[-1] + 2 else None)
        shown.append(one)
    return shown
