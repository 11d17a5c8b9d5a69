"""What a list holds, added up as its source prints it, to be held against it (H1)."""

from collections.abc import Iterable
from dataclasses import dataclass

from fundflow.catalogue import Catalogue
from fundflow.domain.money import Money, total
from fundflow.services.importing.rows import HistoricCase, Outcome


@dataclass(frozen=True, slots=True)
class Line:
    """Cases and money of one programme, year, strategy and priority."""

    programme: str
    year: int
    strategy: str
    number: int
    priority: str
    cases: int
    granted_cases: int
    granted: Money
    paid: Money


def reconcile(cases: Iterable[HistoricCase], catalogue: Catalogue) -> list[Line]:
    """Return a line for each programme, year, strategy and priority of the list, in that order."""
    groups: dict[tuple[str, int, str, int], list[HistoricCase]] = {}
    for case in cases:
        priority = case.strategy.priority(case.priority)
        number = priority.number if priority else 0
        groups.setdefault((case.programme, case.decided_year, case.strategy.key, number), []).append(case)
    return [_line(key, groups[key], catalogue) for key in sorted(groups)]


def _line(key: tuple[str, int, str, int], cases: list[HistoricCase], catalogue: Catalogue) -> Line:
    programme, year, _, number = key
    strategy = cases[0].strategy
    priority = strategy.priority(cases[0].priority)
    return Line(
        programme=catalogue.programme_label(programme).sv,
        year=year,
        strategy=strategy.short_name.sv,
        number=number,
        priority=priority.label.sv if priority else cases[0].priority,
        cases=len(cases),
        granted_cases=sum(1 for case in cases if case.outcome is Outcome.GRANTED),
        granted=total(case.granted for case in cases if case.granted),
        paid=total(case.paid for case in cases if case.paid),
    )
