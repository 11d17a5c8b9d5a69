"""What a viewer may see of cases, as a WHERE clause."""

from sqlalchemy import ColumnElement, and_, false, or_

from fundflow.domain.roles import Actor, Permission
from fundflow.domain.states import Origin, State
from fundflow.models.case import Case


def visible_to(viewer: Actor) -> ColumnElement[bool]:
    """Return the condition that narrows cases to those the viewer may see.

    Staff with the right to read see all but drafts; an applicant sees those of the organisations acted for, but no
    imported ones: nobody applied in those. Discarded drafts are hidden from everyone (D4).
    """
    ways: list[ColumnElement[bool]] = []
    if viewer.may(Permission.CASE_READ):
        ways.append(Case.state != State.DRAFT)
    if viewer.may(Permission.CASE_FOLLOW):
        ways.append(followed_by(viewer))
    return and_(Case.discarded_at.is_(None), or_(*ways) if ways else false())


def followed_by(viewer: Actor) -> ColumnElement[bool]:
    """Return the condition that narrows cases to those the viewer follows as an applicant."""
    if not viewer.organisations:
        return false()
    return and_(
        Case.discarded_at.is_(None), Case.origin != Origin.IMPORTED, Case.organisation_id.in_(viewer.organisations)
    )
