"""The review of one claim, row by row, and the proposal to pay that comes of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.errors import Conflict, Refused, Theirs
from fundflow.domain.findings import Finding
from fundflow.domain.money import ZERO, Money, total
from fundflow.domain.payments import ClaimState, Payable, RowVerdict
from fundflow.domain.roles import Permission
from fundflow.labels.payouts import payout_lines
from fundflow.labels.states import ROW_VERDICT
from fundflow.queries.case_page import names_of
from fundflow.queries.payments import (
    Used,
    budget_use,
    claim_of,
    claims_of,
    payouts_of,
    returned_payout,
    used_in_all,
    vouchers_of,
)
from fundflow.services.claim_checks import cost_method_of, to_look_over
from fundflow.services.claim_review import NOTE, save_review
from fundflow.services.payable import payable_in
from fundflow.services.payment import before_payout
from fundflow.services.payment import propose_payout as propose
from fundflow.web.access import requires, writing
from fundflow.web.case.head import head_of
from fundflow.web.case.look import Looked, look_at
from fundflow.web.charts import MoneyBar, money_bar
from fundflow.web.filters import clock_time, finding_text
from fundflow.web.forms.base import text_of
from fundflow.web.locale import _
from fundflow.web.payment import bp as bp
from fundflow.web.payment.case_claims import SECTION, claim_lines, cost_labels, words
from fundflow.web.payment.figures import (
    Figures,
    figures_in_review,
    mark_figures_as_read,
    reckoning_of_act,
    shown_figures,
    told_beside,
)
from fundflow.web.payment.review_forms import (
    PayoutForm,
    ReviewForm,
    judged_rows,
    mark_as_read,
    part_of,
    proposed_grounds,
    review_form,
    tell,
    written_in,
)

if TYPE_CHECKING:
    from fundflow.models.payment import Claim

PROPOSE: Final = "propose"
_OPEN: Final = (ClaimState.SENT, ClaimState.PROPOSED)


@dataclass(frozen=True)
class Reviewed:
    """A claim as its review page looks at it."""

    looked: Looked
    claim: "Claim"
    payable: Payable

    @property
    def figures(self) -> Figures:
        """The figures that the payout is reckoned on beside the costs, where there are any."""
        return figures_in_review(self.looked, self.claim)

    @property
    def is_open(self) -> bool:
        """Whether it waits to be reviewed."""
        return self.claim.state is ClaimState.SENT

    @property
    def may_review(self) -> bool:
        """Whether this person can review it now."""
        return self.is_open and self.looked.uow.actor.may(Permission.CLAIM_REVIEW)


def _look(case_id: int, claim_id: int) -> Reviewed:
    looked = look_at(case_id)
    session = looked.uow.session
    claim = claim_of(session, looked.uow.actor, case_id, claim_id)
    return Reviewed(looked, claim, payable_in(looked.uow, looked.case, claim))


def claim_name(claim: "Claim") -> str:
    """Return what a claim is called."""
    return _("Ansökan om utbetalning %(number)s", number=claim.sequence)


# ----- review


@bp.get("/arenden/<int:case_id>/utbetalning/<int:claim_id>/granskning")
@requires(Permission.CASE_READ)
def review(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Show a claim row by row with its vouchers and what it gives right to; to be judged by whoever may."""
    found = _look(case_id, claim_id)
    return _review_page(found, review_form(found.claim, found.figures))


