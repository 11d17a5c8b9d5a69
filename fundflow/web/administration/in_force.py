"""The delegation order with who holds what, and everything of the catalogue that is in force today; to read only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from fundflow.catalogue import Catalogue
from fundflow.domain.delegation import DelegationItem
from fundflow.domain.guards import decides_as
from fundflow.domain.periods import swedish_day
from fundflow.domain.roles import Actor, Permission
from fundflow.domain.rulebook import Rule
from fundflow.labels.states import DECISION_KIND
from fundflow.queries.administration import office
from fundflow.web.access import now, reading, requires
from fundflow.web.administration import bp as bp
from fundflow.web.administration.views import order_now
from fundflow.web.filters import tr
from fundflow.web.locale import _, _l

AID_AREAS: Final = {
    "1": _l("Stödområde 1"),
    "2": _l("Stödområde 2"),
    "3": _l("Stödområde 3"),
    "none": _l("Utanför stödområde"),
    "mixed": _l("Delar av kommunen"),
}
GROUPS: Final = {"inland": _l("Inland"), "other": _l("Övriga")}


@dataclass(frozen=True, slots=True)
class Position:
    """A position of the order: who decides in it, and who holds it without a role that decides."""

    key: str
    label: str
    holders: tuple[Actor, ...]
    powerless: tuple[Actor, ...]
    is_used: bool

    @property
    def is_vacant(self) -> bool:
        """Whether the order gives it something and nobody decides."""
        return self.is_used and not self.holders


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An item of the order in words."""

    item: DelegationItem
    kind: str
    where: tuple[str, ...]
    position: Position


@bp.get("/delegationsordning")
@requires(Permission.PERSON_MANAGE)
def delegation() -> ResponseReturnValue:
    """Show the order in force, item by item, with who holds each position now."""
    order, people = order_now(), office(reading())
    used = {item.position for item in order.items}
    positions = {key: _position(key, tr(label), people, is_used=key in used) for key, label in order.positions}
    return render_template(
        "administration/delegation.html",
        order=order,
        positions=list(positions.values()),
        lines=[_line(item, positions) for item in order.items],
    )


def _position(key: str, label: str, people: Sequence[Actor], *, is_used: bool) -> Position:
    holders = tuple(person for person in people if decides_as(key, person))
    powerless = tuple(person for person in people if key in person.positions and person not in holders)
    return Position(key, label, holders, powerless, is_used)


def _line(item: DelegationItem, positions: dict[str, Position]) -> OrderLine:
    kinds = {kind.value: _(label) for kind, label in DECISION_KIND.items()}
    return OrderLine(item, kinds.get(item.kind, item.kind), tuple(_where(item)), positions[item.position])


def _where(item: DelegationItem) -> Iterable[str]:
    """Yield the programmes or kinds of support that the item is about; nothing: all."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    for programme in item.programmes:
        kinds = [key for key in item.grant_types if catalogue.knows_grant_type(programme, key)]
        named = ", ".join(tr(catalogue.grant_type_label(programme, key)) for key in kinds)
        label = tr(catalogue.programme_label(programme))
        yield f"{label}: {named}" if named else label


@bp.get("/det-som-galler")
@requires(Permission.PERSON_MANAGE)
def in_force() -> ResponseReturnValue:
    """Show programmes, strategies, rules and municipalities that are in force today."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    region, today = current_app.config["REGION"], swedish_day(now())
    facts = catalogue.regions()[region]
    return render_template(
        "administration/in_force.html",
        today=today,
        programmes=catalogue.programmes_in_force(today),
        strategies=[
            (one, one == catalogue.strategy_in_force(one.region, today) and one.region == region)
            for one in catalogue.strategies()
        ],
        rules=_by_act(catalogue.rulebook(today, region)),
        gender_rule=catalogue.gender_rule(today),
        order=order_now(),
        county=facts.county_name.sv,
        municipalities=catalogue.municipalities(region),
        areas=AID_AREAS,
        groups=GROUPS,
        fingerprint=catalogue.versions_hash(),
    )


def _by_act(rules: Iterable[Rule]) -> list[tuple[str, list[Rule]]]:
    """Return the rules by act, those of the region's own policy last."""
    ordered = sorted(rules, key=lambda rule: (rule.act is None, rule.act or ""))
    return [(act or "", list(group)) for act, group in groupby(ordered, key=lambda rule: rule.act)]
