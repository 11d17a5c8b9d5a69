"""An organisation that the person of the request acts for, with everyone who does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fundflow.domain.errors import NotFound
from fundflow.queries.people import colleagues, get_organisation
from fundflow.web.access import current_actor, reading

if TYPE_CHECKING:
    from fundflow.models.organisation import Organisation
    from fundflow.models.person import Membership


def own_organisation(organisation_id: int) -> "tuple[Organisation, Sequence[Membership], Membership]":
    """Return an organisation, everyone who acts for it and the person's own membership; NotFound without one."""
    actor = current_actor()
    members = colleagues(reading(), actor, organisation_id)
    own = next((member for member in members if member.person_id == actor.person_id), None)
    if own is None:
        raise NotFound
    return get_organisation(reading(), actor, organisation_id), members, own
