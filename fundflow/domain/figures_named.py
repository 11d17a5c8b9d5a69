"""Figures of rules in texts of the catalogue: a text names one, as ``{S6.highest_percent}``, and is told the day's.

A word that follows the number stands in both its forms: ``{V9.least_persons} [person|personer]``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fundflow.domain.rulebook import EURO_RATE, PRICE_BASE, Rulebook

_ONE: Final = r"[A-Z]{1,3}\d+\.[a-z0-9_]+"
_NAMED: Final = re.compile(rf"\{{({_ONE}(?:\|{_ONE})*)\}}(?: \[([^|\]]+)\|([^|\]]+)\])?")
_BETWEEN: Final = re.compile(r"((?<=[.!?])\s+|\n+)")

OF_REGION: Final = frozenset({EURO_RATE, PRICE_BASE})
"""The rules whose figures the region keeps itself, each with its day and source: a text cannot name one."""


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure as a text names it: the rule's id and the figure's name."""

    rule: str
    figure: str


def figures_named(text: str) -> Iterator[NamedFigure]:
    """Yield every figure that a text names, also those that stand in for one that is not in force."""
    for match in _NAMED.finditer(text):
        yield from _alternatives(match)


def without_figures(text: str) -> str:
    """Return a text with nothing where it names a figure, with the word that follows its number."""
    return _NAMED.sub("", text)


def with_figures(text: str, rulebook: Rulebook, write: Callable[[Decimal | int], str]) -> str:
    """Return the text with the figures of the day; of several that stand in for each other the first one in force.

    A sentence whose figure no rule in force has is left out, since it says nothing there.
    """
    told = ""
    pieces = [*_BETWEEN.split(text), ""]
    for sentence, between in zip(pieces[::2], pieces[1::2], strict=True):
        said = _sentence(sentence, rulebook, write)
        if said is not None:
            told += said + between
        elif "\n" in between:
            told = told.rstrip(" ") + between
    return told.strip()


def unknown_figures(text: str, rulebook: Rulebook) -> list[str]:
    """Return what a text names, as it is written, that no rule in force has, or that the region keeps itself."""
    return [f"{{{match.group(1)}}}" for match in _NAMED.finditer(text) if _of_the_day(match, rulebook) is None]


def _sentence(sentence: str, rulebook: Rulebook, write: Callable[[Decimal | int], str]) -> str | None:
    figures = [_of_the_day(match, rulebook) for match in _NAMED.finditer(sentence)]
    if None in figures:
        return None
    told = iter([one for one in figures if one is not None])
    return _NAMED.sub(lambda match: _written(match, next(told), write), sentence)


def _written(match: re.Match[str], figure: Decimal | int, write: Callable[[Decimal | int], str]) -> str:
    _named, one, several = match.groups()
    return f"{write(figure)} {one if figure == 1 else several}" if several else write(figure)


def _of_the_day(match: re.Match[str], rulebook: Rulebook) -> Decimal | int | None:
    for named in _alternatives(match):
        rule = rulebook.find(named.rule) if named.rule not in OF_REGION else None
        figure = rule.figures.get(named.figure) if rule is not None else None
        if figure is not None and not isinstance(figure, str):
            return figure
    return None


def _alternatives(match: re.Match[str]) -> Iterator[NamedFigure]:
    for one in match.group(1).split("|"):
        yield NamedFigure(*one.split("."))
