"""Who else has a page of a case open."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from fundflow.domain.roles import Actor
from fundflow.models.case import Case
from fundflow.models.person import Membership, Person
from fundflow.models.presence import Presence
from fundflow.queries.scope import followed_by

SEEN_LATELY: Final = timedelta(seconds=60)
"""How long after its last sign a page counts as open: three signs may be missed."""


def others_on(session: Session, viewer: Actor, case_id: int, page: str, *, at: datetime) -> Sequence[str]:
    """Return the names of the viewer's colleagues who have the page open at the moment, in Swedish order.

    Only those who act for the case's applicant are told of, and only to others who do.
    """
    return session.scalars(
        select(Person.name)
        .join(Presence, Presence.person_id == Person.id)
        .join(Case, Case.id == Presence.case_id)
        .join(Membership, (Membership.person_id == Person.id) & (Membership.organisation_id == Case.organisation_id))
        .where(
            Presence.case_id == case_id,
            Presence.page == page,
            Presence.person_id != viewer.person_id,
            Presence.seen_at > at - SEEN_LATELY,
            Membership.ended_at.is_(None),
            followed_by(viewer),
        )
        .order_by(Person.name.collate("sv"), Person.id)
    ).all()
