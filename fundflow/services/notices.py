"""Queue the letters that an event calls for."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from fundflow.domain.events import EventKind
from fundflow.domain.notices import LETTERS, Audience
from fundflow.models.case import Case
from fundflow.models.outbox import Notice, Work
from fundflow.models.person import Membership, Person
from fundflow.queries.organisations import with_successors
from fundflow.services.outbox import promise


def queue_letters(session: Session, case: Case, kind: EventKind, *, at: datetime, about: Mapping[str, object]) -> None:
    """Queue each letter of the event to each person of its audience, in the transaction of the deed."""
    for letter in LETTERS[kind]:
        for person_id in _audience(session, case, letter.audience):
            queue_letter(session, person_id, letter.name, at=at, case_id=case.id, about=about)


def queue_letter(
    session: Session,
    person_id: int,
    letter: str,
    *,
    at: datetime,
    case_id: int | None = None,
    about: Mapping[str, object],
) -> Notice:
    """Queue one letter to one person."""
    notice = Notice(person_id=person_id, case_id=case_id, letter=letter, facts=dict(about), created_at=at)
    session.add(notice)
    session.flush()
    promise(session, Work.SEND_NOTICE, subject_id=notice.id, at=at)
    return notice


def _audience(session: Session, case: Case, audience: Audience) -> Iterable[int]:
    if audience is Audience.OFFICER:
        return [case.officer_id] if case.officer_id else []
    return session.scalars(
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.organisation_id.in_(with_successors(session, case.organisation_id)),
            Membership.ended_at.is_(None),
            Person.deactivated_at.is_(None),
        )
        .order_by(Membership.person_id)
        .distinct()
    ).all()
