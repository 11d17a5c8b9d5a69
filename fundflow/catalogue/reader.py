"""Reads tables of TOML into the frozen dataclasses that describe them, strictly, and notes everything that is wrong.

A field's type says how its value is written: a text is ``{ sv = "…", en = "…" }`` or a Swedish string, an amount in
kronor stands under the field's name with ``_kronor`` added, and options may be taken from a code list by the field's
name with ``_from`` added. What has no field is a mistake, and so is what has a field without default and is missing.
"""

import re
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, reduce
from operator import or_
from typing import Any, Final, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from fundflow.catalogue.problems import Problem
from fundflow.catalogue.shapes import OptionLists
from fundflow.domain.money import Money
from fundflow.domain.programme import Option, Text

Shape = TypeVar("Shape")
_KEY: Final = re.compile(r"[a-z0-9][a-z0-9_:/]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A file and the path of keys in it."""

    file: str
    path: str = ""

    def key(self, name: str) -> "Place":
        """Return the place of a key of this table."""
        return Place(self.file, f"{self.path}.{name}" if self.path else name)

    def item(self, index: int, raw: object) -> "Place":
        """Return the place of an item of this list, by its key or id where it has one, else by its number from 1."""
        named = raw if isinstance(raw, dict) else {}
        name = named.get("key") or named.get("id") or named.get("code") or index + 1
        return Place(self.file, f"{self.path}[{name}]")


@dataclass(frozen=True, slots=True)
class Part:
    """One file's share of a shape; most shapes have one."""

    file: str
    raw: Mapping[str, object]


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _fields(shape: Any) -> tuple["Field[Any]", ...]:
    return fields(shape)


def _without_none(kind: Any) -> Any:
    """Return the type of an optional field without its None."""
    if get_origin(kind) in (Union, types.UnionType):
        rest = tuple(arg for arg in get_args(kind) if arg is not type(None))
        return reduce(or_, rest)
    return kind


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType) and type(None) in get_args(kind)


def _written_as(name: str, kind: Any) -> str:
    return f"{name}_kronor" if _without_none(kind) is Money else name


