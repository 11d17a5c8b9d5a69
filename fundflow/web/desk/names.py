"""What the values of the desk's filters are called."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from fundflow.catalogue import Catalogue
from fundflow.domain.gender import GenderCategory
from fundflow.domain.money import Money
from fundflow.domain.states import State
from fundflow.labels.amounts import grouped, kronor_text
from fundflow.labels.states import GENDER_CATEGORY
from fundflow.queries.worklist import Count
from fundflow.queries.worklist_base import AGES, AMOUNTS, FACETS, MINE, NOBODY, WITHDRAWN
from fundflow.web.case.told import municipality_name
from fundflow.web.filters import state_label, tr
from fundflow.web.locale import _, _l

HEADINGS: Final[Mapping[str, str]] = {
    "lage": _l("Läge"),
    "program": _l("Program"),
    "stodform": _l("Stödform"),
    "utlysning": _l("Utlysning"),
    "handlaggare": _l("Handläggare"),
    "prioritering": _l("Prioritering"),
    "kommun": _l("Kommun"),
    "kategori": _l("Ägs och leds av"),
    "alder": _l("Ålder"),
    "belopp": _l("Sökt belopp"),
    "beslutsar": _l("Beslutat år"),
}

VIEW_LABELS: Final[Mapping[str, str]] = {
    "mina": _l("Mina öppna"),
    "frister": _l("Mina frister"),
    "granska": _l("Att granska"),
    "otilldelade": _l("Otilldelade"),
    "nya": _l("Nya i veckan"),
    "oppna": _l("Alla öppna"),
    "klara": _l("Klara för beslut"),
    "expediera": _l("Beslut att expediera"),
}

TAB_LABELS: Final[Mapping[str, str]] = {
    **VIEW_LABELS,
    "frister": _l("Frister"),
    "nya": _l("Nya"),
    "klara": _l("Till beslut"),
    "expediera": _l("Att expediera"),
}

_AGE_LABELS: Final = dict(
    zip(
        AGES,
        (_l("Under en månad"), _l("En till fyra månader"), _l("Fyra till sex månader"), _l("Över sex månader")),
        strict=True,
    )
)
_IN_ORDER: Final[Mapping[str, Sequence[str]]] = {
    "lage": [*(state.value for state in State), WITHDRAWN],
    "kategori": [category.value for category in GenderCategory],
    "alder": list(AGES),
    "belopp": [key for key, _most in AMOUNTS],
}
_LATEST_FIRST: Final = "beslutsar"


def _amounts() -> dict[str, str]:
    """Return what each band of amounts is called: at most, from one to the other, above."""
    labels, below = {}, 0
    for key, most in AMOUNTS:
        if most is None:
            labels[key] = _("Över %(limit)s", limit=kronor_text(Money.kronor(below)))
        elif not below:
            labels[key] = _("Högst %(limit)s", limit=kronor_text(Money.kronor(most)))
        else:
            labels[key] = f"{grouped(below + 1)}–{kronor_text(Money.kronor(most))}"
        below = most or below
    return labels


class Names:
    """Says what the values are called, by the catalogue and the counts that carry people's names."""

    def __init__(self, catalogue: Catalogue, facets: Mapping[str, Sequence[Count]], officers: Mapping[str, str]):
        self._catalogue = catalogue
        self._officers = dict(officers) | {one.value: one.name for one in facets["handlaggare"] if one.name}
        self._calls = {one.value: one.name for one in facets["utlysning"]}
        self._within = {one.value: one.name for one in facets["stodform"]}
        self._priorities = {
            priority.key: tr(priority.label) for strategy in catalogue.strategies() for priority in strategy.priorities
        }
        self._say: Mapping[str, Callable[[str], str]] = {
            "lage": self._state,
            "program": self._programme,
            "stodform": self._grant_type,
            "utlysning": lambda value: self._calls.get(value, value),
            "handlaggare": self._officer,
            "prioritering": lambda value: self._priorities.get(value, value),
            "kommun": lambda value: municipality_name(catalogue, value),
            "kategori": self._category,
            "alder": lambda value: str(_AGE_LABELS.get(value, value)),
            "belopp": lambda value: _amounts().get(value, value),
        }

    def of(self, name: str, value: str) -> str:
        """Return what a value of a filter is called; an unknown one is shown as it stands."""
        say = self._say.get(name)
        return say(value) if say else value

    def _state(self, value: str) -> str:
        if value == WITHDRAWN:
            return _("Återkallad")
        return state_label(State(value)) if value in set(State) else value

    def _programme(self, value: str) -> str:
        return tr(self._catalogue.programme_label(value)) if self._catalogue.knows_programme(value) else value

    def _grant_type(self, value: str) -> str:
        programmes = [self._within[value]] if self._within.get(value) else self._catalogue.programme_keys()
        known = next((key for key in programmes if self._catalogue.knows_grant_type(key, value)), None)
        return tr(self._catalogue.grant_type_label(known, value)) if known else value

    def _officer(self, value: str) -> str:
        return {MINE: _("Jag"), NOBODY: _("Ingen")}.get(value) or self._officers.get(value, value)

    def _category(self, value: str) -> str:
        return _(GENDER_CATEGORY[GenderCategory(value)]) if value in set(GenderCategory) else value


def options(
    facets: Mapping[str, Sequence[Count]], names: Names, me: int, *, has_cases: bool
) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """Return each filter with its values as (value, label, cases); the person's own cases come first of officers."""
    shown = []
    for name in FACETS:
        values = [(one.value, names.of(name, one.value), one.cases) for one in _sorted(name, facets[name])]
        if name == "handlaggare":
            mine = next((cases for value, _label, cases in values if value == str(me)), 0)
            others = [one for one in values if one[0] != str(me)]
            values = [(MINE, _("Jag"), mine), *others] if has_cases else others
        shown.append((name, str(HEADINGS[name]), values))
    return shown


def _sorted(name: str, counts: Sequence[Count]) -> list[Count]:
    if name in _IN_ORDER:
        order = _IN_ORDER[name]
        return sorted(counts, key=lambda one: order.index(one.value) if one.value in order else len(order))
    if name == _LATEST_FIRST:
        return sorted(counts, key=lambda one: one.value, reverse=True)
    return list(counts)
