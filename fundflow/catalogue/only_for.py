"""What belongs to some grant types only must name ones that the programme has."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from fundflow.catalogue.form_checks import Found
from fundflow.domain.programme import Option, Programme, Question

_Named = tuple[str, tuple[str, ...]]


def check_only_for(programme: Programme) -> Found:
    """Yield every grant type that is named somewhere in the programme and that it does not have."""
    keys = {grant_type.key for grant_type in programme.grant_types}
    for where, only_for in (*_parts(programme), *_forms(programme)):
        for strange in set(only_for) - keys:
            yield f"{where}.only_for", f"there is no grant type '{strange}'"


class _Part(Protocol):
    @property
    def key(self) -> str: ...

    @property
    def only_for(self) -> tuple[str, ...]: ...


def _parts(programme: Programme) -> Iterator[_Named]:
    parts: dict[str, Sequence[_Part]] = {
        "pages": programme.pages,
        "attachments": programme.attachments,
        "criteria": programme.criteria,
        "conditions": programme.conditions,
        "cost_types": programme.cost_types,
        "cost_methods": programme.cost_methods,
        "indicators": programme.indicators,
    }
    for name, items in parts.items():
        yield from ((f"{name}[{item.key}]", item.only_for) for item in items)


def _forms(programme: Programme) -> Iterator[_Named]:
    for page in programme.pages:
        yield from _questions(page.questions, f"pages[{page.key}]")
    yield from _questions(programme.progress_report.questions, "progress_report")
    yield from _questions(programme.final_report.questions, "final_report")
    yield from _questions(programme.claim.questions, "claim")


def _questions(questions: Iterable[Question], at: str) -> Iterator[_Named]:
    for question in questions:
        here = f"{at}.questions[{question.key}]"
        yield here, question.only_for
        yield from _options(question.options, here)
        for column in question.columns:
            yield from _options(column.options, f"{here}.columns[{column.key}]")


def _options(options: Iterable[Option], at: str) -> Iterator[_Named]:
    return ((f"{at}.options[{option.key}]", option.only_for) for option in options)