def _takes_options(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[0] is Option


class Reader:
    """Reads shapes and collects the problems; what cannot be read is replaced by a blank so that reading goes on."""

    def __init__(self, option_lists: OptionLists) -> None:
        self.problems: list[Problem] = []
        self._option_lists = option_lists
        self._plain: dict[Any, Callable[[Any, Place], Any]] = {
            str: self._string,
            bool: self._yes_no,
            int: self._whole_number,
            Decimal: self._number,
            date: self._day,
            Text: self._text,
            Money: self._kronor,
        }
        self._nested: dict[Any, Callable[[Any, Any, Place], Any]] = {
            tuple: self._tuple,
            frozenset: self._set,
            Mapping: self._mapping,
            Union: self._union,
            types.UnionType: self._union,
        }

    def read(self, shape: type[Shape], parts: Sequence[Part]) -> Shape:
        """Return the shape that the parts make together: their lists are joined, a single value stands in one part."""
        values: dict[str, Any] = {}
        for part in parts:
            at = Place(part.file)
            for name, value in self._present(shape, part.raw, at).items():
                if isinstance(value, tuple):
                    values[name] = values.get(name, ()) + value
                elif name in values:
                    self.note(at.key(name), "stands in another file too")
                else:
                    values[name] = value
        at = Place(parts[0].file)
        for name, value in values.items():
            self._distinct(value, at.key(name))
        return cast(Shape, self._made(shape, values, at))

    def note(self, at: Place, problem: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(at.file, at.path, problem))

    def value(self, kind: Any, raw: object, at: Place) -> Any:
        """Return the value as its type says, or a blank after noting what is wrong."""
        if kind in self._plain:
            return self._plain[kind](raw, at)
        if (origin := get_origin(kind)) in self._nested:
            return self._nested[origin](kind, raw, at)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self._member(kind, raw, at)
        return self._table(kind, raw, at)

    def _present(self, shape: Any, raw: Mapping[str, object], at: Place) -> dict[str, Any]:
        left = dict(raw)
        values: dict[str, Any] = {}
        hints = _hints(shape)
        for field in _fields(shape):
            kind = _without_none(hints[field.name])
            written = _written_as(field.name, kind)
            if written in left:
                values[field.name] = self.value(kind, left.pop(written), at.key(written))
            if _takes_options(kind) and f"{written}_from" in left:
                values[field.name] = self._listed(left.pop(f"{written}_from"), at.key(f"{written}_from"))
        for unknown in left:
            self.note(at.key(unknown), "unknown key")
        return values

    def _made(self, shape: Any, values: dict[str, Any], at: Place) -> Any:
        hints = _hints(shape)
        for field in _fields(shape):
            if field.name in values or field.default is not MISSING or field.default_factory is not MISSING:
                continue
            if _is_optional(hints[field.name]):
                values[field.name] = None
            else:
                self.note(at.key(_written_as(field.name, hints[field.name])), "is missing")
                values[field.name] = _blank(hints[field.name])
        if isinstance(key := values.get("key"), str) and key and not _KEY.fullmatch(key):
            self.note(at.key("key"), f"'{key}' is not a key: small letters a-z, digits and _ only")
        return shape(**values)

    def _table(self, shape: Any, raw: object, at: Place) -> Any:
        if not isinstance(raw, dict):
            return self._wrong(at, "must be a table", shape)
        return self._made(shape, self._present(shape, raw, at), at)

    def _tuple(self, kind: Any, raw: object, at: Place) -> tuple[Any, ...]:
        kinds = get_args(kind)
        if Ellipsis in kinds:
            return self._items(kinds[0], raw, at)
        if not isinstance(raw, list) or len(raw) != len(kinds):
            self.note(at, f"must be a list of {len(kinds)}")
            return tuple(_blank(part) for part in kinds)
        pairs = enumerate(zip(kinds, raw, strict=True))
        return tuple(self.value(part, item, at.item(index, item)) for index, (part, item) in pairs)

    def _set(self, kind: Any, raw: object, at: Place) -> frozenset[Any]:
        return frozenset(self._items(get_args(kind)[0], raw, at))

    def _items(self, kind: Any, raw: object, at: Place) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            self.note(at, "must be a list")
            return ()
        values = tuple(self.value(kind, item, at.item(index, item)) for index, item in enumerate(raw))
        self._distinct(values, at)
        return values

    def _mapping(self, kind: Any, raw: object, at: Place) -> Mapping[str, Any]:
        if not isinstance(raw, dict):
            return cast(Mapping[str, Any], self._wrong(at, "must be a table", kind))
        return {name: self.value(get_args(kind)[1], item, at.key(name)) for name, item in raw.items()}

    def _union(self, kind: Any, raw: object, at: Place) -> Any:
        kinds = get_args(kind)
        for one in (int, Decimal, str, date):
            if one in kinds and type(raw) is one:
                return self.value(one, raw, at)
        names = ", ".join(one.__name__ for one in kinds)
        return self._wrong(at, f"must be one of {names}", kinds[0])

    def _member(self, kind: type[Enum], raw: object, at: Place) -> Enum:
        for member in kind:
            if member.value == raw:
                return member
        allowed = ", ".join(str(member.value) for member in kind)
        return cast(Enum, self._wrong(at, f"{raw!r} is none of {allowed}", kind))

    def _listed(self, name: object, at: Place) -> tuple[Option, ...]:
        if not isinstance(name, str) or name not in self._option_lists:
            self.note(at, f"there is no code list {name!r}")
            return ()
        return self._option_lists[name]

    def _string(self, raw: object, at: Place) -> str:
        if not isinstance(raw, str) or not raw.strip():
            return cast(str, self._wrong(at, "must be a text", str))
        return raw.strip()

    def _yes_no(self, raw: object, at: Place) -> bool:
        return raw if isinstance(raw, bool) else cast(bool, self._wrong(at, "must be true or false", bool))

    def _whole_number(self, raw: object, at: Place) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int):
            return cast(int, self._wrong(at, "must be a whole number", int))
        return raw

    def _number(self, raw: object, at: Place) -> Decimal:
        if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
            return cast(Decimal, self._wrong(at, "must be a number", Decimal))
        return Decimal(raw)

    def _day(self, raw: object, at: Place) -> date:
        if not isinstance(raw, date) or isinstance(raw, datetime):
            return cast(date, self._wrong(at, "must be a day, such as 2026-01-01", date))
        return raw

    def _kronor(self, raw: object, at: Place) -> Money:
        return Money.kronor(self._whole_number(raw, at))

    def _text(self, raw: object, at: Place) -> Text:
        if isinstance(raw, str):
            return Text(self._string(raw, at))
        if not isinstance(raw, dict) or "sv" not in raw:
            return cast(Text, self._wrong(at, "must be a text in Swedish: sv is missing", Text))
        for unknown in raw.keys() - {"sv", "en"}:
            self.note(at.key(unknown), "unknown key")
        english = raw.get("en")
        return Text(
            self._string(raw["sv"], at.key("sv")),
            None if english is None else self._string(english, at.key("en")),
        )

    def _distinct(self, value: object, at: Place) -> None:
        seen: set[object] = set()
        for item in value if isinstance(value, tuple) else ():
            key = _identity(item)
            if key and key in seen:
                self.note(at, f"'{key}' stands twice")
            seen.add(key)

    def _wrong(self, at: Place, problem: str, kind: Any) -> Any:
        self.note(at, problem)
        return _blank(kind)


def _identity(item: object) -> str | None:
    if isinstance(item, str):
        return item
    named = getattr(item, "key", None) or getattr(item, "code", None)
    return named if isinstance(named, str) else None


_BLANKS: Final[dict[Any, Any]] = {
    str: "",
    bool: False,
    int: 0,
    Decimal: Decimal(0),
    date: date.max,
    Text: Text(""),
    Money: Money(0),
    tuple: (),
    frozenset: frozenset(),
    Mapping: types.MappingProxyType({}),
}


def _blank(kind: Any) -> Any:
    """Return something of the type, to read on with after a problem."""
    kind = _without_none(kind)
    known = kind if kind in _BLANKS else get_origin(kind)
    if known in _BLANKS:
        return _BLANKS[known]
    if is_dataclass(kind):
        hints = _hints(cast(type, kind))
        return cast(Any, kind)(**{field.name: _blank(hints[field.name]) for field in _fields(kind)})
    return next(iter(cast(Iterable[Any], kind)))
