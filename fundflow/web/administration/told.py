"""The trace of what administrators do, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fundflow.domain.delegation import DelegationOrder
from fundflow.domain.roles import Role
from fundflow.labels.administration import ORGANISATION_CHANGE, PERSON_CHANGE
from fundflow.labels.states import ROLE
from fundflow.web.filters import tr
from fundflow.web.locale import _

if TYPE_CHECKING:
    from fundflow.models.person import OrganisationChange, PersonChange


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the trace: when, what, and by whom."""

    at: datetime
    text: str


def told_of_person(change: "PersonChange", order: DelegationOrder) -> Happened:
    """Return what was done to an account, with the rights that were given and taken."""
    details = "; ".join(_details(change.payload, order))
    what = _(PERSON_CHANGE[change.kind])
    return Happened(change.at, _by(f"{what}: {details}" if details else what, change.by.name if change.by else ""))


def told_of_organisation(change: "OrganisationChange") -> Happened:
    """Return what was noted of an applicant."""
    return Happened(change.at, _by(_(ORGANISATION_CHANGE[change.kind]), change.by.name if change.by else ""))


def _by(text: str, name: str) -> str:
    return _("%(what)s, av %(name)s", what=text, name=name) if name else text


def _details(payload: dict[str, Sequence[str]], order: DelegationOrder) -> Iterator[str]:
    positions = {key: tr(label) for key, label in order.positions}
    given = [*_roles(payload.get("roles_given", ())), *_named(payload.get("positions_given", ()), positions)]
    taken = [*_roles(payload.get("roles_taken", ())), *_named(payload.get("positions_taken", ()), positions)]
    if given:
        yield _("fick %(rights)s", rights=", ".join(given))
    if taken:
        yield _("har inte längre %(rights)s", rights=", ".join(taken))


def _roles(keys: Sequence[str]) -> list[str]:
    return [_(ROLE[role]) for role in Role if role in keys]


def _named(keys: Sequence[str], labels: dict[str, str]) -> list[str]:
    return [labels.get(key, key) for key in keys]
