"""An organisation that the person of the request acts for, with everyone who does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fundflow.domain.concepts import ApplicantKind
from fundflow.domain.errors import NotFound
from fundflow.queries.organisations import get_organisation_by_id, with_successors
from fundflow.queries.people import colleagues, get_organisation
from fundflow.web.access import current_actor, reading

if TYPE_CHECKING:
    from fundflow.models.organisation import Organisation
    from fundflow.models.person import Membership


def own_organisation(organisation_id: int) -> "tuple[Organisation, Sequence[Membership], Membership]":
    """Return an organisation, who acts for it, and the person's own membership there or in one that continues it.

    NotFound without one.
    """
    actor = current_actor()
    members = colleagues(reading(), actor, organisation_id)
    for acting_for in with_successors(reading(), organisation_id):
        there = members if acting_for == organisation_id else _colleagues_of(acting_for)
        own = next((member for member in there if member.person_id == actor.person_id), None)
        if own is not None:
            return get_organisation(reading(), actor, organisation_id), members, own
    raise NotFound


def _colleagues_of(organisation_id: int) -> "Sequence[Membership]":
    actor = current_actor()
    return colleagues(reading(), actor, organisation_id) if organisation_id in actor.organisations else ()


_PUBLIC: Final = frozenset(
    {ApplicantKind.MUNICIPALITY, ApplicantKind.REGION, ApplicantKind.AUTHORITY, ApplicantKind.UNIVERSITY}
)
_OWNED: Final = frozenset({ApplicantKind.COMPANY, ApplicantKind.SOLE_TRADER})


@dataclass(frozen=True, slots=True)
class Asks:
    """Which parts an organisation of a kind is asked for: size and group, owners and leader."""

    group: bool
    owners: bool


def asks_of(kind: ApplicantKind | None) -> Asks:
    """Return what an organisation is asked for; public ones have neither group nor owners."""
    return Asks(kind not in _PUBLIC, kind is None or kind in _OWNED)


def successor_named(organisation: "Organisation") -> "Organisation | None":
    """Return the organisation that continues this one; None while it is in being."""
    if organisation.merged_into_id is None:
        return None
    return get_organisation_by_id(reading(), organisation.merged_into_id)
