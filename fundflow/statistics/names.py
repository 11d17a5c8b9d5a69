"""What codes are called in figures (D23); a code that the catalogue does not know is shown as it is."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from fundflow.catalogue import Catalogue
from fundflow.catalogue.shapes import NO_GROUP, Municipality
from fundflow.domain.concepts import OUTSIDE_COUNTY, WHOLE_COUNTY
from fundflow.domain.gender import GenderCategory
from fundflow.domain.programme import Criterion, Programme
from fundflow.domain.strategy import Priority, Strategy
from fundflow.i18n import msgid
from fundflow.labels.states import GENDER_CATEGORY

UNKNOWN: Final = msgid("Uppgift saknas")
WHOLE_COUNTY_NAME: Final = msgid("Hela länet")
OUTSIDE_COUNTY_NAME: Final = msgid("Utanför länet")
_GROUPS: Final = {"inland": msgid("Inland"), "other": msgid("Övriga")}
_SOURCES: Final = "sources_of_money"
_EU: Final = "eu_programmes"


class Names:
    """The catalogue's labels in Swedish, and the municipalities of the region that runs the service."""

    def __init__(self, catalogue: Catalogue, region: str) -> None:
        self._catalogue = catalogue
        self._region = region

    def programmes(self, keys: Sequence[str]) -> list[str]:
        """Return the keys in the order of the catalogue, those that it does not know last."""
        return sorted(set(keys), key=lambda key: (self.programme_place(key), key))

    def programme_place(self, key: str) -> int:
        """Return the place of a programme among those that the catalogue knows."""
        known = self._catalogue.programme_keys()
        return known.index(key) if key in known else len(known)

    def programme(self, key: str) -> str:
        """Return what a programme is called."""
        return self._catalogue.programme_label(key).sv if self._catalogue.knows_programme(key) else key or UNKNOWN

    def grant_type(self, programme: str, key: str) -> str:
        """Return what a kind of support is called."""
        known = self._catalogue.knows_programme(programme) and self._catalogue.knows_grant_type(programme, key)
        return self._catalogue.grant_type_label(programme, key).sv if known else key or UNKNOWN

    def strategy(self, key: str, version: int = 0) -> Strategy | None:
        """Return a strategy in the version that a case has pinned; without one the newest."""
        try:
            return self._catalogue.strategy(key, version)
        except KeyError:
            return self._catalogue.strategy_by_key(key)

    def priority(self, strategy: str, version: int, key: str) -> tuple[str, int | None, str]:
        """Return the strategy's short name, the priority's number and its label."""
        found = self.strategy(strategy, version)
        if found is None:
            return strategy, None, key or UNKNOWN
        priority = found.priority(key) if key else None
        return found.short_name.sv, priority.number if priority else None, label_of(priority, key)

    def category(self, key: str) -> str:
        """Return what a gender category is called."""
        return GENDER_CATEGORY[GenderCategory(key)]

    def gender_rule(self, day: date) -> tuple[str, ...]:
        """Return which version of the gender rule is used on the day, and what counts as even."""
        try:
            rule = self._catalogue.gender_rule(day)
        except KeyError:
            return ()
        sentence = msgid("Regel för indelning: version {version}. Jämnt är {low}–{high} procent kvinnor bland ägarna.")
        return (sentence.format(version=rule.version, low=rule.even_from_percent, high=rule.even_to_percent),)

    def eu_programme(self, key: str) -> str:
        """Return what an EU programme is called."""
        return self._code(_EU, key)

    def source(self, key: str) -> str:
        """Return what a source of money is called."""
        return self._code(_SOURCES, key)

    def _code(self, list_key: str, key: str) -> str:
        try:
            options = self._catalogue.code_list(list_key)
        except KeyError:
            options = ()
        return next((option.label.sv for option in options if option.key == key), key or UNKNOWN)

    def municipalities(self) -> list[Municipality]:
        """Return the municipalities of the region's county, by code."""
        return self._catalogue.municipalities(self._region)

    def group(self, municipality: Municipality) -> str:
        """Return the group that the region has put a municipality in, if it has."""
        return _GROUPS.get(municipality.group or "", NO_GROUP.sv)

    def place(self, code: str) -> str:
        """Return where a code counts: itself in the county, the whole county, outside it, or nowhere known."""
        inside = {municipality.code for municipality in self.municipalities()}
        if code in inside or code in ("", WHOLE_COUNTY):
            return code
        return OUTSIDE_COUNTY

    def criterion(self, programme: str, version: int, key: str) -> Criterion | None:
        """Return a criterion as the programme had it in that version."""
        found = self._programme(programme, version)
        return next((one for one in found.criteria if one.key == key), None) if found else None

    def criterion_place(self, programme: str, version: int, key: str, part: str) -> tuple[int, int]:
        """Return the place of a criterion among the programme's, and of a goal among the criterion's."""
        found = self._programme(programme, version)
        criteria = found.criteria if found else ()
        for place, criterion in enumerate(criteria):
            if criterion.key == key:
                goals = [goal.key for goal in criterion.goals]
                return place, goals.index(part) if part in goals else len(goals)
        return len(criteria), 0

    def _programme(self, key: str, version: int) -> Programme | None:
        try:
            return self._catalogue.programme(key, version)
        except KeyError:
            return None


def label_of(priority: Priority | None, key: str) -> str:
    """Return what a priority is called; its key where the strategy does not have it."""
    return priority.label.sv if priority else key or UNKNOWN
