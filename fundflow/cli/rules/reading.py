"""From a file of made-up applications to typed values; every mistake is one clear line that says where it is."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import click

from fundflow.domain.aid import DE_MINIMIS, GBER, SGEI, EarlierAid
from fundflow.domain.concepts import CLAIMED, CONCEPTS, REPORTED, ApplicantKind, Concept, Shape
from fundflow.domain.money import Money
from fundflow.domain.size import LINKED, PARTNER, GroupCompany

Read = Callable[[Any, str], Any]
"""Reads one value, with the place that an error names."""

_LARGEST: Final = Decimal(10) ** 15
KINDS: Final = (
    *("staff", "external_services", "travel", "investment", "machinery", "building"),
    *("vehicle", "premises", "indirect", "own_work", "other", "in_kind"),
)
"""The kinds of cost that an object may name."""


def wrong(where: str, what: str) -> click.ClickException:
    """Return the error that ends the command with one line."""
    return click.ClickException(f"{where}: {what}")


def read_objects(path: Path) -> list[Mapping[str, Any]]:
    """Return the objects of a file; end the command when it is no list of objects."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise wrong(path.name, f"är inte JSON (rad {error.lineno}, tecken {error.colno}).") from error
    except UnicodeDecodeError as error:
        raise wrong(path.name, "är inte text i UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise wrong(path.name, str(error) or "är för djupt nästlad.") from error
    except OSError as error:
        raise wrong(path.name, f"går inte att läsa: {error.strerror}.") from error
    if not isinstance(content, list):
        raise wrong(path.name, "ska vara en lista med objekt.")
    for number, one in enumerate(content, start=1):
        if not isinstance(one, dict):
            raise wrong(f"Objekt {number}", "ska vara ett objekt.")
    return content


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise ValueError(f"Nyckeln {twice} står två gånger i samma objekt.")
    return dict(pairs)


# ----- values


def yes_no(raw: Any, where: str) -> bool:
    """Return true or false."""
    if not isinstance(raw, bool):
        raise wrong(where, "ska vara true eller false.")
    return raw


def text(raw: Any, where: str) -> str:
    """Return a text."""
    if not isinstance(raw, str):
        raise wrong(where, "ska vara en text.")
    return raw.strip()


def number(raw: Any, where: str) -> Decimal:
    """Return a number of zero or more."""
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal) or not Decimal(raw).is_finite():
        raise wrong(where, "ska vara ett tal.")
    if not 0 <= raw <= _LARGEST:
        raise wrong(where, "ska vara noll eller större, och rimligt.")
    return Decimal(raw)


def rate(raw: Any, where: str) -> Decimal:
    """Return an exchange rate, more than zero."""
    value = number(raw, where)
    if not value:
        raise wrong(where, "ska vara större än noll.")
    return value


def whole_number(raw: Any, where: str) -> int:
    """Return a whole number of zero or more."""
    value = number(raw, where)
    if value != value.to_integral_value():
        raise wrong(where, "ska vara ett helt tal.")
    return int(value)


def percent(raw: Any, where: str) -> Decimal:
    """Return a percentage, 0-100."""
    value = number(raw, where)
    if value > 100:
        raise wrong(where, "ska vara procent, 0 till 100.")
    return value


def money(raw: Any, where: str) -> Money:
    """Return an amount in kronor with at most two decimals."""
    ore = number(raw, where) * 100
    if ore != ore.to_integral_value():
        raise wrong(where, "ska vara kronor med högst två decimaler.")
    return Money(int(ore))


def day(raw: Any, where: str) -> date:
    """Return a day."""
    try:
        return date.fromisoformat(raw if isinstance(raw, str) else "")
    except ValueError as error:
        raise wrong(where, "ska vara en dag, till exempel 2026-03-01.") from error


def one_of(*codes: str) -> Read:
    """Return a reader of a code among these."""

    def read(raw: Any, where: str) -> str:
        if raw not in codes or not isinstance(raw, str):
            raise wrong(where, f"ska vara något av {', '.join(codes)}.")
        return raw

    return read


def several_of(*codes: str) -> Read:
    """Return a reader of a list of codes among these."""
    one = one_of(*codes)

    def read(raw: Any, where: str) -> list[str]:
        return [one(item, where) for item in _list(raw, where)]

    return read


def area(raw: Any, where: str) -> str:
    """Return an aid area; a number or a text."""
    return str(one_of("1", "2", "3", "none")(str(raw) if type(raw) is int else raw, where))


