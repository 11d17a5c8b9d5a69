"""Enter the account that an applicant is paid to, and confirm or refuse it for the region."""

from sqlalchemy import func, select

from fundflow.domain.bank import Account, BankState
from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.findings import Finding, LegalSource, Verdict
from fundflow.domain.roles import OrganisationRight, Permission
from fundflow.models.bank import BankDetails
from fundflow.models.organisation import Organisation
from fundflow.models.person import Membership
from fundflow.queries.bank import bank_details_of, has_authorised_payment
from fundflow.services.notices import queue_letter
from fundflow.services.rights import TWO_PERSONS
from fundflow.services.unit_of_work import UnitOfWork

_CONTROL = LegalSource("Y8", None, "regionens rutin för utbetalning")


def enter_bank_details(
    uow: UnitOfWork, organisation_id: int, account: Account, *, holder: str | None = None
) -> BankDetails:
    """Enter an account; the one before it is kept, and nothing is paid until the region has confirmed the new one.

    The same account again changes nothing. Raises Refused while a payment is authorised, NotFound for one who may not
    sign.
    """
    if organisation_id not in uow.actor.may_sign_for:
        raise NotFound
    if lock_organisation(uow, organisation_id).merged_into_id is not None:
        raise Refused([Finding("organisation_merged", Verdict.STOPS)])
    before = bank_details_of(uow.session, organisation_id)
    if before is not None and _is_same(before, account, holder):
        return before
    if has_authorised_payment(uow.session, organisation_id):
        raise Refused([Finding("bank_details_locked", Verdict.STOPS, _CONTROL, field="number")])
    if before is not None:
        before.replaced_at = uow.now
    last = uow.session.scalar(
        select(func.max(BankDetails.version)).where(BankDetails.organisation_id == organisation_id)
    )
    details = BankDetails(
        organisation_id=organisation_id,
        version=(last or 0) + 1,
        kind=account.kind,
        number=account.number,
        clearing=account.clearing,
        bic=account.bic,
        holder=holder,
        state=BankState.WAITING,
        entered_at=uow.now,
        entered_by_id=uow.actor.person_id,
    )
    uow.session.add(details)
    uow.session.flush()
    _tell_signatories(uow, organisation_id, "bank_details_changed")
    return details


def _tell_signatories(uow: UnitOfWork, organisation_id: int, letter: str) -> None:
    """Tell everyone else who may sign for the organisation, so that nobody moves its money unseen."""
    if uow.is_past:
        return
    signatories = select(Membership.person_id).where(
        Membership.organisation_id == organisation_id,
        Membership.right == OrganisationRight.SIGN,
        Membership.ended_at.is_(None),
        Membership.person_id != uow.actor.person_id,
    )
    about = {"organisation": organisation_id, "inviter": uow.actor.name}
    for person_id in uow.session.scalars(signatories.order_by(Membership.person_id)).all():
        queue_letter(uow.session, person_id, letter, at=uow.now, about=about)


def _is_same(before: BankDetails, account: Account, holder: str | None) -> bool:
    return before.state is not BankState.REFUSED and (before.account, before.holder) == (account, holder)


def confirm_bank_details(uow: UnitOfWork, details_id: int, *, evidence: str) -> BankDetails:
    """Confirm, against what shows it, that an account is the applicant's. Source: Y8."""
    return _judge(uow, details_id, BankState.CONFIRMED, evidence)


def refuse_bank_details(uow: UnitOfWork, details_id: int, *, reason: str) -> BankDetails:
    """Refuse an account, or take back a confirmation, with the reason; the applicant enters another."""
    details = _judge(uow, details_id, BankState.REFUSED, reason)
    _tell_signatories(uow, details.organisation_id, "bank_details_refused")
    return details


def _judge(uow: UnitOfWork, details_id: int, state: BankState, evidence: str) -> BankDetails:
    found = uow.session.get(BankDetails, details_id)
    if found is None:
        raise NotFound
    lock_organisation(uow, found.organisation_id)
    details = uow.session.get_one(BankDetails, details_id, populate_existing=True)
    refusals = []
    if not uow.actor.may(Permission.BANK_CONFIRM):
        refusals.append(Finding("not_permitted", Verdict.STOPS))
    if details.organisation_id in uow.actor.organisations:
        refusals.append(Finding("own_case", Verdict.STOPS, TWO_PERSONS))
    if details.replaced_at is not None:
        refusals.append(Finding("bank_details_replaced", Verdict.STOPS))
    if has_authorised_payment(uow.session, details.organisation_id):
        refusals.append(Finding("bank_details_locked", Verdict.STOPS, _CONTROL))
    if not evidence.strip():
        refusals.append(Finding("bank_evidence_missing", Verdict.NOT_YET, _CONTROL, field="evidence"))
    if refusals:
        raise Refused(refusals)
    details.state, details.evidence = state, evidence.strip()
    details.judged_at, details.judged_by_id = uow.now, uow.actor.person_id
    return details


def lock_organisation(uow: UnitOfWork, organisation_id: int) -> Organisation:
    """Return an organisation locked for the deed, so that a change and a payment take turns; NotFound otherwise."""
    statement = select(Organisation).where(Organisation.id == organisation_id).with_for_update()
    organisation = uow.session.scalars(statement.execution_options(populate_existing=True)).first()
    if organisation is None:
        raise NotFound
    return organisation