@bp.post("/arenden/<int:case_id>/utbetalning/<int:claim_id>/granskning")
@requires(Permission.CLAIM_REVIEW)
def save(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Keep the review as it is written, whole or not; a colleague's judgement is shown beside one's own."""
    found = _look(case_id, claim_id)
    form = review_form(found.claim, found.figures, sent=True)
    form.validate_on_submit()
    written = written_in(found.claim, form, found.figures)
    try:
        with writing() as uow:
            findings = save_review(uow, claim_id, written)
    except Conflict as conflict:
        again = _look(case_id, claim_id)
        return _review_page(again, form, theirs=conflict.theirs)
    except Refused as error:
        return _review_page(_look(case_id, claim_id), form, refusals=error.findings)
    again = _look(case_id, claim_id)
    tell(form, findings)
    if form.errors:
        mark_as_read(again.claim, form, {part_of(row) for row in judged_rows(again.claim) if row.id in written.rows})
        mark_figures_as_read(form, {one: again.figures[one] for one in written.figures})
        return _review_page(again, form, saved=True)
    return _saved(again)


def _saved(found: Reviewed) -> ResponseReturnValue:
    """Tell that it is saved and what is left; go on to the proposal when that was asked for and nothing is left."""
    claim, case_id = found.claim, found.looked.case.id
    rows = judged_rows(claim)
    left = sum(row.verdict is None for row in rows)
    time = clock_time(found.looked.uow.now)
    wants_to_propose = request.form.get("then") == PROPOSE
    if wants_to_propose and not left:
        return redirect(url_for("payment.propose_payout", case_id=case_id, claim_id=claim.id), 303)
    if left:
        told = _("Sparat %(time)s. Kvar att bedöma: %(left)s av %(all)s.", time=time, left=left, all=len(rows))
        flash(told, "warning" if wants_to_propose else "success")
    else:
        flash(_("Sparat %(time)s. Alla kostnader är bedömda.", time=time))
    return redirect(url_for("payment.review", case_id=case_id, claim_id=claim.id), 303)


def _review_page(
    found: Reviewed,
    form: ReviewForm,
    *,
    theirs: Mapping[str, Theirs] | None = None,
    refusals: Sequence[Finding] = (),
    saved: bool = False,
) -> ResponseReturnValue:
    claim, looked = found.claim, found.looked
    by_row = {int(key): their for key, their in (theirs or {}).items() if key.isdigit()}
    if theirs:
        # The next save is meant to replace what has now been read.
        _read_theirs(claim, form, by_row)
        mark_figures_as_read(form, {one: figure for one, figure in found.figures.items() if one.value in theirs})
    page = render_template(
        "payment/review.html",
        found=found,
        head=head_of(looked, SECTION, page=claim_name(claim)),
        claim=claim,
        form=form,
        parts={row.id: form[part_of(row)].form for row in judged_rows(claim)},
        in_conflict=bool(theirs),
        theirs=by_row,
        their_note=by_row.get(NOTE),
        their_figures={key: their for key, their in (theirs or {}).items() if not key.isdigit()},
        refusals=[("#rows", finding_text(one)) for one in refusals],
        saved=saved,
        verdicts=ROW_VERDICT,
        cuts=_cuts(claim),
        reckoning=_reckoning(found),
        doubts=to_look_over(looked.uow, looked.case, claim),
        **_beside(found),
    )
    return page, 409 if theirs or refusals else form.http_status


def _read_theirs(claim: "Claim", form: ReviewForm, theirs: Mapping[int, Theirs]) -> None:
    mark_as_read(claim, form, {part_of(row) for row in judged_rows(claim) if row.id in theirs})
    if NOTE in theirs:
        mark_as_read(claim, form)


def _cuts(claim: "Claim") -> tuple[Money, Money]:
    """Return what is deducted and what is parked."""
    deducted = total(row.declared - (row.approved or ZERO) for row in claim.rows if row.verdict is RowVerdict.DEDUCTED)
    return deducted, total(row.declared for row in claim.rows if row.verdict is RowVerdict.PARKED)


def _reckoning(found: Reviewed) -> str:
    """Return what the script needs to keep the calculation as one judges; the server reckons the same at save."""
    payable = found.payable
    looked = found.looked
    method = cost_method_of(looked.uow, looked.case)
    programme = looked.facts.programme if looked.facts else None
    staff = [one.key for one in programme.cost_types if one.staff] if programme else []
    percent = method.percent_of_staff if method else None
    known = {
        "approvedBefore": payable.approved_before.ore,
        "granted": payable.granted.ore,
        "budgeted": payable.budgeted.ore,
        "paidBefore": payable.paid_before.ore,
        "orderedBefore": payable.ordered_before.ore,
        "leftOfGrant": payable.left_of_grant.ore,
        "staff": staff,
        "percent": str(percent) if percent is not None else None,
        "act": reckoning_of_act(payable, found.claim),
    }
    return json.dumps(known)


def _beside(found: Reviewed) -> dict[str, Any]:
    """Return what stands beside the rows, on the review's page and the proposal's."""
    looked, claim = found.looked, found.claim
    uow, session, case_id = looked.uow, looked.uow.session, looked.case.id
    payouts = payouts_of(session, case_id)
    payout = payouts.get(claim.id)
    others = [one for one in claims_of(session, uow.actor, case_id) if one.id != claim.id and one.state in _OPEN]
    correctors = [figure.by for figure in found.figures.values()]
    people = [*(row.judged_by_id for row in claim.rows), *correctors, claim.reviewed_by_id, claim.sent_by_id]
    returned = returned_payout(session, claim.id)
    heading, beside = told_beside(looked, claim)
    used = budget_use(session, case_id, but_claim=claim.id)
    return {
        "beside_heading": heading,
        "beside": beside,
        "figures": list(shown_figures(found.figures)),
        "case": looked.case,
        "lines": payout_lines(found.payable, payout.amount if payout else None),
        "before": list(before_payout(uow, looked.case, claim)) if found.is_open else [],
        "bar": _bar(found, payout.amount if payout else found.payable.highest),
        "vouchers": vouchers_of(session, claim.id),
        "others": claim_lines(others, payouts),
        "payout": payout,
        "returned": returned if found.is_open else None,
        "names": names_of(session, {one for one in people if one}),
        "cost_labels": cost_labels(looked),
        "used": _use_with(found, used),
        "has_budget": bool(used_in_all(used).budget),
        "declared": total(row.declared for row in claim.rows),
        **words(),
    }


def _bar(found: Reviewed, paying: Money) -> MoneyBar | None:
    payable = found.payable
    if not payable.granted:
        return None
    paid = payable.paid_before + payable.ordered_before
    parts = [
        (_("Utbetalt eller beslutat"), "ff-c1", paid),
        (_("Den här ansökan"), "ff-c2", paying),
        (_("Kvar efteråt"), "ff-c3", payable.granted - paid - paying),
    ]
    return money_bar(parts, payable.granted)


@dataclass(frozen=True, slots=True)
class UsedWith:
    """A kind of cost of the claim: what others have used, what this claim asks for, and what is left then."""

    kind: str
    budget: Money
    used: Money
    declared: Money

    @property
    def left(self) -> Money:
        """What is left of the budget with this claim; below zero when it asks for more."""
        return self.budget - self.used - self.declared


def _use_with(found: Reviewed, used: Sequence[Used]) -> list[UsedWith]:
    declared: dict[str, Money] = {}
    for row in found.claim.rows:
        declared[row.kind] = declared.get(row.kind, ZERO) + row.declared
    known = {one.kind: one for one in used}
    kinds = [kind for kind in dict.fromkeys([*known, *declared]) if kind in declared]
    nothing = Used("", ZERO, ZERO, ZERO)
    return [
        UsedWith(kind, one.budget, one.approved + one.claimed, declared[kind])
        for kind in kinds
        for one in [known.get(kind, nothing)]
    ]


# ----- propose


@bp.route("/arenden/<int:case_id>/utbetalning/<int:claim_id>/forslag", methods=["GET", "POST"])
@requires(Permission.CLAIM_REVIEW)
def propose_payout(case_id: int, claim_id: int) -> ResponseReturnValue:
    """Propose to pay: the highest that the calculation gives, or less; a refusal tells every reason at once."""
    found = _look(case_id, claim_id)
    grounds = "\n".join(proposed_grounds(found.claim, found.figures))
    form = PayoutForm(data={"amount": found.payable.highest, "grounds": grounds, "version": found.claim.row_version})
    if not form.validate_on_submit():
        return _proposal_page(found, form, [])
    try:
        with writing() as uow:
            decision = propose(
                uow, claim_id, amount=form.amount.data, grounds=text_of(form.grounds), version=form.read_version
            )
            decision_id = decision.id
    except Conflict:
        again = _look(case_id, claim_id)
        form.version.data = str(again.claim.row_version)
        return _proposal_page(again, form, [], is_stale=True)
    except Refused as error:
        return _proposal_page(_look(case_id, claim_id), form, error.findings)
    flash(_("Förslaget väntar nu på beslut."))
    return redirect(url_for("decision.show", decision_id=decision_id), 303)


def _proposal_page(
    found: Reviewed, form: PayoutForm, refusals: Sequence[Finding], *, is_stale: bool = False
) -> ResponseReturnValue:
    claim = found.claim
    page = render_template(
        "payment/propose.html",
        found=found,
        head=head_of(found.looked, SECTION, page=_("Föreslå utbetalning %(number)s", number=claim.sequence)),
        claim=claim,
        form=form,
        refusals=refusals,
        refusal_links=[(_place(one, form), finding_text(one)) for one in refusals],
        is_stale=is_stale,
        verdicts=ROW_VERDICT,
        cut=[row for row in claim.rows if row.verdict in (RowVerdict.DEDUCTED, RowVerdict.PARKED)],
        **_beside(found),
    )
    return page, 409 if refusals or is_stale else form.http_status


def _place(finding: Finding, form: PayoutForm) -> str:
    return f"#{finding.field}" if finding.field and finding.field in form else "#refusals"
