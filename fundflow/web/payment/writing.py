"""Writing a claim: saved whole or not, and never over someone else's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from fundflow.domain.errors import Conflict
from fundflow.domain.money import ZERO, Money, total
from fundflow.domain.payments import ClaimState, flat_cost
from fundflow.domain.roles import Permission
from fundflow.queries.payable import ordered_payouts
from fundflow.queries.payments import budget_use
from fundflow.services.claim import ClaimContent, DeclaredCost, save_claim
from fundflow.web.access import now, requires, writing
from fundflow.web.filters import clock_time
from fundflow.web.forms.sheet import CONFLICT
from fundflow.web.locale import _
from fundflow.web.payment import bp as bp
from fundflow.web.payment.drafting import (
    BASE,
    PARTS,
    VERSION,
    PutTogether,
    content_of,
    is_only_shown_again,
    marks_of,
    put_together,
    with_theirs_taken,
)
from fundflow.web.payment.forms import ClaimForm, as_posted, claim_form
from fundflow.web.payment.own import OwnCase, claim_title, own_case

if TYPE_CHECKING:
    from fundflow.models.payment import Claim


@dataclass(frozen=True, slots=True)
class Sums:
    """What the costs on the page come to, and what they give; a script keeps it while one types."""

    written: Money
    flat: Money
    left: Money

    @property
    def declared(self) -> Money:
        """The costs, flat rates included."""
        return self.written + self.flat

    def gives(self, own: OwnCase) -> Money:
        """Return the grant's part of the costs."""
        return self.declared.part(own.granted, own.case.budgeted_cost) if own.case.budgeted_cost else ZERO


@bp.route("/ansokan/<int:case_id>/utbetalningar/<int:claim_id>/skriv", methods=["GET", "POST"])
@requires(Permission.CLAIM_WRITE)
def write_claim(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Write a claim; what cannot be read is told, and everything typed stays on the page."""
    found = own_case(case_id)
    claim = found.claim(claim_id)
    if request.method == "GET":
        if claim.state is not ClaimState.DRAFT:
            return redirect(url_for(".claim", case_id=case_id, claim_id=claim_id), 303)
        return _show(found, claim, as_posted(content_of(claim)))
    posted = MultiDict(request.form)
    if is_only_shown_again(posted):
        return _show(found, claim, with_theirs_taken(posted, content_of(claim)), not_saved=True)
    form = claim_form(found.kinds)(formdata=posted)
    if not form.validate():
        return _show(found, claim, posted, form=form), 422
    both = _save(found, claim_id, form.content(_number(posted.get(VERSION))), posted.get(BASE, ""))
    if both is not None:
        fields = as_posted(both.content)
        fields.setlist(CONFLICT, list(both.clashing))
        found = own_case(case_id)
        return _show(found, found.claim(claim_id), fields), 409
    return redirect(_onwards(found, claim_id), 303)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _save(found: OwnCase, claim_id: int, mine: ClaimContent, base: str) -> PutTogether | None:
    """Save what is written, together with what someone else has saved meanwhile; return what both have changed."""
    try:
        with writing() as uow:
            save_claim(uow, claim_id, mine)
        return None
    except Conflict:
        theirs = content_of(own_case(found.case.id).claim(claim_id))
    both = put_together(mine, theirs, base)
    if both.clashing:
        return both
    with writing() as uow:
        save_claim(uow, claim_id, both.content)
    return None


def _onwards(found: OwnCase, claim_id: int) -> str:
    """Return where to go after saving: on to the vouchers, to rows from a file, or here again."""
    then = request.form.get("then")
    if then == "stay":
        flash(_("Sparat %(time)s. Ingenting är skickat än.", time=clock_time(now())))
    page = {"stay": ".write_claim", "file": ".import_costs", "check": ".check_claim"}.get(then or "", ".vouchers")
    return url_for(page, case_id=found.case.id, claim_id=claim_id)


def _show(
    found: OwnCase,
    claim: "Claim",
    fields: "MultiDict[str, str]",
    *,
    form: ClaimForm | None = None,
    not_saved: bool = False,
) -> str:
    stored = content_of(claim)
    if form is None:
        form = claim_form(found.kinds)(formdata=fields)
        form.row_button_pressed()
        form.validate()  # so that what cannot be read is marked also on a page that is only shown again
    clashing = [part for part in PARTS if part in fields.getlist(CONFLICT)]
    session = found.uow.session
    return render_template(
        "payment/write_claim.html",
        own=found,
        claim=claim,
        title=claim_title(claim),
        form=form,
        version=fields.get(VERSION) or stored.version,
        base=fields.get(BASE) or marks_of(stored),
        clashing=clashing,
        mine=fields,
        theirs=stored,
        sums=_sums(found, form.costs()),
        used=budget_use(session, found.case.id, but_claim=claim.id),
        not_saved=not_saved and not clashing,
        was_saved=claim.changed_at > claim.started_at,
    )


def _sums(found: OwnCase, costs: Sequence[DeclaredCost]) -> Sums:
    rows = [(one.kind, one.declared) for one in costs]
    left = found.case.balance.outstanding - ordered_payouts(found.uow.session, found.case.id)
    return Sums(
        written=total(amount for _kind, amount in rows),
        flat=flat_cost(rows, found.method, found.programme),
        left=max(ZERO, left),
    )
