"""What a case can choose among where the programme leaves it to the region: priorities, areas, municipalities."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from fundflow.catalogue import Catalogue
from fundflow.catalogue.shapes import Municipality
from fundflow.domain.concepts import OUTSIDE_COUNTY, WHOLE_COUNTY
from fundflow.domain.currencies import Counting
from fundflow.domain.programme import Option, Question, QuestionKind, Text
from fundflow.domain.strategy import Priority, Strategy
from fundflow.models.case import Case
from fundflow.models.engine import swedish_key
from fundflow.services.counting import counting_of
from fundflow.services.unit_of_work import UnitOfWork

_WHOLE: Final = Option(WHOLE_COUNTY, Text("Hela länet", "The whole county"))
_OUTSIDE: Final = Option(OUTSIDE_COUNTY, Text("Utanför länet", "Outside the county"))


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options that belong together; ``label`` None: they stand by themselves."""

    options: tuple[Option, ...]
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class Offers:
    """The strategy that a case has pinned, and the municipalities of its county by the county's name.

    ``applied_on``: the day of the application, or of today while it is not sent; None in a report, which asks no year.
    ``counting``: how an answer in kronor is counted in euro.
    """

    strategy: Strategy
    county: Text
    municipalities: tuple[Municipality, ...]
    applied_on: date | None = None
    counting: Counting = field(default_factory=Counting)

    def groups(self, question: Question) -> list[OptionGroup]:
        """Return what a question offers to choose among, in groups; nothing where one writes."""
        match question.kind:
            case QuestionKind.MUNICIPALITY:
                return [OptionGroup(self._inside())]
            case QuestionKind.MUNICIPALITIES:
                inside = self._inside()
                return [OptionGroup((_WHOLE,)), OptionGroup(inside, self.county), OptionGroup((_OUTSIDE,))]
            case QuestionKind.PRIORITY | QuestionKind.FURTHER_PRIORITIES:
                return [OptionGroup(tuple(_option(priority) for priority in self.strategy.priorities))]
            case QuestionKind.STRATEGIC_AREA:
                return [
                    OptionGroup(tuple(Option(area.key, area.label, area.summary) for area in priority.areas), one.label)
                    for priority in self.strategy.priorities
                    for one in [_option(priority)]
                    if priority.areas
                ]
            case _:
                return self._by_municipality(question.options) if question.options else []

    def _by_municipality(self, options: tuple[Option, ...]) -> list[OptionGroup]:
        """Return options that are parts of municipalities under the names of these, and the others by themselves."""
        within = [
            OptionGroup(parts, Text(one.name))
            for one in self.municipalities
            if (parts := tuple(option for option in options if option.municipality == one.code))
        ]
        others = tuple(option for option in options if option.municipality is None)
        return [*within, *([OptionGroup(others)] if others else [])]

    def _inside(self) -> tuple[Option, ...]:
        return tuple(Option(one.code, Text(one.name)) for one in self.municipalities)

    def codes(self, question: Question) -> frozenset[str] | None:
        """Return the codes that may be chosen; None where one writes."""
        groups = self.groups(question)
        return frozenset(option.key for group in groups for option in group.options) if groups else None


def _option(priority: Priority) -> Option:
    number = f"{priority.number}. "
    label = priority.label
    return Option(priority.key, Text(number + label.sv, number + label.en if label.en else None))


def offers_of(uow: UnitOfWork, case: Case, counting: Counting | None = None) -> Offers:
    """Return what the case can choose among; a historic case has pinned no version (ValueError).

    ``counting``: how the case counts, where that is known already.
    """
    if case.strategy_version is None:
        raise ValueError(f"case {case.id} is imported and has no strategy version")
    region = uow.catalogue.regions()[uow.region.key]
    return Offers(
        uow.catalogue.strategy(case.strategy, case.strategy_version),
        region.county_name,
        municipalities_in_order(uow.catalogue, uow.region.key),
        applied_on=case.received_on or uow.today,
        counting=counting or counting_of(uow, case),
    )


def municipalities_in_order(catalogue: Catalogue, region: str) -> tuple[Municipality, ...]:
    """Return the municipalities of the region's county in Swedish order, as one looks for them in a form."""
    return tuple(sorted(catalogue.municipalities(region), key=lambda one: swedish_key(one.name)))
