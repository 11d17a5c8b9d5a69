"""Figures in the texts of a programme: those of rules are named, never typed, and only where pages tell the day's."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Final

from fundflow.catalogue.form_checks import Found
from fundflow.catalogue.known import Known
from fundflow.domain.figures_named import OF_REGION, figures_named, without_figures
from fundflow.domain.programme import GrantType, Programme
from fundflow.domain.texts import Text

_TELL_THE_DAYS: Final = frozenset({"facts", "hint", "lead", "guidance"})
"""The fields whose texts pages fill with the figures of the day."""

_UNITS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("procent", "per cent", "%"), "percent"),
    **dict.fromkeys(("kronor", "kr"), "kronor"),
    **dict.fromkeys(("kilometer", "kilometre", "kilometres", "km"), "km"),
    **dict.fromkeys(("år", "year", "years"), "years"),
    **dict.fromkeys(("månad", "månader", "month", "months"), "months"),
    **dict.fromkeys(("anställd", "anställda", "employee", "employees", "employed", "persons"), "persons"),
}
_SWEDISH: Final = ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_ENGLISH: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS: Final[Mapping[str, int]] = {word: n for words in (_SWEDISH, _ENGLISH) for n, word in enumerate(words, start=2)}
_HALVES: Final = frozenset({"hälften", "half"})
_HALF_PERCENT: Final = Decimal(50)
_TOKEN: Final = re.compile(
    rf"\d{{1,3}}(?:[ \u00a0]\d{{3}})+|\d+(?:[.,]\d+)?|(?<!\w)(?:{'|'.join((*_HALVES, *_WORDS))})(?!\w)", re.IGNORECASE
)
_NAMES: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_UNIT: Final = re.compile(rf"(miljon(?:er)?|million)?\s*(?<!\w)({_NAMES})(?!\w)")
_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class _Place:
    at: str
    field: str
    text: Text


def check_figures(programme: Programme, known: Known) -> Found:
    """Yield the figures that no rule has, those that stand where they are not filled, and those that are typed."""
    places = list(_texts(programme, "", ""))
    for place in places:
        if place.field in _TELL_THE_DAYS:
            yield from _named(place, known)
        elif any(figures_named(_both(place.text))):
            yield place.at, "a figure of a rule can be named in a fact, a hint, a lead or a guidance only"
    for grant_type in programme.grant_types:
        yield from _facts(grant_type, known)
    rules = {rule for grant_type in programme.grant_types for rule in grant_type.rules}
    for place in places:
        if place.field in _TELL_THE_DAYS - {"facts"}:
            yield from _typed(place.at, place.text, rules, known, units=("kronor",))


def _named(place: _Place, known: Known) -> Found:
    for one in figures_named(_both(place.text)):
        if one.rule not in known.rules:
            yield place.at, f"there is no rule '{one.rule}'"
        elif one.rule in OF_REGION:
            yield place.at, f"the region keeps the figures of rule '{one.rule}' with their days: no text can name them"
        elif not known.figures[one.rule].get(one.figure):
            yield place.at, f"rule '{one.rule}' has no number '{one.figure}'"
    if place.text.en and list(figures_named(place.text.sv)) != list(figures_named(place.text.en)):
        yield place.at, "Swedish and English name different figures, or not in the same order"
    if re.search(r"\{[^}]*[A-Z.][^}]*\}?", without_figures(_both(place.text))):
        yield place.at, "what stands in braces names no figure of a rule"


def _facts(grant_type: GrantType, known: Known) -> Found:
    at = f"grant_types[{grant_type.key}].facts"
    for _name, value in grant_type.facts:
        for one in figures_named(value.sv):
            if one.rule in known.rules and one.rule not in grant_type.rules:
                yield at, f"'{one.rule}' is none of the rules of the grant type"
        yield from _typed(at, value, grant_type.rules, known, units=frozenset(_UNITS.values()))


def _typed(at: str, text: Text, rules: Iterable[str], known: Known, units: Iterable[str]) -> Found:
    for said in (text.sv, text.en or ""):
        for number, unit, written in _numbers(without_figures(said)):
            for rule in sorted(rules) if unit in units else ():
                for name, numbers in known.figures.get(rule, {}).items():
                    if unit in name.split("_") and number in numbers:
                        yield at, f"'{written}' is typed; the rule has it: write {{{rule}.{name}}}"


def _numbers(said: str) -> Iterator[tuple[Decimal, str, str]]:
    """Yield each number with its unit: the next one that is named after it; half is of a hundred per cent."""
    for token in _TOKEN.finditer(said):
        written = token.group()
        unit = _UNIT.search(said, token.end())
        if written.lower() in _HALVES:
            yield _HALF_PERCENT, "percent", written
        elif unit is not None:
            times = _MILLION if unit.group(1) else 1
            yield _number(written) * times, _UNITS[unit.group(2)], f"{written} {unit.group().strip()}"


def _number(written: str) -> Decimal:
    if written.lower() in _WORDS:
        return Decimal(_WORDS[written.lower()])
    return Decimal(re.sub(r"[ \u00a0]", "", written).replace(",", "."))


def _both(text: Text) -> str:
    return f"{text.sv}\n{text.en or ''}"


def _texts(value: object, at: str, field: str) -> Iterator[_Place]:
    """Yield every text of a shape, deep, with the path to it and the field that it stands in."""
    if isinstance(value, Text):
        yield _Place(at, field, value)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name), f"{at}.{one.name}".lstrip("."), one.name)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts(one, f"{at}.{key}", field)
    elif isinstance(value, tuple):
        for item in value:
            key = getattr(item, "key", None)
            yield from _texts(item, f"{at}[{key}]" if key else at, field)
