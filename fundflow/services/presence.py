"""Note that a person has a page open, and forget it."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fundflow.domain.errors import NotFound
from fundflow.models.presence import Presence
from fundflow.queries.cases import get_case
from fundflow.queries.presence import SEEN_LATELY
from fundflow.services.unit_of_work import UnitOfWork


def note_presence(uow: UnitOfWork, case_id: int, page: str) -> None:
    """Note that the person has the page of a case of theirs open now; NotFound when it is not theirs."""
    case = get_case(uow.session, uow.actor, case_id)
    if case.organisation_id not in uow.actor.organisations:
        raise NotFound
    own = (Presence.case_id == case_id, Presence.page == page, Presence.person_id == uow.actor.person_id)
    if uow.session.execute(update(Presence).where(*own).values(seen_at=uow.now)).rowcount:  # type: ignore[attr-defined]
        return
    try:
        with uow.session.begin_nested():
            uow.session.add(
                Presence(case_id=case_id, page=page, person_id=uow.actor.person_id, seen_at=uow.now),
            )
    except IntegrityError:
        return  # the same person's other tab said so at the same moment


def leave_page(uow: UnitOfWork, case_id: int, page: str) -> None:
    """Forget that the person had the page open."""
    uow.session.execute(
        delete(Presence).where(
            Presence.case_id == case_id, Presence.page == page, Presence.person_id == uow.actor.person_id
        )
    )


def forget_absent(session: Session, *, at: datetime) -> None:
    """Take away what nobody is told of any more."""
    session.execute(delete(Presence).where(Presence.seen_at <= at - SEEN_LATELY))
