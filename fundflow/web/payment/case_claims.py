"""The case's tab about claims and payments: what is asked for, paid and booked, and the conditions before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from fundflow.domain.errors import NotFound, Refused
from fundflow.domain.ledger import EntryKind
from fundflow.domain.money import Money, total
from fundflow.domain.payments import ClaimState, approved_of
from fundflow.domain.roles import Permission
from fundflow.labels.payouts import lines_as_told
from fundflow.labels.states import CLAIM_STATE, DECISION_STATUS, ENTRY_KIND, PAYMENT_STATE
from fundflow.queries.case_page import names_of
from fundflow.queries.payments import (
    Used,
    budget_use,
    claims_of,
    conditions_of,
    ledger_of,
    payments_of,
    payouts_of,
)
from fundflow.services.payable import payable_as_told
from fundflow.services.payment import meet_condition as meet
from fundflow.web.access import requires, writing
from fundflow.web.case.head import head_of
from fundflow.web.case.look import Looked, look_at
from fundflow.web.filters import finding_text, tr
from fundflow.web.forms.base import text_of
from fundflow.web.locale import _
from fundflow.web.payment import bp as bp
from fundflow.web.payment.looks import CLAIM_LOOKS, PAYMENT_LOOKS
from fundflow.web.payment.review_forms import MeetForm

if TYPE_CHECKING:
    from fundflow.models.case import Case
    from fundflow.models.decision import Condition, Decision
    from fundflow.models.payment import Claim

SECTION = "payment.case_claims"


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as a line of the list: its sums, and the payout that is proposed or decided."""

    claim: "Claim"
    declared: Money
    approved: Money | None
    judged: int
    payout: "Decision | None"


def claim_lines(claims: "Sequence[Claim]", payouts: "Mapping[int, Decision]") -> list[ClaimLine]:
    """Return the claims with their sums; what is approved is not known before a row is judged."""
    lines = []
    for claim in claims:
        judged = sum(row.verdict is not None for row in claim.rows)
        approved = approved_of(row.claimed for row in claim.rows) if judged else None
        lines.append(
            ClaimLine(claim, total(row.declared for row in claim.rows), approved, judged, payouts.get(claim.id))
        )
    return lines


def cost_labels(looked: Looked) -> dict[str, str]:
    """Return what the kinds of cost are called in the programme that the case has pinned."""
    if looked.facts is None:
        return {}
    return {one.key: tr(one.label) for one in looked.facts.programme.cost_types}


def used_in_all(used: Sequence[Used]) -> Used:
    """Return the sums of every kind of cost."""
    return Used(
        "", total(one.budget for one in used), total(one.approved for one in used), total(one.claimed for one in used)
    )


def _plan_in_all(case: "Case", used: Sequence[Used]) -> Used | None:
    """Return the sums against the whole cost, for a support whose plan is not divided on kinds; None without any."""
    whole = case.budgeted_cost or case.total_cost
    return replace(used_in_all(used), budget=whole) if whole else None


@bp.get("/arenden/<int:case_id>/utbetalning")
@requires(Permission.CASE_READ)
def case_claims(case_id: int) -> str:
    """Show the claims, the payments, the use of the budget, the conditions and the ledger of a case."""
    looked = look_at(case_id)
    uow, session = looked.uow, looked.uow.session
    used = budget_use(session, case_id)
    conditions = [one for one in conditions_of(session, case_id) if one.gates_payment]
    claims = claims_of(session, uow.actor, case_id)
    as_told = payable_as_told(uow, looked.case, sent_only=False)
    return render_template(
        "payment/case_claims.html",
        head=head_of(looked, SECTION),
        case=looked.case,
        claims=claim_lines(claims, payouts_of(session, case_id)),
        open_claims=[claim for claim in claims if claim.state is ClaimState.SENT],
        payments=payments_of(session, case_id),
        used=used,
        used_in_all=used_in_all(used),
        plan_in_all=_plan_in_all(looked.case, used),
        cost_labels=cost_labels(looked),
        as_told=as_told,
        lines_as_told=lines_as_told(as_told) if as_told else [],
        conditions=conditions,
        met_by=names_of(session, [one.met_by_id for one in conditions if one.met_by_id]),
        booked=ledger_of(session, case_id),
        in_costs=(EntryKind.COST_APPROVED,),
        may_review=uow.actor.may(Permission.CLAIM_REVIEW),
        **words(),
    )


def words() -> dict[str, Any]:
    """Return what states and kinds are called and look like."""
    return {
        "claim_states": CLAIM_STATE,
        "claim_looks": CLAIM_LOOKS,
        "payment_states": PAYMENT_STATE,
        "payment_looks": PAYMENT_LOOKS,
        "entry_kinds": ENTRY_KIND,
        "decision_statuses": DECISION_STATUS,
    }


# ----- conditions


@bp.route("/arenden/<int:case_id>/villkor/<int:condition_id>/uppfyllt", methods=["GET", "POST"])
@requires(Permission.CLAIM_REVIEW)
def meet_condition(case_id: int, condition_id: int) -> ResponseReturnValue:
    """Note that a condition is met, and what shows it."""
    looked = look_at(case_id)
    condition = _condition(looked, condition_id)
    form = MeetForm()
    if not form.validate_on_submit():
        return _meet_page(looked, condition, form, [])
    try:
        with writing() as uow:
            meet(uow, case_id, condition_id=condition_id, evidence=text_of(form.evidence))
    except Refused as error:
        again = look_at(case_id)
        return _meet_page(again, _condition(again, condition_id), form, [finding_text(one) for one in error.findings])
    flash(_("Villkoret är antecknat som uppfyllt."))
    return redirect(url_for("payment.case_claims", case_id=case_id, _anchor="villkor"), 303)


def _condition(looked: Looked, condition_id: int) -> "Condition":
    found = next((one for one in conditions_of(looked.uow.session, looked.case.id) if one.id == condition_id), None)
    if found is None:
        raise NotFound
    return found


def _meet_page(looked: Looked, condition: "Condition", form: MeetForm, refusals: list[str]) -> ResponseReturnValue:
    page = render_template(
        "payment/meet_condition.html",
        head=head_of(looked, SECTION, page=_("Villkor uppfyllt")),
        condition=condition,
        met_by=names_of(looked.uow.session, [condition.met_by_id] if condition.met_by_id else []),
        form=form,
        refusals=[("#evidence", text) for text in refusals],
    )
    return page, 409 if refusals else form.http_status
