"""From one object of the file to what rules may know: the same facts that a stored case is made into."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from fundflow.cli.rules.reading import READERS, Read, day, one_of, text, wrong
from fundflow.domain.budget import CostRow, FinancingRow, Plan
from fundflow.domain.concepts import Concept
from fundflow.domain.facts import CaseFacts
from fundflow.domain.money import Money
from fundflow.domain.programme import GrantType, Programme
from fundflow.services.trial import Trial, facts_of_concepts, municipality_told

_TILLVAXTVERKET: Final = "tillvaxtverket"
_ABOUT: Final[Mapping[str, Read]] = {"programme": text, "grant_type": text, "decision_on": day}


def facts_of_object(trial: Trial, raw: Mapping[str, Any], where: str) -> CaseFacts:
    """Return what rules know of a made-up application; absent keys and null are unknown."""
    readers: dict[str, Read] = {
        **_ABOUT,
        "region": one_of(*trial.catalogue.regions()),
        **{concept.value: read for concept, read in READERS.items()},
    }
    for unknown in sorted(raw.keys() - readers.keys() - {"case"}):
        raise wrong(where, f"nyckeln {unknown} är okänd.")
    read = {
        name: readers[name](value, f"{where}, {name}")
        for name, value in raw.items()
        if name in readers and value is not None
    }
    programme, grant_type = _what(trial, read, where)
    concepts: dict[Concept, object] = {Concept(name): value for name, value in read.items() if name in set(Concept)}
    return facts_of_concepts(_where_and_when(trial, read, concepts), programme, grant_type, concepts, _plan(read))


def _where_and_when(trial: Trial, read: Mapping[str, Any], concepts: Mapping[Concept, object]) -> Trial:
    """Return the trial with the day and the region that the object tells; else the region is the municipality's."""
    region = read.get("region") or trial.catalogue.region_of(municipality_told(concepts)) or trial.region
    return replace(trial, region=region, day=read.get("decision_on", trial.day))


def _plan(read: Mapping[str, Any]) -> Plan:
    return Plan(
        tuple(_costs(read.get(Concept.COSTS, []))),
        tuple(_financing(read.get(Concept.FINANCING, []))),
        read.get(Concept.REQUESTED_AMOUNT),
    )


def _what(trial: Trial, read: Mapping[str, Any], where: str) -> tuple[Programme, GrantType]:
    """Return the programme and the kind of support; the kind alone tells the programme."""
    day, key, wanted = read.get("decision_on", trial.day), read.get("grant_type"), read.get("programme")
    keys = list(dict.fromkeys(one.key for one in trial.catalogue.programmes()))
    if wanted is not None and wanted not in keys:
        raise wrong(f"{where}, programme", f"{wanted} är inget av {', '.join(keys)}.")
    if key is None:
        raise wrong(where, "grant_type saknas.")
    near = [trial.catalogue.programme_near(one, day) for one in keys if wanted in (None, one)]
    found = [(programme, one) for programme in near for one in programme.grant_types if one.key == key]
    if not found:
        offered = ", ".join(one.key for programme in near for one in programme.grant_types)
        raise wrong(f"{where}, grant_type", f"{key} är inget av {offered}.")
    return found[0]


def _costs(rows: Iterable[Mapping[str, Any]]) -> Iterable[CostRow]:
    """Return the rows; none of them when the amount of one is unknown, since the sum is then unknown too."""
    planned = [_cost(row) for row in rows]
    return [row for row in planned if row is not None] if None not in planned else []


def _cost(row: Mapping[str, Any]) -> CostRow | None:
    kind, hours, rate = _kind(row), row.get("own_hours"), row.get("hourly_rate")
    amount: Money | None = row.get("amount")
    if amount is None and hours is not None and rate is not None:
        amount = Money(int(rate.ore * hours))
    if amount is None:
        return None
    in_kind = kind == "in_kind" or row.get("in_kind", False)
    return CostRow(kind, "", None, amount, in_kind, row.get("vehicle", False), hours, rate)


def _kind(row: Mapping[str, Any]) -> str:
    """Return the kind of a row; it wins over the marks, which tell the kind where none is given (D32)."""
    marks = ((mark, mark) for mark in ("vehicle", "own_work", "in_kind") if row.get(mark))
    return str(row.get("kind") or next((kind for _, kind in marks), "other"))


def _financing(rows: Iterable[Mapping[str, Any]]) -> Iterable[FinancingRow]:
    for row in rows:
        source = str(row.get("source", ""))
        kind = "other_1_1" if row.get("from_1_1") else "state" if row.get("public") else "private"
        kind = _TILLVAXTVERKET if source.casefold() == _TILLVAXTVERKET else kind
        yield FinancingRow(source, kind, row.get("amount", Money(0)), row.get("in_kind", False))
