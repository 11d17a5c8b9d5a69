"""Write a call for applications, publish it, change it."""

from collections.abc import Mapping
from datetime import datetime

from fundflow.domain.calls import CallPlan, against_change, against_figures, against_plan
from fundflow.domain.errors import Conflict, NotFound, Refused
from fundflow.domain.findings import Finding, Verdict
from fundflow.domain.money import Money
from fundflow.domain.roles import Permission
from fundflow.models.call import CallChange, FundingCall
from fundflow.queries.calls import get_call
from fundflow.services.unit_of_work import UnitOfWork

_FIELDS = ("title", "title_en", "text", "text_en", "opens_at", "closes_at", "frame")


def write_call(uow: UnitOfWork, plan: CallPlan) -> FundingCall:
    """Write a new call, seen by the office only until it is published; its programme's version of today is kept.

    Raises Refused with every reason.
    """
    programme = uow.catalogue.programme_in_force(plan.programme, uow.today)
    if programme is None or plan.grant_type not in {one.key for one in programme.grant_types}:
        raise NotFound
    opens_at, closes_at = _checked(uow, plan)
    call = FundingCall(
        programme=programme.key,
        programme_version=programme.version,
        grant_type=plan.grant_type,
        title=plan.title.strip(),
        title_en=plan.title_en.strip(),
        text=plan.text.strip(),
        text_en=plan.text_en.strip(),
        opens_at=opens_at,
        closes_at=closes_at,
        frame=plan.frame,
        created_at=uow.now,
        created_by_id=uow.actor.person_id or None,
    )
    uow.session.add(call)
    uow.session.flush()
    return call


def _checked(uow: UnitOfWork, plan: CallPlan) -> tuple[datetime, datetime]:
    refusals = [] if uow.actor.may(Permission.CALL_MANAGE) else [Finding("not_permitted", Verdict.STOPS)]
    refusals += against_plan(plan)
    refusals += against_figures(plan, uow.catalogue.rulebook(uow.today, uow.region.key))
    if refusals or plan.opens_at is None or plan.closes_at is None:
        raise Refused(refusals)
    return plan.opens_at, plan.closes_at


def change_call(uow: UnitOfWork, call_id: int, plan: CallPlan, *, version: int) -> FundingCall:
    """Change a call; what a published one was before is kept. The support it is for never changes.

    Raises Refused with every reason, and Conflict when a colleague has changed it since the page was opened.
    """
    call = get_call(uow.session, call_id)
    _checked(uow, plan)
    if call.row_version != version:
        raise Conflict
    if call.published_at is not None and (refusals := list(against_change(call.window, plan, uow.now))):
        raise Refused(refusals)
    after = {name: _clean(getattr(plan, name)) for name in _FIELDS}
    changed = {name: value for name, value in after.items() if getattr(call, name) != value}
    if call.published_at is not None and changed:
        what = {name: [_plain(getattr(call, name)), _plain(value)] for name, value in changed.items()}
        _keep(uow, call, what)
    for name, value in changed.items():
        setattr(call, name, value)
    uow.session.flush()
    return call


def publish_call(uow: UnitOfWork, call_id: int) -> FundingCall:
    """Show a call to everybody; one that is published already stays so.

    Raises Refused when it is not permitted, or when the call would be over before anybody has seen it.
    """
    call = get_call(uow.session, call_id)
    if call.published_at is not None:
        return call
    if not uow.actor.may(Permission.CALL_MANAGE):
        raise Refused([Finding("not_permitted", Verdict.STOPS)])
    if call.closes_at <= uow.now:
        raise Refused([Finding("call_over", Verdict.NOT_YET, None, {"closes": call.closes_at}, "closes_on")])
    call.published_at = uow.now
    _keep(uow, call, {"published_at": [None, uow.now.isoformat()]})
    uow.session.flush()
    return call


def _keep(uow: UnitOfWork, call: FundingCall, what: Mapping[str, object]) -> None:
    uow.session.add(CallChange(call_id=call.id, at=uow.now, person_id=uow.actor.person_id or None, what=dict(what)))


def _clean(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return value.ore
    return value.isoformat() if isinstance(value, datetime) else value
