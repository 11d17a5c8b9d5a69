"""The cases themselves, a row each, as the workbook and the register show them."""

from collections.abc import Iterable
from typing import Any, Final

from fundflow.domain.concepts import OUTSIDE_COUNTY, WHOLE_COUNTY
from fundflow.domain.decisions import DecisionKind
from fundflow.domain.identifiers import masked_number
from fundflow.domain.money import Money, total
from fundflow.i18n import msgid
from fundflow.labels.states import DECISION_KIND
from fundflow.statistics import columns as c
from fundflow.statistics.frames import Frames
from fundflow.statistics.measure import Cell, Column, Figure, Measure, Row
from fundflow.statistics.names import Names

COLUMNS: Final = (
    c.REGISTRY_NUMBER,
    c.PROGRAMME,
    c.GRANT_TYPE,
    c.APPLICANT,
    c.ORGANISATION_NUMBER,
    c.TITLE,
    c.STRATEGY,
    c.NUMBER,
    c.PRIORITY,
    c.MUNICIPALITY_CODE,
    c.CATEGORY,
    c.EU_PROGRAMME,
    c.OWN_PROJECT,
    c.RECEIVED,
    c.DECIDED,
    c.DECISION,
    c.REQUESTED,
    c.GRANTED_KRONOR,
    c.DISBURSED,
)
_NO_CODE: Final = (None, "", WHOLE_COUNTY, OUTSIDE_COUNTY)
WITHDRAWN: Final = msgid("Återkallad")
YES: Final = msgid("Ja")
NO: Final = msgid("Nej")


def cases_of_year(frames: Frames, names: Names) -> Figure:
    """Return every case with receipt, decision or entry in the year; its amounts are the year's only (D22)."""
    return register(frames.cases, names)


def register(rows: Iterable[Any], names: Names) -> Figure:
    """Return rows of ``queries.register`` as a figure; amounts that the year does not have are empty."""
    shown = tuple(_row(row, names) for row in rows)
    requested, granted, disbursed = (_amounts(shown, one) for one in (c.REQUESTED, c.GRANTED_KRONOR, c.DISBURSED))
    blanks: Row = (None,) * (len(COLUMNS) - 4)
    sums = (total(requested) if requested else None, total(granted), total(disbursed))
    return Figure(COLUMNS, shown, totals=(msgid("Summa"), *blanks, *sums) if shown else None)


def _amounts(rows: Iterable[Row], column: Column) -> list[Money]:
    place = COLUMNS.index(column)
    return [cell for row in rows if isinstance(cell := row[place], Money)]


def _row(row: Any, names: Names) -> Row:
    strategy, number, priority = names.priority(row["strategy"], row["strategy_version"] or 0, row["priority"] or "")
    return (
        row["registry_number"],
        names.programme(row["programme"]),
        names.grant_type(row["programme"], row["grant_type"]) if row["grant_type"] else None,
        row["applicant"],
        row["organisation_number"] and masked_number(row["organisation_number"]),
        row["title"],
        strategy,
        number,
        priority,
        None if row["municipality_code"] in _NO_CODE else row["municipality_code"],
        names.category(row["gender_category"]),
        names.eu_programme(row["eu_programme"]) if row["eu_programme"] else None,
        YES if row["own_project"] else NO,
        row["received_on"],
        row["decided_on"],
        _decision(row),
        Money(row["requested_ore"] or 0) if row["requested_known"] else None,
        _or_empty(row["granted_ore"]),
        _or_empty(row["disbursed_ore"]),
    )


def _decision(row: Any) -> Cell:
    if row["decision"] is None:
        return None
    kind = DecisionKind(row["decision"])
    return WITHDRAWN if kind is DecisionKind.WRITE_OFF and row["withdrawn"] else DECISION_KIND[kind]


def _or_empty(ore: int) -> Money | None:
    return Money(ore) if ore else None


CASES: Final = Measure(
    key="arenden",
    sheet=msgid("Ärenden"),
    label=msgid("Ärenden bakom siffrorna"),
    definition=msgid(
        "Varje ärende som kom in, avgjordes eller fick en post i reskontran under året, med årets belopp. "
        "Summorna är desamma som per prioritering."
    ),
    source=msgid("Ärenden, beslut och reskontra"),
    columns=COLUMNS,
    compute=cases_of_year,
)
