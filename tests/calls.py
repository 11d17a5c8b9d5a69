"""An open call for a support that is applied for in calls only, made when a test first needs it."""

from datetime import timedelta

from sqlalchemy import select

from fundflow.models.call import FundingCall
from fundflow.services.unit_of_work import UnitOfWork

A_WHILE = timedelta(days=400)


def open_call(uow: UnitOfWork, programme_key: str, grant_type_key: str) -> int | None:
    """Return the id of an open call for the support; None for one that is always open."""
    programme = uow.catalogue.programme_in_force(programme_key, uow.today)
    assert programme is not None
    if not programme.grant_type(grant_type_key).in_calls_only:
        return None
    wanted = (FundingCall.programme == programme.key, FundingCall.grant_type == grant_type_key)
    call = uow.session.scalars(
        select(FundingCall).where(*wanted, FundingCall.opens_at <= uow.now, FundingCall.closes_at > uow.now)
    ).first()
    if call is None:
        call = FundingCall(
            programme=programme.key,
            programme_version=programme.version,
            grant_type=grant_type_key,
            title="Utlysning för hela länet",
            text="För projekt i länet.",
            opens_at=uow.now - A_WHILE,
            closes_at=uow.now + A_WHILE,
            published_at=uow.now - A_WHILE,
            created_at=uow.now - A_WHILE,
        )
        uow.session.add(call)
        uow.session.flush()
    return call.id