def _list(raw: Any, where: str) -> list[Any]:
    if not isinstance(raw, list):
        raise wrong(where, "ska vara en lista.")
    return raw


def rows(raw: Any, where: str, fields: Mapping[str, Read]) -> list[dict[str, Any]]:
    """Return the rows of a list with their fields read; null is unknown."""
    return [_row(item, f"{where}, rad {place}", fields) for place, item in enumerate(_list(raw, where), start=1)]


def _row(raw: Any, where: str, fields: Mapping[str, Read]) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise wrong(where, "ska vara ett objekt.")
    for unknown in raw.keys() - fields.keys():
        raise wrong(where, f"nyckeln {unknown} är okänd. Kända är {', '.join(fields)}.")
    return {name: fields[name](value, f"{where}, {name}") for name, value in raw.items() if value is not None}


COST_FIELDS: Final[Mapping[str, Read]] = {
    "kind": one_of(*KINDS),
    "amount": money,
    "in_kind": yes_no,
    "vehicle": yes_no,
    "own_work": yes_no,
    "own_hours": number,
    "hourly_rate": money,
}
FINANCING_FIELDS: Final[Mapping[str, Read]] = {
    "source": text,
    "amount": money,
    "public": yes_no,
    "in_kind": yes_no,
    "from_1_1": yes_no,
}
_GROUP_FIELDS: Final[Mapping[str, Read]] = {
    "relation": one_of(LINKED, PARTNER),
    "percent": percent,
    "employees": number,
    "turnover_eur": number,
    "balance_eur": number,
}
_AID_FIELDS: Final[Mapping[str, Read]] = {
    "granted_on": day,
    "amount_eur": number,
    "regulation": one_of(DE_MINIMIS, SGEI, GBER),
    "grant_type": text,
}


def _group(raw: Any, where: str) -> tuple[GroupCompany, ...]:
    return tuple(GroupCompany(**{"relation": None, **row}) for row in rows(raw, where, _GROUP_FIELDS))


def _earlier_aid(raw: Any, where: str) -> tuple[EarlierAid, ...]:
    unknown = {"granted_on": None, "amount_eur": None, "regulation": None}
    return tuple(EarlierAid(**{**unknown, **row}) for row in rows(raw, where, _AID_FIELDS))


_BY_SHAPE: Final[Mapping[Shape, Read]] = {
    Shape.TEXT: text,
    Shape.CODE: text,
    Shape.MONEY: money,
    Shape.WHOLE_NUMBER: whole_number,
    Shape.PERCENT: percent,
    Shape.NUMBER: number,
    Shape.DAY: day,
    Shape.YES_NO: yes_no,
}
_BY_CONCEPT: Final[Mapping[Concept, Read]] = {
    Concept.APPLICANT_KIND: one_of(*ApplicantKind),
    Concept.LEADER_GENDER: one_of("woman", "man", "other"),
    Concept.STATE_AID: one_of("none", "indirect", "direct"),
    Concept.EQUALITY_GATE: one_of("contributes", "does_not"),
    Concept.CLIMATE_GATE: one_of("minimises", "contributes", "both", "neither"),
    Concept.AID_AREA: area,
    Concept.POINT_OF_SALE: one_of("fixed", "mobile"),
    Concept.GROUND_85: one_of("1a", "1b", "2", "3", "4", "5"),
    Concept.SERVICE_GOODS: several_of("groceries", "fuel"),
    Concept.SEK_PER_EUR: rate,
    Concept.GROUP: _group,
    Concept.EARLIER_AID: _earlier_aid,
    Concept.COSTS: lambda raw, where: rows(raw, where, COST_FIELDS),
    Concept.FINANCING: lambda raw, where: rows(raw, where, FINANCING_FIELDS),
}
_NOT_TRIED: Final = frozenset(
    {
        *(Concept.TITLE, Concept.SUMMARY, Concept.MUNICIPALITIES, Concept.STRATEGIC_AREA, Concept.FURTHER_PRIORITIES),
        *(Concept.SNI_CODE, Concept.EXPECTED_RESULT, Concept.THEME, Concept.COST_METHOD, Concept.AGENDA_GOALS),
        *(Concept.INDICATORS, *REPORTED, *CLAIMED),
    }
)
READERS: Final[Mapping[Concept, Read]] = {
    concept: _BY_CONCEPT.get(concept) or _BY_SHAPE[shape]
    for concept, (shape, _) in CONCEPTS.items()
    if concept not in _NOT_TRIED
}
"""How each concept that an object may hold is read."""
