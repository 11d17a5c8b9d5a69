"""The library of conditions as it suits a case: a text may name a concept, and then holds what the case tells of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.programme import ConditionText, Text

_NAMED: Final = re.compile(r"\{([a-z_]+)\}")


def concepts_named(text: str) -> Iterator[str]:
    """Yield the names that stand in braces."""
    yield from _NAMED.findall(text)


def library_of(facts: CaseFacts) -> list[ConditionText]:
    """Return the conditions of the grant type, each with what the case tells in place of the concepts it names."""
    library = facts.programme.conditions_for(facts.grant_type.key)
    return [replace(one, text=_filled(one.text, facts)) for one in library]


def _filled(text: Text, facts: CaseFacts) -> Text:
    def told(match: re.Match[str]) -> str:
        value = facts.concepts.get(Concept(match.group(1)))
        return " ".join(str(value).split()).rstrip(".") if value else match.group(0)

    return Text(_NAMED.sub(told, text.sv), _NAMED.sub(told, text.en) if text.en else None)
