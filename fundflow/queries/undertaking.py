"""What an applicant has stated of its group and size, and of its owners and leader."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from fundflow.models.undertaking import GroupStatement, OwnershipRecord


def _statements(organisation_id: int) -> Select[GroupStatement]:
    return (
        select(GroupStatement)
        .where(GroupStatement.organisation_id == organisation_id)
        .options(
            selectinload(GroupStatement.links),
            joinedload(GroupStatement.stated_by),
            joinedload(GroupStatement.confirmed_by),
        )
        .order_by(GroupStatement.version.desc())
    )


def group_of(session: Session, organisation_id: int) -> GroupStatement | None:
    """Return the statement in force of an organisation's size and group; None where nothing is stated."""
    return session.scalars(_statements(organisation_id).limit(1)).first()


def group_history(session: Session, organisation_id: int) -> Sequence[GroupStatement]:
    """Return every statement of an organisation's size and group, latest first."""
    return session.scalars(_statements(organisation_id)).all()


def owners_of(session: Session, organisation_id: int) -> OwnershipRecord | None:
    """Return what was told last of who owns and leads an organisation; None where nothing is told."""
    return next(iter(owners_history(session, organisation_id)), None)


def owners_history(session: Session, organisation_id: int) -> Sequence[OwnershipRecord]:
    """Return everything that was told of who owns and leads an organisation, latest first."""
    return session.scalars(
        select(OwnershipRecord)
        .where(OwnershipRecord.organisation_id == organisation_id)
        .options(joinedload(OwnershipRecord.told_by))
        .order_by(OwnershipRecord.version.desc())
    ).all()
