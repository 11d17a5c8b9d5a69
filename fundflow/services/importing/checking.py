"""What is wrong with a row as a whole: unknown keys, and days and amounts that cannot all be true."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from fundflow.catalogue import Catalogue
from fundflow.i18n import msgid
from fundflow.services.importing.rows import HistoricCase, Outcome
from fundflow.services.importing.values import Problem

_Values = Mapping[str, Any]
_Found = TypeVar("_Found")
_CODE_LISTS: Final = {"eu_programme": "eu_programmes", "source_of_money": "sources_of_money"}


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are held against: the catalogue, and the day of the import."""

    catalogue: Catalogue
    today: date


def check_row(number: int, values: _Values, bad: Collection[str | None], known: Known) -> Iterator[Problem]:
    """Yield what is wrong with the values of a row; columns in ``bad`` have been told already."""
    for column, reason in _reasons(values, known):
        if column not in bad:
            written = values.get(column)
            yield Problem(number, column, "" if written is None else _shown(written), reason)


def _shown(written: object) -> str:
    if isinstance(written, tuple):
        return "|".join(written)
    return str(getattr(written, "as_kronor", written))


def _reasons(values: _Values, known: Known) -> Iterator[tuple[str, str]]:
    yield from _unknown_keys(values, known.catalogue)
    yield from _unknown_priorities(values, known.catalogue)
    yield from _impossible_days(values, known.today)
    yield from _impossible_amounts(values)


def _unknown_keys(values: _Values, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    programme, grant_type = values.get("programme"), values.get("grant_type")
    if programme and not catalogue.knows_programme(programme):
        yield "programme", msgid("är inget av programmen {known}.").format(known=", ".join(catalogue.programme_keys()))
    elif programme and grant_type and not catalogue.knows_grant_type(programme, grant_type):
        yield "grant_type", msgid("är ingen stödform i programmet.")
    for column, code_list in _CODE_LISTS.items():
        if column in values and catalogue.find_code(code_list, values[column]) is None:
            offered = ", ".join(option.key for option in catalogue.code_list(code_list))
            yield column, msgid("finns inte bland {known}.").format(known=offered)


def _unknown_priorities(values: _Values, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    if "strategy" not in values:
        return
    strategy = catalogue.strategy_by_key(values["strategy"])
    if strategy is None:
        offered = ", ".join(sorted({one.key for one in catalogue.strategies()}))
        yield "strategy", msgid("är ingen av strategierna {known}.").format(known=offered)
        return
    main = strategy.priority(values["priority"]) if "priority" in values else None
    if "priority" in values and main is None:
        offered = ", ".join(f"{one.number} {one.key}" for one in strategy.priorities)
        yield "priority", msgid("finns inte i strategin, som har {known}.").format(known=offered)
    further = [(written, strategy.priority(written)) for written in values.get("further_priorities", ())]
    for written, priority in further:
        if priority is None:
            yield "further_priorities", msgid("{written} finns inte i strategin.").format(written=written)
        elif priority is main:
            yield "further_priorities", msgid("{written} är redan huvudprioritering.").format(written=written)
    found = [priority.key for _, priority in further if priority]
    if len(found) > len(set(found)):
        yield "further_priorities", msgid("Samma prioritering står två gånger.")


def _impossible_days(values: _Values, today: date) -> Iterator[tuple[str, str]]:
    decided_on, decided_year = values.get("decided_on"), values.get("decided_year")
    if decided_on is None and decided_year is None:
        yield "decided_on", msgid("Skriv decided_on eller decided_year.")
    if decided_on and decided_year and decided_on.year != decided_year:
        yield "decided_year", msgid("är ett annat år än decided_on.")
    for column in ("received_on", "decided_on"):
        if column in values and values[column] > today:
            yield column, msgid("ligger i framtiden.")
    if decided_year and decided_year > today.year:
        yield "decided_year", msgid("ligger i framtiden.")
    received = values.get("received_on")
    latest = decided_on or (date(decided_year, 12, 31) if decided_year else None)
    if received and latest and received > latest:
        yield "received_on", msgid("ligger efter beslutet.")
    if "started_on" in values and "ended_on" in values and values["ended_on"] < values["started_on"]:
        yield "ended_on", msgid("ligger före started_on.")


def _impossible_amounts(values: _Values) -> Iterator[tuple[str, str]]:
    outcome, granted, paid = values.get("outcome"), values.get("granted_sek"), values.get("paid_sek")
    if outcome is None:
        return
    if outcome is Outcome.GRANTED and not granted:
        yield "granted_sek", msgid("Ett beviljat ärende har ett beviljat belopp över noll.")
    if outcome is not Outcome.GRANTED and granted:
        yield "granted_sek", msgid("Bara ett beviljat ärende har ett beviljat belopp.")
    if outcome is not Outcome.GRANTED and paid:
        yield "paid_sek", msgid("Bara ett beviljat ärende har fått en utbetalning.")
    elif paid and granted and paid > granted:
        yield "paid_sek", msgid("är mer än det beviljade beloppet.")


def case_of(number: int, values: _Values, known: Known) -> HistoricCase:
    """Return the case of a row that was found without problems."""
    catalogue, get = known.catalogue, values.get
    strategy = _present(catalogue.strategy_by_key(values["strategy"]))
    keys = {
        name: _present(strategy.priority(name)).key for name in (values["priority"], *get("further_priorities", ()))
    }
    decided_on = get("decided_on")
    return HistoricCase(
        row=number,
        external_id=get("external_id"),
        programme=values["programme"],
        grant_type=get("grant_type"),
        strategy=strategy,
        priority=keys[values["priority"]],
        further_priorities=tuple(keys[name] for name in get("further_priorities", ())),
        applicant_name=values["applicant_name"],
        applicant_orgnr=get("applicant_orgnr"),
        applicant_kind=get("applicant_kind"),
        municipality_code=get("municipality_code"),
        title=values["title"],
        applied=get("applied_sek"),
        granted=get("granted_sek") or None,
        paid=get("paid_sek"),
        outcome=values["outcome"],
        received_on=get("received_on"),
        decided_on=decided_on,
        decided_year=decided_on.year if decided_on else values["decided_year"],
        started_on=get("started_on"),
        ended_on=get("ended_on"),
        eu_programme=_code(values, "eu_programme", catalogue),
        source_of_money=_code(values, "source_of_money", catalogue),
        owners_women_percent=get("owners_women_percent"),
        leader_gender=get("leader_gender"),
        own_project=get("own_project"),
        note=get("note"),
    )


def _code(values: _Values, column: str, catalogue: Catalogue) -> str | None:
    if column not in values:
        return None
    return _present(catalogue.find_code(_CODE_LISTS[column], values[column])).key


def _present(found: _Found | None) -> _Found:
    """Return what ``check_row`` has found; KeyError when the row was not checked."""
    if found is None:
        raise KeyError
    return found
