"""Payments to make: the list, one payment, and the deeds of the two persons who make it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import InputRequired

from fundflow.domain.bank import sees_whole_account
from fundflow.domain.errors import Refused
from fundflow.domain.findings import Finding
from fundflow.domain.payments import PaymentState
from fundflow.domain.roles import Permission
from fundflow.labels.accounts import ACCOUNT_KIND, BANK_STATE
from fundflow.labels.payouts import payout_lines
from fundflow.labels.states import PAYMENT_STATE
from fundflow.queries.bank import bank_details_of
from fundflow.queries.decisions import preparers_of
from fundflow.queries.paging import ListRequest
from fundflow.queries.payment_list import SORTS, VIEW, VIEWS, PaymentList, payment_list
from fundflow.queries.payments import claim_of, get_payment
from fundflow.services import payment as deeds
from fundflow.services.payable import payable_in
from fundflow.services.unit_of_work import UnitOfWork
from fundflow.web.access import looking, requires, writing
from fundflow.web.filters import finding_text
from fundflow.web.forms.base import BaseForm
from fundflow.web.forms.fields import SwedishDateField
from fundflow.web.lists import ListShape, ListView
from fundflow.web.locale import _, _l
from fundflow.web.payment import bp as bp
from fundflow.web.payment.looks import PAYMENT_LOOKS

if TYPE_CHECKING:
    from fundflow.models.bank import BankDetails
    from fundflow.models.payment import Payment

SHAPE: Final = ListShape(filters=(VIEW,), sorts=SORTS, default_sort="beslutad", starts_with={VIEW: ("gora",)})
_VIEW_LABELS: Final = {
    "gora": _l("Att göra"),
    "anordna": _l("Ska anordnas"),
    "bekrafta": _l("Ska bekräftas"),
    "utbetalda": _l("Utbetalda senaste 30 dagarna"),
}


class DeedForm(BaseForm):
    """A deed without anything to fill in; it carries the token."""


class ConfirmForm(BaseForm):
    """On which day the money went."""

    paid_on = SwedishDateField(
        _l("Betalningsdag"),
        [InputRequired(_l("Skriv vilken dag pengarna gick."))],
        description=_l("Den dag då pengarna lämnade regionens konto. Beloppet bokförs på den dagen."),
    )


@dataclass(frozen=True, slots=True)
class Deed:
    """What comes next with a payment, and what refuses this person to do it; nothing comes after it has gone."""

    words: str
    refusals: tuple[Finding, ...]

    @property
    def is_free(self) -> bool:
        """Whether this person may do it now."""
        return not self.refusals


def next_deed(uow: UnitOfWork, payment: "Payment", account: "BankDetails | None") -> Deed | None:
    """Return what comes next with a payment, whose case, decision and preparers are loaded, for this person."""
    match payment.state:
        case PaymentState.WAITING:
            bank = account.state if account else None
            return Deed(_("Anordna"), tuple(_refusing(deeds.against_authorising(uow, payment.case, payment, bank))))
        case PaymentState.AUTHORISED:
            return Deed(_("Bekräfta"), tuple(_refusing(deeds.against_confirming(uow, payment.case, payment))))
        case _:
            return None


def _refusing(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.refuses]


# ----- the list


@bp.get("/utbetalningar")
@requires(Permission.CASE_READ)
def worklist() -> str:
    """Show the payments to authorise, to confirm and lately made, with their sums and what this person may do."""
    uow = looking()
    asked = SHAPE.read(request.args)
    found = payment_list(uow.session, uow.actor, asked, today=uow.today)
    pays = uow.actor.may(Permission.PAYMENT_AUTHORISE) or uow.actor.may(Permission.PAYMENT_CONFIRM)
    return render_template(
        "payment/worklist.html",
        heading=_VIEW_LABELS.get(asked.one(VIEW) or "", _l("Alla utbetalningar")),
        found=found,
        page=found.page,
        list=ListView(SHAPE, asked, "payment.worklist"),
        views=_views(asked, found),
        rows=[(row, next_deed(uow, row.payment, row.account)) for row in found.page.rows],
        pays=pays,
        kinds=ACCOUNT_KIND,
        states=PAYMENT_STATE,
        looks=PAYMENT_LOOKS,
    )


def _views(asked: ListRequest, found: PaymentList) -> list[tuple[str, str, int | None, bool]]:
    """Return the views as (label, address, count, is current); the words searched for stay."""
    chosen = asked.one(VIEW)
    shown: list[tuple[str, str, int | None, bool]] = []
    for view in VIEWS:
        url = _url(replace(asked, filters={VIEW: (view,)}, page=1))
        shown.append((str(_VIEW_LABELS[view]), url, found.views[view].payments, view == chosen))
    return [*shown, (_("Alla"), _url(replace(asked, filters={}, page=1)), None, chosen is None)]


def _url(asked: ListRequest) -> str:
    return url_for("payment.worklist", **SHAPE.write(asked))  # type: ignore[arg-type]


# ----- one payment


@bp.get("/utbetalningar/<int:payment_id>")
@requires(Permission.CASE_READ)
def payment(payment_id: int) -> ResponseReturnValue:
    """Show a payment: its amount and account, what it rests on, and what may be done with it."""
    return _page(payment_id, _confirm_form())


def _confirm_form() -> ConfirmForm:
    return ConfirmForm(data={"paid_on": looking().today})


def _page(payment_id: int, form: ConfirmForm, refusals: Sequence[Finding] = ()) -> ResponseReturnValue:
    uow = looking()
    found = get_payment(uow.session, uow.actor, payment_id)
    claim_id = found.decision.claim_id
    claim = claim_of(uow.session, uow.actor, found.case_id, claim_id) if claim_id is not None else None
    account = found.bank_details or bank_details_of(uow.session, found.case.organisation_id)
    page = render_template(
        "payment/payment.html",
        payment=found,
        case=found.case,
        claim=claim,
        lines=payout_lines(payable_in(uow, found.case, claim), found.amount) if claim is not None else [],
        preparers=preparers_of(uow.session, found.decision_id),
        deed=next_deed(uow, found, account),
        may_withdraw=_may_withdraw(uow, found),
        pays=uow.actor.may(Permission.PAYMENT_AUTHORISE) or uow.actor.may(Permission.PAYMENT_CONFIRM),
        account=account,
        is_paid=found.state is PaymentState.CONFIRMED,
        whole=sees_whole_account(uow.actor),
        kinds=ACCOUNT_KIND,
        bank_states=BANK_STATE,
        may_control=uow.actor.may(Permission.BANK_CONFIRM),
        form=form,
        deed_form=DeedForm(),
        refusals=refusals,
        refusal_links=[(_place(one, form), finding_text(one)) for one in refusals],
        states=PAYMENT_STATE,
        looks=PAYMENT_LOOKS,
    )
    return page, 409 if refusals else form.http_status


def _may_withdraw(uow: UnitOfWork, found: "Payment") -> bool:
    return found.state is PaymentState.AUTHORISED and not list(deeds.against_withdrawing(uow, found.case, found))


def _place(finding: Finding, form: ConfirmForm) -> str:
    return f"#{finding.field}" if finding.field and finding.field in form else "#refusals"


@bp.post("/utbetalningar/<int:payment_id>/anordna")
@requires(Permission.PAYMENT_AUTHORISE)
def authorise(payment_id: int) -> ResponseReturnValue:
    """Authorise a payment; the same person twice is once."""
    return _do(payment_id, lambda uow: deeds.authorise_payment(uow, payment_id), _("Utbetalningen är anordnad."))


@bp.route("/utbetalningar/<int:payment_id>/angra", methods=["GET", "POST"])
@requires(Permission.PAYMENT_AUTHORISE)
def withdraw_authorisation(payment_id: int) -> ResponseReturnValue:
    """Take back an authorisation before it is confirmed, once that has been asked."""
    if request.method == "GET":
        uow = looking()
        found = get_payment(uow.session, uow.actor, payment_id)
        if not _may_withdraw(uow, found):
            return redirect(url_for(".payment", payment_id=payment_id), 303)
        return render_template("payment/withdraw_authorisation.html", payment=found, case=found.case, form=DeedForm())
    return _do(
        payment_id, lambda uow: deeds.withdraw_authorisation(uow, payment_id), _("Anordningen är tillbakatagen.")
    )


@bp.post("/utbetalningar/<int:payment_id>/bekrafta")
@requires(Permission.PAYMENT_CONFIRM)
def confirm(payment_id: int) -> ResponseReturnValue:
    """Confirm that the money has gone, on the day that is written."""
    form = _confirm_form()
    if not form.validate_on_submit():
        return _page(payment_id, form)
    day = form.paid_on.data
    told = _("Utbetalningen är bekräftad och bokförd.")
    return _do(payment_id, lambda uow: deeds.confirm_payment(uow, payment_id, paid_on=day), told, form)


def _do(
    payment_id: int, deed: Callable[[UnitOfWork], object], told: str, form: ConfirmForm | None = None
) -> ResponseReturnValue:
    try:
        with writing() as uow:
            deed(uow)
    except Refused as error:
        return _page(payment_id, form or _confirm_form(), error.findings)
    flash(told)
    return redirect(url_for("payment.payment", payment_id=payment_id), 303)
