"""Menus by permission, in the two faces of the service.

An item is shown to whoever has one of its permissions, once the page exists that it leads to; it is marked as current
on every page of its packages. A new page package adds its line here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app, request, url_for

from fundflow.domain.roles import Actor, Permission
from fundflow.web.access import actor_if_signed_in, is_office
from fundflow.web.locale import _l


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a menu. ``packages``: the blueprints on whose pages it is current; no permissions: for everybody."""

    label: str
    endpoint: str
    packages: tuple[str, ...]
    permissions: tuple[Permission, ...] = ()

    def is_for(self, actor: Actor | None) -> bool:
        """Say whether the person may use the page, and the page exists."""
        if self.endpoint not in current_app.view_functions:
            return False
        return not self.permissions or (actor is not None and any(actor.may(one) for one in self.permissions))

    @property
    def url(self) -> str:
        """The address of the page."""
        return url_for(self.endpoint)

    @property
    def is_current(self) -> bool:
        """Whether the page being shown belongs to the item."""
        return request.blueprint in self.packages


_P: Final = Permission

APPLICANT: Final = (
    Item(_l("Stöd att söka"), "start.show", ("start",)),
    Item(_l("Hitta rätt stöd"), "guide.ask", ("guide",)),
    Item(_l("Utlysningar"), "call.listed", ("call",)),
    Item(_l("Våra organisationer"), "organisation.mine", ("organisation",), (_P.ORGANISATION_MANAGE,)),
    Item(_l("Mina ärenden"), "application.mine", ("application", "followup", "payment", "message"), (_P.CASE_FOLLOW,)),
)

OFFICE: Final = (
    Item(
        _l("Skrivbord"),
        "desk.worklist",
        ("case_message", "place_of_case", "desk", "case", "intake", "assessment", "applicant", "followup"),
        (_P.CASE_READ,),
    ),
    Item(_l("Beslut"), "decision.worklist", ("decision",), (_P.CASE_DECIDE, _P.BOARD_RECORD, _P.DECISION_DISPATCH)),
    Item(
        _l("Ekonomi"),
        "payment.worklist",
        ("payment", "appropriation"),
        (_P.PAYMENT_AUTHORISE, _P.PAYMENT_CONFIRM, _P.FRAME_SET),
    ),
    Item(_l("Serviceställen"), "service_place.listed", ("service_place",), (_P.CASE_READ,)),
    Item(_l("Utlysningar"), "calls.manage", ("calls",), (_P.CALL_MANAGE,)),
    Item(_l("Statistik"), "statistics.show", ("statistics",), (_P.STATISTICS_READ,)),
    Item(_l("Administration"), "administration.people", ("administration", "published"), (_P.PERSON_MANAGE,)),
)


def menu() -> list[Item]:
    """Return the lines of the main menu for the face that is shown."""
    items = OFFICE if is_office() else APPLICANT
    actor = actor_if_signed_in()
    return [item for item in items if item.is_for(actor)]


def other_face() -> Item | None:
    """Return the way to the other face for a person who is both applicant and staff."""
    actor = actor_if_signed_in()
    if actor is None or not actor.is_staff:
        return None
    return _first_of(APPLICANT[-1:] if is_office() else OFFICE, actor)


def may_apply() -> bool:
    """Say whether the way to apply is shown: to applicants and to whoever is not signed in, not to the office."""
    actor = actor_if_signed_in()
    return actor is None or actor.may(_P.APPLICATION_WRITE)


def layout() -> str:
    """Return the layout for pages that both faces have, as account and error pages."""
    return "layouts/office.html" if is_office() else "layouts/applicant.html"


def home_url(actor: Actor | None = None) -> str:
    """Return where a person begins: staff at their first page, applicants at their cases, others at the start page."""
    actor = actor or actor_if_signed_in()
    items = OFFICE if actor and actor.is_staff else APPLICANT[::-1]
    first = _first_of(items, actor)
    return first.url if first else url_for("start.show")


def _first_of(items: Sequence[Item], actor: Actor | None) -> Item | None:
    return next((item for item in items if item.is_for(actor)), None)


def has_page(endpoint: str) -> bool:
    """Say whether the service has the page."""
    return endpoint in current_app.view_functions


def search_url() -> str | None:
    """Return where the header's search field sends to, for those who may read cases."""
    actor = actor_if_signed_in()
    may_search = actor is not None and actor.may(Permission.CASE_READ) and has_page("desk.worklist")
    return url_for("desk.worklist") if may_search else None


_FOR_TEMPLATES: Final[tuple[Callable[..., object], ...]] = (
    menu,
    other_face,
    is_office,
    may_apply,
    layout,
    home_url,
    has_page,
    search_url,
)


def register(app: Flask) -> None:
    """Give the templates the menus."""
    app.jinja_env.globals.update({one.__name__: one for one in _FOR_TEMPLATES})
